"""Opens an .xlsx file that somebody sends: its cells as they are, nothing evaluated.

A workbook is a zip of XML, so its size, the size it unpacks to and XML entities are checked before
anything reads it.
"""

import dataclasses
import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place

LARGEST = 20 * 2**20
"""Bytes of a file; a course of sixty modules has less than one million."""
LARGEST_UNPACKED = 200 * 2**20
MOST_PARTS = 2000
MOST_CELLS = 1_000_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TYPES = "[Content_Types].xml"
_BOOK = "xl/workbook.xml"
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


@dataclasses.dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file holds it."""

    value: object
    is_formula: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """A sheet as the file holds it; rows and columns are counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], RawCell]
    """Row and column -> the cell, for those that hold something."""
    merged: tuple[str, ...] = ()
    """Ranges of merged cells, such as `A1:B2`."""


def cell_name(row: int, column: int) -> str:
    """The address people see: `D7`."""
    return f"{get_column_letter(column)}{row}"


def read_workbook(path: Path, shown: str) -> tuple[RawSheet, ...]:
    """The sheets of a workbook.

    Args:
        path: The file.
        shown: The name to use in messages, as the user wrote it.

    Raises:
        SourceError: `missing-file`, `is-a-directory`, `unreadable-file`, `not-a-workbook`,
            `too-large-workbook`, `unsafe-workbook` (it declares entities), `broken-workbook`.
    """
    place = Place(path=shown)
    data = _bytes_of(path, place)
    _check_parts(data, place)
    try:
        with warnings.catch_warnings():
            # What openpyxl leaves out (pictures, extensions) is nothing we read.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
            sheets = tuple(_sheet(sheet) for sheet in book.worksheets)
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise SourceError("broken-workbook", place=place, reason=reason_of(error)) from error
    if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
        raise SourceError("too-large-workbook", place=place)
    return sheets


def _sheet(sheet: Worksheet) -> RawSheet:
    # The cells that are there: walking over rows and columns would walk to the last one somebody
    # ever coloured, which may be the millionth.
    there = sheet._cells.values()  # noqa: SLF001
    return RawSheet(
        name=sheet.title,
        cells={
            # An error such as #REF! is what is left of a formula.
            (cell.row, cell.column): RawCell(
                getattr(cell.value, "text", cell.value), cell.data_type in "fe"
            )
            for cell in there
            if cell.value is not None and cell.value != ""
        },
        merged=tuple(str(span) for span in sheet.merged_cells.ranges),
    )


def _bytes_of(path: Path, place: Place) -> bytes:
    try:
        if path.is_dir():
            raise SourceError("is-a-directory", place=place)
        with path.open("rb") as stream:
            # A device has no size and no end.
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError("missing-file", place=place, path=place.path) from None
    except (OSError, ValueError) as error:
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from None
    if len(data) > LARGEST:
        raise SourceError("too-large-workbook", place=place)
    return data


def _check_parts(data: bytes, place: Place) -> None:
    """Refuses what is no workbook, what unpacks to too much, and what declares entities."""
    if data.startswith(_OLD_OFFICE):
        raise SourceError("old-workbook", place=place)
    if not data.startswith(b"PK"):
        raise SourceError("not-a-workbook", place=place)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            found = parts.infolist()
            names = {part.filename for part in found}
            if not {_TYPES, _BOOK} <= names:
                raise SourceError("not-a-workbook", place=place)
            # `zipfile` unpacks no more than a part declares.
            if len(found) > MOST_PARTS or sum(each.file_size for each in found) > LARGEST_UNPACKED:
                raise SourceError("too-large-workbook", place=place)
            for part in found:
                content = parts.read(part)
                if part.filename.endswith((".xml", ".rels", ".vml")) and any(
                    declaration in content for declaration in _DECLARATIONS
                ):
                    raise SourceError("unsafe-workbook", place=place)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, EOFError) as error:
        # RuntimeError: a password; NotImplementedError, its child: an unknown compression.
        raise SourceError("broken-workbook", place=place, reason=reason_of(error)) from error
