"""The reader of `course.published.yaml`: what it cannot read costs no address that it can."""

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.publication import NOTHING_PUBLISHED, TAUGHT, Fact, Published, Record
from curriculum.reading.entry_lines import Entry, entries_in
from curriculum.reading.files import read_source

PUBLISHED_FILE = "course.published.yaml"

_ADDRESS = re.compile(r"(?:[a-z0-9-]{1,100}/){0,4}[a-z0-9-]{1,100}\.html")
"""What our addresses look like; nothing else is ever written to."""
_KINDS = {"same": ("text",), "new": ("text",), "changed": ("text", "was"), "gone": ("was",)}
"""What became of a fact since the time before -> the texts that there are of it."""
_OF_FACTS = tuple(
    frozenset((kind, *texts, *about))
    for kind, texts in _KINDS.items()
    for about in ((), ("of",), ("id",), ("of", "id"))
)
_SHAPES = (
    {"address", "page"},
    {"address", "page", "subject"},
    {"taught", "code", "text"},
    *_OF_FACTS,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """What the file says, and whether that is all that it said."""

    record: Record = NOTHING_PUBLISHED
    damage: Place | None = None
    """Where it begins to be unreadable; None where it is whole, or not there at all."""


NO_FILE = PublishedFile()
"""A course that has never been published."""


def read_published(folder: Path) -> PublishedFile:
    """What the file in a course folder says; whatever is wrong with it, an answer."""
    file = folder / PUBLISHED_FILE
    if not file.exists():
        return NO_FILE
    place = Place(path=file.as_posix())
    try:
        text = read_source(file, PUBLISHED_FILE).text
    except SourceError as error:
        return PublishedFile(damage=dataclasses.replace(place, line=error.place.line))
    entries = entries_in(text, _SHAPES)
    record = _record(entries.values)
    if record is None or not entries.is_whole:
        # Two half states are none: only what is true of both sides of a conflict is left.
        gone = _gone((*map(_as_taught, entries.values), *entries.values))
        record = Record(addresses=_addresses(entries.values), gone=gone)
        return PublishedFile(record=record, damage=dataclasses.replace(place, line=entries.line))
    return PublishedFile(record=record)


def _as_taught(entry: Entry) -> Entry:
    """What a module taught, as it is remembered of one that is no more."""
    if not any(entry.get(kind) in TAUGHT for kind in _KINDS):
        return {}
    text = entry.get("text", entry.get("was", ""))
    return {"taught": entry.get("of", ""), "code": entry.get("id", ""), "text": text}


def _record(entries: Sequence[Entry]) -> Record | None:
    """What the entries say together; None where they contradict each other."""
    published: dict[Fact, str] = {}
    before: dict[Fact, str] = {}
    seen: set[Fact] = set()
    for entry in entries:
        kind = next((name for name in _KINDS if name in entry), "")
        if not kind:
            if "address" in entry and not _ADDRESS.fullmatch(entry["address"]):
                return None
            continue
        fact = Fact(entry.get("of", ""), entry[kind], entry.get("id", ""))
        if fact in seen:
            return None
        seen.add(fact)
        if "text" in entry:
            published[fact] = entry["text"]
        if kind != "new":
            before[fact] = entry.get("was", entry.get("text", ""))
    return Record(
        addresses=_addresses(entries), gone=_gone(entries), published=published, before=before
    )


def _addresses(entries: Sequence[Entry]) -> dict[str, Published]:
    return {
        entry["address"]: Published(page=entry["page"], subject=entry.get("subject", ""))
        for entry in entries
        if "address" in entry and _ADDRESS.fullmatch(entry["address"])
    }


def _gone(entries: Sequence[Entry]) -> dict[str, dict[str, str]]:
    gone: dict[str, dict[str, str]] = {}
    for entry in entries:
        if "taught" in entry:
            gone.setdefault(entry["taught"], {})[entry["code"]] = entry["text"]
    return gone
