"""Updating where items go elsewhere: decisions go along, or are kept aside with the reason."""

from pathlib import Path

import kept_course
import pytest
from kept_course import content, remember, said, start, told

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.yaml_text import Data

NEXT = ("001v1", "001v2")
TWO_TASKS_OF_T1 = "        criteria:\n          - P1.2.1: 依價目表計算價格。\n"
TO_ANOTHER_TASK = (
    ("          - P1.1.2: 記錄送達時間與地點。\n", ""),
    (TWO_TASKS_OF_T1, f"{TWO_TASKS_OF_T1}          - P1.2.2: 記錄送達時間與地點。\n"),
    NEXT,
)
"""P1.1.2 goes from T1.1 to T1.2."""
SKILL_TO_ANOTHER_TASK = (
    ("skills: [S01]", "skills: [S03]"), ("skills: [S02]", "skills: [S01, S02]"), NEXT,
)  # fmt: skip
"""S01 goes from T1.1 to T1.2."""
MERGED = (
    ("          - P1.1.1: 依顧客需求，確認花材與數量。\n          - P1.1.2: 記錄送達時間與地點。\n",
     "          - P1.1.1: 依顧客需求，確認花材與數量，並記錄送達時間與地點。\n"), NEXT,
)  # fmt: skip
NEW_TASK = (
    ("      - T1.2: 估價與報價\n", "      - T1.2: 估價與報價\n      - T1.3: 收取訂金\n"),
    ("  - code: T2\n", """\
      - tasks: [T1.3]
        level: 3
        criteria:
          - P1.3.1: 開立收據並收取訂金。
        knowledge: [K03]
        skills: [S02]
  - code: T2
"""), NEXT,
)  # fmt: skip
REORDERED = (
    ("      - T1.1: 確認顧客需求\n      - T1.2: 估價與報價",
     "      - T1.1: 估價與報價\n      - T1.2: 確認顧客需求"),
    ("tasks: [T1.1]", "tasks: [T9]"), ("tasks: [T1.2]", "tasks: [T1.1]"),
    ("tasks: [T9]", "tasks: [T1.2]"),
    ("P1.1.", "P9."), ("P1.2.1", "P1.1.1"), ("P9.", "P1.2."),
    ("O1.1.1", "O9"), ("O1.2.1", "O1.1.1"), ("O9", "O1.2.1"), NEXT,
)  # fmt: skip
"""The two tasks change places."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that has been built once."""
    return start(tmp_path / "課程")


def decide(folder: Path, *decisions: tuple[tuple[str, ...], Data]) -> None:
    """Writes decisions, which hold together, and builds."""
    edit = CourseEdit(folder)
    for path, value in decisions:
        edit.set(path, value)
    edit.save()
    (folder / "course.yaml.1.bak").unlink(missing_ok=True)
    code, output = said(folder, "check", str(folder))
    assert 0 == code, output
    remember(folder)


def added(module: str, text: str, criterion: str) -> tuple[tuple[str, ...], Data]:
    """An objective that the trainer added."""
    return ("modules", module, "added_objectives"), {
        "合作": {"text": text, "criteria": [criterion]}
    }


def homes(folder: Path) -> dict[str, str]:
    """Sentence of an objective -> the module that has it."""
    modules = planned(folder).modules
    return {goal.text: module.id for module in modules for goal in module.objectives}


def update(folder: Path, *changes: tuple[str, str], options: tuple[str, ...] = ()) -> str:
    """What the command says; afterwards nothing stops a build."""
    new = folder.parent / "新版.yaml"
    new.write_text(kept_course.STANDARD, encoding="utf-8", newline="\n")
    kept_course.reprint(folder.parent, *changes, name=new.name)
    code, output = said(folder, "update", str(folder), "--standard", str(new), *options)
    assert 0 == code, output
    assert 0 == said(folder, "check", str(folder))[0], said(folder, "check", str(folder))[1]
    return output


def planned(folder: Path) -> Course:
    """The course as planned."""
    return planned_course(open_recalled(str(folder)))


def aside(folder: Path) -> set[tuple[str, str]]:
    """What is kept aside because it cannot hold, and the rule that it would break."""
    return {(each.address, each.rule) for each in planned(folder).parked if each.rule}


def test_a_decided_objective_goes_along_with_its_criterion(course: Path) -> None:
    """Protects a trainer's sentence, with its comments, from stopping the build."""
    file = course / "course.yaml"
    file.write_text(
        content(course).replace("      P1.1.2:", "      # 主任要的\n      P1.1.2:"),
        encoding="utf-8",
    )
    output = update(course, *TO_ANOTHER_TASK)
    assert "跟著項目搬到新的單元：學習目標 M1.1-P1.2.2 → 學習目標 M1.2-P1.2.2" in output
    assert """\
  M1.2:
    exclude: [K02]   # M1.1 教過了
    objectives:
      # 主任要的
      P1.2.2: 學員能填寫送貨單。   # 改短了
# 結尾
""" in content(course)
    goals = {
        goal.text: module.id for module in planned(course).modules for goal in module.objectives
    }
    assert "M1.2" == goals["學員能填寫送貨單。"]
    assert not planned(course).parked
    lines = output.split("\n")
    assert 2 == sum("移動：行為指標 P1.1.2 → P1.2.2" in line for line in lines), "in both modules"


def test_everything_decided_about_a_moved_criterion_goes_along(course: Path) -> None:
    """Protects added objectives and confirmations, which name the criterion as well."""
    decide(
        course,
        added("M1.1", "學員能合作送貨。", "P1.1.2"),
        (("confirmed",), ["M1.1-P1.1.2"]),
    )  # fmt: skip
    update(course, *TO_ANOTHER_TASK)
    goals = {goal.id for module in planned(course).modules for goal in module.objectives}
    assert "M1.2-合作" in goals
    assert "- M1.2-P1.2.2" in content(course) or "[M1.2-P1.2.2]" in content(course)


def test_what_another_decision_stands_in_the_way_of_is_kept_aside(course: Path) -> None:
    """Protects both of two sentences where nobody can tell which one counts."""
    decide(
        course,
        added("M1.1", "學員能合作送貨。", "P1.1.2"),
        added("M1.2", "學員能合作報價。", "P1.2.1"),
    )  # fmt: skip
    update(course, *TO_ANOTHER_TASK)
    assert {("M1.1-合作 P1.2.2", "CUR338")} == aside(course)
    assert {"學員能合作送貨。": "M1.1", "學員能合作報價。": "M1.2"}.items() <= homes(course).items()


def test_an_objective_of_a_skill_goes_to_the_module_that_introduces_it(course: Path) -> None:
    """Protects what is decided about K and S, which move with the words around them."""
    decide(course, (("modules", "M1.1", "objectives", "S01"), "學員能問出需求。"))
    update(course, *SKILL_TO_ANOTHER_TASK)
    goals = {
        goal.text: module.id for module in planned(course).modules for goal in module.objectives
    }
    assert "M1.2" == goals["學員能問出需求。"]


@pytest.mark.parametrize(
    ("decisions", "changes", "expected"),
    [
        ([(("modules", "M1.2", "hours"), 6), (("modules", "M2.1", "hours"), 4)],
         NEW_TASK, ("hours", "CUR344")),
        ([(("modules", "M1.2", "requires"), ["M1.1"])],
         REORDERED, ("M1.2 requires M1.1", "CUR347")),
        ([(("modules", "M1.2", "exclude"), []), (("modules", "M1.2", "reinforce"), ["K02"])],
         (("[K01, K02]", "[K01]"), NEXT), ("M1.2 K02", "CUR343")),
        ([], (("[K01, K02]", "[K01]"), NEXT), ("M1.2 K02", "CUR342")),
        ([(("modules", "M1.1b"), {"criteria": ["P1.1.2"]}),
          (("modules", "M1.1", "objectives"), {"P1.1.1": "學員能確認。"})],
         (("          - P1.1.1: 依顧客需求，確認花材與數量。\n", ""), NEXT), ("M1.1", "CUR332")),
    ],
)  # fmt: skip
def test_what_cannot_hold_any_more_is_kept_aside(
    course: Path,
    decisions: list[tuple[tuple[str, ...], Data]],
    changes: tuple[tuple[str, str], ...],
    expected: tuple[str, str],
) -> None:
    """Protects the build from every kind of decision that a new version contradicts."""
    decide(course, *decisions)
    before = content(course)
    output = update(course, *changes)
    assert expected in aside(course)
    assert "否則會有這個錯誤" in output
    assert before.count("\n") == content(course).count("\n"), "it still stands in the file"
    assert any(f"「{expected[0]}」暫存" in line for line in told(course))
    remember(course)
    assert expected in aside(course), "a build forgets nothing"


def test_what_was_kept_aside_comes_back(course: Path) -> None:
    """Protects a way out: a changed line counts at once, a confirmed one as it is."""
    decide(course, (("modules", "M1.2", "requires"), ["M1.1"]))
    update(course, *REORDERED)
    code, _ = said(course, "confirm", str(course), "M1.2 requires M1.1")
    assert (0, set()) == (code, aside(course))
    assert 1 == said(course, "check", str(course))[0]


def test_a_changed_line_counts_at_once(course: Path) -> None:
    """Protects a trainer who settles it in the editor."""
    decide(course, (("modules", "M1.2", "hours"), 6), (("modules", "M2.1", "hours"), 4))
    update(course, *NEW_TASK)
    assert {("hours", "CUR344")} == aside(course)
    edit = CourseEdit(course)
    edit.set(("hours",), 24)
    edit.save()
    assert set() == aside(course)
    assert 24 == planned(course).hours


def test_a_dry_run_says_what_check_will_say(course: Path) -> None:
    """Protects from trouble that shows only afterwards."""
    decide(course, (("modules", "M1.2", "hours"), 6), (("modules", "M2.1", "hours"), 4))
    output = update(course, *NEW_TASK, options=("--dry-run",))
    assert "錯誤 CUR344 [hours-cannot-add-up]" in output
    promised = output.partition("換好以後，檢查（check）會多說這些：\n")[2]
    assert "警告 CUR356 [unfitting-decision] 決定「hours」暫存" in promised
    before = set(said(course, "check", str(course))[1].split("\n"))
    update(course, *NEW_TASK)
    after = [line for line in said(course, "check", str(course))[1].split("\n")
             if "警告" in line and line not in before and not line.startswith("共")]  # fmt: skip
    assert [] == [line for line in after if line.partition("警告 ")[2] not in promised]


def test_a_merge_shows_every_old_text_with_its_code(course: Path) -> None:
    """Protects a trainer who has to judge a text by all of what it was written about."""
    output = update(course, *MERGED)
    for code, text in (
        ("P1.1.1", "依顧客需求，確認花材與數量。"),
        ("P1.1.2", "記錄送達時間與地點。"),
    ):
        assert (
            f"[M1.1 texts.overview]：決定時 {code} 的文字是「{text}」，現在是「依顧客需求" in output
        )
    [line] = [line for line in told(course) if "M1.1 texts.overview" in line]
    assert "「P1.1.1 依顧客需求，確認花材與數量。 / P1.1.2 記錄送達時間與地點。」，現在是「" in line
    remember(course)
    assert line in told(course), "a build forgets nothing"


def test_the_version_in_use_from_another_carrier_is_not_written_again(tmp_path: Path) -> None:
    """Protects from a second copy of the standard that says the same."""
    printed = Path(__file__).with_name("carriers") / "a-standard-and-its-next-version-v1"
    folder = tmp_path / "單車"
    assert 0 == said(tmp_path, "new", str(folder), "--standard", f"{printed}/source.odt")[0]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for source in ("source.odt", "a4-portrait.pdf", "source.txt"):
        code, output = said(tmp_path, "update", str(folder), "--standard", f"{printed}/{source}")
        assert 0 == code
        assert output.startswith("課程已經在用這個版本（XBK7231-001v1，XBK7231-001v1.yaml）")
        assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_way_back_names_every_file(tmp_path: Path) -> None:
    """Protects a folder from files that nobody dares to delete."""
    printed = Path(__file__).with_name("carriers") / "a-standard-and-its-next-version"
    folder = tmp_path / "單車"
    said(tmp_path, "new", str(folder), "--standard", f"{printed}-v1/source.odt")
    before = {path.name for path in folder.iterdir()}
    _, output = said(tmp_path, "update", str(folder), "--standard", f"{printed}-v2/source.docx")
    for name in {path.name for path in folder.iterdir()} - before:
        assert name in output, "to restore, or to delete"
    assert "可以刪除：XBK7231-001v2.yaml、XBK7231-001v2.docx" in output
