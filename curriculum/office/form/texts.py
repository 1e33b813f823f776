"""What stands in the paragraphs of a form, and how other words get into them."""

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from curriculum.composing.escaping import visible
from curriculum.office.form.names import (
    ASIDE,
    GRID,
    PARAGRAPHS,
    SPACE,
    SPAN,
    TEXT,
    TEXT_STYLE,
    WHITE,
)
from curriculum.text import CONTROL

Element = Any
"""An element of lxml, which has no types."""
_FOOTNOTE_MARK = re.compile(r"\*\d*")
_OWN_ONCE = (f"{{{TEXT}}}bookmark", f"{{{TEXT}}}soft-page-break", f"{{{TEXT}}}reference-mark")
"""Beginnings of the names of what a copy of a paragraph must not hold a second time."""
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def key(text: str) -> str:
    """What two writings of one label share: no white space, widths, footnote marks, last colon."""
    bare = _FOOTNOTE_MARK.sub("", CONTROL.sub("", unicodedata.normalize("NFKC", text)))
    return "".join(bare.split()).rstrip(":")


def is_named(found: str, wanted: str) -> bool:
    """Whether the key of a label is the wanted one, but for a remark in brackets behind it."""
    return found == wanted or found.startswith(f"{wanted}(")


def text_of(element: Element) -> str:
    """The text of a paragraph or of all paragraphs of a cell; notes are no part of it."""
    return "".join(getattr(node, name) or "" for node, name in slots_of(element))


def slots_of(element: Element) -> Iterator[tuple[Element, str]]:
    """Where pieces of text stand, in order: an element, and `text` or `tail`."""
    yield element, "text"
    for child in element:
        if isinstance(child.tag, str) and child.tag not in (*ASIDE, *WHITE):
            yield from slots_of(child)
        yield child, "tail"


def paragraphs_of(cell: Element) -> list[Element]:
    """The paragraphs of a cell, those in lists among them, but none of a table inside it."""
    found: list[Element] = []
    for child in cell:
        if child.tag in PARAGRAPHS:
            found.append(child)
        elif isinstance(child.tag, str) and child.tag != GRID:
            found += paragraphs_of(child)
    return found


def write(paragraph: Element, text: str) -> None:
    """Puts a text in the place of a paragraph's own, in the looks of the first piece of that."""
    first = next(paragraph.iter(SPAN), None)
    style = None if first is None else first.get(TEXT_STYLE)
    paragraph.text = None
    for child in list(paragraph):
        child.tail = None
        if child.tag == SPAN or child.tag in WHITE:
            paragraph.remove(child)
    append(etree.SubElement(paragraph, SPAN, {TEXT_STYLE: style}) if style else paragraph, text)


def append(parent: Element, text: str) -> None:
    """Puts a text behind all that stands in an element."""
    words = visible(text)
    # OpenDocument drops a space at either end of a paragraph unless it is an element.
    for number, piece in enumerate(re.split(r"^ | $", words)):
        if number:
            etree.SubElement(parent, SPACE)
        if piece and len(parent):
            parent[-1].tail = (parent[-1].tail or "") + piece
        elif piece:
            parent.text = (parent.text or "") + piece


def add_behind(paragraph: Element, text: str) -> None:
    """Puts a text behind a paragraph's own, in the looks of the last piece of that."""
    last = paragraph[-1] if len(paragraph) else None
    is_span = last is not None and last.tag == SPAN and not (last.tail or "").strip()
    append(last if is_span else paragraph, text)


def copied(element: Element) -> Element:
    """A copy without what may be only once in a document, such as bookmarks."""
    copy = deepcopy(element)
    copy.tail = None
    for each in list(copy.iter()):
        each.attrib.pop(_ID, None)
        parent = each.getparent()
        if isinstance(each.tag, str) and each.tag.startswith(_OWN_ONCE) and parent is not None:
            _unwrap(each, parent)
    return copy


def _unwrap(each: Element, parent: Element) -> None:
    """Removes an element but keeps the text behind it."""
    before = each.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (each.tail or "")
    else:
        before.tail = (before.tail or "") + (each.tail or "")
    parent.remove(each)
