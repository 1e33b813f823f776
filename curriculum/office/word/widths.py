"""How wide the columns of a table are in a Word file, whose lengths are twips."""

import re
from collections.abc import Iterator, Mapping, Sequence

from curriculum.composing.widths import (
    PADDING,
    column_widths,
    least_widths,
    lines_needed,
    width_of_text,
)
from curriculum.views.parts import Cell, Line, Table, placed_rows, plain_text

EM = 220
"""Twips of a Chinese character of a table's text."""
_BOX = 1.05
"""Ems of a box to tick, which is a letter among the others."""

_CODES = re.compile("[A-Z]+[0-9.]+(?:、[A-Z]+[0-9.]+)+")
"""Codes one after the other."""


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


def code_lines(line: Line, width: int) -> Iterator[Line]:
    """A line of codes as those that fit into a column; any other line is itself.

    An office program that finds no room for a 、 takes the last digit of the code before it to the
    next line, or begins that line with the 、.
    """
    text = plain_text(line)
    room = width / EM - PADDING
    if not _CODES.fullmatch(text) or width_of_text(text) <= room:
        yield line
        return
    shown = ""
    for code in text.split("、"):
        if shown and width_of_text(f"{shown}{code}、") > room:
            yield (shown,)
            shown = ""
        shown += f"{code}、"
    yield (shown.removesuffix("、"),)
