"""The steps of a lesson: what is taught, how and for how long; with the trainer's methods."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence

from curriculum.planning.objectives import Goal
from curriculum.planning.teaching import is_lecturing
from curriculum.tables import Weights


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Objectives that are taught together in one way."""

    strand: str
    goals: tuple[Goal, ...]
    weight: float


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """A group taught by one method."""

    group: Group
    method: str
    units: int
    """Of the lesson's step of time."""
    is_practice: bool


def with_methods(steps: Sequence[Step], chosen: Sequence[str], weights: Weights) -> list[Step]:
    """The same steps with the chosen methods and no other, each of them used.

    A method that was planned and chosen stays. Any other makes room for the least used one of
    the chosen that is of its kind: lecturing, or doing. A chosen method that is still unused gets
    a step whose method has others, else half of the longest step; where there is no time for a
    step of its own it stays out.
    """
    if not chosen:
        return list(steps)
    used: Counter[str] = Counter()
    replaced = []
    for step in steps:
        method = step.method
        if method not in chosen:
            fitting = [
                each for each in chosen if is_lecturing(each, weights) is not step.is_practice
            ]
            method = min(fitting or chosen, key=lambda each: used[each])
        used[method] += step.units
        replaced.append(dataclasses.replace(step, method=method))
    joined = list(_joined(replaced))
    for method in chosen:
        if all(step.method != method for step in joined):
            _make_room(joined, method)
    return joined


def _joined(steps: Sequence[Step]) -> Iterator[Step]:
    """Neighbours of one group and method as one step."""
    last: Step | None = None
    for step in steps:
        if last and _kind(last) == _kind(step):
            last = dataclasses.replace(last, units=last.units + step.units)
            continue
        if last:
            yield last
        last = step
    if last:
        yield last


def _kind(step: Step) -> tuple[int, str, bool]:
    return id(step.group), step.method, step.is_practice


def _make_room(steps: list[Step], method: str) -> None:
    """Gives a method a step, if there is any time for it."""
    uses = Counter(step.method for step in steps)
    longest = sorted(range(len(steps)), key=lambda n: (-steps[n].units, n))
    position = next((n for n in longest if uses[steps[n].method] > 1), None)
    if position is not None:
        steps[position] = dataclasses.replace(steps[position], method=method)
    elif longest and (step := steps[longest[0]]).units > 1:
        half = step.units // 2
        steps[longest[0] : longest[0] + 1] = [
            dataclasses.replace(step, units=step.units - half),
            dataclasses.replace(step, units=half, method=method),
        ]
