"""Decisions that cannot hold together with a new version, kept aside one by one (暫存).

Each goes by its address and by what it says: a decision that somebody has changed since is a new
one, and in force.
"""

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from curriculum.decisions import Decided, Decisions, Listed, ModuleDecisions
from curriculum.problems import Place

Keep = Callable[[str, Place, object], bool]
"""Address, place and value of a decision -> whether it stays in force."""
Value = TypeVar("Value")


def sifted(decisions: Decisions, keep: Keep) -> Decisions:
    """The decisions without those that are not to be kept.

    Every decision that another decision or the standard can contradict is asked about.
    """
    return dataclasses.replace(
        decisions,
        hours=_one("hours", decisions.hours, keep),
        teach=_listed("teach {}", decisions.teach, keep),
        leave_out=_keyed("leave_out {}", decisions.leave_out, keep),
        order=_listed("order {}", decisions.order, keep),
        modules={
            name: _module(name, module, keep)
            for name, module in decisions.modules.items()
            if keep(name, module.place, None)
        },
        sessions=tuple(
            session
            for number, session in enumerate(decisions.sessions, start=1)
            if keep(f"sessions {number}", session.module.place, session)
        ),
    )


def parts_at(place: Place, decisions: Decisions) -> tuple[tuple[str, str], ...]:
    """The decisions that stand at a place: the address of each, and what it says."""
    found: dict[str, str] = {}

    def keep(address: str, where: Place, value: object) -> bool:
        if where == place and place:
            found[address] = said(value)
        return True

    sifted(decisions, keep)
    return tuple(found.items())


def said(value: object) -> str:
    """What a decision says, as a text that stays the same while nobody changes it."""
    return json.dumps(_plain(value), ensure_ascii=False)


def _module(name: str, module: ModuleDecisions, keep: Keep) -> ModuleDecisions:
    requires = module.requires
    if requires:
        others = _listed(f"{name} requires {{}}", requires.value, keep)
        requires = Decided(others, requires.place) if others or not requires.value else None
    added = {
        own: dataclasses.replace(
            goal,
            criteria=_listed(f"{name}-{own} {{}}", goal.criteria, keep),
            knowledge=_listed(f"{name}-{own} {{}}", goal.knowledge, keep),
            skills=_listed(f"{name}-{own} {{}}", goal.skills, keep),
        )
        for own, goal in _keyed(f"{name}-{{}}", module.added_objectives, keep).items()
    }
    return dataclasses.replace(
        module,
        tasks=_listed(f"{name} tasks {{}}", module.tasks, keep),
        criteria=_listed(f"{name} criteria {{}}", module.criteria, keep),
        hours=_one(f"{name} hours", module.hours, keep),
        theory_hours=_one(f"{name} theory_hours", module.theory_hours, keep),
        requires=requires,
        introduce=_listed(f"{name} {{}}", module.introduce, keep),
        reinforce=_listed(f"{name} {{}}", module.reinforce, keep),
        exclude=_listed(f"{name} {{}}", module.exclude, keep),
        objectives=_keyed(f"{name}-{{}}", module.objectives, keep),
        added_objectives=added,
    )


def _one(address: str, decided: Decided[Value] | None, keep: Keep) -> Decided[Value] | None:
    return decided if decided and keep(address, decided.place, decided) else None


def _listed(address: str, codes: Listed, keep: Keep) -> Listed:
    return tuple(each for each in codes if keep(address.format(each.value), each.place, each))


def _keyed(address: str, values: Mapping[str, Value], keep: Keep) -> dict[str, Value]:
    return {
        code: value
        for code, value in values.items()
        if keep(address.format(code), getattr(value, "place"), value)  # noqa: B009
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON takes
    """A value without places, and without the parts that are not decided."""
    if isinstance(value, Decided):
        return _plain(value.value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value):
        fields = {
            each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)
        }
        return {name: each for name, each in fields.items() if name != "place" and each}
    return value
