"""The commands of the spreadsheet way: a plan goes out as a workbook, and its edits come back."""

import dataclasses
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from curriculum.commands import Answer, all_problems, planned_course
from curriculum.comparing.recalled_course import open_recalled, recalled
from curriculum.course import Course
from curriculum.decisions import Words
from curriculum.errors import ContentError, SourceError, TargetError, reason_of
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.lock_file import save_lock
from curriculum.keeping.standard_yaml import standard_text
from curriculum.keeping.yaml_text import Data
from curriculum.kit.carriers import check_ending
from curriculum.kit.kinds import EDITABLE
from curriculum.labels import LANGUAGES, Labels, load_labels
from curriculum.office.course_changes import Change, Key, Values
from curriculum.office.edited_cells import Edit, Exported, find_edits, read_fingerprint, refusal
from curriculum.office.placing import NOT_FEASIBLE, Placed, fresh_edits, place_edits, values_of
from curriculum.office.plan_workbook import workbook_bytes
from curriculum.office.scrambled import scrambled_columns
from curriculum.office.workbook_file import read_workbook
from curriculum.problems import Place, Problem, Severity
from curriculum.reading.opening import COURSE_FILE, Opened, open_path, with_course_text
from curriculum.tables import load_tables
from curriculum.views.plan_sheets import fingerprint, plan_sheets
from curriculum.views.sheets import Sheet
from curriculum.writing import replace_file

_MOST_BLAMED = 5
_LINE = re.compile(rf"(?<={re.escape(COURSE_FILE)})(?::[0-9]+)+")


def export_matrix(path: str | None, output: str, labels: Labels) -> Answer:
    """Writes the plan as a workbook."""
    target = Path(output)
    check_ending(EDITABLE, target.suffix.lower(), labels, output)
    opened = open_recalled(path)
    words = load_labels(opened.language or labels.language)
    course = planned_course(opened)
    sheets = _sheets(opened, course, words)
    data = workbook_bytes(sheets, fingerprint(course, sheets, words.language), words)
    try:
        if target.is_file() and target.read_bytes() == data:
            return Answer(out=[labels.fill("terminal.unchanged", path=target.as_posix())])
        if target.is_symlink() or (target.exists() and not _is_untouched(target)):
            raise TargetError("workbook-exists", place=Place(path=output))
        replace_file(target, data)
    except OSError as error:
        raise TargetError("target-not-writable", path=output, reason=reason_of(error)) from error
    return Answer(
        out=[
            labels.fill("terminal.written", path=target.as_posix()),
            labels.fill("workbook.next_step", path=target.as_posix()),
        ]
    )


def decide(folder: str, file: str, labels: Labels, *, dry_run: bool) -> Answer:
    """Brings a workbook's edits back as decisions, all of them or none."""
    opened = open_path(folder)
    if opened.folder is None:
        raise SourceError("not-a-course-folder", place=Place(path=folder))
    current = recalled(opened)
    _stop_at(_errors(current))
    sheets = read_workbook(Path(file), file)
    exported = read_fingerprint(sheets, file)
    course = planned_course(current)
    _check_origin(exported, course, current.decisions.title, file)
    edits, problems, extra = find_edits(sheets, exported, file)
    trial = _Trial(opened, exported, labels)
    fresh, late = fresh_edits(edits, exported, trial.show(()), file)
    _stop_at([*problems, *scrambled_columns(fresh, exported, file), *late])
    placed = trial.placed(fresh, course, file)
    _stop_at(placed.problems)
    said = [
        *(labels.fill("workbook.not_read", sheet=name) for name in extra),
        *(_follower(key, sign, would, labels) for key, sign, would in placed.followers),
    ]
    edit = trial.edited(placed.changes)
    lines = edit.diff()
    if not lines:
        # What was emptied without a decision behind it is computed, as before.
        cells = tuple(f"{each.sheet_name} {each.cell}" for each in fresh)
        words = labels.fill("workbook.emptied", cells=labels.join(cells))
        return Answer(out=[words if cells else labels["workbook.nothing"]], err=said)
    if dry_run:
        return Answer(out=[*lines, labels.fill("workbook.would", count=len(fresh))], err=said)
    memory = trial.opened(placed.changes).memory
    backup = edit.save()
    save_lock(opened.folder, memory)
    summary = labels.fill("workbook.decided", count=len(fresh))
    kept = labels.fill("workbook.backup", path=backup.as_posix() if backup else "")
    return Answer(out=[*lines, summary, kept], err=said)


class _Trial:
    """A course with changes that are not written yet."""

    def __init__(self, opened: Opened, exported: Exported, labels: Labels) -> None:
        language = exported.facts["language"]
        self._words = load_labels(language if language in LANGUAGES else LANGUAGES[0])
        self._labels = labels
        self._opened = opened
        self._folder = opened.folder or Path()

    def edited(self, changes: Sequence[Change]) -> CourseEdit:
        """`course.yaml` with the changes, in memory."""
        edit = CourseEdit(self._folder)
        for change in changes:
            value: Data = [*change.value] if isinstance(change.value, tuple) else change.value
            match change.verb:
                case "discard":
                    edit.discard(change.path, value or None)
                case "add":
                    edit.add(change.path, value)
                case _:
                    edit.set(change.path, value)
        return edit

    def opened(self, changes: Sequence[Change]) -> Opened:
        """The course as it would be read."""
        return recalled(with_course_text(self._opened, self.edited(changes).text))

    def show(self, changes: Sequence[Change]) -> Values:
        """What the cells of a workbook would show."""
        opened = self.opened(changes)
        return values_of(_sheets(opened, planned_course(opened), self._words))

    def placed(self, edits: Sequence[Edit], course: Course, path: str) -> Placed:
        """The changes that bring the edits back; they contradict nothing."""
        try:
            placed = place_edits(edits, course, self._opened.decisions, self.show, path)
            # What a rule says is clearer than that the plan would not show a cell.
            if {each.name for each in placed.problems} <= set(NOT_FEASIBLE):
                _stop_at(_errors(self.opened(placed.changes)))
        except ContentError as error:
            # A value that `course.yaml` cannot hold, such as more hours than a course can last,
            # or one that no other decision goes together with.
            problems = tuple(
                _contradicting(each, edits, path, self._labels) for each in error.problems
            )
            return Placed(changes=(), followers=(), problems=problems)
        return placed


def _errors(opened: Opened) -> list[Problem]:
    """What would stop the work on a course."""
    problems = all_problems(opened, planned_course(opened))
    return [each for each in problems if each.severity is Severity.ERROR]


def _contradicting(problem: Problem, edits: Sequence[Edit], path: str, labels: Labels) -> Problem:
    """What is wrong with the decisions, at the cells that are most likely to blame."""
    words = {*problem.items, *problem.details.values()}
    blamed = [edit for edit in edits if words & {edit.row, edit.column}] or list(edits)
    cells = tuple(f"{edit.sheet_name} {edit.cell}" for edit in blamed[:_MOST_BLAMED])
    # The lines are those of a file that nobody wrote.
    details = {key: _LINE.sub("", value) for key, value in problem.details.items()}
    problem = dataclasses.replace(problem, details=details)
    return refusal(
        "contradicting-cell", path, "", labels.join(cells), problem=labels.message(problem)
    )


def _check_origin(exported: Exported, course: Course, title: Words | None, file: str) -> None:
    """Refuses a workbook of another standard or of another course.

    A course is known by its modules; where they have changed since the export, by the title that
    its trainer gave it. The title that every course of a standard has says nothing.
    """
    place, facts = Place(path=file), exported.facts
    if facts["standard"] != course.standard.code:
        raise SourceError(
            "workbook-of-other-standard",
            place=place,
            found=facts["standard"],
            expected=course.standard.code,
        )
    found, expected = exported.modules, {module.id for module in course.modules}
    if found == expected:
        return
    if facts["course"] != course.title:
        raise SourceError(
            "workbook-of-other-course", place=place, found=facts["course"], expected=course.title
        )
    if not (title and title.zh):
        raise SourceError(
            "workbook-of-other-modules", place=place, found=len(found), expected=len(expected)
        )


def _sheets(opened: Opened, course: Course, labels: Labels) -> tuple[Sheet, ...]:
    """The sheets of a course's workbook."""
    text = standard_text(opened.standard).encode()
    digest = opened.standard_hash or hashlib.sha256(text).hexdigest()[:16]
    return plan_sheets(course, labels, load_tables(opened.template_folder).weights.methods, digest)


def _is_untouched(target: Path) -> bool:
    """Whether a file is a workbook of ours without an edit that would be lost."""
    try:
        sheets = read_workbook(target, target.as_posix())
        exported = read_fingerprint(sheets, target.as_posix())
    except SourceError:
        return False
    edits, problems, extra = find_edits(sheets, exported, target.as_posix())
    return not (edits or problems or extra)


def _follower(key: Key, sign: str, would: str, labels: Labels) -> str:
    _, item, module = key
    return labels.fill("workbook.follows", item=item, module=module, before=sign, after=would)


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        raise ContentError(problems)
