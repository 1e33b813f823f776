"""Tables with merged cells -> rows of a grid: what web pages and office documents share."""

import dataclasses
from collections.abc import Iterator

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.grid import Cell, Row
from curriculum.reading.limits import MOST_CELLS, MOST_COLUMNS

_MOST_ROWS_OF_A_CELL = 10_000


class Budget:
    """Counts the tables and cells of a document, so that a few bytes cannot ask for millions."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._cells = 0
        self.tables = 0
        """How many tables have begun."""

    def next_table(self) -> int:
        """The number of a table that begins."""
        self.tables += 1
        return self.tables

    def spend(self, cells: int = 1) -> None:
        """Takes cells off.

        Raises:
            SourceError: `too-complex`.
        """
        self._cells += cells
        if self._cells > MOST_CELLS:
            raise SourceError("too-complex", place=self.place)


@dataclasses.dataclass(slots=True)
class Content:
    """What a cell holds: paragraphs, and tables printed inside it, in their order."""

    place: Place
    """Where it begins; a table gives its cells their places."""
    columns: int = 1
    rows: int = 1
    parts: list["str | Table"] = dataclasses.field(default_factory=list)

    @property
    def text(self) -> str:
        """Everything in it, a line a paragraph or row."""
        return "\n".join(
            part
            if isinstance(part, str)
            else "\n".join(" ".join(row.text.split("|")) for row in part.grid_rows())
            for part in self.parts
        )


class Table:
    """A table under construction; what a merged cell covers becomes an empty cell.

    Cells are placed as a person counts them: by table, row, and cell among those seen in the row.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._number = budget.next_table()
        self._rows: list[tuple[list[tuple[int, Content]], int]] = []
        self._below: dict[int, tuple[int, int]] = {}
        """Column -> in how many more rows a merged cell covers it, and where that cell begins."""
        self._above: set[int] = set()
        """Where the merged cells begin that lie over places of the row."""
        self._seen = 0
        """Cells of the row so far, without those above."""
        self._covered: list[set[int]] = []

    @property
    def has_row(self) -> bool:
        """Whether a cell has a row to stand in."""
        return bool(self._rows)

    def begin_row(self) -> None:
        """Begins a row, with the places that cells above it cover."""
        self._covered.append(set(self._below))
        self._above = {start for _, start in self._below.values()}
        self._seen = 0
        self._below = {
            column: (left - 1, start) for column, (left, start) in self._below.items() if left > 1
        }
        self._rows.append(([], 0))

    @property
    def here(self) -> Place:
        """Where the next cell of the row stands."""
        _, at = self._rows[-1]
        while at in self._covered[-1]:
            at += 1
        number = self._seen + 1 + sum(start < at for start in self._above)
        path = self._budget.place.path
        return Place(path=path, table=self._number, line=len(self._rows), column=number)

    def skip(self, columns: int) -> None:
        """Leaves places of the row out, as Word does before an indented one."""
        cells, at = self._rows[-1]
        self._rows[-1] = (cells, min(at + max(columns, 0), MOST_COLUMNS))

    def add(self, cell: Content, *, is_covered: bool = False) -> None:
        """Takes the next cell of the row, behind the places that are covered.

        Args:
            cell: With as many rows and columns as it is merged over.
            is_covered: Whether the document itself names the place as covered.
        """
        cells, at = self._rows[-1]
        covered = self._covered[-1]
        while at in covered and not is_covered:
            at += 1
        columns = max(1, min(cell.columns, MOST_COLUMNS))
        if at + columns > MOST_COLUMNS:
            raise SourceError("too-complex", place=self._budget.place)
        self._budget.spend(columns)
        cell.place = self.here
        self._seen += 1
        if is_covered:
            covered.update(range(at, at + columns))
        else:
            cells.append((at, cell))
            covered.update(range(at + 1, at + columns))
            if cell.rows > 1:
                rows = min(cell.rows, _MOST_ROWS_OF_A_CELL) - 1
                self._below.update(dict.fromkeys(range(at, at + columns), (rows, at)))
        self._rows[-1] = (cells, at + columns)

    def grid_rows(self) -> Iterator[Row]:
        """The rows; a table in a row of its own cell only is spread over rows of its own."""
        for (cells, end), covered in zip(self._rows, self._covered, strict=True):
            if len(cells) == 1 and any(isinstance(part, Table) for part in cells[0][1].parts):
                yield from _spread(cells[0][1])
                continue
            if not cells:
                continue
            by_column = dict(cells)
            width = max([end, *(column + 1 for column in covered)])
            self._budget.spend(width)
            place = cells[0][1].place
            row = []
            for column in range(width):
                content = by_column.get(column)
                if content is None:
                    row.append(Cell("", place, covered=column in covered))
                else:
                    row.append(Cell(content.text, content.place))
            yield Row(tuple(row))


def _spread(content: Content) -> Iterator[Row]:
    """The parts of a cell one below the other: its lines, and the rows of its tables."""
    for part in content.parts:
        if isinstance(part, str):
            yield Row((Cell(part, content.place),))
        else:
            yield from part.grid_rows()
