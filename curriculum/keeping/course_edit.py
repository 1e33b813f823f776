"""Changing `course.yaml` on a command: everything that the edit does not concern stays.

The trainer's comments, order, quotes, indents and line endings are theirs. Nothing is on disk
before `save`, which puts the file as it was beside it: `course.yaml.1.bak`, `.2.bak` and so on, a
new number each time, so that no earlier one is overwritten.
"""

import codecs
import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from curriculum.errors import SourceError, TargetError, reason_of
from curriculum.keeping import yaml_move, yaml_splice
from curriculum.keeping.yaml_plain import Plain, found, plain_of, respelled, with_value, without
from curriculum.keeping.yaml_splice import SpliceError
from curriculum.keeping.yaml_text import Data
from curriculum.problems import Place
from curriculum.reading import nodes
from curriculum.reading.files import read_source
from curriculum.reading.opening import COURSE_FILE
from curriculum.writing import replace_file

_NUMBER = re.compile(re.escape(COURSE_FILE) + r"\.([0-9]{1,9})\.bak")


class CourseEdit:
    """The edits of one command, made in memory until they are saved."""

    def __init__(self, folder: Path) -> None:
        """Read the course file of a folder.

        Raises:
            SourceError: It cannot be read, or is no YAML that we take.
        """
        # A link stays a link: what it points at is changed.
        self._file = (folder / COURSE_FILE).resolve()
        self._shown = (folder / COURSE_FILE).as_posix()
        self._data = self._read()
        text = read_source(self._file, self._shown).text
        nodes.load(text, self._shown)
        self._before = self._text = text.removeprefix("\ufeff")
        self._plain = yaml_splice.read(self._text)
        # Removals wait until the text is wanted: a value that is set after all replaces the
        # former one where it stands, beside its comment.
        self._removals: list[tuple[tuple[str, ...], Plain | None]] = []

    def set(self, path: tuple[str, ...], value: Data) -> None:
        """Give a key a value: `edit.set(("modules", "M1.1", "hours"), 4)`.

        Mappings on the way are made, in the order of the manual. A text that may also be written
        as a mapping becomes one where a key of it is set: `title: 名稱` and `("title", "en")`.

        Raises:
            TargetError: `edit-impossible`: the file is laid out in a way that is beyond us.
        """
        try:
            expected = with_value(self._plain, path, plain_of(value))
        except TypeError as error:
            raise self._impossible(path) from error
        self._remove(lambda removed: path[: len(removed)] == removed != path)
        if expected != self._plain:
            self._removals = [each for each in self._removals if each[0][: len(path)] != path]
        self._become(path, lambda: yaml_splice.set_value(self._text, path, value), expected)

    def add(self, path: tuple[str, ...], value: Data) -> None:
        """Append to a list that may not be there yet; nothing is listed twice.

        Raises:
            TargetError: As for `set`.
        """
        old = found(self._plain, path)
        items = old if isinstance(old, list) else [old] if old else []
        if plain_of(value) not in items:
            self.set(path, [*items, value])

    def discard(self, path: tuple[str, ...], value: Data | None = None) -> None:
        """Remove a key, or one item of a list, and the mappings that are empty then.

        The comments inside stay, where it was.

        Raises:
            TargetError: As for `set`.
        """
        item = None if value is None else plain_of(value)
        expected = without(self._plain, path, item)
        if expected != self._plain:
            self._removals.append((path, item))
            self._plain = expected

    def respell(self, path: tuple[str, ...], names: Mapping[str, str]) -> None:
        """Give other names to keys of a mapping or texts of a list, which stay where they are.

        Args:
            path: The mapping or list; nothing happens where there is none.
            names: Name -> new name; all are changed at once, so that two can change places.

        Raises:
            TargetError: As for `set`.
        """
        self._remove()
        expected = respelled(self._plain, path, names)
        self._become(path, lambda: yaml_splice.respell(self._text, path, names), expected)

    def move(self, path: tuple[str, ...], to: tuple[str, ...]) -> None:
        """Put the value of a key under another one, with the comments that speak of it.

        Args:
            path: The key; nothing happens where there is none.
            to: Where it is to stand; nothing stands there yet.

        Raises:
            TargetError: As for `set`.
        """
        self._remove()
        value = found(self._plain, path)
        if value is None:
            return
        try:
            expected = with_value(without(self._plain, path, None), to, value)
        except TypeError as error:
            raise self._impossible(to) from error
        self._become(path, lambda: yaml_move.moved(self._text, path, to), expected)

    @property
    def text(self) -> str:
        """What the file would say.

        Raises:
            TargetError: As for `set`, of a removal.
        """
        self._remove()
        return self._text

    def value(self, path: tuple[str, ...]) -> Plain | None:
        """What stands at a path, every scalar as it is written; None where nothing does."""
        return found(self._plain, path)

    def diff(self) -> list[str]:
        """The lines that change, as version control shows them; none where nothing does."""
        before, after = self._before.splitlines(), self.text.splitlines()
        return list(difflib.unified_diff(before, after, self._shown, self._shown, lineterm=""))

    def save(self, also: Mapping[str, bytes] | None = None) -> Path | None:
        """Write the file, whole or not at all, with the former one beside it.

        Args:
            also: Other files of the folder as they were, by name; kept under the same number.

        Returns:
            Where the former one is; None when nothing changed, and nothing was written.

        Raises:
            TargetError: `changed-meanwhile`: somebody else saved the file since it was read;
                `target-not-writable`.
        """
        if self.text == self._before:
            return None
        if self._read() != self._data:
            raise TargetError("changed-meanwhile", place=Place(path=self._shown))
        backup = self._next_backup()
        mark = codecs.BOM_UTF8 if self._data.startswith(codecs.BOM_UTF8) else b""
        try:
            for name, data in (also or {}).items():
                replace_file(backup.with_name(backup.name.replace(COURSE_FILE, name)), data)
            replace_file(backup, self._data)
            replace_file(self._file, mark + self._text.encode("utf-8"))
        except OSError as error:
            reason = reason_of(error)
            raise TargetError("target-not-writable", path=self._shown, reason=reason) from error
        self._data, self._before = self._read(), self._text
        near = Path(self._shown).with_name(backup.name)
        # As the user wrote the folder, unless the course file is a link that leads elsewhere.
        return near if near.exists() else backup

    def _become(self, path: tuple[str, ...], spliced: Callable[[], str], expected: Plain) -> None:
        """Take an edited text, if it says exactly what it should once all removals are made."""
        if expected == self._plain:
            return
        try:
            text = spliced()
            said = yaml_splice.read(text)
        except SpliceError as error:
            raise self._impossible(path) from error
        for removed, item in self._removals:
            said = without(said, removed, item)
        if said != expected:
            raise self._impossible(path)
        self._text, self._plain = text, expected

    def _remove(self, is_wanted: Callable[[tuple[str, ...]], bool] = lambda _: True) -> None:
        """Make the removals that wait, or those at some paths."""
        wanted = [each for each in self._removals if is_wanted(each[0])]
        self._removals = [each for each in self._removals if not is_wanted(each[0])]
        for path, item in wanted:
            try:
                text = yaml_splice.remove(self._text, path, item)
                said = yaml_splice.read(text)
            except SpliceError as error:
                raise self._impossible(path) from error
            if said != without(yaml_splice.read(self._text), path, item):
                raise self._impossible(path)
            self._text = text

    def _impossible(self, path: tuple[str, ...]) -> TargetError:
        place = Place(path=self._shown)
        return TargetError("edit-impossible", place=place, key=".".join(path))

    def _read(self) -> bytes:
        try:
            return self._file.read_bytes()
        except OSError as error:
            place = Place(path=self._shown)
            raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error

    def _next_backup(self) -> Path:
        """A name beside the file that no former version has."""
        names = (_NUMBER.fullmatch(path.name) for path in self._file.parent.iterdir())
        last = max((int(name[1]) for name in names if name), default=0)
        return self._file.with_name(f"{COURSE_FILE}.{last + 1}.bak")
