"""The carrier for web pages: tables with merged cells, end tags left out or not -> grid."""

import re
from collections.abc import Iterator

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.carriers.html_hidden import EMPTY, HiddenElement, is_hidden
from curriculum.reading.carriers.html_tokens import tokens
from curriculum.reading.carriers.merged import Budget, Content, Table
from curriculum.reading.grid import Cell, Grid, Row, is_page_number
from curriculum.reading.limits import DEEPEST

_BREAKS = frozenset(
    ("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "figure", "footer",
     "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
     "pre", "section", "ul", "caption", "aside")
)  # fmt: skip
_AROUND = frozenset(("nav", "footer", "aside"))
"""What stands around the text of a page."""
_SILENT = frozenset(("script", "style", "title", "template", "noscript", "head", "rt", "rp"))
_ENDS_SILENCE = {"head": frozenset(("body", "table", "p", "div", "h1", "h2", "tr", "td"))}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SOFT_HYPHEN = "\u00ad"
_NUMBER = re.compile(r"\s*(\d{1,6})")


def read_grid(text: str, path: str) -> Grid:
    """The grid of a web page.

    Args:
        text: The page, decoded.
        path: The file's name for places.

    Raises:
        SourceError: `too-complex`: tables of more cells than any standard has.
    """
    page = _Page(path)
    page.read(text)
    rows = tuple(row for row in page.rows() if row.filled)
    return Grid(rows, Place(path=path, line=1), tuple(page.margins()), hidden=tuple(page.hidden()))


class _Page:
    """Hears tags and texts, and builds tables from them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._here = Place(path=path, line=1)
        self._budget = Budget(Place(path=path))
        self._silent: list[str] = []
        self._tables: list[Table] = []
        self._body = Content(Place(path=path))
        self._margin = Content(Place(path=path))
        self._cells: list[Content] = [self._body]
        """The cell that text belongs to is the last one; the first is the page itself."""
        self._line: list[str] = []
        self._line_place = Place(path=path, line=1)
        self._hidden: HiddenElement | None = None
        self._hidden_texts: list[tuple[Place, list[str]]] = []
        self._around = 0
        """How many elements are open that stand around the text of a page."""
        self._lines: list[tuple[Place, int, bool]] = []
        """Where the lines outside all tables stand, their number among the page's parts, and
        whether they stand around its text."""

    def read(self, text: str) -> None:
        """Goes through the tags and texts of a page."""
        line, start, at = 1, 0, 0
        for token in tokens(text):
            line += text.count("\n", at, token.at)
            start = max(start, text.rfind("\n", at, token.at) + 1)
            at = token.at
            self._here = Place(path=self._path, line=line, column=at - start + 1)
            if not token.tag:
                self._hear(token.text)
            elif token.is_end:
                self._end(token.tag)
            else:
                self._begin(token.tag, token.attributes)

    def rows(self) -> list[Row]:
        """The rows of the page: its lines, and those of its tables."""
        self._end_line()
        lines = {index: (place, is_around) for place, index, is_around in self._lines}
        found: list[Row] = []
        for index, part in enumerate(self._body.parts):
            if isinstance(part, str):
                place, is_around = lines[index]
                found.append(Row((Cell(part, place),), is_around=is_around))
            else:
                found += part.grid_rows()
        return found

    def margins(self) -> Iterator[Cell]:
        """The texts around the pages, each once."""
        texts = dict.fromkeys(part for part in self._margin.parts if isinstance(part, str))
        return (Cell(text, self._margin.place) for text in texts if not is_page_number(text))

    def hidden(self) -> Iterator[Cell]:
        """The texts that the page holds and does not show."""
        for place, texts in self._hidden_texts:
            if text := " ".join("".join(texts).split()):
                yield Cell(text, place)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag opens a table, row or cell, or ends a line."""
        self._look(tag, attributes)
        if self._silent and tag in _ENDS_SILENCE.get(self._silent[-1], ()):
            self._silent.pop()  # the end tag of <head> may be left out
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "div" and attributes.get("title") in {"header", "footer"}:
            # So an office program keeps what it prints around the pages.
            self._end_line()
            self._cells.append(self._margin)
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].begin_row()
        elif tag in {"td", "th"} and self._tables:
            self._begin_cell(attributes)
        elif tag == "br":
            self._end_line(keep_empty=True)
        elif tag in _BREAKS:
            self._end_line()
            self._around += tag in _AROUND

    def _look(self, tag: str, attributes: dict[str, str]) -> None:
        """Whether what follows a tag can be seen."""
        if self._hidden and self._hidden.begin(tag):
            self._hidden = None
        if not self._hidden and tag not in EMPTY and is_hidden(attributes):
            self._hidden = HiddenElement(tag)
            self._hidden_texts.append((self._here, []))

    def _end(self, tag: str) -> None:
        """An end tag closes what it names."""
        if self._hidden and self._hidden.end(tag):
            self._hidden = None
        if tag in self._silent:
            del self._silent[self._silent.index(tag) :]
        elif tag == "table" and self._tables:
            self._end_cell()
            self._tables.pop()
        elif tag in {"td", "th", "tr"} and self._tables:
            self._end_cell()
        elif tag in _BREAKS:
            self._end_line()
            self._around = max(0, self._around - (tag in _AROUND))
            if tag == "div" and self._cells[-1] is self._margin:
                self._cells.pop()

    def _hear(self, data: str) -> None:
        """A text goes on with the line; line breaks of the file are spaces."""
        if self._silent:
            return
        if self._hidden:
            self._hidden_texts[-1][1].append(data)
            return
        if not self._line:
            self._line_place = self._here
        heard = _SPACE.sub(" ", data.replace(_SOFT_HYPHEN, ""))
        if self._line or heard.strip(" "):
            self._line.append(heard)

    def _begin_table(self) -> None:
        self._end_line()
        if self._tables and len(self._cells) <= len(self._tables):
            self._begin_cell({})  # a table between two cells stands in one of its own
        if len(self._tables) >= DEEPEST:
            raise SourceError("too-complex", place=self._budget.place)
        table = Table(self._budget)
        self._cells[-1].parts.append(table)
        self._tables.append(table)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._end_cell()
        table = self._tables[-1]
        if not table.has_row:
            table.begin_row()
        columns, rows = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
        cell = Content(self._here, columns, rows)
        table.add(cell)
        self._cells.append(cell)

    def _end_cell(self) -> None:
        """Closes the open cell of the innermost table, if there is one."""
        self._end_line()
        if len(self._cells) > len(self._tables):
            self._cells.pop()

    def _end_line(self, *, keep_empty: bool = False) -> None:
        line, self._line = "".join(self._line).strip(" "), []
        if line or keep_empty:
            if len(self._cells) == 1:
                line_of = self._line_place, len(self._body.parts), self._around > 0
                self._lines.append(line_of)
            self._cells[-1].parts.append(line)


def _span(value: str | None) -> int:
    """The number of a `rowspan`; what is none, or 0, is one."""
    number = _NUMBER.match(value or "")
    return max(1, int(number[1])) if number else 1
