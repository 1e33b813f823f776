"""The carrier for published text: tab-separated cells, one row a line -> grid."""

import re
from collections.abc import Iterator

from curriculum.problems import Place
from curriculum.reading.grid import Cell, Grid, Row
from curriculum.reading.limits import check_row

# A spreadsheet puts a cell with line breaks in quotes and doubles the quotes inside. A quoted cell
# never holds a tab, which keeps a stray quotation mark from swallowing the rest of the file.
_FIELD = re.compile(r'"(?P<quoted>(?:[^"\t]|"")*)"(?=\t|\n|\Z)|(?P<plain>[^\t\n]*)')
_TABLE_WIDTH = 7
_KNOWLEDGE_OR_SKILL = re.compile(r"\s*[A-Z]?[KS]\.?\d")
_STARTS_A_ROW = re.compile(r"\s*[TＴ]\s*\.?\s*\d|\s*(?:主要職責|職能內涵|說明與補充事項)")


def read_grid(text: str, path: str) -> Grid:
    """The grid of a published text.

    Args:
        text: The whole file, decoded; any kind of line ending.
        path: The file's name for places.

    Raises:
        SourceError: See `limits.check_row`.
    """
    unified = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    rows = _rejoined(_rows(unified, path))
    return Grid(tuple(row for row in rows if row.filled), Place(path=path, line=1))


def _rows(text: str, path: str) -> Iterator[Row]:
    position, line, line_start = 0, 1, 0
    cells: list[Cell] = []
    filled = 0
    while position <= len(text):
        match = _FIELD.match(text, position)
        if match is None:  # the second alternative matches anything, even nothing
            break
        place = Place(path=path, line=line, column=position - line_start + 1)
        cells.append(Cell(_content(match), place))
        filled += bool(match[0].strip()) and not any(cell.text.strip() for cell in cells[:-1])
        check_row(filled, len(cells), place)
        line += match[0].count("\n")
        position = match.end() + 1
        if match.end() == len(text) or text[match.end()] == "\n":
            yield Row(tuple(cells))
            cells = []
            line += 1
            line_start = position


def _content(match: re.Match[str]) -> str:
    quoted = match["quoted"]
    return match["plain"] if quoted is None else quoted.replace('""', '"')


def _rejoined(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with the lines of an unquoted multi-line cell put back into their cell.

    Only a row of the main table can be cut: one with several cells and fewer than the table has,
    followed by a line that begins in the first column without a code of the first two columns.
    """
    held: Row | None = None
    in_table = False
    for row in rows:
        if any("行為指標" in "".join(cell.text.split()) for cell in row.cells):
            in_table = True
        elif len(row.cells) == 1 and _STARTS_A_ROW.match(row.cells[0].text):
            in_table = False
        if held is not None and in_table and _continues(held, row):
            held = _glue(held, row)
            continue
        if held is not None:
            yield held
        held = row
    if held is not None:
        yield held


def _continues(held: Row, row: Row) -> bool:
    first = row.cells[0].text
    if len(held.cells) == _TABLE_WIDTH:
        # The last cell of a whole row goes on only with an item of its own kind: anything else
        # between two rows may be a footer.
        return len(row.cells) == 1 and bool(_KNOWLEDGE_OR_SKILL.match(first))
    return (
        1 < len(held.cells) < _TABLE_WIDTH
        and len(held.cells) + len(row.cells) - 1 <= _TABLE_WIDTH
        and bool(first.strip())
        and not _STARTS_A_ROW.match(first)
    )


def _glue(held: Row, row: Row) -> Row:
    last, first = held.cells[-1], row.cells[0]
    joined = Cell(f"{last.text}\n{first.text}", last.place)
    return Row((*held.cells[:-1], joined, *row.cells[1:]))
