"""How each file of the kit is made.

What makes it is imported when it is asked for, because it may not be installed.
"""

import dataclasses
from collections.abc import Callable, Mapping

from curriculum.course import Course
from curriculum.errors import TargetError
from curriculum.kit.kinds import KINDS, POSTER
from curriculum.kit.platform_text import platform_text
from curriculum.labels import Labels
from curriculum.problems import Place
from curriculum.publishing.pictures import picture_files
from curriculum.reading.content_files import CONTENT
from curriculum.reading.opening import Opened
from curriculum.views.kit import BOOKS, DOCUMENTS, WITH_CONTENTS
from curriculum.views.poster import poster
from curriculum.views.whole_course import whole_course

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
    form: tuple[bytes, Place] | None = None
    """A blank official form to fill, and where it comes from."""


def kit_file(kind: str, ending: str, request: KitRequest) -> bytes:
    """One file of the kit; the same request gives the same bytes.

    Raises:
        CurriculumError: `missing-extra`: what makes it is not installed.
        TargetError: `no-such-carrier`: there is no such file; it names the endings there are.
            `form-needed`: it is a form to fill, and there is none.
        SourceError: A template, a picture or the form of the trainer's cannot be read, or the form
            is another than the official one.
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


def _web(_kind: str, request: KitRequest) -> bytes:
    # Jinja takes a while to load, and most files need none.
    from curriculum.composing.course_page import course_page, pictures_of  # noqa: PLC0415

    opened, labels = request.opened, request.labels
    whole = whole_course(request.course, labels)
    pictures = picture_files(opened.folder, {*pictures_of(whole)} & {*opened.pictures})
    page = course_page(request.course, whole, labels, opened.template_folder, pictures)
    return page.encode("utf-8")


def _form(kind: str, request: KitRequest) -> bytes:
    if request.form is None:
        raise TargetError("form-needed")
    from curriculum.office.form.filling import filled_form  # noqa: PLC0415 - an extra

    (report,) = DOCUMENTS[kind](request.course, request.labels)
    return filled_form(*request.form, report, request.labels)


def _text(kind: str, request: KitRequest) -> bytes:
    (report,) = DOCUMENTS[kind](request.course, request.labels)
    return platform_text(report, request.labels).encode()


def _workbook(kind: str, request: KitRequest) -> bytes:
    from curriculum.office.record_workbook import record_workbook_bytes  # noqa: PLC0415 - an extra

    return record_workbook_bytes(BOOKS[kind](request.course, request.labels), request.labels)


_MAKERS: Mapping[str, Callable[[str, KitRequest], bytes]] = {
    ".docx": _word,
    ".odt": _form,
    ".txt": _text,
    ".pdf": _pdf,
    ".html": _web,
    ".xlsx": _workbook,
}
"""Ending -> what makes files of that ending, given their kind."""
