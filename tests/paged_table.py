"""A main table as it lies on pages of any height: the grid of the whole, and that of its PDF.

Nothing here knows how a standard is read: cells are wrapped, and cut wherever a page ends, as an
office program does, and handed on as the reader of PDF files hands them on.
"""

import dataclasses
import re
from collections.abc import Iterator, Sequence

from curriculum.problems import Place
from curriculum.reading.grid import Cell, Grid, Row

ABOVE = "^"
"""A cell that is merged with the one above it."""
HEADING = (
    "主要職責",
    "工作任務",
    "工作產出",
    "行為指標",
    "職能級別",
    "K=knowledge知識",
    "S=skills技能",
)
_CODE = re.compile(r"[TOPKS]\d")
_CLOSING = "，。、；："
_SURELY_ROOM = 2.3
"""Characters that would have fitted behind a line which somebody ended."""
_PATH = "x.pdf"


@dataclasses.dataclass(frozen=True, slots=True)
class _Line:
    text: str
    room: float
    """What is left of it, in characters."""


Table = Sequence[Sequence[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class _Layout:
    table: Table
    cells: dict[tuple[int, int], list[_Line]]
    """Row and column -> the lines of the cell that begins there."""
    pages: list[list[int]]
    """Of every line of every row."""


def whole(table: Table) -> Grid:
    """The grid of a carrier without pages."""
    rows = [_heading(1, begins_page=False)]
    for number, row in enumerate(table, start=2):
        cells = (
            Cell("" if text == ABOVE else text, _place(1, number, at), covered=text == ABOVE)
            for at, text in enumerate(row)
        )
        rows.append(Row(tuple(cells)))
    return Grid(tuple(rows), Place(path=_PATH, line=1))


def paged(
    table: Table, widths: Sequence[float], height: int, *, keeps_rows: bool, repeats_heading: bool
) -> Grid:
    """The grid of a PDF file.

    Args:
        table: The printed rows.
        widths: Of the columns, in Chinese characters.
        height: Of a page, in lines.
        keeps_rows: Whether a row that fits on a page is never cut.
        repeats_heading: Whether every page begins with the heading.
    """
    cells = _wrapped(table, widths)
    pages = _pages_of_rows(_heights(table, cells), height, keeps_rows=keeps_rows)
    layout = _Layout(table, cells, pages)
    rows = [_heading(1, begins_page=False)]
    for page in range(pages[-1][-1] + 1):
        here = [number for number, lines in enumerate(pages) if page in lines]
        is_next = page > 0
        if is_next and repeats_heading:
            rows.append(_heading(page + 1, begins_page=True))
        for line, number in enumerate(here, start=2):
            texts = [_printed(layout, page, number, column) for column in range(len(HEADING))]
            row = tuple(
                Cell(text or "", _place(page + 1, line, column), covered=text is None)
                for column, text in enumerate(texts)
            )
            is_first = is_next and not repeats_heading and number == here[0]
            rows.append(Row(row, begins_page=is_first))
    return Grid(tuple(rows), Place(path=_PATH, page=1))


def _heading(page: int, *, begins_page: bool) -> Row:
    cells = (Cell(text, _place(page, 1, column)) for column, text in enumerate(HEADING))
    return Row(tuple(cells), begins_page=begins_page)


def _place(page: int, line: int, column: int) -> Place:
    return Place(path=_PATH, page=page, line=line, column=column + 1)


def _owner(table: Table, number: int, column: int) -> int:
    """The row in which a merged cell begins."""
    while table[number][column] == ABOVE:
        number -= 1
    return number


def _last(table: Table, number: int, column: int) -> int:
    """The row in which the cell that begins in a row ends."""
    while number + 1 < len(table) and table[number + 1][column] == ABOVE:
        number += 1
    return number


def _wrapped(table: Table, widths: Sequence[float]) -> dict[tuple[int, int], list[_Line]]:
    """The lines of every cell at the row in which it begins."""
    return {
        (number, column): [
            line for paragraph in text.split("\n") for line in _lines(paragraph, widths[column])
        ]
        for number, row in enumerate(table)
        for column, text in enumerate(row)
        if text not in {ABOVE, ""}
    }


def _lines(paragraph: str, width: float) -> Iterator[_Line]:
    line, room = "", width
    for unit, needed in _units(paragraph):
        if line and needed > room:
            yield _Line(line, 0)
            line, room = "", width
        line, room = line + unit, room - needed
    yield _Line(line, room)


def _units(paragraph: str) -> Iterator[tuple[str, float]]:
    """What no program cuts, a code or a character with its punctuation, and how wide it is."""
    unit, width = "", 0.0
    for character in paragraph:
        is_narrow = character.isascii()
        goes_on = character in _CLOSING or (is_narrow and unit.isascii())
        if unit and not goes_on:
            yield unit, width
            unit, width = "", 0.0
        unit, width = unit + character, width + (0.5 if is_narrow else 1)
    yield unit, width


def _heights(table: Table, cells: dict[tuple[int, int], list[_Line]]) -> list[int]:
    """How many lines each row takes; what a merged cell needs besides, its last row gives."""
    heights = [1] * len(table)
    for (number, column), lines in sorted(cells.items(), key=lambda each: _last(table, *each[0])):
        last = _last(table, number, column)
        missing = len(lines) - sum(heights[number : last + 1])
        heights[last] += max(missing, 0)
    return heights


def _pages_of_rows(heights: list[int], height: int, *, keeps_rows: bool) -> list[list[int]]:
    """The page of every line of every row."""
    pages: list[list[int]] = []
    page, room = 0, height
    for needed in heights:
        if not room or (keeps_rows and room < needed <= height):
            page, room = page + 1, height
        lines = []
        for _ in range(needed):
            if not room:
                page, room = page + 1, height
            lines.append(page)
            room -= 1
        pages.append(lines)
    return pages


def _printed(layout: _Layout, page: int, number: int, column: int) -> str | None:
    """What a row prints in a column of one page; None where a merged cell covers it.

    A merged cell begins anew on every page.
    """
    table, pages = layout.table, layout.pages
    owner = _owner(table, number, column)
    if any(page in pages[above] for above in range(owner, number)):
        return None
    lines = layout.cells.get((owner, column), [])
    slots = [at for row in pages[owner : _last(table, owner, column) + 1] for at in row]
    return _joined([line for line, at in zip(lines, slots, strict=False) if at == page])


def _joined(lines: list[_Line]) -> str:
    """The lines of a cell, a break where somebody ended one, as far as can be seen."""
    text = ""
    for at, line in enumerate(lines):
        text += line.text
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is None:
            text += "\n" * (line.room > _SURELY_ROOM)
        elif _CODE.match(following.text) or line.room > next(_units(following.text))[1]:
            text += "\n"
    return text
