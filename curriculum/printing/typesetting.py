"""From data to a PDF: the compiler, its templates, and what to do when it refuses."""

import dataclasses
import functools
import json
import re
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

import typst

from curriculum import resources
from curriculum.composing.escaping import plain
from curriculum.errors import CurriculumError
from curriculum.labels import Labels
from curriculum.printing.data import PrintData
from curriculum.printing.fonts import chinese_family, installed
from curriculum.printing.paper import A4, LARGE_PRINT
from curriculum.views.parts import Document

_ACCESSIBLE: Literal["ua-1"] = "ua-1"
"""Tagged for screen readers, and refused where it would not be."""
_REMEMBERED = 11
"""Files after which Typst has forgotten one."""
_NO_GLYPH = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.+?))"` could not be displayed')


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """Documents that become one file."""

    title: str
    """What the file is, such as 教案."""
    course: str
    """The title of the course."""
    language: str
    """Of the documents' content, such as `zh-TW`."""
    documents: Sequence[Document]
    has_contents: bool = False
    """Whether it is a book, with a table of contents; else it is sheets to hand out."""
    is_large_print: bool = False
    content: Path | None = None
    """The folder `content` of the course, in which the pictures of the trainer's texts lie."""
    pictures: Collection[str] = ()
    """The pictures there, as paths below that folder."""


def pdf_of(job: PrintJob, labels: Labels) -> bytes:
    """The PDF of some documents.

    Raises:
        CurriculumError: `no-chinese-font`, or `not-printable`.
    """
    paper = LARGE_PRINT if job.is_large_print else A4
    data = PrintData(paper=paper, labels=labels, pictures=job.pictures)
    file = {
        "title": plain(job.title),
        "course": plain(job.course),
        "paper": dataclasses.asdict(paper),
        "contents": labels["print.contents"] if job.has_contents else None,
        "documents": [data.document(each) for each in job.documents],
    }
    try:
        return typeset("documents", file, job.language, job.content if job.pictures else None)
    except CurriculumError:
        shown = tuple(name for name in job.pictures if _is_readable(name, job.content))
        if len(shown) == len(job.pictures):
            raise
    # A file that is no picture whatever its name says: its words stand in its place.
    return pdf_of(dataclasses.replace(job, pictures=shown), labels)


def typeset(
    template: str, data: Mapping[str, object], language: str, folder: Path | None = None
) -> bytes:
    """What a template of `templates/print` makes of data, which it reads as `data.json`.

    Args:
        template: The name of the main file, without its ending.
        data: What it prints.
        language: Of the content, such as `zh-TW`.
        folder: Where pictures that the data names lie.

    Raises:
        CurriculumError: `no-chinese-font`, or `not-printable`.
    """
    spoken, _, region = language.partition("-")
    font = chinese_family(installed().families())
    known = {**data, "language": spoken, "region": region or None, "font": font}
    try:
        return _typeset(template, known, folder)
    except typst.TypstError as error:
        raise CurriculumError("not-printable", reason=error.message) from error


def _typeset(template: str, data: Mapping[str, object], folder: Path | None) -> bytes:
    """What a template of `templates/print` makes of data, which it reads as `data.json`.

    A character that no font of this computer has is printed as its code, `［U+1F600］`: a page of
    empty boxes would not say what is missing.
    """
    text = json.dumps(data, ensure_ascii=False)
    try:
        return _compiled(template, text, folder)
    except typst.TypstError as error:
        if not _NO_GLYPH.search(error.diagnostic):
            raise
    missing = _without_glyph({*text} - {*string.printable}, data)
    codes = {ord(each): f"［U+{ord(each):04X}］" for each in missing}
    return _compiled(template, text.translate(codes), folder, is_strict=False)


def _without_glyph(characters: Collection[str], data: Mapping[str, object]) -> Iterator[str]:
    """Those of some characters that no font has; each is tried by itself, and all at once."""
    tried = {"font": data["font"], "characters": sorted(characters)}
    try:
        _compiled("characters", json.dumps(tried, ensure_ascii=False), None)
    except typst.TypstError as error:
        for code, shown in _NO_GLYPH.findall(error.diagnostic):
            yield from chr(int(code, 16)) if code else shown


def _compiled(template: str, data: str, folder: Path | None, *, is_strict: bool = True) -> bytes:
    """Compiled; not strictly, where characters that only go together have no glyph at all."""
    files: Any = {
        **_templates(),
        "main": _templates()[f"{template}.typ"],
        "data.json": data.encode("utf-8"),
    }
    # Typst reads files below this folder only, and none but the pictures is ever named.
    root = folder or resources.folder("templates")
    compiled = functools.partial(_compiler().compile, input=files, format="pdf", root=root)
    try:
        made = compiled(pdf_standards=[_ACCESSIBLE])
    except typst.TypstError:
        if is_strict:
            raise
        made = compiled()
    finally:
        _forget()
    return cast("bytes", made)  # of one PDF; pictures of pages would be several


def _is_readable(picture: str, folder: Path | None) -> bool:
    """Whether a file is a picture that can be printed."""
    try:
        _compiled("picture", json.dumps({"path": f"/{picture}"}), folder)
    except typst.TypstError:
        return False
    return True


def _forget() -> None:
    """Has Typst give back what it laid out.

    It keeps that for its next ten files, which takes hundreds of megabytes and helps none of
    them; empty files push it out in a few milliseconds.
    """
    for _ in range(_REMEMBERED):
        _compiler().compile(input=b"", format="pdf")


@functools.cache
def _compiler() -> typst.Compiler:
    """One for all files: finding the fonts takes longer than most of them."""
    return typst.Compiler(font_paths=installed())


@functools.cache
def _templates() -> Mapping[str, bytes]:
    folder = resources.folder("templates") / "print"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.typ"))}
