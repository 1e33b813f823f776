"""Putting a file in its place so that a reader sees the old bytes or the new ones, never a part."""

import contextlib
import hashlib
import pathlib
import re
import stat


def replace_file(target: pathlib.Path, data: bytes) -> None:
    """Writes a file whole or not at all; folders on the way are made.

    Raises:
        OSError: It cannot be written; what was there before still is.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, in the same folder (a rename across disks is a copy), short whatever the name.
    name = hashlib.sha256(target.name.encode()).hexdigest()[:16]
    part = target.with_name(f".{name}.part")
    try:
        part.unlink(missing_ok=True)
        with part.open("xb") as stream:
            stream.write(data)
        with contextlib.suppress(FileNotFoundError):
            # Who may read the file is its owner's choice.
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def is_part(path: pathlib.Path) -> bool:
    """Whether a file is what `replace_file` left when the machine or somebody stopped it."""
    return bool(re.fullmatch(r"\.[0-9a-f]{16}\.part", path.name))
