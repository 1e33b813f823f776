"""What Word and OpenDocument share: a body of paragraphs and tables -> grid."""

import abc
import dataclasses
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.merged import Budget, Table
from curriculum.reading.grid import Cell, Grid, Row
from curriculum.reading.limits import DEEPEST

Part = str | Table
"""A paragraph, or a table."""


def in_a_cell(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of a cell: a tab divides cells only in running text."""
    return (part.replace("\t", " ") if isinstance(part, str) else part for part in parts)


class OfficeDocument(abc.ABC):
    """Walks through the body; paragraphs outside of tables are counted, but for empty ones."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.budget = Budget(Place(path=path))
        self._paragraphs = 0
        self.row: Place | None = None
        """The row of a table that is being read."""
        self._hidden: list[Cell] = []

    @abc.abstractmethod
    def parts(self, element: Element, depth: int) -> Iterator[Part]:
        """Paragraphs and tables inside a body, cell or text box, in printed order."""

    def grid(self, body: Element) -> Grid:
        """The lines of the paragraphs and the rows of all tables."""
        rows = (row for row in self._rows(body) if row.filled)
        return Grid(tuple(rows), Place(path=self._path, line=1), hidden=tuple(self._hidden))

    def hide(self, text: str) -> None:
        """Takes a text that nobody sees."""
        place = self.row or Place(path=self._path, line=self._paragraphs + 1)
        if text.strip():
            self._hidden.append(Cell(text, place))

    def check(self, depth: int) -> None:
        """Refuses elements that lie inside one another as in no document.

        Raises:
            SourceError: `too-complex`.
        """
        if depth > DEEPEST:
            raise SourceError("too-complex", place=self.budget.place)

    def _rows(self, body: Element) -> Iterator[Row]:
        for part in self.parts(body, 0):
            self.row = None
            if isinstance(part, Table):
                yield from part.grid_rows()
                continue
            self._paragraphs += bool(part.strip())
            place = Place(path=self._path, line=self._paragraphs)
            for line in part.split("\n"):
                cells = enumerate(line.split("\t"), start=1)
                yield Row(
                    tuple(
                        Cell(text, dataclasses.replace(place, column=column))
                        for column, text in cells
                    )
                )
