"""The sign-in sheets (簽到表): one for each session, or for each module where none is decided."""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Course, Module
from curriculum.decisions import Session
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import hours_text
from curriculum.views.parts import (
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Section,
    Signatures,
    Table,
    one_line,
    text_cell,
)
from curriculum.views.schedule import in_order, teachers_of, time_text, weekday_text
from curriculum.views.sections import section, signatures

LEARNERS = 30
"""Learners for whom a sheet has room."""
_NOON = 12 * 60
_ROOM: Cell = Cell(((), ()))
"""Two empty lines: room for a signature."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What learners sign in to."""

    module: str
    """The id of its module."""
    name: str
    """Of the module, or its id where the course no longer has it."""
    hours: float
    known: dict[str, str]
    """What is decided: date, time, room and teachers, by the keys of `FIELDS`."""
    signed: tuple[str, str]
    """Which signatures are asked for, by the keys of their labels."""


FIELDS = ("date", "time", "room", "teachers")
"""What a sheet says of its meeting, in their order."""


def meetings(course: Course, labels: Labels) -> tuple[Meeting, ...]:
    """The sessions of a course in their order; without any, its modules."""
    modules = pages.modules_by_id(course)
    if course.sessions:
        return tuple(
            _of_session(each, modules.get(each.module.value), labels) for each in in_order(course)
        )
    return tuple(
        Meeting(
            module=module.id,
            name=pages.module_name(module),
            hours=module.hours,
            known={},
            signed=("morning", "afternoon"),
        )
        for module in course.modules
    )


def sign_in(course: Course, labels: Labels) -> Iterator[Document]:
    """The sheets, each on a page of its own."""
    for number, meeting in enumerate(meetings(course, labels), 1):
        yield Document(
            kind="sign-in",
            page=f"{pages.SIGN_IN}/{number}",
            title=labels.fill("sign-in.heading", module=meeting.name),
            short_title=labels["sign-in.short_title"],
            identity=pages.identity(course.standard, labels),
            sections=(_facts(course, meeting, labels), _learners(meeting, labels)),
        )


def _of_session(session: Session, module: Module | None, labels: Labels) -> Meeting:
    """Who comes for the morning or for the afternoon signs when he comes and when he leaves."""
    is_whole_day = session.start < _NOON < session.end - 60
    known = {
        "date": f"{session.date}{labels.fill('parts.tag', text=weekday_text(session, labels))}",
        "time": time_text(session, labels),
        "room": session.room,
        "teachers": labels.join(teachers_of(session, module)),
    }
    return Meeting(
        module=session.module.value,
        name=pages.module_name(module) if module else session.module.value,
        hours=round((session.end - session.start) / 60, 2),
        known={name: text for name, text in known.items() if text},
        signed=("morning", "afternoon") if is_whole_day else ("arrival", "departure"),
    )


def _facts(course: Course, meeting: Meeting, labels: Labels) -> Section:
    """What is known, and room to write the rest."""
    known: tuple[Fact, ...] = (
        one_line(labels["facts.course"], course.title),
        one_line(labels["terms.hours"], hours_text(meeting.hours)),
        *(
            one_line(labels[f"schedule.{name}"], meeting.known[name])
            for name in FIELDS
            if name in meeting.known
        ),
    )
    blank = tuple(labels[f"schedule.{name}"] for name in FIELDS if name not in meeting.known)
    rows = tuple(blank[start : start + 2] for start in range(0, len(blank), 2))
    caption = labels["sign-in.facts"]
    lines = (Signatures(caption, rows),) if rows else ()
    return section(labels, "sign-in", "facts", Facts(known), *lines)


def _learners(meeting: Meeting, labels: Labels) -> Section:
    """Half of the learners on the left and half on the right, so that all sign on one page."""
    half = LEARNERS // 2
    names = ("number", "name", *meeting.signed)
    looks = ("number", "blank", "blank", "blank")
    rows = tuple(
        tuple(
            cell
            for number in (row, row + half)
            for cell in (text_cell(str(number)), Cell(), _ROOM, _ROOM)
        )
        for row in range(1, half + 1)
    )
    table = Table(
        caption=labels["sign-in.learners_caption"],
        columns=tuple(
            Column(title=(labels[f"sign-in.{name}"],), look=look)
            for _ in range(2)
            for name, look in zip(names, looks, strict=True)
        ),
        rows=rows,
        look="sheet",
    )
    totals = signatures(labels, "sign-in", ("expected", "present", "absent"), ("teacher", "office"))
    return section(labels, "sign-in", "learners", table, totals)
