"""The carrier for OpenDocument texts: paragraphs and tables with merged cells -> grid."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.merged import Content, Table
from curriculum.reading.carriers.office import OfficeDocument, Part, in_a_cell
from curriculum.reading.carriers.package import (
    Package,
    children,
    number,
    parts_named,
    plain,
    root_of,
)
from curriculum.reading.grid import Grid

_LEFT_OUT = frozenset(
    ("tracked-changes", "annotation-end", "ruby-text", "sequence-decls", "forms", "variable-decls",
     "user-field-decls", "desc", "title", "hidden-text")
)  # fmt: skip
"""What is not printed among the text, or has been deleted and is still tracked."""
_BESIDE = frozenset(("note", "annotation"))
_MARGINS = frozenset(
    ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
)
_STYLES = re.compile(r"styles\.xml")
_AROUND_ROWS = frozenset(("table-header-rows", "table-row-group", "table-rows"))
_MOST_SPACES = 100
_MOST_REPEATED = 100


def read_grid(data: bytes, path: str) -> Grid:
    """The grid of an OpenDocument text.

    Raises:
        SourceError: See `package.root_of`.
    """
    place = Place(path=path)
    body: Element | None = root_of(data, Package.ODT, place)
    for wanted in ("body", "text"):
        found = children(body) if body is not None else iter(())
        body = next((child for name, child in found if name == wanted), None)
    if body is None:
        raise SourceError("damaged-file", place=place)
    document = _Document(path)
    for _, styles in parts_named(_STYLES, data, place):
        for _, masters in children(styles):
            for name, page in children(masters):
                for kind, margin in children(page) if name == "master-page" else ():
                    if kind in _MARGINS:
                        document.margin(margin)
    document.read(body)
    return document.grid()


class _Document(OfficeDocument):
    """Walks through the body of a text document."""

    def parts(self, element: Element, depth: int) -> Iterator[Part]:
        """Paragraphs and tables inside a body, cell, list or text box."""
        self.check(depth)
        for name, child in children(element):
            if name in {"p", "h"}:
                boxes: list[Part] = []
                text = "".join(self._texts(child, depth + 1, boxes))
                yield text
                yield from boxes
            elif name == "table":
                yield self._table(child, depth + 1)
            elif name in _BESIDE:
                self.beside(child, self.current)
            elif name not in _LEFT_OUT:
                yield from self.parts(child, depth + 1)

    def _texts(self, element: Element, depth: int, boxes: list[Part]) -> Iterator[str]:
        """The characters of a paragraph; text boxes anchored in it are put aside."""
        self.check(depth)
        yield plain(element.text)
        for name, child in children(element):
            if name == "s":
                yield " " * min(number(child, "c"), _MOST_SPACES)
            elif name == "tab":
                yield "\t"
            elif name == "line-break":
                yield "\n"
            elif name == "text-box":
                boxes += self.parts(child, depth + 1)
            elif name in _BESIDE:
                self.beside(child, self.current)
            elif name not in _LEFT_OUT:
                yield from self._texts(child, depth + 1, boxes)
            yield plain(child.tail)

    def _table(self, element: Element, depth: int) -> Table:
        table = Table(self.budget)
        for row in self._table_rows(element, depth):
            for _ in range(min(number(row, "number-rows-repeated"), _MOST_REPEATED)):
                self.budget.spend()
                table.begin_row()
                for name, cell in children(row):
                    # A covered cell says what the spans of the others have said.
                    if name == "table-cell":
                        for _ in range(
                            min(number(cell, "number-columns-repeated"), _MOST_REPEATED)
                        ):
                            self._add(table, cell, depth)
        return table

    def _add(self, table: Table, element: Element, depth: int) -> None:
        columns, rows = (number(element, f"number-{of}-spanned") for of in ("columns", "rows"))
        cell = Content(table.here, columns, rows)
        outer, self.here = self.here, cell.place
        cell.parts += in_a_cell(self.parts(element, depth + 1))
        self.here = outer
        table.add(cell)

    def _table_rows(self, element: Element, depth: int) -> Iterator[Element]:
        self.check(depth)
        for name, child in children(element):
            if name == "table-row":
                yield child
            elif name in _AROUND_ROWS:
                yield from self._table_rows(child, depth + 1)
