"""What stands before the main table: title, version history and the header's fields."""

import dataclasses
import re

from curriculum.problems import NOWHERE, Place
from curriculum.reading.cleaning import lost_space
from curriculum.reading.grid import Cell, Row
from curriculum.reading.record import Record
from curriculum.standard import Category, Version
from curriculum.text import fold_width

_VERSION_COLUMNS = {
    "版本": "version",
    "職能基準代碼": "code",
    "職能基準名稱": "name",
    "狀態": "status",
    "更新說明": "remark",
    "發展更新日期": "date",
}
_FIELDS = {
    "職能基準代碼": "code",
    "職能基準名稱(擇一填寫)": "",  # heads the two boxes below, and holds nothing itself
    "職能基準名稱": "",
    "職類": "job_category",
    "職業": "occupation",
    "所屬類別": "",
    "職類別": "job_categories",
    "職類別代碼": "job_categories.code",
    "職業別": "occupations",
    "職業別代碼": "occupations.code",
    "行業別": "industries",
    "行業別代碼": "industries.code",
    "工作描述": "description",
    "基準級別": "level",
}
LABELS = (*_FIELDS, *_VERSION_COLUMNS)
"""What the form prints beside and above values, half-width and without spaces."""
_LEVELS = ("1", "2", "3", "4", "5", "6")
_CHINESE_NUMERALS = str.maketrans("一二三四五六", "123456")
_LEVEL_WORDS = re.compile(r"(?:第|level|l)?\s*\d\s*級?", re.IGNORECASE)
_CATEGORIES = ("job_categories", "occupations", "industries")
_LIST_ITEM = re.compile(r"\s*(?:[-•●‧◆※*]|[(（]?[0-9一二三四五六七八九十]{1,2}[)）、.．])")
_ENDS_A_LINE = ("。", "；", "：", ";", ":")


def label_of(cell: Cell) -> str:
    """A cell's text as the form's labels are compared: half-width, without spaces and colon."""
    return "".join(fold_width(cell.text).split()).removesuffix(":")


def is_label(text: str) -> bool:
    """Whether a text is a label of the header or a heading of the version table."""
    label = label_of(Cell(text, NOWHERE))
    return label in LABELS


def is_level(text: str) -> bool:
    """Whether a text prints a level and nothing else."""
    return bool(_LEVEL_WORDS.fullmatch(fold_width(text).strip().translate(_CHINESE_NUMERALS)))


def level_in(cell: Cell, record: Record) -> int | None:
    """The level that a cell prints; other words than a level are unread.

    Two numbers (`3-4`) are no level: which one counts is not ours to say.
    """
    text = fold_width(cell.text).strip().translate(_CHINESE_NUMERALS)
    numbers = re.findall(r"\d+", text)
    named = len(numbers) == 1 and numbers[0] in _LEVELS
    if text and not (named and _LEVEL_WORDS.fullmatch(text)):
        record.unread(cell.text, cell.place)
    return int(numbers[0]) if named else None


def version_columns(row: Row) -> dict[int, str]:
    """Column -> field when the row is the version table's header; nothing otherwise."""
    columns = {
        index: _VERSION_COLUMNS[label_of(cell)]
        for index, cell in enumerate(row.cells)
        if label_of(cell) in _VERSION_COLUMNS
    }
    return columns if {"code", "status"} <= set(columns.values()) else {}


def begins_header(row: Row) -> bool:
    """Whether the row holds a label of the header."""
    return any(label_of(cell) in _FIELDS for cell in _divided(row))


def _divided(row: Row) -> list[Cell]:
    """The cells of a row; one that prints label and value together (`級別：3`) is two."""
    cells: list[Cell] = []
    for cell in row.cells:
        label, colon, value = re.split(r"([:：]|\Z)", cell.text, maxsplit=1)
        head = Cell(label, cell.place)
        if colon and value.strip() and label_of(head) in _FIELDS:
            cells += [head, Cell(value, _behind(cell.place, len(label) + 1))]
        else:
            cells.append(cell)
    return cells


def _behind(place: Place, characters: int) -> Place:
    """The place so many characters on; a cell of a table is its own place."""
    is_cell = place.table or place.page
    column = place.column if is_cell else (place.column or 1) + characters
    return dataclasses.replace(place, column=column)


def read_version(row: Row, columns: dict[int, str], record: Record) -> Version | None:
    """One row of the version history, as printed; None, and unread, when it is another line."""
    if len(row.cells) == 1:
        record.unread(row.text, row.place)
        return None
    cells = dict.fromkeys(columns.values(), "")
    for index, cell in enumerate(row.cells):
        if index in columns:
            cells[columns[index]] = record.plain(cell)
        elif cell.text.strip():
            record.unread(cell.text, cell.place)
    fields = {name: cells.get(name, "") for name in _VERSION_COLUMNS.values()}
    return Version(**fields, place=row.place)


def _rejoined(rows: list[tuple[Cell, ...]], cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """What is left of a page's first row when all that goes on was given to the rows before."""
    owners = [_owner(rows, column) for column in range(len(cells))]
    rest = list(cells)
    for column, owner in enumerate(owners):
        if owner is not None and _is_cut_label(rows[owner][column], cells[column]):
            _give(rows, owner, column, rest)
    if not any(label_of(cell) in _FIELDS for cell in rest):
        open_ones = [
            owner is not None and bool(cell.text.strip()) and _is_open(rows[owner][column])
            for column, (owner, cell) in enumerate(zip(owners, rest, strict=True))
        ]
        for column, owner in enumerate(owners):
            if owner is not None and any(open_ones) and rest[column].text.strip():
                _give(rows, owner, column, rest)
    return tuple(rest)


def _owner(rows: list[tuple[Cell, ...]], column: int) -> int | None:
    """The row whose cell lies lowest in a column: the one that a page break may have cut."""
    for index in range(len(rows) - 1, -1, -1):
        if column < len(rows[index]) and not rows[index][column].covered:
            return index
    return None


def _is_cut_label(before: Cell, cell: Cell) -> bool:
    """Whether two cells print one label between them: `職業別代` and `碼`."""
    whole = label_of(Cell(before.text + cell.text, before.place))
    return bool(cell.text.strip()) and whole in _FIELDS and label_of(cell) not in _FIELDS


def _is_open(cell: Cell) -> bool:
    """Whether a text may go on: nothing says that its last line had room for more."""
    return bool(cell.text.strip()) and not cell.text.endswith("\n")


def _give(rows: list[tuple[Cell, ...]], owner: int, column: int, rest: list[Cell]) -> None:
    cells = list(rows[owner])
    before, after = cells[column].text, rest[column].text
    text = before + lost_space(before, after) + after
    cells[column] = dataclasses.replace(cells[column], text=text)
    rows[owner] = tuple(cells)
    rest[column] = dataclasses.replace(rest[column], text="")


@dataclasses.dataclass(slots=True)
class Header:
    """The header's fields, gathered row by row."""

    record: Record
    values: dict[str, list[Cell]] = dataclasses.field(default_factory=dict)
    _columns: dict[int, str] = dataclasses.field(default_factory=dict)
    """Column -> the field its value belongs to, for rows that repeat no label."""
    _pairs: list[tuple[str, Cell, Cell | None]] = dataclasses.field(default_factory=list)
    _field: str = ""
    _rows: list[tuple[Cell, ...]] = dataclasses.field(default_factory=list)

    def add(self, row: Row) -> None:
        """Takes one row; one that a page break has cut in two becomes one again."""
        cells = _rejoined(self._rows, row.cells) if row.begins_page else row.cells
        self._rows.append(cells)

    def finish(self) -> None:
        """Reads the rows, once all have been taken."""
        for cells in self._rows:
            if any(cell.text.strip() for cell in cells):
                self._read(Row(cells))

    def _read(self, row: Row) -> None:
        """Reads one row: labels set the field, what follows them is its value."""
        found: dict[str, Cell] = {}
        has_label = begins_header(row)
        field = ""
        before, self._columns = self._columns, {} if has_label else self._columns
        for index, cell in enumerate(_divided(row)):
            label = label_of(cell)
            if label in _FIELDS:
                field = _FIELDS[label]
                if field:
                    self._field = field
            elif cell.text.strip():
                if not has_label:
                    field = self._columns.get(index, self._field)
                elif not field and before.get(index) in _CATEGORIES:
                    field = before[index]  # its label is merged over this row too
                if not field or field in found:
                    self.record.unread(cell.text, cell.place)
                    continue
                self._columns[index] = field
                found[field] = cell
        self._store(found)

    def _store(self, found: dict[str, Cell]) -> None:
        for field, cell in found.items():
            if field in _CATEGORIES:
                self._pairs.append((field, cell, found.get(f"{field}.code")))
            elif field.removesuffix(".code") in _CATEGORIES:
                if field.removesuffix(".code") not in found:
                    self.record.unread(cell.text, cell.place)
            else:
                self.values.setdefault(field, []).append(cell)

    def text(self, field: str) -> str:
        """The value of a one-line field; a second one is unread."""
        cells = self.values.get(field, [])
        for cell in cells[1:]:
            self.record.unread(cell.text, cell.place)
        return self.record.plain(cells[0]) if cells else ""

    def place(self, field: str, default: Place) -> Place:
        """Where a field's value stands."""
        cells = self.values.get(field, [])
        return cells[0].place if cells else default

    def description(self) -> str:
        """The job description; a line break that divides sentences or list items is kept."""
        cells = self.values.get("description", [])
        paragraphs: list[str] = []
        for line in (line for cell in cells for line in cell.text.splitlines() if line.strip()):
            divides = not paragraphs or paragraphs[-1].rstrip().endswith(_ENDS_A_LINE)
            if divides or _LIST_ITEM.match(line):
                paragraphs.append(line)
            else:
                paragraphs[-1] += f"\n{line}"
        return "\n".join(self.record.plain(Cell(raw, cells[0].place)) for raw in paragraphs)

    def level(self) -> int | None:
        """The level of the whole standard; other words than a level are unread."""
        cells = self.values.get("level", [])
        self.text("level")  # puts a second value on record
        return level_in(cells[0], self.record) if cells else None

    def categories(self, field: str) -> tuple[Category, ...]:
        """The entries of one classification, in printed order."""
        return tuple(
            Category(
                name=self.record.plain(name),
                code=self.record.plain(code) if code else "",
                place=name.place,
            )
            for kind, name, code in self._pairs
            if kind == field
        )
