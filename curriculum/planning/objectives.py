"""Learning objectives from performance criteria: what a learner can do at the end of a module."""

import dataclasses
import re

from curriculum.course import Domain, Objective
from curriculum.planning.modules import Outline
from curriculum.planning.sentences import (
    APPLY,
    behaviour_of,
    needs_of,
    without_front,
    words_of,
)
from curriculum.standard import PerformanceCriterion
from curriculum.tables import Patterns, Tables, Verbs
from curriculum.wording import (
    Action,
    PartKind,
    Wording,
    action_of,
    analyse,
    is_noun_phrase,
    turned_around,
)

_SHORT_OBJECT = 9
"""An object of fewer characters seldom says what a criterion is about: 評估可信度及有效性."""
_CREATE = 6
"""Bloom level of creating."""
ASSUMED_LEVEL = 3
"""Competency level where none is printed, to choose a verb by; most standards have 3 or 4."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An objective with what only the planning needs to know about it."""

    objective: Objective
    rank: int
    """Its level on the cognitive scale of 1 to 6."""
    needs: str
    """`tool`, `people`, `performed` or empty: what it has to do with."""
    topic: str
    """What is done in a few words, for the names of exercises."""
    subject: str
    """What it is about in a few words, for the names of lectures."""
    behaviour: str
    """The part of the sentence that a criterion's own words became; empty for other items."""
    reason: str = ""
    """Why it is what it is, where the trainer decided."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Behaviour:
    text: str
    front: str
    own_condition: str
    action: Action
    topic: str
    subject: str
    is_fallback: bool


def terminal_goals(module: Outline, tables: Tables) -> tuple[Goal, ...]:
    """One objective for each criterion; criteria with the same verbs and objects share one.

    A sentence keeps the criterion's own conditions where they stand. Where it has none, the first
    objective of the module that makes or analyses something names the work output's blank form;
    the others drop that part, because a condition repeated in every sentence is read by nobody.
    """
    merged: dict[object, tuple[_Behaviour, list[str]]] = {}
    for position, criterion in enumerate(module.criteria):
        behaviour = _behaviour(criterion, module, tables)
        key = (behaviour.text, behaviour.front) if behaviour.text else position
        merged.setdefault(key, (behaviour, []))[1].append(criterion.code)
    goals: list[Goal] = []
    names_output = False
    for behaviour, codes in merged.values():
        given = "" if names_output else _given(behaviour, module, tables.patterns)
        names_output = names_output or bool(given)
        goals.append(_goal(behaviour, tuple(codes), given, module, tables))
    return tuple(goals)


def degree_of(action: Action, needs: str, module: Outline, patterns: Patterns) -> str:
    """The default degree for an action: proposed, never the standard's.

    Args:
        action: What is done.
        needs: What it has to do with, as `needs_of` says.
        module: Its module, for the name of a work output.
        patterns: The sentences.
    """
    if action.domain is Domain.AFFECTIVE:
        return patterns["degrees.attitude"]
    if action.rank < APPLY and not needs:
        return patterns["degrees.remember"]
    if action.rank <= APPLY or needs == "performed":
        return patterns["degrees.apply"]
    if action.rank < _CREATE:
        return patterns["degrees.analyse"]
    output, _ = made_output(module, patterns)
    if not output:
        return patterns["degrees.create_plain"]
    return patterns.fill("degrees.create", output=output)


def made_output(module: Outline, patterns: Patterns) -> tuple[str, str]:
    """A module's first work output that can be made, and what is given to make it.

    An output such as 顧客服務 or 報告業務 is none: nobody hands it in, and it has no blank form.
    """
    for output in module.outputs:
        name = words_of(output.text)
        for row in patterns.outputs:
            if name.endswith(row.endings):
                return name, row.given.format_map({"output": name})
    return "", ""


def departure_of(goal: Goal, module: Outline, patterns: Patterns) -> str:
    """What a criterion's words became in its objective; nothing where they stand as printed."""
    for criterion in module.criteria:
        if criterion.code not in goal.objective.criteria:
            continue
        printed = words_of(criterion.text)
        if _letters(printed) != _letters(goal.behaviour):
            return patterns.fill(
                "reason.wording", code=criterion.code, printed=printed, written=goal.behaviour
            )
    return ""


def _letters(text: str) -> str:
    """A text without punctuation and without 能, which the sentence brings along."""
    return re.sub(r"\W", "", text).removeprefix("能")


def _goal(
    behaviour: _Behaviour, codes: tuple[str, ...], given: str, module: Outline, tables: Tables
) -> Goal:
    action = behaviour.action
    needs = needs_of(behaviour.text, action, tables.verbs)
    degree = degree_of(action, needs, module, tables.patterns)
    frame = "front" if behaviour.front else "given" if given else "plain"
    condition = behaviour.front or given
    text = tables.patterns.frames[frame].format_map(
        {"behaviour": behaviour.text, "condition": condition, "degree": degree}
    )
    return Goal(
        objective=Objective(
            id=f"{module.id}-{codes[0] or 'P'}",
            text=text,
            domain=action.domain,
            level=action.level,
            verb=action.verb,
            criteria=codes,
            condition=given or behaviour.own_condition,
            degree=degree,
            verb_is_fallback=behaviour.is_fallback,
        ),
        rank=action.rank,
        needs=needs,
        topic=behaviour.topic,
        subject=behaviour.subject,
        behaviour=tables.patterns["comma"].join(filter(None, (behaviour.front, behaviour.text))),
    )


def _given(behaviour: _Behaviour, module: Outline, patterns: Patterns) -> str:
    """The default condition: the work output's blank form, for what is made or analysed."""
    if behaviour.own_condition or not module.outputs or behaviour.action.rank < APPLY:
        return ""
    output, given = made_output(module, patterns)
    if output or behaviour.action.rank == APPLY:
        return given
    return patterns["conditions.analysis"]


def _behaviour(criterion: PerformanceCriterion, module: Outline, tables: Tables) -> _Behaviour:
    wording = analyse(words_of(criterion.text), tables.verbs)
    main = wording.main
    if main is None and not wording.is_affective:
        return _supplied(criterion, module, tables)
    front, rest = without_front(wording, tables.patterns)
    action = main or _attitude(wording, tables.patterns)
    text = behaviour_of(rest, tables.patterns, tables.verbs)
    topic = _topic(rest, text)
    return _Behaviour(
        text=text,
        front=front,
        own_condition=tables.patterns["comma"].join(wording.texts(PartKind.CONDITION)),
        action=action,
        topic=topic,
        subject=action.object or topic,
        # An attitude has no verb of its own that could be observed.
        is_fallback=wording.is_affective,
    )


def _attitude(wording: Wording, patterns: Patterns) -> Action:
    """An attitude alone: it is shown, and observed, as it stands."""
    text = wording.texts(PartKind.ATTITUDE)[0]
    return Action(verb=patterns["attitude.verb"], object=text, domain=Domain.AFFECTIVE, level=2)


def _topic(wording: Wording, text: str) -> str:
    """Its main verb and object, or the first ones where the main object only points back to them.

    A condition in the same clause belongs to it: 與利益關係人確認細節. The whole behaviour where
    the object stands before the verb.
    """
    main = wording.main
    if main and (main.object.startswith("其") or len(main.object) < _SHORT_OBJECT):
        first = wording.actions[0]
        main = first if len(first.object) >= len(main.object) else main
    for position, part in enumerate(wording.parts):
        if main is None or main not in part.actions:
            continue
        phrase = f"{main.verb}{main.object}"
        if phrase not in part.text:
            return text
        if part.begins_clause:
            return phrase
        return wording.parts[position - 1].text + part.text.partition(phrase)[0] + phrase
    return text


def _supplied(criterion: PerformanceCriterion, module: Outline, tables: Tables) -> _Behaviour:
    """A behaviour for a criterion without a verb; always marked as supplied."""
    text = words_of(criterion.text)
    text = text.removeprefix(next((w for w in tables.verbs.prepositions if text.startswith(w)), ""))
    topic = text
    turned = turned_around(words_of(criterion.text), tables.verbs)
    patterns = tables.patterns
    if turned:
        actions = [action_of(verb, thing, tables.verbs) for verb, thing in turned]
        sentence = patterns["and"].join(
            patterns.fill("fallback.joined", verb=action.verb, object=action.object)
            for action in actions
        )
        topic = sentence
        action = max(actions, key=lambda action: (action.rank, action.level))
    else:
        verb, phrase = _borrowed_verb(module, tables)
        if not is_noun_phrase(criterion.text, tables.verbs):
            # Its verb is one the table does not know: the sentence stands, only the level is lent.
            text, phrase = words_of(criterion.text), "fallback.as_is"
        action = action_of(verb, text, tables.verbs)
        words = {"text": text, "task": words_of(module.title), "output": _output(module)}
        sentence = patterns.fill(phrase, verb=verb, **words) if text else f"{verb}{words['task']}"
    return _Behaviour(
        text=sentence,
        front="",
        own_condition="",
        action=action,
        topic=topic,
        subject=topic,
        is_fallback=True,
    )


def _borrowed_verb(module: Outline, tables: Tables) -> tuple[str, str]:
    """The task's own verb, else one by the kind of its output, else one by its level."""
    main = analyse(words_of(module.title), tables.verbs).main
    if main:
        return main.verb, "fallback.task"
    output = _output(module)
    verb = _verb_of_output(output, tables.verbs)
    if verb:
        return verb, "fallback.output"
    return tables.verbs.level_fallbacks[module.level or ASSUMED_LEVEL], "fallback.level"


def _output(module: Outline) -> str:
    return words_of(module.outputs[0].text) if module.outputs else ""


def _verb_of_output(output: str, verbs: Verbs) -> str:
    return next((verb for words, verb in verbs.output_fallbacks if output.endswith(words)), "")
