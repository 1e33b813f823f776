"""The sheet of the record of grades that shows one learner on one page."""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.grades import ModuleRecord, result_colours, results
from curriculum.views.record_sheets import (
    HEAD,
    Area,
    RecordSheet,
    Row,
    Rule,
    banner,
    filled,
    fixed_name,
    heads,
    identity_text,
    on_sheet,
)
from curriculum.views.roster import LAST, NAMED
from curriculum.views.sheets import Look, SheetCell, text_cell
from curriculum.views.sign_in import LEARNERS

_WIDTHS = (34.0, 9.0, 9.0, 9.0, 10.0, 10.0, 18.0)


def personal_sheet(
    course: Course, records: Sequence[ModuleRecord], names: tuple[str, str], labels: Labels
) -> RecordSheet:
    """One learner on one page, chosen by his number.

    Args:
        course: The course.
        records: Its modules' sheets.
        names: Of the sheet and of the summary.
        labels: The words of headings.
    """
    title, summary = names
    columns = ("met", "required", "test", "total", "result")
    results_area = Area(top=HEAD + 1, left=6, bottom=HEAD + len(records), right=6)
    return RecordSheet(
        title=title,
        widths=_WIDTHS,
        rows=(
            banner(f"{labels['records.personal.name']} {course.title}", Look.TITLE, _WIDTHS),
            banner(identity_text(course, labels), Look.NOTE, _WIDTHS),
            _beside(labels["records.personal.choose"], SheetCell(value=1, look=Look.ENTRY)),
            _beside(labels["sign-in.name"], _chosen_of(summary, 1)),
            heads(
                (
                    labels["terms.module"],
                    labels["terms.hours"],
                    *(labels[f"records.grades.{name}"] for name in columns),
                )
            ),
            *(_personal_row(record) for record in records),
            filled((), len(_WIDTHS)),
            *_totals(summary, len(records), labels),
            filled((), len(_WIDTHS)),
            _beside(labels["observation-sheet.assessor"], SheetCell(look=Look.PEN)),
        ),
        rules=(_number_rule(labels),),
        highlights=result_colours(results_area, results(labels)) if records else (),
        is_landscape=False,
        row_height=22,
    )


def _number_rule(labels: Labels) -> Rule:
    return Rule(
        area=Area(top=2, left=1, bottom=2, right=1),
        least=1,
        most=LEARNERS,
        is_whole=True,
        message=labels.fill("records.personal.wrong", most=str(LEARNERS)),
    )


def _beside(label: str, value: SheetCell) -> Row:
    """A value behind its label."""
    wide = value if value.look is Look.ENTRY else dataclasses.replace(value, across=3)
    return filled((text_cell(label, Look.CODE), wide), len(_WIDTHS))


def _totals(summary: str, modules: int, labels: Labels) -> Iterator[Row]:
    """What the summary says behind the modules."""
    words = (
        "records.summary.passed",
        "completion.attendance",
        "records.attendance.share",
        "records.summary.overall",
        "records.summary.completed",
    )
    for column, word in enumerate(words, NAMED + modules):
        yield _beside(labels[word], _chosen_of(summary, column))


def _chosen_of(sheet: str, column: int) -> SheetCell:
    """What a column of the summary says of the chosen learner."""
    area = Area(top=HEAD, left=column, bottom=LAST, right=column)
    return _chosen(on_sheet(sheet, area.name))


def _chosen(column: str) -> SheetCell:
    """The cell of a column that is the chosen learner's; nothing where nothing is typed."""
    found = f"INDEX({column},{fixed_name(2, 1)})"
    return SheetCell(look=Look.COUNT, formula=f'=IF({found}="","",{found})')


def _personal_row(record: ModuleRecord) -> Row:
    blank = SheetCell(look=Look.COUNT)
    return (
        text_cell(pages.module_name(record.module), Look.CODE),
        SheetCell(value=record.module.hours, look=Look.COUNT),
        _chosen(record.column(record.met)),
        SheetCell(value=len(record.items), look=Look.COUNT),
        _chosen(record.column(record.test)) if record.has_test else blank,
        _chosen(record.column(record.total)) if record.has_total else blank,
        _chosen(record.column(record.result)),
    )
