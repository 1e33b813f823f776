"""How each file of the kit is made.

What makes it is imported when it is asked for, because it may not be installed.
"""

import dataclasses
from collections.abc import Callable, Mapping

from curriculum.course import Course
from curriculum.errors import TargetError
from curriculum.kit.kinds import KINDS, POSTER
from curriculum.labels import Labels
from curriculum.problems import Place
from curriculum.reading.content_files import CONTENT
from curriculum.reading.opening import Opened
from curriculum.views.kit import BOOKS, DOCUMENTS, WITH_CONTENTS
from curriculum.views.poster import poster

WORD_TEMPLATE = "word.docx"
"""Below the trainer's templates: the letterhead and styles that go under every Word file."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KitRequest:
    """What a file of the kit is made from."""

    course: Course
    opened: Opened
    """Where the course comes from, with the trainer's own templates and pictures."""
    labels: Labels
    """The words of the documents' language."""
    is_large_print: bool = False


def kit_file(kind: str, ending: str, request: KitRequest) -> bytes:
    """One file of the kit; the same request gives the same bytes.

    Raises:
        CurriculumError: `missing-extra`: what makes it is not installed.
        TargetError: `no-such-carrier`: there is no such file; it names the endings there are.
        SourceError: A template or a picture of the trainer's cannot be read.
    """
    check_ending(kind, ending, request.labels)
    return _MAKERS[ending](kind, request)


def check_ending(kind: str, ending: str, labels: Labels, path: str = "") -> None:
    """Refuses an ending that this kind of file cannot have.

    Raises:
        TargetError: `no-such-carrier`.
    """
    if ending not in KINDS[kind]:
        place, endings = Place(path=path), labels.join(KINDS[kind])
        raise TargetError("no-such-carrier", place=place, kind=kind, endings=endings)


def _word(kind: str, request: KitRequest) -> bytes:
    from curriculum.office.word.file import WordBase, word_file  # noqa: PLC0415 - an extra

    opened, labels = request.opened, request.labels
    templates = opened.template_folder
    base = WordBase(
        title=labels[f"kit.titles.{kind}"],
        course=request.course.title,
        has_contents=kind in WITH_CONTENTS,
        template=templates / WORD_TEMPLATE if templates else None,
        content=opened.folder / CONTENT if opened.folder else None,
        pictures=opened.pictures,
    )
    return word_file(tuple(DOCUMENTS[kind](request.course, labels)), base, labels)


def _pdf(kind: str, request: KitRequest) -> bytes:
    from curriculum.printing.poster import poster_pdf  # noqa: PLC0415
    from curriculum.printing.typesetting import PrintJob, pdf_of  # noqa: PLC0415 - an extra

    opened, labels = request.opened, request.labels
    if kind == POSTER:
        title, language = labels[f"kit.titles.{kind}"], request.course.standard.language
        return poster_pdf(poster(request.course, labels), title, language, labels)
    job = PrintJob(
        title=labels[f"kit.titles.{kind}"],
        course=request.course.title,
        language=request.course.standard.language,
        documents=tuple(DOCUMENTS[kind](request.course, labels)),
        has_contents=kind in WITH_CONTENTS,
        is_large_print=request.is_large_print,
        content=opened.folder / CONTENT if opened.folder else None,
        pictures=opened.pictures,
    )
    return pdf_of(job, labels)


def _workbook(kind: str, request: KitRequest) -> bytes:
    from curriculum.office.record_workbook import record_workbook_bytes  # noqa: PLC0415 - an extra

    return record_workbook_bytes(BOOKS[kind](request.course, request.labels), request.labels)


_MAKERS: Mapping[str, Callable[[str, KitRequest], bytes]] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".xlsx": _workbook,
}
"""Ending -> what makes files of that ending, given their kind."""
