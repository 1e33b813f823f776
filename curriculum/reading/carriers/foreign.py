"""Naming the kinds of files that hold no text we can read, so that each is refused with advice."""

import re

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.package import mime_type_and_names

_SIGNATURES = (
    ("png", "picture", re.compile(rb"\x89PNG\r\n")),
    ("jpeg", "picture", re.compile(rb"\xff\xd8\xff")),
    ("tiff", "picture", re.compile(rb"II[*+]\0|MM\0[*+]")),
    ("heic", "picture", re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1|avif)", re.DOTALL)),
    ("gif", "picture", re.compile(rb"GIF8[79]a")),
    ("webp", "picture", re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
    ("bmp", "picture", re.compile(rb"BM.{4}\0{4}", re.DOTALL)),
    ("rar", "archive", re.compile(rb"Rar!\x1a\x07")),
    ("7z", "archive", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("gz", "archive", re.compile(rb"\x1f\x8b\x08")),
    ("rtf", "writing", re.compile(rb"\{\\rtf")),
)
"""Kind, what advice it gets, and how its files begin."""
_MIME_TYPES = (
    ("ods", "spreadsheet", b"opendocument.spreadsheet"),
    ("odp", "slides", b"opendocument.presentation"),
    ("odf", "writing", b"opendocument"),
)
_MEMBERS = (
    ("xlsx", "spreadsheet", re.compile(r"xl/")),
    ("pptx", "slides", re.compile(r"ppt/")),
    ("key", "slides", re.compile(r"Index/Slide|index\.apxl")),
    ("numbers", "spreadsheet", re.compile(r"Index/CalculationEngine")),
    ("pages", "pages", re.compile(r"Index/Document\.iwa|Index\.zip|index\.xml$")),
)
"""Kind, advice, and a member that only its archives have; Numbers comes before Pages."""
_STREAMS = (("doc", "writing", "WordDocument"), ("xls", "spreadsheet", "Workbook"),
            ("xls", "spreadsheet", "Book"), ("ppt", "slides", "PowerPoint Document"))  # fmt: skip
"""Kind, advice, and the stream that holds its content."""


def refuse_known(data: bytes, place: Place) -> None:
    """Refuses a file whose beginning says that it is a picture, an archive or the like.

    Raises:
        SourceError: `foreign-file`.
    """
    for kind, advice, begins in _SIGNATURES:
        if begins.match(data[:32]):
            raise SourceError("foreign-file", place=place, kind=kind, why=advice)


def foreign_archive(data: bytes, place: Place) -> SourceError:
    """The refusal of a zip archive that is no document of ours."""
    mime_type, names = mime_type_and_names(data, place)
    for kind, advice, marked in _MIME_TYPES:
        if marked in mime_type:
            return SourceError("foreign-file", place=place, kind=kind, why=advice)
    for kind, advice, member in _MEMBERS:
        if any(member.match(name) for name in names):
            return SourceError("foreign-file", place=place, kind=kind, why=advice)
    return SourceError("foreign-file", place=place, kind="zip", why="archive")


def old_office(data: bytes, place: Place) -> SourceError:
    """The refusal of a file of an office program of the last century."""
    for kind, advice, stream in _STREAMS:
        # The name and its end; `Book` is the end of `Workbook` too, which comes first.
        if f"{stream}\0".encode("utf-16-le") in data:
            return SourceError("foreign-file", place=place, kind=kind, why=advice)
    return SourceError("foreign-file", place=place, kind="old-office", why="writing")
