"""Which foreign framework stands at a path, and its standard; content decides, not names."""

from pathlib import Path

from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.reading.frameworks.case import read_case
from curriculum.reading.frameworks.esco import read_esco
from curriculum.reading.frameworks.nice import read_nice
from curriculum.reading.frameworks.onet import read_onet
from curriculum.reading.frameworks.parts import parts_of
from curriculum.standard import Standard

_READERS = (read_case, read_onet, read_esco, read_nice)


def read_framework(path: Path, shown: str) -> Standard | None:
    """The standard in the files of a foreign framework; None where they are none.

    Args:
        path: A file, a folder or an archive; `PATH#CODE` chooses one of several occupations.
        shown: The name to use in places and messages.

    Raises:
        SourceError: It is a framework, but broken or too large, or no occupation was chosen.
    """
    try:
        return _read(path, shown)
    except OSError as error:
        # Even asking what stands there fails: a name too long, a folder that may not be entered.
        reason = reason_of(error)
        raise SourceError("unreadable-file", place=Place(path=shown), reason=reason) from error


def _read(path: Path, shown: str) -> Standard | None:
    wanted = ""
    if not path.exists() and "#" in str(path):
        before, _, wanted = str(path).rpartition("#")
        path, shown = Path(before), shown.rpartition("#")[0]
    parts = parts_of(path, shown)
    for read in _READERS:
        if (standard := read(parts, wanted, Place(path=shown))) is not None:
            return standard
    return None
