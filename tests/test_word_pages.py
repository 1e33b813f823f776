"""Word files as they are printed: laid out by LibreOffice, and read page by page."""

import dataclasses
import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from decided_course import decided_course
from test_hostile_kit import course_of
from word_files import W, made, part, text_of
from workbooks import all_converted

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course
from curriculum.labels import load_labels
from curriculum.views.kit import DOCUMENTS, WITH_CONTENTS

LABELS = load_labels()
TOP, BOTTOM, SIDE = 52, 50, 50
"""Points that header and footer take, and most of the margin."""
BOOKS = sorted(WITH_CONTENTS)
SHEETS = ["checklists", "schedule", "notice", "sign-in", "survey"]


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """What one page says, without white space."""

    head: str
    lines: tuple[str, ...]
    foot: str
    outside: str
    """What stands in the margin on the right."""


def long() -> Course:
    """A module with a criterion of ten thousand characters, none like another."""
    course = course_of("".join(f"{number:05}字" for number in range(1667)))
    return dataclasses.replace(course, modules=course.modules[:1])


def crowded() -> Course:
    """The decided course with criteria so long that every sheet is several pages."""
    course = decided_course()
    modules = []
    for each in course.modules:
        criteria = tuple(
            dataclasses.replace(criterion, text=criterion.text * (7 + number))
            for number, criterion in enumerate(each.criteria)
        )
        modules.append(dataclasses.replace(each, criteria=criteria))
    return dataclasses.replace(course, modules=tuple(modules))


def pages_of(file: Path) -> list[Page]:
    """The pages of a PDF."""
    opened = pypdfium2.PdfDocument(file)
    try:
        return [_page(page) for page in opened]
    finally:
        opened.close()


def _page(page: pypdfium2.PdfPage) -> Page:
    """What a page says above, between and below; lengths count upwards from its foot."""
    text, height = page.get_textpage(), page.get_height()

    def said(**bounds: float) -> list[str]:
        lines = text.get_text_bounded(**bounds).split("\n")
        return [bare for line in lines if (bare := "".join(line.split()))]

    return Page(
        head="".join(said(bottom=height - TOP)),
        lines=tuple(said(top=height - TOP, bottom=BOTTOM)),
        foot="".join(said(top=BOTTOM)),
        outside="".join(said(left=page.get_width() - SIDE)),
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, list[Page]]]:
    """Word files as pages: the sheets of the seed's course, and the books of a crowded one."""
    folder = tmp_path_factory.mktemp("word")
    seed = planned_course(open_recalled(None))
    files = {kind: made(kind, seed, LABELS) for kind in SHEETS}
    files |= {kind: made(kind, crowded(), LABELS) for kind in BOOKS}
    files["sessions"] = made("sign-in", decided_course(), LABELS)
    files["long"] = made("checklists", long(), LABELS)
    files["crowded"] = made("checklists", crowded(), LABELS)
    paths = [folder / f"{name}.docx" for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        path.write_bytes(data)
    printed = all_converted(paths, "pdf", folder)
    return {
        name: (data, pages_of(file))
        for (name, data), file in zip(files.items(), printed, strict=True)
    }


every_file = pytest.mark.parametrize("name", [*SHEETS, *BOOKS, "sessions", "crowded"])


@every_file
def test_no_page_is_empty_and_nothing_is_cut_off(
    name: str, printed: dict[str, tuple[bytes, list[Page]]]
) -> None:
    """Protects paper, and the last column of a wide table."""
    _, pages = printed[name]
    assert [] == [number for number, page in enumerate(pages, 1) if not page.lines]
    assert {""} == {page.outside for page in pages}


@every_file
def test_every_page_says_what_it_belongs_to(
    name: str, printed: dict[str, tuple[bytes, list[Page]]]
) -> None:
    """Protects a page that fell out of its file: course, standard, its own number and the last."""
    _, pages = printed[name]
    for number, page in enumerate(pages, 1):
        assert page.foot.endswith(f"第{number}頁，共{len(pages)}頁")
        assert "職能基準代碼：" in page.foot
        assert "版本：" in page.foot
        assert page.head


@every_file
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    name: str, printed: dict[str, tuple[bytes, list[Page]]]
) -> None:
    """Protects readers from a title whose table is overleaf; so with what leads to a table."""
    data, pages = printed[name]
    styles = {"Heading1", "Heading2", "Heading3", "Heading4", "Caption"}
    styles |= {f"Small{style}" for style in styles}
    titles = {
        text_of(paragraph)
        for paragraph in part(data).iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val") in styles
    }
    lasts = {page.lines[-1] for page in pages[(name in WITH_CONTENTS) :]}
    assert set() == titles & lasts


@pytest.mark.parametrize("name", ["checklists", "crowded"])
def test_a_signature_stays_with_the_result_that_is_signed(
    name: str, printed: dict[str, tuple[bytes, list[Page]]]
) -> None:
    """Protects an assessor's signature from standing alone on a page."""
    _, pages = printed[name]
    signed = [page for page in pages if any("評量人員簽名" in line for line in page.lines)]
    assert signed
    for page in signed:
        assert any("具備職能" in line for line in page.lines)
        assert any("學員簽名" in line for line in page.lines)


def test_a_row_longer_than_a_page_loses_nothing(
    printed: dict[str, tuple[bytes, list[Page]]],
) -> None:
    """Protects the end of a criterion of ten thousand characters from running off the paper."""
    _, pages = printed["long"]
    said = "".join("".join(page.lines) for page in pages)
    numbers = {*re.findall(r"\d{5}(?=字)", said)}
    assert 1667 == len(numbers)


def test_a_checklist_of_the_bundled_standard_is_one_page(
    printed: dict[str, tuple[bytes, list[Page]]],
) -> None:
    """Protects results and signatures from a second page that does not say whose they are."""
    _, pages = printed["checklists"]
    course = planned_course(open_recalled(None))
    assert len([*DOCUMENTS["checklists"](course, LABELS)]) == len(pages)


def test_a_sign_in_sheet_is_one_page(printed: dict[str, tuple[bytes, list[Page]]]) -> None:
    """Protects a class from signing on two sheets, one of them all but empty."""
    for name, course in (("sign-in", planned_course(open_recalled(None))),
                         ("sessions", decided_course())):  # fmt: skip
        sheets = [*DOCUMENTS["sign-in"](course, LABELS)]
        _, pages = printed[name]
        assert len(sheets) == len(pages)
        assert all(re.search("15.*30", "".join(page.lines)) for page in pages)


def test_answers_of_a_survey_stand_on_one_line(
    printed: dict[str, tuple[bytes, list[Page]]],
) -> None:
    """Protects a scale of five boxes from being broken like a sentence, and from a third page."""
    _, pages = printed["survey"]
    lines = [line for page in pages for line in page.lines]
    modules = len(planned_course(open_recalled(None)).modules)
    assert modules <= len([line for line in lines if re.search("(5.4.3.2.1.?){3}", line)])
    assert len(pages) == 2
