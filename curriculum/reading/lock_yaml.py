"""The reader of `course.lock.yaml`: forgiving, for it holds what nobody can type again.

Every entry stands on a line of its own. What cannot be read as a whole - two branches merged with
conflict marks, a line cut off - is read line by line. Of two different answers to one question
none counts: the decision is then shown for confirmation, which is always safe.
"""

import dataclasses
import enum
import re
from collections.abc import Sequence
from pathlib import Path

from curriculum.errors import SourceError
from curriculum.memory import Aside, Memory
from curriculum.reading.entry_lines import Entry, entries_in
from curriculum.reading.files import read_source

LOCK_FILE = "course.lock.yaml"
COMING_LOCKS = "course.lock.????????????????.yaml"
"""What the files are called that `coming_lock` names."""

_HASH = re.compile(r"[0-9a-f]{16}")
_ENTRIES = (
    {"module", "text"},
    {"objective", "text"},
    {"about", "code", "text"},
    {"aside", "rule", "said"},
)


class LockState(enum.StrEnum):
    """How the file was found."""

    WHOLE = "whole"
    MENDED = "mended"
    """Parts of it had to be put together, or could not be read."""
    LOST = "lost"
    """It is not there, or nothing of it can be read."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What is remembered of a course, and how well."""

    memory: Memory
    state: LockState


def coming_lock(standard_hash: str) -> str:
    """The file that takes the place of the lock once a course names another standard.

    A course file and its lock cannot be replaced in one move. So the new lock first lies beside
    the old one, and counts from the moment in which `course.yaml` has the hash in its name.
    """
    return f"course.lock.{standard_hash}.yaml"


def read_lock(folder: Path, *, standard_hash: str | None, is_same_standard: bool) -> Lock:
    """What the file in a course folder says; whatever is wrong with it, an answer.

    Args:
        folder: The course folder.
        standard_hash: The hash that `course.yaml` has on record.
        is_same_standard: Whether the standard is as it was when the course was started: then what
            the file has lost can be remembered anew.
    """
    file = folder / LOCK_FILE
    if standard_hash and _HASH.fullmatch(standard_hash):
        coming = folder / coming_lock(standard_hash)
        file = coming if coming.is_file() else file
    try:
        text = read_source(file, LOCK_FILE).text
    except SourceError:
        return Lock(memory=Memory(is_trusted=is_same_standard), state=LockState.LOST)
    return lock_of(text, is_same_standard=is_same_standard)


def lock_of(text: str, *, is_same_standard: bool) -> Lock:
    """What the text of the file says.

    Args:
        text: The content of the file.
        is_same_standard: As for `read_lock`.
    """
    entries = entries_in(text, _ENTRIES)
    memory, agrees = _memory(entries.values)
    memory = dataclasses.replace(memory, is_trusted=is_same_standard or not entries.is_cut)
    if not entries.values and entries.is_cut:
        return Lock(memory=memory, state=LockState.LOST)
    state = LockState.WHOLE if entries.is_whole and agrees else LockState.MENDED
    return Lock(memory=memory, state=state)


def _memory(entries: Sequence[Entry]) -> tuple[Memory, bool]:
    """What the entries say together, and whether they agree."""
    about: dict[str, dict[str, str]] = {}
    modules: dict[str, str] = {}
    objectives: dict[str, str] = {}
    aside: dict[str, Aside] = {}
    agrees = True
    for entry in entries:
        if "aside" in entry:
            aside[entry["aside"]] = Aside(rule=entry["rule"], said=entry["said"])
            continue
        if "about" in entry:
            table, key = about.setdefault(entry["about"], {}), entry["code"]
        elif "module" in entry:
            table, key = modules, entry["module"]
        else:
            table, key = objectives, entry["objective"]
        text = entry["text"]
        if table.setdefault(key, text) != text:
            # Empty: nobody knows which of them it was.
            table[key], agrees = "", False
    return Memory(about=about, modules=modules, objectives=objectives, aside=aside), agrees
