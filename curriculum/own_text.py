"""A trainer's own text as Markdown: how it is read, and which pictures it names.

It is read by a CommonMark reader of its own, which knows no extension of the site. What it may
hold is decided here, so that what a page shows and what a rule reports are one matter.
"""

import dataclasses
import functools
import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

PICTURE_ENDINGS = (".gif", ".jpeg", ".jpg", ".png", ".webp")
"""Pictures that hold nothing but a picture; an SVG can hold a program."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s]", re.IGNORECASE)
_NOT_BELOW = re.compile(r"^[/?]|[:\\\x00]|^$")
"""What no path to a file of the course has: a root, a host, a drive, a scheme."""
_SPACED_PICTURE = re.compile(
    r'!\[([^\[\]\n]{0,200})\]\(([^<>\n]{1,200}?\.(?:gif|jpe?g|png|webp))(?:\s+"[^"\n]{0,200}")?\)',
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[\w-]+[ \t]*:.*\n|[ \t]+.*\n|- .*\n|#.*\n)+---[ \t]*(?:\n|$)"
)


@dataclasses.dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture that a text names, whether or not it is there."""

    name: str
    """As the text has it."""
    path: str
    """Below `content`; empty when it lies outside of the text's folder, or is of another kind."""
    line: int
    """Of the text, counted from 0."""


def without_front_matter(text: str) -> str:
    """A text without the settings that some editors keep at the head of a file."""
    return _FRONT_MATTER.sub("", text, count=1) if _FRONT_MATTER.match(text) else text


def pictures_named(text: str, folder: str) -> Iterator[NamedPicture]:
    """The pictures that a text names.

    Args:
        text: What the trainer wrote.
        folder: The folder below `content` that its pictures lie in.
    """
    if "![" not in text:
        return
    for token in reader().parse(text):
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            if child.type == "image":
                name = unquote(str(child.attrGet("src") or ""))
                yield NamedPicture(name, picture_path(child, folder), line)


def picture_path(image: "Token", folder: str) -> str:
    """The path of a picture below `content`; empty when it lies outside of its folder."""
    name = unquote(str(image.attrGet("src") or ""))
    path = posixpath.normpath(posixpath.join(folder, name))
    is_picture = name.lower().endswith(PICTURE_ENDINGS) and is_in_course(name)
    return path if is_picture and path.startswith(f"{folder}/") else ""


def leads_to_the_web(address: str) -> bool:
    """Whether an address is one of the web or of a mailbox."""
    return bool(_ADDRESS.match(address))


def is_in_course(address: str) -> bool:
    """Whether an address may be that of another file of the course: `../M1.1/case.md`."""
    return not _NOT_BELOW.search(unquote(address))


@functools.cache
def reader() -> "MarkdownIt":
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

    def spaced_picture(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001
        """Names of pictures have spaces (`圖片 1.png`), which CommonMark wants in `<>`."""
        found = _SPACED_PICTURE.match(state.src, state.pos)
        if not found:
            return False
        if not silent:
            image = state.push("image", "img", 0)
            image.attrs = {"src": quote(found[2].strip()), "alt": ""}
            image.content, image.children = found[1], []
            state.md.inline.parse(found[1], state.md, state.env, image.children)
        state.pos = found.end()
        return True

    class Reader(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802 - their name
            # Anything else (`javascript:`, `data:`, `//host`) stays the text that it is.
            return leads_to_the_web(url) or is_in_course(url)

    # A line break is where the trainer made one.
    made = Reader("commonmark", {"html": False, "breaks": True}).enable("table")
    made.inline.ruler.at("emphasis", emphasised)
    made.inline.ruler.after("image", "spaced_picture", spaced_picture)
    return made
