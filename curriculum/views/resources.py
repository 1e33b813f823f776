"""What a module is taught with and by whom, as far as it is decided.

What somebody in a role has to bring along is a part of the plan; who it is, a fact of a course
that runs. They stand apart, and a person is always named as expected (預計).
"""

from collections.abc import Iterator

from curriculum.course import Course, Module
from curriculum.decisions import Listed, Staff
from curriculum.labels import Labels
from curriculum.views.parts import Fact, Line

ROLES = ("teachers", "assessors", "assistants")
"""The roles of the official form."""


def teaching_things(module: Module, labels: Labels) -> tuple[Fact, ...]:
    """Materials and equipment, as far as they are decided."""
    return tuple(
        Fact(labels[f"resources.{name}"], _lines(things))
        for name, things in (
            ("materials", module.resources.materials),
            ("equipment", module.resources.equipment),
        )
        if things
    )


def staff_facts(module: Module, labels: Labels) -> tuple[Fact, ...]:
    """What each role has to bring along and, apart from that, who is expected in it."""
    return (
        *_roles("conditions", module.resources.conditions, labels),
        *_roles("people", module.resources.people, labels),
    )


def rooms(course: Course, module: Module) -> tuple[str, ...]:
    """Where the module's sessions take place, in their order."""
    found = (each.room for each in course.sessions if each.module.value == module.id)
    return tuple(dict.fromkeys(room for room in found if room))


def listed(staff: Staff, role: str) -> tuple[str, ...]:
    """The entries of a role."""
    return tuple(each.value for each in getattr(staff, role))


def _roles(kind: str, staff: Staff, labels: Labels) -> Iterator[Fact]:
    for role in ROLES:
        if entries := listed(staff, role):
            yield Fact(labels[f"resources.{kind}.{role}"], tuple((entry,) for entry in entries))


def _lines(things: Listed) -> tuple[Line, ...]:
    return tuple((thing.value,) for thing in things)
