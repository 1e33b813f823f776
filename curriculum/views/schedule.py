"""The schedule of a course (課程表): its sessions by date and time."""

import datetime as dt
from collections.abc import Iterator, Mapping

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
    Part,
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
_PLANNED = {
    "module": "text",
    "theory": "number",
    "practice": "number",
    "hours": "number",
    "date": "blank",
    "time": "blank",
    "room": "blank",
    "teachers": "blank",
}


def schedule(course: Course, labels: Labels) -> Document:
    """When and where which module is taught, and by whom as far as is planned.

    Without sessions it is a sheet to plan them on: a row for each module, to be filled in.
    """
    parts: tuple[Part, ...]
    if course.sessions:
        parts = (_sessions(course, labels), Paragraph((labels["schedule.note"],)))
    else:
        parts = (_planning_table(course, labels), Paragraph((labels["schedule.planning_note"],)))
    return Document(
        kind="schedule",
        page=pages.SCHEDULE,
        title=labels.fill("schedule.heading", course=course.title),
        short_title=labels["schedule.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(Section(id="sessions", title=labels["schedule.sessions"], parts=parts),),
    )


def in_order(course: Course) -> tuple[Session, ...]:
    """The sessions of a course by date and time."""
    return tuple(course.sessions[number] for number in _order(course))


def weekday_text(session: Session, labels: Labels) -> str:
    """The day of the week of a session."""
    return labels[f"weekday.{dt.date.fromisoformat(session.date).weekday()}"]


def time_text(session: Session, labels: Labels) -> str:
    """From when to when a session lasts."""
    return labels.fill("schedule.from_to", start=_clock(session.start), end=_clock(session.end))


def teachers_of(session: Session, module: Module | None) -> tuple[str, ...]:
    """Who teaches a session: whom it names, else whom its module names."""
    return session.teachers or (listed(module.resources.people, "teachers") if module else ())


def _sessions(course: Course, labels: Labels) -> Table:
    modules = pages.modules_by_id(course)
    kinds = dict(_kinds(course, labels))
    rows = [
        _row(course.sessions[number], modules, kinds.get(number, ()), labels)
        for number in _order(course)
    ]
    minutes = sum(session.end - session.start for session in course.sessions)
    total = (
        text_cell(labels["parts.total"]),
        Cell(),
        Cell(),
        text_cell(_hours(minutes)),
        *(Cell() for _ in range(4)),
    )
    return Table(
        caption=labels["schedule.caption"],
        columns=_columns(_COLUMNS, labels),
        rows=(*rows, total),
        look="agenda",
        row_headers=1,
    )


def _planning_table(course: Course, labels: Labels) -> Table:
    """What is known of each module; the rest is room to write."""
    theory = sum(module.theory_hours for module in course.modules)
    practice = sum(module.practice_hours for module in course.modules)

    def numbers(*hours: float) -> tuple[Cell, ...]:
        return tuple(text_cell(hours_text(each)) for each in hours)

    rows = [
        (
            text_cell(pages.module_name(module)),
            *numbers(module.theory_hours, module.practice_hours, module.hours),
            Cell(),
            Cell(),
            Cell(),
            text_cell(labels.join(teachers))
            if (teachers := listed(module.resources.people, "teachers"))
            else Cell(),
        )
        for module in course.modules
    ]
    total = (
        text_cell(labels["parts.total"]),
        *numbers(theory, practice, course.hours),
        *(Cell() for _ in range(4)),
    )
    return Table(
        caption=labels["schedule.planning_caption"],
        columns=_columns(_PLANNED, labels),
        rows=(*rows, total),
        look="sheet",
        row_headers=1,
    )


def _columns(looks: Mapping[str, str], labels: Labels) -> tuple[Column, ...]:
    return tuple(
        Column(title=(labels[f"schedule.{name}"],), look=look) for name, look in looks.items()
    )


def _order(course: Course) -> list[int]:
    return sorted(range(len(course.sessions)), key=lambda number: _moment(course, number))


def _moment(course: Course, number: int) -> tuple[str, int, int]:
    session = course.sessions[number]
    return session.date, session.start, number


def _row(
    session: Session, modules: dict[str, Module], kinds: tuple[str, ...], labels: Labels
) -> tuple[Cell, ...]:
    module = modules.get(session.module.value)
    return (
        text_cell(session.date),
        text_cell(weekday_text(session, labels)),
        text_cell(time_text(session, labels)),
        text_cell(_hours(session.end - session.start)),
        text_cell(pages.module_link(module) if module else session.module.value),
        text_cell(labels.join(kinds)),
        text_cell(session.room),
        text_cell(*_teachers(session, module, labels)),
    )


def _teachers(session: Session, module: Module | None, labels: Labels) -> Line:
    names = teachers_of(session, module)
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
