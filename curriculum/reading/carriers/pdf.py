"""The carrier for PDF files with ruled tables -> grid."""

import contextlib
import dataclasses
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from curriculum.errors import CurriculumError, SourceError
from curriculum.problems import Place
from curriculum.reading.grid import Cell, Grid, Row

_TOO_MUCH = 75
"""Exit code of the reading process, as `pdf_guard` says: it has used up its time or memory."""
_PATIENCE = 150
"""Seconds by the clock; the process counts its own work, and a busy machine does little of it."""


def read_grid(data: bytes, path: str) -> Grid:
    """The grid of a PDF file.

    Raises:
        SourceError: `encrypted-file`, `damaged-file`, `scanned-file` (pictures of pages),
            `unmapped-text`, `too-complex` (more work than a file of this size is worth).
        CurriculumError: `missing-extra`: the packages that read it are not installed.
    """
    place = Place(path=path)
    if importlib.util.find_spec("pdfplumber") is None:
        raise CurriculumError("missing-extra", extra="reading")
    found = _read(data, place)
    match found.get("error"):
        case None:
            pass
        case "encrypted":
            raise SourceError("encrypted-file", place=place)
        case "scanned":
            raise SourceError("scanned-file", place=place)
        case "unmapped":
            raise SourceError("unmapped-text", place=place)
        case "complex":
            raise SourceError("too-complex", place=place)
        case _:
            raise SourceError("damaged-file", place=place)
    rows = (row for row in _rows(found["pages"], path) if row.filled)
    margins = tuple(Cell(text, Place(path=path, page=page)) for text, page in found["margins"])
    return Grid(tuple(rows), Place(path=path, page=1), margins)


def _read(data: bytes, place: Place) -> dict[str, Any]:
    """What the reading process says about a file."""
    # -P: a file in the working folder must not pass for a module of ours.
    command = [sys.executable, "-P", "-m", "curriculum.reading.carriers.pdf_pages"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the file in the command
            command, input=data, capture_output=True, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise SourceError("too-complex", place=place) from None
    except OSError as error:
        raise SourceError("damaged-file", place=place) from error
    with contextlib.suppress(ValueError):
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    name = "too-complex" if done.returncode == _TOO_MUCH else "damaged-file"
    raise SourceError(name, place=place)


def _rows(pages: list[list[dict[str, Any]]], path: str) -> Iterator[Row]:
    for number, parts in enumerate(pages, start=1):
        page, is_first = Place(path=path, page=number), number > 1
        tables = sum("rows" in part for part in parts)
        table = outside = 0
        for part in parts:
            if "text" in part:
                outside += 1
                yield Row((Cell(part["text"], dataclasses.replace(page, line=outside)),))
                continue
            table += 1
            for line, cells in zip(part["numbers"], part["rows"], strict=True):
                place = dataclasses.replace(page, table=table if tables > 1 else 0, line=line)
                yield Row(_cells(cells, part["width"], place), is_first)
                is_first = False


def _cells(printed: list[tuple[int, str, int]], width: int, row: Place) -> tuple[Cell, ...]:
    """The cells of a row; where none begins, a merged one lies over the place."""
    texts = {column: text for column, text, _ in printed}
    numbers = {column: number for column, _, number in printed}
    return tuple(
        Cell(
            texts.get(column, ""),
            dataclasses.replace(row, column=numbers.get(column, 0)),
            covered=column not in texts,
        )
        for column in range(width)
    )
