"""Cleaning one printed text of layout leftovers, with a record of all that was taken away."""

import dataclasses
import html
import re

from curriculum.text import CONTROL

# Tags that lay out a web page say nothing about the text. Any other tag is somebody's text: it
# stays, and a rule reports it.
_BREAKING_TAG = re.compile(
    r"</?(?:p|br|div|li|ul|ol|tr|td|th|table|tbody|thead|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|sup|sub)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot);")
_MARKUP = re.compile("|".join(f"(?:{p.pattern})" for p in (_BREAKING_TAG, _INLINE_TAG, _ENTITY)),
                     re.IGNORECASE)  # fmt: skip
_GAP = re.compile(r"\s+")
_WIDE = re.compile(
    "[\u2e80-\u2fdf\u3001-\u303f\u3040-\u30ff\u3105-\u312f\u3400-\u9fff\uf900-\ufaff"
    "\uff01-\uff60\U00020000-\U0003ffff]"
)
_BEGINS_SPACED = re.compile(r"[/|&+=] ")
_ENDS_SPACED = re.compile(r" [/|&+=]\Z")
_NO_JOIN_BEFORE = "【"


@dataclasses.dataclass(frozen=True, slots=True)
class Cleaned:
    """A cell's text without layout tags and control characters."""

    text: str
    tags: tuple[str, ...]
    """The tags and entities taken out, each kind once, in printed order."""
    controls: tuple[str, ...]
    """The control characters taken out, each once, as `U+200B`."""


def clean(printed: str) -> Cleaned:
    """A cell's text without layout tags (a breaking one leaves a line break) and controls."""
    controls = tuple(dict.fromkeys(f"U+{ord(found):04X}" for found in CONTROL.findall(printed)))
    text = CONTROL.sub("", printed) if controls else printed
    tags = tuple(dict.fromkeys(found.lower() for found in _MARKUP.findall(text)))
    if tags:
        text = _INLINE_TAG.sub("", _BREAKING_TAG.sub("\n", text))
        text = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\xa0", " "), text)
    return Cleaned(text, tags, controls)


def lost_space(before: str, after: str) -> str:
    """The space that the end of a line or page took: a sign has one on both its sides.

    >>> "零售業" + lost_space("零售業", "/ 攤販") + "/ 攤販"
    '零售業 / 攤販'
    """
    if before[-1:].isspace() or not before:
        return ""
    is_spaced = _BEGINS_SPACED.match(after) or _ENDS_SPACED.search(before)
    return " " if is_spaced else ""


def unwrap(text: str) -> str:
    """A text on one line, without the gaps that line wrapping left between wide characters.

    A gap beside a Latin letter or digit, or before 【註】, stays as one space.

    >>> unwrap("顧客 關係管理")
    '顧客關係管理'
    >>> unwrap("使用 CRM  軟體")
    '使用 CRM 軟體'
    """
    stripped = text.strip()

    def gap(match: re.Match[str]) -> str:
        before, after = stripped[match.start() - 1], stripped[match.end()]
        joined = _WIDE.match(before) and _WIDE.match(after)
        return "" if joined and after not in _NO_JOIN_BEFORE else " "

    return _GAP.sub(gap, stripped)
