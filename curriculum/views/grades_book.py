"""The record of grades (成績總表): a roster, a sheet for each module, attendance, and the results.

What is typed once on a sheet is counted on the others; who completes the course is computed by
the rules that its documents state.
"""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.facts import completion_lines
from curriculum.views.grades import Limits, module_record, module_sheet
from curriculum.views.grades_personal import personal_sheet
from curriculum.views.grades_results import attendance_sheet, summary_sheet
from curriculum.views.plain import line_text
from curriculum.views.record_sheets import (
    Area,
    RecordBook,
    RecordSheet,
    Row,
    Rule,
    banner,
    filled,
    fixed_name,
    footer,
    identity_text,
    on_sheet,
    sheet_names,
)
from curriculum.views.roster import roster
from curriculum.views.sheets import Look, SheetCell, text_cell

_SHEETS = ("about", "roster", "summary", "personal", "attendance")
_FIRST_LIMIT = 4
"""The row of the first limit on the first sheet."""
_WIDTHS = (20.0, 16.0, 74.0)


def grades_book(course: Course, labels: Labels) -> RecordBook:
    """The workbook that a centre keeps while the course runs."""
    wanted = [labels[f"records.{name}.name"] for name in _SHEETS]
    names = sheet_names([*wanted, *(module.id for module in course.modules)])
    about, learners, summary, personal, attendance = names[: len(_SHEETS)]
    records = [
        module_record(module, name, labels)
        for module, name in zip(course.modules, names[len(_SHEETS) :], strict=True)
    ]
    test, total, share = (
        on_sheet(about, fixed_name(_FIRST_LIMIT + number, 1)) for number in range(3)
    )
    return RecordBook(
        sheets=(
            _about(course, about, labels),
            roster(course, learners, labels),
            summary_sheet(course, records, (summary, learners, attendance, share), labels),
            personal_sheet(course, records, (personal, summary), labels),
            attendance_sheet(course, (attendance, learners), labels),
            *(module_sheet(record, Limits(test, total), learners, labels) for record in records),
        ),
        footer=footer(course, labels),
    )


def _about(course: Course, title: str, labels: Labels) -> RecordSheet:
    """How to keep the record, and the rules by which it computes results."""
    lines = completion_lines(course, labels)
    texts = {name: line_text(line, labels) for name, line in lines.items()}
    return RecordSheet(
        title=title,
        widths=_WIDTHS,
        rows=(
            banner(f"{labels['kit.titles.grades']} {course.title}", Look.TITLE, _WIDTHS),
            banner(identity_text(course, labels), Look.NOTE, _WIDTHS),
            filled((), len(_WIDTHS)),
            banner(labels["records.about.rules"], Look.NOTE, _WIDTHS),
            *(_limit(each, texts[each.rule], labels) for each in _limits(course)),
            *(_rule(name, texts[name], labels) for name in ("units", "reassessment")),
            filled((), len(_WIDTHS)),
            *_steps(labels),
        ),
        rules=tuple(_percent_rules(course, labels)),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Limit:
    """A number that results are compared with."""

    name: str
    rule: str
    """The part of the rule to complete that says it."""
    value: int | None
    is_decided: bool


def _limits(course: Course) -> tuple[_Limit, _Limit, _Limit]:
    """The limits in the order of their rows; what is not decided can be typed."""
    marks, share = course.marks, course.completion.attendance
    return (
        _Limit("test_mark", "mark", marks.test, not marks.is_default),
        _Limit("total_mark", "mark", marks.rubric, not marks.is_default),
        _Limit("share", "attendance", share.value if share else None, share is not None),
    )


def _limit(limit: _Limit, text: str, labels: Labels) -> Row:
    """A limit, and what the documents say of it; where it is not decided, how to decide."""
    look = Look.COUNT if limit.is_decided else Look.ENTRY
    cell = SheetCell(look=look) if limit.value is None else SheetCell(value=limit.value, look=look)
    if not limit.is_decided:
        text = f"{text}。{labels[f'records.about.no_{limit.rule}']}"
    return (text_cell(labels[f"records.grades.{limit.name}"], Look.CODE), cell, text_cell(text))


def _rule(name: str, text: str, labels: Labels) -> Row:
    """A rule without a number."""
    return (
        text_cell(labels[f"completion.{name}"], Look.CODE),
        SheetCell(look=Look.FIXED),
        text_cell(text),
    )


def _steps(labels: Labels) -> Iterator[Row]:
    for line in labels["records.about.steps"].strip().split("\n"):
        name, _, text = line.partition("｜")
        cell = banner(text, Look.NOTE, _WIDTHS[1:])
        yield (text_cell(name, Look.HEAD), *cell)


def _percent_rules(course: Course, labels: Labels) -> Iterator[Rule]:
    """What may be typed where a limit is not decided."""
    for row, limit in enumerate(_limits(course), _FIRST_LIMIT):
        if not limit.is_decided:
            area = Area(top=row, left=1, bottom=row, right=1)
            yield Rule(area=area, most=100, is_whole=True, message=labels["records.grades.score"])
