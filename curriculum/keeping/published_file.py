"""Writing `course.published.yaml`: what was published, and how it differs from the time before."""

from collections.abc import Iterator
from pathlib import Path

from curriculum.errors import TargetError, reason_of
from curriculum.keeping.entry_text import entries_text
from curriculum.publication import Fact, Record
from curriculum.reading.published_yaml import PUBLISHED_FILE
from curriculum.writing import replace_file


def save_published(folder: Path, record: Record, *, is_damaged: bool) -> Path | None:
    """Puts what is published into a course folder; the same again writes nothing.

    Args:
        folder: The course folder.
        record: What is published.
        is_damaged: Whether the file that is there holds things that could not be read.

    Returns:
        Where such a file lies now; nothing in it gets lost.

    Raises:
        TargetError: `target-not-writable`.
    """
    file, data = folder / PUBLISHED_FILE, published_text(record).encode("utf-8")
    try:
        aside = _kept_aside(file) if is_damaged else None
        if not file.is_file() or file.read_bytes().replace(b"\r\n", b"\n") != data:
            replace_file(file, data)
    except OSError as error:
        raise TargetError("target-not-writable", path=file, reason=reason_of(error)) from error
    return aside


def published_text(record: Record) -> str:
    """The content of the file; the same record gives the same text."""
    return entries_text("published_file.head", _entries(record))


def _kept_aside(file: Path) -> Path:
    """A copy under a name that nothing has: whoever is stopped here still has the file."""
    data, number = file.read_bytes(), 1
    aside = file.with_suffix(".damaged.yaml")
    while aside.exists() and aside.read_bytes() != data:
        number += 1
        aside = file.with_suffix(f".damaged-{number}.yaml")
    if not aside.exists():
        replace_file(aside, data)
    return aside


def _entries(record: Record) -> Iterator[dict[str, str]]:
    for fact in sorted({*record.published, *record.before}):
        yield _told(fact, record.published.get(fact), record.before.get(fact))
    for address, left in sorted(record.addresses.items()):
        subject = {"subject": left.subject} if left.subject else {}
        yield {"address": address, "page": left.page, **subject}
    for module, texts in sorted(record.gone.items()):
        for code, text in sorted(texts.items()):
            yield {"taught": module, "code": code, "text": text}


def _told(fact: Fact, now: str | None, was: str | None) -> dict[str, str]:
    """A fact of one state, or of both: a line says what became of it."""
    about = {**({"of": fact.module} if fact.module else {}), **({"id": fact.id} if fact.id else {})}
    if now is None:
        return {"gone": fact.name, **about, "was": was or ""}
    if was is None:
        return {"new": fact.name, **about, "text": now}
    if was == now:
        return {"same": fact.name, **about, "text": now}
    return {"changed": fact.name, **about, "text": now, "was": was}
