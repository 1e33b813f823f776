"""A trainer's own Word template goes under every Word file: letterhead, styles, paper."""

import io
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from kept_course import start
from made_up_course import course_from, made_up_standard
from test_prose import PNG
from word_files import WORD, W, made, out_of_order, part, parts, text_of
from workbooks import converted

from curriculum import kit_commands
from curriculum.errors import SourceError
from curriculum.labels import load_labels

LABELS = load_labels()
COURSE = course_from(made_up_standard())
LETTER = (Cm(21.59), Cm(27.94))


def letterhead(file: Path, *, is_renamed: bool = False, has_footer: bool = True) -> Path:
    """A template with a picture and the centre's name above, on letter paper, lines on a grid."""
    document = docx.Document()
    (section,) = document.sections
    section.page_width, section.page_height = LETTER
    section.left_margin = section.right_margin = Cm(3)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "360")
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(grid)
    above = section.header.paragraphs[0]
    above.add_run().add_picture(io.BytesIO(PNG), Cm(2))
    above.add_run("花都職業訓練中心")
    if has_footer:
        section.footer.paragraphs[0].text = "花都市花園路一號"
    heading = document.styles["Heading 1"]
    heading.font.size = Pt(22)
    if is_renamed:
        heading.element.find(qn("w:name")).set(qn("w:val"), "標題 1")
        heading.element.set(qn("w:styleId"), "1")
    document.add_paragraph("這一段不會留下來")
    document.save(str(file))
    return file


def style_of_headings(root: Any) -> set[str]:  # noqa: ANN401 - an element of lxml
    """The styles of the paragraphs that hold a document's title."""
    return {
        mark.getparent().find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for mark in root.iter(f"{W}bookmarkStart")
    }


@pytest.mark.parametrize("kind", WORD)
def test_a_letterhead_goes_under_every_file(kind: str, tmp_path: Path) -> None:
    """Protects the centre's own paper: its header, its picture, its margins, its styles."""
    template = letterhead(tmp_path / "word.docx")
    data = made(kind, COURSE, LABELS, template=template)
    for name, root in parts(data):
        if "stylesWithEffects" not in name:
            assert [] == out_of_order(root), name
    document = docx.Document(io.BytesIO(data))
    for section in document.sections:
        assert "花都職業訓練中心" in section.header.paragraphs[0].text
        assert "花都市花園路一號" in section.footer.paragraphs[0].text
        assert {round(each.cm) for each in LETTER} == {
            round(each.cm) for each in (section.page_width, section.page_height) if each
        }
    root = part(data)
    assert {"Heading1"} == style_of_headings(root)
    assert "這一段不會留下來" not in text_of(root)
    assert "XYZ1234-001v1" in text_of(root)  # what our own footer would have said
    widths = {sum(int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol"))
              for table in root.iter(f"{W}tbl")}  # fmt: skip
    assert all(abs(width - (15.59, 21.94)[width > 10_000] / 2.54 * 1440) < 3 for width in widths)


def test_a_letterhead_is_printed(tmp_path: Path) -> None:
    """Protects what a trainer sees: the picture above each page, our footer where there is none."""
    template = letterhead(tmp_path / "word.docx", has_footer=False)
    file = tmp_path / "notice.docx"
    file.write_bytes(made("notice", COURSE, LABELS, template=template))
    with pdfplumber.open(converted(file, "pdf", tmp_path)) as opened:
        for page in opened.pages:
            assert (612, 792) == (round(page.width), round(page.height))
            assert len(page.images) == 1
            said = "".join(page.extract_text().split())
            assert said.startswith("花都職業訓練中心")
            assert f"第{page.page_number}頁，共{len(opened.pages)}頁" in said


def test_styles_are_found_by_their_chinese_names_too(tmp_path: Path) -> None:
    """Protects templates of programs that write 標題 1 where Word writes heading 1."""
    template = letterhead(tmp_path / "word.docx", is_renamed=True)
    data = made("notice", COURSE, LABELS, template=template)
    assert {"1"} == style_of_headings(part(data))
    names = [each.get(f"{W}val") for each in part(data, "word/styles.xml").iter(f"{W}name")]
    assert "heading 1" not in names


def test_the_language_of_a_template_is_chinese(tmp_path: Path) -> None:
    """Protects 骨 and 直 from Japanese forms: Word chooses the font by the language."""
    data = made("notice", COURSE, LABELS, template=letterhead(tmp_path / "word.docx"))
    languages = part(data, "word/styles.xml").iter(f"{W}lang")
    assert {"zh-TW"} == {each.get(f"{W}eastAsia") for each in languages}


def test_a_tab_in_the_header_leads_to_the_right_margin(tmp_path: Path) -> None:
    """Protects the names above a page from the stop in the middle that Word's own header has."""
    document = docx.Document()
    style = document.styles["Header"]
    assert len(style.paragraph_format.tab_stops) == 2
    document.save(str(tmp_path / "word.docx"))
    data = made("notice", COURSE, LABELS, template=tmp_path / "word.docx")
    (header,) = [root for name, root in parts(data) if "curriculum-header" in name]
    stops = [each for each in header.iter(f"{W}tab") if each.get(f"{W}pos")]
    assert ["clear", "clear", "right"] == [each.get(f"{W}val") for each in stops]


@pytest.mark.parametrize("damage", ["no archive", "half an archive", "a list without a number"])
def test_a_broken_template_is_told_with_its_place(damage: str, tmp_path: Path) -> None:
    """Protects trainers from a traceback, and from a file without their letterhead."""
    folder = start(tmp_path / "course")
    template = folder / "templates" / "word.docx"
    template.parent.mkdir()
    letterhead(template)
    if damage == "no archive":
        template.write_bytes(b"\xd0\xcf\x11\xe0 a file of an older Word")
    elif damage == "half an archive":
        template.write_bytes(template.read_bytes()[:4000])
    else:
        document = docx.Document(str(template))
        for each in document.part.numbering_part.element.iter(qn("w:num")):
            each.set(qn("w:numId"), "x")
        document.save(str(template))
    with pytest.raises(SourceError, match="broken-word-template") as caught:
        kit_commands.export("notice", str(folder), str(tmp_path / "x.docx"), LABELS)
    assert template.as_posix() == caught.value.place.path
    assert "另存成 .docx" in LABELS.error_hint(caught.value)


def test_a_style_of_the_same_name_is_the_centres(tmp_path: Path) -> None:
    """Protects what a trainer set for our tables: only missing styles are added."""
    template = letterhead(tmp_path / "word.docx")
    document = docx.Document(str(template))
    own = document.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    own.font.size = Pt(9)
    document.save(str(template))
    styles = part(made("notice", COURSE, LABELS, template=template), "word/styles.xml")
    sizes = [each.find(f"{W}rPr/{W}sz").get(f"{W}val") for each in styles.iter(f"{W}style")
             if each.get(f"{W}styleId") == "TableText"]  # fmt: skip
    assert ["18"] == sizes
