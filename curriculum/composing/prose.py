"""A trainer's own text: shown as the Markdown it is, and unable to harm the page it stands on.

It is read by a CommonMark reader of its own and reaches the page as one finished block of HTML,
which the site's Markdown hands through untouched: so no extension of the site (attribute lists,
tables of contents, footnotes) can be called from within a text, and nothing it defines leaks out.
HTML in a text is text, links lead to the web or to nowhere, pictures come from the course folder.
"""

import dataclasses
import functools
import posixpath
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from curriculum.composing.escaping import Markdown, visible_lines
from curriculum.labels import Labels

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

PICTURE_ENDINGS = (".gif", ".jpeg", ".jpg", ".png", ".webp")
"""Pictures that hold nothing but a picture; an SVG can hold a program."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_DEEPEST_HEADING = 6


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures that texts may show."""

    known: Collection[str] = ()
    """Paths below the folder `content`, such as `M1.1/floor-plan.png`."""
    address: str = ""
    """Where that folder lies, as seen from the page."""


def prose(text: str, folder: str, level: int, pictures: Pictures, labels: Labels) -> Markdown:
    """A text as Markdown that shows it, with all that a text may hold.

    Args:
        text: What the trainer wrote.
        folder: The folder below `content` that its pictures lie in.
        level: Of the heading above it; its own headings stand below that one.
        pictures: Those that there are.
        labels: The words.
    """
    reader = _reader()
    tokens = reader.parse(visible_lines(text))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + level, _DEEPEST_HEADING)}"
        elif token.type == "fence":
            # Its language would be a class, by which the theme may ask other hosts for programs.
            token.info = ""
        token.children = [*_children(token, folder, pictures, labels)]
    html = str(reader.renderer.render(tokens, reader.options, {}))
    return Markdown(f'<div class="prose">\n{_in_one_block(html)}\n</div>')


def pictures_in(text: str, folder: str) -> Iterator[str]:
    """Paths below `content` of the pictures that a text names, whether or not they are there."""
    for token in _reader().parse(visible_lines(text)):
        for child in token.children or ():
            if child.type == "image" and (path := _picture(child, folder)):
                yield path


def _in_one_block(html: str) -> str:
    """HTML without an empty line, which would end the block, or one that is not a tag's.

    What the site does to every line before it finds HTML (fences, tabs) then meets only tags.
    """
    code = re.compile(r"<pre>.*?</pre>", re.DOTALL)
    html = code.sub(lambda found: found[0].replace("\n", "&#10;").replace("\t", "&#9;"), html)
    return re.sub(r"\n(?!<)", " ", html.strip())


@functools.cache
def _reader() -> "MarkdownIt":
    """The reader; most courses have no texts and need not wait for it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from markdown_it.rules_inline import emphasis  # noqa: PLC0415

    def emphasised(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - their signature
        """Chinese has no spaces: `**注意：**請……` is bold, although CommonMark says it is not."""
        start, known = state.pos, len(state.delimiters)
        found = emphasis.tokenize(state, silent)
        if found and state.src[start] == "*":
            before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
            for delimiter in state.delimiters[known:]:
                delimiter.open = bool(after.strip())
                delimiter.close = bool(before.strip())
        return found

    class Reader(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - their name
            return _is_harmless(url)

    # A line break is where the trainer made one.
    reader = Reader("commonmark", {"html": False, "breaks": True}).enable("table")
    reader.inline.ruler.at("emphasis", emphasised)
    return reader


def _is_harmless(address: str) -> bool:
    """Whether an address leads to the web, to a mailbox, or may be a picture of the course.

    Anything else (`javascript:`, `data:`, `//host`, a file) stays the text that it is.
    """
    return bool(_ADDRESS.match(address)) or _is_picture(address)


def _is_picture(address: str) -> bool:
    path = unquote(address)
    return path.lower().endswith(PICTURE_ENDINGS) and not re.search(r"^/|[:\\?#\x00]", path)


def _picture(token: "Token", folder: str) -> str:
    """The path of a picture below `content`; empty when it lies outside of its folder."""
    address = str(token.attrGet("src") or "")
    path = posixpath.normpath(posixpath.join(folder, unquote(address)))
    return path if _is_picture(address) and path.startswith(f"{folder}/") else ""


def _children(token: "Token", folder: str, pictures: Pictures, labels: Labels) -> Iterator["Token"]:
    """The pieces of a line, with its pictures found, and without links that lead to pictures."""
    is_link = False
    for child in token.children or ():
        if child.type == "link_open":
            is_link = bool(_ADDRESS.match(str(child.attrGet("href"))))
        if child.type == "image":
            yield from _shown(child, folder, pictures, labels)
        elif is_link or not child.type.startswith("link_"):
            yield child


def _shown(image: "Token", folder: str, pictures: Pictures, labels: Labels) -> Iterator["Token"]:
    """A picture of the course; of one that lies elsewhere (the web sees who looks) its words."""
    path = _picture(image, folder)
    if path in pictures.known:
        image.attrSet("src", quote(posixpath.join(pictures.address, path)))
        yield image
        return
    image.type = "text"
    where = labels.fill("parts.no_picture", name=unquote(str(image.attrGet("src"))))
    image.content += labels.fill("parts.tag", text=where)
    yield image
