"""Reads a saved PDF: the letters on its pages, in the order and the tables of its tags.

The tags are what a screen reader follows. Headings that a page repeats carry none.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from sameness.saved import (
    EMPTY,
    TICKED,
    Block,
    Cell,
    Heading,
    Paragraph,
    Saved,
    Table,
    cell_of,
    put_reached,
)

_BOXES = str.maketrans({"□": EMPTY, "■": TICKED})
_INSIDE = frozenset({"Span", "Strong", "Em", "Link", "Reference", "Lbl", "LBody"})
"""Tags of words inside a line."""


class _Letters(PDFTextDevice):
    """Gathers the letters of each marked piece of a page."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.texts: dict[tuple[int, int], str] = {}
        self._page = 0
        self._marks: list[int | None] = []

    def begin_page(self, page: PDFPage, ctm: object) -> None:  # noqa: ARG002 - theirs
        self._page = int(str(page.pageid))
        self._marks = []

    def begin_tag(self, tag: object, props: Any = None) -> None:  # noqa: ANN401, ARG002
        self._marks.append(props.get("MCID") if isinstance(props, dict) else None)

    def end_tag(self) -> None:
        self._marks.pop()

    def render_string(self, textstate: Any, seq: Any, ncs: object, graphicstate: object) -> None:  # noqa: ANN401, ARG002
        mark = next((each for each in reversed(self._marks) if each is not None), None)
        if mark is None:
            return
        font = textstate.font
        text = "".join(
            font.to_unichr(code)
            for piece in seq
            if isinstance(piece, bytes)
            for code in font.decode(piece)
        )
        place = self._page, mark
        self.texts[place] = self.texts.get(place, "") + text


def pdf_file(path: Path) -> Saved:
    """What the file says."""
    with path.open("rb") as stream:
        document = PDFDocument(PDFParser(stream))
        letters = _Letters()
        interpreter = PDFPageInterpreter(letters.rsrcmgr, letters)
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
        root = _Node(resolve1(document.catalog["StructTreeRoot"]), 0, letters.texts)
        blocks = tuple(_joined(_blocks(root)))
    return Saved(path.name, blocks, is_wrapped=True)


class _Node:
    """A piece of the tree of tags."""

    def __init__(self, data: dict[str, Any], page: int, texts: dict[tuple[int, int], str]) -> None:
        above = data.get("Pg")
        self._page = above.objid if above is not None else page
        self._texts = texts
        self._data = data
        name = data.get("S")
        self.name = str(name.name) if isinstance(name, PSLiteral) else ""

    def children(self) -> Iterator["str | _Node"]:
        """Words and pieces in their order."""
        kids = resolve1(self._data.get("K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            found = resolve1(kid)
            if isinstance(found, int):
                yield self._texts.get((self._page, found), "")
            elif "MCID" in found and "K" not in found:
                page = found["Pg"].objid if "Pg" in found else self._page
                yield self._texts.get((page, found["MCID"]), "")
            else:
                yield _Node(found, self._page, self._texts)

    def nodes(self, *names: str) -> Iterator["_Node"]:
        """The nearest pieces of these names below this one."""
        for child in self.children():
            if isinstance(child, _Node):
                yield from [child] if child.name in names else child.nodes(*names)

    def text(self) -> str:
        """All words below this piece."""
        return "".join(
            child if isinstance(child, str) else child.text() for child in self.children()
        ).translate(_BOXES)

    def rows(self) -> int:
        """Over how many rows a cell reaches."""
        found = resolve1(self._data.get("A", []))
        for attribute in found if isinstance(found, list) else [found]:
            if "RowSpan" in resolve1(attribute):
                return int(resolve1(attribute)["RowSpan"])
        return 1


def _blocks(node: _Node) -> Iterator[Block]:
    """Headings, tables and paragraphs; words without a tag of their own are joined."""
    loose = ""
    for child in node.children():
        if isinstance(child, str) or child.name in _INSIDE:
            loose += child.translate(_BOXES) if isinstance(child, str) else child.text()
            continue
        if child.name == "Table":
            yield _table(child, loose)
            loose = ""
            continue
        if loose:
            yield Paragraph(loose)
            loose = ""
        if child.name in {"H1", "H2", "H3", "H4"}:
            yield Heading(int(child.name[1]), child.text())
        elif child.name in {"P", "TOCI"}:
            yield Paragraph(child.text(), is_contents=child.name == "TOCI")
        elif child.name == "LI":
            yield Paragraph("".join(body.text() for body in child.nodes("LBody")))
        else:
            yield from _blocks(child)
    if loose:
        yield Paragraph(loose)


def _table(node: _Node, caption: str) -> Table:
    columns: tuple[str, ...] = ()
    rows: list[tuple[Cell, ...]] = []
    reaching: dict[int, tuple[int, Cell]] = {}
    for row in node.nodes("TR"):
        cells: list[Cell] = []
        for cell in row.nodes("TH", "TD"):
            put_reached(cells, reaching)
            lines = cell_of([cell.text()])
            if cell.rows() > 1:
                reaching[len(cells)] = (cell.rows() - 1, lines)
            cells.append(lines)
        put_reached(cells, reaching)
        if next(row.nodes("TH"), None) is not None and not rows and not columns:
            columns = tuple("".join(cell) for cell in cells)
        else:
            rows.append(tuple(cells))
    return Table(caption, columns, tuple(rows))


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """A table that goes on beside the place to sign is one with what stands before it."""
    last: Table | None = None
    for block in blocks:
        if (
            last is not None
            and isinstance(block, Table)
            and not block.columns
            and len(block.rows[0]) == len(last.columns)
        ):
            last = Table(last.caption, last.columns, last.rows + block.rows)
            continue
        if last is not None:
            yield last
        last = block if isinstance(block, Table) else None
        if last is None:
            yield block
    if last is not None:
        yield last
