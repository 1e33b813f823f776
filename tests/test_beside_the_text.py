"""What an office document says outside its text is on record, and no part of the standard."""

import io
import zipfile
from pathlib import Path

import pytest

from curriculum.errors import SourceError
from curriculum.reading.carriers.choosing import standard_in
from curriculum.standard import RepairKind, Standard

STANDARD = Path(__file__).parent / "carriers" / "codes-that-nobody-proofread"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ANCHOR = "課堂觀察紀錄"
"""Printed once, in a cell of the main table."""


def with_parts(file: str, changes: dict[str, tuple[str, str]], parts: dict[str, str]) -> bytes:
    """An office file in which a text of some parts is replaced, and others are added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(STANDARD / file) as opened,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in opened.namelist():
            content = opened.read(name)
            if name in changes:
                old, new = (text.encode() for text in changes[name])
                assert old in content
                content = content.replace(old, new, 1)
            if name not in parts:
                made.writestr(name, content)
        for name, text in parts.items():
            made.writestr(name, text)
    return buffer.getvalue()


def printed(standard: Standard, kind: RepairKind) -> dict[str, str]:
    """What was printed of every repair of a kind, and where."""
    return {each.printed: str(each.place) for each in standard.repairs if each.kind is kind}


def note(name: str, text: str, mark: str = "1") -> str:
    """A part with one note."""
    one = f'<w:{name} w:id="{mark}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name}>'
    return f"<w:{name}s {W}>{one}</w:{name}s>"


def test_notes_comments_and_margins_of_word_are_on_record() -> None:
    """Protects a footnote that says what a criterion means: a PDF file shows it, too."""
    marks = "".join(
        f'<w:r><w:{kind}Reference w:id="1"/></w:r>' for kind in ("footnote", "endnote", "comment")
    )
    before = standard_in((STANDARD / "source.docx").read_bytes(), "x", "x")
    place = next(str(o.place) for o in before.outputs if ANCHOR in o.text)
    content = f"{ANCHOR}</w:t></w:r>"
    document = with_parts(
        "source.docx",
        {"word/document.xml": (content, content + marks)},
        {
            "word/footnotes.xml": note("footnote", "腳註的文字"),
            "word/endnotes.xml": note("endnote", "章節附註的文字"),
            "word/comments.xml": note("comment", "批註的文字"),
            "word/header2.xml": f"<w:hdr {W}><w:p><w:r><w:t>內部文件</w:t></w:r></w:p></w:hdr>",
        },
    )
    found = standard_in(document, "x", "x")
    new = (
        printed(found, RepairKind.UNREAD_TEXT).items()
        - printed(before, RepairKind.UNREAD_TEXT).items()
    )
    texts = ("腳註的文字", "章節附註的文字", "批註的文字")
    assert {(text, place) for text in texts} == new
    assert "內部文件" in printed(found, RepairKind.RUNNING_HEAD)
    assert (before.outputs, before.duties) == (found.outputs, found.duties)


def test_notes_comments_and_margins_of_opendocument_are_on_record() -> None:
    """Protects the same in the other kind of office file."""
    notes = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>腳註的文字</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>批註的文字</text:p></office:annotation>"
    )
    head = "<style:header><text:p>內部文件</text:p></style:header>"
    page = f'<style:master-page style:name="X">{head}</style:master-page>'
    document = with_parts(
        "source.odt",
        {
            "content.xml": (ANCHOR, ANCHOR + notes),
            "styles.xml": ("</office:master-styles>", page + "</office:master-styles>"),
        },
        {},
    )
    before = standard_in((STANDARD / "source.odt").read_bytes(), "x", "x")
    place = next(str(o.place) for o in before.outputs if ANCHOR in o.text)
    found = standard_in(document, "x", "x")
    new = (
        printed(found, RepairKind.UNREAD_TEXT).items()
        - printed(before, RepairKind.UNREAD_TEXT).items()
    )
    assert {("腳註的文字", place), ("批註的文字", place)} == new
    assert "內部文件" in printed(found, RepairKind.RUNNING_HEAD)
    assert before.duties == found.duties


def test_footnotes_longer_than_any_standard_are_refused() -> None:
    """Protects the machine from what stands beside the text, as from the text itself."""
    parts = {"word/footnotes.xml": note("footnote", "長" * 200_000)}
    with pytest.raises(SourceError) as raised:
        standard_in(with_parts("source.docx", {}, parts), "x", "x")
    assert "cell-too-long" == raised.value.name


def test_characters_that_word_writes_as_elements_are_text() -> None:
    """Protects signs, formulas and hyphens inside of a text."""
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    inside = (
        '<w:noBreakHyphen/><w:sym w:font="Symbol" w:char="00B1"/><w:softHyphen/><w:t>甲</w:t></w:r>'
        f"<m:oMath {math}><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
        "</m:sup></m:sSup></m:oMath><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
    )
    content = f"{ANCHOR}</w:t></w:r>"
    change = (content, content.removesuffix("</w:r>") + inside)
    found = standard_in(with_parts("source.docx", {"word/document.xml": change}, {}), "x", "x")
    assert f"{ANCHOR}-±甲x2" in [output.text for output in found.outputs]
