"""Made-up standards as they would be printed: `printed.yaml` -> paragraphs and tables.

The printed form is what every carrier in `tests/carriers/` is made from. Nothing here knows how a
standard is read.
"""

import dataclasses
from pathlib import Path
from typing import Any

import yaml

ABOVE = "^"
"""A cell that is merged with the one above it."""
LEFT = "<"
"""A cell that is merged with the one to its left."""

_VERSION_HEADING = ["版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期"]
_TABLE_HEADING = [
    "主要職責", "工作任務", "工作產出", "行為指標", "職能\n級別",
    "職能內涵\n(K=knowledge 知識)", "職能內涵\n(S=skills 技能)",
]  # fmt: skip
_ATTITUDES_HEADING = "職能內涵 (A=attitude 態度)"
_NOTES_HEADING = "說明與補充事項"
_SHARES = {
    "versions": (8, 20, 22, 12, 24, 14),
    "header": (10, 12, 34, 16, 14, 14),
    "main": (10, 13, 13, 30, 6, 14, 14),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell at its upper left corner."""

    parts: tuple["str | Table", ...]
    """Texts, of one or more lines, and tables printed inside the cell."""
    rows: int
    columns: int


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; a place that is covered by a merged cell holds its mark."""

    kind: str
    cells: tuple[tuple[Cell | str, ...], ...]
    shares: tuple[int, ...]
    """The columns' widths in per cent."""
    head: int = 0
    """How many rows are repeated on every page."""


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """A whole printed standard."""

    title: str
    tables: tuple[Table, ...]
    carriers: dict[str, Any]
    """How its carriers differ, see `tests/carriers/README.md`."""


def load(path: Path) -> Printed:
    """The printed form that a `printed.yaml` describes.

    Raises:
        ValueError: A row has another number of cells than its table.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    carriers = {"repeat_heading": True} | data.get("carriers", {})
    repeated = bool(carriers["repeat_heading"])
    heading = data.get("heading", [_TABLE_HEADING])
    tables = [_table("header", data["header"])]
    if data["versions"]:
        tables.insert(0, _table("versions", [_VERSION_HEADING, *data["versions"]]))
    tables.append(_table("main", [*heading, *data["table"]], len(heading) * repeated))
    if data["attitudes"]:
        rows = [[_ATTITUDES_HEADING], *([text] for text in data["attitudes"])]
        tables.append(_table("attitudes", rows, int(repeated)))
    notes = [part if isinstance(part, str) else _table("notes", part) for part in data["notes"]]
    tables.append(_table("notes", [[_NOTES_HEADING], [notes]], int(repeated)))
    return Printed(data["title"], tuple(tables), carriers)


def _table(kind: str, rows: list[list[Any]], head: int = 0) -> Table:
    width = len(rows[0])
    for row in rows:
        if len(row) != width:
            raise ValueError(row)
    cells = tuple(tuple(_cell(rows, i, j) for j in range(width)) for i in range(len(rows)))
    shares = _SHARES.get(kind, ())
    if len(shares) != width:
        shares = (100 // width,) * width
    return Table(kind, cells, shares, head)


def _cell(rows: list[list[Any]], i: int, j: int) -> Cell | str:
    text = rows[i][j]
    if text in (ABOVE, LEFT):
        return str(text)
    below = i + 1
    while below < len(rows) and rows[below][j] == ABOVE:
        below += 1
    beside = j + 1
    while beside < len(rows[i]) and rows[i][beside] == LEFT:
        beside += 1
    return Cell(tuple(text) if isinstance(text, list) else (text,), below - i, beside - j)
