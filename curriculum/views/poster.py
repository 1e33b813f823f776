"""The poster of a course: its map, duty by duty, and what each module teaches of K and S."""

import dataclasses

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.course_map import CourseMap, course_map
from curriculum.views.matrix import matrix
from curriculum.views.parts import Bullets, Identity, Section, Table, parts_of

_SHOWN = ("knowledge", "skills")
"""What of the coverage matrix a poster has room for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """Everything that a poster says."""

    title: str
    map: CourseMap
    matrix_title: str
    legend: Bullets
    tables: tuple[Table, ...]
    identity: Identity


def poster(course: Course, labels: Labels) -> Poster:
    """The map of a course and its coverage, to hang on a wall."""
    coverage = matrix(course, labels)
    return Poster(
        title=course.title,
        map=course_map(course, labels),
        matrix_title=coverage.title,
        legend=next(part for part in coverage.section("legend").parts if isinstance(part, Bullets)),
        tables=tuple(_table(coverage.section(name)) for name in _SHOWN),
        identity=pages.identity(course.standard, labels),
    )


def _table(section: Section) -> Table:
    return next(part for part in parts_of((section,)) if isinstance(part, Table))
