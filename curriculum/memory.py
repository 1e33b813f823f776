"""What has to be remembered between builds (`course.lock.yaml`), and what it reveals.

A decision is about words that the standard printed at the time. They are remembered with it, so
that a decision whose words have changed can be shown for confirmation, and one whose item has gone
can be kept aside instead of getting lost.
"""

import dataclasses
from collections.abc import Mapping

from curriculum.problems import NOWHERE, Place


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A decision that did not hold together with the version that the course moved to."""

    rule: str
    """Code of the rule that it would break, such as `CUR344`."""
    said: str
    """What it says; changed by somebody, it is another decision."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The content of `course.lock.yaml`."""

    about: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    """Address of a decision -> code -> the printed text it was made about; empty when nobody
    knows that any more."""
    modules: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Id of a published module -> the printed text it stands for; ids are never given away."""
    objectives: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Id of a published objective -> the printed text it comes from."""
    aside: Mapping[str, Aside] = dataclasses.field(default_factory=dict)
    """Address of a decision that is kept aside though its item is there -> why."""
    is_trusted: bool = True
    """Whether a decision that is not remembered is a new one; else it may be about anything: part
    of the memory was lost, and the standard has changed since the course was started."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A decision in force whose printed words have changed since (待確認)."""

    address: str
    """Such as `M1.1 hours`."""
    code: str
    """The item, by the code it has now."""
    was: str
    """Its text when the decision was made; empty when that is not known any more."""
    was_code: str = ""
    """The code of that text, where several items have become one."""
    now: str
    moved_from: str = ""
    """The code it had then, where that is another."""
    place: Place = dataclasses.field(default=NOWHERE, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A decision that is kept but not in force (暫存): its item has gone, or it cannot hold."""

    address: str
    code: str
    """The code, or the module's id, that is no more."""
    rule: str = ""
    """Code of the rule that it would break; empty where its item has gone."""
    was: str
    """Its text when the decision was made; empty when that is not known any more."""
    place: Place = dataclasses.field(default=NOWHERE, compare=False)


NO_MEMORY = Memory()
"""A course that has never been built."""
