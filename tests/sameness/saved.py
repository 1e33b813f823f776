"""What a saved file says, whatever kind of file it is: headings, tables and paragraphs in order."""

import dataclasses
import re
from collections.abc import Iterator

TICKED, EMPTY = "☑", "☐"
"""How a box to tick stands in a line, whatever the carrier draws."""

Cell = tuple[str, ...]
"""The lines of a cell; nothing to read is no line at all."""


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading; a document of the file begins with one of level 1."""

    level: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an entry of a list."""

    text: str
    is_contents: bool = False
    """Whether it is a line of the table of contents."""


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table; merged cells stand in every place that they cover."""

    caption: str
    columns: tuple[str, ...]
    """Their titles; none where the first cell of each row names what stands beside it."""
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Table


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: below which headings."""

    document: str = ""
    section: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Saved:
    """A file, read."""

    name: str
    blocks: tuple[Block, ...]
    is_wrapped: bool = False
    """Whether lines were broken for the page, so that only letters can be compared."""

    def placed(self) -> Iterator[tuple[Place, Paragraph | Table]]:
        """Everything but the headings, with the headings above it."""
        place = Place()
        for block in self.blocks:
            if not isinstance(block, Heading):
                yield place, block
            elif block.level == 1:
                place = Place(block.text, block.text)
            else:
                place = Place(place.document, block.text)

    def documents(self) -> tuple[str, ...]:
        """The headings of the documents in the file."""
        return tuple(
            each.text for each in self.blocks if isinstance(each, Heading) and each.level == 1
        )


def cell_of(lines: list[str]) -> Cell:
    """A cell of these lines; a box stands directly before its word."""
    tidied = tuple(re.sub(f"([{TICKED}{EMPTY}])\\s+", r"\1", line).strip() for line in lines)
    return tuple(line for line in tidied if line)


def squeezed(text: str) -> str:
    """A text without its white space, which a page puts where it likes."""
    return "".join(text.split())


def put_reached(cells: list[Cell], reaching: dict[int, tuple[int, Cell]]) -> None:
    """Puts in the cells that reach down to this row from above."""
    while (column := len(cells)) in reaching:
        left, lines = reaching.pop(column)
        if left > 1:
            reaching[column] = (left - 1, lines)
        cells.append(lines)
