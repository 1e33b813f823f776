"""How what is filled in looks: the form's letters, but black, regular and never stretched."""

from copy import deepcopy

from lxml import etree

from curriculum.office.form.names import (
    AUTOMATIC_STYLES,
    BODY,
    FO,
    NAME,
    PARAGRAPHS,
    STYLE,
    TEXT_STYLE,
)
from curriculum.office.form.texts import Element, key, text_of

_OURS = "Curriculum."
"""What the names of our styles begin with."""
_STANDARD_LOOKS = "Standard"
_ALIGN = f"{{{FO}}}text-align"
_DELIBERATE = frozenset({"center", "end", "right"})
_PLAIN = {
    f"{{{FO}}}color": "#000000",
    f"{{{FO}}}font-weight": "normal",
    f"{{{STYLE}}}font-weight-asian": "normal",
    f"{{{STYLE}}}font-weight-complex": "normal",
}


def automatic_styles(root: Element) -> Element:
    """Where a document keeps the looks that editing gave it; made where there is none."""
    styles = root.find(AUTOMATIC_STYLES)
    if styles is None:
        styles = etree.Element(AUTOMATIC_STYLES)
        root.find(BODY).addprevious(styles)
    return styles


def make_plain(root: Element, blank: Element) -> None:
    """Gives the empty paragraphs of a blank row or cell looks to read long texts in.

    Some blank cells are blue or bold, because of what once stood in them, and most are justified,
    which in a column of four characters tears sentences apart.
    """
    for paragraph in blank.iter(*PARAGRAPHS):
        if not key(text_of(paragraph)):
            style = _own_style(root, paragraph)
            aligned = _properties(style, "paragraph")
            if aligned.get(_ALIGN) not in _DELIBERATE:
                aligned.set(_ALIGN, "start")
            _properties(style, "text").attrib.update(_PLAIN)


def keep_with_next(root: Element, paragraph: Element) -> None:
    """Lets a heading go to the next page together with its table."""
    _properties(_own_style(root, paragraph), "paragraph").set(f"{{{FO}}}keep-with-next", "always")


def _own_style(root: Element, paragraph: Element) -> Element:
    """A style of ours that looks like a paragraph's, which it gets; the form's own stays."""
    styles = automatic_styles(root)
    usual = paragraph.get(TEXT_STYLE) or _STANDARD_LOOKS
    own = {each.get(NAME): each for each in styles if each.get(f"{{{STYLE}}}family") == "paragraph"}
    name = usual if usual.startswith(_OURS) else f"{_OURS}{usual}"
    paragraph.set(TEXT_STYLE, name)
    if name in own:
        return own[name]
    # Automatic styles have no heirs: one is copied, while a named one is what ours derives from.
    style = deepcopy(own[usual]) if usual in own else etree.Element(f"{{{STYLE}}}style")
    style.tail = None
    style.set(NAME, name)
    if usual not in own:
        style.set(f"{{{STYLE}}}family", "paragraph")
        style.set(f"{{{STYLE}}}parent-style-name", usual)
    styles.append(style)
    return style


def _properties(style: Element, kind: str) -> Element:
    tag = f"{{{STYLE}}}{kind}-properties"
    found = style.find(tag)
    if found is None:
        found = etree.Element(tag)
        # What concerns the paragraph stands before what concerns its letters.
        style.insert(0 if kind == "paragraph" else len(style), found)
    return found
