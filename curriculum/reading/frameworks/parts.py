"""The files of a foreign framework: one file, those of a folder, or those in a zip archive.

A framework's files are larger than a standard, and there may be many of them: the beginning of
each tells what it is, and only what is needed is read whole, within limits.
"""

import contextlib
import dataclasses
import functools
import math
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePath

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.standard import Repair, RepairKind

LARGEST_TABLE = 2**26
"""Bytes; the largest table of ESCO, its relations, has about 30 million."""
LARGEST_TREE = 2**24
"""Bytes of JSON, which takes many times as much memory; a large CASE package has some 5 million."""

_MOST_FILES = 300
"""A folder or archive with more is none of a framework: the largest has some sixty files."""
_BEGINNING = 2**15
_ENDINGS = {".txt", ".csv", ".tsv", ".json", ".yml", ".yaml"}
_MOST_SQUEEZED = 100
"""Tables are squeezed to a tenth or so; what is squeezed to a hundredth is a trap."""
_FREELY_SQUEEZED = 2**20
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """One file of a framework."""

    shown: str
    """What to call it in places and messages."""
    path: Path
    member: zipfile.ZipInfo | None = None
    """Its entry, where `path` is an archive."""

    @property
    def name(self) -> str:
        """The name of the file, without folders."""
        return PurePath(self.member.filename).name if self.member else self.path.name

    @property
    def place(self) -> Place:
        """Where the file begins."""
        return Place(path=self.shown)

    @functools.cached_property
    def beginning(self) -> str:
        """Enough of the file to tell what it is; a character may be cut at the end."""
        return self._decoded(self._bytes(_BEGINNING))[0]

    def text(self, limit: int, repairs: list[Repair]) -> str:
        """All of the file; a decoding from anything but UTF-8 is added to the repairs.

        Raises:
            SourceError: `too-large`, or it cannot be read.
        """
        if self._size() > limit:
            raise SourceError("framework-too-large", place=self.place, limit=limit // 2**20)
        text, encoding = self._decoded(self._bytes(limit))
        if encoding != "utf-8":
            place = dataclasses.replace(self.place, line=1)
            repair = Repair(
                kind=RepairKind.ENCODING, items=(), printed=encoding.upper(), read_as="UTF-8",
                place=place,
            )  # fmt: skip
            repairs.append(repair)
        return text

    def _size(self) -> float:
        if self.member is None:
            return self.path.stat().st_size
        most = max(_FREELY_SQUEEZED, self.member.compress_size * _MOST_SQUEEZED)
        return self.member.file_size if self.member.file_size <= most else math.inf

    def _bytes(self, most: int) -> bytes:
        try:
            if self.member is None:
                with self.path.open("rb") as stream:
                    return stream.read(most)
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
                return packed.read(most)
        except (*_ZIP_ERRORS, OSError, ValueError) as error:
            reason = reason_of(error)
            raise SourceError("unreadable-file", place=self.place, reason=reason) from error

    @staticmethod
    def _decoded(data: bytes) -> tuple[str, str]:
        """The text and its encoding; these frameworks come from the West, so never Big5."""
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", errors="replace"), "utf-16"
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig"), "utf-8"
        if len(data) == _BEGINNING:
            # A character that is cut at the end of the beginning is no sign of another encoding.
            return data.decode("utf-8-sig", errors="replace"), "utf-8"
        return data.decode("cp1252", errors="replace"), "cp1252"


def parts_of(path: Path, shown: str) -> tuple[Part, ...]:
    """The files at a path by name: one, or those of a folder or an archive that may be read."""
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if _may_be_read(each.name))
        if len(files) > _MOST_FILES:
            return ()
        shown = shown.rstrip("/")
        found = (Part(shown=f"{shown}/{each.name}", path=each) for each in files if each.is_file())
        return tuple(found)
    if not path.is_file():
        return ()
    if not zipfile.is_zipfile(path):
        return (Part(shown=shown, path=path),)
    return tuple(_members(path, shown))


def _members(path: Path, shown: str) -> Iterator[Part]:
    with contextlib.suppress(*_ZIP_ERRORS, OSError, ValueError), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        if len(members) > _MOST_FILES:
            return
        for member in sorted(members, key=lambda each: each.filename):
            if _may_be_read(member.filename) and not member.is_dir():
                yield Part(shown=f"{shown}/{member.filename}", path=path, member=member)


def _may_be_read(name: str) -> bool:
    return PurePath(name).suffix.lower() in _ENDINGS
