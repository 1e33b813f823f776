"""The course syllabus (課程大綱) and the syllabus of each module (單元大綱)."""

from collections.abc import Iterable

from curriculum.course import Course, Module, Objective
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.content import content_section
from curriculum.views.facts import (
    assessment_text,
    course_facts,
    hours_text,
    level_text,
    module_facts,
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
    Missing,
    Paragraph,
    Part,
    Section,
    Span,
    Table,
    Tag,
    one_line,
    text_cell,
)
from curriculum.views.sections import section


def course_syllabus(course: Course, labels: Labels) -> Document:
    """The syllabus of the whole course."""
    return Document(
        kind="course-syllabus",
        page=pages.SYLLABUS,
        title=labels.fill("course-syllabus.heading", course=course.title),
        short_title=labels["course-syllabus.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            section(
                labels,
                "course-syllabus",
                "facts",
                Facts((*course_facts(course, labels), *organisation_facts(course, labels))),
            ),
            section(labels, "course-syllabus", "aims", Facts(_aims(course, labels))),
            section(labels, "course-syllabus", "units", _unit_table(course, labels)),
            Section(
                id="objectives",
                title=labels["course-syllabus.objectives"],
                parts=_objective_notes(course.modules, labels),
                sections=tuple(
                    Section(
                        id=f"objectives-{number}",
                        title=pages.module_name(module),
                        parts=(_objective_table(module, labels, names_methods=False),),
                    )
                    for number, module in enumerate(course.modules, 1)
                ),
            ),
            section(labels, "course-syllabus", "methods", _method_table(course, labels)),
            section(labels, "course-syllabus", "assessment", _assessment_table(course, labels)),
            section(labels, "course-syllabus", "completion", Facts(_completion(labels))),
        ),
    )


def syllabus(course: Course, module: Module, labels: Labels) -> Document:
    """The syllabus of one module."""
    return Document(
        kind="syllabus",
        page=pages.module_page(module, "syllabus"),
        title=labels.fill("syllabus.heading", module=pages.module_name(module)),
        short_title=labels["syllabus.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            section(labels, "syllabus", "facts", Facts(module_facts(course, module, labels))),
            section(labels, "syllabus", "objectives", *objective_parts(module, labels)),
            content_section(course, module, labels, defines_attitudes=True),
            section(labels, "syllabus", "methods", Bullets(tuple((m,) for m in module.methods))),
            section(labels, "syllabus", "assessment", *assessment_parts(module, labels)),
            section(labels, "syllabus", "resources", _resources(module, labels)),
        ),
    )


def objective_parts(module: Module, labels: Labels) -> tuple[Part, ...]:
    """The learning objectives, and what is to know about them."""
    table = _objective_table(module, labels, names_methods=True)
    return (table, *_objective_notes((module,), labels))


def _objective_notes(modules: Iterable[Module], labels: Labels) -> tuple[Paragraph, ...]:
    """That a degree marked as default waits for the trainer, where there is one."""
    goals = (goal for module in modules for goal in module.objectives)
    if not any(_has_default_degree(goal) for goal in goals):
        return ()
    return (Paragraph((labels["objectives.default_note"],)),)


def _objective_table(module: Module, labels: Labels, *, names_methods: bool) -> Table:
    """The learning objectives, numbered as the other documents of the module refer to them."""
    short = ("domain", "refers", "methods")[: 3 if names_methods else 2]
    rows = tuple(
        (
            text_cell(str(number)),
            Cell((objective_line(goal, labels),)),
            *_objective_rest(goal, labels)[: len(short)],
        )
        for number, goal in enumerate(module.objectives, 1)
    )
    return Table(
        caption=labels.fill("objectives.caption", module=pages.module_name(module)),
        columns=(
            Column(title=(labels["objectives.number"],), look="number"),
            Column(title=(labels["objectives.text"],)),
            *(Column(title=(labels[f"objectives.{name}"],), look="short") for name in short),
        ),
        rows=rows,
        row_headers=1,
    )


def objective_line(goal: Objective, labels: Labels) -> Line:
    """An objective with what in it waits for the trainer: a default degree, a supplied verb."""
    spans: list[Span] = [goal.text]
    if _has_default_degree(goal):
        spans.append(Tag(labels["parts.default"]))
    if goal.verb_is_fallback:
        spans.append(Tag(labels["objectives.fallback_verb"]))
    return tuple(spans)


def _has_default_degree(goal: Objective) -> bool:
    return goal.degree_is_default and bool(goal.degree)


def _objective_rest(goal: Objective, labels: Labels) -> tuple[Cell, ...]:
    domain = labels.fill(
        "objectives.domain_level",
        domain=labels[f"domain.{goal.domain}"],
        level=labels.term(f"domain_level.{goal.domain}", str(goal.level)),
    )
    refers = (*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes)
    return (
        text_cell(domain),
        Cell(tuple((code,) for code in refers)),
        Cell(tuple((method,) for method in goal.methods)),
    )


def _aims(course: Course, labels: Labels) -> tuple[Fact, ...]:
    """The texts that only a trainer can write, and what the standard prints about entry."""
    requirements = tuple(
        pages.footnoted(requirement.text, course.standard)
        for requirement in course.standard.notes.requirements
    )
    return (
        *(
            one_line(labels[f"course-syllabus.{key}"], Missing(labels[f"course-syllabus.{key}"]))
            for key in ("need", "purpose", "outline", "prerequisites")
        ),
        Fact(labels["notes.requirements"], requirements or ((labels["parts.unprinted"],),)),
    )


def _unit_table(course: Course, labels: Labels) -> Table:
    def numbers(theory: float, practice: float, total: float) -> tuple[Cell, ...]:
        return tuple(text_cell(hours_text(hours)) for hours in (theory, practice, total))

    rows = tuple(
        (
            text_cell(pages.module_link(module)),
            text_cell(labels.join(tuple(item.code for item in module.criteria))),
            text_cell(level_text(module.level, labels)),
            *numbers(module.theory_hours, module.practice_hours, module.hours),
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


def assessment_parts(module: Module, labels: Labels) -> tuple[Part, ...]:
    """The ways in which a module is assessed, with what they cover, and the evidence."""
    rows = tuple(
        (
            text_cell(way.method),
            text_cell(way.tool),
            text_cell(
                labels.join(
                    (*way.criteria, *way.outputs, *way.knowledge, *way.skills, *way.attitudes)
                )
            ),
        )
        for way in module.assessment
    )
    table = Table(
        columns=(
            Column(title=(labels["assessment.method"],)),
            Column(title=(labels["assessment.tool"],)),
            Column(title=(labels["assessment.covers"],)),
        ),
        rows=rows,
    )
    evidence = tuple((piece,) for piece in module.evidence)
    facts = Facts((Fact(labels["assessment.evidence"], evidence or _none(labels)),))
    return (table, facts)


def _resources(module: Module, labels: Labels) -> Paragraph:
    """Where the things to get ready are listed; they are asked for once, there."""
    whole = pages.module_link(module, "preparation", labels["preparation.title"])
    return Paragraph((labels["syllabus.see_preparation"], whole))


def _completion(labels: Labels) -> tuple[Fact, ...]:
    return tuple(
        one_line(labels[f"completion.{key}"], Missing(labels[f"completion.{key}"]))
        for key in ("stages", "theory", "practice")
    )


def _none(labels: Labels) -> tuple[Line, ...]:
    return ((labels["parts.none"],),)
