"""Pages of a PDF -> tables and lines, in a process of its own: `python -m … < file`.

A PDF is a program for a small machine and can keep a reader busy for ever, or ask it for all the
memory there is. So the file is read by a process that watches itself and may be stopped; what it
has found goes back as JSON.
"""

import bisect
import io
import json
import logging
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import stream_value
from pdfplumber.utils.exceptions import PdfminerException

from curriculum.reading.carriers.pdf_guard import Guard, stop
from curriculum.reading.carriers.pdf_lines import Character, Line, joined, lines_of, outside
from curriculum.reading.carriers.pdf_margins import take_margins
from curriculum.reading.limits import (
    LARGEST_PDF_PAGE,
    MOST_PDF_CHARACTERS,
    MOST_PDF_PAGES,
    MOST_PDF_SHAPES,
)

Box = tuple[float, float, float, float]
Data = dict[str, Any]

_SAME = 3.0
"""Points by which the edges of one table may differ from page to page."""
_WIDEST_MARGIN = 12.0
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_SHARE_UNMAPPED = 0.2


class _Refused(Exception):  # noqa: N818 - it is an answer, not a mistake
    """The file holds nothing to read; the argument is the error's name."""


def main() -> None:
    """Reads a PDF from standard input and writes what is on its pages as JSON."""
    logging.disable()
    guard = Guard()
    try:
        data = sys.stdin.buffer.read()
        guard.begin(len(data))
        answer = _document(data, guard)
    except _Refused as refused:
        answer = {"error": str(refused)}
    except MemoryError:
        stop()
    except Exception as error:  # noqa: BLE001 - a damaged file may raise anything
        name = "encrypted" if _is_locked(error) else "damaged"
        answer = {"error": name}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.flush()
    os._exit(0)


def _is_locked(error: Exception) -> bool:
    causes = [error, *error.args] if isinstance(error, PdfminerException) else [error]
    return any(isinstance(cause, PDFPasswordIncorrect) for cause in causes)


def _document(data: bytes, guard: Guard) -> Data:
    """The tables and lines of all pages, in printed order, and what is printed around them."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        if len(document.pages) > MOST_PDF_PAGES:
            raise _Refused("complex")
        pages = []
        for page in document.pages:
            pages.append(_page(page))
            page.close()
            guard.page_done()
    characters = sum(page["characters"] for page in pages)
    if not characters:
        raise _Refused("scanned")
    if sum(page["unmapped"] for page in pages) > characters * _SHARE_UNMAPPED:
        raise _Refused("unmapped")
    margins = take_margins(pages)
    _align_columns(pages)
    return {"pages": [page["parts"] for page in pages], "margins": margins}


def _page(page: Any) -> Data:  # noqa: ANN401 - pdfplumber's page
    if sum(len(stream_value(each).get_data()) for each in page.page_obj.contents) > (
        LARGEST_PDF_PAGE
    ):
        raise _Refused("complex")
    characters: list[Character] = [character for character in page.chars if character["upright"]]
    shapes = len(page.rects) + len(page.lines) + len(page.curves)
    if len(characters) > MOST_PDF_CHARACTERS or shapes > MOST_PDF_SHAPES:
        raise _Refused("complex")
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    boxes = [table.bbox for table in tables]
    parts: list[Data] = [
        _table(table, characters, [inner for inner in tables if _holds(table, inner)])
        for table in tables
        if not any(_holds(outer, table) for outer in tables)
    ]
    parts += [{"top": line.top, "text": line.text.strip()} for line in outside(characters, boxes)]
    parts.sort(key=lambda part: part["top"])
    unmapped = sum(bool(_UNMAPPED.match(character["text"])) for character in characters)
    return {
        "parts": parts,
        "height": float(page.height),
        "characters": len(characters),
        "unmapped": unmapped,
    }


def _holds(outer: Any, inner: Any) -> bool:  # noqa: ANN401
    """Whether a table is printed inside a cell of another one."""
    return outer is not inner and any(_is_inside(inner.bbox, box) for box in outer.cells)


def _is_inside(inner: Box, outer: Box) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2]
        and inner[3] <= outer[3] and inner != outer
    )  # fmt: skip


def _table(table: Any, characters: Sequence[Character], inner: Sequence[Any]) -> Data:  # noqa: ANN401
    """A table: of each row the cells with left edge, text and number; merged ones stand once.

    A row of one cell with tables inside is spread: its lines, and the rows of those tables.
    """
    found: dict[Box, list[Character]] = {box: [] for box in table.cells}
    x0, top, x1, bottom = table.bbox
    inside = [
        character
        for character in characters
        if x0 <= (character["x0"] + character["x1"]) / 2 <= x1
        and top <= (character["top"] + character["bottom"]) / 2 <= bottom
    ]
    for character in inside:
        x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        for box, own in found.items():
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                own.append(character)
                break
    lines = {box: lines_of(own) for box, own in found.items()}
    margin = _margin(lines)
    rows: list[list[list[Any]]] = []
    numbers: list[int] = []
    for number, (row, edges) in enumerate(zip(table.rows, _seen(table), strict=True), start=1):
        boxes = [box for box in row.cells if box is not None]
        tables = [each for each in inner if len(boxes) == 1 and _is_inside(each.bbox, boxes[0])]
        if tables:
            rows += _spread(boxes[0], found[boxes[0]], tables, margin)
        else:
            rows.append(
                [[box[0], _text(box, lines[box], margin), edges.index(box[0]) + 1] for box in boxes]
            )
        numbers += [number] * (len(rows) - len(numbers))
    columns = sorted({cell[0] for row in rows for cell in row})
    return {"top": top, "edges": [x0, x1], "columns": columns, "rows": rows, "numbers": numbers}


def _seen(table: Any) -> list[list[float]]:  # noqa: ANN401
    """Of each row the left edges of all cells that are seen in it, the merged ones too."""
    tops = [row.bbox[1] for row in table.rows]
    seen: list[list[float]] = [[] for _ in tops]
    for box in sorted(table.cells):
        for index in range(bisect.bisect_left(tops, box[1]), bisect.bisect_left(tops, box[3])):
            seen[index].append(box[0])
    return seen


def _text(box: Box, lines: Sequence[Line], margin: float) -> str:
    return joined(lines, box[0] + margin, box[2] - margin)


def _spread(
    box: Box, characters: Sequence[Character], tables: Sequence[Any], margin: float
) -> Iterator[list[list[Any]]]:
    """The lines of a cell between the tables in it, and the rows of those."""
    top = box[1]
    for table in (*tables, None):
        bottom = table.bbox[1] if table else box[3]
        own = [each for each in characters if top <= (each["top"] + each["bottom"]) / 2 <= bottom]
        yield [[box[0], _text(box, lines_of(own), margin), 1]]
        if table:
            yield from _table(table, characters, ())["rows"]
            top = table.bbox[3]


def _margin(lines: dict[Box, list[Line]]) -> float:
    """The room between the rule of a cell and its text, which is the same on both sides."""
    rooms = [own[0].x0 - box[0] for box, own in lines.items() if own]
    return min(max(min(rooms, default=0.0), 0.0), _WIDEST_MARGIN)


def _align_columns(pages: list[Data]) -> None:
    """Gives each cell its column, one numbering for a table that goes on over pages."""
    run: list[Data] = []
    for page in pages:
        for part in page["parts"]:
            if "rows" in part:
                goes_on = part is page["parts"][0] and run and _is_same(run[-1], part)
                if not goes_on:
                    _number(run)
                    run = []
                run.append(part)
            else:
                _number(run)
                run = []
    _number(run)


def _is_same(before: Data, table: Data) -> bool:
    pairs = zip(before["edges"], table["edges"], strict=True)
    return all(abs(one - other) < _SAME for one, other in pairs)


def _number(tables: Sequence[Data]) -> None:
    columns: list[float] = []
    for edge in sorted(edge for table in tables for edge in table["columns"]):
        if not columns or edge - columns[-1] > _SAME:
            columns.append(edge)
    for table in tables:
        for row in table["rows"]:
            for cell in row:
                cell[0] = min(range(len(columns)), key=lambda at: abs(columns[at] - cell[0]))
        table["width"] = len(columns)


if __name__ == "__main__":
    main()
