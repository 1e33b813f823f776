"""Which modules a course has: one a task in printed order, unless the trainer regrouped them."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from curriculum.decisions import Decisions, ModuleDecisions
from curriculum.memory import NO_MEMORY, Memory
from curriculum.planning.scope import Unit, is_left_out, is_taught, units, with_ids
from curriculum.standard import Block, PerformanceCriterion, Standard, WorkOutput

Item = TypeVar("Item")

_NOTHING = ModuleDecisions()
_JOINT = "、"
_PART = "{title}（{number}）"
"""The title of what was split off, until somebody finds a better one."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A module before anything is decided about its content."""

    id: str
    title: str
    title_en: str | None = None
    duty: str
    """That of its first task."""
    tasks: tuple[str, ...]
    level: int | None
    """The highest of its tasks."""
    criteria: tuple[PerformanceCriterion, ...]
    outputs: tuple[WorkOutput, ...]
    blocks: tuple[Block, ...]
    """The printed blocks that cover it."""
    chosen: ModuleDecisions = _NOTHING
    """What the trainer decided about it."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """A unit in a module: all of it, or the criteria that one of several modules has."""

    position: int
    """Number of the unit in printed order."""
    unit: Unit
    criteria: tuple[PerformanceCriterion, ...]
    number: int
    """1 in the module that has the unit or what remains of it, 2 ... in those split off."""
    has_outputs: bool

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands: by its unit, then by its first criterion."""
        codes = [criterion.code for criterion in self.unit.criteria]
        first = codes.index(self.criteria[0].code) if self.criteria else 0
        return self.position, first


def outlines(
    standard: Standard, decisions: Decisions, memory: Memory = NO_MEMORY
) -> tuple[Outline, ...]:
    """The modules of a course, in the course's order.

    By default one for each task, and one for each duty without a task layer. A module takes over
    the tasks and the criteria that it names; who had them keeps the rest, and vanishes when there
    is none. A work output goes where most criteria of its task are, to the first of equals.
    Contradictions are settled somehow, the same way every time; a rule reports them.

    Args:
        standard: The standard as printed.
        decisions: What the trainer chose; `modules`, `teach`, `leave_out` and `order` matter.
        memory: The ids that were published.
    """
    every = with_ids(units(standard), memory.modules)
    taught = [
        _without_left_out(unit, decisions)
        for unit in every
        if is_taught(unit, decisions) and not is_left_out(unit, decisions)
    ]
    parts = _grouped(taught, decisions.modules)
    found = [
        _outline(name, held, decisions)
        for name, held in sorted(parts.items(), key=lambda each: each[1][0].place)
    ]
    first = {code.value: position for position, code in reversed([*enumerate(decisions.order)])}
    return tuple(sorted(found, key=lambda module: first.get(module.id, len(first))))


def _without_left_out(unit: Unit, decisions: Decisions) -> Unit:
    kept = tuple(each for each in unit.criteria if each.code not in decisions.leave_out)
    # A text printed without a code is nobody's to leave out.
    words = decisions.task_titles.get(unit.code) if unit.code else None
    title = words.zh if words and words.zh else unit.title
    return dataclasses.replace(unit, criteria=kept, title=title)


def _grouped(
    taught: Sequence[Unit], modules: Mapping[str, ModuleDecisions]
) -> dict[str, list[_Part]]:
    """Module id -> its parts, in printed order."""
    tasks = _claims((name, [code.value for code in each.tasks]) for name, each in modules.items())
    criteria = _claims(
        (name, [code.value for code in each.criteria]) for name, each in modules.items()
    )
    grouped: dict[str, list[_Part]] = {}
    for position, unit in enumerate(taught):
        owner = tasks.get(unit.code, unit.id)
        shares: dict[str, list[PerformanceCriterion]] = {owner: []}
        for criterion in unit.criteria:
            shares.setdefault(criteria.get(criterion.code, owner), []).append(criterion)
        if unit.criteria and not shares[owner]:
            del shares[owner]
        # `max` takes the first of equals.
        made = max(shares, key=lambda name: len(shares[name]))
        for number, (name, chosen) in enumerate(shares.items(), start=1):
            part = _Part(position, unit, tuple(chosen), number, has_outputs=name == made)
            grouped.setdefault(name, []).append(part)
    return grouped


def _claims(wanted: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    """Code -> the first module that claims it."""
    claims: dict[str, str] = {}
    for name, codes in wanted:
        for code in codes:
            claims.setdefault(code, name)
    return claims


def _outline(name: str, parts: Sequence[_Part], decisions: Decisions) -> Outline:
    chosen = decisions.modules.get(name, _NOTHING)
    levels = [part.unit.level for part in parts if part.unit.level is not None]
    return Outline(
        id=name,
        title=chosen.title.zh if chosen.title and chosen.title.zh else _title(parts),
        title_en=_title_en(parts, chosen, decisions),
        duty=parts[0].unit.duty,
        tasks=_once(code for part in parts for code in part.unit.tasks),
        level=max(levels, default=None),
        criteria=tuple(criterion for part in parts for criterion in part.criteria),
        outputs=tuple(output for part in parts if part.has_outputs for output in part.unit.outputs),
        blocks=_different(block for part in parts for block in part.unit.blocks),
        chosen=chosen,
    )


def _title(parts: Sequence[_Part]) -> str:
    return _JOINT.join(
        part.unit.title
        if part.number == 1
        else _PART.format_map({"title": part.unit.title, "number": part.number})
        for part in parts
    )


def _title_en(parts: Sequence[_Part], chosen: ModuleDecisions, decisions: Decisions) -> str | None:
    """The English title: as decided, else that of the one task that the module is."""
    if chosen.title and chosen.title.en:
        return chosen.title.en
    words = decisions.task_titles.get(parts[0].unit.code)
    return words.en if words and len(parts) == 1 and parts[0].number == 1 else None


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _different(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, each once: two tasks may share one."""
    return tuple({id(block): block for block in blocks}.values())
