"""Reads the saved plain text for the online application: fields, one below the other."""

import re
from collections.abc import Iterator
from pathlib import Path

from sameness.saved import EMPTY, Block, Cell, Heading, Saved, Table, cell_of

_SECTION = re.compile("█+ (.+)")
_ROW = re.compile("─+ ")
_FIELD = re.compile("【(.+?)】.*(?:字|勾選|刪減)")


def text_file(path: Path) -> Saved:
    """What the file says."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return Saved(path.name, (Heading(1, lines[0]), *_blocks(lines[1:])))


def _blocks(lines: list[str]) -> Iterator[Block]:
    """A table for the fields below each heading: a row each, or all of a row in one."""
    rows: list[list[tuple[str, list[str]]]] = []
    has_rows = False
    for line in [*lines, "█ "]:
        if found := re.fullmatch(_SECTION, line) or line == "█ ":
            if rows:
                yield _table(rows, has_rows=has_rows)
            rows, has_rows = [], False
            if isinstance(found, re.Match):
                yield Heading(2, found[1])
        elif re.match(_ROW, line):
            rows.append([])
            has_rows = True
        elif field := re.fullmatch(_FIELD, line):
            if not has_rows:
                rows.append([])
            rows[-1].append((field[1], []))
        elif rows and rows[-1]:
            rows[-1][-1][1].append(line.replace("□", EMPTY))


def _table(rows: list[list[tuple[str, list[str]]]], *, has_rows: bool) -> Table:
    if not has_rows:
        fields = [field for row in rows for field in row]
        return Table("", (), tuple(((name,), cell_of(lines)) for name, lines in fields))
    columns = tuple(name for name, _ in rows[0])
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        tuple(cell_of(lines) for _, lines in row) for row in rows
    )
    return Table("", columns, cells)
