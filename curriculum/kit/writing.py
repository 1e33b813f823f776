"""Puts files of the kit on the disk: all of them below `OUT/kit`, or one where it is asked for."""

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from curriculum.errors import CurriculumError, TargetError, reason_of
from curriculum.kit.carriers import KitRequest, kit_file
from curriculum.kit.kinds import KitFile, kit_files
from curriculum.labels import Labels
from curriculum.publishing.course_site import KIT
from curriculum.publishing.tree import TreeChange, write_tree
from curriculum.writing import replace_file

_MISSING = "missing-extra"
_NOT_INSTALLED = frozenset({_MISSING, "no-chinese-font"})
"""Errors that say what a computer lacks: the other files are made all the same."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KitReport:
    """What writing the kit did."""

    folder: Path
    files: int
    change: TreeChange
    kept: tuple[Path, ...]
    """Where things that are not ours were moved to."""
    lacking: tuple[CurriculumError, ...]
    """Why files are not there, each reason once."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What writing one file did."""

    is_new: bool
    """False when the same was there already."""
    kept: Path | None = None
    """Where another file that stood there now lies."""


def write_kit(request: KitRequest, out: Path) -> KitReport:
    """Writes every file of the kit that can be made on this computer.

    Raises:
        CurriculumError: A file cannot be made for another reason, or cannot be written.
    """
    files: dict[str, bytes] = {}
    lacking: dict[str, CurriculumError] = {}
    for each in kit_files():
        asked = dataclasses.replace(request, is_large_print=each.is_large_print)
        try:
            data = kit_file(each.kind, each.ending, asked)
        except CurriculumError as error:
            if error.name not in _NOT_INSTALLED:
                raise
            lacking.setdefault(str(error), error)
        else:
            files[f"{KIT}/{file_name(each, request.labels)}"] = data
    change = write_tree(out, files, manifest=KIT)
    return KitReport(
        folder=out / KIT,
        files=len(files),
        change=change,
        kept=tuple(out / path for path in change.kept),
        lacking=tuple(_told_once(lacking.values())),
    )


def _told_once(errors: Iterable[CurriculumError]) -> Iterator[CurriculumError]:
    """The reasons why files are lacking; one names all extras, which one command installs."""
    extras = []
    for error in errors:
        if error.name == _MISSING:
            extras.append(error.details["extra"])
        else:
            yield error
    if extras:
        yield CurriculumError(_MISSING, extra=",".join(extras))


def file_name(file: KitFile, labels: Labels) -> str:
    """The name of a file of the kit."""
    name = labels[f"kit.files.{file.kind}"]
    if file.is_large_print:
        name = labels.fill("kit.large_print", name=name)
    return f"{name}{file.ending}"


def write_file(target: Path, data: bytes, labels: Labels) -> Exported:
    """Writes one file; another that stands there is kept beside it under a new name.

    It may hold somebody's work: nothing tells a file that we made from one that was edited since.

    Raises:
        TargetError: `target-not-writable`.
    """
    try:
        if target.is_file() and target.read_bytes() == data:
            return Exported(is_new=False)
        kept = _moved_aside(target, labels) if target.is_file() or target.is_symlink() else None
        replace_file(target, data)
    except OSError as error:
        raise TargetError("target-not-writable", path=target, reason=reason_of(error)) from error
    return Exported(is_new=True, kept=kept)


def _moved_aside(target: Path, labels: Labels) -> Path:
    """Gives a file a numbered name that nothing has."""
    number = 1
    while (aside := _aside(target, number, labels)).exists() or aside.is_symlink():
        number += 1
    return target.rename(aside)


def _aside(target: Path, number: int, labels: Labels) -> Path:
    return target.with_stem(labels.fill("kit.former", name=target.stem, number=number))
