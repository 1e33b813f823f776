"""The poster of a course: its map, duty by duty, and what each module teaches of K and S."""

import dataclasses

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.facts import hours_text
from curriculum.views.matrix import matrix
from curriculum.views.parts import Bullets, Identity, Section, Table, parts_of

_SHOWN = ("knowledge", "skills")
"""What of the coverage matrix a poster has room for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapModule:
    """A module on the map."""

    id: str
    title: str
    about: str
    """Its hours, and what comes before it in words, for who cannot see the arrows."""
    requires: tuple[str, ...]
    """Ids of modules on the map, from which arrows lead here."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapDuty:
    """A duty on the map, with the modules that come from it, in the course's order."""

    code: str
    text: str
    modules: tuple[MapModule, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """Everything that a poster says."""

    title: str
    about: str
    """How long the course is."""
    map_title: str
    arrows: str
    """What the arrows mean."""
    duties: tuple[MapDuty, ...]
    matrix_title: str
    legend: Bullets
    tables: tuple[Table, ...]
    identity: Identity


def poster(course: Course, labels: Labels) -> Poster:
    """The map of a course and its coverage, to hang on a wall."""
    coverage = matrix(course, labels)
    return Poster(
        title=course.title,
        about=labels.fill(
            "poster.about", hours=hours_text(course.hours), modules=len(course.modules)
        ),
        map_title=labels["poster.map"],
        arrows=labels["poster.arrows"],
        duties=tuple(_duties(course, labels)),
        matrix_title=coverage.title,
        legend=next(part for part in coverage.section("legend").parts if isinstance(part, Bullets)),
        tables=tuple(_table(coverage.section(name)) for name in _SHOWN),
        identity=pages.identity(course.standard, labels),
    )


def _table(section: Section) -> Table:
    return next(part for part in parts_of((section,)) if isinstance(part, Table))


def _duties(course: Course, labels: Labels) -> list[MapDuty]:
    texts = {duty.code: duty.text for duty in course.standard.duties}
    by_duty: dict[str, list[MapModule]] = {}
    known = pages.modules_by_id(course)
    for module in course.modules:
        by_duty.setdefault(module.duty, []).append(_module(module, known, labels))
    return [
        MapDuty(code=code, text=texts.get(code, ""), modules=tuple(modules))
        for code, modules in by_duty.items()
    ]


def _module(module: Module, known: dict[str, Module], labels: Labels) -> MapModule:
    requires = tuple(each for each in module.requires if each in known)
    kind = "requiring" if requires else "module"
    about = labels.fill(
        f"poster.{kind}",
        hours=hours_text(module.hours),
        theory=hours_text(module.theory_hours),
        practice=hours_text(module.practice_hours),
        before=labels.join(requires),
    )
    return MapModule(id=module.id, title=module.title, about=about, requires=requires)
