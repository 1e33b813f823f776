"""Which words of a text changed: both texts in pieces, for a reader who looks for the change."""

import dataclasses
import difflib

_SHORTEST_SAME = 2
"""Single characters that happen to be the same between two changes only disturb the reader."""
_LONGEST = 2000
"""Beyond it, comparing every character takes too long: then all of a text counts as changed."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text."""

    text: str
    is_changed: bool = False


def word_changes(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The old and the new text in pieces; what is not changed is the same in both."""
    if old == new:
        return (Piece(old),), (Piece(new),)
    if max(len(old), len(new)) > _LONGEST:
        return (Piece(old, is_changed=True),), (Piece(new, is_changed=True),)
    before, after = list[Piece](), list[Piece]()
    i = j = 0
    for match in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        at_edge = match.a == 0 or match.b == 0 or match.a + match.size == len(old)
        if match.size and match.size < _SHORTEST_SAME and not at_edge:
            continue
        before += [Piece(old[i : match.a], is_changed=True), Piece(old[match.a :][: match.size])]
        after += [Piece(new[j : match.b], is_changed=True), Piece(new[match.b :][: match.size])]
        i, j = match.a + match.size, match.b + match.size
    return _filled(before), _filled(after)


def _filled(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)
