"""How wide the columns of a printed table are.

Widths are measured in ems (the width of one Chinese character), from the text alone, so that the
same table is laid out alike whatever the size of its letters is. What a column needs depends on
its look: codes, numbers and boxes are never broken; texts share what is left by their length.
"""

import dataclasses
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from curriculum.views.parts import (
    Box,
    Cell,
    Code,
    Column,
    Line,
    Link,
    Mark,
    Missing,
    Span,
    Table,
    Tag,
    placed_rows,
)

PADDING = 1.1
"""Left and right of the words of a cell."""
BOX = 1.45
"""A box to tick with what stands between it and its words, as it is drawn in a PDF."""
_NARROWEST = 5.0
"""Of a column of Chinese text: below it a sentence becomes a pillar of characters."""
_LONGEST = {"short": 15.0, "code": 9.0, "number": 9.0, "tick": 13.0, "mark": 5.0}
"""What a column of these looks takes at most."""
_TO_WRITE = 5.0
"""A column to write in."""
_WORD = re.compile(r"[!-~]+")


@dataclasses.dataclass(slots=True)
class _Need:
    """What a column needs, and what it would like."""

    least: float
    liked: float
    weight: float
    """Its share of what is left when each has its least; nothing for a column that never grows."""


def column_widths(table: Table, room: float, box: float = BOX) -> tuple[float, ...]:
    """Width of each column; none where the columns do not fit beside each other.

    Args:
        table: The table.
        room: The width there is, in ems.
        box: What a box to tick takes of it.
    """
    needs = _needs(table, box)
    left = room - sum(need.least for need in needs)
    if left < 0:
        return ()
    return tuple(_shared(needs, left))


def least_widths(table: Table, box: float = BOX) -> tuple[float, ...]:
    """Width of each column below which it would break what should not be broken."""
    return tuple(need.least for need in _needs(table, box))


def _needs(table: Table, box: float) -> list[_Need]:
    return [_need(column, cells, box) for column, cells in _by_column(table)]


def width_of(line: Line, box: float = BOX) -> float:
    """Width of a line that is not broken."""
    return sum(width_of_text(_words(span)) + box * isinstance(span, Box) for span in line)


def width_of_text(text: str) -> float:
    """Width of a text on one line."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.3 if character in " .,:;!'|il()[]" else 0.68 if character.isupper() else 0.57


def _words(span: Span) -> str:
    match span:
        case str():
            return span
        case Missing(what):
            return f"{what}：　　　"
        case Tag(text):
            return f"（{text}）"
        case Mark(sign):
            return sign
        case Link(text) | Code(text) | Box(text):
            return text


def _by_column(table: Table) -> Iterator[tuple[Column, list[Cell]]]:
    """Each column with the cells that begin in it."""
    cells: list[list[Cell]] = [[] for _ in table.columns]
    for placed in placed_rows(table):
        for number, cell in placed:
            cells[number].append(cell)
    yield from zip(table.columns, cells, strict=True)


def _need(column: Column, cells: Iterable[Cell], box: float) -> _Need:
    lines = [line for cell in cells for line in cell.lines]
    natural = [width_of(line, box) for line in lines]
    longest = max(natural, default=0.0)
    head = _head_width(column.title)
    if column.look in _LONGEST:
        width = min(max(longest, head), _LONGEST[column.look]) + PADDING
        return _Need(width, width, 0.0)
    words = (len(word) for line in lines for span in line for word in _WORD.findall(_words(span)))
    word = min(max(words, default=0) * 0.57, _NARROWEST * 1.6)
    if column.look == "blank":
        return _Need(max(head, _TO_WRITE) + PADDING, longest + PADDING, 2.0)
    least = max(head, min(longest, _NARROWEST), word) + PADDING
    typical = sum(natural) / len(natural) if natural else 1.0
    return _Need(least, max(least, longest + PADDING), max(typical, 1.0) ** 0.8)


def _head_width(title: Line) -> float:
    """A column's title may stand on two lines, but its words are not broken."""
    text = "".join(map(_words, title))
    whole = width_of_text(text)
    longest = max((width_of_text(word) for word in _WORD.findall(text)), default=0.0)
    return whole if whole <= 4.5 else max(longest, whole / 2 + 0.5)


def _shared(needs: Sequence[_Need], left: float) -> Iterator[float]:
    """What is left, shared by weight; no column gets more than it likes while another wants it."""
    given = [need.least for need in needs]
    growing = [number for number, need in enumerate(needs) if need.weight]
    while left > 0.01 and (hungry := [n for n in growing if given[n] < needs[n].liked - 0.01]):
        total = sum(needs[number].weight for number in hungry)
        share = min(left / total, *((needs[n].liked - given[n]) / needs[n].weight for n in hungry))
        for number in hungry:
            given[number] += share * needs[number].weight
        left -= share * total
    spread = growing or range(len(needs))
    total = sum(given[number] for number in spread)
    for number, width in enumerate(given):
        yield width + (left * width / total if number in spread else 0.0)


def lines_needed(cells: Iterable[tuple[Cell, float]]) -> int:
    """How many lines the highest of some cells takes, each with its width."""
    return max(
        itertools.chain(
            (
                sum(1 + int(width_of(line) / max(width - PADDING, 1.0)) for line in cell.lines)
                for cell, width in cells
            ),
            (1,),
        )
    )
