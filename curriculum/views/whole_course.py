"""The whole course as one file: which documents it holds, in which order, and for whom each is.

What tells the trainer what is still to do (findings, decisions to confirm) is no part of the
course and stays on the site; so do pages that only lead to other pages.
"""

import dataclasses
from collections.abc import Iterator

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.views import pages
from curriculum.views.assessment import assessment_plan, course_assessment
from curriculum.views.checklists import observation_sheet, self_check
from curriculum.views.course_syllabus import course_syllabus
from curriculum.views.home import home
from curriculum.views.items import item_index
from curriculum.views.lesson import lesson_plan, preparation
from curriculum.views.matrix import matrix
from curriculum.views.notice import notice
from curriculum.views.parts import Document
from curriculum.views.printed import notes, standard
from curriculum.views.schedule import schedule
from curriculum.views.syllabus import syllabus

COURSE = "course"
REFERENCE = "reference"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Documents that the same people read."""

    title: str
    """For whom they are; empty where they are for everybody."""
    documents: tuple[Document, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A piece of the file, such as a module with its documents."""

    page: str
    """The page whose place it takes: links to that one lead here."""
    title: str
    groups: tuple[Group, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Its documents, whoever they are for."""
        return tuple(document for group in self.groups for document in group.documents)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WholeCourse:
    """Everything that the file says."""

    cover: Document
    divisions: tuple[Division, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in order."""
        inside = (document for each in self.divisions for document in each.documents)
        return (self.cover, *inside)


def whole_course(course: Course, labels: Labels) -> WholeCourse:
    """The documents of a course, in the order in which somebody gets to know it."""
    return WholeCourse(
        cover=_cover(course, labels),
        divisions=(
            _about_course(course, labels),
            *(_module(course, module, labels) for module in course.modules),
            _reference(course, labels),
        ),
    )


def _cover(course: Course, labels: Labels) -> Document:
    """What the home page says of the course, without what it says of the site."""
    return _with_only(home(course, (), (), labels), "facts", "map")


def _about_course(course: Course, labels: Labels) -> Division:
    for_learners = (
        notice(course, labels),
        course_syllabus(course, labels),
        *((schedule(course, labels),) if course.sessions else ()),
    )
    for_trainers = (course_assessment(course, labels), matrix(course, labels))
    return Division(
        page=COURSE,
        title=labels["whole_course.course"],
        groups=(*_for(for_learners, for_trainers, labels),),
    )


def _module(course: Course, module: Module, labels: Labels) -> Division:
    for_learners = (syllabus(course, module, labels), self_check(course, module, labels))
    for_trainers = (
        lesson_plan(course, module, labels),
        preparation(course, module, labels),
        assessment_plan(course, module, labels),
        observation_sheet(course, module, labels),
    )
    return Division(
        page=pages.module_page(module),
        title=pages.module_name(module),
        groups=(*_for(for_learners, for_trainers, labels),),
    )


def _for(
    learners: tuple[Document, ...], trainers: tuple[Document, ...], labels: Labels
) -> Iterator[Group]:
    yield Group(title=labels["whole_course.for_learners"], documents=learners)
    yield Group(title=labels["whole_course.for_trainers"], documents=trainers)


def _reference(course: Course, labels: Labels) -> Division:
    """What the course was made from; words that send people to pages of the site are left out."""
    form = standard(course, (), labels)
    shown = _with_only(form, *(each.id for each in form.sections if each.id != "findings"))
    documents = (
        dataclasses.replace(shown, introduction=(labels["whole_course.as_printed"],)),
        notes(course, labels),
        dataclasses.replace(item_index(course, labels), introduction=()),
    )
    return Division(
        page=REFERENCE,
        title=labels["nav.standard"],
        groups=(Group(title="", documents=documents),),
    )


def _with_only(document: Document, *section_ids: str) -> Document:
    return dataclasses.replace(document, sections=tuple(map(document.section, section_ids)))
