"""What is printed says what the documents say, whatever they say, and looks as it should."""

import dataclasses
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from decided_course import decided_course
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NASTY_TEXTS
from test_prose import HOSTILE, PNG

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.composing.escaping import visible
from curriculum.course import Course
from curriculum.errors import CurriculumError
from curriculum.kit.kinds import KINDS, LARGE_PRINT
from curriculum.labels import load_labels
from curriculum.printing.fonts import CHINESE, chinese_family
from curriculum.printing.typesetting import PrintJob, pdf_of
from curriculum.views.checklists import observation_sheet, self_check
from curriculum.views.kit import DOCUMENTS
from curriculum.views.parts import (
    Box,
    Bullets,
    Cell,
    Code,
    Column,
    Document,
    Facts,
    Identity,
    Line,
    Link,
    Mark,
    Missing,
    Notice,
    Paragraph,
    Part,
    Prose,
    Section,
    Signatures,
    Table,
    Tag,
    one_line,
    spans_of,
)
from curriculum.views.survey import survey

LABELS = load_labels()
PRINTED = [kind for kind in DOCUMENTS if LARGE_PRINT in KINDS[kind]]
"""Kinds of files of documents that there are as PDF."""
TYPST = (
    '#panic("x")', "$x$", "$ 1 / 0", "= 標題", "#set page(width: 1pt)", "*粗* _斜_ `碼`", "<label>",
    "@ref", '#read("/etc/passwd")', '#image("x")', "\\u{202e}", "\u202eabc", "/* x", "// x",
    "~", "--", "---", "...", "「『", "[[[", "]]]", "#{", "}}", "\\", "\\\n", "+ x", "/ a: b",
    "שלום", "مرحبا", "😀👩‍🏫🇹🇼", "𠮷野家", "x" * 400, "字" * 400, "！" * 60, "──" * 60,
    "https://example.com/" + "a/" * 90,
)  # fmt: skip
"""What means something to Typst, or is hard to set."""
SEEN = st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="［］").filter(
    lambda each: not unicodedata.decomposition(each)
)
"""What can be seen; letters that a font may set as two come out of a PDF as either."""
MIRRORED = re.compile("[\u0590-\u08ff]")


def document(*parts: Part, title: str = "標題") -> Document:
    """A document of some parts."""
    return Document(
        kind="x",
        page="x",
        title=title,
        short_title="x",
        identity=Identity(facts=(), notice="非官方文件"),
        sections=(Section(id="x", title="節", parts=parts),),
    )


def made(*documents: Document, **options: object) -> bytes:
    """The PDF of documents."""
    job = {"title": "檔案", "course": "課程", "language": "zh-TW"} | options
    return pdf_of(PrintJob(documents=documents, **job), LABELS)  # type: ignore[arg-type]


def pages_of(pdf: bytes) -> list[str]:
    """What each page says, in reading order and without white space."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return [
            re.sub(r"\s", "", "".join(char["text"] for char in page.chars)) for page in opened.pages
        ]


def text_of(pdf: bytes) -> str:
    """What a PDF says, without white space; what no font here has is told by its code."""
    return re.sub(r"［U\+([0-9A-F]+)］", lambda it: chr(int(it[1], 16)), "".join(pages_of(pdf)))


def bare(text: str) -> str:
    """A text as it must come out of a PDF."""
    return re.sub(r"\s", "", visible(text))


def everything(line: Line) -> Iterator[Part]:
    """Every kind of part, each with a line."""
    yield Paragraph(line)
    yield Bullets((line, line))
    yield Notice((line,))
    yield Facts((one_line("事實", *line),))
    yield Table(
        caption="表",
        columns=(Column(title=("甲",), look="code"), Column(title=line)),
        rows=((Cell((line,), rows=2), Cell((line, line))), (Cell(),)),
    )
    yield Signatures("簽名", (("姓名", "日期"),))


def job_of(kind: str, course: Course, *, is_large: bool = False) -> bytes:
    """A file of the kit."""
    return made(*DOCUMENTS[kind](course, LABELS), is_large_print=is_large)


@pytest.fixture(scope="module")
def seed() -> Course:
    """The course of the bundled standard."""
    return planned_course(open_recalled(None))


@pytest.mark.parametrize("text", [*TYPST, *NASTY_TEXTS])
def test_a_hostile_text_is_printed_as_the_text_it_is(text: str) -> None:
    """Protects the printer, and the words of a standard: nothing in them is an instruction."""
    said = text_of(made(document(*everything((text,)), title=f"標題{text}")))
    if MIRRORED.search(text):
        assert Counter(bare(text)) - Counter(said) == Counter()
    else:
        assert said.count(bare(text)) >= 8 * bool(bare(text))


@settings(max_examples=60)
@given(st.lists(st.text(SEEN, max_size=30), min_size=1, max_size=5))
def test_any_text_is_printed(texts: list[str]) -> None:
    """Protects the words of a standard: whatever can be seen is printed, whatever it means."""
    said = text_of(made(document(*map(Paragraph, zip(texts)))))
    assert Counter(bare("".join(texts))) - Counter(said) == Counter()


@settings(max_examples=40)
@given(st.lists(st.one_of(st.text(), st.sampled_from(HOSTILE)), max_size=5).map("\n".join))
def test_no_text_stops_the_work(text: str) -> None:
    """Protects trainers from a traceback of the typesetter, whatever they wrote."""
    assert made(document(Prose(text, "M1.1"), *everything((text,)), title=text))


def test_a_criterion_of_ten_thousand_characters_is_printed_to_its_end() -> None:
    """Protects a row that is longer than a page from running out of the paper."""
    text = "".join(f"{number:05}" for number in range(2000)).replace("0", "零")
    pages = pages_of(made(document(*everything((text,)))))
    assert len(pages) > 20
    assert all("非官方文件" in page for page in pages)
    assert re.sub(r"課程|標題|非官方文件|\d+／\d+", "", "".join(pages)).count("1999") >= 5


def test_every_piece_of_a_line_is_printed() -> None:
    """Protects what a line says beside its text: links, codes, boxes, marks and remarks."""
    line = ("甲", Link("乙", "x"), Code("P1"), Box("丙"), Mark("●", "教"), Tag("丁"), Missing("戊"))
    assert "甲乙P1□丙●（丁）待補：戊" in text_of(made(document(Paragraph(line))))


def test_a_box_that_the_plan_ticks_is_printed_with_its_tick() -> None:
    """Protects a decided answer from being printed as an open question."""
    line = (Box("甲"), Box("乙", is_ticked=True))
    assert "□甲☑乙" in text_of(made(document(Paragraph(line))))


def test_what_a_trainer_wrote_is_printed_with_its_pictures(tmp_path: Path) -> None:
    """Protects pictures: a good one is printed, a broken one is told by its words."""
    (tmp_path / "M1.1").mkdir()
    (tmp_path / "M1.1" / "a.png").write_bytes(PNG)
    (tmp_path / "M1.1" / "b.png").write_bytes(b"no picture")
    text = "### 標題\n\n1. 一\n2. **二**\n\n|甲|乙|\n|-|-|\n|丙|丁|\n\n![好](a.png)\n\n![壞](b.png)"
    pictures = ("M1.1/a.png", "M1.1/b.png")
    pdf = made(document(Prose(text, "M1.1")), content=tmp_path, pictures=pictures)
    assert "標題1.一2.二甲乙丙丁壞（圖片不能顯示：b.png）" in text_of(pdf)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].images) == 1


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("kind", PRINTED)
def test_every_file_says_everything_its_documents_say(kind: str, *, is_large: bool) -> None:
    """Protects the words of a course in which everything is decided, in both sizes."""
    course = decided_course()
    said = Counter(text_of(job_of(kind, course, is_large=is_large)))
    spans = [
        span
        for each in DOCUMENTS[kind](course, LABELS)
        for span in spans_of(each.sections)
        if isinstance(span, str)
    ]
    assert Counter(bare("".join(spans))) - said == Counter()


def test_an_observation_sheet_is_one_page_and_signed_on_it(seed: Course) -> None:
    """Protects assessors from a second page with nothing but signatures."""
    sheets = [
        sheet(seed, module, LABELS)
        for module in seed.modules
        for sheet in (observation_sheet, self_check)
    ]
    pages = pages_of(made(*sheets))
    assert len(pages) == len(sheets)
    assert all("1／1" in page for page in pages)


@pytest.mark.parametrize("is_decided", [False, True])
def test_a_sign_in_sheet_is_one_page(seed: Course, *, is_decided: bool) -> None:
    """Protects a class from signing on two sheets, one of them all but empty."""
    course = decided_course() if is_decided else seed
    pages = pages_of(job_of("sign-in", course))
    assert len([*DOCUMENTS["sign-in"](course, LABELS)]) == len(pages)
    assert all("1／1" in page for page in pages)


def test_answers_of_a_survey_stand_on_one_line(seed: Course) -> None:
    """Protects a scale of five boxes from being broken like a sentence."""
    with pdfplumber.open(io.BytesIO(made(survey(seed, LABELS)))) as opened:
        lines = [line for page in opened.pages for line in page.extract_text().split("\n")]
    scales = [line for line in lines if re.search("(5.*4.*3.*2.*1.*){3}", line)]
    assert len(seed.modules) <= len(scales)


def test_signatures_stay_with_what_is_signed() -> None:
    """Protects a signature from standing alone on a page, wherever the page ends."""
    signed = Section(
        id="s",
        title="結果",
        parts=(Facts((one_line("結果", "達成"),)), Signatures("x", (("簽名",),))),
    )
    for lines in range(20, 60):
        filler = document(*(Paragraph((f"第{number}行",)) for number in range(lines)))
        whole = dataclasses.replace(filler, sections=(*filler.sections, signed))
        last = pages_of(made(whole))[-1]
        assert ("簽名：" in last) == ("結果結果達成" in last)


def test_large_print_is_large_and_runs_off_no_page(seed: Course) -> None:
    """Protects who cannot read small letters: only header and footer are below 18 points."""
    with pdfplumber.open(io.BytesIO(job_of("checklists", seed, is_large=True))) as opened:
        for page in opened.pages[:12]:
            body = [each for each in page.chars if 60 < each["top"] < page.height - 76]
            assert all(each["x1"] < page.width - 30 for each in body)
            usual = Counter(round(each["size"]) for each in body).most_common(1)
            assert [18] == [size for size, _ in usual]


def test_a_pdf_is_tagged_titled_and_the_same_every_time(seed: Course) -> None:
    """Protects screen readers, bookmarks, and version control."""
    pdf = job_of("lesson-plans", seed)
    assert pdf == job_of("lesson-plans", seed)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        catalog = opened.doc.catalog
        assert {"MarkInfo", "StructTreeRoot", "Outlines", "Lang"} <= set(catalog)
        assert catalog["Lang"] == b"zh-TW"
        assert not {"CreationDate", "ModDate"} & set(opened.metadata)
        names = [title for level, title, *_ in opened.doc.get_outlines() if level == 1]
    assert len(seed.modules) == len([name for name in names if name.startswith("教案")])


def test_chinese_is_printed_with_the_characters_of_taiwan() -> None:
    """Protects 骨 and 直 from being printed as they are written elsewhere; fonts by preference."""
    assert chinese_family(("Arial", "pmingliu", "PingFang TC")) == "PingFang TC"
    assert chinese_family(("Arial", "pmingliu")) == "pmingliu"
    with pytest.raises(CurriculumError, match="no-chinese-font") as caught:
        chinese_family(("Arial", "Noto Sans CJK SC"))
    assert all(name in LABELS.error_hint(caught.value) for name in ("微軟正黑體", "Noto Sans TC"))
    assert len(CHINESE) == len(set(CHINESE))
