"""What is in a folder, as paths below it with `/` and contents, in a fixed order."""

import hashlib
import os
import pathlib
from collections.abc import Collection


def bytes_below(folder: pathlib.Path, unwanted: Collection[str] = ()) -> dict[str, bytes]:
    """The files below a folder, without those that are hidden.

    Args:
        folder: The folder; nothing is in one that is not there.
        unwanted: Names of folders to leave out, wherever they are.
    """
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if each[0] != "." and each not in unwanted]
        found += [pathlib.Path(parent, name) for name in names if name[0] != "."]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def texts_below(folder: pathlib.Path) -> dict[str, str]:
    """The same, of a folder with nothing but text; what Python compiled of it does not count."""
    files = bytes_below(folder, ["__pycache__"])
    return {path: data.decode("utf-8") for path, data in files.items()}


def digest(data: bytes | str) -> str:
    """What tells a content from every other one."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
