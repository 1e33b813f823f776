"""Tables 1 to 7 of the official course report: what is planned, from the map to the staff."""

import dataclasses
from collections.abc import Iterable, Iterator

from curriculum.course import Course, Module, Objective
from curriculum.labels import Labels
from curriculum.standard import Block, Duty, KsaKind, KsaUse, owner
from curriculum.text import FOOTNOTE, footnote_key
from curriculum.views import pages
from curriculum.views.facts import hours_text, level_text, module_hours
from curriculum.views.lesson import homework
from curriculum.views.parts import Cell, Line, Missing, Table, plain_text, text_cell
from curriculum.views.report_words import EQUIPMENT, METHODS, columns, ticks
from curriculum.views.resources import ROLES, listed
from curriculum.views.syllabus import objective_line


def competencies(course: Course, labels: Labels) -> Table:
    """表1: what the course takes from the standard, as printed; K and S stand by block."""
    names = ("task", "task_en", "criteria", "level", "knowledge", "skills")
    rows = tuple(
        row
        for duty in course.standard.duties
        for block in _blocks(duty)
        for row in _competency_rows(course, duty, block, labels)
    )
    empty = () if course.task_titles_en else ("task_en",)
    return Table(
        columns=columns(labels, "competencies", *names, empty=empty),
        rows=tuple(_explained(rows, course, labels)),
        row_headers=1,
    )


def _explained(
    rows: Iterable[tuple[Cell, ...]], course: Course, labels: Labels
) -> Iterator[tuple[Cell, ...]]:
    """Rows whose footnote marks are explained once, below the first item that has each.

    The items stay as printed, and their marks would point at nothing, or at the form's own notes.
    """
    notes = {footnote_key(each.mark): each for each in reversed(course.standard.notes.remarks)}
    for row in rows:
        cells = []
        for cell in row:
            words = "\n".join(map(plain_text, cell.lines))
            keys = (footnote_key(found[0]) for found in FOOTNOTE.finditer(words))
            told = [notes.pop(key) for key in keys if key in notes]
            lines = tuple(
                (labels.fill("report.note", mark=each.mark, text=each.text),) for each in told
            )
            cells.append(dataclasses.replace(cell, lines=(*cell.lines, *lines)))
        yield tuple(cells)


def _blocks(duty: Duty) -> Iterator[Block]:
    """The printed blocks of a duty, and one for the tasks that none of them names."""
    yield from duty.blocks
    covered = {task for block in duty.blocks for task in block.tasks}
    alone = tuple(task.code for task in duty.tasks if task.code not in covered)
    if alone:
        yield Block(tasks=alone, level=None)


def _competency_rows(
    course: Course, duty: Duty, block: Block, labels: Labels
) -> Iterator[tuple[Cell, ...]]:
    texts = {task.code: task.text for task in duty.tasks}
    taught = {code for module in course.modules for code in module.tasks}
    criteria = {item for module in course.modules for item in module.criteria}
    knowledge = _taught_uses(course, KsaKind.KNOWLEDGE, block.knowledge)
    skills = _taught_uses(course, KsaKind.SKILL, block.skills)
    tasks = [code for code in block.tasks if code in taught]
    if not block.tasks and any(item in criteria for item in block.criteria):
        tasks = [""]
    for number, code in enumerate(tasks):
        name = (code, texts.get(code, "")) if code else (duty.code, duty.text)
        english = course.task_titles_en.get(code)
        row = (
            Cell((pages.coded(*name, course.standard),)),
            text_cell(english) if english else Cell(),
            Cell(
                tuple(
                    pages.coded(item.code, item.text, course.standard)
                    for item in block.criteria
                    if owner(item.code, block) == code and item in criteria
                )
            ),
        )
        level = ((level_text(block.level, labels),),)
        beside = (level, knowledge, skills)
        yield (*row, *(Cell(each, rows=len(tasks)) for each in beside)) if not number else row


def _taught_uses(course: Course, kind: KsaKind, uses: tuple[KsaUse, ...]) -> tuple[Line, ...]:
    """Items of a block as printed, but for those that the course leaves out."""
    taught = {
        item.code for module in course.modules for item in (*module.knowledge, *module.skills)
    }
    return tuple(
        pages.linked_item(kind, use.code, use.text, course.standard)
        for use in uses
        if use.code in taught
    )


def course_map(course: Course, labels: Labels) -> Table:
    """表2: from duties to modules, with their hours and what comes before each."""
    duties = {duty.code: duty.text for duty in course.standard.duties}
    modules = pages.modules_by_id(course)
    rows = tuple(
        (
            Cell((pages.coded(module.duty, duties.get(module.duty, ""), course.standard),)),
            text_cell(pages.module_name(module)),
            text_cell(hours_text(module.hours)),
            Cell(
                tuple((pages.module_name(modules[each]),) for each in module.requires)
                or ((labels["parts.none"],),)
            ),
        )
        for module in course.modules
    )
    return Table(
        columns=columns(labels, "map", "duty", "unit", "hours", "requires"),
        rows=rows,
        row_headers=1,
    )


def goals_and_content(course: Course, labels: Labels) -> Table:
    """表3: the objectives of each module and what of the standard they serve."""
    names = ("unit", "unit_en", "level", "goals", "criteria", "knowledge", "skills")
    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            text_cell(module.title_en) if module.title_en else Cell(),
            text_cell(level_text(module.level, labels)),
            Cell(
                tuple(
                    _goal(number, goal, labels) for number, goal in enumerate(module.objectives, 1)
                )
                or ((Missing(labels["objectives.text"]),),)
            ),
            Cell(
                tuple(
                    pages.coded(item.code, item.text, course.standard) for item in module.criteria
                )
            ),
            *(
                Cell(
                    tuple(
                        pages.linked_item(kind, item.code, item.text, course.standard)
                        for item in items
                    )
                )
                for kind, items in (
                    (KsaKind.KNOWLEDGE, module.knowledge),
                    (KsaKind.SKILL, module.skills),
                )
            ),
        )
        for module in course.modules
    )
    empty = () if any(module.title_en for module in course.modules) else ("unit_en",)
    return Table(columns=columns(labels, "goals", *names, empty=empty), rows=rows, row_headers=1)


def _goal(number: int, goal: Objective, labels: Labels) -> Line:
    """An objective with its number in the module and the codes that it comes from."""
    text, *remarks = objective_line(goal, labels)
    codes = labels.join((*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes))
    source = labels.fill("parts.tag", text=codes) if codes else ""
    return (f"{number}. ", text, source, *remarks)


def outline(course: Course, labels: Labels) -> Table:
    """表4: the steps of each module; their minutes add up to its hours."""

    def lines(module: Module) -> Iterator[Line]:
        for step in module.activities:
            yield (labels.fill("report.step", name=step.name, minutes=step.minutes),)
        yield from ((sentence,) for sentence in homework(module, labels))
        own = module.texts.get("outline", "")
        yield from ((line,) for line in own.split("\n") if line.strip())

    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            Cell((module_hours(course, module, labels),)),
            Cell(tuple(lines(module))),
        )
        for module in course.modules
    )
    return Table(
        columns=columns(labels, "outline", "unit", "hours", "content"), rows=rows, row_headers=1
    )


def methods(course: Course, labels: Labels) -> Table:
    """表5: a row for each objective, with the methods that teach it."""
    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            Cell((_goal(number, goal, labels),)),
            Cell(ticks(METHODS, goal.methods, labels)),
        )
        for module in course.modules
        for number, goal in enumerate(module.objectives, 1)
    )
    return Table(
        columns=columns(labels, "methods", "unit", "goals", "methods"), rows=rows, row_headers=1
    )


def equipment(course: Course, labels: Labels) -> Table:
    """表6: materials, and equipment in the form's words as far as it has them."""

    def row(module: Module) -> tuple[Cell, ...]:
        materials = tuple((each.value,) for each in module.resources.materials)
        things = tuple(each.value for each in module.resources.equipment)
        missing = () if things else ((Missing(labels["report.equipment.equipment"]),),)
        return (
            text_cell(pages.module_name(module)),
            Cell(materials or ((Missing(labels["report.equipment.materials"]),),)),
            Cell((*ticks(EQUIPMENT, things, labels), *missing)),
        )

    return Table(
        columns=columns(labels, "equipment", "unit", "materials", "equipment"),
        rows=tuple(row(module) for module in course.modules),
        row_headers=1,
    )


def staff_conditions(course: Course, labels: Labels) -> Table:
    """表7: what each role has to bring along; never who it is."""
    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            *(
                Cell(
                    tuple((each,) for each in listed(module.resources.conditions, role))
                    or ((Missing(labels[f"resources.conditions.{role}"]),),)
                )
                for role in ROLES
            ),
        )
        for module in course.modules
    )
    return Table(columns=columns(labels, "staff", "unit", *ROLES), rows=rows, row_headers=1)
