"""The pictures of the trainer's texts, from `content/` of the course folder."""

from collections.abc import Collection
from pathlib import Path

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.content_files import CONTENT


def picture_files(course_folder: Path | None, names: Collection[str]) -> dict[str, bytes]:
    """The content of pictures by their path below `content`.

    Raises:
        SourceError: One of them cannot be read.
    """
    if course_folder is None:
        return {}
    content = course_folder / CONTENT
    return {name: _bytes(content / name) for name in sorted(names)}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        place = Place(path=file.as_posix())
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
