"""The commands that write the files to print and hand in."""

from pathlib import Path

from curriculum.commands import Answer, planned_course, words_about
from curriculum.comparing.recalled_course import open_recalled
from curriculum.errors import TargetError
from curriculum.kit.carriers import KitRequest, check_ending, kit_file
from curriculum.kit.kinds import FORM, LARGE_PRINT
from curriculum.kit.writing import write_file
from curriculum.labels import LANGUAGES, Labels
from curriculum.problems import Place
from curriculum.reading.files import read_bytes
from curriculum.reading.limits import LARGEST_DOCUMENT


def export(
    kind: str,
    path: str | None,
    output: str,
    labels: Labels,
    *,
    is_large_print: bool = False,
    form: str | None = None,
) -> Answer:
    """Writes one file of the course; the ending of its name says what it shall be."""
    target = Path(output)
    ending = target.suffix.lower()
    check_ending(kind, ending, labels, output)
    if is_large_print and ending != LARGE_PRINT:
        raise TargetError("no-large-print", place=Place(path=output), ending=LARGE_PRINT)
    blank = _blank_form(form, kind, target) if form is not None else None
    opened = open_recalled(path)
    # The official form speaks Chinese, and what fills it is found by its words.
    language = opened.language or labels.language if form is None else LANGUAGES[0]
    request = KitRequest(
        course=planned_course(opened),
        opened=opened,
        labels=words_about(opened.standard, language),
        is_large_print=is_large_print,
        form=blank,
    )
    written = write_file(target, kit_file(kind, ending, request), labels)
    outcome = "terminal.written" if written.is_new else "terminal.unchanged"
    kept = labels.fill("kit.kept", path=written.kept.as_posix()) if written.kept else ""
    return Answer(
        out=[labels.fill(outcome, path=target.as_posix())], err=[kept] if written.kept else []
    )


def _blank_form(form: str, kind: str, target: Path) -> tuple[bytes, Place]:
    """The form that is to be filled; it is never written over.

    Raises:
        TargetError: `no-form-to-fill`: another file is asked for; `form-is-output`.
        SourceError: It cannot be opened (see `read_source`).
    """
    if (kind, target.suffix.lower()) != FORM:
        raise TargetError("no-form-to-fill", place=Place(path=target.as_posix()))
    data = read_bytes(Path(form), form, LARGEST_DOCUMENT)
    if target.exists() and target.samefile(form):
        raise TargetError("form-is-output", place=Place(path=form))
    return data, Place(path=form)
