"""The official course report (職能導向課程規劃與執行報告書), as far as a plan can fill it in.

Titles, columns and boxes are the official form's, so that the blank form can be filled from this
very document (`curriculum.office.form`). What has happened is never mixed with what is planned.
"""

from collections.abc import Callable, Mapping

from curriculum.course import Course
from curriculum.decisions import CourseBasis, Words
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import course_hours, course_name, level_text, said
from curriculum.views.parts import (
    Box,
    Document,
    Fact,
    Facts,
    Line,
    Missing,
    Part,
    Section,
    Tag,
    one_line,
)
from curriculum.views.report_plan import (
    competencies,
    course_map,
    equipment,
    goals_and_content,
    methods,
    outline,
    staff_conditions,
)
from curriculum.views.report_results import (
    assessment,
    completion,
    evidence,
    people,
    supporting_material,
    trial_run,
)
from curriculum.views.report_words import date_text

_TYPES = ("new", "extension", "same", "adjusted", "basis_adjusted", "change", "changed_items")
"""What is applied for (類型): nobody but the applicant knows."""
_STAGES: Mapping[str, Mapping[int, Callable[[Course, Labels], Part]]] = {
    "analysis": {1: competencies, 2: course_map},
    "design": {
        3: goals_and_content,
        4: outline,
        5: methods,
        6: equipment,
        7: staff_conditions,
        8: assessment,
    },
    "delivery": {9: people, 10: trial_run, 11: evidence, 12: completion},
}
"""Stage -> its tables by the official numbers."""
_WIDE_STAGE = "design"
"""It opens with 表3, the widest table; what follows that stands upright again."""
_PAGES = {"information", "table-4", "material"}
"""What opens a page, besides that."""


def report(course: Course, labels: Labels) -> Document:
    """The report: cover, 壹 to 參 and all twelve tables."""
    stages = tuple(
        Section(
            id=stage,
            title=labels[f"report.{stage}"],
            starts_page=stage == _WIDE_STAGE,
            sections=tuple(
                _section(f"table-{number}", view(course, labels), labels)
                for number, view in tables.items()
            ),
        )
        for stage, tables in _STAGES.items()
    )
    cover = Section(id="cover", title=course.title, parts=(Facts(_cover(course, labels)),))
    planning = Section(
        id="planning", title=labels["report.planning"], sections=stages, starts_page=True
    )
    return Document(
        kind="report",
        page=pages.REPORT,
        title=labels["report.heading"],
        short_title=labels["report.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            cover,
            _section("information", Facts(_information(course, labels)), labels),
            planning,
            _section("material", supporting_material(labels), labels),
        ),
    )


def _section(section_id: str, part: Part, labels: Labels) -> Section:
    return Section(
        id=section_id,
        title=labels[f"report.{section_id}"],
        parts=(part,),
        starts_page=section_id in _PAGES,
    )


def _cover(course: Course, labels: Labels) -> tuple[Fact, ...]:
    def fact(name: str, *lines: Line) -> Fact:
        return Fact(labels[f"report.{name}"], lines)

    def chinese(words: Words | None, name: str) -> Line:
        return (words.zh if words and words.zh else Missing(labels[f"facts.{name}"]),)

    provider_en = course.provider.en if course.provider else None
    office = (labels["report.by_the_office"],)
    return (
        fact("applied_on", office),
        fact("case_number", office),
        fact("course", course_name(course, labels)),
        fact("course_en", *_english(course.title_en)),
        fact("basis", *_basis(course, labels)),
        fact("type", *((Box(labels[f"report.types.{name}"]),) for name in _TYPES)),
        fact("provider", chinese(course.provider, "provider")),
        fact("provider_en", *_english(provider_en)),
        fact("partners"),
        fact("period", (_period(course, labels),)),
    )


def _english(words: str | None) -> tuple[Line, ...]:
    """English stands only where it is decided: many courses need none."""
    return ((words,),) if words else ()


def _basis(course: Course, labels: Labels) -> tuple[Line, ...]:
    """The one that is decided; else what the course was made from, unless that is no standard."""
    default = None if course.standard.framework else CourseBasis.STANDARD
    basis = course.basis or default
    is_default = course.basis is None
    return tuple(
        (
            Box(labels[f"basis_of_course.{each}"], is_ticked=each is basis),
            *((Tag(labels["parts.default"]),) if is_default and each is basis else ()),
        )
        for each in CourseBasis
    )


def _period(course: Course, labels: Labels) -> str:
    """From the first meeting to the last one, which are only planned."""
    days = sorted(session.date for session in course.sessions)
    if not days:
        return labels["report.blank_period"]
    first, last = (date_text(day, labels) for day in (days[0], days[-1]))
    return f"{labels.fill('report.from_to', first=first, last=last)}{labels['report.planned']}"


def _information(course: Course, labels: Labels) -> tuple[Fact, ...]:
    standard = course.standard

    def words(name: str, given: Words | None) -> Fact:
        label = labels[f"report.{name}"]
        return one_line(label, said(given, labels) or Missing(labels[f"facts.{name}"]))

    def text(name: str, given: str) -> Fact:
        label = labels[f"report.{name}"]
        lines = tuple((line,) for line in given.strip().split("\n")) if given.strip() else ()
        if name == "needs" and course.needs_sources:
            sources = labels.join(course.needs_sources)
            lines = (*lines, (labels.fill("report.sources", sources=sources),))
        return Fact(label, lines or ((Missing(label),),))

    return (
        text("needs", course.needs),
        text("summary", course.summary),
        text("purpose", course.purpose),
        Fact(labels["report.hours"], (course_hours(course, labels),)),
        one_line(labels["report.level"], level_text(standard.level, labels)),
        words("audience", course.audience),
        words("entry_requirements", course.entry_requirements),
    )
