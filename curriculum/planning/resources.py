"""What a module is taught with and by whom: its own, else what holds for every module."""

import dataclasses
from typing import TypeVar

from curriculum.decisions import Resources, Staff

Part = TypeVar("Part", Resources, Staff)


def resources_of(own: Resources, every: Resources) -> Resources:
    """The resources of a module; each part that it is silent about is that of every module."""
    return dataclasses.replace(
        _filled(own, every),
        conditions=_filled(own.conditions, every.conditions),
        people=_filled(own.people, every.people),
    )


def _filled(own: Part, every: Part) -> Part:
    silent = {
        field.name: getattr(every, field.name)
        for field in dataclasses.fields(own)
        if not getattr(own, field.name)
    }
    return dataclasses.replace(own, **silent)
