"""Tables 8 to 12 of the official course report and its list of supporting material.

表9, 表10 and the material are facts of a course that ran: until somebody enters them they are
blank, and what is only expected says so (預計／尚未試辦).
"""

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import completion_lines
from curriculum.views.parts import (
    Box,
    Cell,
    Fact,
    Facts,
    Line,
    Missing,
    Table,
    text_cell,
)
from curriculum.views.plain import line_text
from curriculum.views.report_words import ASSESSMENTS, TOOLS, columns, date_text, other_box, ticks
from curriculum.views.resources import ROLES, listed

_STAGES = (
    (("analyse",), ("basis", "map"), ("analysis",)),
    (("design", "develop"), ("goals", "content", "methods", "resources"), ("material", "staff")),
    (("implement",), ("running",), ("notice", "survey", "records")),
    (("evaluate",), ("assessment", "evidence", "control"), ("grades", "tools", "proof", "control")),
    ((), (), ("participation",)),
)
"""Stages, their indicators and their supporting material, row by row.

Only the ten indicators' names are known for certain.
"""
_OF_A_RUN = {"records", "grades", "proof"}
"""Material that there cannot be before the course has run."""


def assessment(course: Course, labels: Labels) -> Table:
    """表8: how each module is assessed, and with what."""

    def row(module: Module) -> tuple[Cell, ...]:
        ways = [way.method for way in module.assessment]
        tools = [way.tool for way in module.assessment]
        missing: tuple[Line, ...] = ((Missing(labels["assessment.method"]),),) if not ways else ()
        return (
            text_cell(pages.module_name(module)),
            Cell((*ticks(ASSESSMENTS, ways, labels), *missing)),
            Cell(ticks(TOOLS, tools, labels)),
        )

    return Table(
        columns=columns(labels, "assessment", "unit", "method", "tool"),
        rows=tuple(row(module) for module in course.modules),
        row_headers=1,
    )


def people(course: Course, labels: Labels) -> Table:
    """表9: who did it. A plan knows at most who is expected."""

    def cell(module: Module, role: str) -> Cell:
        names = listed(module.resources.people, role)
        said = labels.join(names)
        mark = labels["report.planned"] if names else labels["report.not_run"]
        return Cell(((labels["report.name"], f"{said}{mark}"), (labels["report.qualification"],)))

    rows = tuple(
        (text_cell(pages.module_name(module)), *(cell(module, role) for role in ROLES))
        for module in course.modules
    )
    return Table(columns=columns(labels, "people", "unit", *ROLES), rows=rows, row_headers=1)


def trial_run(course: Course, labels: Labels) -> Table:
    """表10: what came of the first run; before it, at most its dates are expected."""
    names = ("start", "end", "attended", "finished", "passed")
    days = sorted(session.date for session in course.sessions)
    not_run = labels["report.not_run"]
    dates: tuple[Line, ...] = ((labels["report.blank_date"], not_run),) * 2
    if days:
        planned = labels["report.planned"]
        dates = tuple((f"{date_text(day, labels)}{planned}",) for day in (days[0], days[-1]))
    row = (*(Cell((line,)) for line in dates), *(text_cell(not_run) for _ in names[2:]))
    return Table(columns=columns(labels, "trial", *names), rows=(row,))


def evidence(course: Course, labels: Labels) -> Table:
    """表11: what will show that the learners can do it; a plan has collected none of it."""
    planned = labels["report.planned"]
    rows = tuple(
        (
            text_cell(pages.module_name(module)),
            Cell(
                tuple((f"{piece}{planned}",) for piece in module.evidence)
                or ((Missing(labels["assessment.evidence"]),),)
            ),
        )
        for module in course.modules
    )
    return Table(columns=columns(labels, "evidence", "unit", "items"), rows=rows, row_headers=1)


def completion(course: Course, labels: Labels) -> Facts:
    """表12: when a learner has completed the course, in the words of every other document.

    A box is ticked for what is decided; what is only proposed (預設) stands behind an empty one.
    """
    lines = completion_lines(course, labels)
    semicolon = labels["punctuation.semicolon"]
    stages = semicolon.join(line_text(lines.pop(name), labels) for name in ("units", "mark"))
    missing = tuple(line for line in lines.values() if isinstance(line[0], Missing))
    others = semicolon.join(
        labels.fill(
            "report.labelled", label=labels[f"completion.{name}"], text=line_text(line, labels)
        )
        for name, line in lines.items()
        if line not in missing
    )
    is_decided = bool(course.completion.attendance or course.completion.reassessment)
    passed: Line = (Box(labels["report.passed"]),)
    return Facts(
        (
            Fact(
                labels["report.stages"],
                (passed, other_box(stages, labels, is_proposed=course.marks.is_default)),
            ),
            Fact(labels["report.theory"], (passed, other_box("", labels))),
            Fact(labels["report.practice"], (passed, other_box("", labels))),
            Fact(
                labels["report.others"],
                (other_box(others, labels, is_proposed=not is_decided), *missing),
            ),
        )
    )


def supporting_material(labels: Labels) -> Table:
    """What supports the report by stage; what a run has to bring is marked as not there yet."""
    not_run = labels["report.not_run"]

    def named(group: str, names: tuple[str, ...]) -> Cell:
        return Cell(tuple((labels[f"report.{group}.{name}"],) for name in names))

    def papers(names: tuple[str, ...]) -> Cell:
        marks = ((not_run,) if name in _OF_A_RUN else () for name in names)
        lines = zip(names, marks, strict=True)
        return Cell(tuple((labels[f"report.papers.{name}"], *mark) for name, mark in lines))

    rows = tuple(
        (
            named("stage", stages),
            named("indicators", indicators),
            Cell(((not_run,),)) if _OF_A_RUN & {*material} else Cell(),
            papers(material),
        )
        for stages, indicators, material in _STAGES
    )
    names = ("stage", "indicator", "participation", "papers")
    return Table(columns=columns(labels, "material_columns", *names), rows=rows, row_headers=1)
