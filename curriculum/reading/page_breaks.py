"""Rows that a page break has cut in two, put together cell by cell as they were before.

Only for carriers that know their pages. At the top of a page an empty cell is one that goes on
from the page before, and so is a cell whose text begins without a code of its column.
"""

import dataclasses

from curriculum.reading.cleaning import clean, lost_space
from curriculum.reading.codes import Family, split
from curriculum.reading.grid import Cell
from curriculum.reading.record import Record
from curriculum.standard import RepairKind

Cells = dict[str, Cell]
"""The cells of a row by the roles of their columns."""

_FIRST = ("duty", "task")
_USES = ("knowledge", "skill")


def mended(
    before: list[Cells], row: Cells, families: dict[str, Family], record: Record
) -> Cells | None:
    """What is left of a page's first row when all that goes on was given to the rows before.

    Args:
        before: The rows of the table so far; the cells that go on grow.
        row: The first row of a page.
        families: Role -> the codes of its column.
        record: Takes the texts that were cut.

    Returns:
        The cells that begin something new; None when nothing does.
    """
    begun = {role for role in _FIRST if _is_first_printing(before, role, row, families)}
    has_level = "level" in row and bool(row["level"].text.strip())
    # Without a level, where every row has one, it is another task in the cell that goes on.
    shared = begun == {"task"} and not has_level and _every_row_has_a_level(before)
    begun -= {"task"} if shared else set()
    rest = dict(row)
    for role, cell in row.items():
        if role not in families or not cell.text.strip():
            continue
        owner = _owner(before, role)
        if owner is None:
            continue
        printed = owner[role]
        if _begins_anew(cell, families[role]):
            is_cut_code = _completes_a_code(printed, cell, families[role])
            goes_on = is_cut_code or (
                not begun and not has_level and (shared or role not in _FIRST)
            )
            goes_on = goes_on or (role in _USES and "duty" not in begun and not has_level and
                                  _has_levels(before))  # fmt: skip
        else:
            # Where the cell before was full, its text goes on; where it was not, only in a row
            # that begins nothing of its own.
            is_full = bool(printed.text.strip()) and not printed.text.endswith("\n")
            goes_on = is_full or not (begun or has_level)
        if goes_on:
            _give(owner, role, cell, families[role], record)
            rest[role] = dataclasses.replace(cell, text="")
    return rest if any(cell.text.strip() for cell in rest.values()) else None


def _is_first_printing(
    before: list[Cells], role: str, row: Cells, families: dict[str, Family]
) -> bool:
    """Whether a row begins a duty or task; some print the code again on every page."""
    if role not in row or not _begins_anew(row[role], families[role]):
        return False
    return not _again(before, role, row[role], families[role])


def _owner(before: list[Cells], role: str) -> Cells | None:
    for cells in reversed(before):
        if role in cells and not cells[role].covered:
            return cells
    return None


def _has_levels(before: list[Cells]) -> bool:
    return any(cells["level"].text.strip() for cells in before if "level" in cells)


def _every_row_has_a_level(before: list[Cells]) -> bool:
    """Whether no level is printed for several rows, so far as rows have been seen."""
    levels = [cells["level"] for cells in before if "level" in cells]
    return len(levels) > 1 and all(cell.text.strip() for cell in levels)


def _begins_anew(cell: Cell, family: Family) -> bool:
    entries = split(clean(cell.text).text, family)
    return bool(entries and entries[0].code)


def _again(before: list[Cells], role: str, cell: Cell, family: Family) -> bool:
    """Whether the code is that of the row before: some print it on every page."""
    owner = _owner(before, role)
    if owner is None:
        return False
    codes = [[each.code for each in split(clean(c.text).text, family)] for c in (owner[role], cell)]
    return bool(codes[1]) and set(codes[1]) <= set(codes[0])


def _completes_a_code(printed: Cell, cell: Cell, family: Family) -> bool:
    """Whether what looks like a code is the end of one: `S` and `S02`, which neither half has."""
    halves = [
        entry.code for each in (printed, cell) for entry in split(clean(each.text).text, family)
    ]
    whole = split(clean(printed.text.rstrip() + cell.text.lstrip()).text, family)
    is_full = not printed.text.endswith("\n")
    return is_full and any(not entry.glued and entry.code not in halves for entry in whole)


def _give(owner: Cells, role: str, cell: Cell, family: Family, record: Record) -> None:
    """Puts the rest of a cell behind what was printed of it, on record where a text was cut."""
    printed = owner[role]
    is_new_item = _begins_anew(cell, family) and not _completes_a_code(printed, cell, family)
    between = lost_space(printed.text, cell.text)
    if is_new_item:
        between = "" if printed.text.endswith("\n") else "\n"
    owner[role] = dataclasses.replace(printed, text=printed.text + between + cell.text)
    if is_new_item or not printed.text.strip():
        return
    entries = split(clean(owner[role].text).text, family)
    first = len(split(clean(printed.text).text, family))
    cut = entries[min(max(first - 1, 0), len(entries) - 1)] if entries else None
    record.add(
        RepairKind.CUT_TEXT,
        (cut.code,) if cut and cut.code else (),
        f"{printed.text.strip()[-20:]} / {cell.text.strip()[:20]}",
        cut.text if cut else "",
        cell.place,
    )
