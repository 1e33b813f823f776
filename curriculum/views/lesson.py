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
    said,
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
    Part,
    Table,
    Tick,
    joined,
    one_line,
    plain_text,
    text_cell,
)
from curriculum.views.resources import ROLES, listed, rooms, teaching_things
from curriculum.views.sections import section
from curriculum.views.syllabus import objective_parts
from curriculum.views.texts import module_text
from curriculum.views.tick_ids import row_ids

_PRINTED = ("syllabus", "lesson-plan", "assessment-plan", "self-check", "observation-sheet")
"""The documents that a trainer has at hand in class."""


def lesson_plan(course: Course, module: Module, labels: Labels) -> Document:
    """The lesson plan of a module; its activities add up to the module's minutes."""
    # Who it is for is the whole course's affair, and asked for there.
    elsewhere = Link(labels["lesson-plan.see_course"], pages.SYLLABUS, "facts")
    facts = (
        *module_facts(course, module, labels),
        one_line(labels["facts.audience"], said(course.audience, labels) or elsewhere),
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
            module_text(module, "lesson", labels),
            section(
                labels,
                "lesson-plan",
                "activities",
                _activities(module, labels),
                Paragraph((labels["lesson-plan.time_note"], *homework(module, labels))),
            ),
            module_text(module, "case", labels),
            section(labels, "lesson-plan", "assessment", _assessment(module, labels)),
            content_section(course, module, labels, defines_attitudes=False),
            section(labels, "lesson-plan", "preparation", *_preparation(module, labels)),
            module_text(module, "notes", labels),
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
            section(labels, "preparation", "things", _things(course, module, labels)),
            section(labels, "preparation", "facts", Facts(facts)),
            module_text(module, "handout", labels),
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


def homework(module: Module, labels: Labels) -> Iterator[str]:
    """That what is assessed after class takes no time of the activities."""
    methods = dict.fromkeys(way.method for way in module.assessment if way.is_after_class)
    if methods:
        yield labels.fill("lesson-plan.after_class", methods=labels.join(tuple(methods)))


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


def _preparation(module: Module, labels: Labels) -> tuple[Part, ...]:
    """What is decided, and where everything to get ready is listed and asked for."""
    whole = pages.module_link(module, "preparation", labels["preparation.title"])
    pointer = Paragraph((labels["lesson-plan.see_preparation"], whole))
    things = teaching_things(module, labels)
    return (Facts(things), pointer) if things else (pointer,)


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


def _things(course: Course, module: Module, labels: Labels) -> Table:
    """One list to tick off, by kind of thing, with room for remarks."""
    equipment = tuple(thing.value for thing in module.resources.equipment)
    groups = {
        "materials": tuple(_materials(module, labels)),
        "equipment": _decided("equipment", equipment, labels),
        "room": _decided("room", rooms(course, module), labels),
        "documents": tuple(_copies(module, labels)),
        "people": tuple(_people(module, labels)),
    }
    rows: list[tuple[Cell, ...]] = []
    for name, things in groups.items():
        kind = Cell(((labels[f"preparation.{name}"],),), rows=len(things))
        ids = row_ids(name, [(code, plain_text(thing)) for code, thing in things])
        for number, (row_id, (_, thing)) in enumerate(zip(ids, things, strict=True)):
            row = (text_cell(_ready(row_id, thing, labels)), Cell((thing,)), Cell())
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


def _ready(row: str, thing: Line, labels: Labels) -> Box:
    missing = (span.what for span in thing if isinstance(span, Missing))
    about = plain_text(thing) or labels.join(tuple(missing))
    name = f"{about}{labels['punctuation.colon']}{labels['preparation.ready']}"
    return Box(tick=Tick(id=f"{row}/ready", name=name))


_Thing = tuple[str, Line]
"""By what a thing is known whatever its words, empty where by nothing; and what it says."""


def _decided(name: str, things: tuple[str, ...], labels: Labels) -> tuple[_Thing, ...]:
    """What is decided, line by line, or that it is missing."""
    missing: _Thing = ("missing", (Missing(labels[f"resources.{name}"]),))
    return tuple(("", (thing,)) for thing in things) or (missing,)


def _people(module: Module, labels: Labels) -> Iterator[_Thing]:
    """What each role has to bring along, and who is expected; helpers are not asked for."""
    colon = labels["punctuation.colon"]
    for role in ROLES:
        name = labels[f"resources.conditions.{role}"]
        conditions = listed(module.resources.conditions, role)
        if conditions:
            said = f"{name}{colon}{labels['punctuation.semicolon'].join(conditions)}"
            yield f"conditions-{role}", (said,)
        elif role != "assistants":
            yield f"conditions-{role}", (Missing(name),)
    for role in ROLES:
        if who := listed(module.resources.people, role):
            said = f"{labels[f'resources.people.{role}']}{colon}{labels.join(who)}"
            yield f"people-{role}", (said,)


def _materials(module: Module, labels: Labels) -> Iterator[_Thing]:
    """Teaching materials, and what the module's outputs and tests call for.

    Only materials may wait to be named; the others are named already and wait to be made, which
    their box says. The checklist is ours and stands among the documents.
    """
    yield from _decided(
        "materials", tuple(thing.value for thing in module.resources.materials), labels
    )
    for item in module.outputs:
        output = f"{item.code} {item.text}".strip()
        yield f"form-{item.code}", (labels.fill("preparation.blank_form", output=output),)
    for tool in dict.fromkeys(way.tool for way in module.assessment):
        if tool not in {CHECKLIST, NO_TOOL}:
            yield f"tool-{tool}", (tool,)


def _copies(module: Module, labels: Labels) -> Iterator[_Thing]:
    """What to print from this site, and how many copies."""
    for document in _PRINTED:
        link = pages.module_link(module, document, labels[f"{document}.title"])
        yield document, (link, labels[f"{document}.copies"])
    handout = module_text(module, "handout", labels)
    if handout.parts:
        page = pages.module_page(module, "preparation")
        copies = labels["preparation.handout_copies"]
        yield "handout", (Link(handout.title, page, handout.id), copies)
