"""A trainer's own text: shown as the Markdown it is, and unable to harm the page it stands on.

It is read by a CommonMark reader of its own and reaches the page as one finished block of HTML,
which the site's Markdown hands through untouched: so no extension of the site (attribute lists,
tables of contents, footnotes) can be called from within a text, and nothing it defines leaks out.
HTML in a text is text, links lead to the web or to nowhere, pictures come from the course folder.
"""

import base64
import dataclasses
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from curriculum.composing.escaping import Markdown, attribute, visible_lines
from curriculum.labels import Labels
from curriculum.own_text import leads_to_the_web, picture_path, pictures_named, reader

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST_HEADING = 6
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_TASK = re.compile(r"\[([ xX])\](?=\s)")
"""A task at the head of a list's line: `[ ] 交作業`."""
_TYPES = {".gif": "gif", ".jpeg": "jpeg", ".jpg": "jpeg", ".png": "png", ".webp": "webp"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The pictures that texts may show."""

    known: Collection[str] = ()
    """Paths below the folder `content`, such as `M1.1/floor-plan.png`."""
    address: str = ""
    """Where that folder lies, as seen from the page."""
    embedded: Mapping[str, bytes] = dataclasses.field(default_factory=dict)
    """Those that go into the page itself, by their path."""

    def source(self, path: str) -> str:
        """From where the page gets a picture."""
        if path not in self.embedded:
            return quote(posixpath.join(self.address, path))
        kind = _TYPES[posixpath.splitext(path)[1].lower()]
        return f"data:image/{kind};base64,{base64.b64encode(self.embedded[path]).decode()}"


def prose(text: str, folder: str, level: int, pictures: Pictures, labels: Labels) -> Markdown:
    """A text as Markdown that shows it, with all that a text may hold.

    Args:
        text: What the trainer wrote.
        folder: The folder below `content` that its pictures lie in.
        level: Of the heading above it; its own headings stand below that one.
        pictures: Those that there are.
        labels: The words.
    """
    markdown = reader()
    tokens = prose_tokens(text, folder, pictures, labels)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + level, _DEEPEST_HEADING)}"
        elif token.type == "fence":
            # Its language would be a class, by which the theme may ask other hosts for programs.
            token.info = ""
    html = str(markdown.renderer.render(tokens, markdown.options, {}))
    html = _TABLE.sub(_in_its_box(labels["parts.own_table"]), html)
    return Markdown(f'<div class="prose">\n{_in_one_block(html)}\n</div>')


def prose_tokens(text: str, folder: str, pictures: Pictures, labels: Labels) -> "list[Token]":
    """A text as its reader's tokens, with what may be shown of tasks, links and pictures."""
    tokens = reader().parse(visible_lines(text))
    _level_headings(tokens)
    for number, token in enumerate(tokens):
        if token.type == "inline" and tokens[number - 2].type == "list_item_open":
            _show_task(token)
        token.children = [*_children(token, folder, pictures, labels)]
    return tokens


def pictures_in(text: str, folder: str) -> Iterator[str]:
    """Paths below `content` of the pictures that a text names, whether or not they are there."""
    for picture in pictures_named(visible_lines(text), folder):
        if picture.path:
            yield picture.path


def _in_its_box(name: str) -> str:
    """A table that scrolls in a box of its own, which the keyboard reaches and a reader names."""
    box = f'<div class="table-wide" role="group" tabindex="0" aria-label="{attribute(name)}">'
    return rf'{box}\n<table class="own">\g<1></table>\n</div>'


def _in_one_block(html: str) -> str:
    """HTML without an empty line, which would end the block, or one that is not a tag's.

    What the site does to every line before it finds HTML (fences, tabs) then meets only tags.
    """
    code = re.compile(r"<pre>.*?</pre>", re.DOTALL)
    html = code.sub(lambda found: found[0].replace("\n", "&#10;").replace("\t", "&#9;"), html)
    return re.sub(r"\n(?!<)", " ", html.strip())


def _level_headings(tokens: "Iterable[Token]") -> None:
    """Headings begin at the first level and skip none, whatever signs the trainer chose."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{len(above)}"


def _show_task(line: "Token") -> None:
    """The box of a task, open or ticked, as a sign that every reader sees."""
    if line.children and line.children[0].type == "text":
        words = line.children[0]
        words.content = _TASK.sub(_ticked, words.content, count=1)


def _ticked(box: re.Match[str]) -> str:
    if box.start():
        return box[0]
    return "☑" if box[1].strip() else "☐"


def _children(token: "Token", folder: str, pictures: Pictures, labels: Labels) -> Iterator["Token"]:
    """The pieces of a line, with its pictures found.

    A link to a file of the course, which no reader of the page has, is its words and the name.
    """
    file = ""
    for child in token.children or ():
        address = str(child.attrGet("href") or "") if child.type == "link_open" else ""
        if child.type == "image":
            yield from _shown(child, folder, pictures, labels)
        elif address and not leads_to_the_web(address):
            file = unquote(address)
        elif child.type == "link_close" and file:
            child.type, child.tag, child.nesting = "text", "", 0
            child.content, file = labels.fill("parts.tag", text=file), ""
            yield child
        else:
            yield child


def _shown(image: "Token", folder: str, pictures: Pictures, labels: Labels) -> Iterator["Token"]:
    """A picture of the course; of one that lies elsewhere (the web sees who looks) its words."""
    path = picture_path(image, folder)
    if path in pictures.known:
        image.attrSet("src", pictures.source(path))
        yield image
        return
    image.type = "text"
    where = labels.fill("parts.no_picture", name=unquote(str(image.attrGet("src"))))
    image.content += labels.fill("parts.tag", text=where)
    yield image
