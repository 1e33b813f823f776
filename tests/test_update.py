"""Moving a course to the next version of its standard: nothing that somebody decided gets lost."""

import difflib
import itertools
import json
import os
import shutil
from collections import Counter
from pathlib import Path

import kept_course
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept_course import content, said, start, told
from test_killed import killed, meant

from curriculum.commands import planned_course
from curriculum.comparing.occupations import is_same_occupation
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.keeping.course_edit import CourseEdit
from curriculum.reading.opening import open_standard

SHIFTED = (
    ("      - T1.1: 確認顧客需求\n      - T1.2: 估價與報價",
     "      - T1.1: 接聽電話\n      - T1.2: 確認顧客的需求\n      - T1.3: 估價與報價"),
    ("tasks: [T1.2]", "tasks: [T1.3]"),
    ("tasks: [T1.1]", "tasks: [T1.2]"),
    ("P1.2.1", "P1.3.1"),
    ("P1.1.", "P1.2."),
    ("O1.2.1", "O1.3.1"),
    ("O1.1.1", "O1.2.1"),
    ("確認花材與數量", "確認花材、數量與顏色"),
    ("  K01: 花材知識\n  K02: 顧客資料保護\n  K03: 計價方法\n  K04: 包裝材料",
     "  K01: 顧客資料保護\n  K02: 計價方法\n  K04: 環保規定"),
    ("[K01, K02]", "[K01]"),
    ("[K02, K03]", "[K01, K02]"),
    ("001v1", "001v2"),
)  # fmt: skip
"""A task is new and pushes the others down, one of them reworded; K01 and K04 are gone, and their
codes are given to others."""


WITH_TABLE = """XYZ1234-001v1
versions:
  - {version: v1, code: FLO1234-001v1, name: 花店接單人員}
  - {version: v2, code: XYZ1234-001v1, name: 花店接單人員}
"""
"""Another code, and a version table that names the former one."""


def next_version(folder: Path, *changes: tuple[str, str]) -> str:
    """A file with the next version beside the course folder."""
    file = folder.parent / "新版.yaml"
    file.write_text(kept_course.STANDARD, encoding="utf-8", newline="\n")
    kept_course.reprint(folder.parent, *(changes or SHIFTED), name=file.name)
    return str(file)


def update(folder: Path, *changes: tuple[str, str]) -> str:
    """What the command says."""
    code, output = said(folder, "update", str(folder), "--standard", next_version(folder, *changes))
    assert code == 0, output
    return output


def planned(folder: Path) -> Course:
    """The course as planned."""
    return planned_course(open_recalled(str(folder)))


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that has been built once, with a long text of its own."""
    folder = start(tmp_path / "課程")
    (folder / "content" / "M1.2").mkdir(parents=True)
    (folder / "content" / "M1.2" / "notes.md").write_text("折扣要問主任。", encoding="utf-8")
    kept_course.remember(folder)
    return folder


def test_every_decision_goes_with_its_item(course: Path) -> None:
    """Protects three-way: renumbered decisions follow, changed ones ask, gone ones are kept."""
    before = content(course).splitlines()
    output = update(course)
    changed = [
        line
        for line in difflib.ndiff(before, content(course).splitlines())
        if line.startswith(("+", "-"))
    ]
    assert [
        "  K04v1: 由供應商另外教   # 主任說的",
        "    introduce: [K01v1]",
        "      P1.2.2: 學員能填寫送貨單。   # 改短了",
        "    exclude: [K01]   # M1.1 教過了",
    ] == [line[2:] for line in changed if line.startswith("+") and "standard" not in line][3:]
    assert len(changed) == 14
    assert {"leave_out K04v1", "M1.1 K01v1"} == {each.address for each in planned(course).parked}
    suspect = {(each.address, each.code) for each in planned(course).suspect}
    assert suspect == {
        ("M1.1 hours", "T1.2"),
        ("M1.1 texts.overview", "T1.2"),
        ("M1.1 texts.overview", "P1.2.1"),
    }
    assert "待確認的決定 2 項、暫存的決定 2 項、新增的項目 2 項" in output
    assert [] == [line for line in said(course, "check", str(course))[1].split("\n")
                  if "錯誤 CUR" in line]  # fmt: skip
    assert len(told(course)) == 4


def test_published_ids_stay_with_their_words(course: Path) -> None:
    """Protects links, papers and content folders: an id is what it was in the next version too."""
    before = planned(course)
    update(course)
    after = planned(course)
    texts = {"M1.1": "確認顧客的需求", "M1.2": "估價與報價", "M2.1": "包裝花束"}
    assert texts.items() <= {module.id: module.title for module in after.modules}.items()
    assert after.modules[0].id not in {module.id for module in before.modules}
    assert (
        "折扣要問主任。" == next(each for each in after.modules if each.id == "M1.2").texts["notes"]
    )
    kept = {name: goal.criteria for name, goal in after.objectives.items() if goal.criteria}
    expected = {"M1.1-P1.1.1": ("P1.2.1",), "M1.1-P1.1.2": ("P1.2.2",), "M1.2-P1.2.1": ("P1.3.1",)}
    assert expected.items() <= kept.items()


def test_confirmed_decisions_ask_no_more(course: Path) -> None:
    """Protects the list of things to do from never getting empty."""
    update(course)
    assert 0 == said(course, "confirm", str(course), "FLO1234-001v2")[0]
    assert ["CUR351"] * 2 == [line.split("警告 ")[1][:6] for line in told(course)]


def test_a_dry_run_writes_nothing(course: Path) -> None:
    """Protects from a look that changes something."""
    new, before = next_version(course), files(course)
    code, output = said(course, "update", str(course), "--standard", new, "--dry-run")
    assert code == 0
    assert before == files(course)
    for expected in ("新增 2 項", "+  K04v1: 由供應商另外教", "待辦事項", "沒有寫入任何檔案"):
        assert expected in output


def test_an_update_is_undone_by_two_files(course: Path) -> None:
    """Protects a trainer who changes his mind: the backup is the course as it was."""
    before = files(course)
    output = update(course)
    assert "把 course.yaml.1.bak 改名為 course.yaml" in output
    assert {"course.yaml.1.bak", "course.lock.yaml.1.bak", "FLO1234-001v2.yaml"} == (
        files(course).keys() - before.keys()
    )
    for name in ("course.yaml", "course.lock.yaml"):
        (course / f"{name}.1.bak").replace(course / name)
    assert before == {name: data for name, data in files(course).items() if name in before}
    assert [] == told(course)


def test_the_same_version_again_changes_nothing(course: Path) -> None:
    """Protects from a second backup where there is nothing to do."""
    update(course)
    before = files(course)
    assert "課程已經在用這個版本（FLO1234-001v2，FLO1234-001v2.yaml），什麼都沒有更動\n" == update(
        course
    )
    assert before == files(course)


def test_there_and_back_again_is_where_it_was(course: Path) -> None:
    """Protects what was kept aside: it comes back with its item, even under its own code."""
    before = planned(course)
    update(course)
    again = course.parent / "舊版.yaml"
    shutil.copy(course / "standard.yaml", again)
    assert 0 == said(course, "update", str(course), "--standard", str(again))[0]
    after = planned(course)
    assert [module.id for module in before.modules] == [module.id for module in after.modules]
    assert not after.parked
    assert [each.code for each in before.left_out] == [each.code for each in after.left_out]
    assert [each.knowledge for each in before.modules] == [each.knowledge for each in after.modules]


@pytest.mark.parametrize(
    ("changes", "is_taken"),
    [
        ([("FLO1234-001v1", "XYZ1234-001v1")], False),
        ([("FLO1234-001v1", "FLO1234-001v9"), ("花店接單人員", "花藝人員")], True),
        ([("FLO1234-001v1\n", WITH_TABLE)], True),
    ],
)  # fmt: skip
def test_another_occupation_is_refused(
    course: Path, changes: list[tuple[str, str]], *, is_taken: bool
) -> None:
    """Protects from the wrong file; a version table that names the old code is proof enough."""
    before, new = files(course), next_version(course, *changes)
    code, output = said(course, "update", str(course), "--standard", new)
    assert (code == 0) is is_taken, output
    if not is_taken:
        assert "FLO1234-001v1" in output
        assert "XYZ1234-001v1" in output
        assert before == files(course)


CARRIERS = Path(__file__).parent / "carriers"
PUBLISHED = {path.parent.name: path for path in sorted(CARRIERS.glob("*/source.txt"))}
VERSIONS = [f"a-standard-and-its-next-version-{version}" for version in ("v1", "v2")]


def test_only_versions_of_one_standard_are_the_same_occupation() -> None:
    """Protects from the wrong file: that each version table names its own code proves nothing."""
    standards = {name: open_standard(path, name) for name, path in PUBLISHED.items()}
    taken = [
        pair
        for pair in itertools.permutations(standards, 2)
        if is_same_occupation(*(standards[name] for name in pair))
    ]
    assert list(itertools.permutations(VERSIONS)) == taken


def test_a_published_standard_of_another_occupation_is_refused(course: Path) -> None:
    """Protects a course whose standard has a version table, as published ones have."""
    old, new = course.parent / "old", PUBLISHED["knowledge-and-skills-merged-over-a-whole-duty"]
    source = PUBLISHED["numbering-goes-on-from-another-standard"]
    assert 0 == said(course, "new", str(old), "--standard", str(source))[0]
    before = files(old)
    code, output = said(old, "update", str(old), "--standard", str(new))
    assert (1, before) == (code, files(old)), output
    assert "XBE6123-001v2 城市養蜂管理員" in output
    assert "XCL5419-007v3 海岸淨灘督導" in output


def test_a_decision_that_lost_its_code_is_told_with_the_printed_one(course: Path) -> None:
    """Protects from a code that no paper has ever printed."""
    update(course)
    review = said(course, "plan", str(course), "--review")[1]
    assert "舊版的 K04 已經不在職能基準裡" in review
    assert "K04v1 已經不在" not in review


def test_the_former_lock_is_kept_to_the_byte(course: Path) -> None:
    """Protects who goes back: what a build or a person had in that file is there again."""
    lock = course / "course.lock.yaml"
    lock.write_bytes(lock.read_bytes() + b"# a comment\n")
    before = lock.read_bytes()
    update(course)
    assert before == (course / "course.lock.yaml.1.bak").read_bytes()


def test_moved_codes_keep_their_quotes_and_what_stands_around_them(course: Path) -> None:
    """Protects the layout of a person's file: an inline mapping stays one, with its comment."""
    file = course / "course.yaml"
    text = file.read_text(encoding="utf-8")
    accept = (
        "accept:\n"
        '  - {code: CUR242, items: ["P1.1.1"], reason: 看過}  # 與同事討論過\n'
        "  - code: CUR240\n"
        "    items: ['P1.2.1', P1.1.2]\n"
        "    reason: 看過\n"
    )
    file.write_text(text + accept, encoding="utf-8", newline="\n")
    update(course)
    moved = accept.replace("P1.2.1", "P1.3.1").replace("P1.1.", "P1.2.")
    assert moved in content(course)


def test_a_lock_is_not_needed(course: Path) -> None:
    """Protects a course that was never built: its decisions are held against the old version."""
    (course / "course.lock.yaml").unlink()
    update(course)
    assert len(planned(course).suspect) == 3
    assert len(planned(course).parked) == 2


def test_an_edited_file_in_the_folder_is_taken_as_it_is(course: Path) -> None:
    """Protects a trainer's own corrections and comments in the new version's YAML."""
    new = Path(next_version(course)).replace(course / "新版.yaml")
    code, _ = said(course, "update", str(course), "--standard", str(new))
    assert code == 0
    assert "file: 新版.yaml" in content(course)
    assert "FLO1234-001v2.yaml" not in files(course)


def test_a_republished_version_gets_a_name_of_its_own(course: Path) -> None:
    """Protects the old file where the authority corrects a version without a new code."""
    update(course)
    output = update(course, *SHIFTED, ("接聽電話", "接聽來電"))
    assert "FLO1234-001v2-2.yaml" in output
    assert {"FLO1234-001v2.yaml", "FLO1234-001v2-2.yaml"} <= files(course).keys()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_killed_update_leaves_the_old_course_or_the_new_one(tmp_path: Path) -> None:
    """Protects against power cuts: a course file never stands beside the other version's lock."""
    folder = start(tmp_path / "before" / "課程")
    next_version(folder)
    report = killed(tmp_path, ["update", "課程", "--standard", "新版.yaml"])
    before, whole = report["before"], report["whole"]
    course, kept = "課程/course.yaml", "課程/course.lock.yaml"
    assert before[kept] != whole[kept]
    assert before[course] != whole[course]
    seen = set()
    for kill in report["kills"]:
        left = kill["left"]
        coming = [name for name in left if name.startswith("課程/course.lock.") and name != kept
                  and not name.endswith(".bak")]  # fmt: skip
        is_new = left[course] == whole[course]
        assert is_new or left[course] == before[course]
        if is_new:
            assert whole[kept] == left[coming[0] if coming else kept]
            assert "課程/FLO1234-001v2.yaml" in left
        else:
            assert before[kept] == left[kept]
        seen.add((is_new, bool(coming)))
        assert 0 == kill["again"]
        assert meant(whole) == meant(kill["after"]), kill["moment"]
    assert {(False, False), (False, True), (True, True)} <= seen


EDITS = (
    (("hours",), "20"), (("modules", "M1.2", "hours"), "3"), (("teach",), ["T1", "T2.1"]),
    (("modules", "M1.2", "objectives", "P1.2.1"), "學員能算價。"), (("order",), ["M2.1"]),
    (("leave_out", "S01"), "學過了"), (("modules", "M1.1", "requires"), ["M2.1"]),
    (("modules", "M2.1", "introduce"), ["S02", "K02"]), (("confirmed",), ["M1.2 K03", "title"]),
    (("accept",), [{"code": "CUR203", "items": ["K02", "K03"], "reason": "看過"}]),
    (("modules", "M1.2", "added_objectives"),
     {"合作": {"text": "學員能合作。", "criteria": ["P1.2.1"], "skills": ["S02"]}}),
    (("tasks", "T1.2", "title", "en"), "Quoting"),
    (("modules", "M1.1b"), {"criteria": ["P1.1.2"], "hours": 2}),
    (("sessions",), [{"module": "M1.1", "date": "2027-03-01", "time": "09:00-12:00"}]),
)  # fmt: skip
CHANGES: tuple[tuple[tuple[str, str], ...], ...] = (
    SHIFTED[7:8], SHIFTED[8:11], SHIFTED[:8],
    (("  K03: 計價方法\n", ""), ("[K02, K03]", "[K02]")),
    (("          - P1.2.1: 依價目表計算價格。\n", "          - P1.2.1: 請主管核價。\n"),),
    (("  S02: 計算能力\n", "  S04: 計算能力\n"), ("[S02]", "[S04]")),
)  # fmt: skip


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=st.lists(st.sampled_from(EDITS), unique_by=str), changes=st.sampled_from(CHANGES))
def test_no_decision_comment_or_text_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[tuple[str, ...], object]],
    changes: tuple[tuple[str, str], ...],
) -> None:
    """Protects everything that somebody typed, whatever was decided and whatever changed."""
    folder = start(tmp_path_factory.mktemp("update") / "課程")
    edit = CourseEdit(folder)
    for path, value in edits:
        edit.set(path, json.loads(json.dumps(value)))
    edit.save()
    kept_course.remember(folder)
    before = content(folder)
    said(folder, "update", str(folder), "--standard",
         next_version(folder, *changes, ("001v1", "001v2")))  # fmt: skip
    after = content(folder)
    assert [line.partition("#")[2] for line in before.split("\n")] == [
        line.partition("#")[2] for line in after.split("\n")
    ]
    assert texts(before) == texts(after)
    assert 0 == said(folder, "check", str(folder))[0] or edits


def texts(text: str) -> Counter[str]:
    """Every scalar of a course file, without what an update has to change."""
    data = yaml.safe_load(text)
    del data["standard"]
    found: Counter[str] = Counter()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            found["{}"] += len(node)
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            found["[]"] += len(node)
            for value in node:
                walk(value)
        elif not any(character.isdigit() for character in str(node)[:5]) or ":" in str(node):
            found[str(node)] += 1

    walk(data)
    return found


PRINTED = Path(__file__).with_name("carriers") / "a-standard-and-its-next-version"
FULL = """
title: 社區單車維修實務培訓課程   # 已報部門
hours: 24
completion: {mark: 70, reassessment: 兩週內補評一次}
leave_out:
  K01: 學員在前一門課學過   # 訓練需求調查第 3 題
modules:
  M1.1:
    texts:
      notes: 先示範怎麼問。
  M2.2:
    hours: 6   # 含試車
    objectives:
      P2.2.1: 學員能完成煞車調整，十分鐘內達成。
      P2.2.3: 學員能說出三條路線。   # 這一條新版不見了
    introduce: [K05]
"""


def test_a_printed_course_moves_to_the_printed_next_version(tmp_path: Path) -> None:
    """Protects what the manual promises, from the authority's file to the authority's next file."""
    folder = tmp_path / "單車"
    assert 0 == said(tmp_path, "new", str(folder), "--standard", f"{PRINTED}-v1/source.odt")[0]
    with (folder / "course.yaml").open("a", encoding="utf-8", newline="\n") as file:
        file.write(FULL)
    (folder / "content" / "M2.2").mkdir()
    (folder / "content" / "M2.2" / "case.md").write_text("# 一位車主\n", encoding="utf-8")
    kept_course.remember(folder)
    before = content(folder)
    code, output = said(
        tmp_path, "update", str(folder), "--standard", f"{PRINTED}-v2/a4-portrait.pdf"
    )
    assert 0 == code, output
    after = content(folder)
    scalars = {line.partition(": ")[2] for line in FULL.splitlines() if ": " in line}
    assert all(f"{value}\n" in after for value in scalars - {"[K05]"})
    assert "P2.3.2: 學員能完成煞車調整" in after, "P2.2.1 is P2.3.2 now, under the same module"
    assert "introduce: [K06]" in after
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    course = planned(folder)
    objectives = {goal.text for module in course.modules for goal in module.objectives}
    assert "學員能完成煞車調整，十分鐘內達成。" in objectives
    assert {"M2.2-P2.2.3"} == {each.address for each in course.parked}
    assert "# 一位車主" in next(
        module.texts["case"] for module in course.modules if module.id == "M2.2"
    )
    assert "推薦鄰近的騎乘路線" in output
    assert before == (folder / "course.yaml.1.bak").read_text(encoding="utf-8")
