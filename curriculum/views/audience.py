"""For whom each page is, and what of the shared pages is left for the learners.

The trainer's view has every page: who teaches reads what the learners read. The learner's view has
the pages that help with learning; what prepares the teaching, judges the learners or questions the
plan is the trainer's.
"""

import dataclasses
import enum
from collections.abc import Iterable

from curriculum.views import pages
from curriculum.views.collection import Collection
from curriculum.views.parts import (
    Bullets,
    Cell,
    Document,
    Fact,
    Facts,
    Line,
    Link,
    Notice,
    Paragraph,
    Part,
    Section,
    Table,
)


class Audience(enum.StrEnum):
    """For whom a page, or a whole site, is."""

    BOTH = "both"
    """Trainers and learners. A site for both has every page and two views."""
    TRAINER = "trainer"
    """Who teaches, assesses or plans the course."""
    LEARNER = "learner"
    """Who takes part in the course."""


AUDIENCES = {
    pages.HOME: Audience.BOTH,  # the way in; what is still to be done there is the trainer's
    pages.SYLLABUS: Audience.BOTH,  # what the course promises
    pages.SCHEDULE: Audience.BOTH,  # when and where to be
    "module": Audience.BOTH,  # the way into a module; why an item is taught there is the trainer's
    "syllabus": Audience.BOTH,  # objectives and outline
    "self-check": Audience.BOTH,  # the learner's own list
    pages.STANDARD: Audience.BOTH,  # what the course is about, as published
    pages.NOTES: Audience.BOTH,  # what the footnotes on those pages say
    pages.ITEMS: Audience.BOTH,  # where something is learned
    "item": Audience.BOTH,
    pages.CHANGES: Audience.BOTH,  # what is different; what only the trainer reads stands apart
    pages.MOVED: Audience.BOTH,  # where a page went, for who reads such pages
    pages.COLLECTION: Audience.BOTH,  # prints what the reader has
    "lesson-plan": Audience.TRAINER,  # how the hours are run: the surprise of a case, the answers
    "assessment-plan": Audience.TRAINER,  # blueprint and rubrics: what a test will ask for
    "observation-sheet": Audience.TRAINER,  # filled in about a learner, not by one
    "preparation": Audience.TRAINER,  # what to get ready before the learners come
    pages.ASSESSMENT: Audience.TRAINER,  # the sum of the assessment plans
    pages.MATRIX: Audience.TRAINER,  # shows that nothing was forgotten: for planning and review
    pages.REVIEW: Audience.TRAINER,  # doubts that only the trainer can settle
    pages.FINDINGS: Audience.TRAINER,  # faults of the standard and the plan
}
"""Kind of a document -> for whom it is: the one place that says so."""


def audience_of(page: str) -> Audience:
    """For whom the page of that id is; every id begins with the kind of its document."""
    kind, _, rest = page.partition("/")
    if kind == pages.MOVED and rest:
        # A record may name a kind that is no more: learners are told nothing of it.
        return AUDIENCES.get(rest.partition("/")[0], Audience.TRAINER)
    return AUDIENCES[kind]


def is_for_trainer(line: Line) -> bool:
    """Whether a line is the trainer's alone: it leads to a page that is."""
    return any(
        isinstance(span, Link) and audience_of(span.page) is Audience.TRAINER for span in line
    )


def for_learner(document: Document) -> Document:
    """A document that learners read too, without what is the trainer's in it.

    Its sections keep their places, so that templates find them; an empty one is not shown.
    """
    left = dataclasses.replace(document, sections=tuple(map(_section, document.sections)))
    if isinstance(left, Collection):
        theirs = (page for page in left.pages if audience_of(page) is not Audience.TRAINER)
        return dataclasses.replace(left, pages=tuple(theirs))
    return left


def _section(section: Section) -> Section:
    if section.is_for_trainer:
        return dataclasses.replace(section, parts=(), sections=())
    parts = tuple(left for part in section.parts for left in _part(part))
    return dataclasses.replace(
        section, parts=parts, sections=tuple(map(_section, section.sections))
    )


def _part(part: Part) -> tuple[Part, ...]:
    """The part with the learner's lines only; none where nothing is left."""
    match part:
        case Paragraph(line):
            return () if is_for_trainer(line) else (part,)
        case Bullets(lines):
            left = _lines(lines)
            return (Bullets(left),) if left else ()
        case Notice(lines):
            left = _lines(lines)
            return (Notice(left),) if left else ()
        case Facts(facts):
            kept = tuple(Fact(fact.label, left) for fact in facts if (left := _lines(fact.lines)))
            return (Facts(kept),) if kept else ()
        case Table():
            rows = tuple(
                tuple(Cell(_lines(cell.lines), cell.rows) for cell in row) for row in part.rows
            )
            return (dataclasses.replace(part, rows=rows),)
        case _:
            return (part,)


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not is_for_trainer(line))
