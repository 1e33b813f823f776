"""The Word carrier of a printed standard: real merged cells, repeated headings, page numbers.

The file is written part by part: it stays small, and the same on every day.
"""

import dataclasses
import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from printed_form import ABOVE, LEFT, Cell, Printed, Table

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TWIPS = 1440 / 25.4
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CONTENT_TYPES = f"""{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/></Types>"""
_PACKAGE = f"""{_HEAD}<Relationships {_RELATIONS}><Relationship Id="rId1" \
Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>"""
_PARTS = f"""{_HEAD}<Relationships {_RELATIONS}>\
<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_R}/header" Target="header1.xml"/>\
<Relationship Id="rId3" Type="{_R}/footer" Target="footer1.xml"/></Relationships>"""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGIN = (
    '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A page and what is printed on it besides the standard."""

    width: int
    """In millimetres."""
    height: int
    margin: int
    font: str
    size: float
    """Of the letters, in points."""
    header: str = ""
    footer: str = ""
    """`{page}` and `{pages}` are the numbers, in both; `{title}` is the standard's."""


def as_word(printed: Printed, paper: Paper) -> bytes:
    """The standard as a Word document on one kind of paper."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE,
        "word/_rels/document.xml.rels": _PARTS,
        "word/document.xml": _document(printed, paper),
        "word/styles.xml": _styles(paper),
        "word/header1.xml": _margin_text("hdr", paper.header, printed.title),
        "word/footer1.xml": _margin_text("ftr", paper.footer, printed.title),
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """An archive that is the same on every day; `mimetype` stays uncompressed, as ODF asks."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def _document(printed: Printed, paper: Paper) -> str:
    inner = round((paper.width - 2 * paper.margin) * _TWIPS)
    as_lines = bool(printed.carriers.get("line_breaks"))
    body = _paragraph(printed.title)
    for table in printed.tables:
        body += "".join(_table(table, inner, as_lines=as_lines)) + _paragraph("")
    orient = ' w:orient="landscape"' if paper.width > paper.height else ""
    margin = round(paper.margin * _TWIPS)
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    edge = round(margin / 2)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{round(paper.width * _TWIPS)}" '
        f'w:h="{round(paper.height * _TWIPS)}"{orient}/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
    )
    return f'{_HEAD}<w:document {_W} xmlns:r="{_R}"><w:body>{body}{section}</w:body></w:document>'


def _table(table: Table, width: int, *, as_lines: bool) -> Iterator[str]:
    widths = [width * share // 100 for share in table.shares]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGIN}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    for index in range(len(table.cells)):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if index < table.head else ""
        yield f"<w:tr>{head}"
        for column in range(len(widths)):
            yield _cell(table, index, column, widths, as_lines=as_lines)
        yield "</w:tr>"
    yield "</w:tbl>"


def _cell(table: Table, row: int, column: int, widths: list[int], *, as_lines: bool) -> str:
    cell = table.cells[row][column]
    merge = ""
    if isinstance(cell, str):
        if cell == LEFT or (column and _is_inside(table, row, column)):
            return ""
        above = row
        while table.cells[above][column] == ABOVE:
            above -= 1
        first = table.cells[above][column]
        columns = first.columns if isinstance(first, Cell) else 1
        merge, content = "<w:vMerge/>", _paragraph("")
    else:
        columns = cell.columns
        if cell.rows > 1:
            merge = '<w:vMerge w:val="restart"/>'
        content = _content(cell, sum(widths[column : column + columns]), as_lines=as_lines)
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    size = sum(widths[column : column + columns])
    return f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{span}{merge}</w:tcPr>{content}</w:tc>'


def _is_inside(table: Table, row: int, column: int) -> bool:
    """Whether a place below a cell that is several columns wide is not its first column."""
    while table.cells[row][column] == ABOVE:
        row -= 1
    return table.cells[row][column] == LEFT


def _content(cell: Cell, width: int, *, as_lines: bool) -> str:
    content = ""
    for part in cell.parts:
        if isinstance(part, Table):
            inner = "".join(_table(part, width - 400, as_lines=as_lines))
            content += inner
        elif as_lines:
            content += _paragraph(part)
        else:
            content += "".join(_paragraph(line) for line in part.split("\n"))
    # A cell ends in a paragraph, even behind a table.
    return content + (_paragraph("") if isinstance(cell.parts[-1], Table) else "")


def _paragraph(text: str) -> str:
    """One paragraph; its lines are divided by line breaks."""
    runs = "<w:br/>".join(_text(line) for line in text.split("\n") if line)
    return f"<w:p><w:r>{runs}</w:r></w:p>" if runs else "<w:p/>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _margin_text(kind: str, text: str, title: str) -> str:
    """The running header or footer, with fields for the numbers."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    runs = f"<w:r>{_text(text.replace('{title}', title))}</w:r>"
    for mark, instruction in fields.items():
        number = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        field = f'</w:t></w:r>{number}<w:r><w:t xml:space="preserve">'
        runs = runs.replace(mark, field)
    return f"{_HEAD}<w:{kind} {_W}><w:p>{runs}</w:p></w:{kind}>"


def _styles(paper: Paper) -> str:
    font = " ".join(f'w:{script}="{paper.font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    half_points = round(paper.size * 2)
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {font}/>"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-TW"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style></w:styles>"
    )
