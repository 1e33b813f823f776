"""Which documents each file of the kit holds; every one is a view that the site shows too."""

from collections.abc import Callable, Iterator, Mapping

from curriculum.course import Course
from curriculum.labels import Labels
from curriculum.views.assessment import assessment_plan, course_assessment
from curriculum.views.checklists import observation_sheet, self_check
from curriculum.views.course_syllabus import course_syllabus
from curriculum.views.coverage_book import coverage_book
from curriculum.views.grades_book import grades_book
from curriculum.views.lesson import lesson_plan, preparation
from curriculum.views.notice import notice
from curriculum.views.parts import Document
from curriculum.views.record_sheets import RecordBook
from curriculum.views.report import report
from curriculum.views.schedule import schedule
from curriculum.views.sign_in import sign_in
from curriculum.views.sign_in_book import sign_in_book
from curriculum.views.survey import survey
from curriculum.views.syllabus import syllabus

_Documents = Callable[[Course, Labels], Iterator[Document]]


def _single(view: Callable[[Course, Labels], Document]) -> _Documents:
    """A file of one document."""

    def documents(course: Course, labels: Labels) -> Iterator[Document]:
        yield view(course, labels)

    return documents


def _syllabus(course: Course, labels: Labels) -> Iterator[Document]:
    yield course_syllabus(course, labels)
    for module in course.modules:
        yield syllabus(course, module, labels)


def _lesson_plans(course: Course, labels: Labels) -> Iterator[Document]:
    for module in course.modules:
        yield lesson_plan(course, module, labels)


def _checklists(course: Course, labels: Labels) -> Iterator[Document]:
    """What an assessor, a learner and a trainer tick, module by module."""
    for module in course.modules:
        yield observation_sheet(course, module, labels)
        yield self_check(course, module, labels)
        yield preparation(course, module, labels)


def _assessment(course: Course, labels: Labels) -> Iterator[Document]:
    yield course_assessment(course, labels)
    for module in course.modules:
        yield assessment_plan(course, module, labels)


DOCUMENTS: Mapping[str, _Documents] = {
    "report": _single(report),
    "platform-text": _single(report),
    "syllabus": _syllabus,
    "lesson-plans": _lesson_plans,
    "checklists": _checklists,
    "assessment": _assessment,
    "schedule": _single(schedule),
    "notice": _single(notice),
    "sign-in": sign_in,
    "survey": _single(survey),
}
"""Kind of file -> what it holds, one document after the other."""
BOOKS: Mapping[str, Callable[[Course, Labels], RecordBook]] = {
    "sign-in": sign_in_book,
    "grades": grades_book,
    "coverage": coverage_book,
}
"""Kind of workbook -> what it holds."""
WITH_CONTENTS = frozenset({"syllabus", "lesson-plans", "assessment"})
"""Files that open with a list of their documents; the others are sheets to hand out singly."""
