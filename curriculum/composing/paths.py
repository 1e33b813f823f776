"""Where each page of a site lies, and which addresses were published once and are no more."""

from curriculum.course import Course
from curriculum.publication import Published
from curriculum.text import DEVICE_NAMES, slug
from curriculum.views import pages
from curriculum.views.changes import has_changes
from curriculum.views.items import items_of
from curriculum.views.moved import Left
from curriculum.views.review import is_needed

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
    pages.CHANGES: "changes.md",
    pages.COLLECTION: "print.md",
}
_TAKEN_NAMES = DEVICE_NAMES | {"index"}
"""`index` is the folder's own page."""


def page_paths(course: Course) -> dict[str, str]:
    """Path of every page by its id; equal names get a number, and none leaves its folder."""
    return _own_paths(course) | {each.page: _path(each.address) for each in left_addresses(course)}


def left_addresses(course: Course) -> tuple[Left, ...]:
    """The addresses that were published and whose pages are no more."""
    published = course.publication.record.addresses if course.publication else {}
    taken = set(_own_paths(course).values())
    return tuple(
        Left(page=pages.moved_page(was.page, address), address=address, was=was)
        for address, was in sorted(published.items())
        if _path(address) not in taken
    )


def addresses_of(course: Course) -> dict[str, Published]:
    """What stands at each address of a course's site, but for what only says what is no more."""
    subjects = {
        pages.item_page(each.kind, each.code): f"{each.code} {each.texts[0]}"
        for each in items_of(course.standard)
    }
    for module in course.modules:
        for document in ("module", *pages.MODULE_DOCUMENTS, pages.COLLECTION):
            subjects[pages.module_page(module, document)] = pages.module_name(module)
    return {
        address_of(path): Published(page=page, subject=subjects.get(page, ""))
        for page, path in _own_paths(course).items()
    }


def address_of(path: str) -> str:
    """Where the page of a path is on the site."""
    return f"{path.removesuffix('.md')}.html"


def _path(address: str) -> str:
    return f"{address.removesuffix('.html')}.md"


def _own_paths(course: Course) -> dict[str, str]:
    """Path of every page but those that only say what is no more."""
    paths = dict(_PATHS)
    if not is_needed(course):
        del paths[pages.REVIEW]
    if not course.sessions:
        del paths[pages.SCHEDULE]
    if not has_changes(course):
        del paths[pages.CHANGES]
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


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from then on."""
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{name}-{number}"
    taken.add(candidate)
    return candidate
