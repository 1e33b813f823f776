"""Writing `course.lock.yaml`: sorted, an entry a line, so that version control can merge it."""

from collections.abc import Iterator
from pathlib import Path

from curriculum.errors import TargetError, reason_of
from curriculum.keeping.entry_text import entries_text
from curriculum.memory import Memory
from curriculum.reading.lock_yaml import COMING_LOCKS, LOCK_FILE, coming_lock
from curriculum.writing import replace_file


def save_lock(folder: Path, memory: Memory) -> bool:
    """Puts what is to be remembered into a course folder.

    Returns:
        Whether the file changed; the same memory again writes nothing.

    Raises:
        TargetError: `target-not-writable`.
    """
    file, data = folder / LOCK_FILE, lock_text(memory).encode("utf-8")
    try:
        is_same = file.is_file() and file.read_bytes().replace(b"\r\n", b"\n") == data
        if not is_same:
            replace_file(file, data)
        for coming in folder.glob(COMING_LOCKS):
            # An interrupted update left it; what it held has come, or never will.
            coming.unlink()
    except OSError as error:
        raise TargetError("target-not-writable", path=file, reason=reason_of(error)) from error
    return not is_same


def save_coming_lock(folder: Path, memory: Memory, standard_hash: str) -> None:
    """Puts what is to be remembered from the moment on in which a course names another standard.

    Raises:
        TargetError: `target-not-writable`.
    """
    file = folder / coming_lock(standard_hash)
    try:
        replace_file(file, lock_text(memory).encode("utf-8"))
    except OSError as error:
        raise TargetError("target-not-writable", path=file, reason=reason_of(error)) from error


def lock_text(memory: Memory) -> str:
    """The content of the file; the same memory gives the same text."""
    return entries_text("lock_file.head", _entries(memory))


def _entries(memory: Memory) -> Iterator[dict[str, str]]:
    for key, table in (("module", memory.modules), ("objective", memory.objectives)):
        for name, text in sorted(table.items()):
            yield {key: name, "text": text}
    for address, aside in sorted(memory.aside.items()):
        yield {"aside": address, "rule": aside.rule, "said": aside.said}
    for address, texts in sorted(memory.about.items()):
        for code, text in sorted(texts.items()):
            yield {"about": address, "code": code, "text": text}
