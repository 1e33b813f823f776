"""The map of a course: duty by duty its modules, and which of them comes before which."""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import hours_text, level_text

Place = tuple[int, int]
"""Where a module stands: number of the column, number of the row in it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapModule:
    """A module on the map."""

    id: str
    title: str
    page: str
    """Id of its page."""
    level: str
    """Its level in words."""
    about: str
    """Its hours, and what comes before it in words, for who cannot see the arrows."""
    before: str
    """What comes before it alone; empty where nothing does."""
    theory_hours: float
    practice_hours: float
    requires: tuple[str, ...]
    """Ids of modules on the map, from which arrows lead here."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapDuty:
    """A duty on the map, with the modules that come from it, in the course's order."""

    code: str
    text: str
    modules: tuple[MapModule, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CourseMap:
    """A column for each duty."""

    title: str
    about: str
    """How long the course is."""
    arrows: str
    """What the arrows mean; empty where there are none."""
    duties: tuple[MapDuty, ...]

    def placed(self) -> Iterator[tuple[Place, MapModule]]:
        """Every module with its place."""
        for column, duty in enumerate(self.duties):
            for row, module in enumerate(duty.modules):
                yield (column, row), module

    def links(self) -> Iterator[tuple[Place, Place]]:
        """The arrows, each from one place of the map to another."""
        places = {module.id: place for place, module in self.placed()}
        for place, module in self.placed():
            for required in module.requires:
                yield places[required], place


def course_map(course: Course, labels: Labels) -> CourseMap:
    """The map of a course."""
    texts = {duty.code: duty.text for duty in course.standard.duties}
    by_duty: dict[str, list[MapModule]] = {}
    known = pages.modules_by_id(course)
    for module in course.modules:
        by_duty.setdefault(module.duty, []).append(_module(module, known, labels))
    has_arrows = any(module.requires for modules in by_duty.values() for module in modules)
    return CourseMap(
        title=labels["poster.map"],
        about=labels.fill(
            "poster.about", hours=hours_text(course.hours), modules=len(course.modules)
        ),
        arrows=labels["poster.arrows"] if has_arrows else "",
        duties=tuple(
            MapDuty(code=code, text=texts.get(code, ""), modules=tuple(modules))
            for code, modules in by_duty.items()
        ),
    )


def _module(module: Module, known: dict[str, Module], labels: Labels) -> MapModule:
    requires = tuple(each for each in module.requires if each in known)
    kind = "requiring" if requires else "module"
    before = labels.join(requires)
    about = labels.fill(
        f"poster.{kind}",
        hours=hours_text(module.hours),
        theory=hours_text(module.theory_hours),
        practice=hours_text(module.practice_hours),
        before=before,
    )
    return MapModule(
        id=module.id,
        title=module.title,
        page=pages.module_page(module),
        level=labels.fill(
            "map.level", level=level_text(module.level, labels), hours=hours_text(module.hours)
        ),
        about=about,
        before=labels.fill("map.before", before=before) if requires else "",
        theory_hours=module.theory_hours,
        practice_hours=module.practice_hours,
        requires=requires,
    )
