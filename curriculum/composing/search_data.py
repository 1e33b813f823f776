"""The data of a site's search: the texts of its pages, and what a browser needs to look in them."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum import resources
from curriculum.composing.paths import address_of
from curriculum.composing.search_text import FoundPage, FoundSection, text_of
from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.audience import Audience, audience_of
from curriculum.views.finding import KINDS, code_places
from curriculum.views.parts import Document
from curriculum.views.tick_ids import course_key

_WORDS = (
    "placeholder",
    "close",
    "filter",
    "all",
    "results",
    "found",
    "none",
    "none_hint",
    "instead",
    "more",
    "recent",
    "clear",
    "keys",
)
_HINTS = ("words", "phrase", "code")


class _Searched(NamedTuple):
    """A page that is searched."""

    document: Document
    path: str
    text: FoundPage


def search_data(
    course: Course, composed: Iterable[tuple[Document, str, str]], labels: Labels
) -> Mapping[str, object]:
    """What the search of a site knows; plain values for JSON.

    Args:
        course: The course.
        composed: Every page: its document, its path and its Markdown.
        labels: The words of the interface's language.
    """
    searched = [
        _Searched(document, address_of(path), text)
        for document, path, markdown in composed
        if document.kind in KINDS and (text := text_of(markdown))
    ]
    numbers = {each.document.page: number for number, each in enumerate(searched)}
    places = code_places(course).items()
    signs = set[str]().union(*(text for each in searched for text in _texts(each.text)))
    simplified, ambiguous = (_on_site(groups, signs) for groups in _known_forms())
    return {
        "key": course_key(course),
        "words": {
            **{name: labels[f"search.{name}"] for name in _WORDS},
            "hints": [labels[f"search.hints.{name}"] for name in _HINTS],
        },
        "codes": {
            code: [numbers[page], section] for code, (page, section) in places if page in numbers
        },
        "simplified": simplified,
        "ambiguous": ambiguous,
        **_pages(searched, labels),
    }


def _pages(searched: Sequence[_Searched], labels: Labels) -> dict[str, object]:
    """The pages, with the kinds of documents and the identities that they name by number."""
    there = {KINDS[each.document.kind] for each in searched}
    kinds = [kind for kind in dict.fromkeys(KINDS.values()) if kind in there]
    identities = list(dict.fromkeys(each.text.identity for each in searched))
    return {
        "kinds": [labels[f"search.kinds.{kind}"] for kind in kinds],
        "identities": identities,
        "pages": [
            [
                each.path,
                each.text.title,
                kinds.index(KINDS[each.document.kind]),
                int(audience_of(each.document.page) is Audience.TRAINER),
                identities.index(each.text.identity),
                [_section(section) for section in each.text.sections if _is_shown(section)],
            ]
            for each in searched
        ],
    }


def _is_shown(section: FoundSection) -> bool:
    return bool(section.heading or section.lines)


def _section(section: FoundSection) -> list[object]:
    lines = "\n".join(section.lines)
    return [section.id, section.heading, int(section.is_for_trainer), lines]


def _on_site(groups: Iterable[str], signs: set[str]) -> list[str]:
    """Simplified characters, each before those Traditional ones that the site has."""
    found = ((group[0], [sign for sign in group[1:] if sign in signs]) for group in groups)
    return [sign + "".join(forms) for sign, forms in found if forms]


def _texts(page: FoundPage) -> Iterable[str]:
    yield page.title
    yield page.identity
    for section in page.sections:
        yield section.heading
        yield from section.lines


@functools.cache
def _known_forms() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that are Simplified alone, and those that are Traditional as well."""
    file = resources.folder("templates") / "search" / "simplified.txt"
    text = file.read_text(encoding="utf-8")
    lists = [part for part in text.split("\n\n") if not part.startswith("# Characters")]
    only, both = (tuple(_groups(part)) for part in lists)
    return only, both


def _groups(part: str) -> Iterable[str]:
    for line in part.splitlines():
        if not line.startswith("#"):
            yield from line.split()
