"""All documents of a site: which there are, where each lies, and how each is composed."""

import dataclasses
import pathlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import jinja2

from curriculum.composing.environment import ENDING, render, template_environment
from curriculum.composing.escaping import plain, script_text
from curriculum.composing.layout import Layout
from curriculum.composing.prose import pictures_in
from curriculum.composing.search_data import search_data
from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.problems import Problem
from curriculum.text import DEVICE_NAMES, slug
from curriculum.views import pages
from curriculum.views.assessment import assessment_plan, course_assessment
from curriculum.views.audience import Audience, audience_of, for_learner
from curriculum.views.checklists import observation_sheet, self_check
from curriculum.views.collection import collections
from curriculum.views.course_syllabus import course_syllabus
from curriculum.views.home import home
from curriculum.views.items import item, item_index, items_of
from curriculum.views.lesson import lesson_plan, preparation
from curriculum.views.linked_data import linked_data
from curriculum.views.matrix import matrix
from curriculum.views.module import module_overview
from curriculum.views.parts import Document, Prose, count_missing, parts_of
from curriculum.views.printed import findings, notes, standard
from curriculum.views.review import is_needed, review
from curriculum.views.schedule import schedule
from curriculum.views.syllabus import syllabus
from curriculum.views.ticking import checklist_data, checklists, counted_on

NavEntry: TypeAlias = "tuple[str, str | tuple[NavEntry, ...]]"
"""A title as plain text, and either a page's path or the entries below it."""

UNLISTED = ("/items/*.md", "/print.md", "/modules/*/print.md")
"""Pages that the navigation does not list (as in `.gitignore`): the index of items, the home page
and each module's overview lead there."""

_PATHS = {
    pages.HOME: "index.md",
    pages.STANDARD: "standard/index.md",
    pages.FINDINGS: "standard/findings.md",
    pages.NOTES: "standard/notes.md",
    pages.SYLLABUS: "syllabus.md",
    pages.SCHEDULE: "schedule.md",
    pages.ASSESSMENT: "assessment.md",
    pages.MATRIX: "matrix.md",
    pages.ITEMS: "items/index.md",
    pages.REVIEW: "review.md",
    pages.COLLECTION: "print.md",
}
_TAKEN_NAMES = DEVICE_NAMES | {"index"}
"""`index` is the folder's own page."""


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
    unlisted: tuple[str, ...]
    """Patterns (as in `.gitignore`) of pages that the navigation does not list."""
    missing: int
    """How many things wait for the trainer (待補); the home page says the same number."""
    checklists: Mapping[str, object]
    """What a browser needs to count ticks and to export them (see `checklist_data`)."""
    search: Mapping[str, object]
    """What a browser needs to search the pages (see `search_data`)."""
    pictures: tuple[str, ...]
    """Those of the given pictures that the pages show, each below the folder `PICTURES`."""


def compose(
    course: Course,
    problems: Sequence[Problem],
    labels: Labels,
    template_folder: pathlib.Path | None = None,
    pictures: Collection[str] = (),
    audience: Audience = Audience.BOTH,
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

    Raises:
        TemplateFailedError: A template cannot be rendered; its place is named.
    """
    documents = read_by(audience, all_documents(course, problems, labels))
    paths = page_paths(course)
    titles = {
        document.page: plain(document.title) or labels["parts.untitled"] for document in documents
    }
    environment = template_environment(template_folder)
    layout = Layout(path="", paths=paths, titles=titles, labels=labels, pictures=pictures)
    composed = []
    for document in documents:
        # Only a site that has pages for both says for whom each is.
        readers = "" if audience is Audience.LEARNER else audience_of(document.page)
        context = {"counted": counted_on(course, document), "readers": readers}
        composed.append(_page(document, layout, environment, context, course))
    return Composition(
        pages=tuple(composed),
        nav=tuple(_navigation(course, documents, paths, labels)),
        unlisted=UNLISTED,
        missing=sum(count_missing(document.sections) for document in documents),
        pictures=tuple(sorted({*_named_pictures(documents)} & {*pictures})),
        search=search_data(course, _searched(documents, composed), labels),
        checklists=checklist_data(course, checklists(course, documents), labels),
    )


def _searched(
    documents: Sequence[Document], composed: Sequence[Page]
) -> Iterator[tuple[Document, str, str]]:
    for document, page in zip(documents, composed, strict=True):
        yield document, page.path, page.markdown


def _page(
    document: Document,
    layout: Layout,
    environment: jinja2.Environment,
    context: Mapping[str, object],
    course: Course,
) -> Page:
    """A document as its template lays it out; `context` is what the template needs besides."""
    path, title = layout.paths[document.page], layout.titles[document.page]
    audience = audience_of(document.page)
    layout = dataclasses.replace(layout, path=path, is_shared=audience is Audience.BOTH)
    linked = linked_data(course, document.page, layout.labels, layout.address)
    context = {**context, "linked": script_text(linked) if linked else ""}
    named = {"view": document, "title": title, "labels": layout.labels, "layout": layout}
    text = render(environment, f"{document.kind}{ENDING}", {**named, **context})
    return Page(path=path, title=title, markdown=tidy(text), audience=audience)


def all_documents(
    course: Course, problems: Sequence[Problem], labels: Labels
) -> tuple[Document, ...]:
    """What every document of the site says, the home page first."""
    others = (
        course_syllabus(course, labels),
        *((schedule(course, labels),) if course.sessions else ()),
        *(document for module in course.modules for document in _module(course, module, labels)),
        course_assessment(course, labels),
        matrix(course, labels),
        *((review(course, labels),) if is_needed(course) else ()),
        standard(course, problems, labels),
        findings(course, problems, labels),
        notes(course, labels),
        item_index(course, labels),
        *(item(course, shown, labels) for shown in items_of(course.standard)),
    )
    return (home(course, problems, others, labels), *others, *collections(course, others, labels))


def read_by(audience: Audience, documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents of a site for that audience, with what of each is for it."""
    if audience is not Audience.LEARNER:
        return tuple(documents)
    return tuple(
        for_learner(document)
        for document in documents
        if audience_of(document.page) is not Audience.TRAINER
    )


def page_paths(course: Course) -> dict[str, str]:
    """Path of every page by its id; equal names get a number, and none leaves its folder."""
    paths = dict(_PATHS)
    if not is_needed(course):
        del paths[pages.REVIEW]
    if not course.sessions:
        del paths[pages.SCHEDULE]
    taken = set(_TAKEN_NAMES)
    for module in course.modules:
        folder = f"modules/{_free(slug(module.id), taken)}"
        paths[pages.module_page(module)] = f"{folder}/index.md"
        for document in pages.MODULE_DOCUMENTS:
            paths[pages.module_page(module, document)] = f"{folder}/{document}.md"
        paths[pages.module_page(module, pages.COLLECTION)] = f"{folder}/print.md"
    taken = set(_TAKEN_NAMES)
    for shown in items_of(course.standard):
        name = _free(slug(shown.code), taken)
        paths[pages.item_page(shown.kind, shown.code)] = f"items/{name}.md"
    return paths


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


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from then on."""
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate


def _module(course: Course, module: Module, labels: Labels) -> Iterator[Document]:
    yield module_overview(course, module, labels)
    yield syllabus(course, module, labels)
    yield lesson_plan(course, module, labels)
    yield assessment_plan(course, module, labels)
    yield self_check(course, module, labels)
    yield observation_sheet(course, module, labels)
    yield preparation(course, module, labels)


def _navigation(
    course: Course, documents: Sequence[Document], paths: dict[str, str], labels: Labels
) -> Iterator[NavEntry]:
    """The pages that there are, in the order in which they are read."""
    names = {document.page: document.short_title for document in documents}

    def entries(*listed: str) -> tuple[NavEntry, ...]:
        return tuple((names[page], paths[page]) for page in listed if page in names)

    yield from entries(pages.HOME, pages.SYLLABUS, pages.SCHEDULE)
    yield (
        labels["nav.modules"],
        tuple(
            (
                pages.module_name(module),
                entries(
                    *(
                        pages.module_page(module, document)
                        for document in ("module", *pages.MODULE_DOCUMENTS)
                    )
                ),
            )
            for module in course.modules
        ),
    )
    yield from entries(pages.ASSESSMENT, pages.MATRIX, pages.REVIEW)
    yield (
        labels["nav.standard"],
        entries(pages.STANDARD, pages.FINDINGS, pages.NOTES, pages.ITEMS),
    )
