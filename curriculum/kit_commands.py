"""The commands that write the files to print and hand in."""

from pathlib import Path

from curriculum.commands import Answer, planned_course, words_about
from curriculum.comparing.recalled_course import open_recalled
from curriculum.errors import TargetError
from curriculum.kit.carriers import KitRequest, check_ending, kit_file
from curriculum.kit.kinds import LARGE_PRINT
from curriculum.kit.writing import write_file
from curriculum.labels import Labels
from curriculum.problems import Place


def export(
    kind: str, path: str | None, output: str, labels: Labels, *, is_large_print: bool = False
) -> Answer:
    """Writes one file of the course; the ending of its name says what it shall be."""
    target = Path(output)
    ending = target.suffix.lower()
    check_ending(kind, ending, labels, output)
    if is_large_print and ending != LARGE_PRINT:
        raise TargetError("no-large-print", place=Place(path=output), ending=LARGE_PRINT)
    opened = open_recalled(path)
    words = words_about(opened.standard, opened.language or labels.language)
    request = KitRequest(
        course=planned_course(opened), opened=opened, labels=words, is_large_print=is_large_print
    )
    written = write_file(target, kit_file(kind, ending, request), labels)
    outcome = "terminal.written" if written.is_new else "terminal.unchanged"
    kept = labels.fill("kit.kept", path=written.kept.as_posix()) if written.kept else ""
    return Answer(
        out=[labels.fill(outcome, path=target.as_posix())], err=[kept] if written.kept else []
    )
