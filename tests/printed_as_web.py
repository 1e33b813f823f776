"""The web page of a printed standard, as a person would write it: most end tags are left out."""

from collections.abc import Iterator
from html import escape

from printed_form import Cell, Printed, Table


def as_web(printed: Printed) -> str:
    """The standard as a web page with merged cells."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-Hant">',
        "<meta charset=utf-8>",
        f"<title>{escape(printed.title)}</title>",
        "<style>td, th { border: 1px solid }</style>",
        f"<h1>{escape(printed.title)}</h1>",
    ]
    for table in printed.tables:
        lines += _table(table)
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    head = max(table.head, int(table.kind in {"versions", "main"}))
    for index, row in enumerate(table.cells):
        if head:
            yield from ["<thead>"] if not index else ["<tbody>"] if index == head else []
        yield "<tr>"
        for cell in row:
            if isinstance(cell, Cell):
                yield from _cell(cell, "th" if index < head else "td")
    yield "</table>"


def _cell(cell: Cell, tag: str) -> Iterator[str]:
    rows = f" rowspan={cell.rows}" if cell.rows > 1 else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    texts = [part for part in cell.parts if isinstance(part, str)]
    yield f"<{tag}{rows}{columns}>" + ("" if any(texts) else "&nbsp;")
    for index, part in enumerate(cell.parts):
        if isinstance(part, Table):
            yield from _table(part)
        elif part:
            mark = "<p>" if len(cell.parts) > 1 and index else ""
            yield mark + escape(part, quote=False).replace("\n", "<br>")
