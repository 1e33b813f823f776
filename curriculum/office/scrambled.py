"""Notices a column that was sorted without the others: its contents stand in other rows."""

from collections.abc import Iterator, Mapping, Sequence

from curriculum.office.edited_cells import Edit, Exported, refusal
from curriculum.problems import Problem
from curriculum.views.sheets import HEAD, Look, shown

_SENTENCE = ("objectives", "text")
"""A column in which no content belongs to more than one row."""
_NAMES = ("title", "title_en")
_EVIDENT = 3
"""Different contents that went round among rows; two hours may well be exchanged."""
_TYPED = frozenset({Look.TEXT, Look.NAMES, Look.HOURS})
_MOST_NAMED = 5


def scrambled_columns(edits: Sequence[Edit], exported: Exported, path: str) -> Iterator[Problem]:
    """A problem for every column whose contents went to other rows.

    Many rows given one content are nothing of the kind, nor is a content that replaces another.

    Args:
        edits: The edits that are not in the course yet.
        exported: What stood in the columns.
        path: The workbook, as the user named it.
    """
    columns: dict[tuple[str, str], list[Edit]] = {}
    for edit in edits:
        if edit.look in _TYPED:
            columns.setdefault((edit.sheet, edit.column), []).append(edit)
    for at, changed in columns.items():
        moved = _moved(changed)
        if at == _SENTENCE:
            homes = _homes(exported.values[at[0]], at[1])
            moved = [edit for edit in changed if edit.value != "" and shown(edit.value) in homes]
        elif len({edit.was for edit in moved}) < (2 if at[1] in _NAMES else _EVIDENT):
            continue
        if moved:
            cells = "、".join(edit.cell for edit in moved[:_MOST_NAMED])
            more = "…" if len(moved) > _MOST_NAMED else ""
            yield refusal(
                "scrambled-column", path, moved[0].sheet_name, cells + more, count=str(len(moved))
            )


def _moved(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in a circle: each content left one of these rows and came to another."""
    moved = list(edits)
    while True:
        left, came = {edit.was for edit in moved}, {shown(edit.value) for edit in moved}
        rest = [edit for edit in moved if edit.was in came and shown(edit.value) in left]
        if len(rest) == len(moved):
            return moved
        moved = rest


def _homes(values: Mapping[tuple[str, str], tuple[Look, str]], column: str) -> set[str]:
    """What the rows of a column said when they were exported."""
    return {text for (row, name), (_, text) in values.items() if name == column and row[:1] != HEAD}
