"""A module with everything but its time, and the module that becomes of it."""

import dataclasses
from collections.abc import Iterable, Sequence

from curriculum.course import Activity, Module, Objective
from curriculum.decisions import Decisions
from curriculum.memory import Memory
from curriculum.planning.activities import lesson_plan
from curriculum.planning.allocation import Allocations, allocate
from curriculum.planning.attitudes import place_attitudes
from curriculum.planning.goals import goals_of
from curriculum.planning.hours import Load, load_of, split
from curriculum.planning.modules import Outline, outlines
from curriculum.planning.objectives import Goal
from curriculum.planning.prerequisites import Prerequisites, prerequisites
from curriculum.planning.resources import resources_of
from curriculum.planning.teaching import (
    assessments,
    evidence,
    in_form_order,
    practice_share,
    teaching_of,
)
from curriculum.standard import Attitude, Standard
from curriculum.tables import Tables


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A module with everything but its time."""

    outline: Outline
    given: Allocations
    attitudes: tuple[Attitude, ...]
    """All that the course teaches: the standard prints them once, they hold everywhere."""
    goals: tuple[Goal, ...]
    load: Load
    requires: Prerequisites


def drafts(
    standard: Standard, decisions: Decisions, tables: Tables, memory: Memory
) -> tuple[tuple[Draft, ...], dict[str, str]]:
    """The modules of a course in its order, and why its attitudes are where they are."""
    modules = outlines(standard, decisions, memory)
    given = allocate(standard, modules, decisions, tables)
    taught = tuple(each for each in standard.attitudes if each.code not in decisions.leave_out)
    attitudes, reasons = place_attitudes(taught, modules, tables.patterns)
    requires = prerequisites(modules, given, tables)
    found = []
    for position, module in enumerate(modules):
        goals = goals_of(module, given[position], attitudes[position], taught, memory, tables)
        shares = [practice_share(goal, module, tables.weights) for goal in goals]
        found.append(
            Draft(
                outline=module,
                given=given[position],
                attitudes=taught,
                goals=goals,
                load=load_of(module, given[position], goals, shares, tables.weights),
                requires=requires[position],
            )
        )
    return tuple(found), reasons


def module_of(draft: Draft, hours: float, decisions: Decisions, tables: Tables) -> Module:
    """The module that becomes of a draft in so many hours."""
    outline, chosen = draft.outline, draft.outline.chosen
    decided = chosen.theory_hours.value if chosen.theory_hours else None
    theory, practice = split(hours, draft.load.practice, tables.weights.hours, decided)
    assessed = assessments(outline, draft.goals, tables.weights)
    activities = lesson_plan(outline, draft.goals, assessed, (theory, practice), tables)
    # A lesson's activities are ways of teaching, but for those that assess.
    taught = [each for each in activities if each.method not in {way.method for way in assessed}]
    objectives = tuple(_with_methods(goal, outline, taught, tables) for goal in draft.goals)
    return Module(
        id=outline.id,
        title=outline.title,
        title_en=outline.title_en,
        duty=outline.duty,
        tasks=outline.tasks,
        criteria=outline.criteria,
        outputs=outline.outputs,
        attitudes=draft.attitudes,
        level=outline.level,
        hours=hours,
        hours_are_default=chosen.hours is None,
        theory_hours=theory,
        practice_hours=practice,
        requires=draft.requires.modules,
        knowledge=draft.given.knowledge.all,
        skills=draft.given.skills.all,
        objectives=objectives,
        activities=activities,
        methods=_methods(objectives, taught, tables),
        assessment=assessed,
        evidence=evidence(outline, assessed, tables),
        resources=resources_of(chosen.resources, decisions.every_module),
        texts={slot: text.value for slot, text in chosen.texts.items()},
    )


def _methods(
    objectives: Sequence[Objective], activities: Sequence[Activity], tables: Tables
) -> tuple[str, ...]:
    """The teaching methods of a module: those of its activities, and no other."""
    planned = [activity.method for activity in activities]
    by_goal = [method for goal in objectives for method in goal.methods]
    return in_form_order((*planned, *by_goal), tables.weights)


def _with_methods(
    goal: Goal, module: Outline, taught: Sequence[Activity], tables: Tables
) -> Objective:
    """An objective with the methods of the activities that teach it.

    Derived from the lesson plan, so that no method is ticked without an activity; opening and
    wrap-up serve everything and teach nothing. Without any time, the table's methods stand.
    """
    methods: Iterable[str] = [
        each.method for each in taught[1:-1] if goal.objective.id in each.objectives
    ]
    if not taught:
        chosen = [method.value for method in module.chosen.methods]
        methods = chosen or tables.weights.strands[teaching_of(goal, tables.weights).strand]
    return dataclasses.replace(goal.objective, methods=in_form_order(methods, tables.weights))
