"""Word files are built as Word insists, and say what their documents say."""

import dataclasses
import io
import itertools

import docx
import pytest
from decided_course import decided_course
from made_up_course import course_from, made_up_standard
from word_files import W14, WORD, W, made, out_of_order, part, parts, text_of

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.office.word.file import WordBase, word_file
from curriculum.views.kit import DOCUMENTS, WITH_CONTENTS
from curriculum.views.parts import (
    Box,
    Cell,
    Column,
    Facts,
    Paragraph,
    Section,
    Table,
    parts_of,
)

LABELS = load_labels()
DECIDED, UNDECIDED = decided_course(), course_from(made_up_standard())
every_kind = pytest.mark.parametrize("kind", WORD)


@pytest.fixture(scope="module")
def seed() -> dict[str, bytes]:
    """The Word files of the bundled standard's course."""
    course = planned_course(open_recalled(None))
    return {kind: made(kind, course, LABELS) for kind in WORD}


@every_kind
def test_every_element_stands_where_word_wants_it(kind: str, seed: dict[str, bytes]) -> None:
    """Protects trainers from a file that Word calls damaged although LibreOffice opens it."""
    for data in (seed[kind], made(kind, DECIDED, LABELS)):
        for name, root in parts(data):
            assert [] == out_of_order(root), name
        for cell in part(data).iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
        docx.Document(io.BytesIO(data))


@every_kind
def test_ids_are_given_once(kind: str, seed: dict[str, bytes]) -> None:
    """Protects from the repair that Word offers where two boxes or bookmarks have one id."""
    root = part(seed[kind])
    boxes = [each.find(f"{W}sdtPr/{W}id").get(f"{W}val") for each in root.iter(f"{W}sdt")]
    assert len(boxes) == len(set(boxes))
    starts, ends = ([each.get(f"{W}id") for each in root.iter(f"{W}bookmark{end}")]
                    for end in ("Start", "End"))  # fmt: skip
    assert starts == ends
    assert len(starts) == len(set(starts))


def test_chinese_is_set_in_a_chinese_font(seed: dict[str, bytes]) -> None:
    """Protects from the font of another script: a theme would win over the font that is named."""
    styles = part(seed["notice"], "word/styles.xml")
    fonts = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    language = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert "標楷體" == fonts.get(f"{W}eastAsia")
    assert "zh-TW" == language.get(f"{W}eastAsia")
    for _, root in parts(seed["notice"]):
        for each in root.iter(f"{W}rFonts"):
            assert not [name for name in each.attrib if "heme" in name]


@every_kind
def test_tables_repeat_their_headings_and_keep_their_grid(
    kind: str, seed: dict[str, bytes]
) -> None:
    """Protects long tables: every page has the headings, and cells are as wide as columns."""
    for table in part(seed[kind]).iter(f"{W}tbl"):
        grid = [each.get(f"{W}w") for each in table.iter(f"{W}gridCol")]
        rows = table.findall(f"{W}tr")
        for row in rows:
            assert grid == [each.get(f"{W}w") for each in row.iter(f"{W}tcW")]
        heads = [row for row in rows if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert heads == rows[: len(heads)]
        assert len(heads) == (table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1")
        for row in heads:
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
        for number, row in enumerate(rows):
            for column, cell in enumerate(row.iter(f"{W}tc")):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val") is None:
                    above = [*rows[number - 1].iter(f"{W}tc")][column]
                    assert above.find(f"{W}tcPr/{W}vMerge") is not None


def test_rows_do_not_break_but_those_that_fill_a_page(seed: dict[str, bytes]) -> None:
    """Protects a row from being cut in two, and a very long one from running out of the page."""
    for row in part(seed["checklists"]).iter(f"{W}tr"):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None
    first, *others = DECIDED.modules
    (criterion, *rest) = first.criteria
    long = dataclasses.replace(criterion, text="字" * 10_000)
    module = dataclasses.replace(first, criteria=(long, *rest))
    course = dataclasses.replace(DECIDED, modules=(module, *others))
    split = [
        row
        for row in part(made("checklists", course, LABELS)).iter(f"{W}tr")
        if row.find(f"{W}trPr/{W}cantSplit") is None
    ]
    assert split
    assert all("字" * 10_000 in text_of(row) for row in split)


def test_boxes_can_be_ticked_and_show_what_is_ticked_already() -> None:
    """Protects assessors who tick on the screen, and what the plan ticks."""
    (document,) = DOCUMENTS["notice"](UNDECIDED, LABELS)
    line = (Box("甲"), Box("乙", is_ticked=True), Box())
    sheet = dataclasses.replace(
        document, sections=(Section(id="x", title="x", parts=(Paragraph(line),)),)
    )
    root = part(word_file((sheet,), WordBase(title="x", course="x"), LABELS))
    boxes = [*root.iter(f"{W14}checkbox")]
    assert ["0", "1", "0"] == [each.find(f"{W14}checked").get(f"{W14}val") for each in boxes]
    assert "☐甲☑乙☐" in text_of(root)
    assert ["甲", "乙", LABELS["kit.tick"]] == [
        each.get(f"{W}val") for each in root.iter(f"{W}alias")
    ]


@every_kind
def test_headings_are_headings_and_leave_out_no_level(kind: str, seed: dict[str, bytes]) -> None:
    """Protects the navigation pane and screen readers."""
    styles = [
        style.get(f"{W}val").removeprefix("Small").removeprefix("Heading")
        for style in part(seed[kind]).iter(f"{W}pStyle")
        if style.get(f"{W}val").removeprefix("Small").startswith("Heading")
    ]
    levels = [0, *map(int, styles)]
    assert all(later <= level + 1 for level, later in itertools.pairwise(levels))
    course = planned_course(open_recalled(None))
    assert len([*DOCUMENTS[kind](course, LABELS)]) == styles.count("1")


@every_kind
def test_footers_name_the_standard_and_number_the_pages(kind: str, seed: dict[str, bytes]) -> None:
    """Protects loose sheets: each says what it was made from, and which page it is."""
    data = seed[kind]
    (footer,) = [root for name, root in parts(data) if "footer" in name]
    fields = [each.text.strip() for each in footer.iter(f"{W}instrText")]
    assert ["PAGE", "NUMPAGES"] == fields
    said = text_of(footer)
    assert "BAS2421-003v2" in said
    assert "版本：v2" in said
    assert "非官方文件" in said
    sections = [*part(data).iter(f"{W}sectPr")]
    documents = len([*DOCUMENTS[kind](planned_course(open_recalled(None)), LABELS)])
    # Only the report has pages of several kinds in one document.
    more = len(sections) - documents - (kind in WITH_CONTENTS)
    assert (more > 0) == (kind == "report")
    assert more >= 0


@pytest.mark.parametrize("course", [DECIDED, UNDECIDED], ids=["decided", "undecided"])
@every_kind
def test_a_file_is_the_same_every_time(kind: str, course: Course) -> None:
    """Protects version control and the checks of sameness."""
    assert made(kind, course, LABELS) == made(kind, course, LABELS)


def test_every_table_of_the_views_is_a_table_of_the_file(seed: dict[str, bytes]) -> None:
    """Protects from a table that was lost, or that ran into its neighbour."""
    course = planned_course(open_recalled(None))
    expected = sum(
        isinstance(each, Table | Facts)
        for document in DOCUMENTS["checklists"](course, LABELS)
        for each in parts_of(document.sections)
    )
    root = part(seed["checklists"])
    assert expected == len([*root.iter(f"{W}tbl")])
    for table in root.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_a_code_stays_whole_where_many_stand_in_a_narrow_column() -> None:
    """Protects codes from being cut in two by an office program that finds no room for a 、."""
    codes = "、".join(f"P10.{number}.1" for number in range(1, 9))
    table = Table(
        columns=(Column(title=("甲",), look="text"), Column(title=("乙",), look="text")),
        rows=((Cell(((codes,),)), Cell((("長" * 600,),))),),
    )
    (document,) = DOCUMENTS["notice"](UNDECIDED, LABELS)
    section = Section(id="x", title="x", parts=(table,))
    root = part(word_file((dataclasses.replace(document, sections=(section,)),),
                          WordBase(title="x", course="x"), LABELS))  # fmt: skip
    cell = next(each for each in root.iter(f"{W}tc") if codes[:6] in text_of(each))
    lines = [text_of(each) for each in cell.iter(f"{W}t")]
    assert codes == "".join(lines)
    assert len(lines) > 1
    assert len(lines) - 1 == len([*cell.iter(f"{W}br")])
    assert all(each.endswith("、") for each in lines[:-1])
