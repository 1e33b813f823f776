"""Every code of the standard that a decision names, and what else the decision is about.

One walk serves all purposes: it shows each code with the address and place of its decision, and
puts what it gets back in its stead.
"""

import dataclasses
import enum
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from curriculum.decisions import (
    Acceptance,
    AddedObjective,
    Decided,
    Decisions,
    Listed,
    ModuleDecisions,
)
from curriculum.problems import Place

Visit = Callable[[str, str, Place], str | None]
"""Address, code and place of a decision -> the code it has now; None takes it out."""
Value = TypeVar("Value")

_NAMED = re.compile(r"(.*[ -])?(.*)", re.DOTALL)
"""An address that ends in a code: `M3.1 K15`, `M1.1-P1.1.1`."""


def visited(decisions: Decisions, visit: Visit) -> Decisions:
    """The decisions with every code that they name replaced by what the visitor answers."""
    return dataclasses.replace(
        decisions,
        teach=_listed("teach {}", decisions.teach, visit),
        leave_out=_keyed("leave_out {}", decisions.leave_out, lambda why: why.place, visit),
        task_titles=_keyed("{} title", decisions.task_titles, lambda words: words.place, visit),
        modules={name: _module(name, module, visit) for name, module in decisions.modules.items()},
        accept=tuple(_accepted(decisions.accept, visit)),
        confirmed=tuple(_confirmed(decisions.confirmed, visit)),
    )


def _module(name: str, module: ModuleDecisions, visit: Visit) -> ModuleDecisions:
    return dataclasses.replace(
        module,
        tasks=_listed(f"{name} tasks {{}}", module.tasks, visit),
        criteria=_listed(f"{name} criteria {{}}", module.criteria, visit),
        introduce=_listed(f"{name} {{}}", module.introduce, visit),
        reinforce=_listed(f"{name} {{}}", module.reinforce, visit),
        exclude=_listed(f"{name} {{}}", module.exclude, visit),
        objectives=_keyed(f"{name}-{{}}", module.objectives, lambda goal: goal.place, visit),
        added_objectives={
            own: _added(f"{name}-{own}", goal, visit)
            for own, goal in module.added_objectives.items()
        },
    )


def _added(address: str, goal: AddedObjective, visit: Visit) -> AddedObjective:
    return dataclasses.replace(
        goal,
        criteria=_listed(address, goal.criteria, visit),
        knowledge=_listed(address, goal.knowledge, visit),
        skills=_listed(address, goal.skills, visit),
        attitudes=_listed(address, goal.attitudes, visit),
    )


def _listed(address: str, codes: Listed, visit: Visit) -> Listed:
    found = ((visit(address.format(code.value), code.value, code.place), code) for code in codes)
    return tuple(Decided(now, code.place) for now, code in found if now is not None)


def _keyed(
    address: str, values: Mapping[str, Value], place: Callable[[Value], Place], visit: Visit
) -> dict[str, Value]:
    found = (
        (visit(address.format(code), code, place(value)), value) for code, value in values.items()
    )
    return {now: value for now, value in found if now is not None}


def _accepted(accept: tuple[Acceptance, ...], visit: Visit) -> Iterator[Acceptance]:
    """The acknowledged findings; one is in force while all its items are what they were."""
    for each in accept:
        address = " ".join(("accept", each.code, *each.items))
        items = [visit(address, code, each.place) for code in each.items]
        if None not in items:
            yield dataclasses.replace(each, items=tuple(code for code in items if code))


def _confirmed(confirmed: Listed, visit: Visit) -> Iterator[Decided[str]]:
    """The confirmed values; one is in force while the item it names is what it was."""
    for each in confirmed:
        named = _NAMED.fullmatch(each.value)
        head, code = named.groups("") if named else ("", each.value)
        now = visit(f"confirmed {each.value}", code, each.place) if head else code
        if now is not None:
            yield Decided(f"{head}{now}", each.place)


def named_objectives(name: str, module: ModuleDecisions) -> Iterator[tuple[str, Place]]:
    """Address and place of what was decided about a module's objectives, by their codes."""
    for code, goal in module.objectives.items():
        yield f"{name}-{code}", goal.place


class About(enum.Enum):
    """What of its module a decision is about."""

    NOTHING = "nothing"
    """It names codes, and is about these."""
    TASKS = "tasks"
    CRITERIA = "criteria"
    """The tasks and their criteria."""


def module_subjects(name: str, module: ModuleDecisions) -> Iterator[tuple[str, Place, About]]:
    """The decisions on a module: address, place, and what of the module they are about.

    A decision on hours is about the module's tasks; a text is about its criteria as well.
    """
    for key, decided in (
        ("title", module.title),
        ("hours", module.hours),
        ("theory_hours", module.theory_hours),
        ("requires", module.requires),
    ):
        if decided:
            yield f"{name} {key}", decided.place, About.TASKS
    resources = module.resources
    for key, listed in (
        ("methods", module.methods),
        ("assessment", module.assessment),
        ("materials", resources.materials),
        ("equipment", resources.equipment),
        ("teachers", resources.conditions.teachers),
        ("assessors", resources.conditions.assessors),
        ("assistants", resources.conditions.assistants),
    ):
        if listed:
            yield f"{name} {key}", listed[0].place, About.TASKS
    for code in (*module.introduce, *module.reinforce, *module.exclude):
        yield f"{name} {code.value}", code.place, About.TASKS
    for own, goal in module.added_objectives.items():
        names_any = goal.criteria or goal.knowledge or goal.skills or goal.attitudes
        yield f"{name}-{own}", goal.place, About.NOTHING if names_any else About.TASKS
    for slot, text in module.texts.items():
        yield f"{name} texts.{slot}", text.place, About.CRITERIA
