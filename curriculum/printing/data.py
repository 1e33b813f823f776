"""Documents as the data that the print templates lay out.

Everything that a course says is data here and never markup: Typst reads it as JSON, so that
nothing in it can become an instruction. The words are those of the documents; how wide the
columns are, and which tables are too wide for the page, is worked out on the way.
"""

import dataclasses
import itertools
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from curriculum.composing.escaping import plain, visible
from curriculum.composing.prose_blocks import (
    Block,
    Grid,
    Heading,
    Listing,
    Picture,
    Piece,
    Quote,
    Rule,
    Running,
    Verbatim,
    prose_blocks,
)
from curriculum.composing.widths import (
    PADDING,
    column_widths,
    lines_needed,
    width_of_text,
)
from curriculum.labels import Labels
from curriculum.printing.paper import Paper
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Identity,
    Line,
    Link,
    Mark,
    Missing,
    Notice,
    Paragraph,
    Part,
    Prose,
    Section,
    Signatures,
    Span,
    Table,
    Tag,
    box_sign,
    placed_rows,
)

Data = Mapping[str, object]
"""What becomes a JSON object."""
Words = list[str | Data]
"""A line: texts, and pieces that look like something."""

_SHEETS = frozenset(
    {"observation-sheet", "self-check", "preparation", "notice", "survey", "sign-in"}
)
"""Documents that are handed out by the sheet: smaller letters rather than a second page."""
_LONGEST_LABEL = 8.0
"""Width of the labels of facts at most, in ems."""
_TALLEST = 25
"""Lines of a row that is rather broken than moved to the next page."""
_LONG_WORD = re.compile(
    "[!-~\u00a1-\u02ff\u0370-\u052f\u2010-\u27bf]{19,}|[\u3001-\u301f\uff01-\uff20]{7,}"
)
"""What Typst does not break: a run without spaces, or one of punctuation alone."""
_LONG_PIECE = 6


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintData:
    """Makes the data of documents on one kind of paper."""

    paper: Paper
    labels: Labels
    pictures: Collection[str] = ()
    """The pictures that there are, as paths below `content/`."""

    def document(self, document: Document) -> Data:
        """A document, its sections below each other with the level of their headings."""
        return {
            "title": plain(document.title) or self.labels["parts.untitled"],
            "short": plain(document.short_title),
            "identity": self.identity(document.identity),
            "is_sheet": document.kind in _SHEETS,
            "introduction": self.line(document.introduction),
            "sections": [*self._sections(document.sections, 2)],
        }

    def line(self, line: Line) -> Words:
        """A line; neighbouring texts are one, and a word too long for a line can be broken."""
        words: Words = []
        for piece in _merged(line):
            words += [*_breakable(piece)] if isinstance(piece, str) else [self._piece(piece)]
        return words

    def table(self, table: Table) -> Data:
        """A table, or where its columns do not fit side by side the same row after row."""
        widths = column_widths(table, self.paper.room)
        caption = plain(table.caption)
        if not widths:
            return {"kind": "stack", "caption": caption, "rows": [*self._stacked(table)]}
        return {
            "kind": "table",
            "caption": caption,
            "look": table.look,
            "headers": table.row_headers,
            "columns": [
                {"title": self.line(column.title), "look": column.look, "width": round(width, 2)}
                for column, width in zip(table.columns, widths, strict=True)
            ],
            "rows": [
                [
                    {"lines": self._lines(cell), "rows": cell.rows, "breaks": breaks}
                    for _, cell in placed
                ]
                for placed, breaks in _with_breaks(table, widths)
            ],
        }

    def identity(self, identity: Identity) -> Data:
        """What the documents were made from, and that they are not official."""
        colon, bar = self.labels["punctuation.colon"], self.labels["identity.separator"]
        facts = (f"{fact.label}{colon}{fact.text}" for fact in identity.facts)
        return {"facts": plain(bar.join(facts)), "notice": plain(identity.notice)}

    def _sections(self, sections: Iterable[Section], level: int) -> Iterator[Data]:
        for section in sections:
            if section.parts or section.sections:
                parts = [self._part(part, level) for part in section.parts]
                yield {"title": plain(section.title), "level": level, "parts": parts}
                yield from self._sections(section.sections, level + 1)

    def _part(self, part: Part, level: int) -> Data:
        match part:
            case Paragraph(line):
                data: Data = {"kind": "paragraph", "line": self.line(line)}
            case Bullets(lines):
                data = {"kind": "bullets", "lines": [*map(self.line, lines)]}
            case Notice(lines):
                data = {"kind": "notice", "lines": [*map(self.line, lines)]}
            case Facts():
                data = self._facts(part)
            case Table():
                data = self.table(part)
            case Signatures():
                rows = [[plain(label) for label in row] for row in part.rows]
                data = {"kind": "signatures", "rows": rows}
            case Prose():
                blocks = prose_blocks(part, self.pictures, self.labels)
                data = {"kind": "prose", "blocks": [*self._own_blocks(blocks, level)]}
        return data

    def _facts(self, facts: Facts) -> Data:
        widest = max((width_of_text(fact.label) for fact in facts.facts), default=1.0)
        label = min(widest, _LONGEST_LABEL) + PADDING
        beside = self.paper.room - label
        return {
            "kind": "facts",
            "label": round(label, 2),
            "facts": [
                {
                    "label": plain(fact.label),
                    "lines": [*map(self.line, fact.lines)],
                    "breaks": lines_needed([(Cell(fact.lines), beside)]) > _TALLEST // 2,
                }
                for fact in facts.facts
            ],
        }

    def _lines(self, cell: Cell) -> list[Words]:
        return [*map(self.line, cell.lines)]

    def _stacked(self, table: Table) -> Iterator[Data]:
        """Rows for a narrow page: what names a row, then every other column below its title."""
        above: dict[int, Cell] = {}
        for placed in placed_rows(table):
            above |= dict(placed)
            cells = [(table.columns[number], cell) for number, cell in sorted(above.items())]
            named = max(table.row_headers, 1)
            room = self.paper.room
            yield {
                "head": [self._titled(column, cell) for column, cell in cells[:named]],
                "breaks": sum(lines_needed([(cell, room)]) for _, cell in cells) > _TALLEST // 2,
                "groups": [*self._groups(cells[named:])],
            }

    def _titled(self, column: Column, cell: Cell) -> dict[str, object]:
        return {"title": self.line(column.title), "lines": self._lines(cell)}

    def _groups(self, cells: Iterable[tuple[Column, Cell]]) -> Iterator[list[dict[str, object]]]:
        """Cells of a stacked row; boxes without words that follow each other are one group."""
        for is_box, group in itertools.groupby(cells, lambda each: _is_bare_box(each[1])):
            shown = [
                {**self._titled(column, cell), "kind": "box" if is_box else column.look}
                for column, cell in group
                if cell.lines or column.look == "blank"
            ]
            yield from [shown] if is_box else ([each] for each in shown)

    def _piece(self, span: Span) -> Data:
        match span:
            case Missing(what):
                text = self.labels.fill("parts.missing", what=what)
                return {"kind": "missing", "text": plain(text)}
            case Tag(text):
                return {"kind": "tag", "text": plain(self.labels.fill("parts.tag", text=text))}
            case Code(text):
                return {"kind": "code", "text": plain(text)}
            case Box(text, is_ticked):
                sign = box_sign(is_ticked=is_ticked)
                return {"kind": "box", "sign": sign, "text": plain(text)}
            case Mark(sign, word):
                return {"kind": "mark", "text": plain(sign), "word": plain(word)}
            case Link(text):
                return {"kind": "words", "text": plain(text)}
            case str():
                raise AssertionError(span)  # `line` has dealt with the texts

    def _own_blocks(self, blocks: Iterable[Block], level: int) -> Iterator[Data]:
        """A trainer's blocks; headings leave out no level, and one without words is none."""
        last = level
        for block in blocks:
            data = self._block(block)
            if isinstance(block, Heading):
                last = min(level + block.level, last + 1)
                data = {**data, "kind": "heading", "level": last}
            if not isinstance(block, Heading) or data["line"]:
                yield data

    def _block(self, block: Block) -> Data:
        """A block of a trainer's own text; a heading within another block is a paragraph."""
        match block:
            case Heading(_, pieces) | Running(pieces):
                data: Data = {"kind": "paragraph", "line": self._prose(pieces)}
            case Listing(items, first):
                inner = [[self._block(each) for each in item] for item in items]
                data = {"kind": "list", "first": first, "items": inner}
            case Quote(blocks):
                data = {"kind": "quote", "blocks": [self._block(each) for each in blocks]}
            case Verbatim(text):
                data = {"kind": "verbatim", "text": text.expandtabs(4)}
            case Grid(rows):
                cells = [[self._prose(cell) for cell in row] for row in rows]
                data = {"kind": "grid", "rows": cells}
            case Rule():
                data = {"kind": "rule"}
        return data

    def _prose(self, pieces: Iterable[Piece]) -> Words:
        line: Words = []
        for piece in pieces:
            if isinstance(piece, Picture):
                words = plain(piece.words) or posixpath.basename(piece.path)
                line.append({"kind": "picture", "path": f"/{piece.path}", "text": words})
                continue
            looks = {
                "strong": piece.is_strong,
                "emphasised": piece.is_emphasised,
                "code": piece.is_code,
            }
            for part in _breakable(piece.text):
                line.append(
                    {"kind": "prose", "text": part, "address": piece.address, **looks}
                    if isinstance(part, str)
                    else part
                )
        return line


def _with_breaks(
    table: Table, widths: tuple[float, ...]
) -> Iterator[tuple[list[tuple[int, Cell]], bool]]:
    """The rows, each with whether it may be broken: one that would fill half a page, or more."""
    for placed in placed_rows(table):
        cells = [(cell, widths[number]) for number, cell in placed]
        yield placed, lines_needed(cells) > _TALLEST


def _merged(line: Line) -> Iterator[Span]:
    """A line without links, whose neighbouring texts are one; no space at its ends."""
    text = ""
    pieces: list[Span] = []
    for span in line:
        if isinstance(span, str | Link):
            text += span if isinstance(span, str) else span.text
            continue
        pieces += [text, span] if text else [span]
        text = ""
    pieces += [text] if text else []
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str):
            yield piece
            continue
        words = visible(piece)
        words = words if number else words.lstrip()
        words = words if number < len(pieces) - 1 else words.rstrip()
        if words:
            yield words


def _breakable(text: str) -> Iterator[str | Data]:
    """A text, with places to break it within words that are longer than a narrow column."""
    start = 0
    for found in _LONG_WORD.finditer(text):
        word = found[0]
        for at in range(0, len(word), _LONG_PIECE):
            yield text[start : found.start() + at] if at == 0 else word[at - _LONG_PIECE : at]
            yield {"kind": "break"}
        start = found.start() + (len(word) - 1) // _LONG_PIECE * _LONG_PIECE
    yield text[start:]


def _is_bare_box(cell: Cell) -> bool:
    """Whether a cell is a box to tick and nothing else."""
    match cell.lines:
        case ((Box(text="", is_ticked=False),),):
            return True
    return False
