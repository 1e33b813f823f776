"""What a course tells its readers, as it is remembered when it is published."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from curriculum.course import Course, Module
from curriculum.decisions import Session
from curriculum.publication import TAUGHT, Fact, Publication, Published, Record, State


def present_state(course: Course, standard_hash: str) -> State:
    """Everything that is remembered of a course, in no language of its own.

    Args:
        course: The course as planned.
        standard_hash: Of the standard's file.
    """
    told = {Fact("", name): text for name, text in _of_course(course, standard_hash)}
    for session in course.sessions:
        moment = _moment(session)
        told[Fact("", "session", moment)] = " ".join((moment, session.room, *session.teachers))
    for module in course.modules:
        for name, which, text in _of_module(module, course):
            told[Fact(module.id, name, which)] = text
    return told


def anew(publication: Publication, course: Course, addresses: Mapping[str, Published]) -> Record:
    """The record once a build is published.

    Args:
        publication: The build beside what was published before.
        course: The course that is built.
        addresses: Where its pages are.
    """
    record, present = publication.record, publication.present
    older, newer = publication.compared or (present, present)
    here = {module.id for module in course.modules}
    gone = {name: texts for name, texts in gone_modules(publication).items() if name not in here}
    return Record(
        addresses={**record.addresses, **addresses}, gone=gone, published=newer, before=older
    )


def gone_modules(publication: Publication) -> dict[str, Mapping[str, str]]:
    """The published modules that a build does not have -> code -> printed text they taught."""
    present = {fact.module for fact in publication.present}
    taught: dict[str, dict[str, str]] = {}
    for fact, text in publication.record.published.items():
        if fact.name in TAUGHT and fact.module not in present:
            taught.setdefault(fact.module, {})[fact.id] = text
    known = {**publication.record.gone, **taught}
    return {name: texts for name, texts in known.items() if name not in present}


def now_taught_in(texts: Mapping[str, str], course: Course) -> tuple[Module, ...]:
    """The modules that have any criterion of a module that is no more, by its printed words."""
    words = {printed_key(text) for text in texts.values()}
    return tuple(
        module
        for module in course.modules
        if any(printed_key(criterion.text) in words for criterion in module.criteria)
    )


def _of_course(course: Course, standard_hash: str) -> Iterator[tuple[str, str]]:
    standard = course.standard
    version = standard.current_version
    yield "title", course.title
    yield "hours", f"{course.hours:g}"
    yield "order", " ".join(module.id for module in course.modules)
    yield "standard", f"{standard.code} {standard.name}".strip()
    yield "version", f"{version.version} {version.date}".strip() if version else ""
    yield "standard-file", standard_hash
    for name, text in (
        ("needs", course.needs),
        ("summary", course.summary),
        ("purpose", course.purpose),
    ):
        if text:
            yield f"text-{name}", _hash(text)


def _of_module(module: Module, course: Course) -> Iterator[tuple[str, str, str]]:
    tasks = {task.code: task.text for task in course.standard.tasks}
    yield "title", "", module.title
    yield "level", "", "" if module.level is None else str(module.level)
    yield "hours", "", f"{module.hours:g}"
    yield "theory", "", f"{module.theory_hours:g}"
    yield "practice", "", f"{module.practice_hours:g}"
    yield "requires", "", " ".join(module.requires)
    for code in module.tasks:
        yield "tasks", code, tasks.get(code, "")
    for criterion in module.criteria:
        yield "criteria", criterion.code, criterion.text
    for goal in module.objectives:
        yield "objective", goal.id, goal.text
    for name, given in (("knowledge", module.knowledge), ("skills", module.skills)):
        for entry in given:
            yield name, entry.code, entry.text
    for attitude in module.attitudes:
        yield "attitudes", attitude.code, attitude.text or attitude.name
    names = _told_apart(step.name for step in module.activities)
    for name, step in zip(names, module.activities, strict=True):
        yield "activity", name, f"{step.minutes} {step.method}"
    names = _told_apart(way.method for way in module.assessment)
    for name, way in zip(names, module.assessment, strict=True):
        codes = (*way.criteria, *way.outputs, *way.knowledge, *way.skills, *way.attitudes)
        yield "assessment", name, " ".join((way.tool, *codes))
    for slot, text in module.texts.items():
        yield f"text-{slot}", "", _hash(text)


def _told_apart(names: Iterable[str]) -> Iterator[str]:
    """Names, with a number where one is there again: a new one among them moves no other."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield f"{name} {seen[name]}" if seen[name] > 1 else name


def _moment(session: Session) -> str:
    """When what is taught: what tells a session from the others."""
    start, end = (f"{time // 60:02}:{time % 60:02}" for time in (session.start, session.end))
    return f"{session.date} {start}–{end} {session.module.value}"


def _hash(text: str) -> str:
    """What changes with a text; who reads the record need not read all of it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def printed_key(text: str) -> str:
    """What is compared: white space is layout."""
    return "".join(text.split())
