"""How objectives are taught and assessed, in the official form's vocabulary."""

from collections.abc import Iterable, Sequence

from curriculum.course import Assessment, Domain
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal
from curriculum.planning.sentences import APPLY, words_of
from curriculum.tables import Tables, Teaching, Weights

_KEYS = ("test", "performance", "assignment", "oral")


def teaching_of(goal: Goal, weights: Weights) -> Teaching:
    """The first row of the table of teaching that fits an objective."""
    return next(row for row in weights.teaching if _fits(goal, row))


def in_form_order(methods: Iterable[str], weights: Weights) -> tuple[str, ...]:
    """Teaching methods in the official form's order, each once; other words are left out."""
    given = set(methods)
    return tuple(method for method in weights.methods if method in given)


def assessments(module: Outline, goals: Sequence[Goal], weights: Weights) -> tuple[Assessment, ...]:
    """The ways a module is assessed.

    Every criterion is on the checklist of the performance assessment, together with the skills
    and attitudes first taught here, so that nothing at applying or higher rests on a paper test
    alone. Knowledge is tested on paper, and where it has to be applied in an assignment as well.
    """
    by_key: dict[str, list[Goal]] = {key: [] for key in _KEYS}
    for goal in goals:
        for key in assessed_by(goal, weights):
            by_key[key].append(goal)
    return tuple(
        _assessment(key, chosen, module, weights) for key, chosen in by_key.items() if chosen
    )


def assessed_by(goal: Goal, weights: Weights) -> tuple[str, ...]:
    """Keys of the assessments of one objective."""
    objective = goal.objective
    keys = teaching_of(goal, weights).assess
    if objective.knowledge:
        # Knowledge is no performance: on paper, and on a case when it has to be judged by.
        return ("test",) if goal.rank < APPLY else ("test", "assignment")
    # Only what a whole criterion asks for is worth a presentation of its own.
    return ("performance", *(key for key in keys if key != "oral" or objective.is_terminal))


def evidence(module: Outline, given: Sequence[Assessment], tables: Tables) -> tuple[str, ...]:
    """What proves the learning: the work outputs, then the papers of every assessment."""
    patterns = tables.patterns
    made = [
        patterns.fill("evidence.output", item=words_of(output.text))
        for output in module.outputs
        if words_of(output.text)
    ]
    papers = [patterns[f"evidence.{assessment.method}"] for assessment in given]
    return tuple(dict.fromkeys((*made, *papers)))


def _fits(goal: Goal, row: Teaching) -> bool:
    objective = goal.objective
    if objective.domain is not row.domain:
        return False
    level = goal.rank if row.domain is Domain.COGNITIVE else objective.level
    return (not row.levels or level in row.levels) and row.needs in {"", goal.needs}


def _assessment(key: str, goals: Sequence[Goal], module: Outline, weights: Weights) -> Assessment:
    method, tool = weights.assessments[key]
    objectives = [goal.objective for goal in goals]
    criteria = tuple(code for objective in objectives for code in objective.criteria)
    return Assessment(
        method=method,
        tool=tool,
        criteria=criteria,
        outputs=tuple(output.code for output in module.outputs)
        if criteria and key != "test"
        else (),
        knowledge=tuple(code for objective in objectives for code in objective.knowledge),
        skills=tuple(code for objective in objectives for code in objective.skills),
        attitudes=tuple(code for objective in objectives for code in objective.attitudes),
    )
