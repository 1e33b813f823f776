"""Reads a saved workbook: the numbers and words that its cells show, computed ones as stored."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from sameness.saved import Block, Cell, Heading, Paragraph, Saved, Table, cell_of

BESIDE = "｜"
"""Between cells that stand beside each other without a heading above them."""


def sheet_file(path: Path) -> Saved:
    """What the file says; each sheet is a document whose first cell is its heading."""
    book = openpyxl.load_workbook(path, data_only=True)
    blocks = tuple(block for sheet in book.worksheets for block in _blocks(sheet))
    return Saved(path.name, blocks)


def rows_of(sheet: Worksheet) -> tuple[list[list[str]], list[int]]:
    """What the cells show, row by row, and which rows are titles of columns: they leave no gap."""
    rows = [[_shown(each.value) for each in row] for row in sheet.iter_rows()]
    heads = [
        number
        for number, row in enumerate(rows)
        if len(row) > 2 and all(each and not each[0].isdigit() for each in row)
    ]
    return rows, heads


def _blocks(sheet: Worksheet) -> Iterator[Block]:
    rows, heads = rows_of(sheet)
    for span in sheet.merged_cells.ranges:
        for place in range(span.min_row - 1, span.max_row):
            for column in range(span.min_col - 1, span.max_col):
                rows[place][column] = rows[span.min_row - 1][span.min_col - 1]
    yield Heading(1, rows[0][0])
    columns: tuple[str, ...] = ()
    body: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows[1:], 1):
        if columns and any(row):
            body.append(tuple(cell_of(each.split("\n")) for each in row))
        elif columns:
            yield Table("", columns, tuple(body))
            columns, body = (), []
        elif number in heads:
            columns = tuple(row)
        elif any(row):
            yield Paragraph(BESIDE.join(name for name, _ in itertools.groupby(row) if name))
    if columns:
        yield Table("", columns, tuple(body))


def _shown(value: object) -> str:
    """A value as a cell shows it."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, int | float) else str(value)
