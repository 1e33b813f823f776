"""Finds the fewest decisions with which the plan shows what the changed cells say.

Every step is tried before anything is written: what the plan would not show is refused.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence

from curriculum.course import Course
from curriculum.decisions import Decisions
from curriculum.office.course_changes import Change, Key, Translator, Values, key_of
from curriculum.office.edited_cells import Edit, Exported, refusal
from curriculum.problems import Problem
from curriculum.views.plan_sheets import INTRODUCED
from curriculum.views.sheets import Look, Sheet, shown

_PRINTED = {"allocation": "text", "objectives": "printed"}
"""Sheet -> the column of the printed text that a row is about."""
_NOTHING = "—"
NOT_FEASIBLE = ("not-feasible", "mark-not-feasible", "emptied-not-feasible")
"""The problems of cells that the plan would not show."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The changes that bring edits back, or why some cannot be."""

    changes: tuple[Change, ...]
    followers: tuple[tuple[Key, str, str], ...]
    """Marks that nobody typed and whose role follows from the others, before and after."""
    problems: tuple[Problem, ...]


def values_of(sheets: Sequence[Sheet]) -> dict[Key, str]:
    """What every compared cell of the sheets shows."""
    return {
        (sheet.key, row, column): shown(cell.value)
        for sheet in sheets
        for row, column, cell in sheet.cells()
    }


def fresh_edits(
    edits: Iterable[Edit], exported: Exported, now: Values, path: str
) -> tuple[list[Edit], list[Problem]]:
    """The edits that are not in the course yet, and those whose place changed meanwhile."""
    fresh: list[Edit] = []
    problems: list[Problem] = []
    for edit in edits:
        current = now.get(key_of(edit))
        if current == shown(edit.value):
            continue
        printed = (edit.row, _PRINTED.get(edit.sheet, ""))
        was = exported.values[edit.sheet].get(printed, (Look.FIXED, ""))[1]
        words = now.get((edit.sheet, *printed), "")
        if current is None:
            problems.append(_refused("gone-meanwhile", path, edit, row=edit.row))
        elif words != was:
            problems.append(_refused("reworded-meanwhile", path, edit, was=was, now=words))
        elif current != edit.was:
            problems.append(_refused("edited-meanwhile", path, edit, now=current))
        else:
            fresh.append(edit)
    return fresh, problems


def place_edits(
    edits: Sequence[Edit],
    course: Course,
    decisions: Decisions,
    show: Callable[[Sequence[Change]], Values],
    path: str,
) -> Placed:
    """The changes of `course.yaml` that bring edits back.

    What was decided in the changed places is taken back first; what the plan then shows by itself
    needs no decision. Marks that introduce come before the others, because they take an item
    away from the modules before.

    Args:
        edits: The edits that are not in the course yet.
        course: The course as it is.
        decisions: What was decided so far.
        show: What the cells show after some changes.
        path: The workbook, as the user named it.
    """
    translator = Translator(edits, course, decisions)
    now = show(())
    back = [change for edit in edits for change in translator.taken_back(edit)]
    changes, values = back, show(back)
    placed: set[Key] = set()
    for introduces in (True, False, False):
        wave = [
            edit
            for edit in edits
            if key_of(edit) not in placed
            and not translator.is_shown(edit, values)
            and (not introduces or edit.value == INTRODUCED)
        ]
        if wave:
            placed |= {key_of(edit) for edit in wave}
            new = [change for edit in wave for change in translator.placed(edit, now)]
            changes = list({repr(change): change for change in (*changes, *new)}.values())
            values = show(changes)
    return Placed(
        changes=tuple(changes),
        followers=tuple(_followers(edits, translator, now, values)),
        problems=tuple(_misplaced(edits, translator, now, values, path)),
    )


def _misplaced(
    edits: Sequence[Edit], translator: Translator, now: Values, after: Values, path: str
) -> Iterator[Problem]:
    """The edits that the plan would not show, and those that would add or remove other marks."""
    for edit in edits:
        if not translator.is_shown(edit, after):
            yield _refused(_unfit(edit), path, edit, now=after.get(key_of(edit), ""))
    edited = {key_of(edit) for edit in edits}
    for key, sign in now.items():
        would = after.get(key, "")
        if translator.is_mark(key) and key not in edited and bool(would) != bool(sign):
            same = translator.twins(key[1])
            for edit in edits:
                if edit.look is Look.MARK and edit.row in same:
                    yield _refused("moves-others", path, edit, row=key[1], module=key[2], now=would)
                    break


def _unfit(edit: Edit) -> str:
    """The problem of a cell that the plan would not show, by the kind of the cell."""
    if edit.look is Look.MARK:
        return "mark-not-feasible"
    return "not-feasible" if edit.value != "" else "emptied-not-feasible"


def _followers(
    edits: Sequence[Edit], translator: Translator, now: Values, after: Values
) -> Iterator[tuple[Key, str, str]]:
    edited = {key_of(edit) for edit in edits}
    for key, sign in now.items():
        would = after.get(key, "")
        if translator.is_mark(key) and key not in edited and would != sign:
            yield key, sign, would


def _refused(name: str, path: str, edit: Edit, **details: str) -> Problem:
    """A problem of an edit; every value shortened, and visible where it is empty."""
    words = {"value": shown(edit.value), **details}
    short = {key: value[:80] or _NOTHING for key, value in words.items()}
    return refusal(name, path, edit.sheet_name, edit.cell, **{"row": edit.row, **short})
