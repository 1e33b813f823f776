"""What changed from one version of a standard to another, item by item.

A code alone proves nothing, for a new version gives codes anew: items are the same where their
texts are (see `matching`). The same code with wholly different words is one item removed and one
added.
"""

import dataclasses
import enum
from collections.abc import Iterable, Iterator, Mapping

from curriculum.comparing.matching import Sought, match
from curriculum.standard import Block, Duty, KsaItem, Standard, owner


class ChangeKind(enum.StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    MOVED = "moved"
    """To another task or duty; a K or S item: its tasks are others than before."""
    REWORDED = "reworded"
    RENUMBERED = "renumbered"


class ItemKind(enum.StrEnum):
    """What an item is."""

    DUTY = "duty"
    TASK = "task"
    OUTPUT = "output"
    CRITERION = "criterion"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ATTITUDE = "attitude"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of one version."""

    kind: ItemKind
    code: str
    text: str
    """Every printed text of a K or S item; name and definition of an attitude."""
    within: tuple[str, ...] = ()
    """Codes of the tasks (or, without these, duties) that it is printed for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change: old items, new items, or both."""

    kinds: tuple[ChangeKind, ...]
    """What happened, the most important first."""
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    confidence: float
    """That the old and the new are the same: 1 for equal texts, else what they share."""

    @property
    def kind(self) -> ChangeKind:
        """The most important of what happened."""
        return self.kinds[0]

    @property
    def item_kind(self) -> ItemKind:
        """What the items are."""
        return (self.new or self.old)[0].kind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """A task, or a duty without tasks, that stands in both versions with other levels."""

    old_code: str
    new_code: str
    old: int | None
    new: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A part of a standard that is no item."""

    name: str
    """`code`, `name`, `level`, `description`, `requirements` or `remarks`."""
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """Everything that changed between two versions, in printed order by kind of item."""

    old: Standard
    new: Standard
    fields: tuple[FieldChange, ...] = ()
    levels: tuple[LevelChange, ...] = ()
    changes: tuple[Change, ...] = ()
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Code of an old item -> the code that it has now, for all that stand in both versions."""

    def __bool__(self) -> bool:
        return bool(self.fields or self.levels or self.changes)


def differences(old: Standard, new: Standard) -> Differences:
    """Compares two versions of a standard.

    Args:
        old: The version that came first.
        new: The version that replaces it.
    """
    before, after = items_of(old), items_of(new)
    changes: list[Change] = []
    codes: dict[str, str] = {}
    for kind in ItemKind:
        found = _Compared(before[kind], after[kind], codes)
        changes += found.changes()
        for first, second in found.same():
            codes.setdefault(first.code, second.code)
    return Differences(
        old=old,
        new=new,
        fields=tuple(_fields(old, new)),
        levels=tuple(_levels(old, new, codes)),
        changes=tuple(changes),
        codes={first: second for first, second in codes.items() if first and second},
    )


def items_of(standard: Standard) -> dict[ItemKind, tuple[Item, ...]]:
    """Every item by kind, in printed order; K and S items once, with all that they stand for."""
    duties, tasks, outputs, criteria = [], [], [], []
    scopes: dict[tuple[ItemKind, str], dict[str, None]] = {}
    for duty in standard.duties:
        duties.append(Item(kind=ItemKind.DUTY, code=duty.code, text=duty.text))
        tasks += [
            Item(kind=ItemKind.TASK, code=task.code, text=task.text, within=(duty.code,))
            for task in duty.tasks
        ]
        for block in duty.blocks:
            outputs += [_within(ItemKind.OUTPUT, each.code, each.text, block, duty)
                        for each in block.outputs]  # fmt: skip
            criteria += [_within(ItemKind.CRITERION, each.code, each.text, block, duty)
                         for each in block.criteria]  # fmt: skip
            for kind, uses in ((ItemKind.KNOWLEDGE, block.knowledge),
                               (ItemKind.SKILL, block.skills)):  # fmt: skip
                for use in uses:
                    homes = dict.fromkeys(block.tasks or (duty.code,))
                    scopes.setdefault((kind, use.code), {}).update(homes)
    attitudes = (
        Item(kind=ItemKind.ATTITUDE, code=each.code, text=f"{each.name}：{each.text}".strip("："))
        for each in standard.attitudes
    )
    return {
        ItemKind.DUTY: tuple(duties),
        ItemKind.TASK: tuple(tasks),
        ItemKind.OUTPUT: tuple(outputs),
        ItemKind.CRITERION: tuple(criteria),
        ItemKind.KNOWLEDGE: _shared(ItemKind.KNOWLEDGE, standard.knowledge, scopes),
        ItemKind.SKILL: _shared(ItemKind.SKILL, standard.skills, scopes),
        ItemKind.ATTITUDE: tuple(attitudes),
    }


def _within(kind: ItemKind, code: str, text: str, block: Block, duty: Duty) -> Item:
    return Item(kind=kind, code=code, text=text, within=(owner(code, block) or duty.code,))


def _shared(
    kind: ItemKind,
    items: Iterable[KsaItem],
    scopes: Mapping[tuple[ItemKind, str], Iterable[str]],
) -> tuple[Item, ...]:
    return tuple(
        Item(
            kind=kind,
            code=item.code,
            text="；".join(item.texts),
            within=tuple(scopes[kind, item.code]),
        )
        for item in items
    )


class _Compared:
    """The items of one kind in both versions."""

    def __init__(
        self, old: tuple[Item, ...], new: tuple[Item, ...], codes: Mapping[str, str]
    ) -> None:
        self._old, self._new, self._codes = old, new, codes
        self._now = set(codes.values())
        self._matches = match(
            [_sought(item, self._homes(item)) for item in old],
            [_sought(item, item.within) for item in new],
        )

    def same(self) -> Iterator[tuple[Item, Item]]:
        """The items that stand in both versions; of several parts the one that has most."""
        for found in self._matches:
            yield self._old[found.old[0]], self._new[found.new[0]]

    def changes(self) -> list[Change]:
        """What changed, in printed order; what is gone stands where it was."""
        changes: list[tuple[int, int, Change]] = []
        for found in self._matches:
            old = tuple(self._old[i] for i in sorted(found.old))
            new = tuple(self._new[j] for j in sorted(found.new))
            kinds = tuple(self._kinds(old, new))
            if kinds:
                change = Change(kinds=kinds, old=old, new=new, confidence=found.confidence)
                changes.append((min(found.new), 1, change))
        matched_old = {i for found in self._matches for i in found.old}
        matched_new = {j for found in self._matches for j in found.new}
        for i, item in enumerate(self._old):
            if i not in matched_old:
                changes.append((i, 0, _alone(ChangeKind.REMOVED, old=(item,))))
        for j, item in enumerate(self._new):
            if j not in matched_new:
                changes.append((j, 2, _alone(ChangeKind.ADDED, new=(item,))))
        return [change for *_, change in sorted(changes, key=lambda each: each[:2])]

    def _kinds(self, old: tuple[Item, ...], new: tuple[Item, ...]) -> Iterator[ChangeKind]:
        if len(new) > 1:
            yield ChangeKind.SPLIT
        elif len(old) > 1:
            yield ChangeKind.MERGED
        else:
            if self._has_moved(old[0], new[0]):
                yield ChangeKind.MOVED
            if "".join(old[0].text.split()) != "".join(new[0].text.split()):
                yield ChangeKind.REWORDED
            if old[0].code != new[0].code:
                yield ChangeKind.RENUMBERED

    def _homes(self, item: Item) -> tuple[str, ...]:
        return tuple(self._codes.get(code, code) for code in item.within)

    def _has_moved(self, old: Item, new: Item) -> bool:
        """Whether an item is printed elsewhere; for K and S only tasks in both versions count."""
        if new.kind not in {ItemKind.KNOWLEDGE, ItemKind.SKILL}:
            return self._homes(old) != new.within
        before = {self._codes[code] for code in old.within if code in self._codes}
        after = {code for code in new.within if code in self._now}
        return before != after


def _sought(item: Item, homes: tuple[str, ...]) -> Sought:
    return Sought(code=item.code, text=item.text, homes=homes)


def _alone(kind: ChangeKind, *, old: tuple[Item, ...] = (), new: tuple[Item, ...] = ()) -> Change:
    return Change(kinds=(kind,), old=old, new=new, confidence=1.0)


def _fields(old: Standard, new: Standard) -> Iterator[FieldChange]:
    after = dict(_facts(new))
    for name, value in _facts(old):
        if value != after[name]:
            yield FieldChange(name=name, old=value, new=after[name])


def _facts(standard: Standard) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "code", _given(standard.code)
    yield "name", _given(standard.name)
    yield "level", _given(str(standard.level or ""))
    yield "description", _given(standard.description)
    yield "requirements", tuple(each.text for each in standard.notes.requirements)
    yield (
        "remarks",
        tuple(
            f"【{each.mark}】{each.text}" if each.mark else each.text
            for each in standard.notes.remarks
        ),
    )


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _levels(old: Standard, new: Standard, codes: Mapping[str, str]) -> Iterator[LevelChange]:
    after = _printed_levels(new)
    for code, level in _printed_levels(old).items():
        now = codes.get(code, "")
        if now in after and after[now] != level:
            yield LevelChange(old_code=code, new_code=now, old=level, new=after[now])


def _printed_levels(standard: Standard) -> dict[str, int | None]:
    """Task, or duty without tasks -> its level; of a code that is printed twice the first."""
    found: dict[str, int | None] = {}
    for duty in standard.duties:
        for task in duty.tasks:
            found.setdefault(task.code, standard.level_of(task.code))
        levels = [block.level for block in duty.blocks if block.level and not block.tasks]
        if levels:
            found.setdefault(duty.code, max(levels))
    return found
