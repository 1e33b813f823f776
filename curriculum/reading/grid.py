"""The grid: what every carrier (text, and later PDF, ODT, DOCX, HTML) turns its file into.

One module (`reading.form`) turns a grid into a `Standard`, so that an irregularity is handled
once for all carriers.
"""

import dataclasses

from curriculum.problems import Place


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed, with the line breaks inside it."""

    text: str
    place: Place


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One row of cells, left to right; a line of running text is a row of one cell."""

    cells: tuple[Cell, ...]

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return self.cells[0].place

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells in which something is printed."""
        return tuple(cell for cell in self.cells if cell.text.strip())

    @property
    def text(self) -> str:
        """The whole row on one line, for reports."""
        return " | ".join(" ".join(cell.text.split()) for cell in self.filled)


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """A document as rows, in printed order, without the empty ones."""

    rows: tuple[Row, ...]
    place: Place
