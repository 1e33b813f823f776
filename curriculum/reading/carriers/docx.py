"""The carrier for Word documents: paragraphs and tables with merged cells -> grid."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.merged import Content, Table
from curriculum.reading.carriers.office import OfficeDocument, Part, in_a_cell
from curriculum.reading.carriers.package import (
    Package,
    attribute,
    children,
    number,
    plain,
    root_of,
)
from curriculum.reading.grid import Grid

_AROUND = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple",
     "ruby", "rubyBase", "r", "dir", "bdo")
)  # fmt: skip
"""What only stands around its content; anything unknown, and all that is deleted, is left out."""
_BOX = ("drawing", "pict", "object", "anchor", "inline", "graphic", "graphicData", "wsp", "wgp",
        "grpSp", "txbx", "shape", "group", "rect", "textbox", "AlternateContent", "Choice",
        "Fallback")  # fmt: skip
"""What leads to a text box."""
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def read_grid(data: bytes, path: str) -> Grid:
    """The grid of a Word document; what is deleted but still tracked is not part of it.

    Raises:
        SourceError: See `package.root_of`.
    """
    place = Place(path=path)
    root = root_of(data, Package.DOCX, place)
    body = next((child for name, child in children(root) if name == "body"), None)
    if body is None:
        raise SourceError("damaged-file", place=place)
    return _Document(path).grid(body)


def _is_hidden(run: Element) -> bool:
    """Whether the characters of a run are set as hidden."""
    properties = dict(children(run)).get("rPr")
    mark = dict(children(properties)).get("vanish") if properties is not None else None
    return mark is not None and attribute(mark, "val") not in {"0", "false", "off"}


class _Document(OfficeDocument):
    """Walks through the body of a Word document."""

    def parts(self, element: Element, depth: int) -> Iterator[Part]:
        """Paragraphs and tables inside a body, cell or text box."""
        self.check(depth)
        for name, child in children(element):
            if name == "p":
                boxes: list[Part] = []
                text = "".join(self._texts(child, depth + 1, boxes))
                yield text
                yield from boxes
            elif name == "tbl":
                yield self._table(child, depth + 1)
            elif name in _AROUND:
                yield from self.parts(child, depth + 1)

    def _texts(self, element: Element, depth: int, boxes: list[Part]) -> Iterator[str]:
        """The characters of a paragraph; text boxes anchored in it are put aside."""
        self.check(depth)
        for name, child in children(element):
            if name == "t":
                yield plain(child.text)
            elif name in _CHARACTERS:
                yield "" if attribute(child, "type") == "page" else _CHARACTERS[name]
            elif name == "txbxContent":
                boxes += self.parts(child, depth + 1)
            elif name == "AlternateContent":
                # The same box once for new and once for old programs.
                for _, choice in list(children(child))[:1]:
                    yield from self._texts(choice, depth + 1, boxes)
            elif name == "r" and _is_hidden(child):
                self.hide("".join(self._texts(child, depth + 1, boxes)))
            elif name in _AROUND or name in _BOX:
                yield from self._texts(child, depth + 1, boxes)

    def _table(self, element: Element, depth: int) -> Table:
        self.check(depth)
        table = Table(self.budget)
        for row in self._inside(element, "tr", depth):
            properties = dict(children(row)).get("trPr")
            marks = dict(children(properties)) if properties is not None else {}
            if "del" in marks:
                continue  # a deleted row that is still tracked
            self.budget.spend()
            table.begin_row()
            self.row = table.here
            table.skip(number(marks.get("gridBefore"), "val", 0))
            for cell in self._inside(row, "tc", depth):
                self._add(table, cell, depth)
        return table

    def _add(self, table: Table, element: Element, depth: int) -> None:
        properties = dict(children(element)).get("tcPr")
        marks = dict(children(properties)) if properties is not None else {}
        covered = any(
            name in marks and attribute(marks[name], "val") != "restart"
            for name in ("vMerge", "hMerge")
        )
        cell = Content(table.here, number(marks.get("gridSpan"), "val"))
        if not covered:
            cell.parts += in_a_cell(self.parts(element, depth + 1))
        table.add(cell, is_covered=covered)

    def _inside(self, element: Element, wanted: str, depth: int) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those inside of content controls."""
        self.check(depth)
        for name, child in children(element):
            if name == wanted:
                yield child
            elif name in _AROUND:
                yield from self._inside(child, wanted, depth + 1)
