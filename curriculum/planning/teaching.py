"""How objectives are taught and assessed, in the official form's vocabulary."""

import dataclasses
from collections.abc import Iterable, Sequence

from curriculum.course import Assessment, Domain
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal
from curriculum.planning.sentences import APPLY, words_of
from curriculum.tables import Tables, Teaching, Weights

TEST, PERFORMANCE, ASSIGNMENT = "test", "performance", "assignment"
NO_ASSESSMENT = "無"
"""The official form's box for what is not assessed: it takes no time and leaves no paper."""
_KEYS = (TEST, PERFORMANCE, ASSIGNMENT, "oral")
_PARTS = ("criteria", "knowledge", "skills", "attitudes")


def teaching_of(goal: Goal, weights: Weights) -> Teaching:
    """The first row of the table of teaching that fits an objective."""
    return next(row for row in weights.teaching if _fits(goal, row))


def in_form_order(methods: Iterable[str], weights: Weights) -> tuple[str, ...]:
    """Teaching methods in the official form's order, each once; other words (其他) after them."""
    given = dict.fromkeys(methods)
    official = tuple(method for method in weights.methods if method in given)
    return (*official, *(method for method in given if method not in official))


def is_lecturing(method: str, weights: Weights) -> bool:
    """Whether a method belongs to theory rather than to practice."""
    return method in weights.strands["lecture"]


def practice_share(goal: Goal, module: Outline, weights: Weights) -> float:
    """The share of practice, 0 to 1, in the time for an objective."""
    chosen = [method.value for method in module.chosen.methods]
    if chosen and all(is_lecturing(method, weights) for method in chosen):
        return 0.0
    return teaching_of(goal, weights).practice


def assessments(module: Outline, goals: Sequence[Goal], weights: Weights) -> tuple[Assessment, ...]:
    """The ways a module is assessed.

    Every criterion is on the checklist of the performance assessment, together with the skills
    and attitudes first taught here, so that nothing at applying or higher rests on a paper test
    alone. Knowledge is tested on paper, and where it has to be applied in an assignment as well.

    Decided ways are used as they are: each assesses what it would by itself, and the first that is
    no paper test takes over what none of them would assess. An assignment is done after class,
    unless no other performance would be left in it.
    """
    by_key: dict[str, list[Goal]] = {key: [] for key in _KEYS}
    for goal in goals:
        for key in assessed_by(goal, weights):
            by_key[key].append(goal)
    if module.chosen.assessment:
        return _with_homework(_decided(module, goals, by_key, weights), weights)
    ways = tuple(
        _assessment(weights.assessments[key], chosen, module, is_test=key == TEST)
        for key, chosen in by_key.items()
        if chosen
    )
    return _with_homework(ways, weights)


def _with_homework(ways: tuple[Assessment, ...], weights: Weights) -> tuple[Assessment, ...]:
    """The same ways, an assignment after class where another performance is in class."""
    test, assignment = (weights.assessments[key][0] for key in (TEST, ASSIGNMENT))
    if all(way.method in {test, assignment, NO_ASSESSMENT} for way in ways):
        return ways
    return tuple(dataclasses.replace(way, is_after_class=way.method == assignment) for way in ways)


def assessed_by(goal: Goal, weights: Weights) -> tuple[str, ...]:
    """Keys of the assessments of one objective."""
    objective = goal.objective
    keys = teaching_of(goal, weights).assess
    if objective.knowledge and not objective.is_terminal:
        # Knowledge is no performance: on paper, and on a case when it has to be judged by.
        return (TEST,) if goal.rank < APPLY else (TEST, ASSIGNMENT)
    # Only what a whole criterion asks for is worth a presentation of its own.
    return (PERFORMANCE, *(key for key in keys if key != "oral" or objective.is_terminal))


def assesses(way: Assessment, goal: Goal) -> bool:
    """Whether a way of assessing is about anything that an objective serves."""
    return any(
        not set(getattr(way, part)).isdisjoint(getattr(goal.objective, part)) for part in _PARTS
    )


def evidence(module: Outline, given: Sequence[Assessment], tables: Tables) -> tuple[str, ...]:
    """What proves the learning: the work outputs, then the papers of every assessment."""
    patterns = tables.patterns
    made = [
        patterns.fill("evidence.output", item=words_of(output.text))
        for output in module.outputs
        if words_of(output.text)
    ]
    papers = [
        patterns[f"evidence.{way.method}"]
        if f"evidence.{way.method}" in patterns.phrases
        else patterns.fill("evidence.other", method=way.method)
        for way in given
        if way.method != NO_ASSESSMENT
    ]
    return tuple(dict.fromkeys((*made, *papers)))


def _fits(goal: Goal, row: Teaching) -> bool:
    objective = goal.objective
    if objective.domain is not row.domain:
        return False
    level = goal.rank if row.domain is Domain.COGNITIVE else objective.level
    return (not row.levels or level in row.levels) and row.needs in {"", goal.needs}


def _decided(
    module: Outline, goals: Sequence[Goal], by_key: dict[str, list[Goal]], weights: Weights
) -> tuple[Assessment, ...]:
    keys = {method: key for key, (method, _) in weights.assessments.items()}
    pairs = [pair.value for pair in module.chosen.assessment]
    is_test = [keys.get(method) == TEST for method, _ in pairs]
    own = [by_key.get(keys.get(method, ""), []) for method, _ in pairs]
    fallback = is_test.index(False) if False in is_test else 0
    # On paper alone only what is to be known or recalled.
    enough = [part for part, paper in zip(own, is_test, strict=True) if not paper]
    loose = [
        goal
        for goal in goals
        if not any(goal in part for part in (own if goal.rank < APPLY else enough))
    ]
    shares = [
        [goal for goal in goals if goal in part or (number == fallback and goal in loose)]
        for number, part in enumerate(own)
    ]
    everything = [goal for goal in goals if goal.objective.is_terminal] or list(goals)
    return tuple(
        _assessment(pair, chosen or everything, module, is_test=paper)
        for pair, chosen, paper in zip(pairs, shares, is_test, strict=True)
    )


def _assessment(
    pair: tuple[str, str], goals: Sequence[Goal], module: Outline, *, is_test: bool
) -> Assessment:
    method, tool = pair
    criteria, knowledge, skills, attitudes = (
        tuple(dict.fromkeys(code for goal in goals for code in getattr(goal.objective, part)))
        for part in _PARTS
    )
    return Assessment(
        method=method,
        tool=tool,
        criteria=criteria,
        outputs=tuple(output.code for output in module.outputs) if criteria and not is_test else (),
        knowledge=knowledge,
        skills=skills,
        attitudes=attitudes,
    )
