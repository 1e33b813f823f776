"""Planning a course: every floor below put together."""

import dataclasses
from collections.abc import Sequence

from curriculum.course import Activity, Course, Module, Objective
from curriculum.decisions import Decisions
from curriculum.planning.activities import lesson_plan
from curriculum.planning.allocation import Allocations, allocate, review
from curriculum.planning.attitudes import place_attitudes
from curriculum.planning.enabling import attitude_goals, knowledge_goals, skill_goals
from curriculum.planning.hours import (
    Load,
    hours_reason,
    least_total,
    load_of,
    module_hours,
    split,
)
from curriculum.planning.modules import Outline, outlines, unique
from curriculum.planning.objectives import Goal, departure_of, terminal_goals
from curriculum.planning.sentences import listed, words_of
from curriculum.planning.teaching import assessments, evidence, in_form_order, teaching_of
from curriculum.standard import Attitude, Standard
from curriculum.tables import Patterns, Tables


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A module with everything but its time."""

    outline: Outline
    given: Allocations
    goals: tuple[Goal, ...]
    load: Load
    requires: tuple[str, ...]


def plan(standard: Standard, decisions: Decisions, tables: Tables) -> Course:
    """The course for a standard.

    The same arguments always give an equal course. Whatever the decisions do not say is computed,
    and `reasons` says why it is what it is.

    Args:
        standard: The standard as printed.
        decisions: What the trainer chose.
        tables: Verbs, weights and sentences.
    """
    drafts, reasons = _drafts(standard, tables)
    total = decisions.hours.value if decisions.hours else tables.weights.hours.total
    hours = module_hours([draft.load for draft in drafts], total, tables.weights.hours)
    modules = []
    whole = sum(draft.load.weight for draft in drafts)
    for draft, time in zip(drafts, hours, strict=True):
        modules.append(_module(draft, time, standard, tables))
        reasons[f"{draft.outline.id} hours"] = hours_reason(
            draft.load, whole, time, tables.patterns
        )
    if total < least_total(len(drafts), tables.weights.hours):
        reasons["hours"] = tables.patterns.fill(
            "reason.shortage",
            least=f"{tables.weights.hours.least:g}",
            total=f"{least_total(len(drafts), tables.weights.hours):g}",
        )
    if decisions.title is None:
        reasons["title"] = tables.patterns["reason.title"]
    return Course(
        standard=standard,
        title=decisions.title.zh if decisions.title else default_title(standard, tables.patterns),
        title_en=decisions.title.en if decisions.title else None,
        title_is_default=decisions.title is None,
        provider=decisions.provider,
        audience=decisions.audience,
        hours=total,
        hours_are_default=decisions.hours is None,
        modules=tuple(modules),
        review=review(
            tuple(draft.outline for draft in drafts), tuple(draft.given for draft in drafts)
        ),
        reasons=reasons,
    )


def default_title(standard: Standard, patterns: Patterns) -> str:
    """A course title the naming rules allow: the occupation without 人員, and 培訓課程.

    The bare name of an occupation, and words such as 職能基準, are not allowed in a title.
    """
    name = words_of(standard.name or standard.title)
    for word in patterns.title_forbidden:
        name = name.replace(word, "")
    for word in patterns.title_drops:
        name = name.removesuffix(word)
    return patterns.title.format_map({"occupation": name})


def _drafts(standard: Standard, tables: Tables) -> tuple[list[_Draft], dict[str, str]]:
    modules = outlines(standard)
    given = allocate(standard, modules, tables)
    attitudes, reasons = place_attitudes(standard, modules, tables.patterns)
    requires = _requirements(modules, given)
    drafts = []
    for position, module in enumerate(modules):
        goals = _goals(module, given[position], attitudes[position], tables)
        shares = [teaching_of(goal, tables.weights).practice for goal in goals]
        load = load_of(module, given[position], goals, shares, tables.weights)
        needed, shared = requires[position]
        drafts.append(
            _Draft(
                outline=module,
                given=given[position],
                goals=goals,
                load=load,
                requires=(needed,) if needed else (),
            )
        )
        reasons |= _reasons(drafts[-1], shared, tables.patterns)
    return drafts, reasons


def _goals(
    module: Outline, given: Allocations, attitudes: tuple[Attitude, ...], tables: Tables
) -> tuple[Goal, ...]:
    goals = (
        *terminal_goals(module, tables),
        *knowledge_goals(module, given.knowledge.introduced, tables),
        *skill_goals(module, given.skills.introduced, tables),
        *attitude_goals(module, attitudes, tables),
    )
    ids = unique(goal.objective.id for goal in goals)
    return tuple(
        dataclasses.replace(goal, objective=dataclasses.replace(goal.objective, id=name))
        for goal, name in zip(goals, ids, strict=True)
    )


def _requirements(
    modules: Sequence[Outline], given: Sequence[Allocations]
) -> list[tuple[str, tuple[str, ...]]]:
    """For each module the one that should come before it, and the items that say so.

    Only the nearest is named: inside a duty the last module that shares an item, else the last
    one that shares knowledge. Skills such as 文書處理 are shared by everything and join nothing
    across duties.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    for position, module in enumerate(modules):
        needed: tuple[str, tuple[str, ...]] = ("", ())
        for other in reversed(range(position)):
            is_near = modules[other].duty == module.duty
            shared = _shared(given[position], given[other], with_skills=is_near)
            if shared:
                needed = (modules[other].id, shared)
                break
        found.append(needed)
    return found


def _shared(later: Allocations, earlier: Allocations, *, with_skills: bool) -> tuple[str, ...]:
    """Codes of the later module's items that the earlier one has too, by meaning."""
    pairs = [(later.knowledge, earlier.knowledge)]
    if with_skills:
        pairs.append((later.skills, earlier.skills))
    return tuple(
        item.code
        for new, old in pairs
        for item, meaning in zip(new.all, new.meanings, strict=True)
        if meaning in old.meanings
    )


def _reasons(draft: _Draft, shared: tuple[str, ...], patterns: Patterns) -> dict[str, str]:
    """Why a module's values are what they are, by address."""
    name = draft.outline.id
    reasons = {
        f"{name} {item.code}": item.reason
        for item in (*draft.given.knowledge.all, *draft.given.skills.all)
    }
    if draft.requires:
        items = listed(list(shared), patterns["enumeration"], patterns)
        reasons[f"{name} requires"] = patterns.fill(
            "reason.requires", module=draft.requires[0], items=items
        )
    reasons[f"{name} practice"] = patterns.fill(
        "reason.split", percent=round(100 * draft.load.practice)
    )
    for goal in draft.goals:
        if goal.objective.verb_is_fallback:
            codes = patterns["enumeration"].join(goal.objective.criteria)
            reasons[f"{goal.objective.id} verb"] = patterns.fill(
                "reason.verb", code=codes, verb=goal.objective.verb
            )
        if departure := departure_of(goal, draft.outline, patterns):
            reasons[f"{goal.objective.id} wording"] = departure
    return reasons


def _module(draft: _Draft, hours: float, standard: Standard, tables: Tables) -> Module:
    outline = draft.outline
    theory, practice = split(hours, draft.load.practice, tables.weights.hours)
    activities = lesson_plan(outline.title, draft.goals, theory, practice, tables)
    objectives = tuple(_with_methods(goal, activities, tables) for goal in draft.goals)
    assessed = assessments(outline, draft.goals, tables.weights)
    return Module(
        id=outline.id,
        title=outline.title,
        duty=outline.duty,
        tasks=outline.tasks,
        criteria=outline.criteria,
        outputs=outline.outputs,
        # The standard prints the attitudes once for the whole document: they hold everywhere.
        attitudes=standard.attitudes,
        level=outline.level,
        hours=hours,
        theory_hours=theory,
        practice_hours=practice,
        requires=draft.requires,
        knowledge=draft.given.knowledge.all,
        skills=draft.given.skills.all,
        objectives=objectives,
        activities=activities,
        methods=_methods(objectives, activities, tables),
        assessment=assessed,
        evidence=evidence(outline, assessed, tables),
    )


def _methods(
    objectives: Sequence[Objective], activities: Sequence[Activity], tables: Tables
) -> tuple[str, ...]:
    """The teaching methods of a module: those of its activities, and no other."""
    planned = [activity.method for activity in activities]
    by_goal = [method for goal in objectives for method in goal.methods]
    return in_form_order((*planned, *by_goal), tables.weights)


def _with_methods(goal: Goal, activities: Sequence[Activity], tables: Tables) -> Objective:
    """An objective with the methods of the activities that teach it.

    Derived from the lesson plan, so that no method is ticked without an activity; opening and
    wrap-up serve everything and teach nothing. Without any time, the table's methods stand.
    """
    taught = [
        activity.method for activity in activities[1:-1] if goal.objective.id in activity.objectives
    ]
    strand = teaching_of(goal, tables.weights).strand
    methods = in_form_order(taught or tables.weights.strands[strand], tables.weights)
    return dataclasses.replace(goal.objective, methods=methods)
