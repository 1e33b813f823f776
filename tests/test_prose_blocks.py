"""A trainer's own text says the same on paper as on its page."""

import re
from collections.abc import Iterable, Iterator

import bs4
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_prose import HOSTILE

from curriculum.composing.prose import Pictures, prose
from curriculum.composing.prose_blocks import (
    Block,
    Grid,
    Heading,
    Listing,
    Picture,
    Piece,
    Quote,
    Rule,
    Running,
    Verbatim,
    Words,
    prose_blocks,
)
from curriculum.labels import load_labels
from curriculum.views.parts import Prose

LABELS = load_labels()
KNOWN = {"M1.1/座位 圖.png"}
_A = Running((Words(text="a"),))


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text of module M1.1."""
    return prose_blocks(Prose(text, "M1.1"), KNOWN, LABELS)


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Everything that blocks say."""
    for block in blocks:
        match block:
            case Heading(_, pieces) | Running(pieces):
                yield from map(_said, pieces)
            case Listing(items):
                for item in items:
                    yield from words_of(item)
            case Quote(inner):
                yield from words_of(inner)
            case Verbatim(text):
                yield text
            case Grid(rows):
                for row in rows:
                    for cell in row:
                        yield from map(_said, cell)


def _said(piece: Piece) -> str:
    return "" if isinstance(piece, Picture) else piece.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 二", (Heading(1, (Words(text="二"),)),)),
        ("a\nb", (Running((Words(text="a"), Words(text="\n"), Words(text="b"))),)),
        (
            "**注意：**請*看*`x`",
            (
                Running(
                    (
                        Words(text="注意：", is_strong=True),
                        Words(text="請"),
                        Words(text="看", is_emphasised=True),
                        Words(text="x", is_code=True),
                    )
                ),
            ),
        ),
        (
            "[a](https://a.example)",
            (Running((Words(text="a", address="https://a.example"),)),),
        ),
        ("3. a\n4. b", (Listing(((_A,), (Running((Words(text="b"),)),)), 3),)),
        ("- [x] a", (Listing(((Running((Words(text="☑ a"),)),),)),)),
        ("> a", (Quote((_A,)),)),
        ("```py\na\n b\n```", (Verbatim("a\n b"),)),
        ("---", (Rule(),)),
        (
            "|a|b|\n|-|-|\n|c|",
            (Grid((((Words(text="a"),), (Words(text="b"),)), ((Words(text="c"),), ()))),),
        ),
        ("![座位](<座位 圖.png>)", (Running((Picture("M1.1/座位 圖.png", "座位"),)),)),
        ("![x](y.png)", (Running((Words(text="x（圖片不能顯示：y.png）"),)),)),
        ("[a](b.md)", (Running((Words(text="a"), Words(text="（b.md）"))),)),
    ],
)  # fmt: skip
def test_every_kind_of_block_and_piece_is_told_apart(
    text: str, expected: tuple[Block, ...]
) -> None:
    """Protects Word and PDF from losing what a trainer marked up."""
    assert expected == blocks_of(text)


@given(
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(HOSTILE)), max_size=6).map("\n".join)
)
def test_paper_says_what_the_page_says(text: str) -> None:
    """Protects trainers from a document that says other things than the site."""
    page = prose(text, "M1.1", 2, Pictures(known=KNOWN), LABELS)
    shown = bs4.BeautifulSoup(page, "html.parser").get_text()
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", "".join(words_of(blocks_of(text))))
