"""The one part of an office archive that holds the document, unpacked and parsed with limits.

Nothing is written to disk, so that names inside an archive cannot lead anywhere; what unpacks to
more than a document ever has, and what declares entities, is refused.
"""

import enum
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from curriculum.errors import CurriculumError, SourceError
from curriculum.problems import Place
from curriculum.reading.limits import LARGEST_PART, LARGEST_UNPACKED, MOST_TAGS

_MOST_PARTS = 2000
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_MANIFEST = "META-INF/manifest.xml"
_MIME_TYPE = "mimetype"
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError)
_SOFT_HYPHEN = "\u00ad"
_SPACE = re.compile(r"[ \t\r\n]+")


class Package(enum.Enum):
    """Kinds of archives, by the part that holds the document."""

    DOCX = "word/document.xml"
    ODT = "content.xml"


def package_of(data: bytes, place: Place) -> Package | None:
    """What kind of document an archive is; None: none that we read.

    Raises:
        SourceError: `damaged-file`, `encrypted-file`, `too-complex`.
    """
    mime_type, names = mime_type_and_names(data, place)
    if Package.DOCX.value in names:
        return Package.DOCX
    if Package.ODT.value not in names or not mime_type.endswith(b"opendocument.text"):
        return None
    with _opened(data, place) as archive:
        if _MANIFEST in names and b"encryption-data" in _read(archive, _MANIFEST, place):
            raise SourceError("encrypted-file", place=place)
        return Package.ODT


def mime_type_and_names(data: bytes, place: Place) -> tuple[bytes, list[str]]:
    """What an archive calls itself, if it does, and the names of its parts.

    Raises:
        SourceError: `damaged-file`, `encrypted-file`, `too-complex`.
    """
    with _opened(data, place) as archive:
        names = archive.namelist()
        return _read(archive, _MIME_TYPE, place) if _MIME_TYPE in names else b"", names


def root_of(data: bytes, package: Package, place: Place) -> Element:
    """The parsed document of an archive.

    Raises:
        SourceError: `damaged-file`, `encrypted-file`, `too-complex`, `unsafe-file`.
        CurriculumError: `missing-extra`: the packages that read it are not installed.
    """
    return _parsed(content_of(data, package, place), place)


def parts_named(names: re.Pattern[str], data: bytes, place: Place) -> Iterator[tuple[str, Element]]:
    """Other parts of an archive, by their names, with what each holds.

    Raises:
        SourceError: As of `root_of`.
    """
    with _opened(data, place) as archive:
        for name in sorted(filter(names.fullmatch, set(archive.namelist()))):
            yield name, _parsed(_read_xml(archive, name, place), place)


def _parsed(content: bytes, place: Place) -> Element:
    try:
        # Needed only for these files, and only installed with them.
        from defusedxml import DefusedXmlException, ElementTree  # noqa: PLC0415
    except ImportError:
        raise CurriculumError("missing-extra", extra="reading") from None
    try:
        root: Element = ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise SourceError("unsafe-file", place=place) from error
    except (ParseError, ValueError, LookupError) as error:
        raise SourceError("damaged-file", place=place) from error
    return root


def content_of(data: bytes, package: Package, place: Place) -> bytes:
    """The XML of an archive's document, not parsed yet.

    Raises:
        SourceError: `damaged-file`, `encrypted-file`, `too-complex`.
    """
    with _opened(data, place) as archive:
        return _read_xml(archive, package.value, place)


def parts_of(data: bytes, place: Place) -> dict[str, bytes]:
    """Every part of an archive by its name, in the order of the archive.

    Raises:
        SourceError: `damaged-file`, `encrypted-file`, `too-complex`.
    """
    parts: dict[str, bytes] = {}
    with _opened(data, place) as archive:
        for name in archive.namelist():
            parts[name] = _read(archive, name, place)
            if sum(map(len, parts.values())) > LARGEST_UNPACKED:
                raise SourceError("too-complex", place=place)
    return parts


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """The children of an element with their names, without the name space."""
    for child in element:
        # A comment or an instruction has no name.
        if isinstance(child.tag, str):
            yield child.tag.rpartition("}")[2], child


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name without the name space."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return None


def number(element: Element | None, name: str, default: int = 1) -> int:
    """A number among the attributes; what is none is the default."""
    value = attribute(element, name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else default


def plain(text: str | None) -> str:
    """A text without soft hyphens, its white space as single spaces."""
    return _SPACE.sub(" ", (text or "").replace(_SOFT_HYPHEN, ""))


def _opened(data: bytes, place: Place) -> zipfile.ZipFile:
    if data.count(_ENTRY) > _MOST_PARTS:
        raise SourceError("too-complex", place=place)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGED as error:
        raise SourceError("damaged-file", place=place) from error


def _read_xml(archive: zipfile.ZipFile, name: str, place: Place) -> bytes:
    content = _read(archive, name, place)
    if content.count(b"<") > MOST_TAGS:
        raise SourceError("too-complex", place=place)
    return content


def _read(archive: zipfile.ZipFile, name: str, place: Place) -> bytes:
    try:
        if archive.getinfo(name).flag_bits & _ENCRYPTED:
            raise SourceError("encrypted-file", place=place)
        with archive.open(name) as part:
            # Whatever size the archive declares: no more than this is unpacked.
            content: Any = part.read(LARGEST_PART + 1)
    except _DAMAGED as error:
        raise SourceError("damaged-file", place=place) from error
    if len(content) > LARGEST_PART:
        raise SourceError("too-complex", place=place)
    return bytes(content)
