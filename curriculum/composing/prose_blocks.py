"""A trainer's own text as data, for the carriers that are not web pages.

What a text may hold, and what becomes of its pictures and links, is decided in
`curriculum.composing.prose`; these are the same tokens, as blocks that follow each other.
"""

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from curriculum.composing.prose import Pictures, prose_tokens
from curriculum.labels import Labels
from curriculum.views.parts import Prose

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that look alike; a line break within them is where the trainer made one."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    is_code: bool = False
    address: str = ""
    """Of the web or of a mailbox; empty where they lead nowhere."""


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the course folder."""

    path: str
    """Below `content/`."""
    words: str
    """What it shows, for who cannot see it."""


Piece = Words | Picture


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a text."""

    level: int
    """1 for the level right below the heading above the text."""
    pieces: tuple[Piece, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Running:
    """A paragraph."""

    pieces: tuple[Piece, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Listing:
    """A list; every item holds blocks."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None
    """The number of the first item; none where the items have bullets."""


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else said."""

    blocks: tuple["Block", ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose line breaks and spaces count."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Grid:
    """A table, the row of headings first; every row is as long as it."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Heading | Running | Listing | Quote | Verbatim | Grid | Rule


def prose_blocks(prose: Prose, pictures: Collection[str], labels: Labels) -> tuple[Block, ...]:
    """What a trainer's text holds, block by block.

    Args:
        prose: The text.
        pictures: The pictures that there are, as paths below `content/`.
        labels: The words.
    """
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - most courses have no texts

    tokens = prose_tokens(prose.text, prose.folder, Pictures(known=pictures), labels)
    return tuple(_blocks(SyntaxTreeNode(tokens).children))


def _blocks(nodes: "Iterable[SyntaxTreeNode]") -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1:]), _pieces_of(node))
            case "paragraph":
                yield Running(_pieces_of(node))
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(_blocks(item.children)) for item in node.children)
                first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                yield Listing(items, first)
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "fence" | "code_block":
                yield Verbatim(node.content.removesuffix("\n"))
            case "table":
                rows = (row for group in node.children for row in group.children)
                yield Grid(tuple(tuple(map(_pieces_of, row.children)) for row in rows))
            case "hr":
                yield Rule()


def _pieces_of(node: "SyntaxTreeNode") -> tuple[Piece, ...]:
    """The pieces of what holds one inline text."""
    return tuple(
        piece for inline in node.children for piece in _pieces(inline.children, Words(text=""))
    )


def _pieces(nodes: "Iterable[SyntaxTreeNode]", look: Words) -> Iterator[Piece]:
    """Pieces that look like `look`, but for what they are themselves."""
    for node in nodes:
        match node.type:
            case "softbreak" | "hardbreak":
                yield dataclasses.replace(look, text="\n")
            case "strong":
                yield from _pieces(node.children, dataclasses.replace(look, is_strong=True))
            case "em":
                yield from _pieces(node.children, dataclasses.replace(look, is_emphasised=True))
            case "link":
                address = str(node.attrs.get("href", ""))
                yield from _pieces(node.children, dataclasses.replace(look, address=address))
            case "code_inline":
                yield dataclasses.replace(look, text=node.content, is_code=True)
            case "image":
                yield Picture(unquote(str(node.attrs["src"])), node.content)
            case _ if node.content:
                yield dataclasses.replace(look, text=node.content)
