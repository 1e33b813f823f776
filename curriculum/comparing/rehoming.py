"""Decisions whose items now stand in another module, and that go there with them."""

from collections.abc import Iterator

from curriculum.course import Course, Module, Objective
from curriculum.decisions import AddedObjective, Decisions, ModuleDecisions
from curriculum.planning.chosen_objectives import codes_of, computed_objectives

Stray = tuple[str, str, str, str]
"""Module, `objectives` or `added_objectives`, the key there, and the module that it belongs to."""

_NOTHING = ModuleDecisions()


def strays(decisions: Decisions, course: Course) -> Iterator[Stray]:
    """Decided objectives that another module has, and only that one.

    What would meet another decision there stays where it is: nobody can tell which of the two
    counts.

    Args:
        decisions: As they are written, those of modules that have gone among them.
        course: As it is planned with those that are in force.
    """
    homes: dict[str, list[tuple[str, Objective]]] = {}
    for each in course.modules:
        chosen = decisions.modules.get(each.id, _NOTHING)
        for goal in computed_objectives(each.objectives, each.id, chosen):
            for code in codes_of(goal):
                homes.setdefault(code, []).append((each.id, goal))
    for name, module in decisions.modules.items():
        for code in module.objectives:
            found = homes.get(code, [])
            if len(found) == 1 and found[0][0] != name and _is_free(*found[0], decisions):
                yield name, "objectives", code, found[0][0]
        for own, added in module.added_objectives.items():
            wanted = _codes(added)
            having = [each.id for each in course.modules if wanted <= _items(each)]
            if wanted and having and name not in having:
                there = decisions.modules.get(having[0], _NOTHING)
                if own not in there.added_objectives:
                    yield name, "added_objectives", own, having[0]


def _is_free(home: str, goal: Objective, decisions: Decisions) -> bool:
    """Whether nothing is decided about an objective in a module."""
    chosen = decisions.modules.get(home, _NOTHING)
    return not set(codes_of(goal)) & chosen.objectives.keys()


def _codes(goal: AddedObjective) -> set[str]:
    return {each.value for each in (*goal.criteria, *goal.knowledge, *goal.skills)}


def _items(module: Module) -> set[str]:
    shared = (item.code for item in (*module.knowledge, *module.skills))
    return {*(item.code for item in module.criteria), *shared}
