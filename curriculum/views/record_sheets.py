"""What the workbooks of the kit are made of: sheets to print and to fill in while a course runs.

Rows and columns are counted from 0. A formula carries its result, for programs that do not
calculate.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.text import on_one_line
from curriculum.views import pages
from curriculum.views.sheets import Look, SheetCell, column_name, plain, text_cell

Row = tuple[SheetCell, ...]
HEAD = 4
"""Rows above the learners, on every sheet that has a row for each."""
_LONGEST_NAME = 31
_ILLEGAL = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_RESERVED = "history"
"""What Excel keeps for itself."""
_LONGEST_FOOTER = 90
_LINE = 110
"""Columns of a line that is read in one go."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of cells, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As formulas of any cell name it: `$C$5:$F$34`."""
        return (
            f"${column_name(self.left)}${self.top + 1}:${column_name(self.right)}${self.bottom + 1}"
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be typed in an area."""

    area: Area
    choices: tuple[str, ...] = ()
    """One of these; without any, a number."""
    least: float = 0
    most: float = 0
    is_whole: bool = False
    message: str
    """What is said to whoever types something else."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Cells that are coloured while a formula is true."""

    area: Area
    formula: str
    """For the area's first cell; relative names move along."""
    tint: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """A sheet, row by row from the top."""

    title: str
    """Its name: legal, and unique in its workbook."""
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: int = 0
    """Rows that stay in sight."""
    repeated: int = 0
    """How many of them, the lowest, come again on every page."""
    fixed: int = 0
    """Columns that stay in sight and come again on every page."""
    filtered: Area | None = None
    """Rows that can be filtered, with the one that names the columns."""
    rules: tuple[Rule, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    is_landscape: bool = True
    is_filled_in: bool = True
    """Whether it has cells to fill in, and the others are to be kept from slips."""
    row_height: float = 18.0
    """Points of a row of a single line."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RecordBook:
    """A workbook of the kit."""

    sheets: tuple[RecordSheet, ...]
    footer: str
    """What stands at the foot of every page, beside its number."""


def footer(course: Course, labels: Labels) -> str:
    """The code and the version of the standard, and the title of the course."""
    version = course.standard.current_version
    known = (course.standard.code, version.version if version else "", course.title)
    texts = (on_one_line(plain(text))[:_LONGEST_FOOTER] for text in known)
    return labels["identity.separator"].join(text for text in texts if text)[:_LONGEST_FOOTER]


def identity_text(course: Course, labels: Labels) -> str:
    """What the workbook was made from, and that it is not an official one."""
    identity = pages.identity(course.standard, labels)
    colon, bar = labels["punctuation.colon"], labels["identity.separator"]
    facts = bar.join(f"{fact.label}{colon}{fact.text}" for fact in identity.facts)
    return f"{facts}\n{identity.notice}"


def sheet_names(wanted: Sequence[str]) -> tuple[str, ...]:
    """Names that a workbook can have, each once: short, without signs of formulas and paths."""
    taken: set[str] = set()
    return tuple(_free_name(name, taken) for name in wanted)


def _free_name(wanted: str, taken: set[str]) -> str:
    legal = " ".join(plain(wanted).translate(_ILLEGAL).split()).strip("' ")
    legal = legal if legal.casefold() != _RESERVED else ""
    number, name = 1, _cut(legal, _LONGEST_NAME)
    while not name or name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = _cut(legal, _LONGEST_NAME - len(ending)) + ending
    taken.add(name.casefold())
    return name


def _cut(text: str, most: int) -> str:
    """The beginning of a text, emoji counting two as they do in workbooks."""
    units = text.encode("utf-16-le")[: most * 2]
    return units.decode("utf-16-le", "ignore").strip("' ")


def on_sheet(title: str, cells: str) -> str:
    """Cells of another sheet, as a formula names them."""
    return f"'{title.replace(chr(39), chr(39) * 2)}'!{cells}"


def cell_name(row: int, column: int) -> str:
    """A cell as formulas name it: `C5`."""
    return f"{column_name(column)}{row + 1}"


def fixed_name(row: int, column: int) -> str:
    """A cell that formulas copied elsewhere go on naming: `$C$5`."""
    return f"${column_name(column)}${row + 1}"


def banner(text: str, look: Look, widths: Sequence[float]) -> Row:
    """A line across the sheet, as far as one reads it in one go."""
    across, width = 1, widths[0]
    while across < len(widths) and width + widths[across] <= _LINE:
        width += widths[across]
        across += 1
    cell = dataclasses.replace(text_cell(text, look), across=across)
    return filled((cell,), len(widths))


def filled(cells: Sequence[SheetCell], width: int) -> Row:
    """A row with empty cells up to its width; a cell that covers others stands for them all."""
    row: list[SheetCell] = []
    for cell in cells:
        row += [cell, *(SheetCell(look=cell.look) for _ in range(cell.across - 1))]
    return (*row, *(SheetCell(look=Look.NOTE) for _ in range(width - len(row))))


def heads(words: Sequence[str]) -> Row:
    """The names of columns."""
    return tuple(text_cell(word, Look.HEAD) for word in words)


def entries(count: int) -> Iterator[SheetCell]:
    """Cells to fill in."""
    return (SheetCell(look=Look.ENTRY) for _ in range(count))
