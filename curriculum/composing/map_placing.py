"""Where things stand on the map of a course, and the ways that its arrows take between them.

The same on a screen and on a wall: only the lengths are others.
"""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.views.course_map import CourseMap, Place

Point = tuple[float, float]

_LANES = 5
"""Arrows side by side do not lie on each other: so many ways there are beside each column."""
_LEAST_GAP = 0.3
"""Of a row: where rows are low, the gaps between the boxes are low as well."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MapPlacing:
    """The lengths of a map, in any unit."""

    column: float
    """Width of a column."""
    gutter: float
    """Room left of each column, for arrows."""
    head: float
    """Height of the duties' boxes."""
    channel: float
    """Room below them, for arrows that pass columns."""
    row: float
    gap: float
    """Room below each module's box."""

    @property
    def box(self) -> float:
        """Height of a module's box."""
        return self.row - min(self.gap, self.row * _LEAST_GAP)

    def left(self, column: int) -> float:
        """The left edge of a column."""
        return self.gutter * 0.8 + column * (self.column + self.gutter)

    def top(self, row: int) -> float:
        """The upper edge of a module's box."""
        return self.head + self.channel + row * self.row

    def arrows(self, shown: CourseMap) -> Iterator[tuple[Point, ...]]:
        """The corners of each arrow, from its start to its head."""
        for number, (start, end) in enumerate(shown.links()):
            yield tuple(self._arrow(start, end, number % _LANES * 5))

    def _arrow(self, start: Place, end: Place, lane: float) -> Iterator[Point]:
        (from_column, from_row), (to_column, to_row) = start, end
        left, to_left = self.left(from_column), self.left(to_column)
        middle, to_middle = (self.top(row) + self.box / 2 for row in (from_row, to_row))
        if from_column == to_column and to_row == from_row + 1:
            x = left + self.column / 2
            yield from ((x, self.top(from_row) + self.box), (x, self.top(to_row)))
        elif from_column == to_column:
            x = left - 12 - lane
            yield from ((left, middle), (x, middle), (x, to_middle), (to_left, to_middle))
        else:
            out = left + self.column
            x, to_x = out + 8 + lane / 2, to_left - 14 - lane / 2
            yield from ((out, middle), (x, middle))
            if to_column == from_column + 1:
                yield (x, to_middle)
            else:
                y = self.head + 8 + lane
                yield from ((x, y), (to_x, y), (to_x, to_middle))
            yield (to_left, to_middle)


def arrow_head(points: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The triangle at the end of an arrow, which points down or to the right."""
    (before_x, _), (x, y) = points[-2:]
    wing = 5
    if before_x == x:
        return (x, y), (x - wing, y - 2 * wing), (x + wing, y - 2 * wing)
    return (x, y), (x - 2 * wing, y - wing), (x - 2 * wing, y + wing)
