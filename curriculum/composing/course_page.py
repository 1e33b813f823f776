"""The whole course as one web page, for people without tools: no other file, no network."""

import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from curriculum.composing.environment import render, sandboxed_environment
from curriculum.composing.escaping import plain, visible
from curriculum.composing.paths import page_paths
from curriculum.composing.prose import Pictures, pictures_in
from curriculum.composing.web_layout import WebLayout
from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.items import items_of
from curriculum.views.parts import Document, Identity, Prose, Section, parts_of
from curriculum.views.whole_course import WholeCourse

TEMPLATE = "course.html.jinja"


def course_page(
    course: Course,
    whole: WholeCourse,
    labels: Labels,
    template_folder: pathlib.Path | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> str:
    """The page as HTML.

    Args:
        course: The course.
        whole: What the page says.
        labels: The words.
        template_folder: A trainer's own templates, tried before ours.
        pictures: The pictures that the trainer's texts show, by their path below `content/`.

    Raises:
        TemplateFailedError: The template cannot be rendered; its place is named.
    """
    environment = sandboxed_environment(template_folder, _visible)
    for name in ("e", "escape", "forceescape"):
        environment.filters[name] = _escaped
    environment.filters |= {"in_css": _in_css, "identity": _identity, "line": _line}
    environment.filters |= {"section": _section}
    anchors = _anchors(course, whole)
    context = {
        "whole": whole,
        "title": plain(labels.fill("kit.title", course=course.title, title=_file_title(labels))),
        "course": course,
        "labels": labels,
        "anchors": anchors,
        "layouts": _layouts(course, whole, labels, anchors, pictures or {}),
    }
    return render(environment, TEMPLATE, context)


def pictures_of(whole: WholeCourse) -> Iterator[str]:
    """Paths below `content/` of the pictures that the page's texts name."""
    for document in whole.documents:
        for part in parts_of(document.sections):
            if isinstance(part, Prose):
                yield from pictures_in(part.text, part.folder)


def _file_title(labels: Labels) -> str:
    return labels["kit.titles.course-html"]


def _anchors(course: Course, whole: WholeCourse) -> dict[str, str]:
    """Where each page of the site stands on this one; what is not here has no anchor."""
    paths = page_paths(course)
    items = (pages.item_page(each.kind, each.code) for each in items_of(course.standard))
    here = (
        *(document.page for document in whole.documents),
        *(division.page for division in whole.divisions),
        *items,
    )
    return {page: _anchor(paths.get(page, page)) for page in here}


def _anchor(path: str) -> str:
    """`modules/m1-1/self-check.md` -> `modules.m1-1.self-check`: no two paths have the same."""
    return path.removesuffix(".md").replace("/", ".")


def _layouts(
    course: Course,
    whole: WholeCourse,
    labels: Labels,
    anchors: Mapping[str, str],
    pictures: Mapping[str, bytes],
) -> dict[str, WebLayout]:
    """What lays out each document, by its page."""
    items = {pages.item_page(each.kind, each.code) for each in items_of(course.standard)}
    entries = {page: anchor for page, anchor in anchors.items() if page in items}
    titles = {each.page: plain(each.title) or labels["parts.untitled"] for each in whole.documents}
    titles |= {each.page: plain(each.title) or labels["parts.untitled"] for each in whole.divisions}
    sections = frozenset(
        f"{anchors[document.page]}.{section_id}"
        for document in whole.documents
        for section_id in _shown(document.sections)
    )
    return {
        document.page: WebLayout(
            document=anchors[document.page],
            anchors=anchors,
            sections=sections,
            entries=entries if document.page == pages.ITEMS else {},
            titles=titles,
            labels=labels,
            pictures=Pictures(known=pictures, embedded=pictures),
        )
        for document in whole.documents
    }


def _shown(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        if section.parts or section.sections:
            yield section.id
            yield from _shown(section.sections)


def _visible(value: Any) -> Any:  # noqa: ANN401 - a template may print anything
    """What a template prints, with what cannot be seen replaced; Jinja escapes it after this."""
    if isinstance(value, jinja2.Undefined) or hasattr(value, "__html__"):
        return value
    return visible("" if value is None else str(value))


def _escaped(value: Any) -> Markup:  # noqa: ANN401
    return Markup("{}").format(_visible(value))


def _in_css(text: str) -> Markup:
    """A text as a string of a style sheet: whatever is not a letter is written as its number."""
    return Markup('"{}"').format(re.sub(r"\W", lambda sign: f"\\{ord(sign[0]):x} ", plain(text)))


@jinja2.pass_context
def _section(
    context: jinja2.runtime.Context, section: Section, document: Document, level: int
) -> Markup:
    return _layout(context, document).section(section, level)


@jinja2.pass_context
def _line(context: jinja2.runtime.Context, line: Any, document: Document) -> Markup:  # noqa: ANN401
    return _layout(context, document).line(line)


@jinja2.pass_context
def _identity(context: jinja2.runtime.Context, identity: Identity, document: Document) -> Markup:
    return _layout(context, document).identity(identity)


def _layout(context: jinja2.runtime.Context, document: Document) -> WebLayout:
    layout: WebLayout = context["layouts"][document.page]
    return layout
