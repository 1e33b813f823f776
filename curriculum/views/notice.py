"""The course notice (招生簡章): what somebody who thinks of taking the course wants to know."""

import functools
from collections.abc import Iterable, Iterator

from curriculum.course import Course
from curriculum.decisions import Session
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import (
    assessment_text,
    completion_facts,
    course_facts,
    hours_text,
    organisation_facts,
)
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Missing,
    Section,
    Table,
    Tag,
    one_line,
    text_cell,
)
from curriculum.views.resources import listed
from curriculum.views.schedule import in_order, teachers_of, time_text, weekday_text
from curriculum.views.sections import section
from curriculum.views.texts import course_text

_ASKED = ("places", "deadline", "how", "fee", "refund", "contact")
"""What only a training centre knows about its registration."""


def notice(course: Course, labels: Labels) -> Document:
    """The notice of a course; it claims nothing that no authority has given."""
    titled = functools.partial(section, labels, "notice")
    asked = (labels[f"notice.{name}"] for name in _ASKED)
    return Document(
        kind="notice",
        page=pages.NOTICE,
        title=labels.fill("notice.heading", course=course.title),
        short_title=labels["notice.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            titled(
                "facts", Facts((*course_facts(course, labels), *organisation_facts(course, labels)))
            ),
            _aims(course, labels),
            titled("dates", Facts(_dates(course, labels))),
            titled("units", _units(course, labels)),
            titled("teaching", Facts(_teaching(course, labels))),
            titled(
                "completion", Facts(completion_facts(course, labels)), Bullets(_certificate(labels))
            ),
            titled("registration", Facts(tuple(one_line(name, Missing(name)) for name in asked))),
        ),
    )


def _aims(course: Course, labels: Labels) -> Section:
    """What the course is about, in the trainer's words."""
    texts = {"summary": course.summary, "purpose": course.purpose}
    sections = tuple(
        Section(
            id=name,
            title=labels[f"course-syllabus.{name}"],
            parts=(course_text(labels[f"course-syllabus.{name}"], text),),
        )
        for name, text in texts.items()
    )
    return Section(id="aims", title=labels["notice.aims"], sections=sections)


def _dates(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """When and where, as far as it is decided, each said once."""
    sessions = in_order(course)
    return (
        _said_once("days", [_days(sessions, labels)] if sessions else [], labels),
        _said_once("times", _times(sessions, labels), labels),
        _said_once("place", (each.room for each in sessions), labels),
    )


def _days(sessions: tuple[Session, ...], labels: Labels) -> str:
    return labels.fill(
        "notice.from_to", first=sessions[0].date, last=sessions[-1].date, count=len(sessions)
    )


def _times(sessions: tuple[Session, ...], labels: Labels) -> Iterator[str]:
    """The hours of each day of the week; by dates where one Monday differs from another."""
    weekdays = {each.date: weekday_text(each, labels) for each in sessions}
    kinds = {
        (weekday, *(time_text(each, labels) for each in sessions if each.date == day))
        for day, weekday in weekdays.items()
    }
    is_weekly = len(kinds) == len({*weekdays.values()})
    for each in sessions:
        day = "" if is_weekly else f"{each.date} "
        yield f"{day}{weekday_text(each, labels)} {time_text(each, labels)}"


def _said_once(name: str, texts: Iterable[str], labels: Labels) -> Fact:
    """A fact of different lines, or that it is missing."""
    label = labels[f"notice.{name}"]
    lines = tuple((text,) for text in dict.fromkeys(texts) if text)
    return Fact(label, lines or ((Missing(label),),))


def _units(course: Course, labels: Labels) -> Table:
    theory = sum(module.theory_hours for module in course.modules)
    practice = sum(module.practice_hours for module in course.modules)

    def row(name: str, *hours: float) -> tuple[Cell, ...]:
        return (text_cell(name), *(text_cell(hours_text(each)) for each in hours))

    return Table(
        caption=labels["notice.units_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            *(
                Column(title=(labels[name],), look="number")
                for name in ("facts.theory_hours", "facts.practice_hours", "terms.hours")
            ),
        ),
        rows=(
            *(
                row(
                    pages.module_name(module),
                    module.theory_hours,
                    module.practice_hours,
                    module.hours,
                )
                for module in course.modules
            ),
            row(labels["parts.total"], theory, practice, course.hours),
        ),
        row_headers=1,
    )


def _teaching(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """How the course is taught and assessed, and by whom."""
    modules = pages.modules_by_id(course)
    methods = tuple(dict.fromkeys(name for each in course.modules for name in each.methods))
    ways = dict.fromkeys(
        assessment_text(way, labels) for module in course.modules for way in module.assessment
    )
    conditions = (
        entry
        for module in course.modules
        for entry in listed(module.resources.conditions, "teachers")
    )
    of_sessions = (
        name
        for session in in_order(course)
        for name in teachers_of(session, modules.get(session.module.value))
    )
    of_modules = (
        name for module in course.modules for name in listed(module.resources.people, "teachers")
    )
    people = tuple(dict.fromkeys((*of_sessions, *of_modules)))
    return (
        _said_once("methods", [labels.join(methods)], labels),
        _said_once("assessment", [labels.join(tuple(ways))], labels),
        _said_once("conditions", conditions, labels),
        _said_once("teachers", [labels.join(people)], labels),
    )


def _certificate(labels: Labels) -> tuple[tuple[str | Tag, ...], ...]:
    """What a learner gets, and that it is the centre's own."""
    return (
        (labels["notice.certificate"], Tag(labels["parts.default"])),
        (labels["notice.no_claim"],),
        (labels["notice.no_seal"],),
    )
