"""How many hours each module gets, and how much of them is practice."""

import dataclasses
from collections.abc import Sequence

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
    """The weight of one objective inside its module."""
    objective = goal.objective
    if objective.is_terminal:
        return hours.criterion[goal.rank - 1] * len(objective.criteria)
    if objective.skills:
        return hours.introduced_skill
    return hours.introduced_knowledge if objective.knowledge else hours.reinforced_knowledge


def module_hours(loads: Sequence[Load], total: float, hours: Hours) -> tuple[float, ...]:
    """The hours of every module: multiples of the step that add up to the total exactly.

    Every module gets at least `hours.least` where the total allows; else at least one step where
    it allows that; else modules with the smallest weights get nothing, and `least_total` says
    what would be needed.
    """
    units = round(total / hours.step)
    least = round(hours.least / hours.step)
    while least and units < least * len(loads):
        least -= 1
    return tuple(
        share * hours.step for share in apportion([load.weight for load in loads], units, least)
    )


def least_total(modules: int, hours: Hours) -> float:
    """The fewest hours in which every one of so many modules gets its least.

    Args:
        modules: Number of modules.
        hours: The table of hours.
    """
    return modules * hours.least


def split(hours: float, practice: float, table: Hours) -> tuple[float, float]:
    """Theory and practice hours: multiples of the step that add up to `hours`.

    Theory always has a step, for opening and closing; practice has one as soon as anything is to
    be practised and there are two.
    """
    units = round(hours / table.step)
    # Half a unit counts as practice; int() after adding .5 keeps banker's rounding out.
    practised = int(units * practice + 0.5)
    if practice > 0 and units > 1:
        practised = max(practised, 1)
    practised = max(0, min(practised, units - 1))
    return (units - practised) * table.step, practised * table.step


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


def hours_reason(load: Load, whole: float, hours: float, patterns: Patterns) -> str:
    """Why a module has its hours."""
    percent = round(100 * load.weight / whole) if whole else 0
    return patterns.fill(
        "reason.hours",
        weight=f"{load.weight:g}",
        percent=percent,
        hours=f"{hours:g}",
        **load.counts,
    )
