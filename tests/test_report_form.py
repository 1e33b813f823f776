"""The blank official form is filled from the report: found by its words, all else left alone."""

import dataclasses
import functools
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import docx
import pytest
from decided_course import decided_course
from kept_course import start
from look_alike_form import (
    FOOT,
    LABELS,
    MIME_TYPE,
    NAMESPACES,
    NOTE,
    BlankForm,
    body_of,
    grids_of,
    name_of,
    number,
    package,
    rows_of,
    text_of,
)
from made_up_course import course_from, made_up_standard
from workbooks import converted

from curriculum import kit_commands
from curriculum.course import Course
from curriculum.decisions import Decided
from curriculum.errors import CurriculumError, SourceError
from curriculum.office.form.filling import filled_form
from curriculum.problems import Place
from curriculum.views.parts import (
    Box,
    Cell,
    Facts,
    Line,
    Section,
    Table,
    parts_of,
    plain_text,
)
from curriculum.views.plain import line_text
from curriculum.views.report import report

DECIDED = decided_course()
UNDECIDED = course_from(made_up_standard())
HOSTILE = '=1+1 <b>&amp;</b> ]]> "quoted"  two spaces \u202e右到左\x07 😀 □通過 \'*1'
LAYOUTS = [BlankForm(), BlankForm(is_turned=True)]
WHICH = ["as printed", "turned round"]


def filled(course: Course, form: BlankForm | bytes) -> bytes:
    """A form with a course's report in it."""
    data = form if isinstance(form, bytes) else form.data()
    return filled_form(data, Place(path="blank.odt"), report(course, LABELS), LABELS)


@functools.cache
def decided_in(layout: int) -> bytes:
    """The decided course in a form, made once."""
    return filled(DECIDED, LAYOUTS[layout])


def sections(course: Course) -> dict[str, Section]:
    """The sections of a report that hold something, by their ids."""

    def walk(found: tuple[Section, ...]) -> Iterator[Section]:
        for each in found:
            yield each
            yield from walk(each.sections)

    found = walk(report(course, LABELS).sections)
    return {each.id: each for each in found if each.parts}


def bare(text: str) -> str:
    """A text without what editing and widths change."""
    for mark in ("*1", "*2", "*3", "*5", "*6", "＊2"):
        text = text.removesuffix(mark)
    return "".join(text.translate({65288: "(", 65289: ")", 65295: "/"}).split()).rstrip("：")


def grid_of(data: bytes, title: str) -> list[list[list[str]]]:
    """The table of a filled form below a title."""
    (found,) = [rows for heading, rows in grids_of(data).items() if bare(heading) == bare(title)]
    return found


def said(line: Line) -> str:
    """A line as it stands in a form."""
    return line_text(line, LABELS)


def whole_rows(table: Table) -> list[list[Cell]]:
    """The rows of a view with merged cells repeated."""
    above: dict[int, tuple[Cell, int]] = {}
    rows = []
    for row in table.rows:
        cells = iter(row)
        for column in range(len(table.columns)):
            cell, left = above.get(column, (Cell(), 0))
            if not left:
                cell = next(cells)
                left = cell.rows
            above[column] = cell, left - 1
        rows.append([above[column][0] for column in range(len(table.columns))])
    return rows


def squeezed(lines: list[str]) -> str:
    """The lines of a cell without what boxes on one line or on several change."""
    return "".join("".join(lines).split())


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
@pytest.mark.parametrize("number", [1, 3, 4, 5, 6, 7, 8, 9, 10, 11])
def test_a_table_says_what_the_report_says(number: int, layout: int) -> None:
    """Protects every cell of the tables: names, criteria, hours, K, S, boxes, remarks."""
    view = sections(DECIDED)[f"table-{number}"]
    (table,) = view.parts
    assert isinstance(table, Table)
    head, *rows = grid_of(decided_in(layout), view.title)
    titles = [bare("".join(cell)).partition("(填")[0].partition("(符")[0] for cell in head]
    if layout:
        assert FOOT == rows.pop()[0][0]
    assert len(table.rows) == len(rows)
    for expected, found in zip(whole_rows(table), rows, strict=True):
        for column, cell in zip(table.columns, expected, strict=True):
            place = titles.index(bare(plain_text(column.title)))
            assert squeezed([said(line) for line in cell.lines]) == squeezed(found[place])


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
@pytest.mark.parametrize("name", ["cover", "information", "table-12"])
def test_a_field_says_what_the_report_says(name: str, layout: int) -> None:
    """Protects the cover, 壹 and the completion standard with their boxes."""
    view = sections(DECIDED)[name]
    title = report(DECIDED, LABELS).title if name == "cover" else view.title
    found: dict[str, list[str]] = {}
    for cells in grid_of(decided_in(layout), title):
        label = bare("".join(cells[0])).removesuffix("(上傳字數限1000字)")
        second = bare("".join(cells[1]))
        if second in ("中文", "英文"):
            label += f"({second})"
        found[label] = cells[-1]
    (facts,) = view.parts
    assert isinstance(facts, Facts)
    for fact in facts.facts:
        assert squeezed([said(line) for line in fact.lines]) == squeezed(found[bare(fact.label)])


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
def test_the_course_map_stands_in_its_field_as_a_table(layout: int) -> None:
    """Protects 表2: what the view has, to be edited as a table."""
    view = sections(DECIDED)["table-2"]
    (table,) = view.parts
    assert isinstance(table, Table)
    (inner,) = [
        each
        for each in body_of(decided_in(layout)).iter()
        if each.get("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}name")
    ]
    expected = [[[plain_text(column.title)] for column in table.columns]]
    expected += [[[said(line) for line in cell.lines] for cell in row] for row in table.rows]
    assert expected == rows_of(inner)


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
def test_supporting_material_gets_its_marks_and_keeps_its_words(layout: int) -> None:
    """Protects 參: what only a run can bring says so, behind the form's own words."""
    rows = grid_of(decided_in(layout), LABELS["report.material"])[1:]
    step = -1 if layout else 1
    stage, indicators, participation, papers = rows[3][::step]
    assert ["E評估"] == stage
    assert ["5.1學習成果評量", "5.2學習成果證據", "5.3管控評估"] == indicators
    assert ["（尚未試辦）"] == participation
    assert [
        "學員名單及成績總表（尚未試辦）",
        "評量工具及評分標準",
        "學習成果證據（尚未試辦）",
        "管控機制佐證文件",
    ] == papers
    assert [[""], ["職能分析文件"]] == rows[0][::step][2:]


def test_all_else_stays_as_it_is() -> None:
    """Protects the form's other parts, its own paragraphs and the looks of its rows."""
    blank = LAYOUTS[0].data()
    with (
        zipfile.ZipFile(io.BytesIO(blank)) as before,
        zipfile.ZipFile(io.BytesIO(decided_in(0))) as after,
    ):
        assert before.namelist() == after.namelist()
        assert ("mimetype", zipfile.ZIP_STORED) == (
            after.infolist()[0].filename,
            after.infolist()[0].compress_type,
        )
        for name in set(before.namelist()) - {"content.xml"}:
            assert before.read(name) == after.read(name)
    outside = [
        [text_of(block) for block in body_of(data) if name_of(block) == "p"]
        for data in (blank, decided_in(0))
    ]
    assert outside[0] == outside[1]
    assert NOTE == outside[1][-1]
    styles = {row.get("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}style-name")
              for table in body_of(decided_in(0)) if name_of(table) == "table"
              for row in table.iter() if name_of(row) == "table-row"}  # fmt: skip
    assert {"Row", None} == styles
    assert decided_in(0) == filled(DECIDED, LAYOUTS[0])


def looks_of(data: bytes) -> dict[str, dict[str, str]]:
    """Style of a paragraph -> what it says itself about its looks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = fromstring(archive.read("content.xml"))  # noqa: S314 - our own
    styles = root.find("office:automatic-styles", NAMESPACES)
    assert styles is not None
    return {
        style.get(f"{{{NAMESPACES['style']}}}name", ""): {
            name.rpartition("}")[2]: value for each in style for name, value in each.items()
        }
        for style in styles
    }


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
@pytest.mark.parametrize("number", [1, 2, 3, 4, 6, 7])
def test_what_is_filled_in_is_black_and_regular_and_not_stretched(number: int, layout: int) -> None:
    """Protects from blue and bold blanks, and from columns of four characters spread out."""
    data = decided_in(layout)
    title, heading = bare(sections(DECIDED)[f"table-{number}"].title), ""
    found = set()
    for block in body_of(data).iter():
        own_style = block.get(f"{{{NAMESPACES['text']}}}style-name", "")
        if name_of(block) == "p" and "".join(block.itertext()).strip():
            words = bare("".join(block.itertext()))
            heading = words if re.match(r"表 ?\d+　", "".join(block.itertext())) else heading
            if heading == title and own_style.startswith("Curriculum."):
                found.add(own_style)
    (style,) = found - {"Curriculum.Marked"}
    looks = looks_of(data)[style]
    assert ("#000000", "normal", "normal", "start") == tuple(
        looks[name] for name in ("color", "font-weight", "font-weight-asian", "text-align")
    )
    if not layout:
        assert "12pt" == looks["font-size"]
        assert "#0000FF" == looks_of(data)["Blank"]["color"]


def test_the_map_follows_its_heading() -> None:
    """Protects the title of 表2 from standing alone at the foot of a page."""
    assert "always" == looks_of(decided_in(0))["Curriculum.Marked"]["keep-with-next"]


def test_knowledge_shared_by_tasks_is_merged() -> None:
    """Protects 表1: level, K and S of a block stand once, beside all of its tasks."""
    (table,) = sections(DECIDED)["table-1"].parts
    assert isinstance(table, Table)
    shared = [cell.rows for row in table.rows for cell in row]
    (grid,) = [
        each for each in body_of(decided_in(0)) if name_of(each) == "table"
        and "工作任務_中文" in "".join(each.itertext())
    ]  # fmt: skip
    rows = [row for row in grid.iter() if name_of(row) == "table-row"][1:]
    assert shared == [number(cell, "rows") for row in rows for cell in row
                      if name_of(cell) == "table-cell"]  # fmt: skip
    assert max(shared) > 1


def test_what_is_missing_or_has_not_happened_says_so() -> None:
    """Protects a form from passing off blanks as answers, and plans as facts."""
    data = filled(UNDECIDED, LAYOUTS[0])
    text = "\n".join(text_of(each) for each in body_of(data).iter() if name_of(each) == "p")
    for what in ("訓練需求", "課程簡介", "課程目的", "教材", "出席時數"):
        assert f"待補：{what}" in text
    (row,) = grid_of(data, "表10　試辦班的執行成果")[1:]
    assert [["年　月　日（尚未試辦）"]] * 2 + [["（尚未試辦）"]] * 3 == row
    assert ["姓名：（尚未試辦）", "資格："] == grid_of(data, "表9　實際執行人員資格")[1][1]
    assert not [each for row in grid_of(data, "表12　課程結訓標準") for each in row[-1]
                if each.startswith("☑")]  # fmt: skip


LACKING = {
    "表4　課程內容": "表4　課程內容",
    "課程大綱內容": "表4　課程內容：課程大綱內容",
    "案例教學": "表5　教學方法：□案例教學",
    "課程目的": "壹、課程資訊：課程目的",
    "各階段評量": "表12　課程結訓標準：各階段評量",
    "協力單位": "封面：協力單位",
    "招生簡章": "參、課程發展相關佐證資料：招生簡章、滿意度調查、課程實施紀錄",
}
"""What a form lacks -> how it is named."""


@pytest.mark.parametrize("layout", [False, True], ids=WHICH)
@pytest.mark.parametrize("without", LACKING)
def test_a_form_that_lacks_something_is_refused_by_naming_it(without: str, layout: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Protects people from a report that looks whole and lacks a table, a column or a box."""
    with pytest.raises(SourceError, match="form-does-not-match") as caught:
        filled(DECIDED, BlankForm(is_turned=layout, without=without))
    expected = LACKING[without].replace("封面", LABELS["report.heading"])
    assert expected == caught.value.details["items"]
    assert expected in LABELS.error_message(caught.value)


def test_a_foreign_document_is_told_everything_that_it_lacks() -> None:
    """Protects who took another form by mistake."""
    declared = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    letter = package(f"<office:d {declared}><office:body><office:text/></office:body></office:d>"
                     .encode())  # fmt: skip
    with pytest.raises(SourceError, match="form-does-not-match") as caught:
        filled(DECIDED, letter)
    titles = [each.title for each in sections(DECIDED).values()][1:]
    everything = "；".join((report(DECIDED, LABELS).title, *titles))
    assert everything == caught.value.details["items"]


@pytest.mark.parametrize("sign", ["☑", "■", "name"])
def test_a_form_that_is_filled_in_already_is_told_so(sign: str) -> None:
    """Protects from the advice to look for a new edition, and from another course's rows."""
    with zipfile.ZipFile(io.BytesIO(BlankForm().data())) as archive:
        content = archive.read("content.xml").decode()
    if sign == "name":
        changed = content.replace('"Blank"></text:p>', '"Blank">M1.1 甲</text:p>')
    else:
        place = content.rindex("□", 0, content.index("新"))
        changed = f"{content[:place]}{sign}{content[place + 1 :]}"
    assert content != changed
    with pytest.raises(SourceError, match="form-already-filled"):
        filled(DECIDED, package(changed.encode()))


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
def test_our_own_filled_form_is_no_blank_one(layout: int) -> None:
    """Protects from filling a report a second time on top of the first."""
    with pytest.raises(SourceError, match="form-already-filled"):
        filled(DECIDED, decided_in(layout))


def zipped(**parts: bytes) -> bytes:
    """An archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "."), content)
    return stream.getvalue()


NO_FORMS = {
    "a text": ("not-a-form", "表1".encode()),
    "a PDF": ("not-a-form", b"%PDF-1.7"),
    "a spreadsheet": ("not-a-form", zipped(mimetype=MIME_TYPE[:-4] + b"base", content_xml=b"")),
    "a zip bomb": ("too-large-form", zipped(mimetype=MIME_TYPE, content_xml=b" " * 50_000_000)),
    "a bomb beside it": (
        "too-large-form",
        zipped(mimetype=MIME_TYPE, content_xml=b"<a/>", picture_png=b" " * 50_000_000),
    ),
    "many bombs": (
        "too-large-form",
        zipped(mimetype=MIME_TYPE, content_xml=b"<a/>",
               **{f"picture{number}": b" " * 8_000_000 for number in range(10)}),
    ),
    "entities": (
        "unsafe-file",
        package(b'<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f "&e;&e;">]><a>&f;</a>'),
    ),
    "broken XML": ("damaged-file", package(b"<a><b></a>")),
    "deep XML": ("damaged-file", package(b"<a>" * 5_000 + b"</a>" * 5_000)),
    "a cut archive": ("damaged-file", BlankForm().data()[:-40]),
    "nothing in it": ("form-does-not-match", package(b"<a/>")),
}  # fmt: skip
"""What is no form -> the error, and the file."""


@pytest.mark.parametrize("what", NO_FORMS)
def test_what_is_no_form_is_refused_by_its_own_error(what: str) -> None:
    """Protects the machine from bombs, and people from tracebacks."""
    name, data = NO_FORMS[what]
    with pytest.raises(SourceError, match=name) as caught:
        filled(DECIDED, data)
    assert LABELS.error_message(caught.value)
    assert LABELS.error_hint(caught.value)


def hostile_course() -> Course:
    """A course whose texts are made to break files."""
    first, *others = DECIDED.modules
    resources = dataclasses.replace(
        first.resources, equipment=(Decided(HOSTILE),), materials=(Decided("長" * 500),)
    )
    module = dataclasses.replace(first, title=HOSTILE, title_en="@x\t-y", resources=resources)
    return dataclasses.replace(
        DECIDED, title=HOSTILE, needs=f"{HOSTILE}\n  =2\n{'長' * 10_000}", modules=(module, *others)
    )


def unsaid(course: Course, words: str) -> list[Line]:
    """The lines of a report that do not stand among words without white space."""
    lines: list[Line] = []
    for part in parts_of(report(course, LABELS).sections):
        assert isinstance(part, Facts | Table)
        if isinstance(part, Facts):
            lines += [line for fact in part.facts for line in fact.lines]
        else:
            lines += [line for row in part.rows for cell in row for line in cell.lines]
    return [line for line in lines if line and expected(line) not in words]


@pytest.mark.parametrize("layout", [0, 1], ids=WHICH)
def test_hostile_texts_appear_as_text(layout: int) -> None:
    """Protects the file from texts that look like markup, formulas, boxes or nothing at all."""
    body = body_of(filled(hostile_course(), LAYOUTS[layout]))
    words = "".join(text_of(each) for each in body.iter() if name_of(each) == "p")
    assert [] == unsaid(hostile_course(), "".join(words.split()))


def test_libreoffice_opens_the_filled_form_with_everything_in_it(tmp_path: Path) -> None:
    """Protects a filled form in front of a real office program, whatever the texts are."""
    file = tmp_path / "filled.odt"
    file.write_bytes(filled(hostile_course(), LAYOUTS[0]))
    opened = docx.Document(str(converted(file, "docx", tmp_path)))
    runs = opened.element.body.iter("{*}t", "{*}br", "{*}tab")
    words = "".join("".join(run.text or "" for run in runs).split())
    assert [] == unsaid(hostile_course(), words)


def expected(line: Line) -> str:
    """A line as it is found among squeezed words; the turned form has spaces between boxes."""
    shown = said(line).replace("\u202e", "\ufffd").replace("\x07", "\ufffd")
    if isinstance(line[0], Box):
        shown = shown.rstrip("：")
    return "".join(shown.split())


def test_the_command_fills_the_form_and_leaves_the_blank_one_alone(tmp_path: Path) -> None:
    """Protects the way a trainer takes: one command, the blank form as it was, the same twice."""
    course = start(tmp_path / "course").as_posix()
    blank, out = tmp_path / "空白.odt", tmp_path / "報告書.odt"
    before = LAYOUTS[0].data()
    blank.write_bytes(before)
    for outcome in ("terminal.written", "terminal.unchanged"):
        answer = kit_commands.export("report", course, str(out), LABELS, form=str(blank))
        assert [LABELS.fill(outcome, path=out.as_posix())] == answer.out
    assert before == blank.read_bytes()
    assert "確認顧客需求" in str(grid_of(out.read_bytes(), "表1　本課程之職能表"))


def test_a_wrong_use_of_the_form_is_told(tmp_path: Path) -> None:
    """Protects the blank form from being overwritten, and people from guessing."""
    course = start(tmp_path / "course").as_posix()
    blank, out = tmp_path / "空白.odt", tmp_path / "報告書.odt"
    blank.write_bytes(LAYOUTS[0].data())

    def refused(kind: str, output: Path, form: str | None) -> str:
        with pytest.raises(CurriculumError) as caught:
            kit_commands.export(kind, course, str(output), LABELS, form=form)
        assert LABELS.error_hint(caught.value)
        return caught.value.name

    assert "form-needed" == refused("report", out, None)
    assert "no-form-to-fill" == refused("report", out.with_suffix(".docx"), str(blank))
    assert "no-such-carrier" == refused("syllabus", out, str(blank))
    assert "missing-file" == refused("report", out, str(tmp_path / "nowhere.odt"))
    assert "form-is-output" == refused("report", blank, str(blank))
    assert "form-is-output" == refused("report", tmp_path / "course/../空白.odt", str(blank))
    blank.write_bytes(BlankForm(without="課程大綱內容").data())
    assert "form-does-not-match" == refused("report", out, str(blank))
    assert not out.exists()


def test_an_english_course_fills_the_form_in_its_own_words(tmp_path: Path) -> None:
    """Protects courses with an English interface: the official form speaks Chinese."""
    folder = start(tmp_path / "course")
    file = folder / "course.yaml"
    file.write_text(f"language: en\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    blank, out = tmp_path / "blank.odt", tmp_path / "report.odt"
    blank.write_bytes(LAYOUTS[0].data())
    kit_commands.export("report", str(folder), str(out), LABELS, form=str(blank))
    assert "確認顧客需求" in str(grid_of(out.read_bytes(), "表1　本課程之職能表"))
