"""The commands on two versions of a standard: what changed, and moving a course to the new one."""

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from curriculum.commands import Answer, all_problems, planned_course
from curriculum.comparing.carrying import carried, moved_codes, rehomed
from curriculum.comparing.differences import Differences, differences
from curriculum.comparing.occupations import is_same_occupation
from curriculum.comparing.published import with_published
from curriculum.comparing.recalled_course import recalled
from curriculum.comparing.rehoming import strays
from curriculum.comparing.setting_aside import parts_at
from curriculum.composing.difference_page import difference_page
from curriculum.errors import SourceError, TargetError
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.course_update import NewFiles, new_files, put_in_order, write_update
from curriculum.keeping.moved_codes import write_moved_codes, write_moved_objective
from curriculum.keeping.new_file import write_new_file
from curriculum.labels import Labels
from curriculum.memory import Aside, Memory
from curriculum.problems import Place, Problem, Severity
from curriculum.reading.lock_yaml import LOCK_FILE
from curriculum.reading.opening import (
    COURSE_FILE,
    Opened,
    open_path,
    open_standard,
    with_course_text,
)
from curriculum.standard import Standard
from curriculum.views.addresses import address_words
from curriculum.views.differences import difference_lines, differences_data
from curriculum.views.terminal import problem_lines
from curriculum.views.todo import todo_lines


def diff(old: str, new: str, output_format: str, output: str | None, labels: Labels) -> Answer:
    """What changed from one version of a standard to another."""
    found = differences(open_path(old).standard, open_path(new).standard)
    if output:
        target = Path(output)
        written = write_new_file(target, difference_page(found, labels))
        outcome = "terminal.written" if written else "terminal.unchanged"
        return Answer(out=[labels.fill(outcome, path=target.as_posix())])
    if output_format == "json":
        return Answer(out=[json.dumps(differences_data(found), ensure_ascii=False, indent=2)])
    return Answer(out=list(difference_lines(found, labels)))


def update(folder: str, standard: str, labels: Labels, *, dry_run: bool) -> Answer:
    """Moves a course to another version of its standard, with everything that was decided."""
    raw = open_path(folder)
    if raw.folder is None or raw.course_file is None:
        raise SourceError("not-a-course-folder", place=Place(path=folder))
    new = open_standard(Path(standard), standard)
    _check_occupation(raw.standard, new, standard)
    files = new_files(raw.folder, raw.course_file.standard_file, new, Path(standard))
    found = differences(raw.standard, new)
    if not found and (files.contents or files.name == raw.course_file.standard_file):
        if not dry_run:
            put_in_order(raw.folder, recalled(raw).memory)
        used = {"code": raw.standard.code, "file": raw.course_file.standard_file}
        return Answer(out=[labels.fill("keeping.same_version", **used)])
    move = _Move(raw, new, files, found)
    todo = [*todo_lines(found, planned_course(move.after), labels), "", *_told(move, labels)]
    if dry_run:
        shown = [*difference_lines(found, labels), "", *move.edit.diff(), "", *todo, ""]
        return Answer(out=[*shown, labels["keeping.dry_run"]])
    added = [name for name in files.contents if not (raw.folder / name).exists()]
    backup = write_update(raw.folder, files, move.edit, move.former, move.after.memory)
    return Answer(out=[*todo, "", *_done(folder, backup, files.name, added, labels)])


class _Move:
    """A course on its way to another version; nothing is written."""

    def __init__(self, raw: Opened, new: Standard, files: NewFiles, found: Differences) -> None:
        """Plan the way.

        Args:
            raw: The course, its decisions as they are written.
            new: The new version.
            files: Its files.
            found: What changed.
        """
        before = recalled(raw)
        course = planned_course(before)
        self.former: Memory = with_published(before.memory, course)
        """What is to be remembered with the old version."""
        self.edit = CourseEdit(raw.folder or Path())
        """The course file as it is to be."""
        self.moved: dict[str, str] = {}
        """Former address of a decision -> the one in the module that its item has moved to."""
        self.aside: list[tuple[str, Problem]] = []
        """Address of a decision that cannot stay in force, and the error that it would be."""
        write_moved_codes(
            self.edit,
            moved_codes(raw.decisions, found, suspect=before.suspect, parked=before.parked),
        )
        for key, value in (("file", files.name), ("code", new.code), ("hash", files.hash)):
            self.edit.set(("standard", key), value)
        edited = with_course_text(raw, self.edit.text)
        memory = carried(self.former, raw.decisions, edited.decisions, found)
        edited = dataclasses.replace(edited, standard=new, standard_hash=files.hash, memory=memory)
        self.after = recalled(edited)
        """The course as it is to be."""
        self._stray = {
            (module, found.codes.get(name, name))
            for module, _, name, _ in strays(raw.decisions, course)
        }
        self._rehome(edited)
        now = {**found.codes, **self.moved}
        self._today = Counter(_named(each, now) for each in all_problems(before, course))
        self.expected: tuple[Problem, ...] = self._without_errors()
        """What `check` will say that it does not say today; no mere hints."""

    def _rehome(self, edited: Opened) -> None:
        """Put decided objectives under the modules that have their items now."""
        for module, key, name, home in strays(edited.decisions, planned_course(self.after)):
            if (module, name) in self._stray:
                # It was a mistake before, and is the trainer's to mend.
                continue
            try:
                is_moved = write_moved_objective(self.edit, (module, key, name), home)
            except TargetError:
                # The file is laid out so that it cannot go along: it is kept aside instead.
                continue
            if is_moved:
                self.moved[f"{module}-{name}"] = f"{home}-{name}"
        if self.moved:
            self._raw = with_course_text(edited, self.edit.text)
            memory = rehomed(edited.memory, self.moved)
            self._raw = dataclasses.replace(self._raw, memory=memory)
            self.after = recalled(self._raw)
        else:
            self._raw = edited

    def _without_errors(self) -> tuple[Problem, ...]:
        """The new problems, once every decision that would be an error is kept aside."""
        while True:
            problems = all_problems(self.after, planned_course(self.after))
            fresh = tuple(_fresh(problems, self._today))
            found = self._unfitting(fresh)
            if not found:
                return fresh
            aside = dict(self.after.memory.aside)
            for address, (words, problem) in found.items():
                aside[address] = Aside(rule=problem.code, said=words)
                self.aside.append((address, problem))
            memory = dataclasses.replace(self._raw.memory, aside=aside)
            self.after = recalled(dataclasses.replace(self._raw, memory=memory))

    def _unfitting(self, problems: Sequence[Problem]) -> Mapping[str, tuple[str, Problem]]:
        """Address -> what a decision in force says, and the first error that it is."""
        found: dict[str, tuple[str, Problem]] = {}
        decisions = self._raw.decisions
        for problem in problems:
            if problem.severity is Severity.ERROR:
                for address, words in parts_at(problem.place, decisions):
                    if address not in self.after.memory.aside:
                        found.setdefault(address, (words, problem))
        return found


def _named(problem: Problem, codes: Mapping[str, str]) -> tuple[str, ...]:
    """What a problem has in common with the same one in another version."""
    return (problem.code, *(codes.get(item, item) for item in problem.items))


def _fresh(problems: Sequence[Problem], today: Counter[tuple[str, ...]]) -> Iterator[Problem]:
    """The errors and warnings of the rules that found fewer today."""
    now = Counter(_named(each, {}) for each in problems)
    for problem in problems:
        is_open = problem.accepted is None and problem.severity is not Severity.INFO
        if is_open and now[_named(problem, {})] > today[_named(problem, {})]:
            yield problem


def _told(move: _Move, labels: Labels) -> Iterator[str]:
    """What went along, what was kept aside and why, and what `check` will say."""
    for old, new in move.moved.items():
        words = {"old": address_words(old, labels), "new": address_words(new, labels)}
        yield labels.fill("keeping.moved", **words)
    for address, problem in move.aside:
        yield labels.fill("keeping.put_aside", decision=address_words(address, labels))
        yield from (f"  {line}" for line in problem_lines([problem], labels, _no_line))
    if not move.expected:
        yield labels["keeping.expected_none"]
        return
    yield labels["keeping.expected"]
    yield from (f"  {line}" for line in problem_lines(move.expected, labels, _no_line))


def _no_line(_: Place) -> None:
    """The files are not written yet: their lines would be other ones."""


def _check_occupation(old: Standard, new: Standard, path: str) -> None:
    """Refuses the standard of another occupation."""
    if not is_same_occupation(old, new):
        place = Place(path=path)
        found, expected = (f"{each.code} {each.name}".strip() for each in (new, old))
        raise SourceError("other-occupation", place=place, found=found, expected=expected)


def _done(
    folder: str, backup: Path | None, name: str, added: Sequence[str], labels: Labels
) -> Iterator[str]:
    """What was written, and how to undo it."""
    yield labels.fill("keeping.updated", file=name)
    if backup:
        former = backup.name, backup.name.replace(COURSE_FILE, LOCK_FILE)
        yield labels.fill("keeping.undo", course=former[0], lock=former[1])
        if added:
            yield labels.fill("keeping.undo_more", files=labels.join(tuple(added)))
    yield labels.fill("keeping.look", path=folder)
