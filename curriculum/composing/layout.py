"""Lays the parts of a view out as Markdown.

A plain table becomes a pipe table. One with a caption, row headings or cells that cover several
rows becomes an HTML table, because pipe tables have none of these.
"""

import dataclasses
import posixpath
from collections.abc import Collection, Iterable

from curriculum.composing.escaping import Markdown, escape
from curriculum.composing.html_parts import HtmlParts
from curriculum.composing.lines import FOR_TRAINER, MarkdownLines, relative
from curriculum.composing.map_picture import map_picture
from curriculum.composing.prose import Pictures, prose
from curriculum.views.course_map import CourseMap
from curriculum.views.parts import (
    Bullets,
    Facts,
    Identity,
    Line,
    Notice,
    Paragraph,
    Part,
    Prose,
    Section,
    Signatures,
    Table,
)

_ALIGNMENT = {"number": "---:", "tick": ":---:", "mark": ":---:"}
_DEEPEST_HEADING = 6
PICTURES = "content"
"""The folder of the site for the pictures of the trainer's texts."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Layout(MarkdownLines):
    """Lays parts out for one page."""

    pictures: Collection[str] = ()
    """Pictures of the course folder, as paths below `PICTURES`."""

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
        pieces = [f"{marks} {self.said(escape(section.title))} {{ #{section.id} }}"]
        pieces += self._picture(picture) if picture else ()
        pieces += [self.part(part, level) for part in section.parts]
        pieces += [self.section(below, level + 1) for below in section.sections]
        text = "\n\n".join(pieces)
        if self.is_shared and section.is_for_trainer:
            text = f'<div class="{FOR_TRAINER}" markdown="1">\n\n{text}\n\n</div>'
        return Markdown(text)

    def _picture(self, shown: CourseMap) -> Iterable[str]:
        """The map, what it means, and how much it is about."""
        yield self.said(escape(shown.about))
        yield map_picture(shown, self.labels, self.address)
        legend = (self.labels["map.bars"], *((shown.arrows,) if shown.arrows else ()))
        yield f'<p class="course-map-legend">{self._in_html().escaped(" ".join(legend))}</p>'

    def heading(self, title: str) -> Markdown:
        """A page's title, whose second half is not broken where a line can begin before it."""
        before, colon, after = title.partition(self.labels["punctuation.colon"])
        if not after.strip():
            return self.line((title,))
        space = " " * colon.endswith(" ")
        first, second = self.line((f"{before}{colon}",)), self.line((after,))
        return Markdown(f'{first}{space}<span class="phrase">{second}</span>')

    def identity(self, identity: Identity) -> Markdown:
        """What the page was made from, on one line."""
        colon, bar = self.labels["punctuation.colon"], self.labels["identity.separator"]
        facts = [f"{fact.label}{colon}{fact.text}" for fact in identity.facts]
        # A space that does not break keeps the bar at the end of a line, off the next one's head.
        return self.said(escape(f"\u00a0{bar} ".join((*facts, identity.notice))))

    def parts(self, section: Section) -> Markdown:
        """What stands in a section, without its heading."""
        return Markdown("\n\n".join(self.part(part) for part in section.parts))

    def part(self, part: Part, level: int = 2) -> Markdown:
        """Any part below a heading of that level."""
        match part:
            case Paragraph(line):
                laid_out = self.marked(line)
            case Bullets(lines):
                laid_out = self._bullets(lines)
            case Facts():
                laid_out = self._in_html().facts(part)
            case Signatures():
                laid_out = self._in_html().signatures(part)
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
        address = relative(PICTURES, posixpath.dirname(self.path))
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
        return self._in_html().table(table) if needs_html else self._pipe_table(table)

    def _in_html(self) -> HtmlParts:
        return HtmlParts(
            path=self.path,
            paths=self.paths,
            titles=self.titles,
            labels=self.labels,
            is_shared=self.is_shared,
        )

    def _bullets(self, lines: Iterable[Line]) -> Markdown:
        return Markdown("\n".join(f"- {self.marked(line)}" for line in lines))

    def _pipe_table(self, table: Table) -> Markdown:
        def row(cells: Iterable[str]) -> str:
            return f"| {' | '.join(cells)} |"

        head = row(self.line(column.title) for column in table.columns)
        rule = row(_ALIGNMENT.get(column.look, "---") for column in table.columns)
        body = (row(self.lines(cell.lines) for cell in cells) for cells in table.rows)
        return Markdown("\n".join((head, rule, *body)))
