"""The tables from their files: ours, and what a course brings along."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from curriculum import resources
from curriculum.errors import SourceError, reason_of
from curriculum.problems import Place
from curriculum.tables import typed
from curriculum.tables.merging import merged
from curriculum.tables.model import Tables
from curriculum.tables.rubrics import rubrics_from

FILES = ("verbs", "weights", "patterns", "generic", "rubrics", "review")
"""Names of the files, in the order in which they are read: sentences name verbs."""
FOLDER = "tables"
_ENDING = ".yaml"
Table = TypeVar("Table")


def load_tables(template_folder: Path | None = None) -> Tables:
    """The tables, with what a course changes of them.

    Args:
        template_folder: The folder of a course's own templates; its folder `tables` may hold files
            of our names, which need only say what they change.

    Raises:
        SourceError: `broken-table`: somebody edited one of ours, and it is a table no more;
            `unknown-table`: the course has a file of another name; or a file is no YAML.
        ContentError: A course's file has mistakes; every one of them is listed.
    """
    own = _own_files(template_folder / FOLDER) if template_folder else {}
    return _typed(own) if own else bundled_tables()


@functools.cache
def bundled_tables() -> Tables:
    """Ours alone, read once."""
    return _typed({})


def _typed(own: Mapping[str, Path]) -> Tables:
    data: dict[str, Any] = {}
    for name in FILES:
        data[name] = _ours(name)
        text = _text(own[name]) if name in own else ""
        if _says_something(text):
            data[name] = merged(name, data, text, own[name].as_posix())
    return Tables(
        verbs=_table("verbs", data, typed.verbs),
        weights=_table("weights", data, typed.weights),
        patterns=_table("patterns", data, typed.patterns),
        generic=_table("generic", data, typed.generic),
        review=_table("review", data, typed.review),
        rubrics=_table("rubrics", data, rubrics_from),
    )


def _own_files(folder: Path) -> dict[str, Path]:
    """A course's files by the name of the table."""
    files = sorted(path for path in folder.glob("*") if not path.name.startswith("."))
    for path in files:
        if path.suffix != _ENDING or path.stem not in FILES:
            expected = ", ".join(name + _ENDING for name in FILES)
            raise SourceError("unknown-table", place=Place(path=path.as_posix()), expected=expected)
    return {path.stem: path for path in files}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        place = Place(path=path.as_posix())
        raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error


def _says_something(text: str) -> bool:
    """Whether a file has more than comments: who has put all of it aside changes nothing."""
    lines = (line.strip() for line in text.split("\n"))
    return any(line and not line.startswith("#") for line in lines)


def _ours(name: str) -> dict[str, Any]:
    """The data of a bundled file; people edit these too, and a slip is no traceback."""
    path = resources.folder("templates") / FOLDER / f"{name}{_ENDING}"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path=path.name, line=mark.line + 1 if mark else 0)
        reason = getattr(error, "problem", None) or str(error)
        raise SourceError("broken-table", place=place, reason=reason) from error
    if not isinstance(data, dict):
        raise SourceError("broken-table", place=Place(path=path.name), reason=type(data).__name__)
    return data


def _table(name: str, data: dict[str, Any], make: Callable[[dict[str, Any]], Table]) -> Table:
    try:
        return make(data[name])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # A key is missing or misspelt, or a value is of another kind than its neighbours.
        place = Place(path=f"{name}{_ENDING}")
        raise SourceError("broken-table", place=place, reason=str(error)) from error
