"""The poster of a course as PDF, A3: a page with the map, then the coverage of K and S."""

import dataclasses
from collections.abc import Iterator

from curriculum.composing.escaping import plain
from curriculum.composing.map_placing import MapPlacing, arrow_head
from curriculum.labels import Labels
from curriculum.printing.data import Data, PrintData
from curriculum.printing.paper import A3_POSTER
from curriculum.printing.typesetting import typeset
from curriculum.views.course_map import CourseMap, MapDuty
from curriculum.views.parts import Cell, Mark, Table
from curriculum.views.poster import Poster

_OTHER_LINES = 125
"""Height of what stands on the page beside the map."""
_MANY = 6
"""Duties from which on the columns stand closer together."""


def poster_pdf(shown: Poster, title: str, language: str, labels: Labels) -> bytes:
    """The PDF of a poster.

    Args:
        shown: What it says.
        title: What the file is, such as 課程地圖海報.
        language: Of the course, such as `zh-TW`.
        labels: The words.

    Raises:
        CurriculumError: `no-chinese-font`, or `not-printable`.
    """
    data = PrintData(paper=A3_POSTER, labels=labels)
    return typeset(
        "poster",
        {
            "title": title,
            "paper": dataclasses.asdict(A3_POSTER),
            "course": plain(shown.title),
            "about": plain(shown.map.about),
            "map": plain(shown.map.title),
            "arrows": plain(shown.map.arrows),
            "duties": [_duty(duty) for duty in shown.map.duties],
            **_placing(shown.map),
            "matrix": plain(shown.matrix_title),
            "legend": [data.line(line) for line in shown.legend.lines],
            "tables": [_table(table, data) for table in shown.tables],
            "identity": data.identity(shown.identity),
        },
        language,
    )


def _duty(duty: MapDuty) -> Data:
    return {
        "name": plain(f"{duty.code} {duty.text}"),
        "modules": [
            {"id": plain(module.id), "title": plain(module.title), "about": plain(module.about)}
            for module in duty.modules
        ],
    }


def _placing(shown: CourseMap) -> Data:
    """Where the boxes of the map stand, and the ways of its arrows; in points."""
    room = A3_POSTER.width - 2 * A3_POSTER.side
    height = A3_POSTER.height - A3_POSTER.top - A3_POSTER.bottom - _OTHER_LINES
    columns = max(len(shown.duties), 1)
    rows = max((len(duty.modules) for duty in shown.duties), default=1)
    gutter = 32 if columns > _MANY else 46
    placing = MapPlacing(
        column=(room - gutter * columns) / columns,
        gutter=gutter,
        head=52,
        channel=40,
        row=min(170, (height - 92) / rows),
        gap=26,
    )
    return {
        "column": placing.column,
        "box": placing.box,
        "head": placing.head,
        "lefts": [placing.left(column) for column in range(columns)],
        "tops": [placing.top(row) for row in range(rows + 1)],
        "links": [{"way": way, "head": arrow_head(way)} for way in placing.arrows(shown)],
    }


def _table(table: Table, data: PrintData) -> Data:
    return {
        "columns": [data.line(column.title) for column in table.columns],
        "rows": [
            {
                "name": data.line(name.lines[0]),
                "signs": ["".join(_signs(cell)) for cell in cells],
            }
            for name, *cells in table.rows
        ],
    }


def _signs(cell: Cell) -> Iterator[str]:
    for line in cell.lines:
        yield from (span.sign for span in line if isinstance(span, Mark))
