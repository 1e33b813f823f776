"""The long texts of a course: `content/<module>/<slot>.md`, and `content/course/<slot>.md`.

Only what could be meant as a text of a document is looked at. Everything else that lies there
(pictures that texts show, drafts, hidden files, what editors leave behind) is the trainer's.
"""

import dataclasses
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from curriculum.decisions import COURSE_SLOTS, MODULE_SLOTS, Decided, Decisions, ModuleDecisions
from curriculum.errors import SourceError, reason_of
from curriculum.own_text import PICTURE_ENDINGS, without_front_matter
from curriculum.problems import Place
from curriculum.reading.decided import MODULE_IDS, is_module_id
from curriculum.reading.fields import Reader
from curriculum.reading.limits import LARGEST_TEXT
from curriculum.text import fold_width

CONTENT = "content"
"""The folder for the trainer's own texts, in the course folder."""
OF_COURSE = "course"
"""The folder in it for the texts of the course itself."""

_ENDING = ".md"
_MISTAKEN_ENDINGS = (".md.txt", ".txt", ".markdown", "")
"""What an editor makes of `overview.md` while the endings of files are hidden."""
_IGNORED = re.compile(r"[.~#]|readme\b", re.IGNORECASE)
"""Hidden files, what editors leave behind, and what people write to each other."""

Texts = dict[str, Decided[str]]
"""Slot -> text."""


def with_contents(reader: Reader, folder: Path, decisions: Decisions) -> Decisions:
    """The decisions with the texts that lie in the course folder's `content/`.

    Args:
        reader: Collects the problems: a name that is no slot or no module, a text that is given
            twice, is not UTF-8, is too large, or lies outside the course folder.
        folder: The course folder.
        decisions: What `course.yaml` says.

    Raises:
        SourceError: `unreadable-file`: the system does not let us read one of the files.
    """
    contents = _Contents(reader, folder)
    inline = {slot: text for slot in COURSE_SLOTS if (text := getattr(decisions, slot))}
    modules = dict(decisions.modules)
    for name, path in contents.folders():
        if name == OF_COURSE:
            inline = contents.merged(path, COURSE_SLOTS, inline)
        else:
            module = modules.get(name, ModuleDecisions(place=_place(path)))
            texts = contents.merged(path, MODULE_SLOTS, module.texts)
            if texts:
                modules[name] = dataclasses.replace(module, texts=texts)
    return dataclasses.replace(decisions, modules=modules, **inline)


def pictures_in(folder: Path) -> frozenset[str]:
    """Paths below `content` of all pictures there; what a link leads to outside is none."""
    content = (folder / CONTENT).resolve()
    return frozenset(
        path.relative_to(content).as_posix()
        for path in content.rglob("*")
        if path.suffix.lower() in PICTURE_ENDINGS
        and path.is_file()
        and path.resolve().is_relative_to(content)
    )


class _Contents:
    """The files of one course folder's `content/`."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._content = folder / CONTENT
        # A course folder may itself be reached by a link; its texts may not leave it by one.
        self._root = Path(os.path.realpath(folder))

    def folders(self) -> Iterator[tuple[str, Path]]:
        """The folders with texts by the module's id, or `course`, in a settled order."""
        for path in _entries(self._content):
            if not path.is_dir():
                if _slot_of(path, MODULE_SLOTS + COURSE_SLOTS):
                    expected = ", ".join(f"M1.1/{slot}{_ENDING}" for slot in MODULE_SLOTS)
                    self._report_unknown(path, nearest="", expected=expected)
                continue
            name = fold_width(path.name).strip()
            name = OF_COURSE if name.casefold() == OF_COURSE else name
            if name == OF_COURSE or is_module_id(name):
                yield name, path
            elif any(file.suffix.casefold() == _ENDING for file in _entries(path)):
                self._report_unknown(path, nearest="", expected=f"{MODULE_IDS}, {OF_COURSE}")

    def merged(
        self, folder: Path, slots: tuple[str, ...], inline: Mapping[str, Decided[str]]
    ) -> Texts:
        """The texts of one folder beside those of `course.yaml`; a slot has one of them."""
        texts = dict(inline)
        for path in _entries(folder):
            if path.is_dir():
                continue
            slot = self._slot(path, slots)
            text = self._text(path) if slot else None
            if slot and text and slot in texts:
                first = str(texts[slot].place)
                self._reader.report("two-texts", text.place, found=slot, first=first)
            elif slot and text:
                texts[slot] = text
        return texts

    def _slot(self, path: Path, slots: tuple[str, ...]) -> str:
        """The slot that a file is for; empty where it is for none."""
        slot = _slot_of(path, slots)
        if slot and path.suffix.casefold() != _ENDING:
            if not path.with_name(f"{slot}{_ENDING}").exists():
                self._report_unknown(path, nearest=f"{slot}{_ENDING}", expected="")
            return ""
        if not slot and path.suffix.casefold() == _ENDING:
            nearest = self._reader.nearest(path.stem, slots)
            self._report_unknown(
                path,
                nearest=f"{nearest}{_ENDING}" if nearest else "",
                expected=", ".join(f"{name}{_ENDING}" for name in slots),
            )
        return slot

    def _text(self, path: Path) -> Decided[str] | None:
        """The text of a file; None where it is empty, or cannot be taken, which is reported."""
        place = _place(path)
        target = Path(os.path.realpath(path))
        if not target.is_relative_to(self._root) or not target.is_file():
            self._reader.report("content-elsewhere", place, found=path.name)
            return None
        try:
            with target.open("rb") as stream:
                data = stream.read(LARGEST_TEXT + 1)
        except OSError as error:
            raise SourceError("unreadable-file", place=place, reason=reason_of(error)) from error
        if len(data) > LARGEST_TEXT:
            limit = str(LARGEST_TEXT // 2**20)
            self._reader.report("large-content", place, found=path.name, limit=limit)
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            self._reader.report("foreign-content", place, found=path.name)
            return None
        whole = text.replace("\r\n", "\n").replace("\r", "\n")
        text = without_front_matter(whole.lstrip("\n")).strip()
        # The text stands where it begins, so that each of its lines can be found.
        line = 1 + whole[: len(whole.rstrip()) - len(text)].count("\n")
        return Decided(text, dataclasses.replace(place, line=line)) if text else None

    def _report_unknown(self, path: Path, *, nearest: str, expected: str) -> None:
        self._reader.report(
            "unknown-content", _place(path), found=path.name, nearest=nearest, expected=expected
        )


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder and is meant to be seen, by name; nothing where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not _IGNORED.match(path.name))


def _slot_of(path: Path, slots: tuple[str, ...]) -> str:
    """The slot that a file's name says, with the right ending or with a mistaken one."""
    name = fold_width(path.name).casefold()
    endings = (_ENDING, *_MISTAKEN_ENDINGS)
    return next((slot for slot in slots if name in {f"{slot}{end}" for end in endings}), "")


def _place(path: Path) -> Place:
    return Place(path=path.as_posix(), line=1)
