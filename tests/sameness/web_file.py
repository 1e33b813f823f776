"""Reads the saved page of a whole course, as a browser would show it."""

from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

from sameness.saved import (
    EMPTY,
    TICKED,
    Block,
    Cell,
    Heading,
    Paragraph,
    Saved,
    Table,
    cell_of,
    put_reached,
)

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def web_file(path: Path) -> Saved:
    """What the page says; each `article` is a document."""
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
    body = soup.find("main")
    title = soup.find("h1")
    assert isinstance(body, Tag)
    assert isinstance(title, Tag)
    return Saved(path.name, (Heading(1, _line(title)), *_blocks(body)))


def _blocks(parent: Tag) -> Iterator[Block]:
    for child in parent.find_all(recursive=False):
        assert isinstance(child, Tag)
        if child.name in _HEADINGS:
            is_first = parent.name == "article"
            yield Heading(1 if is_first else int(child.name[1]), _line(child))
        elif child.name == "table":
            yield _table(child)
        elif child.name in {"p", "li", "summary", "pre"}:
            yield Paragraph(_line(child))
        elif child.name != "nav":
            yield from _blocks(child)


def _table(table: Tag) -> Table:
    caption = table.find("caption")
    head = table.find("thead")
    titles = head.find_all("th") if isinstance(head, Tag) else []
    rows: list[tuple[Cell, ...]] = []
    reaching: dict[int, tuple[int, Cell]] = {}
    for row in table.select("tbody > tr"):
        cells: list[Cell] = []
        for cell in row.find_all(["th", "td"], recursive=False):
            put_reached(cells, reaching)
            lines = cell_of("".join(_words(cell)).split("\n"))
            if (over := int(str(cell.get("rowspan", 1)))) > 1:
                reaching[len(cells)] = (over - 1, lines)
            cells.append(lines)
        put_reached(cells, reaching)
        rows.append(tuple(cells))
    return Table(
        _line(caption) if isinstance(caption, Tag) else "",
        tuple(_line(each) for each in titles),
        tuple(rows),
    )


def _line(tag: Tag) -> str:
    return " ".join("".join(_words(tag)).split())


def _words(tag: Tag) -> Iterator[str]:
    """The text of an element, with a sign for each box and an end for each line."""
    for child in tag.children:
        if isinstance(child, NavigableString):
            yield str(child).replace("\n", " ")
        elif isinstance(child, Tag):
            if child.name == "input":
                yield TICKED if child.has_attr("checked") else EMPTY
            elif child.name == "br":
                yield "\n"
            else:
                yield from _words(child)
