"""The course map as a table inside the form's free field for a figure."""

from typing import Any

from lxml import etree

from curriculum.labels import Labels
from curriculum.office.form.looks import automatic_styles
from curriculum.office.form.names import (
    BODY,
    CELL,
    COLUMN,
    FO,
    GRID,
    NAME,
    PARAGRAPHS,
    ROW,
    ROW_GROUPS,
    SPAN,
    STYLE,
    TABLE,
    TABLE_STYLE,
    TEXT_STYLE,
)
from curriculum.office.form.texts import Element, copied, paragraphs_of, write
from curriculum.office.word.widths import widths_in_twips
from curriculum.views.parts import Line, Table
from curriculum.views.plain import line_text

_NAME = "CurriculumCourseMap"
_WIDTH = 9000
"""Twips to share among the columns; the field decides how wide the table is."""
_BOLD = ("fo:font-weight", "style:font-weight-asian")
_NAMESPACES = {"office": BODY[1:].partition("}")[0], "style": STYLE, "fo": FO, "table": TABLE}


def put_map(root: Element, cell: Element, view: Table, labels: Labels) -> None:
    """Puts the map into an empty cell; the paragraph that is there stays below it."""
    blank = paragraphs_of(cell)[0]
    widths = widths_in_twips(view, _WIDTH)
    _add_styles(root, widths)
    table = etree.Element(GRID, {f"{{{TABLE}}}name": _NAME, TABLE_STYLE: _NAME})
    for number in range(len(widths)):
        etree.SubElement(table, COLUMN, {TABLE_STYLE: f"{_NAME}.{number}"})
    head = etree.SubElement(table, ROW_GROUPS[0])
    _add_row(head, [(column.title,) for column in view.columns], blank, labels)
    for paragraph in head.iter(*PARAGRAPHS):
        words = etree.Element(SPAN, {TEXT_STYLE: f"{_NAME}.head"})
        words.text, paragraph.text = paragraph.text, None
        paragraph.insert(0, words)
    for row in view.rows:
        _add_row(table, [each.lines for each in row], blank, labels)
    blank.addprevious(table)


def _add_row(table: Element, cells: list[tuple[Line, ...]], blank: Element, labels: Labels) -> None:
    row = etree.SubElement(table, ROW)
    for lines in cells:
        cell = etree.SubElement(row, CELL, {TABLE_STYLE: f"{_NAME}.cell"})
        for line in lines:
            paragraph = copied(blank)
            write(paragraph, line_text(line, labels))
            cell.append(paragraph)


def _add_styles(root: Element, widths: list[int]) -> None:
    styles = automatic_styles(root)
    properties: dict[str, tuple[str, dict[str, Any]]] = {
        _NAME: ("table", {"style:rel-width": "100%", "table:align": "margins"}),
        f"{_NAME}.cell": ("table-cell", {"fo:border": "0.5pt solid #000000", "fo:padding": "1mm"}),
    }
    properties[f"{_NAME}.head"] = "text", dict.fromkeys(_BOLD, "bold")
    for number, width in enumerate(widths):
        properties[f"{_NAME}.{number}"] = ("table-column", {"style:rel-column-width": f"{width}*"})
    for name, (family, values) in properties.items():
        style = etree.SubElement(styles, f"{{{STYLE}}}style")
        style.set(NAME, name)
        style.set(f"{{{STYLE}}}family", family)
        content = etree.SubElement(style, f"{{{STYLE}}}{family}-properties")
        for label, value in values.items():
            prefix, _, local = label.partition(":")
            content.set(f"{{{_NAMESPACES[prefix]}}}{local}", value)
