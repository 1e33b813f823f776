"""What search engines and other programs are told of a page: schema.org, facts of the plan only."""

from collections.abc import Callable, Iterator
from typing import Any

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind, Standard
from curriculum.views import pages
from curriculum.views.facts import level_text, said
from curriculum.views.items import Item, allocations, items_of

Data = dict[str, Any]
"""What JSON calls an object."""
Address = Callable[[str], str]
"""Page id -> where that page is, from the one that is described."""


def linked_data(course: Course, page: str, labels: Labels, address: Address) -> Data:
    """What a page is about; empty for a page that is about nothing of its own.

    Args:
        course: The course.
        page: Id of the page.
        labels: The words.
        address: Where the other pages are.
    """
    described: Data = {}
    if page == pages.HOME:
        described = _course(course, labels, address)
    elif page == pages.ITEMS:
        described = _terms(course.standard)
    for module in course.modules:
        if page == pages.module_page(module):
            described = _module(course, module, labels, address)
    for item in items_of(course.standard):
        if page == pages.item_page(item.kind, item.code):
            terms = {"@id": address(pages.ITEMS), **_terms(course.standard)}
            described = {**_term(item), "inDefinedTermSet": terms}
    return {"@context": "https://schema.org", **described} if described else {}


def _course(course: Course, labels: Labels, address: Address) -> Data:
    decided = {
        "alternateName": course.title_en,
        "coursePrerequisites": said(course.entry_requirements, labels),
        "provider": _named("Organization", said(course.provider, labels)),
        "audience": _named("Audience", said(course.audience, labels), "audienceType"),
    }
    return {
        "@type": "Course",
        "name": course.title,
        **{name: value for name, value in decided.items() if value},
        "inLanguage": course.standard.language,
        "timeRequired": _duration(course.hours),
        "educationalAlignment": [_alignment(course.standard, "", course.standard.name)],
        "hasPart": [
            {
                "@type": "LearningResource",
                "@id": address(pages.module_page(module)),
                "name": pages.module_name(module),
            }
            for module in course.modules
        ],
    }


def _module(course: Course, module: Module, labels: Labels, address: Address) -> Data:
    standard = course.standard
    tasks = {task.code: task.text for task in standard.tasks}
    covered = [(code, tasks.get(code, "")) for code in module.tasks]
    covered += [(item.code, item.text) for item in module.criteria]
    level = {"educationalLevel": level_text(module.level, labels)} if module.level else {}
    return {
        "@type": "LearningResource",
        "name": pages.module_name(module),
        "learningResourceType": labels["terms.module"],
        "inLanguage": standard.language,
        **level,
        "timeRequired": _duration(module.hours),
        "isPartOf": {"@type": "Course", "@id": address(pages.HOME), "name": course.title},
        "teaches": [*_taught(standard, module, address)],
        "educationalAlignment": [_alignment(standard, *each) for each in covered],
    }


def _taught(standard: Standard, module: Module, address: Address) -> Iterator[Data]:
    attitudes = {attitude.code for attitude in module.attitudes}
    for item in items_of(standard):
        taught = {entry.code for entry in allocations(module, item.kind)}
        if item.code in (attitudes if item.kind is KsaKind.ATTITUDE else taught):
            yield {"@id": address(pages.item_page(item.kind, item.code)), **_term(item)}


def _term(item: Item) -> Data:
    """An item; of an attitude the name and, apart, the printed definition."""
    described = {"@type": "DefinedTerm", "termCode": item.code, "name": item.texts[0]}
    name, _, about = item.texts[0].partition("：")
    if item.kind is KsaKind.ATTITUDE and about:
        described |= {"name": name, "description": about}
    return described


def _terms(standard: Standard) -> Data:
    return {"@type": "DefinedTermSet", "name": _framework(standard)}


def _alignment(standard: Standard, code: str, text: str) -> Data:
    return {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": _framework(standard),
        "targetName": f"{code} {text}".strip(),
    }


def _framework(standard: Standard) -> str:
    """The standard with its code, or the foreign framework."""
    name = standard.framework.name if standard.framework else standard.title or standard.name
    return f"{standard.code} {name}".strip()


def _named(kind: str, name: str, key: str = "name") -> Data | None:
    return {"@type": kind, key: name} if name else None


def _duration(hours: float) -> str:
    """Hours as ISO 8601 writes them: `PT2H30M`."""
    minutes = round(hours * 60)
    return f"PT{minutes // 60}H" + (f"{minutes % 60}M" if minutes % 60 else "")
