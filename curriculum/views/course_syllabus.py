"""The course syllabus (課程大綱): the whole course on one page."""

import functools

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import (
    assessment_text,
    completion_facts,
    course_facts,
    hours_text,
    level_text,
    organisation_facts,
)
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Line,
    Paragraph,
    Part,
    Section,
    Table,
    Tag,
    text_cell,
)
from curriculum.views.sections import section
from curriculum.views.syllabus import objective_notes, objective_table
from curriculum.views.texts import course_text


def course_syllabus(course: Course, labels: Labels) -> Document:
    """The syllabus of the whole course."""
    titled = functools.partial(section, labels, "course-syllabus")
    return Document(
        kind="course-syllabus",
        page=pages.SYLLABUS,
        title=labels.fill("course-syllabus.heading", course=course.title),
        short_title=labels["course-syllabus.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            titled("facts", Facts(_facts(course, labels))),
            _aims(course, labels),
            titled("units", *_units(course, labels)),
            titled("left-out", *_left_out(course, labels)),
            _objectives(course, labels),
            titled("methods", _method_table(course, labels)),
            titled("assessment", _assessment_table(course, labels)),
            titled("completion", Facts(completion_facts(course, labels))),
        ),
    )


def _facts(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """What the course is, who gives it to whom, and what the standard prints about entry."""
    requirements = tuple(
        pages.footnoted(requirement.text, course.standard)
        for requirement in course.standard.notes.requirements
    )
    return (
        *course_facts(course, labels),
        *organisation_facts(course, labels),
        Fact(labels["notes.requirements"], requirements or ((labels["parts.unprinted"],),)),
    )


def _aims(course: Course, labels: Labels) -> Section:
    """The texts that only a trainer can write, in the official form's order."""
    texts = {"needs": course.needs, "summary": course.summary, "purpose": course.purpose}
    sections = []
    for name, text in texts.items():
        title = labels[f"course-syllabus.{name}"]
        parts: tuple[Part, ...] = (course_text(title, text),)
        if name == "needs" and course.needs_sources:
            sources = tuple((source,) for source in course.needs_sources)
            parts = (*parts, Facts((Fact(labels["course-syllabus.sources"], sources),)))
        sections.append(Section(id=name, title=title, parts=parts))
    return Section(id="aims", title=labels["course-syllabus.aims"], sections=tuple(sections))


def _objectives(course: Course, labels: Labels) -> Section:
    return Section(
        id="objectives",
        title=labels["course-syllabus.objectives"],
        parts=objective_notes(course.modules, labels),
        sections=tuple(
            Section(
                id=f"objectives-{number}",
                title=pages.module_name(module),
                parts=(objective_table(module, labels, names_methods=False),),
            )
            for number, module in enumerate(course.modules, 1)
        ),
    )


def _units(course: Course, labels: Labels) -> tuple[Part, ...]:
    """The modules with their hours; that nobody has decided any is said once, below."""
    table = _unit_table(course, labels)
    if not _every_hour_is_proposed(course):
        return (table,)
    return (table, Paragraph((labels["course-syllabus.proposed_hours"],)))


def _every_hour_is_proposed(course: Course) -> bool:
    return all(module.hours_are_default for module in course.modules)


def _left_out(course: Course, labels: Labels) -> tuple[Part, ...]:
    """What the standard has and this course does not teach, and why."""
    parts: list[Part] = []
    if course.left_out:
        rows = tuple(
            (Cell((pages.coded(item.code, item.text, course.standard),)), text_cell(item.reason))
            for item in course.left_out
        )
        parts.append(
            Table(
                caption=labels["course-syllabus.left_out_caption"],
                columns=(
                    Column(title=(labels["course-syllabus.item"],)),
                    Column(title=(labels["terms.reason"],)),
                ),
                rows=rows,
                row_headers=1,
            )
        )
    if course.not_taught:
        tasks = {task.code: task.text for task in course.standard.tasks}
        lines = tuple(
            pages.coded(code, tasks.get(code, ""), course.standard) for code in course.not_taught
        )
        parts += [Paragraph((labels["course-syllabus.not_taught"],)), Bullets(lines)]
    return tuple(parts)


def _unit_table(course: Course, labels: Labels) -> Table:
    def english(title: str | None) -> tuple[Line, ...]:
        return ((title,),) if title else ()

    def numbers(*hours: float) -> tuple[Cell, ...]:
        return tuple(text_cell(hours_text(each)) for each in hours)

    def total_of(module: Module) -> Cell:
        is_marked = module.hours_are_default and not _every_hour_is_proposed(course)
        # Before the number, so that the numbers stand below each other.
        mark = (Tag(labels["parts.proposed"]),) if is_marked else ()
        return text_cell(*mark, hours_text(module.hours))

    rows = tuple(
        (
            Cell(((pages.module_link(module),), *english(module.title_en))),
            text_cell(labels.join(tuple(item.code for item in module.criteria))),
            text_cell(level_text(module.level, labels)),
            *numbers(module.theory_hours, module.practice_hours),
            total_of(module),
        )
        for module in course.modules
    )
    theory = sum(module.theory_hours for module in course.modules)
    practice = sum(module.practice_hours for module in course.modules)
    total = (
        text_cell(labels["parts.total"]),
        Cell(),
        Cell(),
        *numbers(theory, practice, course.hours),
    )
    return Table(
        caption=labels["course-syllabus.units_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["terms.criteria"],)),
            Column(title=(labels["terms.level"],), look="number"),
            Column(title=(labels["facts.theory_hours"],), look="number"),
            Column(title=(labels["facts.practice_hours"],), look="number"),
            Column(title=(labels["terms.hours"],), look="number"),
        ),
        rows=(*rows, total),
        row_headers=1,
    )


def _method_table(course: Course, labels: Labels) -> Table:
    return Table(
        caption=labels["course-syllabus.methods_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["objectives.methods"],)),
        ),
        rows=tuple(
            (text_cell(pages.module_name(module)), text_cell(labels.join(module.methods)))
            for module in course.modules
        ),
        row_headers=1,
    )


def _assessment_table(course: Course, labels: Labels) -> Table:
    return Table(
        caption=labels["course-syllabus.assessment_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["assessment.way"],), look="short"),
            Column(title=(labels["assessment.evidence"],)),
        ),
        rows=tuple(
            (
                text_cell(pages.module_name(module)),
                Cell(tuple((assessment_text(way, labels),) for way in module.assessment)),
                Cell(tuple((piece,) for piece in module.evidence)),
            )
            for module in course.modules
        ),
        row_headers=1,
    )
