"""Which K and S items each module teaches, and how sure that is.

An item belongs to every task of the block that prints it. Where a block covers several tasks the
standard does not say which of them needs the item; the allocation is then as good as chance and
goes to the review queue. Nearness of words is left to a later method with the same result type.
"""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Allocation, Band, Basis, ReviewItem, Role
from curriculum.planning.modules import Outline
from curriculum.standard import Block, KsaItem, KsaUse, Standard
from curriculum.tables import Patterns

_ORDER = {Band.NONE: 0, Band.LOW: 1, Band.MEDIUM: 2, Band.HIGH: 3}


@dataclasses.dataclass(frozen=True, slots=True)
class Items:
    """The K items, or the S items, of one module."""

    all: tuple[Allocation, ...]
    meanings: tuple[str, ...]
    """For each item the first printed code of those that mean the same."""

    @property
    def introduced(self) -> tuple[Allocation, ...]:
        """Those that this module teaches first."""
        return tuple(item for item in self.all if item.role is Role.INTRODUCE)

    @property
    def reinforced(self) -> int:
        """How many this module uses again; items that mean the same count once."""
        here = {
            meaning
            for meaning, item in zip(self.meanings, self.all, strict=True)
            if item.role is Role.INTRODUCE
        }
        return len(set(self.meanings) - here)


@dataclasses.dataclass(frozen=True, slots=True)
class Allocations:
    """The K and S items of one module."""

    knowledge: Items
    skills: Items


def allocate(
    standard: Standard, modules: tuple[Outline, ...], patterns: Patterns
) -> tuple[Allocations, ...]:
    """The K and S items of every module, in the course's order."""
    knowledge, skills = (
        _allocate(kind, _meanings(items), modules, patterns)
        for kind, items in (("knowledge", standard.knowledge), ("skills", standard.skills))
    )
    return tuple(Allocations(*pair) for pair in zip(knowledge, skills, strict=True))


def _allocate(
    kind: str, meanings: dict[str, str], modules: tuple[Outline, ...], patterns: Patterns
) -> list[Items]:
    """The items of one kind: the first module that has a meaning introduces it."""
    seen: set[str] = set()
    result = []
    for module in modules:
        rows = []
        for use, block in _uses(module, kind):
            role = Role.REINFORCE if meanings[use.code] in seen else Role.INTRODUCE
            seen.add(meanings[use.code])
            rows.append(_allocation(use, block, role, patterns))
        result.append(Items(tuple(rows), tuple(meanings[row.code] for row in rows)))
    return result


def _meanings(items: tuple[KsaItem, ...]) -> dict[str, str]:
    """Code -> the first printed code of those that mean the same."""
    order = {item.code: position for position, item in enumerate(items)}
    return {
        item.code: min((item.code, *item.same_as), key=lambda code: order[code]) for item in items
    }


def review(
    modules: tuple[Outline, ...], allocations: tuple[Allocations, ...]
) -> tuple[ReviewItem, ...]:
    """The introductions nothing supports, the least certain first, then in course order."""
    found = [
        ReviewItem(item=item.code, module=module.id, band=item.band, reason=item.reason)
        for module, given in zip(modules, allocations, strict=True)
        for item in (*given.knowledge.introduced, *given.skills.introduced)
        if item.band in {Band.NONE, Band.LOW}
    ]
    return tuple(sorted(found, key=lambda item: _ORDER[item.band]))


def _uses(module: Outline, kind: str) -> Iterator[tuple[KsaUse, Block]]:
    """Each item of a kind once, with the narrowest block that prints it for the module."""
    best: dict[str, tuple[KsaUse, Block]] = {}
    for block in module.blocks:
        uses: tuple[KsaUse, ...] = getattr(block, kind)
        for use in uses:
            if use.code not in best or len(block.tasks) < len(best[use.code][1].tasks):
                best[use.code] = (use, block)
    yield from best.values()


def _allocation(use: KsaUse, block: Block, role: Role, patterns: Patterns) -> Allocation:
    tasks = patterns["enumeration"].join(block.tasks)
    is_exact = len(block.tasks) <= 1
    phrase = "reason.printed" if is_exact else "reason.block"
    if not block.tasks:
        phrase = "reason.whole"
    return Allocation(
        code=use.code,
        text=use.text,
        role=role,
        basis=Basis.PRINTED,
        confidence=1.0 if is_exact else 0.0,
        band=Band.HIGH if is_exact else Band.NONE,
        reason=patterns.fill(phrase, code=use.code, task=tasks, tasks=tasks),
    )
