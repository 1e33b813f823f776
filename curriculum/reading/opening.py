"""Opening what a command is given: a course folder, a published file, or a standard's YAML."""

import dataclasses
import hashlib
from pathlib import Path

from curriculum import resources
from curriculum.decisions import NO_DECISIONS, Decisions
from curriculum.errors import ContentError, SourceError, reason_of
from curriculum.memory import NO_MEMORY, Memory, Parked, Suspect
from curriculum.problems import Place
from curriculum.reading.carriers.choosing import kind_in, standard_in
from curriculum.reading.carriers.kinds import Kind
from curriculum.reading.content_files import pictures_in, with_contents
from curriculum.reading.course_yaml import CourseFile, course_file
from curriculum.reading.fields import Reader
from curriculum.reading.files import read_bytes, read_source
from curriculum.reading.frameworks.detecting import frameworks_in, read_framework
from curriculum.reading.limits import LARGEST_DOCUMENT
from curriculum.reading.lock_yaml import LockState, read_lock
from curriculum.reading.logo import Logo, read_logo
from curriculum.reading.published_yaml import NO_FILE, PublishedFile, read_published
from curriculum.standard import Standard

COURSE_FILE = "course.yaml"
TEMPLATES = "templates"
"""The folder of a course for templates that replace or extend ours."""
BUNDLED = "BAS2421-003v2.yaml"
"""The standard that comes with the program."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a command works on."""

    standard: Standard
    course_file: CourseFile | None = None
    """What `course.yaml` says; None when a standard was opened on its own."""
    folder: Path | None = None
    """The course folder; None when a standard was opened on its own."""
    pictures: frozenset[str] = frozenset()
    """Pictures for its texts, as paths below `content`."""
    logo: Logo | None = None
    """The site's logo, or why it cannot be shown; None where none is asked for."""
    standard_hash: str = ""
    """Hash of the standard's file as it is now; only known in a course folder."""
    memory: Memory = NO_MEMORY
    """What earlier builds remembered."""
    lock: LockState = LockState.WHOLE
    """How the file with the memory was found."""
    published: PublishedFile = NO_FILE
    """What was published of the course."""
    suspect: tuple[Suspect, ...] = ()
    """Decisions that wait for confirmation, once they were held against the memory."""
    parked: tuple[Parked, ...] = ()
    """Decisions that were taken out of force then."""

    @property
    def template_folder(self) -> Path | None:
        """The trainer's own templates, if the course folder has any."""
        templates = self.folder / TEMPLATES if self.folder else None
        return templates if templates and templates.is_dir() else None

    @property
    def decisions(self) -> Decisions:
        """What the trainer decided, which is nothing without a course folder."""
        return self.course_file.decisions if self.course_file else NO_DECISIONS

    @property
    def language(self) -> str | None:
        """The interface language that the course file asks for."""
        return self.course_file.language if self.course_file else None


def open_path(path: str | None) -> Opened:
    """Opens what the user named; without a name the course folder around us, else the bundled one.

    Raises:
        SourceError: It cannot be opened (see `read_source`), or is a folder without a course.
        ContentError: A YAML file has mistakes; all of them are listed.
    """
    try:
        if path is not None or Path(COURSE_FILE).is_file():
            return _open_named(path or ".")
    except OSError as error:
        # Even asking what stands there fails: a name too long, a folder that may not be entered.
        place = Place(path=path or ".")
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
    return Opened(standard=open_standard(resources.folder("standard") / BUNDLED, BUNDLED))


def open_standard(path: Path, shown: str) -> Standard:
    """The standard in a file of any kind we read; its content decides which kind it is.

    Args:
        path: The file.
        shown: The name to use in places and messages.
    """
    if (foreign := read_framework(path, shown)) is not None:
        return foreign
    if path.is_dir():
        raise SourceError("is-a-directory", place=Place(path=shown), **_inside(path))
    return standard_in(read_bytes(path, shown, LARGEST_DOCUMENT), path.name, shown)


def open_source(path: Path, shown: str) -> tuple[bytes, Kind]:
    """The bytes of a file with a standard, and of which kind they are."""
    data = read_bytes(path, shown, LARGEST_DOCUMENT)
    return data, kind_in(data, path.name, shown)


def content_hash(data: bytes) -> str:
    """What a course remembers of its standard's file: changes with any of its text.

    Line endings do not count, because version control may change them.
    """
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:16]


def _open_named(path: str) -> Opened:
    target = Path(path)
    if target.name == COURSE_FILE and target.is_file():
        target = target.parent
    if (target / COURSE_FILE).is_file():
        return _open_course(target)
    if not target.is_dir():
        return Opened(standard=open_standard(target, path))
    if (foreign := read_framework(target, path)) is None:
        raise SourceError("not-a-course-folder", place=Place(path=path), **_inside(target))
    return Opened(standard=foreign)


def _inside(folder: Path) -> dict[str, str]:
    """What the error of a folder says about those inside of it that could have been meant."""
    names = frameworks_in(folder)
    return {"why": "inside", "folders": ", ".join(names)} if names else {}


def _open_course(folder: Path) -> Opened:
    """A course with everything in its folder; the mistakes of all its files are told at once."""
    reader = Reader()
    text = read_source(folder / COURSE_FILE, (folder / COURSE_FILE).as_posix()).text
    course = _course_of(folder, text, reader)
    try:
        standard = _standard_of(folder, course)
    except ContentError as error:
        reader.take(error.problems)
        raise ContentError(reader.problems) from error
    except SourceError:
        # Nothing can be said about the standard, but the other mistakes can be.
        reader.finish()
        raise
    reader.finish()
    now = content_hash((folder / course.standard_file).read_bytes())
    # Without a hash on record nothing tells that the standard has ever been another.
    is_same = course.standard_hash in (None, now)
    lock = read_lock(folder, standard_hash=course.standard_hash, is_same_standard=is_same)
    return Opened(
        standard=standard,
        course_file=course,
        folder=folder,
        pictures=pictures_in(folder),
        logo=read_logo(folder, course.decisions.site),
        standard_hash=now,
        memory=lock.memory,
        lock=lock.state,
        published=read_published(folder),
    )


def with_course_text(opened: Opened, text: str) -> Opened:
    """A course as it would be with another text in its `course.yaml`; nothing is written.

    Args:
        opened: A course in its folder.
        text: What the file would say; the standard that it names is not read again.

    Raises:
        ContentError: The text has mistakes.
    """
    reader = Reader()
    course = _course_of(opened.folder or Path(), text, reader)
    reader.finish()
    return dataclasses.replace(opened, course_file=course)


def _course_of(folder: Path, text: str, reader: Reader) -> CourseFile:
    """What `course.yaml` and `content/` say; their mistakes are left with the reader."""
    course = course_file(reader, text, (folder / COURSE_FILE).as_posix())
    return dataclasses.replace(course, decisions=with_contents(reader, folder, course.decisions))


def _standard_of(folder: Path, course: CourseFile) -> Standard:
    file = folder / course.standard_file
    if not file.is_file():
        raise SourceError("missing-standard", place=course.standard_place, path=file.as_posix())
    return open_standard(file, file.as_posix())
