"""What a rule is, and the registry that the rules enter themselves in.

A rule is a generator of findings; its docstring is its page in the manual, for trainers.
"""

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from curriculum.problems import NOWHERE, Place, Problem, Severity, sort_key

Subject = TypeVar("Subject")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found once; the rule's own code, name and severity make it a `Problem`."""

    items: tuple[str, ...] = ()
    place: Place = NOWHERE
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


Check = Callable[[Subject], Iterator[Finding]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Subject]):
    """A registered rule."""

    code: str
    name: str
    severity: Severity
    check: Check[Subject]

    @property
    def page(self) -> str:
        """Its page in the manual."""
        return inspect.getdoc(self.check) or ""


class Rulebook(Generic[Subject]):
    """The rules about one kind of subject."""

    def __init__(self) -> None:
        self.rules: list[Rule[Subject]] = []

    def rule(
        self, code: str, name: str, severity: Severity
    ) -> Callable[[Check[Subject]], Check[Subject]]:
        """Registers the decorated generator as a rule."""

        def register(check: Check[Subject]) -> Check[Subject]:
            self.rules.append(Rule(code=code, name=name, severity=severity, check=check))
            return check

        return register

    def problems(self, subject: Subject) -> tuple[Problem, ...]:
        """What all rules find on a subject, by place."""
        found = [
            Problem(
                code=rule.code,
                name=rule.name,
                severity=rule.severity,
                place=finding.place,
                items=finding.items,
                details=finding.details,
            )
            for rule in self.rules
            for finding in rule.check(subject)
        ]
        return tuple(sorted(found, key=sort_key))
