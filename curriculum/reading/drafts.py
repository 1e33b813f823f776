"""Duties and blocks under construction, and the step that gives every item its place.

While the rows of the main table are read, texts may go on in a later row and codes may name a
task that is printed later. Only when all rows are known does `finish` settle what belongs where.
"""

import dataclasses
import re
from collections.abc import Iterator

from curriculum.problems import Place
from curriculum.reading.record import Record
from curriculum.standard import (
    Block,
    Duty,
    KsaUse,
    PerformanceCriterion,
    RepairKind,
    Task,
    WorkOutput,
)


@dataclasses.dataclass(slots=True)
class Draft:
    """An item whose text may still go on."""

    code: str
    raw: str
    place: Place
    row_tasks: tuple[str, ...] = ()
    """The tasks in whose row it stands (O and P)."""


@dataclasses.dataclass(slots=True)
class ScopeDraft:
    """A block under construction."""

    tasks: list[str]
    level: int | None
    place: Place
    outputs: list[Draft] = dataclasses.field(default_factory=list)
    criteria: list[Draft] = dataclasses.field(default_factory=list)
    knowledge: list[Draft] = dataclasses.field(default_factory=list)
    skills: list[Draft] = dataclasses.field(default_factory=list)

    @property
    def has_uses(self) -> bool:
        """Whether K or S items are printed in it."""
        return bool(self.knowledge or self.skills)


@dataclasses.dataclass(slots=True)
class DutyDraft:
    """A duty under construction."""

    heading: Draft
    tasks: list[Draft] = dataclasses.field(default_factory=list)
    scopes: list[ScopeDraft] = dataclasses.field(default_factory=list)

    @property
    def numbers(self) -> str:
        """The number of its code, `3` for T3."""
        return self.heading.code[1:]


def finish(drafts: list[DutyDraft], record: Record) -> tuple[Duty, ...]:
    """The duties, every O and P item in a block of the task that its code names."""
    for kind in ("outputs", "criteria"):
        _settle(drafts, kind, record)
    return tuple(_duty(draft, record) for draft in drafts)


def _settle(drafts: list[DutyDraft], kind: str, record: Record) -> None:
    """Moves the items of one kind that stand in another task's row, and reports each."""
    printed = [
        (duty, scope, item)
        for duty in drafts
        for scope in duty.scopes
        for item in getattr(scope, kind)
    ]
    for duty, scope, item in printed:
        task, home = _home(drafts, duty, scope, item)
        if home is None or (home is scope and (not task or task in item.row_tasks)):
            continue
        _move(item, getattr(scope, kind), getattr(home, kind), task)
        row = "、".join(item.row_tasks) or duty.heading.code
        record.add(
            RepairKind.WRONG_ROW, (item.code,), row, task or f"T{_numbers(item.code)[0]}",
            item.place,
        )  # fmt: skip


def _move(item: Draft, source: list[Draft], target: list[Draft], task: str) -> None:
    """Puts an item behind the other items of its task, where there are any."""
    index = next(index for index, other in enumerate(source) if other is item)
    del source[index]
    siblings = [at for at, other in enumerate(target) if task_named_by(other.code) == task]
    # A lone item of the same block keeps its place.
    alone = index if source is target else len(target)
    target.insert(siblings[-1] + 1 if siblings else alone, item)


def _home(
    drafts: list[DutyDraft], duty: DutyDraft, scope: ScopeDraft, item: Draft
) -> tuple[str, ScopeDraft | None]:
    """The task that an item's code names, and the block it belongs to; None: where it stands."""
    task = task_named_by(item.code)
    if task in item.row_tasks or (task in scope.tasks and task):
        return task, scope
    for other in drafts:
        covering = [candidate for candidate in other.scopes if task in candidate.tasks]
        if task and covering:
            return task, covering[-1]
    numbers = _numbers(item.code)
    named = next((other for other in drafts if numbers and other.numbers == numbers[0]), None)
    # Without a task layer the first number alone names the duty.
    if named is not None and named is not duty and not named.tasks and named.scopes:
        return "", named.scopes[-1]
    return "", None


def task_named_by(code: str) -> str:
    """The task that an O or P code names by its first two numbers; empty when it has none."""
    numbers = _numbers(code)
    return f"T{numbers[0]}.{numbers[1]}" if len(numbers) > 1 else ""


def _numbers(code: str) -> list[str]:
    return re.findall(r"\d+", code)


def _duty(draft: DutyDraft, record: Record) -> Duty:
    return Duty(
        code=draft.heading.code,
        text=_text(draft.heading, record),
        tasks=tuple(
            Task(code=task.code, text=_text(task, record), place=task.place) for task in draft.tasks
        ),
        blocks=tuple(_block(scope, record) for scope in draft.scopes),
        place=draft.heading.place,
    )


def _block(scope: ScopeDraft, record: Record) -> Block:
    return Block(
        tasks=tuple(scope.tasks),
        level=scope.level,
        outputs=tuple(
            WorkOutput(code=item.code, text=_text(item, record), place=item.place)
            for item in scope.outputs
        ),
        criteria=tuple(
            PerformanceCriterion(code=item.code, text=_text(item, record), place=item.place)
            for item in scope.criteria
        ),
        knowledge=tuple(_uses(scope.knowledge, record)),
        skills=tuple(_uses(scope.skills, record)),
        place=scope.place,
    )


def _uses(drafts: list[Draft], record: Record) -> Iterator[KsaUse]:
    for item in drafts:
        yield KsaUse(code=item.code, text=_text(item, record), place=item.place)


def _text(item: Draft, record: Record) -> str:
    return record.unwrapped(item.raw, (item.code,) if item.code else (), item.place)
