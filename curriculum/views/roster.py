"""The list of learners that a workbook asks for once, and how its other sheets refer to it."""

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.record_sheets import (
    HEAD,
    Area,
    RecordSheet,
    banner,
    entries,
    fixed_name,
    heads,
    identity_text,
    on_sheet,
)
from curriculum.views.sheets import Look, SheetCell
from curriculum.views.sign_in import LEARNERS

NAMED = 2
"""Columns that say who a row is about, on every sheet with a row for each learner."""
LAST = HEAD + LEARNERS - 1
"""The row of the last learner, on all of them."""
_NAMES = 1
"""The column of names."""


def roster(course: Course, title: str, labels: Labels) -> RecordSheet:
    """A sheet to type the learners into."""
    widths = (8, 26, 50)
    columns = (labels["sign-in.number"], labels["sign-in.name"], labels["parts.remarks"])
    return RecordSheet(
        title=title,
        widths=widths,
        rows=(
            banner(f"{labels['records.roster.title']} {course.title}", Look.TITLE, widths),
            banner(labels["records.roster.note"], Look.NOTE, widths),
            banner(identity_text(course, labels), Look.NOTE, widths),
            heads(columns),
            *(
                (SheetCell(value=number, look=Look.COUNT), *entries(2))
                for number in range(1, LEARNERS + 1)
            ),
        ),
        head=HEAD,
        repeated=1,
        fixed=2,
        is_landscape=False,
        row_height=20,
    )


def name_of(sheet: str, learner: int) -> SheetCell:
    """The name of a learner, counted from 0, as typed on the roster; nothing where there is none.

    Args:
        sheet: The roster's name.
        learner: His place on it.
    """
    cell = on_sheet(sheet, fixed_name(HEAD + learner, _NAMES))
    return SheetCell(look=Look.TEXT, formula=f'=IF({cell}="","",{cell})')


def learners_counted(sheet: str) -> SheetCell:
    """How many learners are on the roster; nothing before there is one."""
    area = Area(top=HEAD, left=_NAMES, bottom=LAST, right=_NAMES)
    count = f'COUNTIF({on_sheet(sheet, area.name)},"?*")'
    return SheetCell(look=Look.COUNT, formula=f'=IF({count}=0,"",{count})')
