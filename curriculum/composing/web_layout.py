"""Lays the parts of views out as HTML for a page that holds many documents at once.

Every text goes through `Markup.format`, which escapes it. A link to a document of the page leads
to its place there; one to anything else is the words that it is.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping

from markupsafe import Markup

from curriculum.composing.escaping import plain, visible
from curriculum.composing.prose import Pictures, prose
from curriculum.labels import Labels
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Code,
    Column,
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
    placed_rows,
    plain_text,
)

_DEEPEST_HEADING = 6
_NARROW_TABLE = 2
"""Columns that fit any screen: the table needs no box to scroll in."""
_LONGEST_NAME = 60
"""Characters of a row's name, for who hears it before each of its boxes."""
_NOTHING = Markup("")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WebLayout:
    """Lays out the parts of one document."""

    document: str
    """The anchor of the document, which opens those of its sections."""
    anchors: Mapping[str, str]
    """Page id -> anchor, for everything on the page that has a place there."""
    sections: Collection[str]
    """The anchors of the sections of all documents."""
    entries: Mapping[str, str]
    """Page id -> anchor of what this document has an entry for: naming it makes the entry."""
    titles: Mapping[str, str]
    """Page id -> title, for links whose own words are empty."""
    labels: Labels
    pictures: Pictures

    def section(self, section: Section, level: int) -> Markup:
        """A section with its heading, its parts and the sections below it; an empty one is none."""
        if not (section.parts or section.sections):
            return _NOTHING
        title = plain(section.title)
        parts = (self.part(part, title, level) for part in section.parts)
        below = (self.section(each, level + 1) for each in section.sections)
        return Markup(
            '<section id="{id}">\n<h{level}>{title}</h{level}>\n{body}\n</section>'
        ).format(
            id=f"{self.document}.{section.id}",
            level=min(level, _DEEPEST_HEADING),
            title=title,
            body=_lines((*parts, *below)),
        )

    def identity(self, identity: Identity) -> Markup:
        """What the document was made from, on one line."""
        colon, bar = self.labels["punctuation.colon"], self.labels["identity.separator"]
        facts = (f"{fact.label}{colon}{plain(fact.text)}" for fact in identity.facts)
        # A space that does not break keeps the bar at the end of a line, off the next one's head.
        return Markup("\u00a0{}<wbr>").format(bar).join((*facts, identity.notice))

    def line(self, line: Line, naming: str = "") -> Markup:
        """A line of text.

        Args:
            line: The line.
            naming: What its boxes are about, for who cannot see where they stand.
        """
        return Markup("").join(self._span(span, naming) for span in line)

    def part(self, part: Part, title: str, level: int) -> Markup:
        """A part of the section of that title, whose heading is of that level."""
        match part:
            case Paragraph(line):
                laid_out = Markup("<p>{}</p>").format(self.line(line))
            case Bullets(lines):
                laid_out = self._bullets(lines)
            case Facts():
                laid_out = self._facts(part, title)
            case Signatures():
                laid_out = self._signatures(part)
            case Table():
                laid_out = self._table(part, title)
            case Notice(lines):
                form = Markup('<div class="notice" role="note">{}</div>')
                laid_out = form.format(self._bullets(lines))
            case Prose(text, folder):
                laid_out = prose(text, folder, level, self.pictures, self.labels)
        return laid_out

    def _span(self, span: Span, naming: str) -> Markup:
        match span:
            case str():
                laid_out = Markup("{}").format(visible(span))
            case Link():
                laid_out = self._link(span)
            case Missing(what):
                words = self.labels.fill("parts.missing", what=visible(what))
                laid_out = Markup('<mark class="missing">{}</mark>').format(words)
            case Tag(text):
                words = self.labels.fill("parts.tag", text=visible(text))
                laid_out = Markup("{}").format(words)
            case Code(text):
                laid_out = Markup('<span class="code">{}</span>').format(visible(text))
            case Box():
                laid_out = self._box(span, naming)
            case Mark(sign, word):
                form = Markup('<span role="img" aria-label="{}">{}</span>')
                laid_out = form.format(plain(word), visible(sign))
        return laid_out

    def _link(self, link: Link) -> Markup:
        words = plain(link.text) or self.titles.get(link.page, "")
        if link.page in self.entries:
            form = Markup('<span class="code" id="{}">{}</span>')
            return form.format(self.entries[link.page], words)
        if link.page not in self.anchors:
            return Markup("{}").format(words)
        anchor = self.anchors[link.page]
        section = f"{anchor}.{link.anchor}"
        target = section if section in self.sections else anchor
        return Markup('<a href="#{}">{}</a>').format(target, words)

    def _box(self, box: Box, naming: str) -> Markup:
        """A box that can be ticked on the screen too; its name is its words and where it stands."""
        text = plain(box.text)
        name = " ".join(filter(None, (naming, text))) or self.labels["kit.tick"]
        label = Markup(' aria-label="{}"').format(name) if name != text else ""
        form = Markup('<label class="box"><input type="checkbox"{label}{checked}>{text}</label>')
        return form.format(label=label, checked=" checked" if box.is_ticked else "", text=text)

    def _bullets(self, lines: Iterable[Line]) -> Markup:
        items = (Markup("<li>{}</li>").format(self.line(line)) for line in lines)
        return Markup("<ul>{}</ul>").format(_lines(items))

    def _facts(self, facts: Facts, title: str) -> Markup:
        form = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>')
        rows = (
            form.format(plain(fact.label), self._cell_lines(fact.lines)) for fact in facts.facts
        )
        table = Markup('<table class="facts" aria-label="{}"><tbody>\n{}\n</tbody></table>')
        return table.format(title, _lines(rows))

    def _signatures(self, signatures: Signatures) -> Markup:
        form = Markup('<div class="signatures" role="group" aria-label="{}">{}</div>')
        place = Markup("<p>{}{}</p>")
        colon = self.labels["punctuation.colon"]
        return _lines(
            form.format(
                plain(signatures.caption), _NOTHING.join(place.format(name, colon) for name in row)
            )
            for row in signatures.rows
        )

    def _table(self, table: Table, title: str) -> Markup:
        name = plain(table.caption) or title
        caption = Markup("<caption>{}</caption>\n").format(name)
        look = Markup(' class="{}"').format(table.look)
        form = Markup("<table{}>\n{}{}<tbody>\n{}\n</tbody></table>")
        laid_out = form.format(look, caption, self._head(table), _lines(self._rows(table)))
        if len(table.columns) <= _NARROW_TABLE:
            return laid_out
        box = Markup('<div class="wide" tabindex="0" role="group" aria-label="{}">\n{}\n</div>')
        return box.format(name, laid_out)

    def _head(self, table: Table) -> Markup:
        if not any(column.title for column in table.columns):
            return _NOTHING
        form = Markup('<th scope="col"{}>{}</th>')
        cells = (form.format(_class(each), self.line(each.title)) for each in table.columns)
        return Markup("<thead><tr>{}</tr></thead>\n").format(_NOTHING.join(cells))

    def _rows(self, table: Table) -> Iterable[Markup]:
        for cells, row in zip(placed_rows(table), table.rows, strict=True):
            first = row[0].lines[0] if row and row[0].lines else ()
            name = plain(plain_text(first))[:_LONGEST_NAME]
            pieces = (
                self._cell(cell, table.columns[number], name, is_head=number < table.row_headers)
                for number, cell in cells
            )
            yield Markup("<tr>{}</tr>").format(_NOTHING.join(pieces))

    def _cell(self, cell: Cell, column: Column, row_name: str, *, is_head: bool) -> Markup:
        rows = Markup(' rowspan="{}"').format(cell.rows) if cell.rows > 1 else ""
        naming = " ".join(filter(None, (row_name, plain(plain_text(column.title)))))
        text = self._cell_lines(cell.lines, naming)
        form = Markup("<td{rows}{look}>{text}</td>")
        if is_head and text:
            form = Markup('<th scope="{scope}"{rows}{look}>{text}</th>')
        scope = "rowgroup" if cell.rows > 1 else "row"
        return form.format(scope=scope, rows=rows, look=_class(column), text=text)

    def _cell_lines(self, lines: Iterable[Line], naming: str = "") -> Markup:
        return Markup("<br>").join(self.line(line, naming) for line in lines)


def _lines(pieces: Iterable[Markup]) -> Markup:
    return Markup("\n").join(pieces)


def _class(column: Column) -> Markup:
    return _NOTHING if column.look == "text" else Markup(' class="{}"').format(column.look)
