"""How wide the columns of a table are, for Chinese text of a known size."""

import math
from collections.abc import Sequence

from curriculum.text import display_width
from curriculum.views.parts import Box, Cell, Column, Line, Link, Mark, Missing, Table

COLUMN = 112
"""Twips of one half-width character of a table's text; a Chinese one takes two."""
_MARGINS = 190
"""Twips that the margins of a cell take."""
_SHORT_TITLE = 6
"""Columns of a title that is not worth breaking: three characters."""
_LEAST_TEXT = 14
_LEAST_BLANK = 22
"""Columns: room to write a few words by hand."""
_MOST_UNBROKEN = {"short": 26, "code": 16, "number": 16, "tick": 12, "mark": 12}
_LONG_TEXT = 240


def least_width(table: Table) -> int:
    """Twips below which the table would have to break what should not be broken."""
    return sum(_least(column, cells) for column, cells in _by_column(table))


def column_widths(table: Table, available: int) -> list[int]:
    """Twips of each column; together they fill the page."""
    columns = _by_column(table)
    least = [_least(column, cells) for column, cells in columns]
    spare = available - sum(least)
    if spare < 0:
        return _exactly([width * available // sum(least) for width in least], available)
    weights = [_weight(column, cells) for column, cells in columns]
    if not any(weights):
        weights = [float(width) for width in least]
    shares = [int(spare * weight / sum(weights)) for weight in weights]
    return _exactly([own + share for own, share in zip(least, shares, strict=True)], available)


def _exactly(widths: list[int], available: int) -> list[int]:
    """The widths with what rounding left over given to the widest."""
    widest = widths.index(max(widths))
    widths[widest] += available - sum(widths)
    return widths


def _by_column(table: Table) -> list[tuple[Column, list[Cell]]]:
    """Each column with its cells; a cell that covers several rows stands once."""
    cells: list[list[Cell]] = [[] for _ in table.columns]
    for _, row in placed_rows(table):
        for number, cell in row:
            cells[number].append(cell)
    return list(zip(table.columns, cells, strict=True))


def placed_rows(table: Table) -> list[tuple[list[bool], list[tuple[int, Cell]]]]:
    """The rows, with which columns are covered from above and where each cell stands."""
    covered = [0] * len(table.columns)
    rows = []
    for row in table.rows:
        cells = iter(row)
        is_covered = [count > 0 for count in covered]
        placed = [(number, next(cells)) for number, hidden in enumerate(is_covered) if not hidden]
        covered = [max(count - 1, 0) for count in covered]
        for number, cell in placed:
            covered[number] = cell.rows - 1
        rows.append((is_covered, placed))
    return rows


def _least(column: Column, cells: Sequence[Cell]) -> int:
    title = _line_width(column.title)
    if title > _SHORT_TITLE:
        title = -(-title // 2) + 1
    content = max((_line_width(line) for cell in cells for line in cell.lines), default=0)
    match column.look:
        case "text":
            columns = max(title, min(content, _LEAST_TEXT))
        case "blank":
            columns = max(title, _LEAST_BLANK)
        case look:
            columns = max(title, min(content, _MOST_UNBROKEN[look]))
    return columns * COLUMN + _MARGINS


def _weight(column: Column, cells: Sequence[Cell]) -> float:
    """How much of the spare room a column deserves: long texts more, but not in proportion."""
    if column.look == "blank":
        return math.sqrt(_LEAST_BLANK)
    if column.look != "text":
        return 0.0
    widths = [max(map(_line_width, cell.lines)) for cell in cells if cell.lines]
    mean = sum(widths) / len(widths) if widths else 0.0
    return math.pow(min(max(mean, _LEAST_TEXT), _LONG_TEXT), 0.6)


def _line_width(line: Line) -> int:
    width = 0
    for span in line:
        match span:
            case str(text) | Link(text=text) | Mark(sign=text):
                width += display_width(text)
            case Missing(what):
                width += display_width(what) + 6
            case Box(text):
                width += display_width(text) + 2
            case _:
                width += display_width(span.text) + 4
    return width
