"""Whatever a standard says is text in every Word file and every PDF, all of it."""

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Iterator

import pdfplumber
import pytest
from made_up_course import course_from, made_up_standard
from test_printing import bare, job_of, text_of
from word_files import made, out_of_order, part, parts
from word_files import text_of as text_of_word

from curriculum.composing.escaping import visible
from curriculum.course import Course
from curriculum.kit.kinds import KINDS
from curriculum.labels import load_labels
from curriculum.printing.paper import A4, LARGE_PRINT
from curriculum.standard import PerformanceCriterion
from curriculum.views.kit import DOCUMENTS
from curriculum.views.parts import Box, Mark, Missing, Tag, spans_of

LABELS = load_labels()
TEXTS = (
    '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\x00\x08\x1b[31m\x7f甲",
    "甲\u2028乙\x85丙", "😀👩\u200d🏫🇹🇼", "𠮷野家", "\u202e反過來", "שלום مرحبا",
    "</w:t></w:p><w:p/>",
    "<![CDATA[x]]> &amp; &#65; ]]> \"'", "#set page(width: 1pt) $x$ \\ [a] *b* _c_ `d` <e> @f",
    "{{ 7 * 7 }} {% raw %}", "<script>alert(1)</script>", "\ufffe\uffff\ufeff",
)  # fmt: skip
"""Formulas, control characters, other scripts, and the markup of every carrier."""
MIRRORED = re.compile("[\u0590-\u08ff]")


def course_of(*texts: str) -> Course:
    """The made-up course with such criteria, and with hostile names and K."""
    standard = made_up_standard()
    hostile = " ".join(TEXTS)
    (shared,) = standard.duties[0].blocks
    criteria = tuple(
        PerformanceCriterion(code=f"P1.1.{number}", text=text)
        for number, text in enumerate(texts, 1)
    )
    knowledge = tuple(dataclasses.replace(each, text=hostile) for each in shared.knowledge)
    block = dataclasses.replace(shared, criteria=criteria, knowledge=knowledge)
    first, second = standard.duties
    task, *tasks = first.tasks
    named = (dataclasses.replace(task, text=hostile), *tasks)
    duty = dataclasses.replace(first, text=hostile, tasks=named, blocks=(block,))
    return course_from(dataclasses.replace(standard, name=hostile[:60], duties=(duty, second)))


def pieces_of(kind: str, course: Course) -> Iterator[str]:
    """What a file must say, piece by piece, without white space; boxes and marks are signs."""
    for document in DOCUMENTS[kind](course, LABELS):
        yield bare(document.title)
        for span in (*document.introduction, *spans_of(document.sections)):
            if not isinstance(span, Missing | Tag | Box | Mark):
                yield bare(span if isinstance(span, str) else span.text)


@pytest.fixture(scope="module")
def course() -> Course:
    """The course that says all of `TEXTS`."""
    return course_of(*TEXTS)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_word_file_says_all_of_it_in_order(kind: str, course: Course) -> None:
    """Protects the words of a standard, and Word from a file that is no XML any more."""
    data = made(kind, course, LABELS)
    for name, root in parts(data):
        assert [] == out_of_order(root), name
    said, place = text_of_word(part(data)), 0
    for piece in pieces_of(kind, course):
        assert piece in said[place:]
        place = said.index(piece, place) + len(piece)


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if ".pdf" in KINDS[kind]])
def test_a_pdf_says_all_of_it(kind: str, course: Course) -> None:
    """Protects the words of a standard from the typesetter, which reads some of them as orders."""
    said = text_of(job_of(kind, course))
    pieces = [*pieces_of(kind, course)]
    assert Counter("".join(pieces)) - Counter(said) == Counter()
    hostile = {bare(text) for text in TEXTS if not MIRRORED.search(text)}
    assert [] == [each for each in hostile & {*pieces} if each not in said]


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if ".pdf" in KINDS[kind]])
def test_a_row_longer_than_a_page_goes_on_overleaf(kind: str, *, is_large: bool) -> None:
    """Protects the end of a criterion that fills several pages from running off the paper."""
    course = course_of(f"起首{'確認長文' * 999}末尾", "接著的。")
    paper = LARGE_PRINT if is_large else A4
    printed: Counter[str] = Counter()
    with pdfplumber.open(io.BytesIO(job_of(kind, course, is_large=is_large))) as opened:
        for page in opened.pages:
            body = page.within_bbox((0, paper.top - 2, page.width, page.height - paper.bottom + 2))
            printed.update(char for each in body.chars for char in bare(each["text"]))
    said = Counter("".join(pieces_of(kind, course)))
    assert {} == {each: said[each] - printed[each] for each in "起首確認長文末尾接著"
                  if printed[each] < said[each]}  # fmt: skip


def test_hostile_texts_are_in_the_files_at_all(course: Course) -> None:
    """Protects the two tests above from proving nothing."""
    for kind in DOCUMENTS:
        pieces = "".join(pieces_of(kind, course))
        assert [] == [text for text in TEXTS if bare(text.strip()) not in pieces]
    assert "\ufffd" in visible(TEXTS[5])
