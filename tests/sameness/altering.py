"""Alters one cell of a table, in a saved file or in what was read from it."""

import dataclasses
import functools
import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
from bs4 import BeautifulSoup
from lxml import etree
from openpyxl.utils import get_column_letter

from sameness.form_file import tables_of
from sameness.saved import EMPTY, TICKED, Cell, Saved, Table
from sameness.sheet_file import rows_of
from sameness.wanted import Wanted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def altered_text(text: str) -> str:
    """A text with one sign changed: a box, a digit or the last letter."""
    if text[:1] in {EMPTY, TICKED}:
        return (EMPTY if text[0] == TICKED else TICKED) + text[1:]
    if found := re.search(r"\d", text):
        return text[: found.start()] + str((int(found[0]) + 1) % 10) + text[found.end() :]
    return text[:-1] + ("甲" if not text.endswith("甲") else "乙")


def altered_cells(saved: Saved, number: int) -> Iterator[tuple[str, Saved]]:
    """The first row of a table, altered one cell after the other, with the titles of the cells."""
    table = saved.blocks[number]
    assert isinstance(table, Table)
    row = table.rows[0]
    titles = table.columns or ("name", "value")
    for column, (title, cell) in enumerate(zip(titles, row, strict=True)):
        other: Cell = (*cell[:-1], altered_text(cell[-1])) if cell else ("甲",)
        rows = ((*row[:column], other, *row[column + 1 :]), *table.rows[1:])
        blocks = list(saved.blocks)
        blocks[number] = dataclasses.replace(table, rows=rows)
        yield title, dataclasses.replace(saved, blocks=tuple(blocks))


def alter_word(path: Path, out: Path, numbers: Collection[int]) -> None:
    """Writes the file anew, with the last filled cell of the first row of tables altered."""

    def alter(data: bytes) -> bytes:
        root = etree.fromstring(data)
        tables = root.find(f"{_W}body").findall(f"{_W}tbl")
        for number in numbers:
            _alter_table(tables[number])
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    rewrite(path, out, {"word/document.xml": alter})


def _alter_table(table: etree._Element) -> None:
    rows = [row for row in table.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}tblHeader") is None]
    cells = [cell for cell in rows[0].iter(f"{_W}tc") if "".join(cell.itertext()).strip()]
    box = cells[-1].find(f".//{_W14}checked")
    words = [each for each in cells[-1].iter(f"{_W}t") if (each.text or "").strip()]
    if box is not None:
        box.set(f"{_W14}val", "1" if box.get(f"{_W14}val") == "0" else "0")
        words = words[:1]
    words[-1].text = altered_text(words[-1].text)


def alter_web(path: Path, out: Path, numbers: Collection[int]) -> None:
    """The same for a page."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    tables = soup.find_all("table")
    for number in numbers:
        row = tables[number].select("tbody > tr")[0]
        cells = [cell for cell in row.find_all(["th", "td"]) if cell.text.strip() or cell.input]
        if box := cells[-1].input:
            box["checked"] = ""
        else:
            words = [each for each in cells[-1].find_all(string=True) if each.strip()]
            words[-1].replace_with(altered_text(str(words[-1])))
    out.write_text(str(soup), encoding="utf-8", newline="\n")


def alter_text(path: Path, out: Path, numbers: Collection[int]) -> None:
    """The same for the plain text: the last filled field of the first row of sections."""
    sections = path.read_text(encoding="utf-8").split("████")
    filled = [place for place, each in enumerate(sections) if "【" in each]
    for number in numbers:
        rows = sections[filled[number]].split("────")
        at = 1 if len(rows) > 1 else 0
        lines = rows[at].rstrip("\n").split("\n")
        place = max(count for count, line in enumerate(lines) if line and line[0] not in "【 ")
        lines[place] = altered_text(lines[place].replace("□", EMPTY))
        rows[at] = "\n".join(lines) + "\n\n"
        sections[filled[number]] = "────".join(rows)
    out.write_text("████".join(sections), encoding="utf-8", newline="\n")


def alter_sheets(path: Path, out: Path, numbers: Collection[int]) -> None:
    """The same for a workbook."""
    places = [
        (f"xl/worksheets/sheet{count}.xml", row + 1, rows[row + 1])
        for count, sheet in enumerate(openpyxl.load_workbook(path, data_only=True).worksheets, 1)
        for rows, heads in [rows_of(sheet)]
        for row in heads
    ]
    changes = {}
    for part, row, texts in (places[number] for number in numbers):
        column = max(place for place, text in enumerate(texts) if text)
        name = f"{get_column_letter(column + 1)}{row + 1}"
        changes[part] = functools.partial(_written, name, altered_text(texts[column]))
    rewrite(path, out, changes)


def _written(name: str, text: str, data: bytes) -> bytes:
    """A sheet with a text in one of its cells."""
    root = etree.fromstring(data)
    cell = root.find(f".//{_S}c[@r='{name}']")
    del cell[:]
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{_S}is"), f"{_S}t").text = text
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def alter_form(path: Path, wanted: Sequence[Wanted]) -> None:
    """The same for a filled form, in every table that is wanted."""

    def alter(data: bytes) -> bytes:
        root = etree.fromstring(data)
        for table, each in tables_of(root, wanted):
            row = list(table.iter(f"{_TABLE}table-row"))[1 if each.columns else 0]
            filled = [part for part in row.iter() if (part.text or "").strip()]
            filled[-1].text = altered_text(filled[-1].text)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    old = path.rename(path.with_suffix(".old"))
    rewrite(old, path, {"content.xml": alter})


ALTERING = {
    ".docx": alter_word,
    ".html": alter_web,
    ".txt": alter_text,
    ".xlsx": alter_sheets,
}
"""Ending -> what alters a saved file of it."""


def rewrite(path: Path, out: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Copies a package, some of its parts changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = changes.get(name)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
