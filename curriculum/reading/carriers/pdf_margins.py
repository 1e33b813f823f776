"""What is printed around the pages: running heads, feet and page numbers are taken off them.

A line goes only where it cannot be the text of the standard: it stands at one place of most pages
and says the same on all of them, page numbers apart.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from curriculum.reading.back_matter import begins_item, is_heading
from curriculum.reading.grid import counts_pages, is_page_number

Data = dict[str, Any]

_NEAR = 3.0
"""Points by which one place may differ from page to page."""
_MOST_LINES = 3
"""A page with no table has nothing but lines: most of them are no running heads."""
_NUMBER = re.compile(r"\d+")


def take_margins(pages: Sequence[Data]) -> list[tuple[str, int]]:
    """Takes running heads, feet and page numbers off the pages.

    Args:
        pages: Each with its `parts` in printed order, of which a line has `text` and `top`, and
            its `height`.

    Returns:
        The texts that were taken, each once, with the page that prints it first.
    """
    edges = [(page, part) for page in pages for part in _edges(page["parts"])]
    numbers = {id(page): number for number, page in enumerate(pages, start=1)}
    taken: dict[int, tuple[str, int]] = {}
    for _, group in itertools.groupby(sorted(edges, key=_kind), key=lambda edge: _kind(edge)[0]):
        for run in _at_one_place(list(group)):
            lines = [(numbers[id(page)], part["text"]) for page, part in run]
            if _is_running(lines, len(pages)):
                found = zip((id(part) for _, part in run), lines, strict=True)
                taken |= {key: (text, number) for key, (number, text) in found}
    for page in pages:
        page["parts"] = [part for part in page["parts"] if id(part) not in taken]
    first: dict[str, int] = {}
    for text, number in sorted(taken.values(), key=lambda each: each[1]):
        first.setdefault(text, number)
    return list(first.items())


def _edges(parts: Sequence[Data]) -> Iterator[Data]:
    """The first lines above the first table of a page, and the last ones below the last table."""
    above = itertools.takewhile(lambda part: "text" in part, parts[:_MOST_LINES])
    below = itertools.takewhile(lambda part: "text" in part, reversed(parts[-_MOST_LINES:]))
    found = {id(part): part for part in (*above, *below)}
    yield from found.values()


def _kind(edge: tuple[Data, Data]) -> tuple[str, float]:
    """What a line says but for numbers, and how far it is from the nearer edge of its page."""
    page, part = edge
    top = part["top"]
    place = top if top * 2 < page["height"] else top - page["height"]
    return _NUMBER.sub("#", part["text"]), place


def _at_one_place(edges: Sequence[tuple[Data, Data]]) -> Iterator[list[tuple[Data, Data]]]:
    """Lines that are sorted by place, in groups."""
    run: list[tuple[Data, Data]] = []
    for edge in edges:
        if run and _kind(edge)[1] - _kind(run[-1])[1] > _NEAR:
            yield run
            run = []
        run.append(edge)
    if run:
        yield run


def _is_running(lines: Sequence[tuple[int, str]], pages: int) -> bool:
    """Whether lines at one place, each with its page, belong to the pages and not to the text."""
    if all(counts_pages(text) for _, text in lines):
        return True
    numbers = [number for number, _ in lines]
    # Heads may stand on every other page, or on all but the first.
    is_on_most = len(set(numbers)) == len(lines) > 1 and len(lines) * 2 >= pages - 1
    text = lines[0][1]
    is_item = not is_page_number(text) and (is_heading(text) or begins_item(text))
    return is_on_most and not is_item and _rises(lines)


def _rises(lines: Sequence[tuple[int, str]]) -> bool:
    """Whether each number in the lines is the same on all pages or rises with them."""
    columns = zip(*(_NUMBER.findall(text) for _, text in lines), strict=True)
    for column in columns:
        values = [int(found) for found in column]
        rises = {value - page for value, (page, _) in zip(values, lines, strict=True)}
        if len(set(values)) > 1 and len(rises) > 1:
            return False
    return True
