"""What a workbook is made of: sheets of cells, before anything lays them out."""

import dataclasses
import enum
import re
from collections.abc import Iterable, Iterator

from curriculum.text import CONTROL

LONGEST = 16_000
"""Characters of the longest text that a cell holds on every program, emoji counting two."""
MARKER = "curriculum:"
"""Opens the first cell of a sheet's hidden first row, followed by the sheet's key."""

HEAD = "#"
"""Opens the key of a row of the head."""

_COMMA = "、"
Value = str | float
"""What a cell shows; an empty text where it shows nothing."""


class Look(enum.StrEnum):
    """What a cell is for; the ones that may be edited come first."""

    MARK = "mark"
    """● or ○."""
    CHOICE = "choice"
    """● or nothing."""
    TEXT = "text"
    NAMES = "names"
    """Names with a comma of any kind between them."""
    HOURS = "hours"
    ENTRY = "entry"
    """Filled in while the course runs; the plan says nothing there."""
    PEN = "pen"
    """Room for a signature."""
    FIXED = "fixed"
    """Grey, not to be edited."""
    CODE = "code"
    """The code or id by which a row is known: grey as well."""
    COUNT = "count"
    """What a formula gives."""
    HEAD = "head"
    NOTE = "note"
    """A line of explanation."""
    TITLE = "title"
    KEY = "key"
    """Only for the program."""


EDITABLE = frozenset({Look.MARK, Look.CHOICE, Look.TEXT, Look.NAMES, Look.HOURS})
"""The looks of cells that a trainer may change."""
COMPARED = EDITABLE | {Look.FIXED, Look.HEAD, Look.NOTE}
"""The looks of cells that are compared with what was exported; the others are the program's."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SheetCell:
    """A cell: what it shows, what it is for."""

    value: Value = ""
    """Of a formula, its result."""
    look: Look = Look.FIXED
    formula: str = ""
    remark: str = ""
    """A comment beside the cell."""
    tint: str = ""
    """What its colour says: a band, or `decided`."""
    across: int = 1
    """How many columns it covers, counted to the right from its own."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet, row by row from the top; the first row is hidden and holds the column keys."""

    key: str
    title: str
    widths: tuple[float, ...]
    """Width of each column, in characters of the workbook's plain font."""
    rows: tuple[tuple[SheetCell, ...], ...]
    head: int = 0
    """Number of rows that stay in sight and are repeated on paper; the last names the columns."""
    fixed: int = 0
    """Number of columns that stay in sight and are repeated on paper."""
    items: int = 0
    """Number of rows below the head that can be sorted and filtered; the others close the sheet."""

    @property
    def body(self) -> tuple[tuple[SheetCell, ...], ...]:
        """The rows below the head."""
        return self.rows[self.head :]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns; the first is the marker."""
        return tuple(str(cell.value) for cell in self.rows[0])

    def row_keys(self) -> tuple[str, ...]:
        """What each row is known by: a row of the head by its number, the others by their code."""
        heads = tuple(f"{HEAD}{number}" for number in range(self.head))
        return (*heads, *(str(row[0].value) for row in self.body))

    def cells(self) -> Iterator[tuple[str, str, SheetCell]]:
        """The cells that are compared, each with the keys of its row and of its column."""
        for key, row in zip(self.row_keys()[1:], self.rows[1:], strict=True):
            for column, cell in zip(self.columns, row, strict=True):
                if cell.look in COMPARED:
                    yield key, column, cell


def keys_row(key: str, columns: tuple[str, ...]) -> tuple[SheetCell, ...]:
    """The hidden first row of a sheet."""
    return tuple(SheetCell(value=name, look=Look.KEY) for name in (MARKER + key, *columns))


def text_cell(text: str, look: Look = Look.FIXED, *, remark: str = "", tint: str = "") -> SheetCell:
    """A cell with a text of any origin: what no cell can hold is left out.

    A text too long for a cell is shown cut and cannot be edited there.
    """
    shown = plain(text)
    if len(shown) > LONGEST:
        shown, look = f"{shown[:LONGEST]}…", Look.FIXED
    return SheetCell(value=shown, look=look, remark=plain(remark)[:LONGEST], tint=tint)


def plain(text: str) -> str:
    """A text without what XML and cells cannot hold."""
    return re.sub("[\ufffe\uffff]", "", CONTROL.sub("", re.sub("\r\n?", "\n", text))).strip()


def named(names: Iterable[str]) -> str:
    """Several names in a cell."""
    return _COMMA.join(names)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a cell, whatever stands between them."""
    return tuple(name for part in re.split("[、，,;；\n]", text) if (name := part.strip()))


def shown(value: Value) -> str:
    """A value as text, to remember and compare: 4.5, and 4 for 4.0."""
    return value if isinstance(value, str) else f"{value:g}"


def formula_text(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def column_name(number: int) -> str:
    """The letters of a column, counted from 0: A … Z, AA …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
