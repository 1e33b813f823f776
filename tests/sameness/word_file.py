"""Reads a saved Word file, from its XML."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sameness.saved import EMPTY, TICKED, Block, Cell, Heading, Paragraph, Saved, Table, cell_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SHOWN = {TICKED: TICKED, EMPTY: EMPTY, "☒": TICKED, "□": EMPTY}


def word_file(path: Path) -> Saved:
    """What the file says."""
    with zipfile.ZipFile(path) as package:
        styles = _styles(etree.fromstring(package.read("word/styles.xml")))
        body = etree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    return Saved(path.name, tuple(_blocks(body, styles)))


def _styles(root: etree._Element) -> dict[str, str]:
    """Id of a style -> the name that people see."""
    return {
        style.get(f"{_W}styleId"): style.find(f"{_W}name").get(f"{_W}val").lower()
        for style in root.iter(f"{_W}style")
    }


def _blocks(body: etree._Element, styles: dict[str, str]) -> Iterator[Block]:
    caption = ""
    for element in body:
        if element.tag == f"{_W}tbl":
            yield _table(element, caption)
            caption = ""
        elif element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
            name = name.casefold().removeprefix("small ")  # on a crowded sheet
            text = _text(element).strip()
            if name.startswith("heading "):
                yield Heading(int(name.removeprefix("heading ")), text)
            elif name == "caption":
                caption = text
            elif text and name != "title":
                yield Paragraph(text, is_contents=name.startswith("toc "))


def _table(element: etree._Element, caption: str) -> Table:
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    for row in element.iter(f"{_W}tr"):
        cells = tuple(_cells(row, rows[-1] if rows else ()))
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            columns = tuple("".join(cell) for cell in cells)
        else:
            rows.append(cells)
    return Table(caption, columns, tuple(rows))


def _cells(row: etree._Element, above: tuple[Cell, ...]) -> Iterator[Cell]:
    """The cells of a row by the columns that they cover."""
    column = 0
    for cell in row.iter(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        lines = cell_of([_text(each) for each in cell.iter(f"{_W}p")])
        if merged is not None and merged.get(f"{_W}val") != "restart":
            lines = above[column]
        width = int(span.get(f"{_W}val")) if span is not None else 1
        for _ in range(width):
            yield lines
        column += width


def _text(element: etree._Element) -> str:
    """The words of a paragraph; a box as what its state says, if it shows the same."""
    words = ""
    for child in element:
        if child.tag == f"{_W}sdt" and (box := child.find(f".//{_W14}checked")) is not None:
            state = TICKED if box.get(f"{_W14}val") in {"1", "true"} else EMPTY
            shown = _text(child.find(f"{_W}sdtContent"))
            words += state if _SHOWN.get(shown) == state else f"{state}≠{shown}"
        elif child.tag == f"{_W}t":
            words += child.text or ""
        elif child.tag in {f"{_W}br", f"{_W}tab"}:
            words += "\n"
        else:
            words += _text(child)
    # Codes that fill several lines of a narrow column are one line of the document.
    return words.replace("、\n", "、")
