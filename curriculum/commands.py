"""What each command does, from what the user typed to what there is to say about it.

Nothing here prints: every command answers with lines, and the command line speaks them.
"""

import dataclasses
import functools
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from curriculum.comparing.published import with_published
from curriculum.comparing.publishing import anew, present_state
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.paths import addresses_of
from curriculum.course import Course
from curriculum.decisions import Decided, Decisions
from curriculum.errors import ContentError, SourceError
from curriculum.keeping.course_folder import standard_file_name, start_course
from curriculum.keeping.lock_file import save_lock
from curriculum.keeping.new_file import write_new_file
from curriculum.keeping.published_file import save_published
from curriculum.keeping.standard_yaml import standard_text
from curriculum.kit.carriers import KitRequest
from curriculum.kit.writing import KitReport, write_kit
from curriculum.labels import Labels, load_labels
from curriculum.planning import plan as plan_course
from curriculum.problems import Place, Problem, Severity
from curriculum.publication import Publication
from curriculum.publishing.course_site import SiteReport, SiteRequest, build_site
from curriculum.reading.opening import COURSE_FILE, Opened, open_path, open_standard
from curriculum.reading.published_yaml import PUBLISHED_FILE
from curriculum.rules.acceptance import accepted, acknowledged
from curriculum.rules.course_rules import check_course
from curriculum.rules.decision_rules import check_decisions
from curriculum.rules.memory_rules import check_memory
from curriculum.rules.standard_rules import check_standard
from curriculum.standard import Standard
from curriculum.tables import load_tables
from curriculum.views import terminal
from curriculum.views.audience import Audience
from curriculum.views.data import course_data, problems_data, standard_data
from curriculum.views.import_report import import_lines


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command has to say."""

    out: Sequence[str] = ()
    """The result, for standard output."""
    err: Sequence[str] = ()
    """What a person should know beside it, for standard error."""
    code: int = 0
    """Exit code: 0 fine, 1 problems found or the work could not be done."""


def new(folder: str, standard: str, labels: Labels) -> Answer:
    """Starts a course folder."""
    start_course(Path(folder), Path(standard), labels)
    file = (Path(folder) / COURSE_FILE).as_posix()
    # Two courses that are built from one place must not write into one folder.
    site = (Path(folder) / "build").as_posix()
    return Answer(
        out=(
            labels.fill("terminal.started", path=folder),
            labels.fill("terminal.next_step", file=file, path=folder, output=site),
        )
    )


def import_standard(file: str, output: str | None, labels: Labels, *, strict: bool) -> Answer:
    """Reads a published standard and writes it as YAML."""
    standard = open_standard(Path(file), file)
    problems = check_standard(standard, load_tables().verbs)
    report = list(import_lines(standard, problems, labels))
    if strict and _stops(problems, strict=True):
        doubts = [problem for problem in problems if problem.severity is not Severity.INFO]
        err = [*terminal.problem_lines(doubts, labels, source_line)]
        return Answer(out=report, err=[*err, labels["terminal.not_written"]], code=1)
    target = Path(output) if output else Path(standard_file_name(standard))
    written = write_new_file(target, standard_text(standard))
    outcome = "terminal.written" if written else "terminal.unchanged"
    return Answer(out=[*report, labels.fill(outcome, path=target.as_posix())])


def show(path: str | None, output_format: str, labels: Labels) -> Answer:
    """The standard as read."""
    standard = open_path(path).standard
    if output_format == "json":
        return Answer(out=[_json(standard_data(standard))])
    return Answer(out=list(terminal.standard_lines(standard, labels)))


def check(path: str | None, output_format: str, labels: Labels, *, strict: bool) -> Answer:
    """Every problem of standard and course."""
    try:
        opened = open_recalled(path)
        problems = all_problems(opened, planned_course(opened))
    except ContentError as error:
        if output_format == "text":
            raise  # told like every failure of a command
        problems = error.problems
    code = 1 if _stops(problems, strict=strict) else 0
    if output_format == "json":
        return Answer(out=[_json(problems_data(problems, labels))], code=code)
    if output_format == "github":
        return Answer(out=list(terminal.github_lines(problems, labels)), code=code)
    lines = list(terminal.problem_lines(problems, labels, source_line))
    return Answer(out=[*lines, terminal.summary_line(problems, labels)], code=code)


def plan(
    path: str | None,
    output_format: str,
    labels: Labels,
    *,
    hours: float | None,
    explain: str | None,
    review: bool,
) -> Answer:
    """The course as planned, why a value is what it is, or what deserves a look."""
    opened = open_recalled(path)
    course = planned_course(opened, hours)
    found = _course_problems(opened, course, hours)
    problems = _open(acknowledged(found, opened.decisions, _suspended(course)))
    err = list(terminal.problem_lines(problems, labels, source_line))
    if _stops(problems, strict=False):
        return Answer(err=err, code=1)
    if explain is not None:
        return _explained(course, explain, output_format, labels)
    if output_format == "json":
        data = course_data(course)
        if review:
            data = {key: data[key] for key in ("review", "suspect", "parked")}
        return Answer(out=[_json(data)], err=err)
    shown = terminal.review_lines if review else terminal.plan_lines
    return Answer(out=list(shown(course, labels)), err=err)


def _explained(course: Course, wanted: str, output_format: str, labels: Labels) -> Answer:
    """Why the values about a code are what they are."""
    found = terminal.reasons_about(course, wanted, labels)
    if not found:
        near = terminal.nearest_code(course, wanted)
        hint = labels.fill("usage.did-you-mean", name=near) if near else ""
        message = labels.fill("terminal.unknown_code", code=terminal.visible(wanted))
        return Answer(err=[f"{message}{hint}"], code=1)
    if output_format == "json":
        return Answer(out=[_json([{"address": one, "reason": why} for one, why in found])])
    return Answer(out=list(terminal.reason_lines(found, labels)))


def build(  # noqa: PLR0913 - one for each thing that can be typed
    path: str | None,
    output: str,
    labels: Labels,
    language: str | None,
    progress: Callable[[str], None],
    *,
    strict: bool,
    audience: str = Audience.BOTH,
    publish: bool = False,
) -> Answer:
    """Every document, and the site; for learners alone, only their site and no kit."""
    progress("read")
    opened = open_recalled(path)
    if publish and not opened.folder:
        raise SourceError("nothing-to-publish", place=Place(path=path or ""))
    progress("plan")
    course = planned_course(opened)
    progress("check")
    problems = all_problems(opened, course)
    if stopping := stopping_problems(problems, strict=strict):
        lines = list(terminal.problem_lines(stopping, labels, source_line))
        return Answer(err=[*lines, terminal.summary_line(problems, labels)], code=1)
    site_labels = words_about(course.standard, language or opened.language or labels.language)
    out = Path(output)
    request = SiteRequest(
        course=course,
        problems=problems,
        labels=site_labels,
        opened=opened,
        audience=Audience(audience),
    )
    report = build_site(request, out, progress)
    if opened.folder:
        save_lock(opened.folder, with_published(opened.memory, course))
    kit = None
    if request.audience is not Audience.LEARNER:
        progress("kit")
        kit = write_kit(KitRequest(course=course, opened=opened, labels=site_labels), out)
    said = _build_lines(report, kit, problems, labels)
    if publish:
        said += _published(opened, course, labels)
    return Answer(out=said, err=[*_lacking(kit, labels)])


def _lacking(kit: KitReport | None, labels: Labels) -> Iterator[str]:
    """Which files of the kit were not made, and why."""
    for each in kit.lacking if kit else ():
        why, hint = labels.error_message(each), labels.error_hint(each)
        yield labels.fill("summary.lacking", why=why, hint=hint)


def _published(opened: Opened, course: Course, labels: Labels) -> Iterator[str]:
    """Remembers that what was built is published, last of all: a build that failed is not."""
    if not (opened.folder and course.publication):
        return
    record = anew(course.publication, course, addresses_of(course))
    is_damaged = opened.published.damage is not None
    aside = save_published(opened.folder, record, is_damaged=is_damaged)
    if aside:
        yield labels.fill("summary.damaged", path=aside.as_posix())
    yield labels.fill("summary.published", path=(opened.folder / PUBLISHED_FILE).as_posix())


def words_about(standard: Standard, language: str) -> Labels:
    """The words of a language for documents about a standard, or about a foreign framework."""
    framework = standard.framework
    return load_labels(language).about(framework.name if framework else "")


def source_line(place: Place) -> str | None:
    """The line of a YAML file at a place; lines of published tables are too long to help."""
    if not place.line or not place.path.endswith((".yaml", ".yml")):
        return None
    try:
        state = Path(place.path).stat()
    except OSError:
        return None
    lines = _lines_of(place.path, (state.st_mtime_ns, state.st_size))
    return lines[place.line - 1] if place.line <= len(lines) else None


@functools.lru_cache(maxsize=4)
def _lines_of(path: str, _state: tuple[int, int]) -> tuple[str, ...]:
    """A file's lines, read once for all the problems in it; none when it cannot be read."""
    try:
        return tuple(Path(path).read_text(encoding="utf-8-sig").split("\n"))
    except (OSError, UnicodeDecodeError):
        return ()


def all_problems(opened: Opened, course: Course) -> tuple[Problem, ...]:
    """The problems of a standard and of its course, acknowledged ones marked, by place."""
    verbs = load_tables(opened.template_folder).verbs
    found = (*check_standard(opened.standard, verbs), *_course_problems(opened, course))
    return accepted(found, opened.decisions, _suspended(course))


def _course_problems(
    opened: Opened, course: Course, hours: float | None = None
) -> tuple[Problem, ...]:
    """The problems of the decisions and of the course that comes of them.

    A course of decisions that contradict each other is not worth reviewing.
    """
    tables, decisions = load_tables(opened.template_folder), _decisions(opened, hours)
    found = (
        *check_memory(opened),
        *check_decisions(opened.standard, decisions, tables, opened.memory, course),
    )
    if _stops(found, strict=False):
        return found
    return (*found, *check_course(course, opened, tables))


def _suspended(course: Course) -> set[str]:
    """Addresses of decisions whose words have changed: an acceptance among them does not hold."""
    return {suspect.address for suspect in course.suspect}


def _open(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that nobody acknowledged."""
    return [problem for problem in problems if problem.accepted is None]


def planned_course(opened: Opened, hours: float | None = None) -> Course:
    """The course that was opened, as planned, with what is to be told of its decisions."""
    tables = load_tables(opened.template_folder)
    course = plan_course(opened.standard, _decisions(opened, hours), tables, opened.memory)
    course = dataclasses.replace(course, suspect=opened.suspect, parked=opened.parked)
    if not opened.folder:
        return course
    present = present_state(course, opened.standard_hash)
    publication = Publication(record=opened.published.record, present=present)
    return dataclasses.replace(course, publication=publication)


def _decisions(opened: Opened, hours: float | None) -> Decisions:
    """The trainer's decisions, with the total hours that the command line asks for."""
    if hours is None:
        return opened.decisions
    return dataclasses.replace(opened.decisions, hours=Decided(hours))


def _stops(problems: Sequence[Problem], *, strict: bool) -> bool:
    stopping = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in stopping for problem in _open(problems))


def stopping_problems(problems: Sequence[Problem], *, strict: bool) -> list[Problem]:
    """What must be mended before anything is built, with what else deserves a look; or nothing."""
    if not _stops(problems, strict=strict):
        return []
    return [problem for problem in _open(problems) if problem.severity is not Severity.INFO]


def _build_lines(
    site: SiteReport, kit: KitReport | None, problems: Sequence[Problem], labels: Labels
) -> list[str]:
    """The summary of a build: pages, files, problems, what changed, where to open it."""
    warnings = sum(problem.severity is Severity.WARNING for problem in _open(problems))
    infos = sum(problem.severity is Severity.INFO for problem in _open(problems))
    found = (
        labels.fill("summary.problems", warnings=warnings, infos=infos)
        if problems
        else labels["summary.clean"]
    )
    written, removed, kept = site.written, site.removed, site.kept
    if kit:
        written += len(kit.change.written)
        removed += len(kit.change.removed)
        kept += kit.kept
    return [
        labels.fill("summary.built", pages=site.pages, problems=found, missing=site.missing),
        labels.fill("summary.changes", written=written, removed=removed)
        if written or removed
        else labels["summary.same"],
        *(labels.fill("summary.kept", path=path.as_posix()) for path in kept),
        *(labels.fill("summary.moved", address=address) for address in site.moved),
        *(
            [labels.fill("summary.kit", files=kit.files, path=kit.folder.as_posix())]
            if kit and kit.files
            else []
        ),
        labels.fill("summary.open", path=site.home.resolve().as_uri()),
    ]


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
