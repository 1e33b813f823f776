"""The poster of a course as PDF, A3: a page with the map, then the coverage of K and S."""

import dataclasses
from collections.abc import Iterator, Mapping

from curriculum.composing.escaping import plain
from curriculum.labels import Labels
from curriculum.printing.data import Data, PrintData
from curriculum.printing.paper import A3_POSTER
from curriculum.printing.typesetting import typeset
from curriculum.views.parts import Cell, Mark, Table
from curriculum.views.poster import MapDuty, MapModule, Poster


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
            "about": plain(shown.about),
            "map": plain(shown.map_title),
            "arrows": plain(shown.arrows),
            "duties": [_duty(duty) for duty in shown.duties],
            "links": [*_links(shown)],
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


def _links(shown: Poster) -> Iterator[Mapping[str, tuple[int, int]]]:
    """The arrows, each from one place of the map to another: (number of the duty, row in it)."""
    places = {module.id: place for place, module in _placed(shown)}
    for place, module in _placed(shown):
        for required in module.requires:
            yield {"start": places[required], "end": place}


def _placed(shown: Poster) -> Iterator[tuple[tuple[int, int], MapModule]]:
    for column, duty in enumerate(shown.duties):
        for row, module in enumerate(duty.modules):
            yield (column, row), module


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
