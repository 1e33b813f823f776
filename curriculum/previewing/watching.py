"""Whether anything changed among the files that a course is made of."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from curriculum.publishing.tree import MANIFESTS

State: TypeAlias = "dict[str, tuple[int, int, int]]"
"""Path -> when it was changed, how large it is, and which file it is."""


def state_of(paths: Iterable[Path]) -> State:
    """The state of files, and of everything below folders.

    Asking for it is all there is to watching: it works alike on every system, on network drives,
    and with editors that put a new file in the place of the old one. What is hidden, and what the
    program itself built, does not count.
    """
    state: State = {}
    for path in paths:
        for file in _files(path):
            try:
                found = file.stat()
            except OSError:
                continue  # it has gone, which the state says by not naming it
            state[str(file)] = (found.st_mtime_ns, found.st_size, found.st_ino)
    return state


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for parent, folders, names in os.walk(path):
        if MANIFESTS in folders and Path(parent) != path:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith("."))
