"""Learning objectives from knowledge, skills and attitudes: what enables the others."""

import dataclasses

from curriculum.course import Allocation, Domain, Objective
from curriculum.planning.modules import Outline
from curriculum.planning.objectives import ASSUMED_LEVEL, Goal, degree_of, made_output
from curriculum.planning.sentences import APPLY, core_of, needs_of, words_of
from curriculum.standard import Attitude
from curriculum.tables import KnowledgePattern, Patterns, Tables
from curriculum.wording import Action, Part, PartKind, action_of, analyse, ending, tail_verbs

_PLACES = ("在", "於")
"""An object that begins with these is a place: 有效應用在特定任務 says nothing one could see."""
_NO_ACTION = Action(verb="", object="", domain=Domain.COGNITIVE, level=APPLY)


def knowledge_goals(
    module: Outline, items: tuple[Allocation, ...], tables: Tables
) -> tuple[Goal, ...]:
    """An objective for each K item; its verb follows from the kind of knowledge."""
    return tuple(_knowledge_goal(module, item, tables) for item in items)


def skill_goals(module: Outline, items: tuple[Allocation, ...], tables: Tables) -> tuple[Goal, ...]:
    """An objective for each S item: psychomotor with a tool, else on cases or in role play."""
    return tuple(_skill_goal(module, item, tables) for item in items)


def attitude_goals(
    module: Outline, items: tuple[Attitude, ...], tables: Tables
) -> tuple[Goal, ...]:
    """An objective for each A item, with what its definition lets an observer see."""
    return tuple(_attitude_goal(module, item, tables) for item in items)


def _knowledge_goal(module: Outline, item: Allocation, tables: Tables) -> Goal:
    patterns = tables.patterns
    text = words_of(item.text)
    pattern = _knowledge_pattern(text, patterns)
    behaviour = pattern.behaviour.format_map({"item": text})
    action = action_of(pattern.verb, "", tables.verbs)
    # Who judges a case may look things up: only what is recalled is asked with books closed.
    is_recalled = action.rank < APPLY
    frame = patterns.frames["knowledge" if is_recalled else "plain"]
    condition = patterns["conditions.knowledge"] if is_recalled else ""
    degree = degree_of(action, "", module, patterns)
    words = {"behaviour": behaviour, "condition": condition, "degree": degree}
    return Goal(
        objective=Objective(
            id=f"{module.id}-{item.code or 'K'}",
            text=frame.format_map(words),
            domain=Domain.COGNITIVE,
            level=action.level,
            verb=action.verb,
            knowledge=(item.code,),
            condition=condition,
            degree=degree,
        ),
        rank=action.rank,
        needs="",
        topic=text,
        subject=text,
        behaviour="",
    )


def _knowledge_pattern(text: str, patterns: Patterns) -> KnowledgePattern:
    for pattern in patterns.knowledge:
        if any(word in text for word in pattern.contains) or text.endswith(pattern.endings):
            return pattern
    return patterns.knowledge[-1]


def _skill_goal(module: Outline, item: Allocation, tables: Tables) -> Goal:
    name = words_of(item.text)
    needs = needs_of(name, _NO_ACTION, tables.verbs)
    behaviour, action = _skill_behaviour(name, needs, module, tables)
    needs = needs or needs_of(behaviour, action, tables.verbs)
    if needs == "tool":
        level = tables.weights.psychomotor_levels[(module.level or ASSUMED_LEVEL) - 1]
        action = dataclasses.replace(action, domain=Domain.PSYCHOMOTOR, level=level)
    condition = _skill_condition(action, needs, module, tables)
    frame = tables.patterns.frames["skill" if condition else "plain"]
    degree = degree_of(action, needs, module, tables.patterns)
    topic = core_of(name, tables.patterns.skill_endings)
    words = {"behaviour": behaviour, "condition": condition, "degree": degree}
    return Goal(
        objective=Objective(
            id=f"{module.id}-{item.code or 'S'}",
            text=frame.format_map(words),
            domain=action.domain,
            level=action.level,
            verb=action.verb,
            skills=(item.code,),
            condition=condition,
            degree=degree,
        ),
        rank=max(action.rank, APPLY),
        needs=needs,
        topic=topic,
        subject=topic,
        behaviour="",
    )


def _skill_condition(action: Action, needs: str, module: Outline, tables: Tables) -> str:
    """Where and with what a skill is shown."""
    patterns = tables.patterns
    if needs == "tool":
        return patterns["conditions.tool"]
    if action.rank > APPLY and needs != "performed":
        return patterns["conditions.case"]
    if needs == "people":
        role_play = next(iter(tables.weights.strands["role_play"]))
        chosen = {method.value for method in module.chosen.methods}
        is_played = not chosen or role_play in chosen
        return patterns["conditions.people" if is_played else "conditions.case"]
    if action.verb == patterns["skills.verb"]:
        # 運用…，完成「…」 already names what the skill is used for.
        return ""
    return patterns.fill("conditions.task", task=words_of(module.title))


def _skill_behaviour(name: str, needs: str, module: Outline, tables: Tables) -> tuple[str, Action]:
    """分析客戶需求能力 -> 分析客戶需求; 報告撰寫能力 -> 撰寫報告; 團隊合作 -> 運用團隊合作技巧."""
    verbs, patterns = tables.verbs, tables.patterns
    core = core_of(name, patterns.skill_endings)
    if not core.endswith(patterns.complete_skills) and (found := _skill_action(core, tables)):
        return found
    noun = name.removesuffix("的")
    if not noun.endswith((*patterns.skill_endings, *patterns.complete_skills)):
        noun += patterns["skills.ending"]
    action = action_of(patterns["skills.verb"], noun, verbs)
    output, _ = made_output(module, patterns)
    kind = "people" if needs == "people" else "product" if output else "plain"
    return patterns.fill(f"skills.{kind}", item=noun, output=output), action


def _skill_action(core: str, tables: Tables) -> tuple[str, Action] | None:
    """What is done by whom has a skill, where its name holds a verb and an object."""
    verbs = tables.verbs
    thing, names = tail_verbs(core, verbs)
    if names and _is_object(thing, tables) and not {thing, *names} & set(verbs.not_turned):
        action = max((action_of(verb, thing, verbs) for verb in names), key=lambda it: it.rank)
        joined = core.removeprefix(thing).lstrip("的之")
        return _turned(joined, thing, tables), _at_least_applied(action)
    first = next(iter(analyse(core, verbs).actions), None)
    if first and core.startswith(first.verb) and _is_object(first.object, tables):
        return core, _at_least_applied(first)
    return None


def _turned(verb: str, thing: str, tables: Tables) -> str:
    """Verb and object of 報告撰寫; an adjective stays with its verb: 設備簡易保養."""
    adjective = ending(thing, tables.verbs.modifiers)
    bare = thing.removesuffix(adjective)
    if not adjective or not bare:
        return f"{verb}{thing}"
    return tables.patterns.fill("skills.modified", item=bare, verb=f"{adjective}{verb}")


def _is_object(text: str, tables: Tables) -> bool:
    return bool(text) and not text.startswith(tables.verbs.weak_conjunctions)


def _at_least_applied(action: Action) -> Action:
    """A skill is used, not recited: its level is applying or higher."""
    level = max(action.rank, APPLY)
    return Action(verb=action.verb, object=action.object, domain=Domain.COGNITIVE, level=level)


def _attitude_goal(module: Outline, item: Attitude, tables: Tables) -> Goal:
    patterns = tables.patterns
    name = words_of(item.name)
    example = _example(item, tables)
    degree = patterns["degrees.attitude"]
    frame = patterns.frames["attitude_example" if example else "attitude"]
    level = tables.weights.attitude_levels[(module.level or ASSUMED_LEVEL) - 1]
    return Goal(
        objective=Objective(
            id=f"{module.id}-{item.code or 'A'}",
            text=frame.format_map({"item": name, "example": example, "degree": degree}),
            domain=Domain.AFFECTIVE,
            level=level,
            verb=patterns["attitude.verb"],
            attitudes=(item.code,),
            degree=degree,
        ),
        rank=level,
        needs="",
        topic=name,
        subject=name,
        behaviour="",
    )


def _example(item: Attitude, tables: Tables) -> str:
    """The first stretch of a definition that an observer can see, such as 精確地檢視每個程序."""
    clause: list[Part] = []
    for part in (*analyse(words_of(item.text), tables.verbs).parts, None):
        if part is None or part.begins_clause:
            example = "".join(each.text for each in clause)
            follows = example.startswith(tables.verbs.strong_conjunctions)
            if any(_is_seen(each, tables) for each in clause) and not follows:
                return example
            clause = []
        if part:
            clause.append(part)
    return ""


def _is_seen(part: Part, tables: Tables) -> bool:
    return part.kind is PartKind.BEHAVIOUR and all(
        _is_object(action.object, tables) and action.object[0] not in _PLACES
        for action in part.actions
    )
