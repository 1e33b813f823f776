"""Putting a course on another version of its standard, so that an interruption costs nothing.

The new files come first, beside the old ones; then the backup; then the new lock under a name
that makes it count from the next step on; then `course.yaml`, in one move. Until that last one
the course is the old one, from it on the new one.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from curriculum.errors import SourceError, reason_of
from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.course_folder import standard_file_name, standard_files
from curriculum.keeping.lock_file import lock_text, save_coming_lock, save_lock
from curriculum.keeping.new_file import write_new_file
from curriculum.memory import Memory
from curriculum.problems import Place
from curriculum.reading.lock_yaml import COMING_LOCKS, LOCK_FILE
from curriculum.reading.opening import content_hash
from curriculum.standard import Standard


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewFiles:
    """The files of the new version in a course folder."""

    name: str
    """Of the standard's YAML file, relative to the course folder."""
    hash: str
    contents: Mapping[str, bytes]
    """The files that are to be written, by name; none where the standard lies there already."""


def new_files(folder: Path, current: str, standard: Standard, source: Path) -> NewFiles:
    """Where the new version goes: beside the old one, under a name that nothing else has.

    Args:
        folder: The course folder.
        current: The old version's file, as `course.yaml` names it.
        standard: The new version.
        source: The file that it was read from; a YAML file in the course folder stays where it is.

    Raises:
        SourceError: `unreadable-file`.
    """
    try:
        here = _inside(folder, source)
        if here:
            return NewFiles(name=here, hash=content_hash(source.read_bytes()), contents={})
        beside = PurePosixPath(current).parent
        beside = PurePosixPath() if ".." in beside.parts else beside
        first = PurePosixPath(standard_file_name(standard)).stem
        number, name = 1, (beside / f"{first}.yaml").as_posix()
        while _is_taken(folder, contents := standard_files(name, standard, source)):
            number += 1
            name = (beside / f"{first}-{number}.yaml").as_posix()
    except OSError as error:
        place = Place(path=folder.as_posix())
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
    return NewFiles(name=name, hash=content_hash(contents[name]), contents=contents)


def write_update(
    folder: Path, files: NewFiles, edit: CourseEdit, former: Memory, memory: Memory
) -> Path | None:
    """Writes everything, in the order that keeps the course whole at any moment.

    Args:
        folder: The course folder.
        files: The files of the new version.
        edit: The course file as it is to be.
        former: What was to be remembered with the old version.
        memory: What is to be remembered with the new one.

    Returns:
        Where the former course file is; its lock lies beside it under the same number.

    Raises:
        TargetError: Something cannot be written, or the course file was saved meanwhile.
    """
    before = _lock_before(folder, former)
    for name, content in files.contents.items():
        write_new_file(folder / name, content)
    save_coming_lock(folder, memory, files.hash)
    backup = edit.save({LOCK_FILE: before})
    save_lock(folder, memory)
    return backup


def _lock_before(folder: Path, former: Memory) -> bytes:
    """The lock as it is; what is to be remembered, where it is not there or its update was cut off.

    Raises:
        SourceError: `unreadable-file`.
    """
    lock = folder / LOCK_FILE
    try:
        if lock.is_file() and not any(folder.glob(COMING_LOCKS)):
            return lock.read_bytes()
    except OSError as error:
        place = Place(path=lock.as_posix())
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
    return lock_text(former).encode("utf-8")


def put_in_order(folder: Path, memory: Memory) -> None:
    """Finishes what an interrupted update has left; a course in order stays as it is.

    Raises:
        TargetError: `target-not-writable`.
    """
    if any(folder.glob(COMING_LOCKS)):
        save_lock(folder, memory)


def _inside(folder: Path, source: Path) -> str:
    """The name of a YAML file in the course folder; empty for every other file."""
    if source.suffix.lower() not in {".yaml", ".yml"}:
        return ""
    home, target = folder.resolve(), source.resolve()
    return target.relative_to(home).as_posix() if target.is_relative_to(home) else ""


def _is_taken(folder: Path, contents: Mapping[str, bytes]) -> bool:
    """Whether one of the files is there with another content."""
    return any(
        (folder / name).exists() and (folder / name).read_bytes() != content
        for name, content in contents.items()
    )
