"""Reads a saved official form: its tables, under the titles that the report gives them.

The form has its own spacing, brackets, footnote signs and order of columns; a title is recognised
by its letters.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from sameness.saved import EMPTY, TICKED, Cell, Heading, Saved, Table, cell_of
from sameness.wanted import Wanted

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_BESIDE = re.compile(f"\\s+(?=[{EMPTY}{TICKED}])")
"""Between boxes that a form has on one line."""


def form_file(path: Path, wanted: Sequence[Wanted]) -> Saved:
    """What the form says, below the headings and columns of the wanted tables."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("content.xml"))
    title = wanted[0].document
    blocks = [
        block
        for element, each in tables_of(root, wanted)
        for block in (Heading(2, each.section), _table(element, each))
    ]
    return Saved(path.name, (Heading(1, title), *blocks))


def tables_of(
    root: etree._Element, wanted: Sequence[Wanted]
) -> Iterator[tuple[etree._Element, Wanted]]:
    """The form's tables, each with the one that the heading above it calls for."""
    sections = {_letters(each.section): each for each in wanted}
    # The cover stands below the title of the form.
    sections[_letters(wanted[0].document)] = wanted[0]
    last: Wanted | None = None
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table"):
        if any(above.tag == f"{_TABLE}table" for above in element.iterancestors()):
            continue
        if element.tag != f"{_TABLE}table":
            letters = _letters(_text(element))
            last = next((sections[each] for each in sections if letters.startswith(each)), last)
        elif last is not None:
            # The map of the course is a table within the field of the form.
            inner = element.find(f".//{_TABLE}table")
            yield element if inner is None else inner, last
            last = None


def _table(element: etree._Element, wanted: Wanted) -> Table:
    rows = _expanded(element)
    if not wanted.columns:
        names = {_letters(row[0][0]): row[0] for row in wanted.rows}
        return Table("", (), tuple(_fact(row, names) for row in rows))
    heads = [_letters("".join(cell)) for cell in rows[0]]
    order = [
        next(place for place, head in enumerate(heads) if head.startswith(_letters(title)))
        for title in wanted.columns
    ]
    body = [row for row in rows[1:] if len({*row}) > 1]
    return Table("", wanted.columns, tuple(tuple(row[place] for place in order) for row in body))


def _fact(row: list[Cell], names: dict[str, Cell]) -> tuple[Cell, ...]:
    """A label, which may stand in two cells, and what stands beside it."""
    beside = [cell for place, cell in enumerate(row) if place == 0 or cell is not row[place - 1]]
    *labels, value = beside
    letters = _letters("".join(line for cell in labels for line in cell))
    found = [name for name in names if letters.startswith(name)]
    return (names[max(found, key=len)] if found else (letters,), value)


def _expanded(table: etree._Element) -> list[list[Cell]]:
    """The rows of a table with a cell in every place."""
    rows: list[list[Cell]] = []
    left: dict[int, tuple[int, Cell]] = {}
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[Cell] = []
        wide = 0
        lines: Cell = ()
        for element in row:
            place = len(cells)
            if element.tag == f"{_TABLE}covered-table-cell" and wide > 1:
                wide -= 1
            elif element.tag == f"{_TABLE}covered-table-cell":
                count, lines = left.get(place, (0, cells[-1] if cells else ()))
                if count:
                    left[place] = (count - 1, lines)
            else:
                words = [_text(each) for each in element.iter(f"{_TEXT}p")]
                lines = cell_of([line for each in words for line in re.split(_BESIDE, each)])
                over = int(element.get(f"{_TABLE}number-rows-spanned", "1")) - 1
                left[place] = (over, lines)
                wide = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
            cells += [lines] * int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        rows.append(cells)
    return rows


def _text(element: etree._Element) -> str:
    words = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            words += " " * int(child.get(f"{_TEXT}c", "1"))
        elif child.tag == f"{_TEXT}line-break":
            words += "\n"
        words += _text(child) + (child.tail or "")
    return words.replace("□", EMPTY)


def _letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())
