"""What a sentence of a standard turned out to say."""

import dataclasses
import enum

from curriculum.course import Domain
from curriculum.tables import Verbs

_MOTOR_ONLY_FROM = 3
"""From this Simpson level on, a verb of two domains is psychomotor when a tool is its object."""


class PartKind(enum.StrEnum):
    """What a part of a sentence is."""

    CONDITION = "condition"
    BEHAVIOUR = "behaviour"
    PURPOSE = "purpose"
    ATTITUDE = "attitude"
    OTHER = "other"
    """Neither: a noun phrase, or something the table of verbs does not know."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A verb with its object and its place in the taxonomy."""

    verb: str
    object: str
    domain: Domain
    level: int
    """Bloom 1-6, Simpson 1-7 or Krathwohl 1-5."""
    is_vague: bool = False
    """Whether nobody could observe or measure it (掌握, 熟悉)."""

    @property
    def rank(self) -> int:
        """Its level on the cognitive scale of 1 to 6, so that domains can be compared."""
        if self.domain is Domain.COGNITIVE:
            return self.level
        return min(self.level, 3)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a sentence that is one kind of thing."""

    kind: PartKind
    text: str
    actions: tuple[Action, ...] = ()
    conjunction: str = ""
    """What stood before it and joined it to the former clause."""
    begins_clause: bool = True
    """Whether a comma (or nothing) stood before it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence, understood as far as the table of verbs goes."""

    parts: tuple[Part, ...]
    is_run_on: bool
    """Whether two sentences stand in one clause with nothing between them."""

    def texts(self, kind: PartKind) -> tuple[str, ...]:
        """The texts of all parts of one kind, in order."""
        return tuple(part.text for part in self.parts if part.kind is kind)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Its verbs, in order."""
        return tuple(action for part in self.parts for action in part.actions)

    @property
    def main(self) -> Action | None:
        """The verb of the highest level, the first of equals; None when there is no verb."""
        return max(self.actions, key=lambda action: (action.rank, action.level), default=None)

    @property
    def is_affective(self) -> bool:
        """Whether a part of it is an attitude, which cannot be observed like a behaviour."""
        return any(part.kind is PartKind.ATTITUDE for part in self.parts)

    @property
    def has_verb(self) -> bool:
        """Whether it says what is done, be it an attitude."""
        return bool(self.actions) or self.is_affective

    @property
    def is_vague(self) -> bool:
        """Whether its first verb, which carries the sentence, cannot be measured."""
        return bool(self.actions) and self.actions[0].is_vague


def action_of(verb: str, target: str, verbs: Verbs) -> Action:
    """A verb with its level: by collocation first, then by domain; see `verbs.yaml`."""
    for row in verbs.collocations:
        if verb in row.verbs and target.endswith(row.objects):
            return Action(verb=verb, object=target, domain=Domain.COGNITIVE, level=row.level)
    cognitive = verbs.levels[Domain.COGNITIVE].get(verb, 0)
    motor = verbs.levels[Domain.PSYCHOMOTOR].get(verb, 0)
    has_tool = any(tool in target for tool in verbs.tools)
    domain, level = Domain.COGNITIVE, cognitive
    if motor and (not cognitive or (has_tool and motor >= _MOTOR_ONLY_FROM)):
        domain, level = Domain.PSYCHOMOTOR, motor
    elif not cognitive:
        domain, level = Domain.AFFECTIVE, verbs.levels[Domain.AFFECTIVE].get(verb, 1)
    vague = verb in verbs.unmeasurable
    return Action(verb=verb, object=target, domain=domain, level=level, is_vague=vague)
