"""What changed between two versions of a standard, as a person reads it, and as data."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from curriculum.comparing.differences import Change, ChangeKind, Differences, Item
from curriculum.labels import Labels
from curriculum.standard import Standard
from curriculum.views.terminal import visible
from curriculum.views.word_changes import Piece, word_changes

_SEPARATOR = "；"
_ONE_SIDE = {ChangeKind.ADDED, ChangeKind.REMOVED}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One text of a change."""

    label: str
    """Old or new; empty where there is nothing to compare."""
    code: str = ""
    """Where a change has several texts on one side."""
    pieces: tuple[Piece, ...]
    is_new: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change."""

    what: str
    """The kind of item."""
    codes: str
    """`T2.2`, or `T2.2 → T2.3`."""
    note: str = ""
    """How sure it is, and what else happened."""
    sides: tuple[Side, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one kind, in printed order."""

    title: str
    rows: tuple[Row, ...]


def title(found: Differences, labels: Labels) -> str:
    """Which standards were compared."""
    old, new = (visible(f"{each.code} {each.name}".strip()) for each in (found.old, found.new))
    return labels.fill("differences.title", old=old, new=new)


def summary(found: Differences, labels: Labels) -> str:
    """How many changes of each kind there are."""
    if not found:
        return labels["differences.none"]
    counted = {kind: sum(change.kind is kind for change in found.changes) for kind in ChangeKind}
    words = [
        labels.fill(
            "differences.count", kind=labels[f"differences.kinds.{kind.value}"], count=count
        )
        for kind, count in counted.items()
        if count
    ]
    if found.levels:
        kind, count = labels["differences.levels"], len(found.levels)
        words.append(labels.fill("differences.count", kind=kind, count=count))
    if found.fields:
        kind, count = labels["differences.fields"], len(found.fields)
        words.append(labels.fill("differences.count", kind=kind, count=count))
    return labels.join(tuple(words))


def groups(found: Differences, labels: Labels) -> Iterator[Group]:
    """All changes by kind."""
    if found.fields:
        rows = tuple(
            Row(
                what=labels[f"differences.field.{each.name}"],
                codes="",
                sides=_sides(labels, _SEPARATOR.join(each.old), _SEPARATOR.join(each.new)),
            )
            for each in found.fields
        )
        yield Group(title=labels["differences.fields"], rows=rows)
    if found.levels:
        texts = {item.code: item.text for item in (*found.new.duties, *found.new.tasks)}
        none = labels["terminal.none"]
        rows = tuple(
            Row(
                what="",
                codes=_arrow((each.old_code,), (each.new_code,), labels),
                note=visible(texts.get(each.new_code, "")),
                sides=(
                    Side(label="", pieces=(Piece(f"{each.old or none} → {each.new or none}"),)),
                ),
            )
            for each in found.levels
        )
        yield Group(title=labels["differences.levels"], rows=rows)
    for kind in ChangeKind:
        rows = tuple(_row(each, labels) for each in found.changes if each.kind is kind)
        if rows:
            yield Group(title=labels[f"differences.kinds.{kind.value}"], rows=rows)


def difference_lines(found: Differences, labels: Labels) -> Iterator[str]:
    """The changes as lines for a terminal; changed words stand in brackets."""
    yield title(found, labels)
    yield summary(found, labels)
    for group in groups(found, labels):
        yield ""
        yield group.title
        for row in group.rows:
            yield f"  {heading(row, labels)}"
            for side in row.sides:
                text = "".join(_marked(piece, labels) for piece in side.pieces)
                words = (side.code, text or labels["terminal.none"])
                yield f"    {side.label}{' '.join(word for word in words if word)}"


def heading(row: Row, labels: Labels) -> str:
    """A change in a few words."""
    note = labels.fill("differences.note", note=row.note) if row.note else ""
    return " ".join(word for word in (row.what, row.codes) if word) + note


def change_words(change: Change, labels: Labels) -> str:
    """What happened to an item, on one line and without its texts."""
    row = _row(change, labels)
    return f"{labels[f'differences.kinds.{change.kind.value}']}{labels['terminal.colon']}" + (
        heading(row, labels)
    )


def differences_data(found: Differences) -> dict[str, Any]:
    """The changes for other programs."""
    return {
        "old": _standard_data(found.old),
        "new": _standard_data(found.new),
        "fields": [
            {"field": each.name, "old": list(each.old), "new": list(each.new)}
            for each in found.fields
        ],
        "levels": [
            {"old_code": each.old_code, "new_code": each.new_code, "old": each.old, "new": each.new}
            for each in found.levels
        ],
        "items": [
            {
                "kind": change.kind.value,
                "also": [kind.value for kind in change.kinds[1:]],
                "item": change.item_kind.value,
                "confidence": change.confidence,
                "old": [_item_data(item) for item in change.old],
                "new": [_item_data(item) for item in change.new],
            }
            for change in found.changes
        ],
    }


def _standard_data(standard: Standard) -> dict[str, str]:
    return {"code": standard.code, "name": standard.name}


def _item_data(item: Item) -> dict[str, Any]:
    return {"code": item.code, "text": item.text, "within": list(item.within)}


def _row(change: Change, labels: Labels) -> Row:
    return Row(
        what=labels[f"differences.items.{change.item_kind.value}"],
        codes=_arrow(_codes(change.old), _codes(change.new), labels),
        note=labels["differences.and"].join(_notes(change, labels)),
        sides=tuple(_texts(change, labels)),
    )


def _texts(change: Change, labels: Labels) -> Iterator[Side]:
    """The texts of a change: once where nothing is different in them."""
    if len(change.old) == len(change.new) == 1:
        yield from _sides(labels, change.old[0].text, change.new[0].text)
        return
    is_compared = change.kind not in _ONE_SIDE
    for label, items, is_new in (("old", change.old, False), ("new", change.new, True)):
        for item in items:
            yield Side(
                label=labels[f"differences.{label}"] if is_compared else "",
                code=visible(item.code) if len(items) > 1 else "",
                pieces=(Piece(visible(item.text)),),
                is_new=is_new,
            )


def _sides(labels: Labels, old: str, new: str) -> tuple[Side, ...]:
    before, after = word_changes(visible(old), visible(new))
    if before == after:
        return (Side(label="", pieces=after),)
    return (
        Side(label=labels["differences.old"], pieces=before, is_new=False),
        Side(label=labels["differences.new"], pieces=after),
    )


def _notes(change: Change, labels: Labels) -> Iterator[str]:
    for kind in change.kinds[1:]:
        # That a code is another one is to be seen.
        if kind is not ChangeKind.RENUMBERED:
            yield labels[f"differences.kinds.{kind.value}"]
    if ChangeKind.MOVED in change.kinds:
        old, new = (labels.join(items[0].within) for items in (change.old, change.new))
        yield visible(labels.fill("differences.moved", old=old, new=new))
    if change.kind not in _ONE_SIDE and change.confidence < 1:
        yield labels.fill("differences.confidence", percent=round(change.confidence * 100))


def _codes(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.code for item in items)


def _arrow(old: tuple[str, ...], new: tuple[str, ...], labels: Labels) -> str:
    """Codes before and now, once where they are the same."""
    shown = [visible(labels.join(codes)) for codes in dict.fromkeys((old, new)) if codes]
    return " → ".join(shown)


def _marked(piece: Piece, labels: Labels) -> str:
    return labels.fill("differences.changed", text=piece.text) if piece.is_changed else piece.text
