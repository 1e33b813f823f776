"""The objectives of a module: from its criteria, from what it introduces, and from the trainer."""

import dataclasses
from collections.abc import Mapping
from itertools import chain, repeat

from curriculum.course import Judged
from curriculum.memory import Memory
from curriculum.planning.allocation import Allocations
from curriculum.planning.chosen_objectives import added_goals, codes_of, with_decisions
from curriculum.planning.enabling import attitude_goals, knowledge_goals, skill_goals
from curriculum.planning.ids import stable_ids
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal, terminal_goals
from curriculum.standard import Attitude
from curriculum.tables import Tables


def goals_of(
    module: Outline,
    given: Allocations,
    attitudes: tuple[Attitude, ...],
    everywhere: tuple[Attitude, ...],
    memory: Memory,
    tables: Tables,
) -> tuple[Goal, ...]:
    """Every objective of a module.

    Args:
        module: The module.
        given: Its K and S items.
        attitudes: Those that it introduces.
        everywhere: All that the course teaches.
        memory: The ids that were published.
        tables: Verbs and sentences.
    """
    computed = (
        *terminal_goals(module, tables),
        *knowledge_goals(module, given.knowledge.introduced, tables),
        *skill_goals(module, given.skills.introduced, tables),
        *attitude_goals(module, attitudes, tables),
    )
    known = {
        "criteria": tuple(item.code for item in module.criteria),
        "knowledge": tuple(item.code for item in given.knowledge.all),
        "skills": tuple(item.code for item in given.skills.all),
        "attitudes": tuple(item.code for item in everywhere),
    }
    degrees = (goal.objective.degree for goal in computed)
    decided = (*with_decisions(computed, module, tables), *added_goals(module, known, tables))
    goals = tuple(map(_judged, decided, chain(degrees, repeat(None)), repeat(tables)))
    texts = _texts(module, given, attitudes)
    sources = [texts[code] for goal in computed for code in codes_of(goal.objective)[:1]]
    # What the trainer added is named by the trainer, and comes from no printed text.
    sources += [""] * (len(goals) - len(sources))
    wanted = [(goal.objective.id, text) for goal, text in zip(goals, sources, strict=True)]
    own = {
        name: text for name, text in memory.objectives.items() if name.startswith(f"{module.id}-")
    }
    return tuple(
        dataclasses.replace(goal, objective=dataclasses.replace(goal.objective, id=name))
        for goal, name in zip(goals, stable_ids(wanted, own), strict=True)
    )


def _judged(goal: Goal, computed: str | None, tables: Tables) -> Goal:
    """The objective with how it is told whether it is reached.

    Args:
        goal: What it asks for.
        computed: Its degree before the trainer decided; none of what he added.
        tables: The degrees that are scores.
    """
    degree = goal.objective.degree
    judged = Judged.ITEMS if degree == computed else Judged.OWN
    if degree in {tables.patterns["degrees.remember"], tables.patterns["degrees.analyse"]}:
        judged = Judged.SCORE
    return dataclasses.replace(goal, objective=dataclasses.replace(goal.objective, judged=judged))


def _texts(
    module: Outline, given: Allocations, attitudes: tuple[Attitude, ...]
) -> Mapping[str, str]:
    """Code -> the printed text that an objective comes from."""
    texts = {item.code: item.text for item in module.criteria}
    texts |= {item.code: item.text for item in (*given.knowledge.all, *given.skills.all)}
    return texts | {item.code: item.text or item.name for item in attitudes}
