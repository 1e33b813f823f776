"""The text carriers of a printed standard: cells between tabs, or between runs of spaces.

A merged cell prints its text once, at its upper left corner; what it covers is left blank.
"""

import itertools
from collections.abc import Iterator

from printed_form import Cell, Printed, Table

from curriculum.text import display_width

_GAP = 2
_LABELS = 2
"""Columns of the header that hold labels."""
_QUOTED = "quoted"


def with_tabs(printed: Printed) -> str:
    """The standard as tab-separated text.

    The lines of a cell become one line, unless the standard asks for quoted cells.
    """
    quoted = printed.carriers.get("breaks") == _QUOTED
    sections = [printed.title]
    for table in printed.tables:
        if table.kind in {"attitudes", "notes"}:
            sections += _running_text(table, "\t")
        else:
            rows = ([_on_one_line(text, quoted=quoted) for text in row] for row in _texts(table))
            sections.append("\n".join("\t".join(row) for row in rows))
    return "\n\n".join(sections) + "\n"


def with_spaces(printed: Printed) -> str:
    """The standard with runs of spaces between the cells, each column begun at one place.

    A column is as wide as its widest cell but never wider than the standard's `widest` allows; a
    longer cell pushes the rest of its row to the right. The lines of a cell of the header stand
    below one another, those of other cells become one line.
    """
    sections = [printed.title]
    for table in printed.tables:
        if table.kind in {"attitudes", "notes"}:
            sections += _running_text(table, " " * _GAP)
        else:
            widest = int(printed.carriers.get("widest", 10_000)) if table.kind == "main" else 10_000
            sections.append("\n".join(_aligned(table, widest)))
    return "\n\n".join(sections) + "\n"


def _aligned(table: Table, widest: int) -> Iterator[str]:
    rows = [line for row in _texts(table) for line in _lines(row, table.kind)]
    starts = [0]
    for column in range(len(rows[0]) - 1):
        width = max(display_width(row[column]) for row in rows)
        starts.append(starts[-1] + min(width, widest) + _GAP)
    for row in rows:
        line, end = "", 0
        for start, text in zip(starts, row, strict=True):
            if text:
                gap = max(start - end, _GAP if line else 0)
                line += " " * gap + text
                end += gap + display_width(text)
        yield line


def _lines(row: list[str], kind: str) -> Iterator[list[str]]:
    """A row as lines of text: one, or as many as a value of the header has."""
    if kind != "header":
        yield [" ".join(text.split("\n")) for text in row]
        return
    labels = ["".join(text.split("\n")) for text in row[:_LABELS]]
    values = (text.split("\n") for text in row[_LABELS:])
    for index, line in enumerate(itertools.zip_longest(*values, fillvalue="")):
        yield [*(labels if not index else [""] * _LABELS), *line]


def _running_text(table: Table, gap: str) -> Iterator[str]:
    """Attitudes and notes: the heading, then one paragraph after the other."""
    heading, *rows = table.cells
    yield _text(heading[0])
    apart = table.kind == "attitudes"
    lines: list[str] = []
    for row in rows:
        for cell in row:
            for part in cell.parts if isinstance(cell, Cell) else ():
                if isinstance(part, str):
                    lines += part.split("\n")
                else:
                    lines += [gap.join(_text(inner) for inner in inside) for inside in part.cells]
    yield ("\n\n" if apart else "\n").join(lines)


def _texts(table: Table) -> Iterator[list[str]]:
    return ([_text(cell) for cell in row] for row in table.cells)


def _text(cell: Cell | str) -> str:
    """The text of a cell; a place that another one covers has none."""
    return "" if isinstance(cell, str) else "\n".join(str(part) for part in cell.parts)


def _on_one_line(text: str, *, quoted: bool) -> str:
    if "\n" not in text:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if quoted else " ".join(text.split("\n"))
