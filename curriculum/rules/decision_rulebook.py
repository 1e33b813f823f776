"""What the rules on decisions look at, and the book they stand in."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping

from curriculum.course import Course
from curriculum.decisions import Decided, Decisions
from curriculum.memory import Memory
from curriculum.planning import plan
from curriculum.planning.allocation import meanings
from curriculum.planning.modules import Outline, outlines
from curriculum.planning.scope import Unit, is_left_out, is_taught, units, with_ids
from curriculum.problems import Place
from curriculum.rules.registry import Finding, Rulebook
from curriculum.standard import Standard
from curriculum.tables import Tables
from curriculum.text import nearest

_MOST_SEARCHES = 50
"""A file full of mistakes gets its first hints only: comparing is slow, and nobody reads more."""


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A code that a decision names."""

    code: Decided[str]
    kinds: str
    """The kinds that it may be of: letters of `T` (duty or task), `P`, `K`, `S`, `A`."""
    module: str = ""
    """The module that it was decided for; empty where it is about the course."""
    needs: str = ""
    """`objective` where the module must have an objective from it, `item` where it must have it."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class DecisionReview:
    """Decisions under review, beside the standard that they are about."""

    standard: Standard
    decisions: Decisions
    memory: Memory
    tables: Tables
    planned: Course | None = None
    """The course that comes of these, where it is known already."""

    @functools.cached_property
    def modules(self) -> Mapping[str, Outline]:
        """The modules that come of the decisions, in the course's order."""
        found = outlines(self.standard, self.decisions, self.memory)
        return {module.id: module for module in found}

    @functools.cached_property
    def units(self) -> tuple[Unit, ...]:
        """What becomes a module each when nothing is decided."""
        return with_ids(units(self.standard), self.memory.modules)

    @functools.cached_property
    def course(self) -> Course:
        """The course that comes of the decisions, as far as they do not contradict each other."""
        return self.planned or plan(self.standard, self.decisions, self.tables, self.memory)

    @functools.cached_property
    def codes(self) -> Mapping[str, tuple[str, ...]]:
        """Kind of an item -> its codes in printed order."""
        standard = self.standard
        by_kind = {
            "T": (*standard.duties, *standard.tasks),
            "P": standard.criteria,
            "K": standard.knowledge,
            "S": standard.skills,
            "A": standard.attitudes,
        }
        return {
            kind: tuple(dict.fromkeys(item.code for item in items if item.code))
            for kind, items in by_kind.items()
        }

    @functools.cached_property
    def meanings(self) -> Mapping[str, str]:
        """Code of a K or S item -> the first code that means the same."""
        return {**meanings(self.standard.knowledge), **meanings(self.standard.skills)}

    @functools.cached_property
    def scope_is_known(self) -> bool:
        """Whether `teach` names only what there is; else what it leaves out tells nothing."""
        return all(code.value in self.codes["T"] for code in self.decisions.teach)

    @functools.cached_property
    def named(self) -> tuple[Named, ...]:
        """Every code that a decision names, in the order of the model."""
        return tuple(self._named())

    def nearest(self, found: str, known: tuple[str, ...], number: int) -> str:
        """The name that was meant, for the hint of the so manieth mistake; else an example."""
        near = nearest(found, known) if number < _MOST_SEARCHES else ""
        return near or next(iter(known), "—")

    def absence_of(self, code: str) -> Place | None:
        """Where it was decided that this course does not teach a task or criterion."""
        owners = [
            unit
            for unit in self.units
            if code in (unit.code, unit.duty) or code in {item.code for item in unit.criteria}
        ]
        for name in (code, *(name for unit in owners for name in (unit.code, unit.duty))):
            if name in self.decisions.leave_out:
                return self.decisions.leave_out[name].place
        if (
            self.scope_is_known
            and self.decisions.teach
            and not any(is_taught(unit, self.decisions) for unit in owners)
        ):
            return self.decisions.teach[0].place
        return None

    def taught_units(self) -> tuple[Unit, ...]:
        """The units that the course teaches."""
        return tuple(
            unit
            for unit in self.units
            if is_taught(unit, self.decisions) and not is_left_out(unit, self.decisions)
        )

    def _named(self) -> Iterator[Named]:
        decisions = self.decisions
        yield from (Named(code, "T") for code in decisions.teach)
        for code, why in decisions.leave_out.items():
            yield Named(Decided(code, why.place), "TPKSA")
        for code, words in decisions.task_titles.items():
            yield Named(Decided(code, words.place), "T")
        for name, module in decisions.modules.items():
            yield from (Named(code, "T", name) for code in module.tasks)
            yield from (Named(code, "P", name) for code in module.criteria)
            for codes in (module.introduce, module.reinforce, module.exclude):
                yield from (Named(code, "KS", name) for code in codes)
            for code, objective in module.objectives.items():
                yield Named(Decided(code, objective.place), "PKSA", name, "objective")
            for added in module.added_objectives.values():
                yield from (Named(code, "P", name, "item") for code in added.criteria)
                yield from (Named(code, "K", name, "item") for code in added.knowledge)
                yield from (Named(code, "S", name, "item") for code in added.skills)
                yield from (Named(code, "A", name) for code in added.attitudes)


DECISION_RULES: Rulebook[DecisionReview] = Rulebook()
"""Every rule on decisions; the modules beside this one fill it."""


def shown(place: Place) -> str:
    """A place inside a message: the file's own name and the line; a dash where there is none."""
    name = place.path.replace("\\", "/").rpartition("/")[2]
    return str(dataclasses.replace(place, path=name, column=0)) or "—"


def finding_at(code: Decided[str], details: Mapping[str, str]) -> Finding:
    """A finding about one name, where it was decided."""
    return Finding(items=(code.value,), place=code.place, details=details)
