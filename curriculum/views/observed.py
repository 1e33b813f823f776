"""What an assessor ticks in a module, item by item, all of it required (必要項目).

The observation sheet and the record of grades both show these items, in this order: every
criterion; every learning objective that is on a checklist, or whose degree no score can show; and
the attitudes that are objectives of the module. What a test or a rubric shows is a score.
"""

import dataclasses
import enum
from collections.abc import Iterator

from curriculum.course import Assessment, Judged, Module, Objective
from curriculum.labels import Labels
from curriculum.standard import KsaKind
from curriculum.views.facts import CHECKLIST


class Sort(enum.StrEnum):
    """Which table of the observation sheet an item stands in."""

    CRITERIA = "criteria"
    GOALS = "goals"
    ATTITUDES = "attitudes"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """An item that is met or not."""

    sort: Sort
    code: str
    """Of the standard's item, or the number of an objective in the trainer's words."""
    text: str
    """The printed words, or the trainer's."""
    kind: KsaKind | None = None
    """Where the code has a page of its own."""


def observed(module: Module, labels: Labels) -> tuple[Observed, ...]:
    """The items of a module, in the order of its observation sheet."""
    return (
        *(Observed(sort=Sort.CRITERIA, code=item.code, text=item.text) for item in module.criteria),
        *_goals(module, labels),
        *_attitudes(module),
    )


def observed_as(module: Module, labels: Labels, sort: Sort) -> tuple[Observed, ...]:
    """The items that stand in one table of the observation sheet."""
    return tuple(item for item in observed(module, labels) if item.sort is sort)


def ways_of(goal: Objective, module: Module) -> tuple[str, ...]:
    """The methods by which an objective is assessed."""
    return tuple(way.method for way in module.assessment if _is_about(goal, way))


def _is_about(goal: Objective, way: Assessment) -> bool:
    return any(
        not set(getattr(goal, part)).isdisjoint(getattr(way, part))
        for part in ("criteria", "knowledge", "skills", "attitudes")
    )


def _goals(module: Module, labels: Labels) -> Iterator[Observed]:
    """Objectives beside the criteria and attitudes, which have rows of their own."""
    printed = {item.code: item.text for item in (*module.knowledge, *module.skills)}
    for number, goal in enumerate(module.objectives, 1):
        codes = (*goal.knowledge, *goal.skills)
        is_named = bool(codes) and not (goal.is_added or goal.is_terminal)
        if goal.judged is Judged.OWN and not is_named and (goal.is_added or not goal.attitudes):
            code = labels.fill("observation-sheet.goal", number=number)
            yield Observed(sort=Sort.GOALS, code=code, text=goal.text)
        elif is_named and _is_ticked(goal, module):
            is_own = goal.is_decided or goal.judged is Judged.OWN
            text = goal.text if is_own else printed.get(codes[0], goal.text)
            kind = KsaKind.KNOWLEDGE if goal.knowledge else KsaKind.SKILL
            yield Observed(sort=Sort.GOALS, code=codes[0], text=text, kind=kind)


def _is_ticked(goal: Objective, module: Module) -> bool:
    """Whether somebody has to say that it is met: no score does, or a checklist has it."""
    return goal.judged is not Judged.SCORE or any(
        way.tool == CHECKLIST and _is_about(goal, way) for way in module.assessment
    )


def _attitudes(module: Module) -> Iterator[Observed]:
    """Those with an objective in this module; the others hold here too, and are not assessed."""
    aimed = {code for goal in module.objectives for code in goal.attitudes}
    own = {
        code: goal.text
        for goal in module.objectives
        if goal.judged is Judged.OWN and not (goal.is_added or goal.is_terminal)
        for code in goal.attitudes
    }
    for item in module.attitudes:
        if item.code in aimed:
            text = own.get(item.code, item.name)
            yield Observed(sort=Sort.ATTITUDES, code=item.code, text=text, kind=KsaKind.ATTITUDE)
