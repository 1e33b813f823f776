"""The paper that documents are printed on, and how large their letters are."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A size of paper with its margins and letters; lengths in points."""

    width: float
    height: float
    side: float
    """Margin on the left and on the right."""
    top: float
    bottom: float
    small: float
    """Size of the letters of header and footer."""
    sizes: tuple[float, ...]
    """Sizes of the letters: the one to use, then the smaller ones that save a sheet a page."""

    @property
    def room(self) -> float:
        """Width of a line, in ems of the size to use."""
        return (self.width - 2 * self.side) / self.sizes[0]


A4 = Paper(
    width=595.28, height=841.89, side=51, top=62, bottom=62, small=7.5, sizes=(10.5, 10, 9.5, 9)
)
LARGE_PRINT = Paper(width=595.28, height=841.89, side=43, top=68, bottom=76, small=12, sizes=(18,))
"""For people who cannot read small letters; no line of it is smaller."""
A3_POSTER = Paper(width=1190.55, height=841.89, side=42, top=40, bottom=52, small=9, sizes=(14,))
