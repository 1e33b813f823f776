"""The assessment plan of a module (評量計畫) and the course's page on assessment.

Blueprints and rubrics are computed; everything here is a proposal, and says so.
"""

from collections.abc import Sequence

from curriculum.course import (
    COGNITIVE_LEVELS,
    Blueprint,
    BlueprintRow,
    Course,
    Domain,
    Module,
    Objective,
    Rubric,
)
from curriculum.labels import Labels
from curriculum.standard import KsaKind, Standard
from curriculum.views import pages
from curriculum.views.content import content_in_short
from curriculum.views.facts import completion_lines, sheet_facts
from curriculum.views.lesson import number_runs
from curriculum.views.observed import ways_of
from curriculum.views.parts import (
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Line,
    Link,
    Paragraph,
    Part,
    Section,
    Table,
    Tag,
    joined,
    text_cell,
)
from curriculum.views.sections import section
from curriculum.views.syllabus import assessment_parts
from curriculum.views.texts import module_text


def assessment_plan(course: Course, module: Module, labels: Labels) -> Document:
    """How one module is assessed: ways, blueprint, rubrics, evidence and the rule to pass."""
    facts = (*sheet_facts(course, module, labels), *content_in_short(course, module, labels))
    document = "assessment-plan"
    return Document(
        kind=document,
        page=pages.module_page(module, document),
        title=labels.fill(f"{document}.heading", module=pages.module_name(module)),
        short_title=labels[f"{document}.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels[f"{document}.introduction"],),
        sections=(
            section(labels, document, "facts", Facts(facts)),
            module_text(module, "assessment", labels),
            section(labels, document, "ways", *assessment_parts(module, labels)),
            section(labels, document, "blueprint", *_module_blueprint(course, module, labels)),
            _rubrics(course.standard, module, labels, of_outputs=True),
            _rubrics(course.standard, module, labels, of_outputs=False),
            section(labels, document, "completion", *_completion(course, module, labels)),
        ),
    )


def course_assessment(course: Course, labels: Labels) -> Document:
    """The blueprint of the whole course, and the way to every assessment plan."""
    document = "course-assessment"
    syllabus = Link(labels["course-syllabus.completion"], pages.SYLLABUS, "completion")
    return Document(
        kind=document,
        page=pages.ASSESSMENT,
        title=labels.fill(f"{document}.heading", course=course.title),
        short_title=labels[f"{document}.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels[f"{document}.introduction"],),
        sections=(
            section(labels, document, "blueprint", *_course_blueprint(course, labels)),
            section(labels, document, "modules", _module_table(course, labels)),
            section(
                labels,
                document,
                "completion",
                Paragraph((labels[f"{document}.see_syllabus"], syllabus)),
            ),
        ),
    )


def _module_blueprint(course: Course, module: Module, labels: Labels) -> tuple[Part, ...]:
    """What is assessed, row by row, with the ways in which it is."""
    blueprint = module.blueprint
    if not blueprint.rows:
        return (Paragraph((labels["parts.none"],)),)
    goals = {goal.id: goal for goal in module.objectives}
    ways = {row.id: ways_of(goals[row.id], module) for row in blueprint.rows}
    table = Table(
        caption=labels.fill("blueprint.caption", name=pages.module_name(module)),
        columns=(
            Column(title=(labels["blueprint.content"],)),
            *_level_columns(labels),
            Column(title=(labels["assessment.way"],), look="short"),
        ),
        rows=(
            *(
                (
                    Cell(_content(goals[row.id], course, module)),
                    *_level_cells(row, labels),
                    Cell(tuple((method,) for method in ways[row.id])),
                )
                for row in blueprint.rows
            ),
            (text_cell(labels["parts.total"]), *_level_cells(blueprint.total, labels), Cell()),
        ),
        look="blueprint",
        row_headers=1,
    )
    notes = [_note(blueprint, labels)]
    if blueprint.unasked:
        notes.append((labels.fill("blueprint.crowded", count=len(blueprint.unasked)),))
    share = next((row.percent for row in course.blueprint.rows if row.id == module.id), 0)
    whole = Link(labels["course-assessment.title"], pages.ASSESSMENT, "blueprint")
    notes.append((labels.fill("blueprint.share", percent=share), whole))
    return (table, Bullets(tuple(notes)))


def _course_blueprint(course: Course, labels: Labels) -> tuple[Part, ...]:
    """The sums of the modules' blueprints."""
    if not course.blueprint.rows:
        return (Paragraph((labels["parts.none"],)),)
    modules = pages.modules_by_id(course)
    rows = tuple(
        (
            text_cell(
                pages.module_link(
                    modules[row.id], "assessment-plan", pages.module_name(modules[row.id])
                )
            ),
            *_level_cells(row, labels),
        )
        for row in course.blueprint.rows
    )
    total = (text_cell(labels["parts.total"]), *_level_cells(course.blueprint.total, labels))
    table = Table(
        caption=labels.fill("blueprint.caption", name=course.title),
        columns=(Column(title=(labels["terms.module"],)), *_level_columns(labels)),
        rows=(*rows, total),
        look="blueprint",
        row_headers=1,
    )
    return (table, Bullets((_note(course.blueprint, labels),)))


def _level_columns(labels: Labels) -> tuple[Column, ...]:
    """The cognitive levels, what is only observed, and the sum."""
    levels = range(1, COGNITIVE_LEVELS + 1)
    titles = (
        *(labels.term("domain_level.cognitive", str(level)) for level in levels),
        *(labels[f"domain.{domain}"] for domain in (Domain.PSYCHOMOTOR, Domain.AFFECTIVE)),
        labels["parts.total"],
    )
    return tuple(Column(title=(title,), look="number") for title in titles)


def _level_cells(row: BlueprintRow, labels: Labels) -> tuple[Cell, ...]:
    """Weight and questions, column by column; nothing where there is nothing."""
    questions = (*row.questions, 0, 0, sum(row.questions))
    return tuple(
        Cell(
            (
                *(((str(percent),),) if percent else ()),
                *(((labels.fill("blueprint.questions", count=count),),) if count else ()),
            )
        )
        for percent, count in zip((*row.percents, row.percent), questions, strict=True)
    )


def _content(goal: Objective, course: Course, module: Module) -> tuple[Line, ...]:
    """What an objective comes from, as printed; one that the trainer added is its own text."""
    if goal.is_added:
        return ((goal.text,),)
    standard = course.standard
    criteria = {item.code: item.text for item in module.criteria}
    allocated = {item.code: item.text for item in (*module.knowledge, *module.skills)}
    names = {item.code: item.name for item in module.attitudes}
    kinds = (
        (KsaKind.KNOWLEDGE, goal.knowledge, allocated),
        (KsaKind.SKILL, goal.skills, allocated),
        (KsaKind.ATTITUDE, goal.attitudes, names),
    )
    lines = (
        *(pages.coded(code, criteria.get(code, ""), standard) for code in goal.criteria),
        *(
            pages.linked_item(kind, code, texts.get(code, ""), standard)
            for kind, codes, texts in kinds
            for code in codes
        ),
    )
    return lines or ((goal.text,),)


def _note(blueprint: Blueprint, labels: Labels) -> Line:
    """How to read a blueprint."""
    key = "blueprint.note" if blueprint.minutes else "blueprint.note_without_test"
    count = sum(blueprint.total.questions)
    return (
        labels.fill(key, minutes=blueprint.minutes, count=count),
        Tag(labels["blueprint.proposal"]),
    )


def _rubrics(standard: Standard, module: Module, labels: Labels, *, of_outputs: bool) -> Section:
    """The rubrics of the work outputs, or of the criteria: a row for each, a column a level."""
    name = "outputs" if of_outputs else "criteria"
    rubrics = [rubric for rubric in module.rubrics if rubric.is_output is of_outputs]
    title = labels[f"assessment-plan.{name}"]
    if not rubrics:
        return Section(id=name, title=title, parts=(Paragraph((labels["parts.none"],)),))
    items = module.outputs if of_outputs else module.criteria
    texts = [pages.coded(item.code, item.text, standard) for item in items]
    table = Table(
        caption=labels.fill("rubric.caption", name=labels[f"terms.{name}"]),
        columns=(
            Column(title=(labels[f"terms.{name}"],)),
            *(
                Column(title=(_level_name(rubrics[0], number, labels),))
                for number in range(len(rubrics[0].levels))
            ),
        ),
        rows=tuple(
            (Cell((line,)), *(text_cell(level.text) for level in rubric.levels))
            for line, rubric in zip(texts, rubrics, strict=True)
        ),
        look="rubric",
        row_headers=1,
    )
    note = (labels["rubric.note"], Tag(labels["blueprint.proposal"]))
    return Section(id=name, title=title, parts=(table, Paragraph(note)))


def _level_name(rubric: Rubric, number: int, labels: Labels) -> str:
    level = rubric.levels[number]
    points = len(rubric.levels) - number
    return labels.fill(
        "rubric.level", points=points, name=level.name, least=level.least, most=level.most
    )


def _completion(course: Course, module: Module, labels: Labels) -> tuple[Part, ...]:
    """When the module is passed: every objective to its degree, or as its own words say."""
    number = {goal.id: count for count, goal in enumerate(module.objectives, 1)}
    degrees: dict[str, list[Objective]] = {}
    for goal in module.objectives:
        degree = goal.degree or labels["assessment-plan.own_degree"]
        degrees.setdefault(degree, []).append(goal)
    rows = tuple(
        (
            Cell(((degree, *_default(goals, labels)),)),
            text_cell(
                Link(
                    labels.join(tuple(number_runs([number[goal.id] for goal in goals], labels))),
                    pages.module_page(module, "syllabus"),
                    "objectives",
                )
            ),
            text_cell(_ways(goals, module, labels)),
        )
        for degree, goals in degrees.items()
    )
    table = Table(
        caption=labels.fill("assessment-plan.completion_caption", name=pages.module_name(module)),
        columns=(
            Column(title=(labels["assessment-plan.degree"],)),
            Column(title=(labels["assessment-plan.goals"],)),
            Column(title=(labels["assessment.way"],)),
        ),
        rows=rows,
    )
    return (*((table,) if rows else ()), Bullets(_rules(course, labels)))


def _ways(goals: Sequence[Objective], module: Module, labels: Labels) -> str:
    """How objectives are assessed; what serves no item of the standard is ticked by somebody."""
    ways = (way for goal in goals for way in ways_of(goal, module))
    return labels.join(tuple(dict.fromkeys(ways))) or labels["observation-sheet.short_title"]


def _default(goals: Sequence[Objective], labels: Labels) -> tuple[Tag, ...]:
    """That a degree waits for the trainer."""
    is_default = any(goal.degree_is_default and goal.degree for goal in goals)
    return (Tag(labels["parts.default"]),) if is_default else ()


def _rules(course: Course, labels: Labels) -> tuple[Line, ...]:
    """What is decided about passing, and what is proposed where nothing is."""
    proposal = Tag(labels["parts.default"])
    marks = course.marks
    scores = labels.fill("assessment-plan.scores", test=marks.test, rubric=marks.rubric)
    return (
        (labels["assessment-plan.rule"], proposal),
        (scores, *((proposal,) if marks.is_default else ())),
        completion_lines(course, labels)["reassessment"],
    )


def _module_table(course: Course, labels: Labels) -> Table:
    """The modules with their ways of assessing and their assessment plans."""
    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            text_cell(labels.join(tuple(way.method for way in module.assessment))),
            text_cell(str(module.blueprint.minutes)),
            text_cell(str(sum(sum(row.questions) for row in module.blueprint.rows))),
            Cell(
                (
                    joined(
                        (
                            (pages.module_link(module, each, labels[f"{each}.short_title"]),)
                            for each in ("assessment-plan", "observation-sheet")
                        ),
                        labels["enumeration"],
                    ),
                )
            ),
        )
        for module in course.modules
    )
    return Table(
        caption=labels["course-assessment.modules_caption"],
        columns=(
            Column(title=(labels["terms.module"],)),
            Column(title=(labels["assessment.way"],)),
            Column(title=(labels["course-assessment.minutes"],), look="number"),
            Column(title=(labels["course-assessment.questions"],), look="number"),
            Column(title=(labels["home.documents"],)),
        ),
        rows=rows,
        row_headers=1,
    )
