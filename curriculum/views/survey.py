"""The satisfaction survey (滿意度調查表): what learners think of the course and of each module."""

import functools

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import said
from curriculum.views.parts import (
    Box,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Paragraph,
    Table,
    joined,
    one_line,
    text_cell,
)
from curriculum.views.sections import section, signatures

_QUESTIONS = {
    "content": 3,
    "teaching": 4,
    "materials": 2,
    "equipment": 2,
    "administration": 2,
    "overall": 2,
}
"""What is asked about -> how many questions the labels have on it."""
_SCALE = ("5", "4", "3", "2", "1")
_OF_MODULES = ("useful", "before", "after")
_OPEN = ("best", "better", "next")
_ROOM: Cell = Cell(((), (), (), ()))
"""Four empty lines to write on."""


def survey(course: Course, labels: Labels) -> Document:
    """What a learner ticks at the end, without a name; two sides of paper for a usual course."""
    titled = functools.partial(section, labels, "survey")
    facts = [one_line(labels["facts.course"], course.title)]
    if provider := said(course.provider, labels):
        facts.append(one_line(labels["facts.provider"], provider))
    return Document(
        kind="survey",
        page=pages.SURVEY,
        title=labels.fill("survey.heading", course=course.title),
        short_title=labels["survey.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["survey.introduction"],),
        sections=(
            titled("questions", Facts(tuple(facts)), _questions(labels)),
            titled("modules", Paragraph((labels["survey.scales"],)), _modules(course, labels)),
            titled("open", _open(labels), signatures(labels, "survey", ("date",))),
        ),
    )


def _questions(labels: Labels) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for about, count in _QUESTIONS.items():
        for number in range(1, count + 1):
            row = (
                text_cell(labels[f"survey.question.{about}.{number}"]),
                *(text_cell(Box()) for _ in _SCALE),
            )
            name = Cell(((labels[f"survey.about.{about}"],),), rows=count)
            rows.append((name, *row) if number == 1 else row)
    return Table(
        caption=labels["survey.questions_caption"],
        columns=(
            Column(title=(labels["survey.aspect"],), look="short"),
            Column(title=(labels["survey.item"],)),
            *(Column(title=(points,), look="tick") for points in _SCALE),
        ),
        rows=tuple(rows),
        look="sheet",
        row_headers=1,
    )


def _modules(course: Course, labels: Labels) -> Table:
    """Of each module: how useful it is, and what the learner could do before and after."""
    scale: Line = joined(((Box(points),) for points in _SCALE), " ")
    return Table(
        caption=labels["survey.modules_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            *(Column(title=(labels[f"survey.{name}"],), look="tick") for name in _OF_MODULES),
        ),
        rows=tuple(
            (text_cell(pages.module_name(module)), *(Cell((scale,)) for _ in _OF_MODULES))
            for module in course.modules
        ),
        look="sheet",
        row_headers=1,
    )


def _open(labels: Labels) -> Table:
    return Table(
        caption=labels["survey.open_caption"],
        columns=(
            Column(title=(labels["survey.item"],), look="short"),
            Column(title=(labels["survey.answer"],)),
        ),
        rows=tuple((text_cell(labels[f"survey.{name}"]), _ROOM) for name in _OPEN),
        look="sheet",
        row_headers=1,
    )
