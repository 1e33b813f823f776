"""The smallest pieces of OOXML as text: runs, paragraphs, boxes to tick.

Children stand in the order of the standard's schema (ECMA-376); Word refuses files that differ.
"""

import dataclasses
import re
from collections.abc import Iterable
from html import escape

from curriculum.composing.escaping import visible

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""Prefix -> namespace of everything that is written."""
_DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())

MISSING = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'
"""The look of what only a trainer can supply: seen on the screen, a light grey on paper."""
_SYMBOLS = (
    '<w:rFonts w:ascii="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol"/>'
)
_EITHER = re.compile("[\u00b0-\u00f7\u2010-\u2bff]")
"""Dashes, quotation marks, arrows, numbers in circles: in a Chinese text they are Chinese."""
_BETWEEN_LINES = 240
"""Twips between a line to write on and the name of the next one."""
_LEFT_TO_CHINESE = '<w:rFonts w:hint="eastAsia"/>'


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a paragraph stands."""

    style: str
    """Id of its style."""
    is_kept: bool = False
    """Whether it stays on one page with what follows it."""
    number: int = 0
    """Which list it is an item of."""
    level: int = 0
    """How deep in that list, from 0."""
    align: str = ""
    indent: int = 0
    """Twips from the left, for what stands below an item without being one."""
    ends: tuple[int, ...] = ()
    """Twips from the left at which lines to write on end, each drawn by a tab; between two of them
    another tab leaves a gap."""
    right: int = 0
    """Twips from the left at which a tab's text ends."""
    cleared: tuple[int, ...] = ()
    """Where the style has other stops, which would come first."""


def root(name: str, content: str) -> bytes:
    """A part's whole XML."""
    return f'<w:{name} {_DECLARED} mc:Ignorable="w14">{content}</w:{name}>'.encode()


def run(text: str, look: str = "") -> str:
    """Text that looks alike, one line of it."""
    if not text:
        return ""
    hint = _LEFT_TO_CHINESE if _EITHER.search(text) and "<w:rFonts" not in look else ""
    properties = f"<w:rPr>{hint}{look}</w:rPr>" if hint or look else ""
    words = escape(visible(text), quote=False)
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, look: Look) -> str:
    """A paragraph of finished runs."""
    numbered = f'<w:ilvl w:val="{look.level}"/><w:numId w:val="{look.number}"/>'
    stops = "".join(_line_to_write_on(end, look.ends[-1]) for end in look.ends)
    stops += "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in look.cleared)
    if look.right:
        stops += f'<w:tab w:val="right" w:pos="{look.right}"/>'
    pieces = (
        f'<w:pStyle w:val="{look.style}"/>',
        "<w:keepNext/>" if look.is_kept else "",
        f"<w:numPr>{numbered}</w:numPr>" if look.number else "",
        f"<w:tabs>{stops}</w:tabs>" if stops else "",
        f'<w:ind w:left="{look.indent}"/>' if look.indent else "",
        f'<w:jc w:val="{look.align}"/>' if look.align else "",
    )
    return f"<w:p><w:pPr>{''.join(pieces)}</w:pPr>{content}</w:p>"


def ended(content: str, section: str) -> str:
    """A section whose last paragraph says what its pages are like.

    A paragraph of its own for that would be a page of its own where the one before is full.
    """
    before, end, after = content.rpartition("</w:pPr>")
    return f"{before}{section}{end}{after}"


def _line_to_write_on(end: int, last: int) -> str:
    drawn = '<w:tab w:val="left" w:leader="underscore" w:pos="{}"/>'
    if end == last:
        return drawn.format(end)
    return f'{drawn.format(end - _BETWEEN_LINES)}<w:tab w:val="left" w:pos="{end}"/>'


def gap(height: int, *, is_kept: bool = False) -> str:
    """A paragraph without text: the distance below a table."""
    kept = "<w:keepNext/>" if is_kept else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    small = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    return f"<w:p><w:pPr>{kept}{spacing}{small}</w:pPr></w:p>"


def tick_box(number: int, name: str, *, is_ticked: bool) -> str:
    """A box that can be ticked on the screen and on paper; `number` is its own in the file."""
    sign = "☑" if is_ticked else "☐"
    states = "".join(
        f'<w14:{state} w14:val="{code}" w14:font="Segoe UI Symbol"/>'
        for state, code in (("checkedState", "2611"), ("uncheckedState", "2610"))
    )
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(name)}"/><w:id w:val="{number}"/>'
        f'<w14:checkbox><w14:checked w14:val="{is_ticked:d}"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{run(sign, _SYMBOLS)}</w:sdtContent></w:sdt>"
    )


def field(code: str, shown: str) -> str:
    """A number that the office program keeps up to date, such as that of a page."""
    begin, end = field_ends(code)
    return f"{begin}{run(shown)}{end}"


def field_ends(code: str) -> tuple[str, str]:
    """What stands before and behind the text that a field has until it is made anew."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{begin}{instruction}{separate}", end


def attribute(text: str) -> str:
    """A text as the value of an attribute."""
    return escape(visible(text))


def lines(pieces: Iterable[str]) -> str:
    """Finished runs, each on a line of its own within one paragraph."""
    return "<w:r><w:br/></w:r>".join(pieces)
