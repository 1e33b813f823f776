"""Which modules a course has: one a task, in printed order."""

import dataclasses
from collections.abc import Iterable, Iterator

from curriculum.standard import (
    Block,
    Duty,
    PerformanceCriterion,
    Standard,
    WorkOutput,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A module before anything is decided about its content."""

    id: str
    title: str
    duty: str
    tasks: tuple[str, ...]
    level: int | None
    criteria: tuple[PerformanceCriterion, ...]
    outputs: tuple[WorkOutput, ...]
    blocks: tuple[Block, ...]
    """The printed blocks that cover it."""


def outlines(standard: Standard) -> tuple[Outline, ...]:
    """The modules of a standard: one for each task, one for each duty without a task layer.

    Blocks that stand beside the tasks of a duty and name none of them get a module of the duty,
    after its tasks, so that nothing printed is lost.
    """
    found = [
        module
        for duty in standard.duties
        for module in (*_of_tasks(duty, standard), *_of_duty(duty, standard))
    ]
    ids = unique(module.id for module in found)
    return tuple(
        dataclasses.replace(module, id=name) for module, name in zip(found, ids, strict=True)
    )


def unique(names: Iterable[str]) -> list[str]:
    """The names, those that repeat told apart by `-2`, `-3` ... in order."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate)
        result.append(candidate)
    return result


def module_id(code: str) -> str:
    """`M1.1` from `T1.1`; a code of another shape keeps its own text after the M."""
    return f"M{code.removeprefix('T')}"


def _of_tasks(duty: Duty, standard: Standard) -> Iterator[Outline]:
    seen: set[str] = set()
    for task in duty.tasks:
        blocks = tuple(block for block in duty.blocks if task.code in block.tasks)
        first = task.code not in seen
        seen.add(task.code)
        # A code printed for two tasks owns its items once: the first task has them.
        yield Outline(
            id=module_id(task.code),
            title=task.text,
            duty=duty.code,
            tasks=(task.code,),
            level=standard.level_of(task.code) or standard.level,
            criteria=standard.criteria_of(task.code) if first else (),
            outputs=standard.outputs_of(task.code) if first else (),
            blocks=blocks,
        )


def _of_duty(duty: Duty, standard: Standard) -> Iterator[Outline]:
    blocks = tuple(block for block in duty.blocks if not block.tasks)
    if not blocks:
        return
    levels = [block.level for block in blocks if block.level is not None]
    yield Outline(
        id=module_id(duty.code),
        title=duty.text,
        duty=duty.code,
        tasks=(),
        level=max(levels, default=standard.level),
        criteria=tuple(item for block in blocks for item in block.criteria),
        outputs=tuple(item for block in blocks for item in block.outputs),
        blocks=blocks,
    )
