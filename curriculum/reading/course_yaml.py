"""The reader of `course.yaml`: which standard a course is made from, and what was decided."""

import dataclasses
import re

from curriculum.decisions import CourseBasis, Decided, Decisions, Resources
from curriculum.labels import LANGUAGES
from curriculum.problems import NOWHERE, Place
from curriculum.reading import decided, nodes
from curriculum.reading.course_parts import (
    accepted,
    completion,
    left_out,
    sessions,
    site_looks,
    task_titles,
)
from curriculum.reading.fields import Fields, Reader
from curriculum.reading.module_decisions import RESOURCE_KEYS, modules, resources

KEYS = (
    "standard", "language", "title", "basis", "provider", "audience", "entry_requirements",
    "hours", "needs", "needs_sources", "summary", "purpose", "teach", "leave_out", "order",
    "tasks", "every_module", "modules", "sessions", "completion", "site", "accept", "confirmed",
)  # fmt: skip
"""The keys of the file, in written order."""
STANDARD_KEYS = ("file", "code", "hash")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CourseFile:
    """What `course.yaml` says."""

    standard_file: str
    """The standard's file, relative to the course folder, with forward slashes."""
    standard_place: Place = NOWHERE
    """Where `course.yaml` names that file."""
    standard_hash: str | None = None
    """Hash of the standard's content when the course was started; None when not on record."""
    language: str | None = None
    """Interface language; None when not decided."""
    decisions: Decisions
    """Everything else; also the standard's code, as it was when the course was started."""


def read_course(text: str, path: str = "") -> CourseFile:
    """The content of a `course.yaml`.

    Args:
        text: The content of the file.
        path: What to call it in places.

    Raises:
        SourceError: It is no YAML that we take (`nodes.load`).
        ContentError: It has mistakes; every one is listed.
    """
    reader = Reader()
    course = course_file(reader, text, path)
    reader.finish()
    return course


def course_file(reader: Reader, text: str, path: str) -> CourseFile:
    """What can be read of a `course.yaml`; its mistakes are left with the reader.

    Raises:
        SourceError: It is no YAML that we take (`nodes.load`).
        ContentError: Nothing of it can be read, because of a slip in writing.
    """
    fields = Fields(reader, reader.load(text, path), KEYS, required=("standard",))
    node = fields.get("standard")
    standard = Fields(reader, node, STANDARD_KEYS, required=("file", "code")) if node else None
    return CourseFile(
        standard_file=_file(standard) if standard else "",
        standard_place=standard.place_of("file") if standard else NOWHERE,
        standard_hash=decided.plain(standard, "hash") if standard else None,
        language=decided.choice(fields, "language", LANGUAGES),
        decisions=_decisions(fields, standard.text("code") if standard else None),
    )


def _file(standard: Fields) -> str:
    """The path of the standard: relative, so that the course folder can move, and of a file."""
    node = standard.get("file")
    path = standard.text("file")
    rooted = re.match(r"[\\/~]|[A-Za-z]:", path)
    last = re.split(r"[\\/]", path)[-1]
    odd = not last.strip(". ") or not path.isprintable()
    if isinstance(node, nodes.Text) and (rooted or odd):
        standard.reader.bad_value(node, "standard.yaml, ../standard.yaml")
    return path.replace("\\", "/")


def _decisions(fields: Fields, standard_code: str | None) -> Decisions:
    every_module = fields.get("every_module")
    return Decisions(
        standard_code=standard_code,
        title=decided.words(fields, "title"),
        basis=_basis(fields),
        provider=decided.words(fields, "provider"),
        audience=decided.words(fields, "audience"),
        entry_requirements=decided.words(fields, "entry_requirements"),
        hours=decided.hours(fields, "hours"),
        needs=decided.text(fields, "needs"),
        needs_sources=decided.listed(fields, "needs_sources"),
        summary=decided.text(fields, "summary"),
        purpose=decided.text(fields, "purpose"),
        teach=decided.listed(fields, "teach", decided.as_code),
        leave_out=left_out(fields),
        order=decided.listed(fields, "order", decided.as_module_id),
        task_titles=task_titles(fields),
        every_module=resources(Fields(fields.reader, every_module, RESOURCE_KEYS))
        if decided.is_decided(every_module)
        else Resources(),
        modules=modules(fields),
        sessions=tuple(sessions(fields)),
        completion=completion(fields),
        site=site_looks(fields),
        accept=tuple(accepted(fields)),
        confirmed=decided.listed(fields, "confirmed", decided.as_address),
    )


def _basis(fields: Fields) -> Decided[CourseBasis] | None:
    word = decided.choice(fields, "basis", tuple(CourseBasis))
    return Decided(CourseBasis(word), fields.place_of("basis")) if word else None
