"""The lesson plan (教案) of a module and the trainer's list of things to prepare."""

import itertools
from collections.abc import Iterator

from curriculum.course import Assessment, Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.content import content_in_short, content_section, criteria_fact
from curriculum.views.facts import (
    CHECKLIST,
    NO_TOOL,
    assessment_text,
    module_facts,
    sheet_facts,
)
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Link,
    Missing,
    Paragraph,
    Table,
    joined,
    one_line,
    text_cell,
)
from curriculum.views.sections import section
from curriculum.views.syllabus import objective_parts

_PRINTED = ("syllabus", "lesson-plan", "assessment-plan", "self-check", "observation-sheet")
"""The documents that a trainer has at hand in class."""


def lesson_plan(course: Course, module: Module, labels: Labels) -> Document:
    """The lesson plan of a module; its activities add up to the module's minutes."""
    # Who it is for is the whole course's affair, and asked for there.
    elsewhere = Link(labels["lesson-plan.see_course"], pages.SYLLABUS, "facts")
    facts = (
        *module_facts(course, module, labels),
        one_line(labels["facts.audience"], course.audience.zh if course.audience else elsewhere),
    )
    return Document(
        kind="lesson-plan",
        page=pages.module_page(module, "lesson-plan"),
        title=labels.fill("lesson-plan.heading", module=pages.module_name(module)),
        short_title=labels["lesson-plan.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(
            section(labels, "lesson-plan", "facts", Facts(facts)),
            section(labels, "lesson-plan", "objectives", *objective_parts(module, labels)),
            section(
                labels,
                "lesson-plan",
                "activities",
                _activities(module, labels),
                Paragraph((labels["lesson-plan.time_note"],)),
            ),
            section(labels, "lesson-plan", "assessment", _assessment(module, labels)),
            content_section(course, module, labels, defines_attitudes=False),
            section(labels, "lesson-plan", "preparation", _see_preparation(module, labels)),
        ),
    )


def preparation(course: Course, module: Module, labels: Labels) -> Document:
    """What the trainer gets ready before the module begins (課前準備檢核表)."""
    facts = (
        *sheet_facts(course, module, labels),
        criteria_fact(course, module, labels),
        *content_in_short(course, module, labels),
    )
    return Document(
        kind="preparation",
        page=pages.module_page(module, "preparation"),
        title=labels.fill("preparation.heading", module=pages.module_name(module)),
        short_title=labels["preparation.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["preparation.introduction"],),
        sections=(
            section(labels, "preparation", "things", _things(module, labels)),
            section(labels, "preparation", "facts", Facts(facts)),
        ),
    )


def _activities(module: Module, labels: Labels) -> Table:
    """The timed steps, each from minute to minute."""
    number = {goal.id: count for count, goal in enumerate(module.objectives, 1)}
    rows: list[tuple[Cell, ...]] = []
    start = 0
    for activity in module.activities:
        end = start + activity.minutes
        kind = "practice" if activity.is_practice else "theory"
        goals = sorted(number[goal] for goal in activity.objectives if goal in number)
        rows.append(
            (
                text_cell(labels.fill("lesson-plan.from_to", start=start, end=end)),
                text_cell(str(activity.minutes)),
                text_cell(activity.name),
                text_cell(activity.method),
                text_cell(labels[f"lesson-plan.{kind}"]),
                Cell((_served(module, goals, labels),)),
            )
        )
        start = end
    total = (text_cell(labels["parts.total"]), text_cell(str(start)), *(Cell() for _ in range(4)))
    return Table(
        caption=labels.fill("lesson-plan.activities_caption", minutes=module.minutes),
        columns=(
            Column(title=(labels["lesson-plan.time"],), look="number"),
            Column(title=(labels["lesson-plan.minutes"],), look="number"),
            Column(title=(labels["lesson-plan.activity"],)),
            Column(title=(labels["lesson-plan.method"],), look="short"),
            Column(title=(labels["lesson-plan.kind"],), look="short"),
            Column(title=(labels["lesson-plan.refers"],)),
        ),
        rows=(*rows, total),
        row_headers=1,
    )


def _served(module: Module, goals: list[int], labels: Labels) -> Line:
    """The objectives of an activity by their numbers in the table above, linked to it."""
    if not goals:
        return (labels["parts.none"],)
    numbers = labels.join(tuple(number_runs(goals, labels)))
    words = labels.fill("lesson-plan.served", numbers=numbers)
    return (Link(words, pages.module_page(module, "lesson-plan"), "objectives"),)


def number_runs(numbers: list[int], labels: Labels) -> Iterator[str]:
    """Rising numbers, three and more that follow each other as a range."""
    # Numbers that follow each other keep their distance from their position.
    runs = itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    for _, pairs in runs:
        run = [number for _, number in pairs]
        if len(run) > 2:
            yield labels.fill("lesson-plan.from_to", start=run[0], end=run[-1])
        else:
            yield from map(str, run)


def _see_preparation(module: Module, labels: Labels) -> Paragraph:
    """Where the things to get ready are listed; they are asked for once, there."""
    whole = pages.module_link(module, "preparation", labels["preparation.title"])
    return Paragraph((labels["lesson-plan.see_preparation"], whole))


def _assessment(module: Module, labels: Labels) -> Bullets:
    ways = tuple((_way(way, labels),) for way in module.assessment)
    sheets = joined(
        (
            (pages.module_link(module, document, labels[f"{document}.title"]),)
            for document in ("self-check", "observation-sheet")
        ),
        labels["enumeration"],
    )
    return Bullets((*ways, (labels["lesson-plan.sheets"], *sheets)))


def _way(way: Assessment, labels: Labels) -> str:
    """A way of assessing, with the codes of what it covers."""
    covered = (*way.criteria, *way.outputs, *way.knowledge, *way.skills, *way.attitudes)
    text = assessment_text(way, labels)
    return f"{text}{labels['punctuation.colon']}{labels.join(covered)}" if covered else text


def _things(module: Module, labels: Labels) -> Table:
    """One list to tick off, by kind of thing, with room for remarks."""
    groups = {
        "materials": tuple(_materials(module, labels)),
        "equipment": (_missing("equipment", labels),),
        "room": (_missing("room", labels),),
        "documents": tuple(_copies(module, labels)),
        "people": (_missing("people", labels),),
    }
    rows: list[tuple[Cell, ...]] = []
    for name, things in groups.items():
        kind = Cell(((labels[f"preparation.{name}"],),), rows=len(things))
        for number, thing in enumerate(things):
            row = (text_cell(Box()), Cell((thing,)), Cell())
            rows.append(row if number else (kind, *row))
    return Table(
        caption=labels["preparation.things_caption"],
        columns=(
            Column(title=(labels["terms.kind"],), look="short"),
            Column(title=(labels["preparation.ready"],), look="tick"),
            Column(title=(labels["preparation.thing"],)),
            Column(title=(labels["parts.remarks"],), look="blank"),
        ),
        rows=tuple(rows),
        look="sheet",
        row_headers=1,
    )


def _missing(name: str, labels: Labels) -> Line:
    return (Missing(labels[f"resources.{name}"]),)


def _materials(module: Module, labels: Labels) -> Iterator[Line]:
    """Teaching materials, and what the module's outputs and tests call for.

    Only the materials wait to be named; the others are named already and wait to be made, which
    their box says. The checklist is ours and stands among the documents.
    """
    yield _missing("materials", labels)
    for item in module.outputs:
        output = f"{item.code} {item.text}".strip()
        yield (labels.fill("preparation.blank_form", output=output),)
    for tool in dict.fromkeys(way.tool for way in module.assessment):
        if tool not in {CHECKLIST, NO_TOOL}:
            yield (tool,)


def _copies(module: Module, labels: Labels) -> Iterator[Line]:
    """What to print from this site, and how many copies."""
    for document in _PRINTED:
        link = pages.module_link(module, document, labels[f"{document}.title"])
        yield (link, labels[f"{document}.copies"])
