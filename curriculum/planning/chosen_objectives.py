"""The trainer's own objectives: sentences replaced, mended in part, and added."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from curriculum.course import Domain, Objective
from curriculum.decisions import AddedObjective, Listed, ModuleDecisions, ObjectiveDecision
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import Goal
from curriculum.planning.reasons import because
from curriculum.planning.sentences import APPLY, needs_of, words_of
from curriculum.tables import Patterns, Tables
from curriculum.wording import Action, analyse

_HIGHEST = {Domain.COGNITIVE: 6, Domain.PSYCHOMOTOR: 7, Domain.AFFECTIVE: 5}
"""Domain -> its highest level."""


def with_decisions(goals: tuple[Goal, ...], module: Outline, tables: Tables) -> Iterator[Goal]:
    """The objectives of a module as decided; one of several codes is addressed by any of them."""
    for goal in goals:
        decision = next(
            (
                module.chosen.objectives[code]
                for code in codes_of(goal.objective)
                if code in module.chosen.objectives
            ),
            None,
        )
        yield _decided(goal, decision, tables) if decision else goal


def added_goals(
    module: Outline, known: Mapping[str, tuple[str, ...]], tables: Tables
) -> Iterator[Goal]:
    """The objectives that the trainer added.

    Args:
        module: The module.
        known: Codes that the module has, by the field of an objective; others are passed over.
        tables: Verbs and sentences.
    """
    for name, added in module.chosen.added_objectives.items():
        yield _added(f"{module.id}-{name}", added, known, tables)


def computed_objectives(
    objectives: Iterable[Objective], module: str, chosen: ModuleDecisions
) -> Iterator[Objective]:
    """The objectives of a module that come from printed items, not those that were added."""
    added = {f"{module}-{name}" for name in chosen.added_objectives}
    yield from (goal for goal in objectives if goal.id not in added)


def codes_of(objective: Objective) -> tuple[str, ...]:
    """The codes of everything that an objective serves."""
    return (
        *objective.criteria,
        *objective.knowledge,
        *objective.skills,
        *objective.attitudes,
    )


def _decided(goal: Goal, decision: ObjectiveDecision, tables: Tables) -> Goal:
    """An objective with everything that was decided about it."""
    old, own = goal.objective, words_of(decision.text or "")
    # The computed sentence, written down: everything that is known of it stays as it is.
    is_pinned = bool(own) and own == words_of(old.text)
    if is_pinned or not own:
        text = _mended(old, decision, tables.patterns)
        action = Action(verb=old.verb, object="", domain=old.domain, level=old.level)
        degree, condition = old.degree, old.condition
    else:
        text = own + tables.patterns["objective.stop"]
        goal = _about(goal, spoken(text, decision.degree or old.degree, tables.patterns), tables)
        action = _action(goal, tables)
        # What is not said in the trainer's sentence is not part of it.
        degree, condition = (part if part in text else "" for part in (old.degree, old.condition))
    domain, level = _graded(action, decision.domain, decision.level, tables)
    is_own = bool(own) and not is_pinned
    has_degree = bool(own) or decision.degree is not None
    objective = dataclasses.replace(
        old,
        text=text,
        domain=domain,
        level=level,
        verb=action.verb,
        condition=condition if decision.condition is None else decision.condition,
        degree=degree if decision.degree is None else decision.degree,
        degree_is_default=old.degree_is_default and not has_degree,
        verb_is_fallback=old.verb_is_fallback and not own,
        is_decided=is_own,
        is_adjusted=True,
    )
    return dataclasses.replace(
        goal,
        objective=objective,
        rank=objective.rank,
        reason=because(decision.place, tables.patterns),
    )


def _added(
    name: str, added: AddedObjective, known: Mapping[str, tuple[str, ...]], tables: Tables
) -> Goal:
    def own(field: str, codes: Listed) -> tuple[str, ...]:
        wanted = dict.fromkeys(each.value for each in codes)
        return tuple(code for code in wanted if code in known[field])

    text = words_of(added.text) + tables.patterns["objective.stop"]
    blank = Objective(id=name, text=text, domain=Domain.COGNITIVE, level=APPLY, verb="")
    goal = Goal(objective=blank, rank=APPLY, needs="", topic="", subject="", behaviour="")
    goal = _about(goal, spoken(text, added.degree or "", tables.patterns), tables)
    action = _action(goal, tables)
    domain, level = _graded(action, added.domain, added.level, tables)
    objective = dataclasses.replace(
        blank,
        domain=domain,
        level=level,
        verb=action.verb,
        criteria=own("criteria", added.criteria),
        knowledge=own("knowledge", added.knowledge),
        skills=own("skills", added.skills),
        attitudes=own("attitudes", added.attitudes),
        degree=added.degree or "",
        degree_is_default=False,
        is_decided=True,
        is_added=True,
        is_adjusted=True,
    )
    reason = because(added.place, tables.patterns)
    return dataclasses.replace(goal, objective=objective, rank=objective.rank, reason=reason)


def _about(goal: Goal, behaviour: str, tables: Tables) -> Goal:
    """A goal whose behaviour is the trainer's."""
    action = analyse(behaviour, tables.verbs).main
    topic = f"{action.verb}{action.object}" if action and action.object else behaviour
    needs = needs_of(behaviour, action, tables.verbs) if action else goal.needs
    return dataclasses.replace(goal, behaviour=behaviour, topic=topic, subject=topic, needs=needs)


def _action(goal: Goal, tables: Tables) -> Action:
    """What the trainer's sentence has a learner do; as before where no verb is found in it."""
    old = goal.objective
    found = analyse(goal.behaviour, tables.verbs).main
    return found or Action(verb=old.verb, object="", domain=old.domain, level=old.level)


def spoken(text: str, degree: str, patterns: Patterns) -> str:
    """The behaviour of a sentence: what stands after 學員能, without its degree."""
    _, behaviour = _halves(text, patterns)
    return words_of(behaviour.replace(degree, "") if degree else behaviour)


def _mended(old: Objective, decision: ObjectiveDecision, patterns: Patterns) -> str:
    """The computed sentence with another degree, or under another condition.

    A condition that stands before the learner makes room for the trainer's; what a criterion says
    after 能 stays as printed.
    """
    text = old.text
    if decision.degree is not None:
        before, _, after = text.rpartition(old.degree)
        text = f"{before}{words_of(decision.degree)}{after}"
    if decision.condition is not None:
        condition = words_of(decision.condition)
        phrase = "objective.conditioned" if condition else "objective.bare"
        text = patterns.fill(phrase, condition=condition, behaviour=_halves(text, patterns)[1])
    return text


def _halves(text: str, patterns: Patterns) -> tuple[str, str]:
    """A sentence up to 學員能, and from there on; only the latter where it has no such words."""
    start = text.find(patterns["objective.learner"])
    able = text.find(patterns["objective.able"], start) if start >= 0 else -1
    if able < 0:
        return "", text
    end = able + len(patterns["objective.able"])
    return text[:end], text[end:]


def _graded(
    action: Action, domain: str | None, level: int | None, tables: Tables
) -> tuple[Domain, int]:
    """Domain and level, as decided or else of the action."""
    chosen = Domain(domain) if domain in set(Domain) else action.domain
    if level is None and chosen is not action.domain:
        level = tables.verbs.levels[chosen].get(action.verb)
    return chosen, max(1, min(level or action.level, _HIGHEST[chosen]))
