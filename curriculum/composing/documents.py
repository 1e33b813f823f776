"""All documents of a site: which there are, where each lies, and how each is composed."""

import dataclasses
import pathlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import jinja2

from curriculum.composing.environment import ENDING, render, template_environment
from curriculum.composing.escaping import plain, script_text
from curriculum.composing.layout import Layout
from curriculum.composing.navigation import NavEntry, navigation
from curriculum.composing.paths import left_addresses, page_paths
from curriculum.composing.prose import pictures_in
from curriculum.composing.search_data import search_data
from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.problems import Problem
from curriculum.views import pages
from curriculum.views.assessment import assessment_plan, course_assessment
from curriculum.views.audience import Audience, audience_of, for_learner
from curriculum.views.changes import changes, has_changes
from curriculum.views.checklists import observation_sheet, self_check
from curriculum.views.collection import collections
from curriculum.views.course_syllabus import course_syllabus
from curriculum.views.home import home
from curriculum.views.items import item, item_index, items_of
from curriculum.views.lesson import lesson_plan, preparation
from curriculum.views.linked_data import linked_data
from curriculum.views.matrix import matrix
from curriculum.views.module import module_overview
from curriculum.views.moved import moved
from curriculum.views.parts import Document, Prose, count_missing, parts_of
from curriculum.views.printed import findings, notes, standard
from curriculum.views.review import is_needed, review
from curriculum.views.schedule import schedule
from curriculum.views.syllabus import syllabus
from curriculum.views.ticking import checklist_data, checklists, counted_on

UNLISTED = ("/items/*.md", "/print.md", "/modules/*/print.md")
"""Pages that the navigation does not list (as in `.gitignore`): the index of items, the home page
and each module's overview lead there."""

_MODULE_VIEWS: Mapping[str, Callable[[Course, Module, Labels], Document]] = {
    "module": module_overview,
    "syllabus": syllabus,
    "lesson-plan": lesson_plan,
    "assessment-plan": assessment_plan,
    "self-check": self_check,
    "observation-sheet": observation_sheet,
    "preparation": preparation,
}
"""The documents of a module, by the first part of their pages' ids."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A composed page."""

    path: str
    """Where it lies below the site's root: ASCII, with `/`, ending in `.md`."""
    title: str
    """Plain text."""
    markdown: str
    audience: Audience
    """For whom it is."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Everything that is written for a site."""

    pages: tuple[Page, ...]
    nav: tuple[NavEntry, ...]
    """The navigation, home page first."""
    moved: tuple[str, ...]
    """Paths of the pages that only say what became of those that were published there."""
    missing: int
    """How many things wait for the trainer (待補); the home page says the same number."""
    checklists: Mapping[str, object]
    """What a browser needs to count ticks and to export them (see `checklist_data`)."""
    search: Mapping[str, object]
    """What a browser needs to search the pages (see `search_data`)."""
    pictures: tuple[str, ...]
    """Those of the given pictures that the pages show, each below the folder `PICTURES`."""

    @property
    def unlisted(self) -> tuple[str, ...]:
        """Patterns (as in `.gitignore`) of pages that the navigation does not list."""
        return (*UNLISTED, *(f"/{path}" for path in self.moved))


Basis: TypeAlias = tuple[Document, Layout, Mapping[str, object]]
"""What a page is composed of: what it says, how it is laid out, and what its template needs."""
Composed: TypeAlias = dict[str, tuple[Basis, Page]]
"""Page id -> what its page was composed of, and the page."""


def compose(  # noqa: PLR0913 - one for each thing that decides what the pages say
    course: Course,
    problems: Sequence[Problem],
    labels: Labels,
    template_folder: pathlib.Path | None = None,
    pictures: Collection[str] = (),
    audience: Audience = Audience.BOTH,
    *,
    composed: Composed | None = None,
) -> Composition:
    """Composes every document of a course that the audience reads.

    Args:
        course: The course.
        problems: Everything found in the standard and the course.
        labels: The words of the interface's language.
        template_folder: A trainer's own templates, tried before ours.
        pictures: The pictures that there are for the trainer's texts: paths such as
            `M1.1/floor-plan.png`.
        audience: For whom the site is: learners get their pages alone, without a word of the
            trainer's.
        composed: Pages of an earlier composition with the same templates: what is the same again
            is taken from here, and what is not is left here.

    Raises:
        TemplateFailedError: A template cannot be rendered; its place is named.
    """
    documents = read_by(audience, all_documents(course, problems, labels))
    paths = page_paths(course)
    titles = {document.page: _title(document, labels) for document in documents}
    environment = template_environment(template_folder)
    layout = Layout(path="", paths=paths, titles=titles, labels=labels, pictures=pictures)
    composed = {} if composed is None else composed
    made = [
        _compose(document, layout, environment, course, audience, composed)
        for document in documents
    ]
    return Composition(
        pages=tuple(made),
        nav=tuple(navigation(course, documents, paths, labels)),
        moved=tuple(paths[each.page] for each in documents if each.kind == pages.MOVED),
        missing=sum(count_missing(document.sections) for document in documents),
        pictures=tuple(sorted({*_named_pictures(documents)} & {*pictures})),
        search=search_data(course, _searched(documents, made), labels),
        checklists=checklist_data(course, checklists(course, documents), labels),
    )


def _title(document: Document, labels: Labels) -> str:
    return plain(document.title) or labels["parts.untitled"]


def _searched(
    documents: Iterable[Document], made: Iterable[Page]
) -> Iterator[tuple[Document, str, str]]:
    for document, page in zip(documents, made, strict=True):
        yield document, page.path, page.markdown


def compose_again(
    course: Course,
    problems: Sequence[Problem],
    labels: Labels,
    page: str,
    template_folder: pathlib.Path | None,
    composed: Composed,
) -> Page | None:
    """One page of a site that was composed before, ahead of all the others; None if it cannot be.

    What it names of other pages are their titles of then: only `compose` knows those of now.

    Args:
        course: The course as it is now.
        problems: Everything found in the standard and the course.
        labels: The words of the interface's language.
        page: The page's id.
        template_folder: A trainer's own templates, tried before ours.
        composed: The pages as they were.

    Raises:
        TemplateFailedError: A template cannot be rendered; its place is named.
    """
    makers, paths = document_makers(course, problems, labels), page_paths(course)
    makers[pages.HOME] = lambda: all_documents(course, problems, labels)[0]
    if page not in makers or page not in composed:
        return None
    (_, layout, _), _ = composed[page]
    layout = dataclasses.replace(layout, paths=paths, labels=labels)
    if any(other not in layout.titles for other in paths):
        return None
    environment = template_environment(template_folder)
    return _compose(makers[page](), layout, environment, course, Audience.BOTH, composed)


def _compose(
    document: Document,
    layout: Layout,
    environment: jinja2.Environment,
    course: Course,
    audience: Audience,
    composed: Composed,
) -> Page:
    """A document as its template lays it out, or as it was composed of the same before."""
    path = layout.paths[document.page]
    title = _title(document, layout.labels)
    readers = audience_of(document.page)
    layout = dataclasses.replace(layout, path=path, is_shared=readers is Audience.BOTH)
    linked = linked_data(course, document.page, layout.labels, layout.address)
    context = {
        "counted": counted_on(course, document),
        # Only a site that has pages for both says for whom each is.
        "readers": "" if audience is Audience.LEARNER else readers,
        "linked": script_text(linked) if linked else "",
    }
    basis = document, layout, context
    if document.page not in composed or composed[document.page][0] != basis:
        named = {"view": document, "title": title, "labels": layout.labels, "layout": layout}
        text = render(environment, f"{document.kind}{ENDING}", {**named, **context})
        page = Page(path=path, title=title, markdown=tidy(text), audience=readers)
        composed[document.page] = basis, page
    return composed[document.page][1]


def all_documents(
    course: Course, problems: Sequence[Problem], labels: Labels
) -> tuple[Document, ...]:
    """What every document of the site says, the home page first."""
    others = [make() for make in document_makers(course, problems, labels).values()]
    return (home(course, problems, others, labels), *others, *collections(course, others, labels))


def document_makers(
    course: Course, problems: Sequence[Problem], labels: Labels
) -> dict[str, Callable[[], Document]]:
    """Page id -> what makes its document, for all that need no other document."""
    makers: dict[str, Callable[[], Document]] = {
        pages.SYLLABUS: partial(course_syllabus, course, labels)
    }
    if course.sessions:
        makers[pages.SCHEDULE] = partial(schedule, course, labels)
    for module in course.modules:
        for name, view in _MODULE_VIEWS.items():
            makers[pages.module_page(module, name)] = partial(view, course, module, labels)
    makers[pages.ASSESSMENT] = partial(course_assessment, course, labels)
    makers[pages.MATRIX] = partial(matrix, course, labels)
    if is_needed(course):
        makers[pages.REVIEW] = partial(review, course, labels)
    makers[pages.STANDARD] = partial(standard, course, problems, labels)
    makers[pages.FINDINGS] = partial(findings, course, problems, labels)
    makers[pages.NOTES] = partial(notes, course, labels)
    makers[pages.ITEMS] = partial(item_index, course, labels)
    for shown in items_of(course.standard):
        page = pages.item_page(shown.kind, shown.code)
        makers[page] = partial(item, course, shown, labels)
    left = left_addresses(course)
    if has_changes(course):
        makers[pages.CHANGES] = partial(changes, course, left, labels)
    for each in left:
        makers[each.page] = partial(moved, course, each, labels)
    return makers


def read_by(audience: Audience, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents of a site for that audience, with what of each is for it."""
    if audience is not Audience.LEARNER:
        return tuple(documents)
    return tuple(
        for_learner(document)
        for document in documents
        if audience_of(document.page) is not Audience.TRAINER
    )


def tidy(markdown: str) -> str:
    """At most one empty line in a row and one line end at the end, whatever a template left."""
    lines = [line.rstrip() for line in markdown.split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def _named_pictures(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for part in parts_of(document.sections):
            if isinstance(part, Prose):
                yield from pictures_in(part.text, part.folder)
