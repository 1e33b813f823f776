"""Pages that hold many documents at once, to print them all: one a module, one for the course."""

import dataclasses
from collections.abc import Sequence

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.parts import Bullets, Document, Link
from curriculum.views.sections import section

_OF_THE_COURSE = (
    "course-syllabus",
    "schedule",
    "module",
    *pages.MODULE_DOCUMENTS,
    "course-assessment",
    "matrix",
    "standard",
    "notes",
)
"""The kinds of documents that a binder with the whole course holds. Left out are the home page,
what is to be done and was found while the course is made, and the pages to look items up."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Collection(Document):
    """A document that holds others; it says itself only which."""

    pages: tuple[str, ...]
    """Ids of their pages, in their order."""


def collections(
    course: Course, documents: Sequence[Document], labels: Labels
) -> tuple[Collection, ...]:
    """The page with the whole course, and that of each module.

    Args:
        course: The course.
        documents: All documents that there are to collect, in their order.
        labels: The words.
    """
    of_course = [document for document in documents if document.kind in _OF_THE_COURSE]
    by_page = {document.page: document for document in documents}
    return (
        _collection(
            course,
            pages.COLLECTION,
            labels.fill("collection.course", course=course.title),
            of_course,
            labels,
        ),
        *(
            _collection(
                course,
                pages.module_page(module, pages.COLLECTION),
                labels.fill("collection.module", module=pages.module_name(module)),
                [by_page[page] for page in _pages_of(module)],
                labels,
            )
            for module in course.modules
        ),
    )


def _pages_of(module: Module) -> list[str]:
    return [pages.module_page(module, name) for name in ("module", *pages.MODULE_DOCUMENTS)]


def _collection(
    course: Course, page: str, title: str, documents: Sequence[Document], labels: Labels
) -> Collection:
    contents = Bullets(tuple((Link(each.title, each.page),) for each in documents))
    return Collection(
        kind="collection",
        page=page,
        title=title,
        short_title=labels["collection.short_title"],
        identity=pages.identity(course.standard, labels),
        introduction=(labels["collection.introduction"],),
        sections=(section(labels, "collection", "contents", contents),),
        pages=tuple(document.page for document in documents),
    )
