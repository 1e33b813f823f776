"""The commands on two versions of a standard: what changed, and moving a course to the new one."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

from curriculum.commands import Answer, planned_course
from curriculum.comparing.carrying import carried, moved_codes
from curriculum.comparing.differences import differences
from curriculum.comparing.published import with_published
from curriculum.comparing.recalled_course import recalled
from curriculum.composing.difference_page import difference_page
from curriculum.errors import SourceError
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.course_update import new_files, write_update
from curriculum.keeping.lock_file import save_lock
from curriculum.keeping.moved_codes import write_moved_codes
from curriculum.keeping.new_file import write_new_file
from curriculum.labels import Labels
from curriculum.problems import Place
from curriculum.reading.lock_yaml import LOCK_FILE
from curriculum.reading.opening import COURSE_FILE, open_path, open_standard, with_course_text
from curriculum.standard import Standard
from curriculum.views.differences import difference_lines, differences_data
from curriculum.views.todo import todo_lines

_VERSION = re.compile(r"v\d+$", re.IGNORECASE)


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
    before = recalled(raw)
    files = new_files(raw.folder, raw.course_file.standard_file, new, Path(standard))
    found = differences(raw.standard, new)
    if not found and files.hash in (raw.course_file.standard_hash, raw.standard_hash):
        if not dry_run:
            # What an interrupted update has left is put in order.
            save_lock(raw.folder, before.memory)
        return Answer(out=[labels["keeping.nothing"]])
    memory = with_published(before.memory, planned_course(before))
    edit = CourseEdit(raw.folder)
    moves = moved_codes(raw.decisions, found, suspect=before.suspect, parked=before.parked)
    write_moved_codes(edit, moves)
    for key, value in (("file", files.name), ("code", new.code), ("hash", files.hash)):
        edit.set(("standard", key), value)
    edited = with_course_text(raw, edit.text)
    after = recalled(
        dataclasses.replace(
            edited,
            standard=new,
            standard_hash=files.hash,
            memory=carried(memory, raw.decisions, edited.decisions, found),
        )
    )
    todo = list(todo_lines(found, planned_course(after), labels))
    if dry_run:
        shown = [*difference_lines(found, labels), "", *edit.diff(), "", *todo, ""]
        return Answer(out=[*shown, labels["keeping.dry_run"]])
    backup = write_update(raw.folder, files, edit, memory, after.memory)
    return Answer(out=[*todo, "", *_done(folder, backup, files.name, labels)])


def _check_occupation(old: Standard, new: Standard, path: str) -> None:
    """Refuses the standard of another occupation.

    It is the same one where the codes differ in the version only, where one version's table names
    the other, or, without codes, where the names are equal.
    """
    named = {row.code for row in (*old.versions, *new.versions)}
    if old.code and new.code:
        is_same = _VERSION.sub("", old.code) == _VERSION.sub("", new.code)
        is_same |= {old.code, new.code} <= named
    else:
        is_same = old.name == new.name
    if not is_same:
        place = Place(path=path)
        found, expected = (f"{each.code} {each.name}".strip() for each in (new, old))
        raise SourceError("other-occupation", place=place, found=found, expected=expected)


def _done(folder: str, backup: Path | None, name: str, labels: Labels) -> Iterator[str]:
    """What was written, and how to undo it."""
    yield labels.fill("keeping.updated", file=name)
    if backup:
        former = backup.name, backup.name.replace(COURSE_FILE, LOCK_FILE)
        yield labels.fill("keeping.undo", course=former[0], lock=former[1])
    yield labels.fill("keeping.look", path=folder)
