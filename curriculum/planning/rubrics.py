"""Rubrics (評分規準) for criteria and work outputs: four levels that differ in substance.

What a level says follows from the criterion's own words: which of its actions are done and which
are not, whether its condition is kept, whether its purpose is served; then from the kind of
behaviour: whether there are grounds, whether help was needed, whether it works in a new case.
"""

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from curriculum.course import Domain, Module, Objective, Rubric, RubricLevel
from curriculum.planning.chosen_objectives import spoken
from curriculum.planning.sentences import behaviour_of, has_any, needs_of, with_pause, words_of
from curriculum.standard import PerformanceCriterion, WorkOutput
from curriculum.tables import ConditionPattern, Patterns, RubricPattern, Rubrics, Tables
from curriculum.text import numbers_of
from curriculum.wording import Action, Part, PartKind, Wording, action_of, analyse

_BEST_SCORE = 100
_MOST_CONTENTS = 4
"""More criteria than this are named by their codes only."""
_UNIT_KINDS = (PartKind.BEHAVIOUR, PartKind.ATTITUDE)
_POINTS_BACK = "其"
"""An object that begins so says nothing without the one before."""
_SHORTEST = 2
"""A verb alone has no more characters than these."""
_SHORT_TEXT = 9
"""Words fewer than these characters seldom say what a criterion is about."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Unit:
    """One thing that a criterion asks for."""

    text: str
    clause: str
    """The whole clause in which it stands."""
    action: Action | None = None
    """None for an attitude, and for words in which no verb is known."""
    name: str = ""
    """Its verb, where several share one object; otherwise its words are its name."""

    @property
    def rank(self) -> int:
        return self.action.rank if self.action else 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Task:
    """What a criterion asks for, ready to be spoken of."""

    text: str
    units: tuple[_Unit, ...]
    wording: Wording
    rank: int
    domain: Domain
    verb: str

    @property
    def main(self) -> _Unit:
        """The unit of the highest level; of equals the last, which the others lead to."""
        return max(reversed(self.units), key=lambda unit: unit.rank)


def rubrics_of(module: Module, tables: Tables) -> tuple[Rubric, ...]:
    """The rubrics of a module: one for each work output, then one for each criterion."""
    # Of several objectives the first is the criterion's own; others the trainer added.
    goals = {code: goal for goal in reversed(module.objectives) for code in goal.criteria}
    tasks = [(item, _task(item, goals[item.code], tables)) for item in module.criteria]
    return (
        *(_of_output(item, tasks, tables) for item in module.outputs),
        *(_of_criterion(item, task, tables) for item, task in tasks),
    )


def behaviour_in(goal: Objective, patterns: Patterns) -> str:
    """What an objective says is done: its sentence without audience and degree."""
    return spoken(goal.text, goal.degree, patterns)


def _task(item: PerformanceCriterion, goal: Objective, tables: Tables) -> _Task:
    """A criterion by its own words; by its objective's without a verb, or once it was reworded."""
    text = words_of(item.text)
    wording = analyse(text, tables.verbs)
    if goal.is_decided or not wording.has_verb:
        text = behaviour_in(goal, tables.patterns) or text
        wording = analyse(text, tables.verbs)
    return _Task(
        text=behaviour_of(wording, tables.patterns, tables.verbs) or text,
        units=_units(wording, tables.patterns) or (_Unit(text, text),),
        wording=wording,
        rank=goal.rank,
        domain=goal.domain,
        verb=goal.verb,
    )


def _units(wording: Wording, patterns: Patterns) -> tuple[_Unit, ...]:
    """The things a sentence asks for, each with a condition that stands in its own clause."""
    units: list[_Unit] = []
    before = ""
    is_alone = sum(part.kind in _UNIT_KINDS for part in wording.parts) == 1
    for part in wording.parts:
        before = "" if part.begins_clause else before
        if part.kind is PartKind.ATTITUDE:
            units.append(_Unit(part.text, part.text))
        elif part.kind is PartKind.BEHAVIOUR:
            # What a criterion asks for in one breath is said as in its objective.
            text = with_pause(part.text, part.actions, patterns) if wording.is_run_on else part.text
            units += _of_part(part, before, before + text, is_alone=is_alone)
        before = before + part.text if part.kind is PartKind.CONDITION else ""
    return tuple(units)


def _of_part(part: Part, before: str, clause: str, *, is_alone: bool) -> list[_Unit]:
    """A clause: a unit for each verb that has an object of its own, or else for the whole.

    Verbs that share an object (確認分析要素) are told apart only where there is nothing else.
    """
    phrases = [f"{action.verb}{action.object}" for action in part.actions]
    pairs = list(zip(phrases, part.actions, strict=True))
    objects = {action.object for action in part.actions}
    if len(objects) == len(pairs) > 1 and all(phrase in part.text for phrase in phrases):
        return [
            _Unit(phrase if number else before + phrase, clause, action)
            for number, (phrase, action) in enumerate(pairs)
        ]
    if len(objects) == 1 < len(pairs) and is_alone:
        return [_Unit(phrase, clause, action, action.verb) for phrase, action in pairs]
    phrase, action = max(pairs, key=lambda pair: pair[1].rank)
    is_whole = len(pairs) == 1 and part.text.endswith(phrase)
    return [_Unit(before + phrase if is_whole else clause, clause, action)]


def _of_criterion(item: PerformanceCriterion, task: _Task, tables: Tables) -> Rubric:
    pattern = next(row for row in tables.rubrics.criteria if _fits(task, row, tables))
    words = {
        "task": task.text,
        "core": task.main.clause,
        "shortfall": _shortfall(task, tables) or pattern.shortfall,
    }
    return Rubric(code=item.code, is_output=False, levels=_levels(pattern, words, tables))


def _fits(task: _Task, row: RubricPattern, tables: Tables) -> bool:
    action = task.main.action or action_of(task.verb, "", tables.verbs)
    return (
        row.domain in {None, task.domain}
        and (not row.levels or task.rank in row.levels)
        and (not row.verbs or action.verb in row.verbs)
        and row.needs in {"", needs_of(task.text, action, tables.verbs)}
    )


def _levels(
    pattern: RubricPattern, words: Mapping[str, str], tables: Tables
) -> tuple[RubricLevel, ...]:
    """The levels that have a score: with a mark of 100 there is none above it."""
    names, lowest = tables.rubrics.names, tables.weights.rubric_scores
    highest = (_BEST_SCORE, *(score - 1 for score in lowest))
    return tuple(
        RubricLevel(name=name, least=least, most=most, text=sentence.format_map(words))
        for name, least, most, sentence in zip(
            names, lowest, highest[: len(lowest)], pattern.sentences, strict=True
        )
        if least <= most
    )


def _shortfall(task: _Task, tables: Tables) -> str:
    """What is lacking in the criterion's own words; nothing when they name only one thing."""
    patterns = tables.patterns
    found: list[str] = []
    if len(task.units) > 1:
        # Whoever stops half-way has begun at the beginning and has not done the main thing.
        cut = task.units.index(task.main) or 1
        done, missing = task.units[:cut], task.units[cut:]
        key = "one_missing" if len(missing) == 1 else "some_missing"
        found.append(
            patterns.fill(
                f"rubric.{key}", done=_names(done, patterns), missing=_names(missing, patterns)
            )
        )
    elif (action := task.main.action) and _lists(action.object, tables):
        items = _quoted(action.object, patterns)
        found.append(patterns.fill("rubric.partly", items=items, verb=action.verb))
    lack = _unkept(task, tables.rubrics)
    purpose = next(iter(task.wording.texts(PartKind.PURPOSE)), "")
    if purpose and not lack:
        lack = patterns.fill("rubric.no_purpose", purpose=_bare_purpose(purpose, tables.rubrics))
    if lack:
        found.append(lack if found else patterns.fill("rubric.but", lack=lack))
    return patterns["rubric.or"].join(found)


def _lists(text: str, tables: Tables) -> bool:
    """Whether an object names several things; one cut off after 與 was misread."""
    return tables.patterns["enumeration"] in text and not text.endswith(
        tables.verbs.weak_conjunctions
    )


def _bare_purpose(purpose: str, rubrics: Rubrics) -> str:
    """A purpose without its opener, unless it says too little alone (以利處理)."""
    bare = purpose.removeprefix(
        next((word for word in rubrics.purpose_openers if purpose.startswith(word)), "")
    )
    return bare if len(bare) > _SHORTEST else purpose


def _unkept(task: _Task, rubrics: Rubrics) -> str:
    """That the first thing was not done in the way in which the sentence says; or nothing.

    Of several things the first is quoted with the condition that stands in its own clause.
    """
    first = task.units[0]
    action = first.action
    for part, following in itertools.pairwise(task.wording.parts):
        if part.kind is PartKind.BEHAVIOUR:
            break
        is_quoted = len(task.units) > 1 and part.text in first.text
        if part.kind is PartKind.CONDITION and action and not is_quoted:
            row = next((row for row in rubrics.conditions if _looks(part.text, row)), None)
            # A clause of its own is complete: 沒有依結果將長者分組.
            verb = "" if following.begins_clause else action.verb
            if row and row.text:
                return row.text.format_map({"condition": part.text, "verb": verb})
    return ""


def _looks(condition: str, row: ConditionPattern) -> bool:
    return (
        condition.startswith(row.openers)
        and condition.endswith(row.endings)
        and has_any(condition, row.contains)
    )


def _of_output(
    item: WorkOutput, tasks: Sequence[tuple[PerformanceCriterion, _Task]], tables: Tables
) -> Rubric:
    """The rubric of a work output: which of the criteria's contents it has, and its use."""
    patterns = tables.patterns
    name = words_of(item.text)
    pattern = next(
        row for row in tables.rubrics.outputs if not row.endings or name.endswith(row.endings)
    )
    # `O1.2.1` goes with `P1.2.1` and its neighbours, wherever a module has several tasks.
    scope = numbers_of(item.code)[:-1]
    own = [pair for pair in tasks if numbers_of(pair[0].code)[:-1] == scope] or list(tasks)
    words = {
        "output": name,
        "contents": _contents(own, patterns),
        "shortfall": _lacking(own, patterns),
    }
    return Rubric(code=item.code, is_output=True, levels=_levels(pattern, words, tables))


def _contents(own: Sequence[tuple[PerformanceCriterion, _Task]], patterns: Patterns) -> str:
    """What a work output has to hold, criterion by criterion."""
    if not own:
        return patterns["rubric.no_contents"]
    if len(own) > _MOST_CONTENTS:
        first, last = own[0][0].code, own[-1][0].code
        return patterns.fill("rubric.many_contents", first=first, last=last, count=len(own))
    items = patterns["enumeration"].join(_content(item, task, patterns) for item, task in own)
    return patterns.fill("rubric.contents", items=items)


def _lacking(own: Sequence[tuple[PerformanceCriterion, _Task]], patterns: Patterns) -> str:
    """What an incomplete work output is short of: the content of the highest level."""
    if len(own) > _MOST_CONTENTS:
        return patterns["rubric.lacks_some"]
    if len(own) <= 1:
        return patterns["rubric.lacks_part"]
    item, task = max(own, key=lambda pair: pair[1].rank)
    return patterns.fill("rubric.lacks", items=_content(item, task, patterns))


def _content(item: PerformanceCriterion, task: _Task, patterns: Patterns) -> str:
    """A criterion in a few words, with its code."""
    unit = task.main
    points_back = unit.action is not None and unit.action.object.startswith(_POINTS_BACK)
    if points_back or len(unit.text) < _SHORT_TEXT:
        unit = max(task.units, key=lambda each: len(each.text))
    text = _quoted(unit.text if len(unit.text) > _SHORTEST else task.text, patterns)
    return patterns.fill("rubric.content", text=text, code=item.code) if item.code else text


def _names(units: Sequence[_Unit], patterns: Patterns) -> str:
    return patterns["enumeration"].join(_quoted(unit.name or unit.text, patterns) for unit in units)


def _quoted(text: str, patterns: Patterns) -> str:
    return patterns.fill("rubric.quoted", text=text)
