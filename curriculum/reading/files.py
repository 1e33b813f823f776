"""Opening what a user names: a file -> bytes -> text."""

import dataclasses
import math
import stat
from pathlib import Path

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.limits import LARGEST_TEXT

_SIGNATURES = {b"%PDF": "pdf", b"PK\x03\x04": "office", b"\xd0\xcf\x11\xe0": "old-office"}
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SUSPICIOUS_SHARE = 0.01


@dataclasses.dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text and how it was decoded."""

    text: str
    encoding: str
    """`utf-8`, `utf-16` or `big5`."""


def read_source(path: Path, shown: str) -> SourceText:
    """The text of a file that a user named.

    Args:
        path: The file.
        shown: The name to use in messages, as the user wrote it.

    Raises:
        SourceError: `missing-file`, `is-a-directory`, `not-a-file` (a pipe or a device),
            `unreadable-file`, `too-large`, `empty-file`, `foreign-file` (a known format we cannot
            read), `binary-file`.
    """
    return text_of(read_bytes(path, shown, LARGEST_TEXT), shown)


def read_bytes(path: Path, shown: str, largest: int) -> bytes:
    """The content of a file that a user named; raises like `read_source`, and takes any kind."""
    place = Place(path=shown)
    try:
        if path.is_dir():
            raise SourceError("is-a-directory", place=place)
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # A pipe would be waited for, a device has no end.
            raise SourceError("not-a-file", place=place)
        check_size(found.st_size, largest, place)
        with path.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise SourceError("missing-file", place=place, path=shown) from None
    except (OSError, ValueError) as error:
        # ValueError: a name that no file system can hold, such as one with a NUL character.
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from None
    check_size(len(data), largest, place)
    if not data.strip():
        raise SourceError("empty-file", place=place)
    return data


def check_size(size: int, largest: int, place: Place) -> None:
    """Refuses what is larger than any standard.

    Raises:
        SourceError: `too-large`.
    """
    if size > largest:
        shown = f"{math.ceil(size * 10 / 2**20) / 10:g}"  # never the limit itself
        raise SourceError("too-large", place=place, size=shown, limit=largest // 2**20)


def text_of(data: bytes, shown: str) -> SourceText:
    """The text that a file's bytes stand for.

    Raises:
        SourceError: `foreign-file` (a known kind that is no text), `binary-file`.
    """
    place = Place(path=shown)
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise SourceError("foreign-file", place=place, kind=kind)
    return _decoded(data, place)


def _decoded(data: bytes, place: Place) -> SourceText:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    elif len(data.translate(None, _CONTROL_BYTES)) < len(data) * (1 - _SUSPICIOUS_SHARE):
        raise SourceError("binary-file", place=place)
    else:
        # cp950 is Big5 as Windows writes it, a superset for everything a standard holds.
        candidates = ["utf-8-sig", "cp950"]
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return SourceText(text, {"utf-8-sig": "utf-8", "cp950": "big5"}.get(encoding, encoding))
    raise SourceError("binary-file", place=place)
