"""Starting a course folder: `course.yaml`, `content/`, and the standard beside its source."""

import re
from collections.abc import Mapping
from pathlib import Path

from curriculum.errors import TargetError, reason_of
from curriculum.keeping.lock_file import lock_text
from curriculum.keeping.new_file import write_new_file
from curriculum.keeping.standard_yaml import standard_text
from curriculum.keeping.yaml_text import scalar
from curriculum.labels import Labels
from curriculum.memory import NO_MEMORY
from curriculum.problems import Place
from curriculum.reading.carriers.kinds import Kind
from curriculum.reading.content_files import CONTENT
from curriculum.reading.files import text_of
from curriculum.reading.lock_yaml import LOCK_FILE
from curriculum.reading.opening import COURSE_FILE, content_hash, open_source, open_standard
from curriculum.standard import Standard
from curriculum.text import DEVICE_NAMES, slug
from curriculum.writing import is_part

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
_TAKEN_NAMES = DEVICE_NAMES | {COURSE_FILE.removesuffix(".yaml")}


def start_course(folder: Path, source: Path, labels: Labels) -> tuple[Path, ...]:
    """Starts a course folder from a standard.

    Args:
        folder: The folder to make; it may exist, but must be empty.
        source: The standard: a published file, or a YAML file.
        labels: The words of the comments in `course.yaml`.

    Returns:
        The files written.

    Raises:
        SourceError: The standard cannot be read.
        TargetError: `folder-not-empty`, or the disk refuses.
    """
    standard = open_standard(source, source.as_posix())
    name = standard_file_name(standard)
    files = standard_files(name, standard, source)
    files[LOCK_FILE] = lock_text(NO_MEMORY).encode("utf-8")
    # The last one: a folder that has it is a course.
    starter = labels.fill(
        "course_file.starter",
        file=scalar(name),
        code=scalar(standard.code),
        hash=scalar(content_hash(files[name])),
        name=scalar(standard.name),
    )
    files[COURSE_FILE] = starter.encode("utf-8")
    _make_folder(folder, files)
    for file, content in files.items():
        write_new_file(folder / file, content)
    return tuple(folder / file for file in files)


def standard_files(name: str, standard: Standard, source: Path) -> dict[str, bytes]:
    """The files that a course folder gets of a standard: its YAML, and what it was read from.

    Args:
        name: The name of the YAML file.
        standard: The standard.
        source: The file that it was read from.
    """
    files = {name: standard_text(standard).encode("utf-8")}
    if standard.framework is not None:
        # It may fill a folder or an archive; the YAML file holds all that was read from it.
        return files
    data, kind = open_source(source, source.as_posix())
    if kind is not Kind.YAML:
        # A text is kept as UTF-8, so that any editor shows it; anything else as it came.
        if kind is Kind.TEXT:
            data = text_of(data, source.as_posix()).text.encode("utf-8")
        files[f"{Path(name).stem}.{kind.value}"] = data
    return files


def _make_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes the folder with the one for the trainer's own texts.

    It may stand there empty, or with what an interrupted start has left.
    """
    try:
        if folder.exists() and not (folder.is_dir() and _is_free(folder, files)):
            raise TargetError("folder-not-empty", place=Place(path=folder.as_posix()), path=folder)
        (folder / CONTENT).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TargetError("target-not-writable", path=folder, reason=reason_of(error)) from error


def _is_free(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder holds nothing but some of what will be written, and no course yet."""
    for path in folder.iterdir():
        is_ours = (
            is_part(path)
            or (path.name == CONTENT and path.is_dir() and not any(path.iterdir()))
            or (path.name in files and path.is_file() and path.read_bytes() == files[path.name])
        )
        if not is_ours or path.name == COURSE_FILE:
            return False
    return True


def standard_file_name(standard: Standard) -> str:
    """The name of a standard's YAML file: its code where that is a plain name.

    Some names are taken on every system by the course file, or on Windows by a device.
    """
    code = standard.code or standard.name
    name = code if _PLAIN_NAME.fullmatch(code) else slug(code)
    is_taken = name.split(".")[0].lower() in _TAKEN_NAMES
    return f"{'standard-' if is_taken else ''}{name}.yaml"
