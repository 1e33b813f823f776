"""How wide the columns of a table are in a Word file, whose lengths are twips."""

from collections.abc import Mapping, Sequence

from curriculum.composing.widths import column_widths, least_widths, lines_needed
from curriculum.views.parts import Cell, Table, placed_rows

EM = 220
"""Twips of a Chinese character of a table's text."""
_BOX = 1.05
"""Ems of a box to tick, which is a letter among the others."""


def least_width(table: Table) -> int:
    """Twips below which the table would have to break what should not be broken."""
    return round(sum(least_widths(table, _BOX)) * EM)


def widths_in_twips(table: Table, available: int) -> list[int]:
    """Twips of each column; together they fill the page, whether or not the table fits it."""
    shares = column_widths(table, available / EM, _BOX) or least_widths(table, _BOX)
    widths = [int(share * available / sum(shares)) for share in shares]
    widths[widths.index(max(widths))] += available - sum(widths)
    return widths


def lines_of(table: Table, available: int) -> float:
    """About how many lines of text the table is high where it has so many twips."""
    widths = widths_in_twips(table, available)
    return sum(tallest(dict(cells), widths) for cells in placed_rows(table))


def tallest(cells: Mapping[int, Cell], widths: Sequence[int]) -> float:
    """About how many lines the highest cell of a row has; merged cells share several rows."""
    return max(
        (lines_needed([(cell, widths[number] / EM)]) / cell.rows for number, cell in cells.items()),
        default=0,
    )
