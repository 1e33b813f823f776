"""The ids that a build publishes, with the printed words that each stands for."""

import dataclasses

from curriculum.course import Course, Module, Objective
from curriculum.memory import Memory
from curriculum.planning.scope import units, with_ids


def with_published(memory: Memory, course: Course) -> Memory:
    """The memory with the ids of a course's modules and objectives; none is ever forgotten.

    Args:
        memory: What is remembered; the course was planned with it.
        course: The course that is built.
    """
    words = {unit.id: unit.text for unit in with_ids(units(course.standard), memory.modules)}
    modules = {module.id: words.get(module.id) or _words(module) for module in course.modules}
    objectives = {
        goal.id: _origin(goal, module) for module in course.modules for goal in module.objectives
    }
    return dataclasses.replace(
        memory,
        modules={**memory.modules, **modules},
        objectives={**memory.objectives, **objectives},
    )


def _words(module: Module) -> str:
    """What a module that was split off or merged under a new id stands for.

    Not the words of its task: that would have the task's own id.
    """
    return module.criteria[0].text if module.criteria else ""


def _origin(goal: Objective, module: Module) -> str:
    """The text that an objective comes from; empty where the trainer added it."""
    criteria = {item.code: item.text for item in module.criteria}
    shared = {item.code: item.text for item in (*module.knowledge, *module.skills)}
    attitudes = {item.code: item.text or item.name for item in module.attitudes}
    texts = criteria | shared | attitudes
    codes = (*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes)
    return texts.get(codes[0], "") if codes else ""
