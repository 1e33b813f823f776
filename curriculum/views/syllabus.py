"""The syllabus of a module (單元大綱), and its learning objectives for all documents."""

from collections.abc import Iterable

from curriculum.course import Course, Module, Objective
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.content import content_section
from curriculum.views.facts import (
    module_facts,
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
    Span,
    Table,
    Tag,
    text_cell,
)
from curriculum.views.resources import staff_facts, teaching_things
from curriculum.views.sections import section
from curriculum.views.texts import module_text


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
            module_text(module, "overview", labels),
            section(labels, "syllabus", "objectives", *objective_parts(module, labels)),
            content_section(course, module, labels, defines_attitudes=True),
            module_text(module, "outline", labels),
            section(labels, "syllabus", "methods", Bullets(tuple((m,) for m in module.methods))),
            section(labels, "syllabus", "assessment", *assessment_parts(module, labels)),
            section(labels, "syllabus", "resources", *_resources(module, labels)),
        ),
    )


def objective_parts(module: Module, labels: Labels) -> tuple[Part, ...]:
    """The learning objectives, and what is to know about them."""
    table = objective_table(module, labels, names_methods=True)
    return (table, *objective_notes((module,), labels))


def objective_notes(modules: Iterable[Module], labels: Labels) -> tuple[Paragraph, ...]:
    """That a degree marked as default waits for the trainer, where there is one."""
    goals = (goal for module in modules for goal in module.objectives)
    if not any(_has_default_degree(goal) for goal in goals):
        return ()
    return (Paragraph((labels["objectives.default_note"],)),)


def missing_objectives(labels: Labels) -> Paragraph:
    """What stands where a module has no objectives, because a framework gives nothing for them."""
    return Paragraph((Missing(labels["objectives.text"]),))


def objective_table(module: Module, labels: Labels, *, names_methods: bool) -> Table | Paragraph:
    """The learning objectives, numbered as the other documents of the module refer to them."""
    if not module.objectives:
        return missing_objectives(labels)
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


def assessment_parts(module: Module, labels: Labels) -> tuple[Part, ...]:
    """The ways in which a module is assessed, with what they cover, and the evidence."""
    if not module.assessment:
        return (Paragraph((Missing(labels["assessment.method"]),)),)
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
        # A table with a caption scrolls in a box of its own on a phone.
        caption=labels["assessment.caption"],
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


def _resources(module: Module, labels: Labels) -> tuple[Part, ...]:
    """What is decided, and where everything to get ready is listed and asked for."""
    whole = pages.module_link(module, "preparation", labels["preparation.title"])
    pointer = Paragraph((labels["syllabus.see_preparation"], whole))
    facts = (*teaching_things(module, labels), *staff_facts(module, labels))
    return (Facts(facts), pointer) if facts else (pointer,)


def _none(labels: Labels) -> tuple[Line, ...]:
    return ((labels["parts.none"],),)
