"""Lays out as finished HTML what Markdown has no form for; the site hands it on as it is.

Captions, row headings and cells that cover several rows are not Markdown's. Read as Markdown
inside HTML (`md_in_html`) such tables took most of the time of a build. Attributes stand in the
order of the alphabet, as they come out where an engine reads the HTML and writes it anew.
"""

import dataclasses
from collections.abc import Iterable

from curriculum.composing.escaping import Markdown, attribute
from curriculum.composing.lines import FOR_TRAINER, HtmlLines
from curriculum.views.parts import (
    Cell,
    Column,
    Fact,
    Facts,
    Signatures,
    Table,
    placed_rows,
    plain_text,
)

_STACKED = ("sheet", "agenda")
"""Looks of tables whose rows stand below each other on a phone (see `tables.css`)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HtmlParts(HtmlLines):
    """Lays parts out for one page."""

    def facts(self, facts: Facts) -> Markdown:
        """Labels and their values as a table."""
        rows = "\n".join(
            f'<tr{self._fact_class(fact)}><th scope="row">{self._name(fact.label)}</th>'
            f"<td>{self.lines(fact.lines)}</td></tr>"
            for fact in facts.facts
        )
        return Markdown(f'<table class="document-facts">\n<tbody>\n{rows}\n</tbody>\n</table>')

    def table(self, table: Table) -> Markdown:
        """A table in a box of its own, which scrolls where it is wider than the screen."""
        titles = "".join(
            f'<th{_class(column)} scope="col">{self.line(column.title)}</th>'
            for column in table.columns
        )
        label = attribute(table.caption)
        name = f' aria-label="{label}"' if label else ""
        region = ' role="region" tabindex="0"' if label else ""
        look = "" if table.look == "plain" else f' class="{table.look}"'
        words = self.said(self._name(table.caption))
        caption = f"<caption>{words}</caption>\n" if words else ""
        rows = "\n".join(self._rows(table))
        return Markdown(
            f'<div{name} class="table-wide"{region}>\n<table{look}>\n{caption}'
            f"<thead>\n<tr>{titles}</tr>\n</thead>\n"
            f"<tbody>\n{rows}\n</tbody>\n</table>\n</div>"
        )

    def signatures(self, signatures: Signatures) -> Markdown:
        """Places to sign, row by row."""
        head = f'<div aria-label="{attribute(signatures.caption)}" class="signatures" role="group">'
        colon = self.escaped(self.labels["punctuation.colon"])
        rows = (
            "\n".join(f"<p>{self._name(name)}{colon}</p>" for name in row)
            for row in signatures.rows
        )
        return Markdown("\n\n".join(f"{head}\n{row}\n</div>" for row in rows))

    def _name(self, text: str) -> str:
        return self.escaped(text).strip()

    def _fact_class(self, fact: Fact) -> str:
        is_trainers = bool(fact.lines) and all(map(self.is_trainers, fact.lines))
        return f' class="{FOR_TRAINER}"' if is_trainers else ""

    def _rows(self, table: Table) -> Iterable[str]:
        for row in placed_rows(table):
            pieces = (
                self._cell(
                    cell,
                    table.columns[number],
                    is_header=number < table.row_headers,
                    # What follows a row's name is known without its head.
                    is_labelled=table.look in _STACKED and number > table.row_headers,
                )
                for number, cell in row
            )
            yield f"<tr>{''.join(pieces)}</tr>"

    def _cell(self, cell: Cell, column: Column, *, is_header: bool, is_labelled: bool) -> str:
        rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        text = self.lines(cell.lines)
        if is_header and text:
            scope = "rowgroup" if cell.rows > 1 else "row"
            return f'<th{_class(column)}{rows} scope="{scope}">{text}</th>'
        # The cells of a matrix are known by their table, and there are a thousand of them.
        look = "" if column.look == "mark" else _class(column)
        label = attribute(plain_text(column.title)) if is_labelled and text else ""
        name = f' data-label="{label}"' if label else ""
        return f"<td{look}{name}{rows}>{text}</td>"


def _class(column: Column) -> str:
    return "" if column.look == "text" else f' class="{column.look}"'
