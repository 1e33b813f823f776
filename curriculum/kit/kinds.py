"""Which files there are; a table that imports nothing, because every `--help` reads it."""

import dataclasses
from collections.abc import Iterator, Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "syllabus": (".docx",),
    "lesson-plans": (".docx",),
    "checklists": (".docx",),
    "assessment": (".docx",),
    "schedule": (".docx",),
    "matrix": (".xlsx",),
}
"""Kind of file -> the endings it can have, in the order in which a trainer meets them."""

EDITABLE = "matrix"
"""The workbook that `decide` brings back: nothing to hand in, so the kit does not hold it."""
_NOT_IN_KIT = frozenset({(EDITABLE, ".xlsx")})
_LARGE_PRINT: frozenset[tuple[str, str]] = frozenset()
"""Files that the kit holds in large print as well."""


@dataclasses.dataclass(frozen=True, slots=True)
class KitFile:
    """A file of the kit."""

    kind: str
    ending: str
    is_large_print: bool = False


def kit_files() -> Iterator[KitFile]:
    """Every file of the kit."""
    for kind, endings in KINDS.items():
        for ending in endings:
            if (kind, ending) not in _NOT_IN_KIT:
                yield KitFile(kind, ending)
            if (kind, ending) in _LARGE_PRINT:
                yield KitFile(kind, ending, is_large_print=True)
