"""The carrier for Word documents: paragraphs and tables with merged cells -> grid."""

import re
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
    parts_named,
    plain,
    root_of,
)
from curriculum.reading.grid import Grid

_AROUND = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple",
     "ruby", "rubyBase", "r", "dir", "bdo")
)  # fmt: skip
"""What only stands around paragraphs and tables, rows and cells."""
_LEFT_OUT = frozenset(("del", "moveFrom", "rt", "pPr", "rPr"))
"""What is deleted and still tracked, is printed above the text, or says how it looks."""
_MARGINS = re.compile(r"word/(?:header|footer)\d*\.xml")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,4}")
_NOTES = re.compile(r"word/(?:footnotes|endnotes|comments)\d*\.xml")
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
    document = _Document(path)
    for _, part in parts_named(_MARGINS, data, place):
        document.margin(part)
    document.read(body)
    for _, part in parts_named(_NOTES, data, place):
        document.notes(part, place)
    return document.grid()


def _sign(element: Element) -> str:
    """A sign that is named by its number in a font; most stand in the private area of Unicode."""
    digits = attribute(element, "char") or ""
    sign = int(digits, 16) if _HEXADECIMAL.fullmatch(digits) else 0
    return chr(sign) if sign >= ord(" ") and not 0xD800 <= sign < 0xE000 else ""


def _printed(name: str, element: Element) -> str | None:
    """What an element of a run prints; None where that is not for itself to say."""
    if name == "t":
        return plain(element.text)
    if name in _CHARACTERS:
        return "" if attribute(element, "type") == "page" else _CHARACTERS[name]
    return _sign(element) if name == "sym" else None


def _is_hidden(run: Element) -> bool:
    """Whether the characters of a run are set as hidden."""
    properties = dict(children(run)).get("rPr")
    mark = dict(children(properties)).get("vanish") if properties is not None else None
    return mark is not None and attribute(mark, "val") not in {"0", "false", "off"}


class _Document(OfficeDocument):
    """Walks through the body of a Word document."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._marks: dict[tuple[str, str | None], Place] = {}
        """Kind and number of a note -> where it is referred to."""

    def notes(self, part: Element, place: Place) -> None:
        """Takes the footnotes or comments of a part, once the body has been read."""
        for name, child in children(part):
            if attribute(child, "type") in {None, "normal"}:
                self.beside(child, self._marks.get((name, attribute(child, "id")), place))

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
            if (printed := _printed(name, child)) is not None:
                yield printed
            elif name == "txbxContent":
                boxes += self.parts(child, depth + 1)
            elif name == "AlternateContent":
                # The same box once for new and once for old programs.
                for _, choice in list(children(child))[:1]:
                    yield from self._texts(choice, depth + 1, boxes)
            elif name == "r" and _is_hidden(child):
                self.hide("".join(self._texts(child, depth + 1, boxes)))
            elif name.endswith("Reference"):
                self._marks[name.removesuffix("Reference"), attribute(child, "id")] = self.current
            elif name not in _LEFT_OUT:
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
            outer, self.here = self.here, cell.place
            cell.parts += in_a_cell(self.parts(element, depth + 1))
            self.here = outer
        table.add(cell, is_covered=covered)

    def _inside(self, element: Element, wanted: str, depth: int) -> Iterator[Element]:
        """The rows of a table or the cells of a row, also those inside of content controls."""
        self.check(depth)
        for name, child in children(element):
            if name == wanted:
                yield child
            elif name in _AROUND:
                yield from self._inside(child, wanted, depth + 1)
