"""What of the standard a course teaches: its tasks, without what the trainer left out."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping

from curriculum.course import LeftOut
from curriculum.decisions import Decisions
from curriculum.planning.ids import stable_ids
from curriculum.standard import (
    Block,
    Duty,
    PerformanceCriterion,
    Standard,
    WorkOutput,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What becomes one module when nothing is decided: a task, or a duty without a task layer."""

    id: str
    """The id of that module."""
    code: str
    """Code of the task or duty."""
    text: str
    """As printed."""
    title: str
    duty: str
    tasks: tuple[str, ...]
    """The task's code; none for a duty without a task layer."""
    level: int | None
    criteria: tuple[PerformanceCriterion, ...]
    outputs: tuple[WorkOutput, ...]
    blocks: tuple[Block, ...]
    """The printed blocks that cover it."""


def units(standard: Standard) -> tuple[Unit, ...]:
    """Every unit in printed order.

    Blocks that stand beside the tasks of a duty and name none of them make a unit of the duty,
    after its tasks, so that nothing printed is lost.
    """
    return tuple(
        unit
        for duty in standard.duties
        for unit in (*_of_tasks(duty, standard), *_of_duty(duty, standard))
    )


def with_ids(found: tuple[Unit, ...], published: Mapping[str, str]) -> tuple[Unit, ...]:
    """The units with the ids that were published for their words."""
    ids = stable_ids([(unit.id, unit.text) for unit in found], published)
    return tuple(dataclasses.replace(unit, id=name) for unit, name in zip(found, ids, strict=True))


def is_taught(unit: Unit, decisions: Decisions) -> bool:
    """Whether this course, and no other from the same standard, teaches a unit."""
    chosen = {code.value for code in decisions.teach}
    return not chosen or bool(chosen & {unit.code, unit.duty})


def is_left_out(unit: Unit, decisions: Decisions) -> bool:
    """Whether the trainer left out a unit, or all of its duty."""
    return unit.code in decisions.leave_out or unit.duty in decisions.leave_out


def not_taught(standard: Standard, decisions: Decisions) -> tuple[str, ...]:
    """Codes of the units that another course teaches, each once."""
    return tuple(
        dict.fromkeys(unit.code for unit in units(standard) if not is_taught(unit, decisions))
    )


def left_out(
    standard: Standard, decisions: Decisions, gone: Mapping[str, str]
) -> tuple[LeftOut, ...]:
    """What a course leaves out, in printed order; codes that are not printed are passed over.

    Args:
        standard: The standard as printed.
        decisions: What the trainer left out.
        gone: Code -> reason of what went with it.
    """
    reasons = {**gone, **{code: why.value for code, why in decisions.leave_out.items()}}
    for item in (*standard.knowledge, *standard.skills):
        # What means the same goes with it: taught under another code it would be taught.
        for code in item.same_as:
            if code in decisions.leave_out:
                reasons.setdefault(item.code, decisions.leave_out[code].value)
    return tuple(
        LeftOut(code=code, text=text, reason=reasons[code])
        for code, text in _printed(standard).items()
        if code in reasons
    )


def gone_with_units(
    standard: Standard, decisions: Decisions, kept: Collection[str]
) -> dict[str, str]:
    """The K and S items that no module has because their tasks are left out, and why.

    Args:
        standard: The standard as printed.
        decisions: What the trainer chose.
        kept: Codes of the items that some module has.
    """
    gone: dict[str, str] = {}
    for unit in units(standard) if decisions.leave_out else ():
        why = decisions.leave_out.get(unit.code) or decisions.leave_out.get(unit.duty)
        for block in unit.blocks if why else ():
            for use in (*block.knowledge, *block.skills):
                if why and use.code not in kept:
                    gone.setdefault(use.code, why.value)
    same = {item.code: item.same_as for item in (*standard.knowledge, *standard.skills)}
    return {
        code: why for code, why in gone.items() if not any(other in kept for other in same[code])
    }


def _printed(standard: Standard) -> dict[str, str]:
    """Code and text of everything that can be left out, in printed order; the first text counts."""
    found: dict[str, str] = {}
    for duty in standard.duties:
        items = (criterion for block in duty.blocks for criterion in block.criteria)
        for item in (duty, *duty.tasks, *items):
            found.setdefault(item.code, item.text)
    for item in (*standard.knowledge, *standard.skills):
        found.setdefault(item.code, item.text)
    for attitude in standard.attitudes:
        found.setdefault(attitude.code, attitude.name)
    return found


def _of_tasks(duty: Duty, standard: Standard) -> Iterator[Unit]:
    seen: set[str] = set()
    for task in duty.tasks:
        first = task.code not in seen
        seen.add(task.code)
        # A code printed for two tasks owns its items once: the first task has them.
        yield Unit(
            id=module_id(task.code),
            code=task.code,
            text=task.text,
            title=task.text,
            duty=duty.code,
            tasks=(task.code,),
            level=standard.level_of(task.code) or standard.level,
            criteria=standard.criteria_of(task.code) if first else (),
            outputs=standard.outputs_of(task.code) if first else (),
            blocks=tuple(block for block in duty.blocks if task.code in block.tasks),
        )


def _of_duty(duty: Duty, standard: Standard) -> Iterator[Unit]:
    blocks = tuple(block for block in duty.blocks if not block.tasks)
    if not blocks:
        return
    levels = [block.level for block in blocks if block.level is not None]
    yield Unit(
        id=module_id(duty.code),
        code=duty.code,
        text=duty.text,
        title=duty.text,
        duty=duty.code,
        tasks=(),
        level=max(levels, default=standard.level),
        criteria=tuple(item for block in blocks for item in block.criteria),
        outputs=tuple(item for block in blocks for item in block.outputs),
        blocks=blocks,
    )


def module_id(code: str) -> str:
    """`M1.1` from `T1.1`; a code of another shape keeps its own text after the M."""
    return f"M{code.removeprefix('T')}"
