"""What a search must know beside the texts: kinds of documents, and where each code belongs."""

from curriculum.course import Course
from curriculum.views import pages
from curriculum.views.items import items_of

KINDS = {
    pages.HOME: "course",
    pages.SYLLABUS: "course",
    pages.SCHEDULE: "course",
    pages.MATRIX: "course",
    pages.CHANGES: "course",
    "module": "module",
    "syllabus": "module",
    "lesson-plan": "lesson",
    "assessment-plan": "assessment",
    pages.ASSESSMENT: "assessment",
    "self-check": "checklist",
    "observation-sheet": "checklist",
    "preparation": "checklist",
    pages.STANDARD: "standard",
    pages.NOTES: "standard",
    pages.ITEMS: "item",
    "item": "item",
    pages.REVIEW: "review",
    pages.FINDINGS: "review",
}
"""Kind of a document -> the kind that a person chooses among results, in the order shown; the
pages to print everything are in none, because they are not searched."""


def code_places(course: Course) -> dict[str, tuple[str, str]]:
    """Code -> page id and section of its own place: items and modules have a page, others a row.

    Where the standard prints a code twice, the first place counts.
    """
    places: dict[str, tuple[str, str]] = {}
    for item in items_of(course.standard):
        places.setdefault(item.code, (pages.item_page(item.kind, item.code), ""))
    for module in course.modules:
        places.setdefault(module.id, (pages.module_page(module), ""))
    for number, duty in enumerate(course.standard.duties, 1):
        if duty.code:
            places.setdefault(duty.code, (pages.STANDARD, pages.duty_section(number)))
    for code, anchor in pages.code_anchors(course.standard).items():
        places.setdefault(code, (pages.STANDARD, anchor))
    return places
