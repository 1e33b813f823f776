"""Which check belongs to which file of a kit, and the checks of a whole kit."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sameness.centre_tables import notice, poster, schedule, sign_in, survey
from sameness.comparing import Comparison
from sameness.course_tables import lesson_plans, syllabus
from sameness.pdf_file import pdf_file
from sameness.plan import Plan, sums_that_differ
from sameness.report_tables import platform_text, report
from sameness.saved import Heading, Paragraph, Saved, Table, squeezed
from sameness.sheet_file import sheet_file
from sameness.sheet_tables import assessments, checklists
from sameness.text_file import text_file
from sameness.wanted import Listed, Sayer, Wanted, Words
from sameness.web_file import web_file
from sameness.web_tables import whole_course
from sameness.word_file import word_file
from sameness.workbook_tables import coverage_book, grades_book, sign_in_book

_READERS: Mapping[str, Callable[[Path], Saved]] = {
    ".docx": word_file,
    ".pdf": pdf_file,
    ".txt": text_file,
    ".html": web_file,
    ".xlsx": sheet_file,
}
_WANTED: Mapping[str, Callable[[Sayer], Iterator[Wanted | Listed]]] = {
    "report": report,
    "platform-text": platform_text,
    "syllabus": syllabus,
    "lesson-plans": lesson_plans,
    "checklists": checklists,
    "assessment": assessments,
    "schedule": schedule,
    "notice": notice,
    "sign-in": sign_in,
    "survey": survey,
    "poster": poster,
    "course-html": whole_course,
    "coverage": coverage_book,
    "grades": grades_book,
}
"""Kind of file -> what has to stand in it."""


def read_kit(folder: Path) -> dict[str, Saved]:
    """Every file of a kit by its name."""
    return {path.name: read_file(path) for path in sorted(folder.iterdir())}


def read_file(path: Path) -> Saved:
    """A file, read by what its ending says that it is."""
    return _READERS[path.suffix](path)


def kind_of(name: str, words: Words) -> str:
    """What kind of file this is, by its name.

    Raises:
        LookupError: A file that nothing is known about.
    """
    stem = Path(name).stem
    names: dict[str, str] = words.below("kit.files")
    for kind, usual in names.items():
        if kind in _WANTED and stem in {usual, words("kit.large_print", name=usual)}:
            return kind
    raise LookupError(name)


def comparison(saved: Saved, plan: Plan, words: Words) -> Comparison:
    """A file beside what the plan says."""
    kind = kind_of(saved.name, words)
    is_book = (kind, Path(saved.name).suffix) == ("sign-in", ".xlsx")
    wanted = tuple((sign_in_book if is_book else _WANTED[kind])(Sayer(plan, words)))
    return Comparison(saved, wanted, unchecked(words), words("punctuation.colon"))


def differences_of_kit(kit: Mapping[str, Saved], plan: Plan, words: Words) -> list[str]:
    """What differs between the files, the plan and each other."""
    return [
        *sums_that_differ(plan),
        *(line for each in kit.values() for line in comparison(each, plan, words).differences()),
        *between_carriers(kit),
    ]


def unchecked(words: Words) -> dict[tuple[str, ...], str]:
    """Tables without a fact of the course: only the carriers are compared with each other."""

    def titles(*addresses: str) -> tuple[str, ...]:
        return tuple(words(each) for each in addresses)

    scale = ("5", "4", "3", "2", "1")
    result = (f"observation-sheet.{name}" for name in ("attempt", "result", "date", "remarks"))
    papers = ("stage", "indicator", "participation", "papers")
    tables = {
        (*titles("survey.aspect", "survey.item"), *scale): "asks the same of every course",
        titles("sign-in.number", "sign-in.name", "parts.remarks"): "room for names",
        titles("survey.item", "survey.answer"): "room to write",
        titles(*result): "room for the result",
        titles(*(f"report.material_columns.{name}" for name in papers)): "the form's own words",
    }
    for signed in (("morning", "afternoon"), ("arrival", "departure")):
        names = titles(*(f"sign-in.{name}" for name in ("number", "name", *signed)))
        tables[(*names, *names)] = "room to sign"
    return tables


def between_carriers(kit: Mapping[str, Saved]) -> list[str]:
    """Where the Word file and the PDF of the same documents differ, word for word."""
    lines = []
    for name, saved in kit.items():
        other = kit.get(f"{Path(name).stem}.docx")
        if other is not None and saved.is_wrapped:
            pairs = itertools.zip_longest(_all_words(other), _all_words(saved))
            differing = next(((one, two) for one, two in pairs if one != two), None)
            if differing:
                lines.append(f"{name}, expected as in Word {differing[0]}, found {differing[1]}")
    return lines


def _all_words(saved: Saved) -> Iterator[str]:
    """Headings, tables and paragraphs as letters, without what only one carrier has."""
    loose = ""
    for block in saved.blocks[_after_contents(saved) :]:
        if isinstance(block, Paragraph):
            loose += squeezed(block.text)
            continue
        if loose:
            yield loose
        loose = ""
        if isinstance(block, Heading):
            yield squeezed(block.text)
        else:
            yield from _letters(block)
    if loose:
        yield loose


def _after_contents(saved: Saved) -> int:
    """Where the documents begin: each carrier has a title page of its own."""
    places = (
        number
        for number, block in enumerate(saved.blocks, 1)
        if isinstance(block, Paragraph) and block.is_contents
    )
    return max(places, default=0)


def _letters(table: Table) -> Iterator[str]:
    yield squeezed(table.caption)
    yield from map(squeezed, table.columns)
    for row in table.rows:
        yield from (squeezed("".join(cell)) for cell in row)
