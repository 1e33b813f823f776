"""How many hours each module gets, and how much of them is practice."""

import dataclasses
from collections.abc import Sequence

from curriculum.course import Objective
from curriculum.planning.allocation import Allocations
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal
from curriculum.tables import Hours, Patterns, Weights

_PRECISION = 6
"""Digits that scores are rounded to before they are compared: no order hangs on noise."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a module has to fit in."""

    weight: float
    """Relative amount of teaching."""
    practice: float
    """Share of it that is practice, 0 to 1."""
    counts: dict[str, int]
    """How many of each kind of item it has, for the reason."""


def load_of(
    module: Outline,
    given: Allocations,
    goals: Sequence[Goal],
    shares: Sequence[float],
    weights: Weights,
) -> Load:
    """The weight of a module.

    Args:
        module: The module.
        given: Its K and S items.
        goals: Its objectives.
        shares: For each objective, the share of practice of its way of teaching.
        weights: The table of weights.
    """
    hours = weights.hours
    counts = {
        "new_knowledge": len(given.knowledge.introduced),
        "old_knowledge": given.knowledge.reinforced,
        "new_skills": len(given.skills.introduced),
        "old_skills": given.skills.reinforced,
        "criteria": len(module.criteria),
    }
    terminal = [goal for goal in goals if goal.objective.is_terminal]
    weight = (
        counts["new_knowledge"] * hours.introduced_knowledge
        + counts["old_knowledge"] * hours.reinforced_knowledge
        + counts["new_skills"] * hours.introduced_skill
        + counts["old_skills"] * hours.reinforced_skill
        + sum(hours.criterion[goal.rank - 1] * len(goal.objective.criteria) for goal in terminal)
        + hours.assessment
    )
    factor = hours.level_factors[module.level - 1] if module.level else 1
    parts = [goal_weight(goal, hours) for goal in goals]
    whole = sum(parts)
    practice = sum(part * share for part, share in zip(parts, shares, strict=True))
    return Load(
        weight=round(weight * factor, _PRECISION),
        practice=round(practice / whole, _PRECISION) if whole else 0.0,
        counts=counts,
    )


def goal_weight(goal: Goal, hours: Hours) -> float:
    """The weight of one planned objective inside its module."""
    return objective_weight(goal.objective, hours)


def objective_weight(objective: Objective, hours: Hours) -> float:
    """The weight of one objective inside its module."""
    if objective.is_terminal:
        return hours.criterion[objective.rank - 1] * len(objective.criteria)
    if objective.skills:
        return hours.introduced_skill
    return hours.introduced_knowledge if objective.knowledge else hours.reinforced_knowledge


@dataclasses.dataclass(frozen=True, slots=True)
class Times:
    """The hours of a course and of each of its modules: multiples of the step that add up."""

    total: float
    modules: tuple[float, ...]
    is_short: bool
    """Whether a module whose hours nobody decided gets fewer than the least."""


def course_hours(
    loads: Sequence[Load],
    chosen: Sequence[float | None],
    total: float | None,
    table: Hours,
) -> Times:
    """The hours of everything: decided ones as they are, the rest by weight.

    Every module without decided hours gets at least `table.least` where the total allows; else at
    least one step where it allows that; else those with the smallest weights get nothing, and
    `least_total` says what would be needed. A total that nobody decided gives way to the modules;
    a decided one that cannot hold them gives way too, and a rule reports it.

    Args:
        loads: The load of each module.
        chosen: The hours that were decided for each, or None.
        total: The total that was decided, or None.
        table: The table of hours.
    """
    fixed = [None if each is None else _units(each, table) for each in chosen]
    free = [position for position, each in enumerate(fixed) if each is None]
    used = sum(each for each in fixed if each is not None)
    least = _units(table.least, table)
    if not loads:
        return Times(table.total if total is None else total, (), is_short=False)
    if total is None:
        rest = max(_units(table.total, table) - used, least * len(free))
    else:
        rest = max(_units(total, table) - used, 0)
    is_short = rest < least * len(free)
    if not free:
        rest = 0
    while least and rest < least * len(free):
        least -= 1
    shares = iter(apportion([loads[position].weight for position in free], rest, least))
    units = [next(shares) if each is None else each for each in fixed]
    times = tuple(each * table.step for each in units)
    return Times((used + rest) * table.step, times, is_short)


def least_total(modules: int, hours: Hours, decided: float = 0.0) -> float:
    """The fewest hours in which every one of so many modules gets its least.

    Args:
        modules: Number of modules without decided hours.
        hours: The table of hours.
        decided: The decided hours of the others.
    """
    return modules * hours.least + decided


def split(
    hours: float, practice: float, table: Hours, theory: float | None = None
) -> tuple[float, float]:
    """Theory and practice hours: multiples of the step that add up to `hours`.

    Computed, theory always has a step, for opening and closing; practice has one as soon as
    anything is to be practised and there are two.

    Args:
        hours: The hours of the module.
        practice: Share of practice, 0 to 1.
        table: The table of hours.
        theory: The theory hours that were decided, or None.
    """
    units = _units(hours, table)
    if theory is not None:
        lectured = min(_units(theory, table), units)
        return lectured * table.step, (units - lectured) * table.step
    # Half a unit counts as practice; int() after adding .5 keeps banker's rounding out.
    practised = int(units * practice + 0.5)
    if practice > 0 and units > 1:
        practised = max(practised, 1)
    practised = max(0, min(practised, units - 1))
    return (units - practised) * table.step, practised * table.step


def _units(hours: float, table: Hours) -> int:
    return max(0, round(hours / table.step))


def apportion(weights: Sequence[float], units: int, least: int = 0) -> list[int]:
    """Whole units by largest remainder: `least` for everyone, the rest of each fair share.

    Ties go to the earlier one. The result adds up to `units`, which has to be at least `least`
    for each.
    """
    # Whole numbers keep the comparisons exact; weights carry no more than these digits.
    exact = [round(weight * 10**_PRECISION) for weight in weights]
    if not any(exact):
        exact = [1] * len(exact)
    free = list(range(len(exact)))
    shares = [least] * len(exact)
    left, whole = units, sum(exact)
    # Whoever's fair share is under the least keeps the least; the others share what is left.
    while poor := [n for n in free if exact[n] * left < least * whole]:
        free = [n for n in free if n not in poor]
        left, whole = units - least * (len(exact) - len(free)), sum(exact[n] for n in free)
    for n in free:
        shares[n] = exact[n] * left // whole
    by_remainder = sorted(free, key=lambda n: (-(exact[n] * left % whole), n))
    for n in by_remainder[: units - sum(shares)]:
        shares[n] += 1
    return shares


def hours_reason(load: Load, whole: float, hours: float, patterns: Patterns, phrase: str) -> str:
    """Why a module has the hours that were computed for it."""
    percent = round(100 * load.weight / whole) if whole else 0
    return patterns.fill(
        phrase,
        weight=f"{load.weight:g}",
        percent=percent,
        hours=f"{hours:g}",
        **load.counts,
    )
