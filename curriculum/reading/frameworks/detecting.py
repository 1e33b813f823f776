"""Which foreign framework stands at a path, and its standard; content decides, not names."""

from collections.abc import Callable, Sequence
from pathlib import Path

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.frameworks import case, esco, nice, onet
from curriculum.reading.frameworks.parts import Part, parts_of
from curriculum.standard import Standard

_Read = Callable[[Sequence[Part], str, Place], Standard]
_MOST_FOLDERS = 30
_READERS: tuple[tuple[str, Callable[[Sequence[Part]], Sequence[Sequence[Part]]], _Read], ...] = (
    ("CASE", case.sources, case.read_case),
    ("O*NET", onet.sources, onet.read_onet),
    ("ESCO", esco.sources, esco.read_esco),
    ("NICE", nice.sources, nice.read_nice),
)
"""Name, how it finds its files, and how it reads them."""


def read_framework(path: Path, shown: str) -> Standard | None:
    """The standard in the files of a foreign framework; None where they are none.

    Args:
        path: A file, a folder or an archive; `PATH#CODE` chooses one of several occupations.
        shown: The name to use in places and messages.

    Raises:
        SourceError: It is a framework, but broken, too large or not whole, there is more than one,
            or no occupation was chosen.
    """
    try:
        return _read(path, shown)
    except OSError as error:
        # Even asking what stands there fails: a name too long, a folder that may not be entered.
        reason = reason_of(error)
        raise SourceError("unreadable-file", place=Place(path=shown), reason=reason) from error


def frameworks_in(folder: Path) -> list[str]:
    """The names of the folders in a folder that hold a foreign framework."""
    inner = sorted(each for each in folder.iterdir() if each.is_dir())[:_MOST_FOLDERS]
    return [each.name for each in inner if _sources(parts_of(each, each.name))]


def _sources(parts: Sequence[Part]) -> list[tuple[str, _Read, Sequence[Part]]]:
    """The frameworks in some files: the name, how it is read, and which files are its own."""
    return [(name, read, source) for name, find, read in _READERS for source in find(parts)]


def _read(path: Path, shown: str) -> Standard | None:
    wanted = ""
    if not path.exists() and "#" in str(path):
        before, _, wanted = str(path).rpartition("#")
        path, shown = Path(before), shown.rpartition("#")[0]
    parts = parts_of(path, shown)
    found = _sources(parts)
    if not found:
        return None
    if len(found) > 1:
        # Which of them is meant is not ours to say, and none may be left out without a word.
        listed = (f"{name}: {', '.join(each.name for each in source)}" for name, _, source in found)
        raise SourceError("framework-mixed", place=Place(path=shown), options="; ".join(listed))
    _, read, source = found[0]
    return read(source, wanted, Place(path=shown))
