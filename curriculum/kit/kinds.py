"""Which files there are; a table that imports nothing, because every `--help` reads it."""

import dataclasses
from collections.abc import Iterator, Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "report": (".docx", ".odt"),
    "platform-text": (".txt",),
    "syllabus": (".docx", ".pdf"),
    "lesson-plans": (".docx", ".pdf"),
    "checklists": (".docx", ".pdf"),
    "assessment": (".docx", ".pdf"),
    "schedule": (".docx", ".pdf"),
    "notice": (".docx", ".pdf"),
    "sign-in": (".docx", ".pdf", ".xlsx"),
    "survey": (".docx", ".pdf"),
    "grades": (".xlsx",),
    "coverage": (".xlsx",),
    "poster": (".pdf",),
    "course-html": (".html",),
    "matrix": (".xlsx",),
}
"""Kind of file -> the endings it can have, in the order in which a trainer meets them."""

POSTER = "poster"
EDITABLE = "matrix"
"""The workbook that `decide` brings back: nothing to hand in, so the kit does not hold it."""
FORM = ("report", ".odt")
"""The official form, filled: only where the user has a blank one."""
_NOT_IN_KIT = frozenset({(EDITABLE, ".xlsx"), FORM})
LARGE_PRINT = ".pdf"
"""The ending of files that there can be in large print."""
_LARGE_IN_KIT = frozenset({"syllabus", "checklists"})
"""What learners get in their hands: the kit holds it in large print as well."""


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
            if ending == LARGE_PRINT and kind in _LARGE_IN_KIT:
                yield KitFile(kind, ending, is_large_print=True)
