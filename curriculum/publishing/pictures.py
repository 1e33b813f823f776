"""The pictures of the trainer's texts, from `content/` of the course folder."""

from collections.abc import Collection
from pathlib import Path

from curriculum.composing.prose import PICTURE_ENDINGS
from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place

CONTENT = "content"
"""The folder of a course for texts and their pictures."""


def pictures_in(course_folder: Path | None) -> frozenset[str]:
    """Paths below `content` of all pictures there; what a link leads to outside is none."""
    if course_folder is None:
        return frozenset()
    content = (course_folder / CONTENT).resolve()
    return frozenset(
        path.relative_to(content).as_posix()
        for path in content.rglob("*")
        if path.suffix.lower() in PICTURE_ENDINGS
        and path.is_file()
        and path.resolve().is_relative_to(content)
    )


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
