"""Compares a workbook with what was exported: which cells did somebody change, and to what?

Sheets are found by their marker, columns by the hidden first row, rows by their codes, wherever
they have been moved to. Whatever cannot be placed is refused with its sheet and cell.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from curriculum.errors import SourceError
from curriculum.office.cell_values import read_value
from curriculum.office.workbook_file import RawCell, RawSheet, cell_name
from curriculum.problems import Place, Problem, Severity
from curriculum.views.plan_sheets import FINGERPRINT
from curriculum.views.sheets import EDITABLE, HEAD, MARKER, Look, Value, plain, shown

PROBLEMS = {
    "lost-sheet": "CUR401",
    "doubled-sheet": "CUR402",
    "lost-column": "CUR403",
    "lost-row": "CUR404",
    "doubled-key": "CUR405",
    "stray-cell": "CUR406",
    "grey-cell": "CUR407",
    "merged-cells": "CUR408",
    "formula-cell": "CUR409",
    "unread-cell": "CUR410",
    "edited-meanwhile": "CUR411",
    "reworded-meanwhile": "CUR412",
    "gone-meanwhile": "CUR413",
    "not-feasible": "CUR414",
    "moves-others": "CUR415",
    "contradicting-cell": "CUR416",
    "scrambled-column": "CUR417",
    "mark-not-feasible": "CUR418",
    "emptied-not-feasible": "CUR419",
}
"""Name -> code of every problem that a workbook can have."""

_MARKER_ROWS = 50
"""The marker stands in the first row; somebody may have put a heading above it."""
_EMPTY = RawCell(None)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A cell that somebody changed."""

    sheet: str
    """Key of the sheet."""
    row: str
    column: str
    look: Look
    was: str
    """What was exported."""
    value: Value
    """What the cell says now; empty where it was emptied."""
    sheet_name: str
    cell: str
    """`D7`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What the hidden sheet remembers."""

    facts: Mapping[str, str]
    """`standard`, `course` and `language` of the exported course."""
    names: Mapping[str, str]
    """Key of a sheet -> the name it was exported with."""
    rows: Mapping[str, frozenset[str]]
    """Key of a sheet -> its row keys."""
    values: Mapping[str, Mapping[tuple[str, str], tuple[Look, str]]]
    """Key of a sheet -> row and column -> the look of the cell and its value."""

    @property
    def modules(self) -> set[str]:
        """Ids of the exported modules: the sums below them have no hours to type."""
        cells = self.values.get("modules", {}).items()
        return {
            row
            for (row, column), (look, _) in cells
            if column == "theory_hours" and look is Look.HOURS
        }


def refusal(name: str, path: str, sheet: str, cell: str = "", **details: str) -> Problem:
    """A problem of a workbook; `name` is one of `PROBLEMS`."""
    return Problem(
        code=PROBLEMS[name],
        name=name,
        severity=Severity.ERROR,
        place=Place(path=path),
        details={"sheet": sheet, "cell": cell, **details},
    )


def read_fingerprint(sheets: Sequence[RawSheet], path: str) -> Exported:
    """What the workbook remembers of its export.

    Raises:
        SourceError: `foreign-workbook`: it remembers nothing, or something else.
    """
    found = [sheet for sheet in sheets if _marker(sheet) == (1, 1, FINGERPRINT)]
    if len(found) != 1:
        raise SourceError("foreign-workbook", place=Place(path=path))
    facts: dict[str, str] = {}
    names: dict[str, str] = {}
    rows: dict[str, set[str]] = {}
    values: dict[str, dict[tuple[str, str], tuple[Look, str]]] = {}
    last = max(row for row, _ in found[0].cells)
    for number in range(2, last + 1):
        key, row, column, look, value = (
            shown_text(found[0].cells.get((number, place), _EMPTY)) for place in range(1, 6)
        )
        if not key:
            facts[row] = value
        elif look == "sheet":
            names[key] = value
        elif look == "row":
            rows.setdefault(key, set()).add(row)
        elif look in set(Look):
            values.setdefault(key, {})[row, column] = (Look(look), value)
    if not {"standard", "course", "language"} <= set(facts) or set(names) != set(values):
        raise SourceError("foreign-workbook", place=Place(path=path))
    return Exported(
        facts=facts,
        names=names,
        rows={key: frozenset(found) for key, found in rows.items()},
        values=values,
    )


def find_edits(
    sheets: Sequence[RawSheet], exported: Exported, path: str
) -> tuple[list[Edit], list[Problem], list[str]]:
    """The changed cells, what cannot be placed, and the names of sheets that nobody exported."""
    edits: list[Edit] = []
    problems: list[Problem] = []
    marked: dict[str, list[RawSheet]] = {}
    extra: list[str] = []
    for sheet in sheets:
        marker = _marker(sheet)
        if marker:
            marked.setdefault(marker[2], []).append(sheet)
        elif sheet.cells:
            extra.append(sheet.name)
    for key, name in exported.names.items():
        found = marked.get(key, [])
        if len(found) == 1:
            reader = _SheetReader(found[0], key, exported, path)
            edits += reader.edits()
            problems += reader.problems
        elif found:
            names = "、".join(sheet.name for sheet in found)
            problems.append(refusal("doubled-sheet", path, names))
        else:
            problems.append(refusal("lost-sheet", path, name))
    return edits, problems, extra


def shown_text(cell: RawCell) -> str:
    """A cell's content as text, to compare with what was exported."""
    value = cell.value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return shown(float(value))
    return "" if value is None else plain(str(value))


def _marker(sheet: RawSheet) -> tuple[int, int, str] | None:
    """Row and column of a sheet's marker, and the key it names."""
    for (row, column), cell in sorted(sheet.cells.items(), key=lambda item: item[0]):
        if row > _MARKER_ROWS:
            break
        if isinstance(cell.value, str) and cell.value.startswith(MARKER):
            return row, column, cell.value.removeprefix(MARKER)
    return None


class _SheetReader:
    """Finds the changed cells of one sheet."""

    def __init__(self, sheet: RawSheet, key: str, exported: Exported, path: str) -> None:
        self._sheet = sheet
        self._key = key
        self._path = path
        self._values = exported.values[key]
        self._row_keys = exported.rows.get(key, frozenset())
        self._top, self._first, _ = _marker(sheet) or (1, 1, "")
        self.problems: list[Problem] = []

    def edits(self) -> Iterator[Edit]:
        """The changed cells; what cannot be placed is put on record."""
        columns = self._found_columns()
        rows = self._found_rows()
        if self._sheet.merged:
            self._report("merged-cells", ", ".join(self._sheet.merged))
        for (row, column), cell in sorted(self._sheet.cells.items(), key=lambda item: item[0]):
            if row > self._top and (row not in rows or column not in columns):
                self._report("stray-cell", cell_name(row, column), text=shown_text(cell)[:60])
        for row, row_key in rows.items():
            for column, column_key in columns.items():
                known = self._values.get((row_key, column_key))
                cell = self._sheet.cells.get((row, column), _EMPTY)
                if known:
                    yield from self._edit(cell, (row, column), (row_key, column_key), known)

    def _found_columns(self) -> dict[int, str]:
        """Column -> its key, from the hidden first row."""
        keys = {column for _, column in self._values}
        found = {
            column: shown_text(cell)
            for (row, column), cell in self._sheet.cells.items()
            if row == self._top
        }
        self._check("column", keys, list(found.values()))
        return found

    def _found_rows(self) -> dict[int, str]:
        """Row -> its key: below the marker by number as far as the head goes, then by code."""
        heads = {key for key in self._row_keys if key.startswith(HEAD)}
        found = {self._top + number: f"{HEAD}{number}" for number in range(1, len(heads) + 1)}
        for (row, column), cell in self._sheet.cells.items():
            text = shown_text(cell)
            if column == self._first and row > self._top + len(heads) and text in self._row_keys:
                found[row] = text
        self._check("row", set(self._row_keys), list(found.values()))
        return found

    def _check(self, what: str, keys: set[str], found: list[str]) -> None:
        for key in sorted(keys - set(found)):
            self._report(f"lost-{what}", "", key=key.rpartition(":")[2])
        for key in sorted({key for key in found if key in keys and found.count(key) > 1}):
            self._report("doubled-key", "", key=key)

    def _edit(
        self, cell: RawCell, at: tuple[int, int], keys: tuple[str, str], known: tuple[Look, str]
    ) -> Iterator[Edit]:
        look, was = known
        name = cell_name(*at)
        if look not in EDITABLE:
            if shown_text(cell) != was:
                now = shown_text(cell)[:60]
                self._report("grey-cell", name, was=was[:60], now=now)
            return
        if cell.is_formula:
            self._report("formula-cell", name, text=shown_text(cell)[:60])
            return
        value = read_value(look, cell.value)
        if value is None:
            self._report("unread-cell", name, text=shown_text(cell)[:60])
        elif shown(value) not in {was, read_value(look, was)}:
            yield Edit(
                sheet=self._key, row=keys[0], column=keys[1], look=look, was=was, value=value,
                sheet_name=self._sheet.name, cell=name,
            )  # fmt: skip

    def _report(self, name: str, cell: str, **details: str) -> None:
        self.problems.append(refusal(name, self._path, self._sheet.name, cell, **details))
