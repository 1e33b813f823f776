"""The short page at an address that was published and whose page is no more."""

import dataclasses

from curriculum.comparing.publishing import gone_modules, now_taught_in, printed_key
from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.publication import Published
from curriculum.views import pages
from curriculum.views.items import items_of
from curriculum.views.parts import Bullets, Document, Line, Link, Paragraph, Part
from curriculum.views.sections import section

_ITEM = pages.item_page("", "").partition("/")[0]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An address whose page is no more."""

    page: str
    """Id of the page that says so."""
    address: str
    was: Published

    @property
    def kind(self) -> str:
        """Of the document that stood there."""
        return self.was.page.partition("/")[0]

    @property
    def module(self) -> str:
        """Id of the module that it was about; empty where it was about none."""
        kind, _, rest = self.was.page.partition("/")
        return "" if kind == _ITEM else rest


def moved(course: Course, left: Left, labels: Labels) -> Document:
    """What became of a page, and where its content is now."""
    home = (labels["moved.home"], Link(course.title, pages.HOME))
    said = (*_became(course, left, labels), Paragraph(home))
    return Document(
        kind=pages.MOVED,
        page=left.page,
        title=labels.fill("moved.title", name=left_name(left, labels)),
        short_title=labels["moved.short_title"],
        identity=pages.identity(course.standard, labels),
        sections=(section(labels, "moved", "now", *said),),
    )


def left_name(left: Left, labels: Labels) -> str:
    """What stood at an address, as people call it."""
    kind, subject = kind_name(left, labels), left.was.subject
    if not (kind and subject):
        return kind or subject
    return f"{subject}{labels.fill('parts.tag', text=kind)}"


def kind_name(left: Left, labels: Labels) -> str:
    """The kind of document that stood at an address; empty where it needs no name."""
    return labels.words.get(f"{left.kind}.short_title", "")


def successors(course: Course, module: str) -> tuple[Module, ...] | None:
    """The modules that teach now what a published module taught; None where nobody knows that."""
    gone = gone_modules(course.publication) if course.publication else {}
    here = tuple(each for each in course.modules if each.id == module)
    if here or module not in gone:
        return here or None
    return now_taught_in(gone[module], course)


def _became(course: Course, left: Left, labels: Labels) -> tuple[Part, ...]:
    name = left.was.subject
    if left.kind == _ITEM:
        found = _items_now(course, left)
        index = (Link(labels["items.title"], pages.ITEMS),)
        what = "moved.renumbered" if found else "moved.no_item"
        return _told(labels.fill(what, name=name), *(found or (index,)))
    found_in = successors(course, left.module)
    if found_in is not None:
        document = left.kind if left.kind in pages.MODULE_DOCUMENTS else "module"
        links = [(pages.module_link(each, document),) for each in found_in]
        what = "moved.merged" if links else "moved.untaught"
        return _told(labels.fill(what, name=name), *links)
    return _told(labels["moved.no_page"])


def _items_now(course: Course, left: Left) -> tuple[Line, ...]:
    """The item with the words of one that is no more, by its code of today."""
    _, _, rest = left.was.page.partition("/")
    kind, _, code = rest.partition("/")
    words = printed_key(left.was.subject.removeprefix(code))
    return tuple(
        pages.linked_item(item.kind, item.code, item.texts[0], course.standard)
        for item in items_of(course.standard)
        if item.kind == kind and (code == item.code or words in map(printed_key, item.texts))
    )


def _told(sentence: str, *links: Line) -> tuple[Part, ...]:
    return (Paragraph((sentence,)), *((Bullets(links),) if links else ()))
