"""Which K and S items each module teaches, and how sure that is.

Where the standard prints an item for one task, that is where it belongs. Where it prints it for a
block of several tasks, the words decide (`planning.placement`). The first module in the course's
order that has an item introduces it; later ones reinforce it.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from curriculum.course import Allocation, Band, Basis, ReviewItem, Role
from curriculum.planning.modules import Outline
from curriculum.planning.nearness import TaskVectors
from curriculum.planning.placement import Placement, place
from curriculum.standard import Block, KsaItem, KsaUse, Standard
from curriculum.tables import Tables

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
    standard: Standard, modules: tuple[Outline, ...], tables: Tables
) -> tuple[Allocations, ...]:
    """The K and S items of every module, in the course's order."""
    vectors = TaskVectors(standard)
    knowledge = _Allocator("knowledge", standard.knowledge, vectors, tables)
    skills = _Allocator("skills", standard.skills, vectors, tables)
    return tuple(Allocations(knowledge.items(module), skills.items(module)) for module in modules)


class _Allocator:
    """Allocates the items of one kind, module by module in the course's order."""

    def __init__(
        self, kind: str, items: Sequence[KsaItem], vectors: TaskVectors, tables: Tables
    ) -> None:
        self._kind = kind
        self._meanings = _meanings(items)
        self._vectors = vectors
        self._patterns = tables.patterns
        self._generic = getattr(tables.generic, kind)
        self._seen: set[str] = set()
        self._placements: dict[int, Mapping[str, Mapping[str, Placement]]] = {}

    def items(self, module: Outline) -> Items:
        """The items of the next module; what no module before it had is introduced here."""
        rows = []
        for use, placement in self._placed(module):
            meaning = self._meanings[use.code]
            role = Role.REINFORCE if meaning in self._seen else Role.INTRODUCE
            self._seen.add(meaning)
            rows.append(
                Allocation(
                    code=use.code,
                    text=use.text,
                    role=role,
                    basis=placement.basis,
                    confidence=placement.confidence,
                    band=placement.band,
                    reason=placement.reason,
                )
            )
        return Items(tuple(rows), tuple(self._meanings[row.code] for row in rows))

    def _placed(self, module: Outline) -> Iterator[tuple[KsaUse, Placement]]:
        """Each item once, by the narrowest block that prints it for the module."""
        best: dict[str, tuple[int, KsaUse, Placement]] = {}
        for block in module.blocks:
            uses: tuple[KsaUse, ...] = getattr(block, self._kind)
            for use in uses:
                placement = self._placement(use, block, module)
                width = len(block.tasks)
                if placement and (use.code not in best or width < best[use.code][0]):
                    best[use.code] = (width, use, placement)
        for _, use, placement in best.values():
            yield use, placement

    def _placement(self, use: KsaUse, block: Block, module: Outline) -> Placement | None:
        """Why an item belongs to the module; None when it belongs to other tasks of its block."""
        if len(block.tasks) <= 1:
            phrase = "reason.printed" if block.tasks else "reason.whole"
            task = block.tasks[0] if block.tasks else module.duty
            reason = self._patterns.fill(phrase, code=use.code, task=task)
            return Placement(basis=Basis.PRINTED, confidence=1.0, band=Band.HIGH, reason=reason)
        if id(block) not in self._placements:
            self._placements[id(block)] = place(
                getattr(block, self._kind), block.tasks, self._vectors, self._generic,
                self._patterns,
            )  # fmt: skip
        by_task = self._placements[id(block)][use.code]
        found = [by_task[task] for task in module.tasks if task in by_task]
        return max(found, key=lambda each: each.confidence, default=None)


def _meanings(items: Sequence[KsaItem]) -> dict[str, str]:
    """Code -> the first printed code of those that mean the same."""
    order = {item.code: position for position, item in enumerate(items)}
    return {
        item.code: min((item.code, *item.same_as), key=lambda code: order[code]) for item in items
    }


def review(
    modules: tuple[Outline, ...], allocations: tuple[Allocations, ...]
) -> tuple[ReviewItem, ...]:
    """The introductions that are not certain, the least certain first, then in course order."""
    found = [
        (item, module)
        for module, given in zip(modules, allocations, strict=True)
        for item in (*given.knowledge.introduced, *given.skills.introduced)
        if item.basis is not Basis.PRINTED and item.band is not Band.HIGH
    ]
    found.sort(key=lambda pair: (_ORDER[pair[0].band], pair[0].confidence))
    return tuple(
        ReviewItem(item=item.code, module=module.id, band=item.band, reason=item.reason)
        for item, module in found
    )
