"""The schedule of a course (課程表): its sessions by date and time."""

import datetime as dt
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
    Line,
    Missing,
    Paragraph,
    Section,
    Table,
    text_cell,
)
from curriculum.views.resources import listed

_COLUMNS = {
    "date": "short",
    "weekday": "short",
    "time": "short",
    "hours": "number",
    "module": "text",
    "kind": "short",
    "room": "text",
    "teachers": "text",
}


def schedule(course: Course, labels: Labels) -> Document:
    """When and where which module is taught, and by whom as far as is planned."""
    modules = pages.modules_by_id(course)
    kinds = dict(_kinds(course, labels))
    order = sorted(range(len(course.sessions)), key=lambda number: _moment(course, number))
    rows = [
        _row(course.sessions[number], modules, kinds.get(number, ()), labels) for number in order
    ]
    minutes = sum(session.end - session.start for session in course.sessions)
    total = (
        text_cell(labels["parts.total"]),
        Cell(),
        Cell(),
        text_cell(_hours(minutes)),
        *(Cell() for _ in range(4)),
    )
    table = Table(
        caption=labels["schedule.caption"],
        columns=tuple(
            Column(title=(labels[f"schedule.{name}"],), look=look)
            for name, look in _COLUMNS.items()
        ),
        rows=(*rows, total),
        row_headers=1,
    )
    return Document(
        kind="schedule",
        page=pages.SCHEDULE,
        title=labels.fill("schedule.heading", course=course.title),
        short_title=labels["schedule.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            Section(
                id="sessions",
                title=labels["schedule.sessions"],
                parts=(table, Paragraph((labels["schedule.note"],))),
            ),
        ),
    )


def _moment(course: Course, number: int) -> tuple[str, int, int]:
    session = course.sessions[number]
    return session.date, session.start, number


def _row(
    session: Session, modules: dict[str, Module], kinds: tuple[str, ...], labels: Labels
) -> tuple[Cell, ...]:
    module = modules.get(session.module.value)
    return (
        text_cell(session.date),
        text_cell(labels[f"weekday.{dt.date.fromisoformat(session.date).weekday()}"]),
        text_cell(
            labels.fill("schedule.from_to", start=_clock(session.start), end=_clock(session.end))
        ),
        text_cell(_hours(session.end - session.start)),
        text_cell(pages.module_link(module) if module else session.module.value),
        text_cell(labels.join(kinds)),
        text_cell(session.room),
        text_cell(*_teachers(session, module, labels)),
    )


def _teachers(session: Session, module: Module | None, labels: Labels) -> Line:
    """Who teaches a session: whom it names, else whom its module names."""
    names = session.teachers or (listed(module.resources.people, "teachers") if module else ())
    return (labels.join(names) if names else Missing(labels["schedule.teachers"]),)


def _kinds(course: Course, labels: Labels) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Whether each session, by its number, is theory or practice: as in the lesson plan.

    Only the lesson plan knows, so nothing is said about a module whose sessions last longer or
    shorter than it.
    """
    for module in course.modules:
        mine = [
            number
            for number, session in enumerate(course.sessions)
            if session.module.value == module.id
        ]
        mine.sort(key=lambda number: _moment(course, number))
        lasting = [course.sessions[number].end - course.sessions[number].start for number in mine]
        if sum(lasting) != module.minutes:
            continue
        minutes = [step.is_practice for step in module.activities for _ in range(step.minutes)]
        start = 0
        for number, length in zip(mine, lasting, strict=True):
            is_practice = {*minutes[start : start + length]}
            names = {False: "lesson-plan.theory", True: "lesson-plan.practice"}
            yield number, tuple(labels[names[each]] for each in sorted(is_practice))
            start += length


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _hours(minutes: int) -> str:
    return hours_text(round(minutes / 60, 2))
