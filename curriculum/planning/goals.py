"""The objectives of a module: from its criteria, from what it introduces, and from the trainer."""

import dataclasses
from collections.abc import Mapping

from curriculum.memory import Memory
from curriculum.planning.allocation import Allocations
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
    memory: Memory,
    tables: Tables,
) -> tuple[Goal, ...]:
    """Every objective of a module.

    Args:
        module: The module.
        given: Its K and S items.
        attitudes: Those that it introduces.
        memory: The ids that were published.
        tables: Verbs and sentences.
    """
    goals = (
        *terminal_goals(module, tables),
        *knowledge_goals(module, given.knowledge.introduced, tables),
        *skill_goals(module, given.skills.introduced, tables),
        *attitude_goals(module, attitudes, tables),
    )
    texts = _texts(module, given, attitudes)
    wanted = [(goal.objective.id, texts.get(code_of(goal), "")) for goal in goals]
    own = {name: text for name, text in memory.objectives.items()
           if name.startswith(f"{module.id}-")}  # fmt: skip
    return tuple(
        dataclasses.replace(goal, objective=dataclasses.replace(goal.objective, id=name))
        for goal, name in zip(goals, stable_ids(wanted, own), strict=True)
    )


def code_of(goal: Goal) -> str:
    """The code of what an objective comes from; empty for one that the trainer added."""
    objective = goal.objective
    codes = (
        *objective.criteria,
        *objective.knowledge,
        *objective.skills,
        *objective.attitudes,
    )
    return codes[0] if codes else ""


def _texts(
    module: Outline, given: Allocations, attitudes: tuple[Attitude, ...]
) -> Mapping[str, str]:
    """Code -> the printed text that an objective comes from."""
    texts = {item.code: item.text for item in module.criteria}
    texts |= {item.code: item.text for item in (*given.knowledge.all, *given.skills.all)}
    return texts | {item.code: item.text or item.name for item in attitudes}
