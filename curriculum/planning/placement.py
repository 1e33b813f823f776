"""To which tasks of its block an item belongs, when the standard does not say.

The thresholds were measured on standards that print K and S per task; the manual has the figures.
"""

import dataclasses
from collections.abc import Mapping, Sequence

from curriculum.course import Band, Basis
from curriculum.planning.nearness import DIGITS, Nearness, TaskVectors
from curriculum.planning.splitting import BELONGS
from curriculum.standard import KsaUse
from curriculum.tables import Patterns

_LARGEST_LOSS = 0.5
"""Most score that an item may lose when a task without items takes it over."""
_SPREAD = 0.2
"""What a best score counts even where another task is as near."""
_BANDS = ((0.25, Band.HIGH), (0.10, Band.MEDIUM), (0.0, Band.LOW))
"""Least confidence -> band."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Why an item belongs to a task, and how sure that is."""

    basis: Basis
    confidence: float
    """0 to 1."""
    band: Band
    reason: str


@dataclasses.dataclass(slots=True, kw_only=True)
class _Scored:
    """An item with its score at every task of the block."""

    use: KsaUse
    near: list[Nearness]
    basis: Basis
    scores: list[float]
    chosen: list[int]
    """Numbers of the tasks it belongs to."""
    taken: int | None = None
    """The task that took it over for want of any other item."""
    confidence: float = 0.0
    band: Band = Band.NONE


def place(
    uses: Sequence[KsaUse],
    tasks: Sequence[str],
    vectors: TaskVectors,
    generic: Sequence[str],
    patterns: Patterns,
) -> dict[str, Mapping[str, Placement]]:
    """Code of an item -> task -> why it is there.

    Args:
        uses: The K items, or the S items, of one block.
        tasks: The block's tasks, at least two.
        vectors: The words of the standard's tasks.
        generic: Words that mark an item as generic: it belongs to every task.
        patterns: The sentences of the reasons.
    """
    items = [_score(use, vectors.nearness(use.text, tasks), generic) for use in uses]
    for task in range(len(tasks)):
        _cover(task, items)
    return {
        item.use.code: {
            tasks[n]: Placement(
                basis=item.basis,
                confidence=item.confidence,
                band=item.band,
                reason=_reason(item, n, tasks, patterns),
            )
            for n in sorted(item.chosen)
        }
        for item in items
    }


def _score(use: KsaUse, near: list[Nearness], generic: Sequence[str]) -> _Scored:
    everywhere = list(range(len(near)))
    whole, best = max(each.whole for each in near), max(each.best for each in near)
    if any(word in use.text for word in generic):
        # The nearest task introduces it, as far as words tell; every later one uses it again.
        nearest = max(everywhere, key=lambda n: (near[n].best, -n))
        scores = [1.0] * len(near)
        return _Scored(
            use=use,
            near=near,
            basis=Basis.GENERIC,
            scores=scores,
            chosen=everywhere[nearest:],
            band=Band.LOW,
        )
    if not whole or not best:
        scores = [0.0] * len(near)
        return _Scored(use=use, near=near, basis=Basis.NONE, scores=scores, chosen=everywhere)
    scores = [round((each.whole / whole + each.best / best) / 2, DIGITS) for each in near]
    first, second = sorted(scores, reverse=True)[:2]
    confidence = round(whole * (first - second + _SPREAD), DIGITS)
    return _Scored(
        use=use,
        near=near,
        basis=Basis.TEXT,
        scores=scores,
        chosen=[n for n in everywhere if scores[n] >= BELONGS],
        confidence=confidence,
        band=next(band for least, band in _BANDS if confidence >= least),
    )


def _cover(task: int, items: list[_Scored]) -> None:
    """Gives a task without any item the one that loses least, from tasks that have several."""
    if any(task in item.chosen for item in items):
        return
    spare = [
        (round(max(item.scores) - item.scores[task], DIGITS), item.use.code, item)
        for item in items
        if all(sum(n in other.chosen for other in items) > 1 for n in item.chosen)
    ]
    loss, _, item = min(spare, key=lambda each: each[:2], default=(1.0, "", None))
    if item is not None and loss <= _LARGEST_LOSS:
        item.chosen.append(task)
        item.taken = task


def _reason(item: _Scored, task: int, tasks: Sequence[str], patterns: Patterns) -> str:
    """Why an item is at a task, for a person to judge."""
    near = item.near[task]
    phrase = {Basis.GENERIC: "reason.generic", Basis.NONE: "reason.nothing"}.get(
        item.basis, "reason.taken" if item.taken == task else "reason.near"
    )
    if item.basis is Basis.GENERIC and (first := min(item.chosen)):
        near, phrase = item.near[first], "reason.generic_from"
    return patterns.fill(
        phrase,
        code=item.use.code,
        tasks=patterns["enumeration"].join(tasks),
        first=tasks[min(item.chosen)],
        segment=near.segment.code,
        words=near.words,
    )
