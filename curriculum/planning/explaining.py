"""Why every value of a course is what it is: a sentence for each address."""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.course import Basis, Course, Domain, Module, Objective
from curriculum.decisions import Decided, Decisions, ModuleDecisions, Resources
from curriculum.memory import Memory
from curriculum.planning.drafts import Draft
from curriculum.planning.hours import Times, hours_reason, least_total
from curriculum.planning.objectives import departure_of
from curriculum.planning.reasons import because
from curriculum.planning.scope import is_taught, units, with_ids
from curriculum.problems import Place
from curriculum.standard import owner
from curriculum.tables import Patterns, Tables

Reason = tuple[str, str]
"""An address, and why its value is what it is."""

_COURSE_TEXTS = ("provider", "audience", "entry_requirements", "basis", "needs", "summary",
                 "purpose")  # fmt: skip
_ROLES = ("teachers", "assessors", "assistants")


def course_reasons(
    course: Course, times: Times, decisions: Decisions, tables: Tables
) -> dict[str, str]:
    """The reasons for what holds for the whole course, by address."""
    patterns = tables.patterns
    return dict(
        [
            ("title", _title(course, decisions, patterns)),
            ("hours", _hours(course, times, decisions, tables)),
            *_decided(decisions, patterns),
            *_scope(decisions, patterns),
            *_duties(course, patterns),
        ]
    )


def module_reasons(
    drafted: Sequence[Draft], modules: Sequence[Module], decisions: Decisions, tables: Tables
) -> dict[str, str]:
    """The reasons for what a module is and has, by address.

    Args:
        drafted: The modules before they got their time.
        modules: What became of them.
        decisions: What the trainer chose.
        tables: Weights and sentences.
    """
    free = [draft.load.weight for draft in drafted if draft.outline.chosen.hours is None]
    phrase = "reason.hours" if len(free) == len(drafted) else "reason.hours_rest"
    roles = tuple(_roles(drafted, tables.patterns))
    found: dict[str, str] = {}
    for draft, module in zip(drafted, modules, strict=True):
        chosen = draft.outline.chosen
        computed = hours_reason(draft.load, sum(free), module.hours, tables.patterns, phrase)
        found |= dict(
            [
                *_about(draft, module, decisions, tables.patterns),
                (f"{module.id} hours", _or_decided(chosen.hours, computed, tables.patterns)),
                *_content(draft, module, tables.patterns),
                *(each for each in roles if each[0].startswith(f"{module.id} ")),
                *_objectives(draft, tables),
            ]
        )
        found |= {f"{module.id} {key}": why for key, why in _given(chosen, tables.patterns)}
    return found


def _title(course: Course, decisions: Decisions, patterns: Patterns) -> str:
    if course.title_is_default or decisions.title is None:
        return patterns["reason.title"]
    return because(decisions.title.place, patterns)


def _hours(course: Course, times: Times, decisions: Decisions, tables: Tables) -> str:
    patterns, table = tables.patterns, tables.weights.hours
    free = [module for module in course.modules if module.hours_are_default]
    typed = sum(module.hours for module in course.modules if not module.hours_are_default)
    if decisions.hours:
        reason = because(decisions.hours.place, patterns)
        if times.is_short:
            total = f"{least_total(len(free), table, typed):g}"
            reason += patterns.fill("reason.shortage", least=f"{table.least:g}", total=total)
        return reason
    if course.modules and not free:
        return patterns["reason.total_sum"]
    phrase = "reason.total" if times.total == table.total else "reason.total_kept"
    return patterns.fill(phrase, hours=f"{times.total:g}", least=f"{table.least:g}")


def _decided(decisions: Decisions, patterns: Patterns) -> Iterator[Reason]:
    """What was decided about the course and is used as it stands."""
    for name in _COURSE_TEXTS:
        value = getattr(decisions, name)
        if value is not None:
            yield name, because(value.place, patterns)
    for code, words in decisions.task_titles.items():
        yield f"{code} title", because(words.place, patterns)
    if decisions.order:
        yield "order", because(decisions.order[0].place, patterns)
    for number, session in enumerate(decisions.sessions, start=1):
        yield f"sessions {number}", because(session.place, patterns)
    for field in dataclasses.fields(decisions.completion):
        value = getattr(decisions.completion, field.name)
        if value is not None:
            yield f"completion {field.name}", because(value.place, patterns)


def _scope(decisions: Decisions, patterns: Patterns) -> Iterator[Reason]:
    for code in decisions.teach:
        yield f"teach {code.value}", because(code.place, patterns)
    for name, why in decisions.leave_out.items():
        yield (
            f"leave_out {name}",
            because(why.place, patterns, "reason.left_out", code=name, why=why.value),
        )


def _duties(course: Course, patterns: Patterns) -> Iterator[Reason]:
    """In which modules each duty is, and what became of the tasks that are in none."""
    for code in course.not_taught:
        yield code, patterns.fill("reason.not_taught", code=code)
    for left in course.left_out:
        yield left.code, patterns.fill("reason.gone", code=left.code, why=left.reason)
    for duty in course.standard.duties:
        tasks = {task.code for task in duty.tasks}
        names = [
            module.id
            for module in course.modules
            if module.duty == duty.code or tasks.intersection(module.tasks)
        ]
        if names:
            modules = patterns["enumeration"].join(names)
            yield duty.code, patterns.fill("reason.duty", code=duty.code, modules=modules)


def regrouped_reasons(
    course: Course, decisions: Decisions, memory: Memory, patterns: Patterns
) -> dict[str, str]:
    """What became of the modules that there would be without decisions, by their ids."""
    found: dict[str, str] = {}
    names = {module.id for module in course.modules}
    for unit in with_ids(units(course.standard), memory.modules):
        if unit.id in names:
            continue
        homes = [
            module.id
            for module in course.modules
            if (set(unit.tasks) & set(module.tasks)) or (set(unit.criteria) & set(module.criteria))
        ]
        why = decisions.leave_out.get(unit.code) or decisions.leave_out.get(unit.duty)
        if not is_taught(unit, decisions):
            found[unit.id] = patterns.fill("reason.not_taught", code=unit.code)
        elif why:
            found[unit.id] = patterns.fill("reason.gone", code=unit.code, why=why.value)
        elif homes:
            modules = patterns["enumeration"].join(homes)
            found[unit.id] = patterns.fill("reason.duty", code=unit.code, modules=modules)
    return found


def _about(
    draft: Draft, module: Module, decisions: Decisions, patterns: Patterns
) -> Iterator[Reason]:
    """What a module is: its title, level, tasks, prerequisites, and its two kinds of hours."""
    outline, name = draft.outline, module.id
    tasks = patterns["enumeration"].join(outline.tasks or (outline.duty,))
    chosen = outline.chosen
    if chosen.title:
        yield f"{name} title", because(chosen.title.place, patterns)
    elif words := next((decisions.task_titles.get(code) for code in outline.tasks), None):
        yield f"{name} title", because(words.place, patterns)
    else:
        yield f"{name} title", patterns.fill("reason.module_title", tasks=tasks)
    level = "reason.no_level" if outline.level is None else "reason.level"
    yield f"{name} level", patterns.fill(level, tasks=tasks, level=outline.level)
    for code in outline.tasks:
        yield f"{name} {code}", patterns.fill("reason.task", code=code, module=name)
    for key, codes in (("tasks", chosen.tasks), ("criteria", chosen.criteria)):
        if codes:
            yield f"{name} {key}", because(codes[0].place, patterns)
    yield f"{name} requires", draft.requires.reason
    practice = patterns.fill("reason.split", percent=round(100 * draft.load.practice))
    yield f"{name} practice", _or_decided(chosen.theory_hours, practice, patterns)
    if chosen.theory_hours:
        yield f"{name} theory_hours", because(chosen.theory_hours.place, patterns)


def _content(draft: Draft, module: Module, patterns: Patterns) -> Iterator[Reason]:
    """Why each item is in the module, or is not any more."""
    for item in (*module.criteria, *module.outputs):
        tasks = [owner(item.code, block) for block in draft.outline.blocks
                 if item in block.criteria or item in block.outputs]  # fmt: skip
        task = next((code for code in tasks if code in module.tasks), module.duty)
        yield f"{module.id} {item.code}", patterns.fill("reason.owned", code=item.code, task=task)
    for code in draft.outline.chosen.exclude:
        why = because(code.place, patterns, "reason.excluded", code=code.value, module=module.id)
        yield f"{module.id} {code.value}", why


def _roles(drafted: Sequence[Draft], patterns: Patterns) -> Iterator[Reason]:
    """Why each item is in its module, and why the module introduces or reinforces it."""
    first: dict[str, tuple[str, str]] = {}
    for draft in drafted:
        name = draft.outline.id
        for items in (draft.given.knowledge, draft.given.skills):
            for given, meaning in zip(items.all, items.meanings, strict=True):
                module, code = first.setdefault(meaning, (name, given.code))
                phrase = "role_first"
                if (module, code) != (name, given.code):
                    phrase = "role_again" if code == given.code else "role_same"
                role = patterns.fill(f"reason.{phrase}", module=module, same=code)
                if given.basis is Basis.DECIDED and code == given.code:
                    role = ""  # the reason has already said it
                yield f"{name} {given.code}", f"{given.reason}{role}"


def _objectives(draft: Draft, tables: Tables) -> Iterator[Reason]:
    patterns = tables.patterns
    for goal in draft.goals:
        objective = goal.objective
        yield objective.id, goal.reason or _objective(objective, patterns)
        if objective.verb_is_fallback:
            codes = patterns["enumeration"].join(objective.criteria)
            yield (
                f"{objective.id} verb",
                patterns.fill("reason.verb", code=codes, verb=objective.verb),
            )
        departure = departure_of(goal, draft.outline, patterns)
        if departure and not objective.is_decided:
            yield f"{objective.id} wording", departure
        if above := _above_usual(objective, draft.outline.level, tables):
            yield f"{objective.id} ceiling", above


def _above_usual(objective: Objective, level: int | None, tables: Tables) -> str:
    """That an objective is more than is usual at a competency level; nothing where it is not."""
    usual = tables.weights.usual_ceilings[level - 1] if level else objective.level
    if objective.domain is not Domain.COGNITIVE or objective.level <= usual:
        return ""
    return tables.patterns.fill(
        "reason.above_usual", found=objective.level, level=level, usual=usual
    )


def _objective(objective: Objective, patterns: Patterns) -> str:
    codes = (*objective.criteria, *objective.knowledge, *objective.skills, *objective.attitudes)
    return patterns.fill(
        "reason.objective",
        codes=patterns["enumeration"].join(codes),
        verb=objective.verb,
        domain=patterns[f"domain.{objective.domain.value}"],
        level=objective.level,
    )


def _given(chosen: ModuleDecisions, patterns: Patterns) -> Iterator[Reason]:
    """What was decided about a module and is used as it stands."""
    if chosen.methods:
        yield "methods", because(chosen.methods[0].place, patterns)
    else:
        yield "methods", patterns["reason.methods"]
    if chosen.assessment:
        yield "assessment", because(chosen.assessment[0].place, patterns)
    else:
        yield "assessment", patterns["reason.assessment"]
    for key, place in _resources(chosen.resources):
        yield key, because(place, patterns)
    for slot, text in chosen.texts.items():
        yield f"texts.{slot}", because(text.place, patterns)


def _resources(resources: Resources) -> Iterator[tuple[str, Place]]:
    parts = [(key, getattr(resources, key)) for key in ("materials", "equipment")]
    parts += [(key, getattr(resources.conditions, key)) for key in _ROLES]
    parts += [(f"people.{key}", getattr(resources.people, key)) for key in _ROLES]
    for key, values in parts:
        if values:
            yield key, values[0].place


def _or_decided(decided: Decided[float] | None, computed: str, patterns: Patterns) -> str:
    return because(decided.place, patterns) if decided else computed
