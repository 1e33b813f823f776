"""The sign-in sheets as a workbook: names are typed once, each meeting has its sheet to print."""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.record_sheets import (
    RecordBook,
    RecordSheet,
    Row,
    banner,
    filled,
    footer,
    heads,
    identity_text,
    sheet_names,
)
from curriculum.views.roster import learners_counted, name_of, roster
from curriculum.views.sheets import Look, SheetCell, text_cell
from curriculum.views.sign_in import FIELDS, LEARNERS, Meeting, meetings

_WIDTHS = (9.0, 15.0, 13.0, 13.0) * 2
_HALF = LEARNERS // 2


def sign_in_book(course: Course, labels: Labels) -> RecordBook:
    """The roster, and a sheet for each meeting that takes its names from there."""
    found = meetings(course, labels)
    wanted = [f"{number} {meeting.module}" for number, meeting in enumerate(found, 1)]
    first, *names = sheet_names([labels["records.roster.name"], *wanted])
    return RecordBook(
        sheets=(
            roster(course, first, labels),
            *(
                _sheet(course, meeting, (name, first), labels)
                for name, meeting in zip(names, found, strict=True)
            ),
        ),
        footer=footer(course, labels),
    )


def _sheet(course: Course, meeting: Meeting, names: tuple[str, str], labels: Labels) -> RecordSheet:
    """A page to sign on; the same as the sheet on paper, with the names filled in."""
    title, learners = names
    columns = [labels[f"sign-in.{name}"] for name in ("number", "name", *meeting.signed)]
    return RecordSheet(
        title=title,
        widths=_WIDTHS,
        rows=(
            banner(labels.fill("sign-in.heading", module=meeting.name), Look.TITLE, _WIDTHS),
            *_facts(course, meeting, labels),
            filled((), len(_WIDTHS)),
            heads((*columns, *columns)),
            *((*_learner(row, learners), *_learner(row + _HALF, learners)) for row in range(_HALF)),
            filled((), len(_WIDTHS)),
            *_totals(learners, labels),
            banner(identity_text(course, labels), Look.NOTE, _WIDTHS),
        ),
        is_landscape=False,
    )


def _facts(course: Course, meeting: Meeting, labels: Labels) -> Iterator[Row]:
    """What is known, and cells for the rest, two beside each other."""
    facts: list[tuple[str, SheetCell]] = [
        (labels["facts.course"], text_cell(course.title)),
        (labels["terms.hours"], SheetCell(value=meeting.hours, look=Look.COUNT)),
    ]
    for name in FIELDS:
        known = meeting.known.get(name)
        value = text_cell(known) if known else SheetCell(look=Look.ENTRY)
        facts.append((labels[f"schedule.{name}"], value))
    for pair in zip(facts[::2], facts[1::2], strict=True):
        cells: list[SheetCell] = []
        for label, value in pair:
            cells += [text_cell(label, Look.CODE), dataclasses.replace(value, across=3)]
        yield filled(cells, len(_WIDTHS))


def _learner(number: int, learners: str) -> Sequence[SheetCell]:
    """A learner's number, his name, and room to sign twice."""
    pen = SheetCell(look=Look.PEN)
    return (
        SheetCell(value=number + 1, look=Look.COUNT),
        name_of(learners, number),
        pen,
        pen,
    )


def _totals(learners: str, labels: Labels) -> Iterator[Row]:
    """How many came, and who confirms it."""
    words = [labels[f"sign-in.{name}"] for name in ("expected", "present", "absent")]
    values = (learners_counted(learners), SheetCell(look=Look.ENTRY), SheetCell(look=Look.ENTRY))
    cells: list[SheetCell] = []
    for word, value, across in zip(words, values, (2, 1, 1), strict=True):
        cells += [dataclasses.replace(text_cell(word, Look.CODE), across=across), value]
    yield filled(cells, len(_WIDTHS))
    pen = SheetCell(look=Look.PEN, across=2)
    signed = [
        dataclasses.replace(text_cell(labels[f"sign-in.{name}"], Look.CODE), across=2)
        for name in ("teacher", "office")
    ]
    yield filled((signed[0], pen, signed[1], pen), len(_WIDTHS))
