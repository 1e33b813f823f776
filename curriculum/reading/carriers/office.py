"""What Word and OpenDocument share: a body of paragraphs and tables -> grid."""

import abc
import dataclasses
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.merged import Budget, Content, Table
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
        self.here: Place | None = None
        """The cell that is being read."""
        self._read: list[Row] = []
        self._margins: dict[str, None] = {}
        self._beside: list[Cell] = []
        self._hidden: list[Cell] = []

    @abc.abstractmethod
    def parts(self, element: Element, depth: int) -> Iterator[Part]:
        """Paragraphs and tables inside a body, cell or text box, in printed order."""

    def read(self, body: Element) -> None:
        """Takes the lines of the paragraphs and the rows of all tables."""
        self._read += [row for row in self._rows(body) if row.filled]

    def grid(self) -> Grid:
        """Everything that was taken."""
        place = Place(path=self._path, line=1)
        margins = tuple(Cell(text, place) for text in self._margins)
        return Grid(tuple(self._read), place, margins, tuple(self._beside), tuple(self._hidden))

    def margin(self, element: Element) -> None:
        """Takes the running head or foot of some pages."""
        text = self._aside(element)
        self._margins |= {text: None} if text.strip() else {}

    def beside(self, element: Element, place: Place) -> None:
        """Takes a footnote or comment on what stands at a place."""
        self._beside.append(Cell(self._aside(element), place))

    def _aside(self, element: Element) -> str:
        """Everything in an element outside the text, whose tables nobody counts."""
        here, tables = self.here, self.budget.tables
        text = Content(Place(path=self._path), parts=list(self.parts(element, 1))).text
        self.here, self.budget.tables = here, tables
        return text

    @property
    def current(self) -> Place:
        """Where the paragraph stands that is being read."""
        return self.here or Place(path=self._path, line=self._paragraphs + 1)

    def hide(self, text: str) -> None:
        """Takes a text that nobody sees."""
        if text.strip():
            self._hidden.append(Cell(text, self.current))

    def check(self, depth: int) -> None:
        """Refuses elements that lie inside one another as in no document.

        Raises:
            SourceError: `too-complex`.
        """
        if depth > DEEPEST:
            raise SourceError("too-complex", place=self.budget.place)

    def _rows(self, body: Element) -> Iterator[Row]:
        for part in self.parts(body, 0):
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
