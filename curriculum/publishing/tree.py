"""Writes a set of files into a folder that is ours only in part.

Beside what we write a person may keep files of their own, or may have changed one of ours. So
each set of files has a manifest, `<root>/.made/<name>.json`, which remembers what we made and
what it held. Nothing else is ever removed, and what is not ours is moved to `<root>/kept/` before
its place is taken. Both folders lie at the root, beside the folders that a site engine reads and
serves and never inside them, so that nothing kept is published by accident.
"""

import dataclasses
import json
import os
import pathlib
import unicodedata
from collections.abc import Iterable, Mapping

from curriculum.errors import TargetError, reason_of
from curriculum.publishing.folder_files import digest
from curriculum.writing import replace_file

KEPT = "kept"
"""The folder at the root for what was in our way and is not ours to delete."""
MANIFESTS = ".made"
"""The folder at the root that remembers what we made."""

_NOT_PORTABLE = frozenset('\\:*?"<>|')


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TreeChange:
    """What writing a set of files did; paths are relative to the root, sorted, with `/`."""

    written: tuple[str, ...]
    """New, or different from what was there."""
    unchanged: tuple[str, ...]
    """There already with the same bytes; not touched."""
    removed: tuple[str, ...]
    """Made by an earlier run and no longer wanted."""
    kept: tuple[str, ...]
    """Where things that are not ours now lie, each under `kept/`."""


def write_tree(
    root: pathlib.Path, files: Mapping[str, bytes], *, manifest: str = "files"
) -> TreeChange:
    """Makes the files of one set stand under `root`, writing only what differs.

    What an earlier run made and `files` no longer has is removed, with folders that this empties.
    A file of ours that somebody has edited since, and anything foreign where a file must go, is
    first moved to `kept/<same path>` (numbered when that is taken). A lost or damaged manifest
    does no harm: equal files count as ours, different ones as foreign.

    Args:
        root: The folder, made when missing. Everything written lies inside it.
        files: Path relative to `root`, with `/`, to the bytes it shall hold.
        manifest: Name of the set; each set of one root knows only its own files.

    Raises:
        TargetError: `unsafe-path`, `colliding-paths` (both before anything is written),
            `target-not-a-folder`, `target-not-writable`.
    """
    _refuse_unsafe(files)
    try:
        root.mkdir(parents=True, exist_ok=True)
        return _Writer(root, manifest).run(files)
    except (FileExistsError, NotADirectoryError) as error:
        raise TargetError("target-not-a-folder", path=error.filename or root) from error
    except OSError as error:
        path = error.filename or root
        raise TargetError("target-not-writable", path=path, reason=reason_of(error)) from error


class _Writer:
    """One run of `write_tree`."""

    def __init__(self, root: pathlib.Path, manifest: str) -> None:
        self._root = root
        self._real_root = root.resolve()
        self._manifest = f"{MANIFESTS}/{manifest}.json"
        self._made = _manifest_entries(root / self._manifest)
        self._kept: list[str] = []

    def run(self, files: Mapping[str, bytes]) -> TreeChange:
        """Removes first and writes then, so that a file may take the place of a folder."""
        self._refuse_outside([*files, *self._made, self._manifest, f"{KEPT}/any"])
        written: list[str] = []
        unchanged: list[str] = []
        # First of all: a run that is killed must leave a folder that is known to be ours.
        self._remember()
        try:
            removed = [path for path in sorted(self._made.keys() - files) if self._remove(path)]
            for path, data in sorted(files.items()):
                (written if self._write(path, data) else unchanged).append(path)
        finally:
            # Also when the disk is full half-way: what was made so far must stay ours.
            self._remember()
        return TreeChange(
            written=tuple(written),
            unchanged=tuple(unchanged),
            removed=tuple(removed),
            kept=tuple(sorted(self._kept)),
        )

    def _write(self, path: str, data: bytes) -> bool:
        """Puts one file in its place; False when it stood there already."""
        target = self._root / path
        self._clear_parents(path)
        present = _bytes_of(target)
        if present != data:
            if os.path.lexists(target) and not self._is_ours(path, present):
                self._keep(path)
            replace_file(target, data)
        self._made[path] = digest(data)
        return present != data

    def _remove(self, path: str) -> bool:
        """Takes away one file that we made; False when it was gone or not ours any more."""
        target = self._root / path
        ours = self._is_ours(path, _bytes_of(target))
        if ours:
            target.unlink()
        elif os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
            # A folder that replaced our file is somebody's own and in nobody's way.
            self._keep(path)
        del self._made[path]
        self._drop_empty_parents(path)
        return ours

    def _is_ours(self, path: str, present: bytes | None) -> bool:
        """Whether what stands there is exactly what an earlier run left."""
        return present is not None and self._made.get(path) == digest(present)

    def _keep(self, path: str) -> None:
        """Moves aside what is not ours; nothing there is ever overwritten."""
        name = pathlib.PurePosixPath(KEPT, path)
        number = 1
        while os.path.lexists(self._root / name):
            number += 1
            name = name.with_stem(f"{pathlib.PurePosixPath(path).stem}-{number}")
        (self._root / name).parent.mkdir(parents=True, exist_ok=True)
        (self._root / path).replace(self._root / name)
        self._kept.append(str(name))

    def _clear_parents(self, path: str) -> None:
        """Moves aside a foreign file that stands where a folder must be."""
        for parent in _parents(path):
            target = self._root / parent
            if os.path.lexists(target) and not target.is_dir():
                self._keep(parent)

    def _drop_empty_parents(self, path: str) -> None:
        for parent in reversed(_parents(path)):
            try:
                (self._root / parent).rmdir()
            except OSError:
                return  # not empty, or a link: there is more in it than we made

    def _refuse_outside(self, paths: Iterable[str]) -> None:
        """A link among the folders must not lead our writing out of the root."""
        for folder, path in {path.rpartition("/")[0]: path for path in paths}.items():
            if not (self._root / folder).resolve().is_relative_to(self._real_root):
                raise TargetError("unsafe-path", path=path)

    def _remember(self) -> None:
        entries = json.dumps(self._made, ensure_ascii=False, indent=1, sort_keys=True)
        data = f"{entries}\n".encode()
        target = self._root / self._manifest
        if _bytes_of(target) != data:
            replace_file(target, data)


def _bytes_of(target: pathlib.Path) -> bytes | None:
    """What a plain file holds; None for anything else, and a link is not ours."""
    if target.is_symlink() or not target.is_file():
        return None
    return target.read_bytes()


def _manifest_entries(file: pathlib.Path) -> dict[str, str]:
    """What the last run made; empty when that is lost, and without what we would not write."""
    try:
        entries = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(entries, dict):
        return {}
    return {
        path: value for path, value in entries.items() if isinstance(value, str) and _is_safe(path)
    }


def _is_safe(path: str) -> bool:
    """Whether a path can be written on every system and stays below the root, beside our own."""
    segments = path.split("/")
    return (
        segments[0].casefold() not in {KEPT, MANIFESTS}
        and _NOT_PORTABLE.isdisjoint(path)
        and path.isprintable()
        and not any(segment == "" or segment.endswith((".", " ")) for segment in segments)
    )


def _refuse_unsafe(paths: Iterable[str]) -> None:
    """Refuses paths that leave the root, or that one folder cannot hold on every system."""
    seen: dict[str, str] = {}
    for path in paths:
        if not _is_safe(path):
            raise TargetError("unsafe-path", path=path)
        other = seen.setdefault(_folded(path), path)
        if other != path:
            raise TargetError("colliding-paths", first=other, second=path)
    for folded, path in seen.items():
        for parent in _parents(folded):
            if parent in seen:
                raise TargetError("colliding-paths", first=seen[parent], second=path)


def _folded(path: str) -> str:
    """The path as a system sees it that knows neither case nor ways to compose a character."""
    return unicodedata.normalize("NFC", path.casefold())


def _parents(path: str) -> list[str]:
    """The folders of a path from the outermost in, without the root: `a/b/c` -> `a`, `a/b`."""
    segments = path.split("/")
    return ["/".join(segments[:count]) for count in range(1, len(segments))]
