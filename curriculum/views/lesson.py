"""The lesson plan (教案) of a module and the trainer's list of things to prepare."""

from collections.abc import Iterator

from curriculum.course import Assessment, Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import assessment_text, module_facts
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Missing,
    Paragraph,
    Part,
    Section,
    Table,
    one_line,
    text_cell,
)
from curriculum.views.syllabus import content_sections, criteria_section, objective_table

_CHECKLIST = "檢核表"
"""The tool, in the official form's vocabulary, that this project supplies itself."""
_NO_TOOL = "無"
"""The official form's word for an assessment without a tool."""


def lesson_plan(course: Course, module: Module, labels: Labels) -> Document:
    """The lesson plan of a module; its activities add up to the module's minutes."""
    facts = (
        *module_facts(course, module, labels),
        one_line(
            labels["lesson-plan.minutes_total"],
            labels.fill("lesson-plan.minutes_value", minutes=module.minutes),
        ),
        one_line(labels["facts.audience"], course.audience or Missing(labels["facts.audience"])),
        one_line(labels["resources.teacher"], Missing(labels["resources.teacher"])),
    )
    return Document(
        kind="lesson-plan",
        page=pages.module_page(module, "lesson-plan"),
        title=labels.fill("lesson-plan.heading", module=pages.module_name(module)),
        short_title=labels["lesson-plan.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            _section(labels, "lesson-plan", "facts", Facts(facts)),
            _section(labels, "lesson-plan", "objectives", objective_table(module, labels)),
            criteria_section(course, module, labels),
            *content_sections(course, module, labels),
            _section(labels, "lesson-plan", "preparation", *_preparation(module, labels)),
            _section(labels, "lesson-plan", "activities", _activities(module, labels)),
            _section(labels, "lesson-plan", "assessment", *_assessment(module, labels)),
        ),
    )


def preparation(course: Course, module: Module, labels: Labels) -> Document:
    """What the trainer gets ready before the module begins (課前準備檢核表)."""
    return Document(
        kind="preparation",
        page=pages.module_page(module, "preparation"),
        title=labels.fill("preparation.heading", module=pages.module_name(module)),
        short_title=labels["preparation.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            _section(labels, "preparation", "facts", Facts(module_facts(course, module, labels))),
            _to_prepare(labels, "materials", tuple(_materials(module, labels))),
            _to_prepare(labels, "equipment", _missing(labels, "equipment", "tools")),
            _to_prepare(labels, "room", _missing(labels, "room", "seating")),
            _to_prepare(labels, "documents", tuple(_copies(module, labels))),
            _to_prepare(labels, "people", _missing(labels, "teacher", "assessor")),
            criteria_section(course, module, labels),
            *content_sections(course, module, labels),
        ),
    )


def _activities(module: Module, labels: Labels) -> Table:
    """The timed steps, each from minute to minute."""
    number = {goal.id: str(count) for count, goal in enumerate(module.objectives, 1)}
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for activity in module.activities:
        end = start + activity.minutes
        kind = "practice" if activity.is_practice else "theory"
        goals = labels.join(tuple(number[goal] for goal in activity.objectives if goal in number))
        rows.append(
            (
                text_cell(labels.fill("lesson-plan.from_to", start=start, end=end)),
                text_cell(str(activity.minutes)),
                text_cell(activity.name),
                text_cell(activity.method),
                text_cell(goals),
                text_cell(labels[f"lesson-plan.{kind}"]),
            )
        )
        start = end
    total = (text_cell(labels["home.total"]), text_cell(str(start)), *(Cell() for _ in range(4)))
    return Table(
        caption=labels.fill("lesson-plan.activities_caption", minutes=module.minutes),
        columns=(
            Column(title=(labels["lesson-plan.time"],), look="number"),
            Column(title=(labels["lesson-plan.minutes"],), look="number"),
            Column(title=(labels["lesson-plan.activity"],)),
            Column(title=(labels["lesson-plan.method"],)),
            Column(title=(labels["lesson-plan.refers"],)),
            Column(title=(labels["lesson-plan.kind"],)),
        ),
        rows=(*rows, total),
        row_headers=1,
    )


def _preparation(module: Module, labels: Labels) -> tuple[Part, ...]:
    """What is needed, in short; the whole list is a document of its own."""
    needed = tuple(
        one_line(labels[f"resources.{key}"], Missing(labels[f"resources.{key}"]))
        for key in ("materials", "equipment")
    )
    whole = pages.module_link(module, "preparation", labels["preparation.title"])
    return (Facts(needed), Paragraph((labels["lesson-plan.see_preparation"], whole)))


def _assessment(module: Module, labels: Labels) -> tuple[Part, ...]:
    ways = tuple((_way(way, labels),) for way in module.assessment)
    sheets = tuple(
        (pages.module_link(module, document, labels[f"{document}.title"]),)
        for document in ("self-check", "observation-sheet")
    )
    return (Bullets((*ways, *sheets)),)


def _way(way: Assessment, labels: Labels) -> str:
    """A way of assessing, with the codes of what it covers."""
    covered = (*way.criteria, *way.outputs, *way.knowledge, *way.skills, *way.attitudes)
    text = assessment_text(way, labels)
    return f"{text}{labels['punctuation.colon']}{labels.join(covered)}" if covered else text


def _to_prepare(labels: Labels, section_id: str, things: tuple[Line, ...]) -> Section:
    """A list to tick off, with room for remarks."""
    table = Table(
        caption=labels[f"preparation.{section_id}_caption"],
        columns=(
            Column(title=(labels["preparation.ready"],), look="tick"),
            Column(title=(labels["preparation.thing"],)),
            Column(title=(labels["parts.remarks"],), look="blank"),
        ),
        rows=tuple((text_cell(Box()), Cell((thing,)), Cell()) for thing in things),
        look="sheet",
    )
    return Section(id=section_id, title=labels[f"preparation.{section_id}"], parts=(table,))


def _missing(labels: Labels, *keys: str) -> tuple[Line, ...]:
    return tuple((Missing(labels[f"resources.{key}"]),) for key in keys)


def _materials(module: Module, labels: Labels) -> Iterator[Line]:
    """Teaching materials: ours are linked, the others only the trainer can supply."""
    yield (Missing(labels["resources.materials"]),)
    for item in module.outputs:
        output = f"{item.code} {item.text}".strip()
        yield (Missing(labels.fill("preparation.blank_form", output=output)),)
    for tool in dict.fromkeys(way.tool for way in module.assessment):
        if tool == _CHECKLIST:
            title = labels["observation-sheet.title"]
            yield (pages.module_link(module, "observation-sheet", title),)
        elif tool != _NO_TOOL:
            yield (Missing(labels.fill("preparation.tool", tool=tool)),)


def _copies(module: Module, labels: Labels) -> Iterator[Line]:
    """What to print from this site, and how many copies."""
    for document in ("syllabus", "lesson-plan", "self-check", "observation-sheet"):
        link = pages.module_link(module, document, labels[f"{document}.title"])
        yield (link, labels[f"{document}.copies"])


def _section(labels: Labels, document: str, section_id: str, *parts: Part) -> Section:
    return Section(id=section_id, title=labels[f"{document}.{section_id}"], parts=parts)
