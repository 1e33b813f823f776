"""The reader of `course.yaml`: which standard a course is made from, and what was decided."""

import dataclasses
import re
from typing import TypeGuard

from curriculum.decisions import MOST_HOURS, Decided, Decisions, Words, is_total
from curriculum.labels import LANGUAGES
from curriculum.problems import NOWHERE, Place
from curriculum.reading import nodes
from curriculum.reading.fields import Fields, Reader, is_blank

KEYS = ("standard", "language", "title", "provider", "audience", "hours")
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
    fields = Fields(reader, nodes.load(text, path), KEYS, required=("standard",))
    node, language = fields.get("standard"), fields.get("language")
    standard = Fields(reader, node, STANDARD_KEYS, required=("file", "code")) if node else None
    course = CourseFile(
        standard_file=_file(standard) if standard else "",
        standard_place=standard.place_of("file") if standard else NOWHERE,
        standard_hash=(standard.text("hash") or None) if standard else None,
        language=reader.choice(language, LANGUAGES) if _is_decided(language) else None,
        decisions=Decisions(
            standard_code=standard.text("code") if standard else None,
            title=_words(fields, "title"),
            provider=_words(fields, "provider"),
            audience=_words(fields, "audience"),
            hours=_hours(fields),
        ),
    )
    reader.finish()
    return course


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


def _words(fields: Fields, key: str) -> Words | None:
    """A text, in Chinese or as `{zh: …, en: …}`; None where nothing is decided."""
    node = fields.get(key)
    if not _is_decided(node):
        return None
    if isinstance(node, nodes.Text):
        return Words(zh=node.value, place=node.place)
    words = Fields(fields.reader, node, ("zh", "en"), required=("zh",))
    return Words(zh=words.text("zh"), en=words.text("en") or None, place=node.place)


def _hours(fields: Fields) -> Decided[float] | None:
    """The total hours, in half hours."""
    node = fields.get("hours")
    if not _is_decided(node):
        return None
    text = fields.reader.text(node)
    hours = float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text) else 0.0
    if isinstance(node, nodes.Text) and not is_total(hours):
        fields.reader.bad_value(node, f"0.5, 1, 1.5 … {MOST_HOURS}")
    return Decided(hours, node.place)


def _is_decided(node: nodes.Node | None) -> TypeGuard[nodes.Node]:
    """Whether a key has a value: `title:` with nothing behind it is left to be computed."""
    return node is not None and not is_blank(node)
