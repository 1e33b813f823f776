"""The rows and cells of a form's table."""

from collections.abc import Iterator, Sequence

from curriculum.office.form.names import (
    CELL,
    COLUMNS_REPEATED,
    COLUMNS_SPANNED,
    COVERED,
    ROW,
    ROW_GROUPS,
    ROWS_REPEATED,
    ROWS_SPANNED,
)
from curriculum.office.form.texts import Element, copied, text_of
from curriculum.reading.carriers.package import number
from curriculum.reading.limits import MOST_COLUMNS


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, whether or not they stand in groups."""
    for child in table:
        if child.tag == ROW:
            yield child
        elif child.tag in ROW_GROUPS:
            yield from rows_of(child)


def owners_of(rows: Sequence[Element]) -> list[dict[int, Element]]:
    """Row by row: column -> the cell that covers it; merged cells cover several places."""
    owners: list[dict[int, Element]] = [{} for _ in rows]
    for place, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                continue
            count = max(number(cell, "number-columns-repeated"), 1)
            width = max(number(cell, "number-columns-spanned"), 1)
            for each in range(column, min(column + count, MOST_COLUMNS)):
                if cell.tag == CELL:
                    _cover(owners, place, each, cell, width)
            column += count
    return owners


def _cover(
    owners: list[dict[int, Element]], place: int, column: int, cell: Element, width: int
) -> None:
    height = max(number(cell, "number-rows-spanned"), 1)
    for row in owners[place : place + height]:
        for each in range(column, min(column + width, MOST_COLUMNS)):
            row.setdefault(each, cell)


def distinct(owners: dict[int, Element]) -> dict[int, Element]:
    """The cells of a row, each at its first column."""
    first: dict[Element, int] = {}
    for column in sorted(owners):
        first.setdefault(owners[column], column)
    return {column: cell for cell, column in first.items()}


def sample_rows(rows: Sequence[Element]) -> list[Element]:
    """The blank rows at the beginning: all that say what the first one says."""
    words = text_of(rows[0]).split()
    samples = []
    for row in rows:
        if text_of(row).split() != words:
            break
        samples.append(row)
    return samples


def blank_row(samples: Sequence[Element]) -> Element:
    """A row to copy: one without merged cells, each of its cells standing for itself."""
    row = copied(next((each for each in samples if not _is_merged(each)), samples[0]))
    row.attrib.pop(ROWS_REPEATED, None)
    for cell in list(row):
        if cell.tag in (CELL, COVERED):
            count = min(number(cell, "number-columns-repeated"), MOST_COLUMNS)
            cell.attrib.pop(COLUMNS_REPEATED, None)
            cell.attrib.pop(ROWS_SPANNED, None)
            if cell.tag == COVERED and COLUMNS_SPANNED not in _before(cell).attrib:
                cell.tag = CELL
            for _ in range(count - 1):
                cell.addnext(copied(cell))
    return row


def _before(cell: Element) -> Element:
    """The nearest cell to the left that is not covered; the cell itself where there is none."""
    left = cell.getprevious()
    while left is not None and left.tag == COVERED:
        left = left.getprevious()
    return cell if left is None else left


def _is_merged(row: Element) -> bool:
    return any(ROWS_SPANNED in cell.attrib or cell.tag == COVERED for cell in row)


def cover(cell: Element) -> None:
    """Makes a cell one that a cell above covers."""
    cell.tag = COVERED
    for child in list(cell):
        cell.remove(child)


def merge_down(cell: Element, rows: int) -> None:
    """Lets a cell cover rows below its own."""
    if rows > 1:
        cell.set(ROWS_SPANNED, str(rows))
