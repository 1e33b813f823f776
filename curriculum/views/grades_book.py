"""The record of grades (成績總表): a roster, a sheet for each module, attendance, and the results.

What is typed once on a sheet is counted on the others; who completes the course is computed by
the rules that its documents state.
"""

from collections.abc import Iterator

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.facts import completion_facts
from curriculum.views.grades import (
    ATTENDANCE_CELL,
    MARK_CELL,
    attendance_of,
    mark_of,
    module_record,
    module_sheet,
)
from curriculum.views.grades_personal import personal_sheet
from curriculum.views.grades_results import attendance_sheet, summary_sheet
from curriculum.views.parts import plain_text
from curriculum.views.record_sheets import (
    Area,
    RecordBook,
    RecordSheet,
    Row,
    Rule,
    banner,
    filled,
    footer,
    identity_text,
    on_sheet,
    sheet_names,
)
from curriculum.views.roster import roster
from curriculum.views.sheets import Look, SheetCell, text_cell

_SHEETS = ("about", "roster", "summary", "personal", "attendance")
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
    mark, share = on_sheet(about, MARK_CELL), on_sheet(about, ATTENDANCE_CELL)
    return RecordBook(
        sheets=(
            _about(course, about, labels),
            roster(course, learners, labels),
            summary_sheet(course, records, (summary, learners, attendance, share), labels),
            personal_sheet(course, records, (personal, summary), labels),
            attendance_sheet(course, (attendance, learners), labels),
            *(module_sheet(record, mark, learners, labels) for record in records),
        ),
        footer=footer(course, labels),
    )


def _about(course: Course, title: str, labels: Labels) -> RecordSheet:
    """How to keep the record, and the rules by which it computes results."""
    mark, share = mark_of(course), attendance_of(course)
    texts = [plain_text(line) for fact in completion_facts(course, labels) for line in fact.lines]
    again = texts[2] or labels["assessment-plan.again"]
    return RecordSheet(
        title=title,
        widths=_WIDTHS,
        rows=(
            banner(f"{labels['kit.titles.grades']} {course.title}", Look.TITLE, _WIDTHS),
            banner(identity_text(course, labels), Look.NOTE, _WIDTHS),
            filled((), len(_WIDTHS)),
            banner(labels["records.about.rules"], Look.NOTE, _WIDTHS),
            _rule("mark", mark, texts[0], labels),
            _rule("share", share, texts[1], labels),
            (
                text_cell(labels["completion.reassessment"], Look.CODE),
                SheetCell(look=Look.FIXED),
                text_cell(again),
            ),
            filled((), len(_WIDTHS)),
            *_steps(labels),
        ),
        rules=tuple(_percent_rules(course, labels)),
    )


def _rule(name: str, value: SheetCell, text: str, labels: Labels) -> Row:
    """A limit, and what the documents say of it; where it is not decided, how to decide."""
    label = labels[f"records.grades.{name}"]
    missing = f"{labels.fill('parts.missing', what=label)}。{labels[f'records.about.no_{name}']}"
    return (text_cell(label, Look.CODE), value, text_cell(text or missing))


def _steps(labels: Labels) -> Iterator[Row]:
    for line in labels["records.about.steps"].strip().split("\n"):
        name, _, text = line.partition("｜")
        cell = banner(text, Look.NOTE, _WIDTHS[1:])
        yield (text_cell(name, Look.HEAD), *cell)


def _percent_rules(course: Course, labels: Labels) -> Iterator[Rule]:
    """What may be typed where a limit is not decided."""
    for row, decided in ((4, course.completion.mark), (5, course.completion.attendance)):
        if decided is None:
            area = Area(top=row, left=1, bottom=row, right=1)
            yield Rule(area=area, most=100, is_whole=True, message=labels["records.grades.score"])
