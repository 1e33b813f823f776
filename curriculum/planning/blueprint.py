"""Test blueprints (雙向細目表): content, cognitive level and weight, exact to the percent.

They are computed from the finished course, so that they follow whatever a trainer decided.
"""

from collections.abc import Sequence
from fractions import Fraction

from curriculum.course import (
    COGNITIVE_LEVELS,
    Blueprint,
    BlueprintRow,
    Domain,
    Module,
    Objective,
)
from curriculum.planning.hours import apportion, objective_weight
from curriculum.planning.rubrics import behaviour_in
from curriculum.planning.sentences import words_of
from curriculum.tables import Tables
from curriculum.wording import analyse

_WHOLE = 100
_COLUMN = {Domain.PSYCHOMOTOR: COGNITIVE_LEVELS, Domain.AFFECTIVE: COGNITIVE_LEVELS + 1}


def module_blueprint(module: Module, tables: Tables) -> Blueprint:
    """The blueprint of a module: a row for each objective.

    An objective weighs what it weighs for the hours. Where it says several things that are done,
    its weight is shared among their levels: 定義特點，並分析需求 is remembering and analysing.
    """
    if not module.objectives:
        return Blueprint()
    columns = [_columns(goal, module, tables) for goal in module.objectives]
    weights = [objective_weight(goal, tables.weights.hours) for goal in module.objectives]
    minutes = _test_minutes(module, tables)
    lowest = [next((n for n, weight in enumerate(row) if weight), 0) for row in columns]
    # Questions ask for the part of an objective that stands in the cell of its lowest level.
    parts = [_part(row, at) for row, at in zip(columns, lowest, strict=True)]
    asked = _questions(module, lowest, parts, minutes, tables)
    rows = tuple(
        BlueprintRow(
            id=goal.id,
            percents=_shared(columns[n], percent),
            questions=tuple(
                asked.get(n, 0) if level == lowest[n] else 0 for level in range(COGNITIVE_LEVELS)
            ),
        )
        for n, (goal, percent) in enumerate(zip(module.objectives, _percents(weights), strict=True))
    )
    unasked = tuple(rows[n].id for n, count in asked.items() if not count)
    return Blueprint(rows=rows, minutes=minutes, unasked=unasked)


def course_blueprint(modules: Sequence[Module]) -> Blueprint:
    """The blueprint of a course: a row for each module, by its hours; questions are the sums."""
    assessed = [module for module in modules if module.blueprint.rows]
    # A module that got no hours cannot be assessed, unless there are no hours at all.
    taught = [module for module in assessed if module.hours] or assessed
    if not taught:
        return Blueprint()
    percents = _percents([module.hours for module in taught])
    return Blueprint(
        rows=tuple(
            BlueprintRow(
                id=module.id,
                percents=_shared(module.blueprint.total.percents, percent),
                questions=module.blueprint.total.questions,
            )
            for module, percent in zip(taught, percents, strict=True)
        ),
        minutes=sum(module.blueprint.minutes for module in taught),
    )


def _part(row: Sequence[float], column: int) -> Fraction:
    """The share of a row's weight that stands in one column."""
    return Fraction(str(row[column])) / sum(Fraction(str(weight)) for weight in row)


def _percents(weights: Sequence[float]) -> list[int]:
    """Whole percents that add up to 100; what is assessed at all counts for something."""
    return apportion(weights, _WHOLE, least=1 if len(weights) <= _WHOLE else 0)


def _shared(weights: Sequence[float], percent: int) -> tuple[int, ...]:
    """A row's percents by column; what has any weight keeps some as long as there is enough."""
    used = [n for n, weight in enumerate(weights) if weight]
    parts = apportion([weights[n] for n in used], percent, least=int(percent >= len(used)))
    shares = dict(zip(used, parts, strict=True))
    return tuple(shares.get(n, 0) for n in range(len(weights)))


def _columns(goal: Objective, module: Module, tables: Tables) -> list[float]:
    """The weight of an objective in each column of the blueprint."""
    columns = [0.0] * (COGNITIVE_LEVELS + len(_COLUMN))
    if goal.domain is not Domain.COGNITIVE:
        columns[_COLUMN[goal.domain]] = 1.0
        return columns
    for level in _levels(goal, module, tables):
        columns[level - 1] += tables.weights.hours.criterion[level - 1]
    if not any(columns):
        columns[goal.level - 1] = 1.0
    return columns


def _levels(goal: Objective, module: Module, tables: Tables) -> list[int]:
    """The cognitive level of each thing that an objective says is done; its own is the highest."""
    criteria = [words_of(item.text) for item in module.criteria if item.code in goal.criteria]
    said = [] if goal.is_decided else criteria
    levels = [
        action.level
        for text in said or [behaviour_in(goal, tables.patterns)]
        for action in analyse(text, tables.verbs).actions
        if action.domain is Domain.COGNITIVE and action.level <= goal.level
    ]
    # What was read differently from what the objective is said to be tells nothing.
    return levels if goal.level in levels else [goal.level]


def _test_method(tables: Tables) -> str:
    return tables.weights.assessments["test"][0]


def _test_minutes(module: Module, tables: Tables) -> int:
    method = _test_method(tables)
    return sum(activity.minutes for activity in module.activities if activity.method == method)


def _is_tested(goal: Objective, module: Module, tables: Tables) -> bool:
    """Whether the module's test asks for an objective; only what is cognitive can be asked."""
    return goal.domain is Domain.COGNITIVE and any(
        set(goal.criteria) & set(way.criteria) or set(goal.knowledge) & set(way.knowledge)
        for way in module.assessment
        if way.method == _test_method(tables)
    )


def _questions(
    module: Module,
    lowest: Sequence[int],
    parts: Sequence[Fraction],
    minutes: int,
    tables: Tables,
) -> dict[int, int]:
    """How many questions each tested objective gets, by its position.

    They are asked at its lowest level: what is above is assessed in other ways as well. Everything
    tested gets one as long as there is time, the heaviest first; then each further question goes
    to whoever has the fewest for its weight, until no more fit.
    """
    weights = {
        n: Fraction(str(objective_weight(goal, tables.weights.hours))) * parts[n] or Fraction(1)
        for n, goal in enumerate(module.objectives)
        if _is_tested(goal, module, tables)
    }
    counts = dict.fromkeys(weights, 0)
    cost = {n: tables.weights.question_minutes[lowest[n]] for n in weights}
    while fitting := [n for n in weights if cost[n] <= minutes]:
        best = min(fitting, key=lambda n: (counts[n] / weights[n], -weights[n], n))
        counts[best] += 1
        minutes -= cost[best]
    return counts
