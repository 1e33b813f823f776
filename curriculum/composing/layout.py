"""Lays the parts of a view out as Markdown.

A plain table becomes a pipe table. One with a caption, row headings or cells that cover several
rows becomes an HTML table read with `md_in_html`, because pipe tables have none of these; its
cells are Markdown all the same, so that links are checked and escaping stays one matter.
"""

import dataclasses
import functools
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping

from curriculum.composing.escaping import (
    Markdown,
    attribute,
    escape,
    escape_spaced,
    inline_attribute,
)
from curriculum.composing.map_picture import map_picture
from curriculum.composing.prose import Pictures, prose
from curriculum.labels import CHINESE, SPOKEN_CHINESE, Labels
from curriculum.views.audience import is_for_trainer
from curriculum.views.course_map import CourseMap
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Code,
    Column,
    Fact,
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

_ALIGNMENT = {"number": "---:", "tick": ":---:", "mark": ":---:"}
_DEEPEST_HEADING = 6
_HAN = re.compile("[\u3400-\u9fff](?:[^A-Za-z<>]*[\u3400-\u9fff])*")
"""Chinese, from its first character to its last one before the next letter or tag."""
PICTURES = "content"
"""The folder of the site for the pictures of the trainer's texts."""
_FOR_TRAINER = "for-trainer"
"""Marks what the learner's view hides (see `view.css`)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Lays parts out for one page."""

    path: str
    """The page's own path; links are relative to its folder."""
    paths: Mapping[str, str]
    """Page id -> path, for every page of the site."""
    titles: Mapping[str, str]
    """Page id -> title, for links whose own words are empty."""
    labels: Labels
    pictures: Collection[str] = ()
    """Pictures of the course folder, as paths below `PICTURES`."""
    is_shared: bool = False
    """Whether learners read the page too, so that what is the trainer's in it is marked."""

    def line(self, line: Line) -> Markdown:
        """A line of text; neighbouring texts are escaped as one, and signs named as one."""
        if len(line) == 1 and isinstance(line[0], str):
            return self._said(escape(line[0]))
        merged: list[Span] = []
        for span in line:
            if isinstance(span, str) and merged and isinstance(merged[-1], str):
                merged[-1] += span
            elif isinstance(span, Mark) and merged and isinstance(merged[-1], Mark):
                before = merged[-1]
                words = self.labels.join((before.word, span.word))
                merged[-1] = Mark(f"{before.sign}{span.sign}", words)
            else:
                merged.append(span)
        return Markdown("".join(self._span(span) for span in merged).strip())

    def section(
        self, section: Section, level: int = 2, picture: CourseMap | None = None
    ) -> Markdown:
        """A section with its heading, its parts and the sections below it; an empty one is none.

        Args:
            section: The section.
            level: Of its heading.
            picture: What shows its content at a glance, before its parts.
        """
        if not (section.parts or section.sections):
            return Markdown("")
        marks = "#" * min(level, _DEEPEST_HEADING)
        pieces = [f"{marks} {self._said(escape(section.title))} {{ #{section.id} }}"]
        pieces += self._picture(picture) if picture else ()
        pieces += [self.part(part, level) for part in section.parts]
        pieces += [self.section(below, level + 1) for below in section.sections]
        text = "\n\n".join(pieces)
        if self.is_shared and section.is_for_trainer:
            text = f'<div class="{_FOR_TRAINER}" markdown="1">\n\n{text}\n\n</div>'
        return Markdown(text)

    def _picture(self, shown: CourseMap) -> Iterable[str]:
        """The map, what it means, and how much it is about."""
        yield self._said(escape(shown.about))
        yield map_picture(shown, self.labels, self.address)
        legend = (self.labels["map.bars"], *((shown.arrows,) if shown.arrows else ()))
        yield f'<p class="course-map-legend" markdown="span">{escape(" ".join(legend))}</p>'

    def identity(self, identity: Identity) -> Markdown:
        """What the page was made from, on one line."""
        colon, bar = self.labels["punctuation.colon"], self.labels["identity.separator"]
        facts = [f"{fact.label}{colon}{fact.text}" for fact in identity.facts]
        # A space that does not break keeps the bar at the end of a line, off the next one's head.
        return self._said(escape(f"\u00a0{bar} ".join((*facts, identity.notice))))

    def parts(self, section: Section) -> Markdown:
        """What stands in a section, without its heading."""
        return Markdown("\n\n".join(self.part(part) for part in section.parts))

    def part(self, part: Part, level: int = 2) -> Markdown:
        """Any part below a heading of that level."""
        match part:
            case Paragraph(line):
                laid_out = self._marked(line)
            case Bullets(lines):
                laid_out = self._bullets(lines)
            case Facts():
                laid_out = self._facts(part)
            case Signatures():
                laid_out = self._signatures(part)
            case Table():
                laid_out = self.table(part)
            case Notice(lines):
                head = '<div class="notice" role="note" markdown="1">'
                laid_out = Markdown(f"{head}\n{self._bullets(lines)}\n</div>")
            case Prose(text, folder):
                laid_out = self.prose(text, folder, level)
        return laid_out

    def prose(self, text: str, folder: str = "", level: int = 2) -> Markdown:
        """A trainer's own text, which may hold Markdown."""
        address = _relative(PICTURES, posixpath.dirname(self.path))
        pictures = Pictures(known=self.pictures, address=address)
        return prose(text, folder, level, pictures, self.labels)

    def table(self, table: Table) -> Markdown:
        """A table, in the simplest form that can hold it."""
        needs_html = (
            table.caption
            or table.row_headers
            or table.look != "plain"
            or any(cell.rows > 1 for row in table.rows for cell in row)
        )
        return self._html_table(table) if needs_html else self._pipe_table(table)

    def href(self, link: Link) -> str:
        """Where a link leads, from this page."""
        target = _relative(self.paths[link.page], posixpath.dirname(self.path))
        return f"{target}#{link.anchor}" if link.anchor else target

    def address(self, page: str) -> str:
        """Where a page is on the site, from this one: in HTML the engine finds no links."""
        path = f"{self.paths[page].removesuffix('.md')}.html"
        return _relative(path, posixpath.dirname(self.path))

    def _said(self, text: Markdown) -> Markdown:
        """On a page in another language, what is Chinese is marked so, for who hears the page."""
        if self.labels.language == CHINESE:
            return text
        return Markdown(_HAN.sub(rf'<span lang="{SPOKEN_CHINESE}">\g<0></span>', str(text)))

    def _span(self, span: Span) -> str:
        match span:
            case str():
                words = str(self._said(escape_spaced(span)))
            case Link():
                title = self._said(escape(span.text) or escape(self.titles[span.page]))
                words = f"[{title}]({self.href(span)})"
            case Missing(what):
                text = self._said(escape(self.labels.fill("parts.missing", what=what)))
                words = f'<span class="missing">{text}</span>'
            case Tag(text):
                words = self._said(escape_spaced(self.labels.fill("parts.tag", text=text)))
            case Code(text):
                words = f'<span class="code">{escape(text)}</span>'
            case Box():
                words = self._box(span)
            case Mark(sign, word):
                # The shortest name of a tag: a matrix has hundreds of signs.
                words = f'<i role="img" aria-label="{attribute(word)}">{escape(sign)}</i>'
        return words

    def _box(self, box: Box) -> str:
        """A box; one to be ticked on the screen needs no script, which only remembers it."""
        text = self._said(escape(box.text))
        if box.is_ticked:
            return f"{box_sign(is_ticked=True)}{text}"
        if box.tick is None:
            return f'<span class="tick-box"></span>{text}'
        kind = " data-alternative" if box.tick.is_alternative else ""
        return (
            f'<label class="tick-label"><input type="checkbox" class="tick-box" autocomplete="off"'
            f' name="{inline_attribute(box.tick.id)}"'
            f' aria-label="{inline_attribute(box.tick.name)}"{kind}>'
            f"{text}</label>"
        )

    def _bullets(self, lines: Iterable[Line]) -> Markdown:
        return Markdown("\n".join(f"- {self._marked(line)}" for line in lines))

    def _marked(self, line: Line) -> Markdown:
        """A line that stands alone, marked where it is the trainer's."""
        text = self.line(line)
        return Markdown(_for_trainer(text)) if self._is_trainers(line) else text

    def _is_trainers(self, line: Line) -> bool:
        return self.is_shared and is_for_trainer(line)

    def _facts(self, facts: Facts) -> Markdown:
        rows = "\n".join(
            f'<tr{self._fact_class(fact)} markdown="span">'
            f'<th scope="row" markdown="span">{escape(fact.label)}</th>'
            f'<td markdown="span">{self._lines(fact.lines)}</td></tr>'
            for fact in facts.facts
        )
        return Markdown(
            '<table class="document-facts" markdown="span">\n'
            f'<tbody markdown="span">\n{rows}\n</tbody>\n</table>'
        )

    def _signatures(self, signatures: Signatures) -> Markdown:
        colon = self.labels["punctuation.colon"]
        label = attribute(signatures.caption)
        rows = (
            "\n".join(
                f'<p markdown="span">{escape(name)}{escape_spaced(colon)}</p>' for name in row
            )
            for row in signatures.rows
        )
        return Markdown(
            "\n\n".join(
                f'<div class="signatures" role="group" aria-label="{label}" markdown="1">\n'
                f"{row}\n</div>"
                for row in rows
            )
        )

    def _fact_class(self, fact: Fact) -> str:
        is_trainers = bool(fact.lines) and all(map(self._is_trainers, fact.lines))
        return f' class="{_FOR_TRAINER}"' if is_trainers else ""

    def _lines(self, lines: Iterable[Line]) -> str:
        """Lines of a cell; a break is the trainer's where a line beside it is."""
        pieces: list[str] = []
        has_shared = False
        for line in lines:
            text, is_trainers = str(self.line(line)), self._is_trainers(line)
            if is_trainers:
                text = _for_trainer(f"<br>{text}" if pieces else text)
            elif has_shared:
                text = f"<br>{text}"
            elif pieces:
                text = f"{_for_trainer('<br>')}{text}"
            has_shared = has_shared or not is_trainers
            pieces.append(text)
        return "".join(pieces)

    def _pipe_table(self, table: Table) -> Markdown:
        def row(cells: Iterable[str]) -> str:
            return f"| {' | '.join(cells)} |"

        head = row(self.line(column.title) for column in table.columns)
        rule = row(_ALIGNMENT.get(column.look, "---") for column in table.columns)
        body = (row(self._lines(cell.lines) for cell in cells) for cells in table.rows)
        return Markdown("\n".join((head, rule, *body)))

    def _html_table(self, table: Table) -> Markdown:
        titles = "".join(
            f'<th scope="col"{_class(column)} markdown="span">{self.line(column.title)}</th>'
            for column in table.columns
        )
        label = attribute(table.caption)
        region = f' tabindex="0" role="region" aria-label="{label}"' if label else ""
        look = "" if table.look == "plain" else f' class="{table.look}"'
        words = self._said(escape(table.caption))
        caption = f"<caption>{words}</caption>\n" if words else ""
        rows = "\n".join(self._rows(table))
        return Markdown(
            f'<div class="table-wide"{region} markdown="1">\n'
            f'<table{look} markdown="span">\n{caption}'
            f'<thead markdown="span">\n<tr markdown="span">{titles}</tr>\n</thead>\n'
            f'<tbody markdown="span">\n{rows}\n</tbody>\n</table>\n</div>'
        )

    def _rows(self, table: Table) -> Iterable[str]:
        for row in placed_rows(table):
            pieces = (
                self._cell(cell, table.columns[number], is_header=number < table.row_headers)
                for number, cell in row
            )
            yield f'<tr markdown="span">{"".join(pieces)}</tr>'

    def _cell(self, cell: Cell, column: Column, *, is_header: bool) -> str:
        rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        text = self._lines(cell.lines)
        # An empty cell needs no reading, and most of a matrix is empty.
        markdown = ' markdown="span"' if text else ""
        if is_header and text:
            scope = "rowgroup" if cell.rows > 1 else "row"
            return f'<th scope="{scope}"{rows}{_class(column)}{markdown}>{text}</th>'
        # The cells of a matrix are known by their table, and there are a thousand of them.
        look = "" if column.look == "mark" else _class(column)
        return f"<td{rows}{look}{markdown}>{text}</td>"


def _for_trainer(markdown: str) -> str:
    return f'<span class="{_FOR_TRAINER}">{markdown}</span>'


@functools.cache
def _relative(path: str, folder: str) -> str:
    """A page's path as seen from a folder; thousands of links ask for a few hundred of these."""
    return posixpath.relpath(path, folder or ".")


def _class(column: Column) -> str:
    return "" if column.look == "text" else f' class="{column.look}"'
