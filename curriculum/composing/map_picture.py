"""The map of a course as a picture of real text: SVG inside the page, without a program.

Every text is broken into lines here, because SVG breaks none. What is too long for its box ends in
an ellipsis and is told whole to who points at it; the table below the map has all of it, too.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from curriculum.composing.escaping import Markdown, attribute, plain
from curriculum.composing.map_placing import MapPlacing, Point, arrow_head
from curriculum.labels import CHINESE, SPOKEN_CHINESE, Labels
from curriculum.text import broken
from curriculum.views.course_map import CourseMap, MapModule

_LINE = 20
_PADDING = 10
_UNIT = 7.2
"""Width of half a Chinese character and the room it needs, at 13 px; of most letters, too."""
_MOST_LINES = 5
_COLUMN = 184
_GUTTER = 46
_BAR = 6
_WIDE = 4
"""Columns that fit a sheet upright."""
_HAN = re.compile("[\u3400-\u9fff]")


def map_picture(shown: CourseMap, labels: Labels, address: Callable[[str], str]) -> Markdown:
    """The map as a block of HTML that Markdown hands on as it is.

    Args:
        shown: What the map says.
        labels: The words.
        address: Page id -> where its page of the site is, from the page with the map.
    """
    if not shown.duties:
        return Markdown("")
    return Markdown("\n".join(_Picture(shown, labels, address).lines()))


class _Picture:
    """One map, on its way to lines of HTML."""

    def __init__(self, shown: CourseMap, labels: Labels, address: Callable[[str], str]) -> None:
        self._shown, self._labels, self._address = shown, labels, address
        self._most = int((_COLUMN - 2 * _PADDING) / _UNIT)
        self._titles = {module.id: self._titled(module) for _, module in shown.placed()}
        self._befores = {module.id: self._broken(module.before) for _, module in shown.placed()}
        self._heads = [self._broken(f"{duty.code} {duty.text}") for duty in shown.duties]
        titles = max(map(len, self._titles.values()))
        befores = max(map(len, self._befores.values()))
        box = (titles + befores + 1) * _LINE + 2 * _PADDING + _BAR + 4
        self._placing = MapPlacing(
            column=_COLUMN,
            gutter=_GUTTER,
            head=max(map(len, self._heads)) * _LINE + 2 * _PADDING,
            channel=40 if any(abs(a[0] - b[0]) > 1 for a, b in shown.links()) else 16,
            row=box + 26,
            gap=26,
        )
        self._longest = max(
            (module.theory_hours + module.practice_hours for _, module in shown.placed()), default=0
        )

    def lines(self) -> Iterator[str]:
        """The whole block; no line of it is empty, which would end it for some readers."""
        rows = max(len(duty.modules) for duty in self._shown.duties)
        columns = len(self._shown.duties)
        width = self._placing.left(columns - 1) + _COLUMN + 8
        height = self._placing.top(rows - 1) + self._placing.box + 8
        name = self._labels["map.picture"]
        look = "course-map across" if columns > _WIDE else "course-map"
        yield f'<div class="{look}" tabindex="0" role="region" aria-label="{attribute(name)}">'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="group" width="{width:g}"'
            f' height="{height:g}" viewBox="0 0 {width:g} {height:g}">'
        )
        yield f"<title>{html.escape(name)}</title>"
        yield f"<desc>{html.escape(self._labels['map.described'])}</desc>"
        for way in self._placing.arrows(self._shown):
            yield _polyline(way)
        for column, lines in enumerate(self._heads):
            yield from self._head(column, lines)
        for (column, row), module in self._shown.placed():
            yield from self._box(self._placing.left(column), self._placing.top(row), module)
        yield "</svg>"
        yield "</div>"

    def _head(self, column: int, lines: Sequence[str]) -> Iterator[str]:
        x, height = self._placing.left(column), self._placing.head
        yield f'<svg x="{x:g}" y="0" width="{_COLUMN}" height="{height:g}">'
        yield f'<rect class="duty" width="{_COLUMN}" height="{height:g}" fill="none" rx="4"/>'
        top = (height - len(lines) * _LINE) / 2
        yield self._text(lines, top, "duty-name")
        yield "</svg>"

    def _box(self, x: float, y: float, module: MapModule) -> Iterator[str]:
        height, titles = self._placing.box, self._titles[module.id]
        befores = self._befores[module.id]
        yield f'<a href="{attribute(self._address(module.page))}">'
        if titles[-1].endswith("…"):
            yield f"<title>{html.escape(plain(f'{module.id} {module.title}'))}</title>"
        yield f'<svg x="{x:g}" y="{y:g}" width="{_COLUMN}" height="{height:g}">'
        yield (
            f'<rect class="module" x="1" y="1" width="{_COLUMN - 2}" height="{height - 2:g}"'
            ' fill="none" stroke="currentColor" rx="4"/>'
        )
        yield self._text(titles, _PADDING, "module-name")
        below = _PADDING + len(titles) * _LINE
        yield self._text([module.level, *befores], below, "module-about")
        yield from self._bar(module, height - _PADDING - _BAR)
        yield "</svg>"
        yield "</a>"

    def _bar(self, module: MapModule, y: float) -> Iterator[str]:
        """Hours against those of the longest module: theory, then practice."""
        scale = (_COLUMN - 2 * _PADDING) / self._longest if self._longest else 0
        theory, practice = module.theory_hours * scale, module.practice_hours * scale
        yield f"<g><title>{html.escape(plain(module.about))}</title>"
        for kind, start, width in (("theory", 0.0, theory), ("practice", theory, practice)):
            yield (
                f'<rect class="{kind}" x="{_PADDING + start:.1f}" y="{y:g}" width="{width:.1f}"'
                f' height="{_BAR}"/>'
            )
        yield "</g>"

    def _text(self, lines: Iterable[str], top: float, look: str) -> str:
        """Lines below each other, as one text for who searches or listens."""
        form = '<tspan x="{}" y="{:g}">{}</tspan>'
        spans = "".join(
            form.format(_PADDING, top + (number + 0.75) * _LINE, html.escape(plain(line)))
            for number, line in enumerate(lines)
        )
        is_foreign = self._labels.language != CHINESE and _HAN.search(spans)
        language = f' lang="{SPOKEN_CHINESE}"' if is_foreign else ""
        return f'<text class="{look}"{language} fill="currentColor" font-size="13">{spans}</text>'

    def _titled(self, module: MapModule) -> list[str]:
        """A module's name; a title that fits a line of its own is not broken for its code."""
        whole = self._broken(f"{module.id} {module.title}")
        apart = [self._broken(module.id), self._broken(module.title)]
        is_two = len(whole) > 1 and all(len(part) == 1 for part in apart)
        return [*apart[0], *apart[1]] if is_two else whole

    def _broken(self, text: str) -> list[str]:
        return broken(plain(text), self._most, _MOST_LINES)


def _polyline(way: Sequence[Point]) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in way)
    head = " ".join(f"{x:g},{y:g}" for x, y in arrow_head(way))
    return (
        f'<polyline class="arrow" points="{points}" fill="none" stroke="currentColor"/>'
        f'<polygon class="arrow-head" points="{head}" fill="currentColor"/>'
    )
