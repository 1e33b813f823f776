"""Which K and S items each module teaches, and how sure that is.

Where the standard prints an item for one task, that is where it belongs. Where it prints it for a
block of several tasks, the words decide (`planning.placement`), and where several modules share a
task, the words of their parts (`planning.splitting`). The first module in the course's order that
has an item introduces it; later ones reinforce it. What the trainer decided about an item holds
for every code of the same meaning (K01 = K27).
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from curriculum.course import Allocation, Band, Basis, Role
from curriculum.decisions import Decided, Decisions
from curriculum.planning.modules import Outline
from curriculum.planning.nearness import TaskVectors
from curriculum.planning.placement import Placement, place
from curriculum.planning.reasons import because
from curriculum.planning.splitting import Splits, is_near
from curriculum.standard import Block, KsaItem, KsaUse, Standard
from curriculum.tables import Tables


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
    standard: Standard, modules: tuple[Outline, ...], decisions: Decisions, tables: Tables
) -> tuple[Allocations, ...]:
    """The K and S items of every module, in the course's order.

    Args:
        standard: The standard as printed.
        modules: The modules in the course's order, with what was decided about them.
        decisions: What the trainer chose; `leave_out` matters.
        tables: Generic words and sentences.
    """
    vectors = TaskVectors(standard)
    splits = Splits(modules, vectors)
    left_out = frozenset(decisions.leave_out)
    knowledge, skills = (
        _Allocator(kind, items, vectors, splits, tables).allocate(modules, left_out)
        for kind, items in (("knowledge", standard.knowledge), ("skills", standard.skills))
    )
    return tuple(Allocations(*pair) for pair in zip(knowledge, skills, strict=True))


class _Allocator:
    """Allocates the items of one kind."""

    def __init__(
        self,
        kind: str,
        items: Sequence[KsaItem],
        vectors: TaskVectors,
        splits: Splits,
        tables: Tables,
    ) -> None:
        self._kind = kind
        self._texts = {item.code: item.text for item in items}
        self._meanings = meanings(items)
        self._vectors = vectors
        self._splits = splits
        self._patterns = tables.patterns
        self._generic = getattr(tables.generic, kind)
        self._placements: dict[int, Mapping[str, Mapping[str, Placement]]] = {}

    def allocate(self, modules: Sequence[Outline], left_out: frozenset[str]) -> Iterator[Items]:
        """The items of each module: the first one that has an item introduces it."""
        first = self._introducing(modules)
        gone = {self._meanings[code] for code in left_out if code in self._meanings}
        seen: set[str] = set()
        for position, module in enumerate(modules):
            rows = []
            for use, placement in self._chosen(module):
                meaning = self._meanings[use.code]
                # What the trainer introduces later is not taught before.
                if meaning in gone or position < first.get(meaning, 0):
                    continue
                rows.append(_row(use, placement, is_known=meaning in seen))
                seen.add(meaning)
            yield Items(tuple(rows), tuple(self._meanings[row.code] for row in rows))

    def _introducing(self, modules: Sequence[Outline]) -> dict[str, int]:
        """Meaning -> number of the first module that was decided to introduce it."""
        first: dict[str, int] = {}
        for position, module in enumerate(modules):
            for code in module.chosen.introduce:
                if code.value in self._meanings:
                    first.setdefault(self._meanings[code.value], position)
        return first

    def _chosen(self, module: Outline) -> Iterator[tuple[KsaUse, Placement]]:
        """The items of a module, with what the trainer added and without what was taken away."""
        decided = {
            self._meanings[code.value]: (code, phrase)
            for phrase, codes in (
                ("reason.reinforced", module.chosen.reinforce),
                ("reason.introduced", module.chosen.introduce),
            )
            for code in codes
            if code.value in self._meanings
        }
        excluded = {self._meanings.get(code.value) for code in module.chosen.exclude}
        for use, placement in self._placed(module):
            meaning = self._meanings[use.code]
            code, phrase = decided.pop(meaning, (None, ""))
            if code:
                yield use, self._decided(use.code, code, phrase, module)
            elif meaning not in excluded:
                yield use, placement
        for code, phrase in decided.values():
            use = KsaUse(code=code.value, text=self._texts[code.value])
            yield use, self._decided(use.code, code, phrase, module)

    def _decided(self, code: str, decided: Decided[str], phrase: str, module: Outline) -> Placement:
        reason = because(decided.place, self._patterns, phrase, code=code, module=module.id)
        return Placement(basis=Basis.DECIDED, confidence=1.0, band=Band.HIGH, reason=reason)

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
        if set(block.tasks) <= set(module.tasks):
            return self._printed(use, block, module)
        if id(block) not in self._placements:
            self._placements[id(block)] = place(
                getattr(block, self._kind), block.tasks, self._vectors, self._generic,
                self._patterns,
            )  # fmt: skip
        by_task = self._placements[id(block)][use.code]
        shares = [
            self._share(use, task, by_task[task], module)
            for task in module.tasks
            if task in by_task
        ]
        found = [share for share in shares if share]
        return max(found, key=lambda each: each.confidence, default=None)

    def _printed(self, use: KsaUse, block: Block, module: Outline) -> Placement | None:
        """Printed for the module's own tasks; a part before the nearest one does not have it."""
        splits = self._splits
        if block.tasks and all(splits.is_split(task) for task in block.tasks):
            near = [splits.near(use.text, task) for task in block.tasks]
            if all(found and module.id not in found for found in near):
                return None
        phrase = "printed" if len(block.tasks) == 1 else "whole_block"
        reason = self._patterns.fill(
            f"reason.{phrase}" if block.tasks else "reason.whole",
            code=use.code,
            task=self._patterns["enumeration"].join(dict.fromkeys(block.tasks)),
        )
        return Placement(basis=Basis.PRINTED, confidence=1.0, band=Band.HIGH, reason=reason)

    def _share(
        self, use: KsaUse, task: str, placement: Placement, module: Outline
    ) -> Placement | None:
        """An item of a task in a module that has the task, or the part near the item, or not."""
        if placement.basis is not Basis.TEXT or not self._splits.is_split(task):
            return placement
        near = self._splits.near(use.text, task)
        if not is_near(module.id, near):
            return None
        if module.id not in near:
            return placement
        reason = self._patterns.fill(
            "reason.near",
            code=use.code,
            segment=near[module.id].code,
            words=near[module.id].words,
        )
        return dataclasses.replace(placement, reason=reason)


def _row(use: KsaUse, placement: Placement, *, is_known: bool) -> Allocation:
    return Allocation(
        code=use.code,
        text=use.text,
        role=Role.REINFORCE if is_known else Role.INTRODUCE,
        basis=placement.basis,
        confidence=placement.confidence,
        band=placement.band,
        reason=placement.reason,
    )


def meanings(items: Sequence[KsaItem]) -> dict[str, str]:
    """Code -> the first printed code of those that mean the same."""
    order = {item.code: position for position, item in enumerate(items)}
    return {
        item.code: min((item.code, *item.same_as), key=lambda code: order[code]) for item in items
    }
