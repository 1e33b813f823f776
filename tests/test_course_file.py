"""`course.yaml` and `content/`: everything a trainer may decide is read, with its place."""

import dataclasses
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from curriculum.decisions import (
    COURSE_SLOTS,
    MODULE_SLOTS,
    AddedObjective,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
    Session,
    Words,
)
from curriculum.errors import ContentError, CurriculumError, SourceError
from curriculum.keeping.course_folder import start_course
from curriculum.labels import LANGUAGES, load_labels
from curriculum.problems import Place, Problem
from curriculum.reading import course_yaml, module_decisions
from curriculum.reading.course_yaml import read_course
from curriculum.reading.limits import LARGEST_TEXT
from curriculum.reading.opening import open_path
from curriculum.resources import folder

STANDARD = folder("standard") / "BAS2421-003v2.yaml"
HEAD = "standard: {file: X1.yaml, code: X1}\n"
ROOT = Path(__file__).parents[1]
PAGES = ("docs/reference/course-yaml.md", "docs/how-to/make-decisions.md")
"""Pages of the manual with examples of `course.yaml`."""
EXAMPLE = re.compile(r"^( *)#(?! [^ ])", re.MULTILINE)
"""What makes a comment of an example in the starter file."""


def decided(text: str) -> Decisions:
    """The decisions of a course file, without its head."""
    return read_course(HEAD + text, "course.yaml").decisions


def problems(text: str) -> tuple[Problem, ...]:
    """The mistakes of a course file, without its head."""
    with pytest.raises(ContentError) as caught:
        read_course(HEAD + text, "course.yaml")
    return caught.value.problems


def starter(language: str, target: Path) -> str:
    """The course file that `curriculum new` writes, with every example made to count."""
    start_course(target, STANDARD, load_labels(language))
    return EXAMPLE.sub(r"\1", (target / "course.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_starter_file_counts_when_uncommented(
    language: str, tmp_path: Path
) -> None:
    """Protects trainers from an example that is refused, and from a key they never see."""
    course = tmp_path / "c"
    text = starter(language, course)
    (course / "course.yaml").write_text(text, encoding="utf-8")

    decisions = open_path(str(course)).decisions

    assert read_course(text).decisions == decisions
    module = decisions.modules["M1.1"]
    first = module.objectives["P1.1.1"]
    assert "P1.1.1" in text
    assert first.text
    for keys in (course_yaml.KEYS, module_decisions.MODULE_KEYS, COURSE_SLOTS, MODULE_SLOTS):
        assert [] == [key for key in keys if not re.search(rf"\b{key}\b", text)]
    nothing = dataclasses.replace(Decisions(), standard_code=decisions.standard_code)
    blank = [
        field.name
        for field in dataclasses.fields(Decisions)
        if getattr(decisions, field.name) == getattr(nothing, field.name)
    ]
    assert ["standard_code"] == blank, "each part of the model has an example"


def test_a_new_course_file_decides_nothing(tmp_path: Path) -> None:
    """Protects the promise that whatever is not said is computed."""
    start_course(tmp_path / "c", STANDARD, load_labels("zh-TW"))
    assert Decisions(standard_code="BAS2421-003v2") == open_path(str(tmp_path / "c")).decisions


@pytest.mark.parametrize("page", PAGES)
def test_examples_of_the_manual_are_read(page: str) -> None:
    """Protects those who copy an example from the manual."""
    examples = re.findall(
        r"^```yaml\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert examples
    for example in examples:
        whole = example if "standard:" in example else HEAD + example
        assert read_course(whole).decisions != Decisions(standard_code="X1")


def places(found: object) -> Iterator[tuple[str, Place]]:
    """How what is decided begins in the file, and where it says that it stands."""
    if isinstance(found, Mapping):
        for key, value in found.items():
            # A text of a slot stands where it begins, what is about a code where the code does.
            yield (begins(value) if key in MODULE_SLOTS else key), value.place
            if not isinstance(value, Decided | Words):
                yield from places(value)
    elif isinstance(found, Decided | Words):
        yield begins(found), found.place
    elif isinstance(found, tuple):
        for each in found:
            yield from places(each)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            yield from places(getattr(found, field.name))


def begins(found: Decided[Any] | Words) -> str:
    """How the value of a key begins in the starter file."""
    if isinstance(found, Words):
        return "zh" if found.en else found.zh
    match found.value:
        case (str(), str()):
            return "method"
        case tuple():
            return "["
        case float():
            return f"{found.value:g}"
    return "|" if "\n" in str(found.value) else str(found.value)


def test_every_value_knows_where_it_stands(tmp_path: Path) -> None:
    """Protects messages and `--explain`, which name the line that decided."""
    text = starter("zh-TW", tmp_path / "c")
    lines = text.splitlines()
    checked = 0
    for beginning, place in places(read_course(text, "course.yaml").decisions):
        assert "course.yaml" == place.path
        written = lines[place.line - 1][place.column - 1 :]
        assert written.lstrip('"').startswith(beginning)
        checked += 1
    assert checked > 60


def test_everything_about_a_module_arrives_as_data() -> None:
    """Protects the seam between the file and the planner."""
    decisions = decided(
        "modules:\n"
        "  M1.1b:\n"
        "    title: {en: Products}\n"
        "    criteria: [P1.1.5]\n"
        "    hours: 4\n"
        "    theory_hours: 0\n"
        "    requires: []\n"
        "    objectives:\n"
        "      P1.1.5: 學員能說出三項特色。\n"
        "      K03: {degree: 全對, domain: psychomotor, level: 7}\n"
        "    added_objectives:\n"
        "      團隊合作: {text: 學員能分工。, skills: [S03]}\n"
        "    assessment: [{method: 實作評量, tool: 自製量表}]\n"
        "    people: {teachers: [王小明]}\n"
        "    texts: {overview: 說明, case: }\n"
    )
    module = decisions.modules["M1.1b"]
    expected = ModuleDecisions(
        title=Words(en="Products"),
        criteria=(Decided("P1.1.5"),),
        hours=Decided(4.0),
        theory_hours=Decided(0.0),
        requires=Decided(()),
        objectives={
            "P1.1.5": ObjectiveDecision(text="學員能說出三項特色。"),
            "K03": ObjectiveDecision(degree="全對", domain="psychomotor", level=7),
        },
        added_objectives={
            "團隊合作": AddedObjective(text="學員能分工。", skills=(Decided("S03"),))
        },
        assessment=(Decided(("實作評量", "自製量表")),),
        resources=module.resources,
        texts={"overview": Decided("說明")},
    )
    assert expected == module
    assert (Decided("王小明"),) == module.resources.people.teachers
    assert () == module.resources.conditions.teachers


def test_the_english_of_centre_and_audience_is_kept() -> None:
    """Protects the English documents from Chinese where English was written."""
    decisions = decided("provider: {zh: 中心, en: Centre}\naudience: {en: Beginners}\n")
    assert Words(zh="中心", en="Centre") == decisions.provider
    assert Words(en="Beginners") == decisions.audience


def test_a_key_without_a_value_decides_nothing() -> None:
    """Protects somebody who keeps a key for later."""
    keys = [key for key in course_yaml.KEYS if key != "standard"]
    blank = "".join(f"{key}:\n" for key in keys)
    assert Decisions(standard_code="X1") == decided(blank)
    inner = "".join(f"    {key}:\n" for key in module_decisions.MODULE_KEYS)
    assert {"M1": ModuleDecisions()} == decided(f"modules:\n  M1:\n{inner}").modules
    assert {} == decided("modules:\n  M1:\n").modules
    assert () == decided("sessions:\n  -\naccept: []\nteach:\n  -\n").sessions


def test_what_an_input_method_types_is_understood() -> None:
    """Protects trainers whose keyboard writes full-width letters, digits and dashes."""
    decisions = decided(
        "teach: [Ｔ１, T２．１]\nhours: ３６．５\ncompletion: {mark: ７０}\n"
        "leave_out: {Ｋ０５: 學過}\nmodules: {Ｍ１．１: {introduce: [Ｋ０３]}}\n"
        "confirmed: [M3.1　Ｋ15]\n"
    )
    assert ["T1", "T2.1"] == [code.value for code in decisions.teach]
    assert Decided(36.5) == decisions.hours
    assert Decided(70) == decisions.completion.mark
    assert ["K05"] == list(decisions.leave_out)
    assert (Decided("K03"),) == decisions.modules["M1.1"].introduce
    assert (Decided("M3.1 K15"),) == decisions.confirmed


@pytest.mark.parametrize(
    "time",
    ["9:00-12:30", "09:00–12:30", "09:00～12:30", "９：００－１２：３０", "09:00 ~ 12:30",
     "09:00至12:30", "09:00—12:30", "09:00〜12:30"],
)  # fmt: skip
@pytest.mark.parametrize("date", ["2027-03-01", "2027/3/1", "２０２７－０３－０１", "2027.3.1"])
def test_times_and_dates_may_be_written_in_the_usual_ways(time: str, date: str) -> None:
    """Protects trainers from learning a notation."""
    decisions = decided(f"sessions:\n  - {{module: M1.1, date: {date}, time: {time}}}\n")
    expected = Session(module=Decided("M1.1"), date="2027-03-01", start=540, end=750)
    assert (expected,) == decisions.sessions


@pytest.mark.parametrize(
    ("line", "column", "text"),
    [
        (2, 6, "title：客服課程\nhours: 36\n"),
        (2, 6, "title：客服課程\n# 時數\n\nhours: 36\n"),
        (3, 7, "modules:\n  M1.1：\n    hours: 4\n"),
        (3, 9, "order:\n  - M1.1：\n    hours: 4\n"),
        (3, 7, "leave_out:\n  T2.3：不教\n"),
        (2, 6, "hours：36\n"),
        (2, 16, "leave_out: {K05：學過}\n"),
        (2, 6, "title：{zh: 課程}\n"),
    ],
)
def test_a_full_width_colon_is_found_where_it_stands(line: int, column: int, text: str) -> None:
    """Protects from the commonest slip, which YAML notices a line too late."""
    (problem,) = problems(text)
    assert ("wide-colon", line, column) == (problem.name, problem.place.line, problem.place.column)
    for language in LANGUAGES:
        assert "：" in load_labels(language).message(problem)


def test_a_colon_inside_a_sentence_is_a_sentence() -> None:
    """Protects texts: 「：」 is only suspicious behind what looks like a key."""
    decisions = decided("summary: 內容：案例與演練\naudience: 對象：在職者\n")
    assert Decided("內容：案例與演練") == decisions.summary
    assert Words(zh="對象：在職者") == decisions.audience


def test_only_what_is_near_is_suggested() -> None:
    """Protects from a hint that leads astray."""
    near, far = problems("titel: 課程\n名稱: 課程\n")
    labels = load_labels("zh-TW")
    assert "最接近的是「title」" in labels.hint(near)
    assert "最接近" not in labels.hint(far)
    assert "title, basis" in labels.hint(far)


SNIPPETS = (
    "title: x\n", "modules:\n", "  M1.1:\n", "    hours: 4\n", "    requires: []\n", "- x\n",
    "    objectives: {P1: x}\n", "sessions: [{module: M1, date: 2027-02-29, time: 9:00-8:00}]\n",
    "leave_out: [K01]\n", "  K01\n", "accept: [{code: CUR203, reason: [x]}]\n", "tasks: {T1: x}\n",
    "completion: {mark: 101}\n", "every_module: {people: {teachers: {a: b}}}\n", "hours：3\n",
    "    added_objectives: {T1.1: {level: x}, a b: y}\n", "    assessment: [x, {method: }]\n",
    "    texts: {overviev: x}\n", "order: [[M1], {M1: M2}, m1]\n", "confirmed: {a: [b]}\n", "\t",
    "modules: {M1: {}, Ｍ１: {}}\n", "standard: x\n", "'", "{", "? [a]\n: b\n", "  ", "\n",
)  # fmt: skip


def told(text: str) -> list[Place]:
    """Where the mistakes of a course file are, each of them with words in both languages."""
    try:
        read_course(text, "course.yaml")
    except ContentError as error:
        for labels in map(load_labels, LANGUAGES):
            spoken = [labels.message(each) + labels.hint(each) for each in error.problems]
            assert all(spoken)
        return [problem.place for problem in error.problems]
    except CurriculumError as error:
        spoken = [load_labels(language).error_message(error) for language in LANGUAGES]
        assert all(spoken)
        return [dataclasses.replace(error.place, line=error.place.line or 1)]
    return []


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SNIPPETS) | texts(), max_size=8), st.booleans())
def test_any_file_gives_decisions_or_problems(pieces: list[str], headed: object) -> None:
    """Protects trainers from a traceback, whatever is in the file; every problem has a place."""
    for place in told((HEAD if headed else "") + "".join(pieces)):
        assert ("course.yaml", True) == (place.path, place.line > 0)


@settings(max_examples=200)
@given(st.data())
def test_any_damage_to_a_whole_file_gives_decisions_or_problems(data: st.DataObject) -> None:
    """Protects against slips in a file that says everything: pieces lost, doubled or replaced."""
    written = load_labels("zh-TW").fill("course_file.starter", file="X.yaml", code="X", hash="0")
    text = EXAMPLE.sub(r"\1", written)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    piece = data.draw(st.sampled_from(["", text[start:end] * 2, "：", "[", "\n", "- x", "{a: b}"]))
    for place in told(text[:start] + piece + text[end:]):
        assert place.line <= len(text.splitlines()) + 31


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A new course folder."""
    start_course(tmp_path / "c", STANDARD, load_labels("zh-TW"))
    return tmp_path / "c"


def put(course: Path, name: str, content: str | bytes) -> Path:
    """A file in `content/`."""
    path = course / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def append(course: Path, text: str) -> None:
    """Decisions at the end of `course.yaml`."""
    with (course / "course.yaml").open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def refused(course: Path) -> list[tuple[str, str]]:
    """Name and file of every problem that opening a course gives."""
    with pytest.raises(ContentError) as caught:
        open_path(str(course))
    for problem in caught.value.problems:
        for language in LANGUAGES:
            assert load_labels(language).message(problem)
            assert load_labels(language).hint(problem)
    return [
        (problem.name, Path(problem.place.path).relative_to(course).as_posix())
        for problem in caught.value.problems
    ]


def test_long_texts_come_from_content(course: Path) -> None:
    """Protects what trainers write at length: it arrives whole, with the file as its place."""
    path = put(course, "M1.1/overview.md", "\ufeff# 說明\r\n\r\n第二段\r\n")
    put(course, "M1.1/Case.MD", "案例")
    put(course, "M1.2/notes.md", " \n")
    put(course, "course/summary.md", "簡介")
    append(course, "modules: {M1.1: {hours: 4, texts: {notes: 備註}}}\n")

    decisions = open_path(str(course)).decisions

    module = decisions.modules["M1.1"]
    assert Decided(4.0) == module.hours
    expected = {"notes": "備註", "overview": "# 說明\n\n第二段", "case": "案例"}
    assert expected == {slot: text.value for slot, text in module.texts.items()}
    assert Place(path=path.as_posix(), line=1) == module.texts["overview"].place
    assert ["M1.1"] == list(decisions.modules), "an empty file decides nothing"
    assert Decided("簡介") == decisions.summary


def test_pictures_and_drafts_lie_beside_texts_in_peace(course: Path) -> None:
    """Protects pictures that texts show, and everything that is not meant for a document."""
    for name in ("README.md", "picture.png", "notes.txt.bak", "M1.1/overview.md~", "M1.1/.x.md",
                 "M1.1/case/photo.png", "M1.1/~$case.md", "M1.1/list.xlsx", "images/a.png",
                 "M1.1/draft.txt", ".git/notes.md"):  # fmt: skip
        put(course, name, "x")
    assert {} == open_path(str(course)).decisions.modules


def test_texts_that_would_appear_nowhere_are_reported(course: Path) -> None:
    """Protects from writing for hours into a file that no document reads."""
    put(course, "M1.1/overveiw.md", "x")
    put(course, "M1.1/overview.md.txt", "x")
    put(course, "M1.1/needs.md", "x")
    put(course, "course/overview.md", "x")
    put(course, "單元一/overview.md", "x")
    put(course, "lesson.md", "x")
    names = ["M1.1/needs.md", "M1.1/overveiw.md", "M1.1/overview.md.txt", "course/overview.md",
             "lesson.md", "單元一"]  # fmt: skip
    assert [("unknown-content", f"content/{name}") for name in names] == refused(course)


def test_a_text_is_given_once(course: Path) -> None:
    """Protects both texts: neither wins in silence, and the message names both places."""
    append(course, "needs: 短\nmodules: {M1.1: {texts: {overview: 短}}}\n")
    put(course, "course/needs.md", "長")
    put(course, "M1.1/overview.md", "長")
    put(course, "M1.2/notes.md", "一")
    put(course, "M1.2/Notes.md", "二")
    names = ["M1.1/overview.md", "M1.2/notes.md", "course/needs.md"]
    assert [("two-texts", f"content/{name}") for name in names] == refused(course)
    with pytest.raises(ContentError) as caught:
        open_path(str(course))
    first = [problem.details["first"] for problem in caught.value.problems]
    assert "course.yaml:" in first[0]
    assert first[1].endswith("content/M1.2/Notes.md:1")


def test_files_that_are_no_texts_are_reported(course: Path) -> None:
    """Protects documents from rubbish, and the machine from files without an end."""
    put(course, "M1.1/overview.md", "說明".encode("cp950"))
    put(course, "M1.1/lesson.md", "x" * (LARGEST_TEXT + 1))
    put(course, "M1.1/notes.md", b"a\0b")
    (course.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (course / "content" / "M1.1" / "case.md").symlink_to(course.parent / "secret.txt")
    (course / "content" / "M1.1" / "handout.md").symlink_to("nowhere.md")
    os.mkfifo(course / "content" / "M1.1" / "outline.md")
    expected = [
        ("content-elsewhere", "content/M1.1/case.md"),
        ("content-elsewhere", "content/M1.1/handout.md"),
        ("large-content", "content/M1.1/lesson.md"),
        ("foreign-content", "content/M1.1/notes.md"),
        ("content-elsewhere", "content/M1.1/outline.md"),
        ("foreign-content", "content/M1.1/overview.md"),
    ]
    assert expected == refused(course)


def test_a_link_inside_the_course_folder_is_fine(course: Path) -> None:
    """Protects one text for two modules."""
    put(course, "M1.1/notes.md", "備註")
    (course / "content" / "M1.2").mkdir()
    (course / "content" / "M1.2" / "notes.md").symlink_to("../M1.1/notes.md")
    modules = open_path(str(course)).decisions.modules
    assert ["備註", "備註"] == [module.texts["notes"].value for module in modules.values()]


def test_mistakes_of_all_files_are_listed_at_once(course: Path) -> None:
    """Protects trainers from mending one file only to learn of the next."""
    append(course, "titel: x\n")
    put(course, "M1.1/overveiw.md", "x")
    file = course / STANDARD.name
    text = file.read_text(encoding="utf-8").replace(
        "level: 3\ndescription", "level: x\ndescription"
    )
    file.write_text(text, encoding="utf-8")
    expected = [
        ("bad-value", STANDARD.name),
        ("unknown-content", "content/M1.1/overveiw.md"),
        ("unknown-key", "course.yaml"),
    ]
    assert expected == refused(course)
    file.unlink()
    assert expected[1:] == refused(course), "a standard that is not there hides nothing either"


def test_the_schema_bounds_what_the_reader_bounds() -> None:
    """Protects editors from allowing slots and levels that the reader refuses."""
    schema = json.loads(
        (folder("templates") / "schema" / "course.schema.json").read_text(encoding="utf-8")
    )["$defs"]
    assert list(MODULE_SLOTS) == list(schema["texts"]["properties"])
    for name in ("objective", "added_objective"):
        parts = schema[name]["properties"]
        assert list(module_decisions.LEVELS) == parts["domain"]["enum"]
        assert max(module_decisions.LEVELS.values()) == parts["level"]["maximum"]


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_yamls_words_for_nothing_decide_nothing(nothing: str) -> None:
    """Protects pages from a course that is called null."""
    text = f"title: {nothing}\nprovider:\n  zh: 甲\n  en: {nothing}\n"
    decisions = read_course(HEAD + text, "course.yaml").decisions
    assert decisions.title is None
    assert decisions.provider == Words(zh="甲")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("accept: [{code: CUR203, items: [S04]}]", "不能空著"),
        ('accept: [{code: CUR203, reason: ""}]', "請寫理由"),
        ("leave_out:\n  K21:", "請寫理由"),
        ("sessions: [{module: M1.1, date: 2027-02-30, time: 9:00-12:00}]", "沒有這一天"),
        ("sessions: [{module: M1.1, date: 116/3/1, time: 9:00-12:00}]", "請寫西元年"),
        ("sessions: [{module: M1.1, date: 民國116年3月1日, time: 9:00-12:00}]", "請寫西元年"),
        ("sessions: [{module: M1.1, date: 2027-03-01, time: 12:00-09:00}]", "結束要晚於開始"),
        ("hours: 4.3", "半小時"),
        ("hours: 4 小時", "只寫數字"),
        ("hours: 四", "0.5, 1"),
        ("teach: [T2.1、T2.2]", "寫成 [T2.1, T2.2]"),
        ("teach: [T2.1，T2.2]", "寫成 [T2.1, T2.2]"),
        ("order: [M2.1、M1.1]", "寫成 [M2.1, M1.1]"),
    ],
)
def test_a_hint_says_what_to_do_about_this_very_mistake(text: str, said: str) -> None:
    """Protects trainers from a list of formats where one word would help."""
    (problem,) = problems(f"{text}\n")
    assert said in load_labels("zh-TW").hint(problem)
    assert load_labels("en").hint(problem) != load_labels("zh-TW").hint(problem)


def test_a_list_of_codes_is_shown_as_one() -> None:
    """Protects from a notation with a dash where a pair of brackets does."""
    (problem,) = problems("modules: {M1.1: {introduce: K03}}\n")
    assert "[K03, K05]" in load_labels("zh-TW").message(problem)


@pytest.mark.parametrize(
    ("why", "line", "column", "text"),
    [
        ("tab", 3, 1, "modules:\n\tM1.1:\n\t\thours: 4\n"),
        ("no-space-after-colon", 2, 10, "provider:財團法人\nhours: 36\n"),
        ("no-space-after-colon", 4, 11, "modules:\n  M1.1:\n    hours:4\n"),
        ("no-space-after-dash", 3, 4, "teach:\n  -K03\n  -K05\n"),
        ("no-space-after-dash", 4, 4, "teach:\n  - K03\n  -K05\n"),
        ("wide-space", 2, 7, "title:　客服\nhours: 3\n"),
        ("wide-space", 4, 1, "modules:\n  M1.1:\n　　　　hours: 4\n"),
        ("wide-space", 4, 1, "modules:\n  M1.1:\n\xa0\xa0\xa0\xa0hours: 4\n"),
        ("open-bracket", 2, 8, "teach: [T1, T2\nhours: 36\n"),
        ("open-bracket", 3, 5, "sessions:\n  - {module: M1\n  - {module: M2}\n"),
        ("open-quote", 2, 8, 'title: "客服\nhours: 36\n'),
        ("second-colon", 2, 10, "title: 客服: 入門\nhours: 3\n"),
        ("conflict", 3, 1, "hours: 3\n<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> b\n"),
    ],
)
def test_a_slip_is_named_where_it_was_made(why: str, line: int, column: int, text: str) -> None:
    """Protects trainers from one sentence for every slip, about a line where nothing is wrong."""
    (problem,) = problems(text)
    found = (problem.name, problem.details["why"], problem.place.line, problem.place.column)
    assert ("yaml-slip", why, line, column) == found
    for language in LANGUAGES:
        labels = load_labels(language)
        assert labels[f"problems.yaml-slip.{why}"].format() == labels.hint(problem)


def test_a_file_broken_for_no_certain_reason_names_none() -> None:
    """Protects from a cause that is guessed."""
    for text in ("title: x\n   hours: 3\n", "teach: ['x' y]\n", "}\n"):
        with pytest.raises(SourceError):
            read_course(HEAD + text, "course.yaml")
