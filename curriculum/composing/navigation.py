"""The navigation of a site: the pages that there are, in the order in which they are read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.parts import Document

NavEntry: TypeAlias = "tuple[str, str | tuple[NavEntry, ...]]"
"""A title as plain text, and either a page's path or the entries below it."""

MOST_MODULES = 16
"""Modules of one list. More are listed duty by duty: nobody reads a longer list, and a page that
shows only its own duty's modules stays as light as that of a small course."""


def navigation(
    course: Course, documents: Sequence[Document], paths: Mapping[str, str], labels: Labels
) -> Iterator[NavEntry]:
    """The entries of the navigation, home page first.

    Args:
        course: The course.
        documents: The documents that the site has.
        paths: Page id -> path.
        labels: The words.
    """
    names = {document.page: document.short_title for document in documents}

    def entries(*listed: str) -> tuple[NavEntry, ...]:
        return tuple((names[page], paths[page]) for page in listed if page in names)

    def of_module(module: Module) -> NavEntry:
        listed = (pages.module_page(module, name) for name in ("module", *pages.MODULE_DOCUMENTS))
        return pages.module_name(module), entries(*listed)

    yield from entries(pages.HOME, pages.SYLLABUS, pages.SCHEDULE)
    yield (
        labels["nav.modules"],
        tuple(
            (duty, tuple(map(of_module, modules))) if duty else of_module(modules[0])
            for duty, modules in _listed(course)
        ),
    )
    yield from entries(pages.ASSESSMENT, pages.MATRIX, pages.REVIEW, pages.CHANGES)
    yield (
        labels["nav.standard"],
        entries(pages.STANDARD, pages.FINDINGS, pages.NOTES, pages.ITEMS),
    )


def _listed(course: Course) -> Iterator[tuple[str, list[Module]]]:
    """Duties with their modules where there are many, each module on its own otherwise."""
    duties = {duty.code: f"{duty.code} {duty.text}".strip() for duty in course.standard.duties}
    listed: dict[str, list[Module]] = {}
    for module in course.modules:
        duty = duties.get(module.duty, "") if len(course.modules) > MOST_MODULES else ""
        listed.setdefault(duty or module.id, []).append(module)
    for name, modules in listed.items():
        yield ("" if name == modules[0].id else name), modules
