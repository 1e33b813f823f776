"""Alters one cell of a table, in a saved file or in what was read from it."""

import dataclasses
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from sameness.saved import EMPTY, TICKED, Cell, Saved, Table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def alter_word(path: Path, out: Path, number: int) -> None:
    """Writes the file anew, with the last filled cell of a table's first row altered."""

    def alter(data: bytes) -> bytes:
        root = etree.fromstring(data)
        table = root.find(f"{_W}body").findall(f"{_W}tbl")[number]
        rows = [
            row
            for row in table.iter(f"{_W}tr")
            if row.find(f"{_W}trPr/{_W}tblHeader") is None
        ]
        cells = [cell for cell in rows[0].iter(f"{_W}tc") if "".join(cell.itertext()).strip()]
        box = cells[-1].find(f".//{_W14}checked")
        words = [each for each in cells[-1].iter(f"{_W}t") if (each.text or "").strip()]
        if box is not None:
            box.set(f"{_W14}val", "1" if box.get(f"{_W14}val") == "0" else "0")
            words = words[:1]
        words[-1].text = altered_text(words[-1].text)
        return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    rewrite(path, out, {"word/document.xml": alter})


def rewrite(path: Path, out: Path, changes: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Copies a package, some of its parts changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = changes.get(name)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
