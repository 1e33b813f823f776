"""The texts of the online application: every field of the report, counted, ready to copy."""

import dataclasses
from pathlib import Path

import pytest
from decided_course import VALUES, decided_course
from kept_course import start
from made_up_course import course_from, made_up_standard

from curriculum import kit_commands
from curriculum.course import Course
from curriculum.kit.platform_text import platform_text
from curriculum.labels import LANGUAGES, load_labels
from curriculum.views.parts import Facts, Table, parts_of, plain_text
from curriculum.views.plain import line_text
from curriculum.views.report import report

LABELS = load_labels()
DECIDED = decided_course()
UNDECIDED = course_from(made_up_standard())


def fields(course: Course) -> list[tuple[str, list[str]]]:
    """The heads of the fields with the lines below each."""
    found: list[tuple[str, list[str]]] = []
    for line in platform_text(report(course, LABELS), LABELS).split("\n"):
        if line.startswith("【"):
            found.append((line, []))
        elif found and line and not line.startswith(("██", "──")):
            found[-1][1].append(line)
    return found


def field(course: Course, name: str) -> tuple[str, list[str]]:
    """The first field of a name."""
    return next(each for each in fields(course) if each[0].startswith(f"【{name}】"))


@pytest.mark.parametrize("course", [DECIDED, UNDECIDED], ids=["decided", "undecided"])
def test_every_field_of_the_report_is_there_in_its_words(course: Course) -> None:
    """Protects the application from a field that was forgotten or worded anew."""
    expected = []
    for part in parts_of(report(course, LABELS).sections):
        if isinstance(part, Facts):
            expected += [(fact.label, fact.lines) for fact in part.facts]
        elif isinstance(part, Table):
            titles = [plain_text(column.title) for column in part.columns]
            # Rows below merged cells have a test of their own.
            for row in (row for row in part.rows if len(row) == len(titles)):
                cells = zip(titles, row, strict=True)
                expected += [(title, cell.lines) for title, cell in cells]
    found = [(head[1:].partition("】")[0], lines) for head, lines in fields(course)]
    for name, lines in expected:
        assert (name, [text for line in lines if (text := line_text(line, LABELS))]) in found


def test_characters_are_counted_without_remarks_and_line_breaks() -> None:
    """Protects the count that people compare with the platform's own."""
    text = f"{VALUES['needs']}{VALUES['needs_sources']}資料來源："
    assert f"【訓練需求】{len(text)}／1000 字" == field(DECIDED, "訓練需求")[0]
    course = dataclasses.replace(DECIDED, summary="一二三\n四 五，")
    assert ("【課程簡介】7／1000 字", ["一二三", "四 五，"]) == field(course, "課程簡介")
    assert ("【課程簡介】0／1000 字", ["待補：課程簡介"]) == field(UNDECIDED, "課程簡介")
    title = field(UNDECIDED, "課程名稱（中文）")
    assert [f"{UNDECIDED.title}（待確認）"] == title[1]
    assert f"【課程名稱（中文）】{len(UNDECIDED.title)} 字" == title[0]


def test_a_text_that_is_too_long_is_marked() -> None:
    """Protects from a text that the platform cuts off."""
    for length, head in (
        (1000, "【課程目的】1000／1000 字"),
        (1003, "【課程目的】1003／1000 字　※ 超過 3 字，請刪減"),
    ):
        course = dataclasses.replace(DECIDED, purpose="字" * length)
        assert head == field(course, "課程目的")[0]


def test_cells_that_tasks_share_are_said_in_every_row() -> None:
    """Protects who copies row by row: the platform merges no cells."""
    knowledge = [lines for head, lines in fields(DECIDED) if head.startswith("【對應之知識(K)】")]
    assert knowledge[0] == knowledge[1] != []
    assert ["☑自行職能分析"] == field(DECIDED, "職能依據")[1][-1:]


def test_hostile_texts_stay_on_their_line() -> None:
    """Protects the next field from a text that pretends to be its head."""
    course = dataclasses.replace(DECIDED, title="=1\n【課程簡介】\x07\u202e<b>")
    (shown,) = field(course, "課程名稱（中文）")[1]
    assert shown.startswith("=1 【課程簡介】\ufffd\ufffd<b>")
    assert len(fields(DECIDED)) == len(fields(course))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_utf8_with_lf(language: str, tmp_path: Path) -> None:
    """Protects the file on every system, and that two builds give the same bytes."""
    labels = load_labels(language)
    file = tmp_path / "text.txt"
    course = start(tmp_path / "course").as_posix()
    kit_commands.export("platform-text", course, str(file), labels)
    data = file.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert labels["identity.notice"].split("{")[0] in data.decode()
    again = kit_commands.export("platform-text", course, str(file), labels)
    assert [labels.fill("terminal.unchanged", path=file.as_posix())] == again.out
