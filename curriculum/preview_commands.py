"""The command that shows a site while the course is worked on."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from curriculum.commands import (
    all_problems,
    planned_course,
    source_line,
    stopping_problems,
    words_about,
)
from curriculum.comparing.recalled_course import open_recalled
from curriculum.errors import ContentError, CurriculumError
from curriculum.labels import Labels
from curriculum.previewing.preview import Preview, Sources
from curriculum.previewing.server import PreviewServer
from curriculum.problems import Problem, Severity
from curriculum.publishing.course_site import SiteRequest
from curriculum.reading.opening import COURSE_FILE, open_path
from curriculum.views.terminal import error_lines, problem_lines


def serve(path: str | None, port: int | None, labels: Labels, tell: Callable[[str], None]) -> None:
    """Shows the site until the person stops it; nothing is written to the course.

    Args:
        path: What is shown (see `open_path`).
        port: Where, on this machine (see `PreviewServer`).
        labels: The words.
        tell: Told what happens.

    Raises:
        TargetError: `port-not-free`.
        SourceError: There is nothing to show (see `open_path`).
    """
    draft = _Draft(path, labels)
    with contextlib.suppress(ContentError):
        open_path(path)  # what is not there cannot be mended while it is shown
    preview = Preview(Sources(load=draft.load, watched=draft.watched, explained=draft.explained))
    try:
        with PreviewServer(preview, labels, port) as server:
            preview.start()
            tell(
                "\n".join(
                    [*preview.problem, labels.fill("preview.started", address=server.address)]
                )
            )
            threading.Thread(target=server.serve_forever, daemon=True).start()
            preview.follow(lambda lines: tell("\n".join(lines or draft.news())))
    finally:
        preview.site.close()


class _Draft:
    """The course that is worked on, read anew whenever it has changed."""

    def __init__(self, path: str | None, labels: Labels) -> None:
        self._path, self._labels = path, labels
        self._standard: Path | None = None
        self._found: list[Sequence[Problem]] = []

    def load(self) -> SiteRequest:
        """The course as it is now.

        Raises:
            CurriculumError: Something must be mended first.
        """
        opened = open_recalled(self._path)
        if opened.folder and opened.course_file:
            self._standard = opened.folder / opened.course_file.standard_file
        course = planned_course(opened)
        problems = all_problems(opened, course)
        if stopping := stopping_problems(problems, strict=False):
            # What was doubtful before would bury what the last edit did.
            raise ContentError([each for each in stopping if each.severity is Severity.ERROR])
        self._found = [*self._found[-1:], problems]
        language = opened.language or self._labels.language
        return SiteRequest(
            course=course,
            problems=problems,
            labels=words_about(course.standard, language),
            opened=opened,
        )

    def news(self) -> list[str]:
        """What to say about an edit that went well: the problems that it brought."""
        before, now = self._found if len(self._found) > 1 else ([], [])
        known = {*map(_subject, before)}
        new = [each for each in now if each.accepted is None and _subject(each) not in known]
        lines = problem_lines(new, self._labels, source_line)
        return [*lines, self._labels["preview.updated"]]

    def watched(self) -> Iterator[Path]:
        """The course's folder, or the standard's file; and a standard that lies elsewhere."""
        if self._path is not None:
            yield Path(self._path)
        elif Path(COURSE_FILE).is_file():
            yield Path()
        if self._standard:
            yield self._standard

    def explained(self, error: Exception) -> Sequence[str]:
        """An error as the terminal shows it."""
        if isinstance(error, CurriculumError):
            return list(error_lines(error, self._labels, source_line))
        reason = f"{type(error).__name__}: {error}"
        return [self._labels.fill("preview.unexpected", reason=reason)]


def _subject(problem: Problem) -> tuple[object, ...]:
    """What a problem is about; an edit above it moves its line and makes it no new one."""
    return problem.code, problem.items, tuple(problem.details.items())
