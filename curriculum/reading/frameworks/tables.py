"""Tables of text: tabs or commas between the cells, the columns known by their names."""

import csv
import functools
import io
import re
from collections.abc import Iterable, Iterator

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.frameworks.outline import one_line
from curriculum.reading.frameworks.parts import LARGEST_TABLE, Part
from curriculum.standard import Repair

_DELIMITERS = ("\t", ",", ";")


class Row:
    """One row: its cells by the names of their columns."""

    def __init__(self, cells: dict[str, str], place: Place) -> None:
        self._cells = cells
        self.place = place

    def __getitem__(self, column: str) -> str:
        """The text in a column, on one line; empty where the row or the table has none."""
        return one_line(self._cells.get(column_key(column), ""))


class Table:
    """A part that may be a table: its first line names the columns."""

    def __init__(self, part: Part, repairs: list[Repair]) -> None:
        self.part = part
        self._repairs = repairs
        head = re.split("[\r\n]", part.beginning.lstrip("\r\n"), maxsplit=1)[0]
        self._delimiter = max(_DELIMITERS, key=head.count)
        cells = next(csv.reader([head.strip()], delimiter=self._delimiter), [])
        self._columns = [column_key(cell) for cell in cells]

    def has(self, *columns: str) -> bool:
        """Whether the table has all of these columns."""
        return all(column_key(column) in self._columns for column in columns)

    @functools.cached_property
    def _text(self) -> str:
        return self.part.text(LARGEST_TABLE, self._repairs).lstrip("\r\n")

    def rows(self, column: str = "", values: Iterable[str] = ()) -> Iterator[Row]:
        """The rows in printed order; only those with one of the values in a column, if named.

        Raises:
            SourceError: `framework-broken` where a row cannot be read.
        """
        wanted = set(values)
        key = column_key(column)
        index = self._columns.index(key) if column else 0
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self._delimiter)
        try:
            line = 1
            for number, cells in enumerate(reader):
                begins, line = line, reader.line_num + 1
                chosen = len(cells) > index and (not column or one_line(cells[index]) in wanted)
                if number and chosen:
                    found = dict(zip(self._columns, cells, strict=False))
                    yield Row(found, Place(path=self.part.shown, line=begins))
        except csv.Error as error:
            place = Place(path=self.part.shown, line=reader.line_num)
            raise SourceError("framework-broken", place=place, reason=str(error)) from error


@functools.cache
def column_key(name: str) -> str:
    """A column's name as all editions write it: `O*NET-SOC Code`, `onetsoc_code`."""
    return re.sub(r"[^a-z0-9]+", "", name[:80].casefold())
