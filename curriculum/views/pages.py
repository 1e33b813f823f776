"""Ids of the pages, and the links between them that every document uses."""

import dataclasses
import re

from curriculum.course import Course, Module
from curriculum.labels import Labels
from curriculum.problems import Place
from curriculum.reading.content_files import CONTENT
from curriculum.standard import Framework, Standard
from curriculum.text import FOOTNOTE, footnote_key, slug
from curriculum.views.parts import Code, Identity, IdentityFact, Line, Link, Span

HOME = "home"
STANDARD = "standard"
FINDINGS = "findings"
NOTES = "notes"
SYLLABUS = "course-syllabus"
MATRIX = "matrix"
ITEMS = "items"
REVIEW = "review"
ASSESSMENT = "course-assessment"
SCHEDULE = "schedule"
COLLECTION = "collection"
CHANGES = "changes"
MOVED = "moved"
REPORT = "report"
NOTICE = "notice"
SURVEY = "survey"
SIGN_IN = "sign-in"

MODULE_DOCUMENTS = (
    "syllabus",
    "lesson-plan",
    "assessment-plan",
    "self-check",
    "observation-sheet",
    "preparation",
)
"""The documents of a module beside its overview, in the order in which a trainer needs them."""


def module_page(module: Module, document: str = "module") -> str:
    """Id of a module's document: its overview, or one of `MODULE_DOCUMENTS`."""
    return f"{document}/{module.id}"


def item_page(kind: str, code: str) -> str:
    """Id of the page of a K, S or A item."""
    return f"item/{kind}/{code}"


def moved_page(page: str, address: str) -> str:
    """Id of the page at an address whose page, of that id, is no more."""
    return f"{MOVED}/{page}/{address}"


def duty_section(number: int) -> str:
    """Id of the section of the standard's page about its n-th duty, counted from 1."""
    return f"duty-{number}"


def module_name(module: Module) -> str:
    """A module as people call it: its id and its title."""
    return f"{module.id} {module.title}"


def module_link(module: Module, document: str = "module", text: str = "") -> Link:
    """A link to a module's document, by default with the module's name."""
    return Link(text or module_name(module), module_page(module, document))


def item_link(kind: str, code: str) -> Link:
    """A link to an item's page, with its code."""
    return Link(code, item_page(kind, code))


def linked_item(kind: str, code: str, text: str, standard: Standard) -> Line:
    """An item as its linked code and its text, whose footnote marks are linked too."""
    return (item_link(kind, code), " ", *footnoted(text, standard))


def coded(code: str, text: str, standard: Standard, anchor: str = "") -> Line:
    """A work output, task or criterion as its code, where it has one, and its text."""
    return (*((Code(code, anchor), " ") if code else ()), *footnoted(text, standard))


def code_anchors(standard: Standard) -> dict[str, str]:
    """Code of a task, work output or criterion -> anchor of its first place among the duties."""
    anchors: dict[str, str] = {}
    for item in (*standard.tasks, *standard.outputs, *standard.criteria):
        if item.code and item.code not in anchors:
            name = f"code-{slug(item.code)}"
            taken = sum(each.startswith(name) for each in anchors.values())
            anchors[item.code] = f"{name}-{taken + 1}" if taken else name
    return anchors


def footnoted(text: str, standard: Standard) -> Line:
    """A text whose footnote marks link to the notes; a mark that nothing defines stays text."""
    if "【" not in text:
        return (text,) if text else ()
    anchors = note_anchors(standard)
    spans: list[Span] = []
    start = 0
    for found in FOOTNOTE.finditer(text):
        anchor = anchors.get(footnote_key(found[0]))
        if anchor is None:
            continue
        spans += [text[start : found.start()], Link(found[0], NOTES, anchor)]
        start = found.end()
    return tuple(span for span in (*spans, text[start:]) if span)


def note_anchors(standard: Standard) -> dict[str, str]:
    """Anchor of each defined footnote on the notes page, by its key; the first one counts."""
    anchors: dict[str, str] = {}
    for remark in standard.notes.remarks:
        key = footnote_key(remark.mark)
        if key and key not in anchors:
            anchors[key] = f"note-{slug(''.join(filter(str.isdigit, key)) or key)}"
    return anchors


def place_text(place: Place) -> str:
    """A place for a page: the file inside the course folder, the same on every machine."""
    *_, last = parts = re.split(r"[\\/]", place.path)
    inside = parts[-3:] if parts[-3:-2] == [CONTENT] else [last]
    return str(dataclasses.replace(place, path="/".join(inside)))


def identity(standard: Standard, labels: Labels) -> Identity:
    """The line at the foot of every document; what is not printed is left out, never made up."""
    if standard.framework:
        return _foreign_identity(standard, standard.framework, labels)
    version = standard.current_version
    values = {
        "code": standard.code,
        "name": standard.name,
        "version": version.version if version else "",
        "date": version.date if version else "",
        "status": version.status if version else "",
    }
    facts = tuple(
        IdentityFact(label=labels[f"identity.{key}"], text=value or labels["identity.unprinted"])
        for key, value in values.items()
    )
    return Identity(facts=facts, notice=labels["identity.notice"])


def _foreign_identity(standard: Standard, framework: Framework, labels: Labels) -> Identity:
    """The line for a course that follows a foreign framework, and must not claim more."""
    values = {"framework": framework.name, "code": standard.code, "name": standard.name}
    facts = tuple(
        IdentityFact(label=labels[f"foreign_identity.{key}"], text=value)
        for key, value in values.items()
        if value
    )
    return Identity(facts=facts, notice=labels["foreign_identity.notice"])


def modules_by_id(course: Course) -> dict[str, Module]:
    """The modules of a course by their ids."""
    return {module.id: module for module in course.modules}
