"""Makes any text harmless in Markdown: it is shown as it is and never becomes markup.

Markdown has no escape for everything. A backslash works for the characters that Python-Markdown
knows; the others become character references. Escapes are kept to where a character could mean
something, so that the Markdown stays readable.
"""

import functools
import html
import json
import re

from markupsafe import Markup

from curriculum.text import CONTROL

_UNSEEN = re.compile(CONTROL.pattern + "|[\ud800-\udfff\ufffe\uffff]")
"""Characters that carry no text, and those that no file or browser accepts."""

_SPECIAL = re.compile(
    r"""
    ^(?P<number>\d+)(?P<after_number>[.)])(?=\s|$)  # 1. a numbered list
    | ^(?P<first>[-+:=?/%;])                # - a list, : a definition, === a heading
    | (?P<backslash>[\\`*_{}\[\]\#!])       # inline marks, links, attributes, headings
    | (?P<pipe>\|)                          # the cells of a table
    | (?P<reference>[<>~^$])                # tags, quotes, and what extensions mean by the rest
    | (?P<ampersand>&)
    | (?P<colon>:(?=[/\w+-]))               # addresses, and signs such as :smile:
    | (?P<double>(?<=[=+-])[=+-])           # ==marked==, ++inserted++, typographic dashes
    """,
    re.VERBOSE,
)


class Markdown(Markup):
    """Text that is Markdown already; every other `str` is escaped before it reaches a page.

    It is a `Markup`, so that what Jinja builds of several pieces (a block's `super()`, a macro)
    is known to be finished as well.
    """

    __slots__ = ()


def plain(text: str) -> str:
    """The text on one line: white space is single spaces, what cannot be seen is U+FFFD.

    Line breaks first become spaces, or they would count as control characters.
    """
    return visible(text).strip()


def visible(text: str) -> str:
    """`plain` for a piece of a line: a space at either end is kept as one."""
    return _UNSEEN.sub("\ufffd", re.sub(r"[ \t\r\n\v\f]+", " ", text))


def visible_lines(text: str) -> str:
    """A text with its lines and tabs as they are; what cannot be seen is U+FFFD."""
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@functools.lru_cache(maxsize=8192)
def escape(text: str) -> Markdown:
    """A text as Markdown that shows exactly `plain(text)`.

    Safe as a paragraph, a heading, a list item, a table cell, a link's words, and inside HTML
    that is read with `md_in_html`.
    """
    return Markdown(_SPECIAL.sub(_escaped, plain(text)))


def escape_spaced(text: str) -> Markdown:
    """`escape` for a piece of a line: a space at either end separates it from its neighbours."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return Markdown(f"{before}{escape(text)}{after}")


@functools.lru_cache(maxsize=8192)
def html_text(text: str) -> str:
    """A text in HTML that Markdown does not read; a space at either end is kept as one."""
    return html.escape(visible(text), quote=False)


@functools.lru_cache(maxsize=1024)
def attribute(text: str) -> str:
    """A text as the value of an HTML attribute in double quotes."""
    return html.escape(plain(text)).replace("\\", "&#92;")


@functools.lru_cache(maxsize=8192)
def inline_attribute(text: str) -> str:
    """`attribute` for a tag inside a line, where Markdown looks for its own marks first."""
    return re.sub(r"[!-,:-@\[-`{-~]", lambda found: f"&#{ord(found[0])};", plain(text))


def title_text(text: str) -> str:
    """A text as a page's title.

    The theme prints a title as HTML in one place, without tags but with its references resolved
    in another, and escaped once more in a third. Only text without any markup comes through all
    three alike, so what could be markup becomes its full-width twin.
    """
    return re.sub(r"&(?=[#\w])", "＆", plain(text)).translate(_TWINS)


_TWINS = {ord("<"): "＜", ord(">"): "＞", ord('"'): "＂"}


def script_text(data: object) -> str:
    """Data as JSON that no text in it can lead out of: neither its element nor its line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSEEN.sub("\ufffd", text).translate(_ESCAPED_IN_SCRIPT)


_ESCAPED_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def quoted(text: str) -> Markdown:
    """A text as a double-quoted YAML value (JSON's strings are YAML's)."""
    return Markdown(json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['after_number']}"
    character = found[0]
    if found["backslash"] or found["pipe"] or character in "-+":
        return f"\\{character}"
    return f"&{_NAMED[character]};" if character in _NAMED else f"&#{ord(character)};"


_NAMED = {"<": "lt", ">": "gt", "&": "amp"}
