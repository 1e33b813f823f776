"""Writing a file that was not there before; what is there already is left alone."""

from pathlib import Path

from curriculum.errors import TargetError, reason_of
from curriculum.writing import replace_file


def write_new_file(path: Path, content: str | bytes) -> bool:
    """Puts a text, or any bytes, into a new file, whole or not at all.

    Returns:
        Whether it was written; False when the same was there already.

    Raises:
        TargetError: `target-exists` when the place holds anything else, which may be somebody's
            work; `target-not-writable` when the disk refuses.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        if path.exists() or path.is_symlink():
            raise TargetError("target-exists", path=path)
        replace_file(path, data)
    except OSError as error:
        raise TargetError("target-not-writable", path=path, reason=reason_of(error)) from error
    return True
