"""What the rules on a course look at, and the book they stand in."""

import dataclasses
import functools
from collections.abc import Mapping

from curriculum.course import Course, Module
from curriculum.decisions import Decisions, ModuleDecisions
from curriculum.problems import Place
from curriculum.reading.opening import Opened
from curriculum.rules.registry import Rulebook
from curriculum.tables import Tables

_NOTHING = ModuleDecisions()


@dataclasses.dataclass(frozen=True, kw_only=True)
class CourseReview:
    """A course under review, with where its decisions stand."""

    course: Course
    opened: Opened
    tables: Tables

    @property
    def decisions(self) -> Decisions:
        """What the trainer decided."""
        return self.opened.decisions

    @property
    def hours_place(self) -> Place:
        """Where the hours were decided, else where the standard begins."""
        hours = self.decisions.hours
        return hours.place if hours else self.opened.standard.place

    def decided(self, module: Module) -> ModuleDecisions:
        """What the trainer decided about one module."""
        return self.decisions.modules.get(module.id, _NOTHING)

    def place_of(self, module: Module) -> Place:
        """Where a module comes from: the trainer's lines about it, else the printed task."""
        if module.id in self.decisions.modules:
            return self.decided(module).place
        return self._printed.get((*module.tasks, module.duty)[0], self.opened.standard.place)

    def methods_place(self, module: Module) -> Place:
        """Where the teaching methods of a module were decided, else where it comes from."""
        methods = self.decided(module).methods
        return methods[0].place if methods else self.place_of(module)

    @functools.cached_property
    def _printed(self) -> Mapping[str, Place]:
        """Code of a duty or task -> where the standard prints it."""
        standard = self.opened.standard
        return {each.code: each.place for each in (*standard.duties, *standard.tasks)}


COURSE_RULES: Rulebook[CourseReview] = Rulebook()
"""Every rule on a course; the modules beside this one fill it."""
