"""The commands that settle decisions: a computed value becomes one, a doubtful one is confirmed."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from curriculum.commands import Answer, planned_course
from curriculum.comparing.recalled_course import recalled
from curriculum.course import Course, Module
from curriculum.decisions import Decisions
from curriculum.errors import CurriculumError, SourceError
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.lock_file import save_lock
from curriculum.keeping.moved_codes import write_moved_codes
from curriculum.keeping.yaml_text import Data
from curriculum.labels import Labels
from curriculum.memory import Memory, Suspect
from curriculum.planning.review import address_of
from curriculum.problems import Place
from curriculum.reading.opening import Opened, open_path, with_course_text
from curriculum.text import nearest

Pin = tuple[str, tuple[str, ...], Data]
"""Address of a computed value, its path in `course.yaml`, and the value."""


def pin(folder: str, codes: Sequence[str], labels: Labels, *, dry_run: bool) -> Answer:
    """Writes computed values down as decisions."""
    work = _Work(folder)
    offered = list(_pins(work.course, work.current.decisions))
    lines: dict[str, None] = {}
    for code in codes:
        pins = [each for each in offered if _is_meant(code, each[0], work.course)]
        if not pins:
            near = nearest(code, (each[0] for each in offered))
            raise CurriculumError("nothing-to-pin", found=code, nearest=near)
        for address, path, value in pins:
            decided = work.edit.value(path)
            is_listed = path[-1] in {"introduce", "reinforce"}
            if value in (decided or []) if is_listed else decided is not None:
                lines[labels.fill("keeping.decided", address=address)] = None
            elif is_listed:
                work.edit.add(path, value)
            else:
                work.edit.set(path, value)
    return work.saved(labels, work.raw.memory, [*lines], dry_run=dry_run)


def confirm(folder: str, codes: Sequence[str], labels: Labels, *, dry_run: bool) -> Answer:
    """Settles what waits for the trainer: computed values, and decisions on changed words.

    The standard's code means the decisions only: nobody has looked at every computed value.
    """
    work = _Work(folder)
    queue = {address_of(each): each for each in work.course.review}
    suspect: dict[str, list[Suspect]] = {}
    for each in work.current.suspect:
        suspect.setdefault(each.address, []).append(each)
    unfitting = {each.address for each in work.current.parked if each.rule}
    settled: dict[str, None] = {}
    for code in codes:
        everything = code == work.raw.standard.code
        found = [
            address
            for address in (suspect if everything else (*queue, *suspect))
            if everything or _names(address, suspect.get(address, ()), code)
        ]
        found += unfitting & {" ".join(code.split())}
        if not (found or everything):
            near = nearest(code, (*queue, *suspect, *sorted(unfitting)))
            raise CurriculumError("nothing-to-confirm", found=code, nearest=near)
        settled.update(dict.fromkeys(found))
        if everything:
            work.edit.set(("standard", "hash"), work.raw.standard_hash)
    for address in settled:
        if address in queue:
            work.edit.add(("confirmed",), address)
    moved = [each for each in work.current.suspect if each.moved_from]
    if any(each.address in settled for each in moved):
        # All of them: while one keeps its old code, that code may mean two things.
        settled.update(dict.fromkeys(each.address for each in moved))
        write_moved_codes(work.edit, {(each.address, each.moved_from): each.code for each in moved})
    kept = {
        address: words
        for address, words in work.current.memory.about.items()
        if address not in settled
    }
    aside = {name: why for name, why in work.current.memory.aside.items() if name not in settled}
    memory = dataclasses.replace(work.current.memory, about=kept, aside=aside)
    said = "keeping.would_confirm" if dry_run else "keeping.confirmed"
    lines = [labels.fill(said, address=address) for address in settled]
    return work.saved(labels, memory, lines, dry_run=dry_run)


class _Work:
    """A course on which a command works, and the edit of its file."""

    def __init__(self, folder: str) -> None:
        self.raw = open_path(folder)
        if self.raw.folder is None:
            raise SourceError("not-a-course-folder", place=Place(path=folder))
        self._folder: Path = self.raw.folder
        self.current: Opened = recalled(self.raw)
        self.course: Course = planned_course(self.current)
        self.edit = CourseEdit(self._folder)

    def saved(
        self, labels: Labels, memory: Memory, lines: Sequence[str] = (), *, dry_run: bool
    ) -> Answer:
        """What was done, once it is on disk; or what would be.

        Args:
            labels: The words.
            memory: What is remembered, without what is to be remembered anew.
            lines: What there is to say about it.
            dry_run: Whether nothing is to be written.
        """
        edited = with_course_text(self.raw, self.edit.text)
        anew = recalled(dataclasses.replace(edited, memory=memory)).memory
        said = [*lines, *self.edit.diff()]
        if dry_run:
            return Answer(out=[*said, labels["keeping.dry_run"]])
        backup = self.edit.save()
        changed = save_lock(self._folder, anew)
        if backup:
            said.append(labels.fill("keeping.saved", path=backup.as_posix()))
        elif not changed:
            said.append(labels["keeping.nothing"])
        return Answer(out=said)


def _pins(course: Course, decisions: Decisions) -> Iterator[Pin]:
    """Every value that can be written down; those that are decided already stay as they are."""
    title: Data = {"zh": course.title, "en": course.title_en} if course.title_en else course.title
    yield "title", ("title",), title
    yield "hours", ("hours",), course.hours
    for module in course.modules:
        yield from _module_pins(module)
        chosen = decisions.modules.get(module.id)
        added = {f"{module.id}-{name}" for name in (chosen.added_objectives if chosen else ())}
        for goal in module.objectives:
            codes = (*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes)
            if goal.id not in added:
                yield goal.id, ("modules", module.id, "objectives", codes[0]), goal.text


def _module_pins(module: Module) -> Iterator[Pin]:
    path = ("modules", module.id)
    title: Data = {"zh": module.title, "en": module.title_en} if module.title_en else module.title
    yield f"{module.id} title", (*path, "title"), title
    yield f"{module.id} hours", (*path, "hours"), module.hours
    yield f"{module.id} theory_hours", (*path, "theory_hours"), module.theory_hours
    yield f"{module.id} requires", (*path, "requires"), list(module.requires)
    yield f"{module.id} methods", (*path, "methods"), list(module.methods)
    for given in (*module.knowledge, *module.skills):
        yield f"{module.id} {given.code}", (*path, given.role.value), given.code


def _is_meant(code: str, address: str, course: Course) -> bool:
    """Whether a code means a computed value.

    Its address does; a module means its title and hours, a criterion its objective, a K or S item
    the module that introduces it.
    """
    if " ".join(code.split()) == address:
        return True
    for module in course.modules:
        if address in {f"{module.id} title", f"{module.id} hours"} and code == module.id:
            return True
        introduced = (*module.knowledge, *module.skills)
        if address == f"{module.id} {code}":
            return any(each.code == code and each.role == "introduce" for each in introduced)
    goal = course.objectives.get(address)
    return goal is not None and code in (*goal.criteria, *goal.attitudes)


def _names(address: str, suspects: Iterable[Suspect], code: str) -> bool:
    """Whether a code means what waits at an address: all of it, a word of it, or its item."""
    wanted = " ".join(code.split())
    parts = set(re.split("[ -]", address)) | set(address.split())
    items = {name for each in suspects for name in (each.code, each.moved_from) if name}
    return wanted in {address, address.removeprefix("confirmed ")} | parts | items
