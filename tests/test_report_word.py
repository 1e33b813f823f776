"""The report as a Word file of our own: its ticks, its cover, the pages that are turned."""

import io

import docx
import pytest
from decided_course import decided_course
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.office.word.file import WordBase, word_file
from curriculum.views.parts import Box, Facts, Table, parts_of, spans_of
from curriculum.views.report import report

LABELS = load_labels()
DECIDED = decided_course()
_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"
_VALUE = "{http://schemas.microsoft.com/office/word/2010/wordml}val"


@pytest.fixture(scope="module")
def word() -> Document:
    """The file of the decided course."""
    return word_of(DECIDED)


def word_of(course: Course) -> Document:
    """The report of a course as python-docx reads it."""
    base = WordBase(title="報告書", course=course.title)
    return docx.Document(io.BytesIO(word_file((report(course, LABELS),), base, LABELS)))


def test_boxes_are_ticked_as_the_report_says(word: Document) -> None:
    """Protects ticks: on the screen and on paper, a box that is decided is ticked."""
    sections = report(DECIDED, LABELS).sections
    expected = [span.is_ticked for span in spans_of(sections) if isinstance(span, Box)]
    boxes = list(word.element.body.iter(qn("w:sdt")))
    signs = ["".join(text.text for text in box.iter(qn("w:t"))) for box in boxes]
    assert ["☑" if is_ticked else "☐" for is_ticked in expected] == signs
    checked = [next(box.iter(_CHECKED)).get(_VALUE) for box in boxes]
    assert [str(int(is_ticked)) for is_ticked in expected] == checked
    assert {True, False} == set(expected)


def test_all_tables_are_there_with_heads_that_repeat(word: Document) -> None:
    """Protects readers of a table that goes on over pages."""
    parts = [*parts_of(report(DECIDED, LABELS).sections)]
    assert len(parts) == len(word.tables)
    for part, table in zip(parts, word.tables, strict=True):
        is_repeated = table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert isinstance(part, Table) == is_repeated
        assert isinstance(part, Table | Facts)
        rows = len(part.rows) + 1 if isinstance(part, Table) else len(part.facts)
        assert rows == len(table.rows)


def test_only_pages_that_need_it_are_turned(word: Document) -> None:
    """Protects the cover and the texts from lying on their side because of one wide table.

    Of the bundled standard, 表3 would be a third longer upright, in pillars of characters.
    """
    seed = planned_course(open_recalled(None))
    for course, expected in ((DECIDED, []), (seed, [3])):
        sections = word_of(course).sections if course is seed else word.sections
        turned = [section.orientation == WD_ORIENT.LANDSCAPE for section in sections]
        assert (6, expected) == (
            len(turned),
            [at for at, is_turned in enumerate(turned) if is_turned],
        )
