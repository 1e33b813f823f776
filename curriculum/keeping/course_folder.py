"""Starting a course folder: `course.yaml`, `content/`, and the standard beside its source."""

import re
from pathlib import Path

from curriculum.errors import TargetError, reason_of
from curriculum.keeping.new_file import write_new_file
from curriculum.keeping.standard_yaml import standard_text
from curriculum.keeping.yaml_text import scalar
from curriculum.labels import Labels
from curriculum.problems import Place
from curriculum.reading.content_files import CONTENT
from curriculum.reading.files import read_source
from curriculum.reading.opening import COURSE_FILE, content_hash, open_standard
from curriculum.standard import Standard
from curriculum.text import DEVICE_NAMES, slug

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
    _make_folder(folder)
    name = standard_file_name(standard)
    yaml_file = folder / name
    write_new_file(yaml_file, standard_text(standard))
    written = [yaml_file]
    if source.suffix.lower() not in {".yaml", ".yml"}:
        copy = folder / f"{yaml_file.stem}.txt"
        write_new_file(copy, read_source(source, source.as_posix()).text)
        written.append(copy)
    course_file = folder / COURSE_FILE
    write_new_file(
        course_file,
        labels.fill(
            "course_file.starter",
            file=scalar(name),
            code=scalar(standard.code),
            hash=scalar(content_hash(yaml_file)),
            name=scalar(standard.name),
        ),
    )
    return (*written, course_file)


def _make_folder(folder: Path) -> None:
    """Makes the folder with the one for the trainer's own texts; it may stand there empty."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise TargetError("folder-not-empty", place=Place(path=folder.as_posix()), path=folder)
        (folder / CONTENT).mkdir(parents=True)
    except OSError as error:
        raise TargetError("target-not-writable", path=folder, reason=reason_of(error)) from error


def standard_file_name(standard: Standard) -> str:
    """The name of a standard's YAML file: its code where that is a plain name.

    Some names are taken on every system by the course file, or on Windows by a device.
    """
    code = standard.code or standard.name
    name = code if _PLAIN_NAME.fullmatch(code) else slug(code)
    is_taken = name.split(".")[0].lower() in _TAKEN_NAMES
    return f"{'standard-' if is_taken else ''}{name}.yaml"
