"""A blank form of our own that speaks like the official report, and a reader of filled ones.

Two layouts say the same: the second has its tables and columns in the opposite order, several boxes
on a line, labels in one cell, and blank rows that are stored once and repeated.
"""

import dataclasses
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from xml.etree.ElementTree import Element, fromstring

from curriculum.labels import load_labels

LABELS = load_labels()
MIME_TYPE = b"application/vnd.oasis.opendocument.text"
NAMESPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
COVER = {
    "申請日期": "（免填）",
    "申請案號": "（免填）",
    "課程名稱": ("中文", "英文"),
    "職能依據": "□職能基準|□職能單元|□自行職能分析",
    "類型": "□新申請|□展延|□類別1，與原課程一致|□類別2，課程部分調整"
    "|□類別3，職能依據及課程皆部分調整|□變更|□變更項目：",
    "申請單位": ("中文", "英文"),
    "協力單位": "",
    "辦訓期間": "　年　月　日至　年　月　日",
}
INFORMATION = {
    "訓練需求（上傳字數限1000字）": "",
    "課程簡介（上傳字數限1000字）": "",
    "課程目的": "",
    "課程時數": "",
    "課程職能級別": "",
    "主要對象|(參訓資格)": "",
    "先備條件（資格條件）": "",
}
METHODS = "□講述教學|□討論教學|□演練教學|□協同教學|□專題教學|□示範教學|□案例教學|□其他："
EQUIPMENT = "□電腦設備|□投影設備|□麥克風|□黑/白板|□視訊軟體及鏡頭|□喇叭|□其他："
PERSON = "姓名：|資格："
UNIT = "課程(單元)名稱"
TABLES = {
    "表1　本課程之職能表": (
        ("工作任務_中文", ""), ("工作任務_英文*1", ""), ("對應之行為指標（P）", ""),
        ("職能級別|(L)", ""), ("對應之知識(K)", ""), ("對應之技能(S)", ""),
    ),
    "表 3　教學訓練目標與職能內涵": (
        ("課程(單元)名稱_中文", ""), ("課程(單元)名稱_英文＊2", ""), ("課程(單元)職能級別", ""),
        ("教學／訓練目標", ""), ("對應行為指標", ""), ("對應之知識(K)", ""), ("對應之技能(S)", ""),
    ),
    "表4　課程內容": ((UNIT, ""), ("課程時數", ""), ("課程大綱內容", "")),
    "表5　教學方法": ((UNIT, ""), ("教學/訓練目標", ""), ("教學方法", METHODS)),
    "表6　教材與教學資源": ((UNIT, ""), ("教材", ""), ("教具/設備", EQUIPMENT)),
    "表7　師資條件": (
        (UNIT, ""), ("授課教師", ""), ("評量人員", ""), ("課程協助人員", ""),
    ),
    "表8　學習成果評量方式": (
        (UNIT, ""), ("評量方式", "□測驗|□作業評量|□實作評量|□口頭報告|□無|□其他："),
        ("相對應的評量工具", "□測驗卷|□評量題目|□意見回饋表|□檢核表|□無|□其他："),
    ),
    "表9　實際執行人員資格": (
        (UNIT, ""), ("授課教師", PERSON), ("評量人員", PERSON), ("課程協助人員", PERSON),
    ),
    "表10　試辦班的執行成果": (
        ("辦訓期間_起", "年　月　日"), ("辦訓期間_訖", "年　月　日"), ("參訓人數|（填數字）", ""),
        ("完訓人數|（填數字）", ""), ("結訓人數|（符合標準）|（填數字）", ""),
    ),
    "表11　學習成果證據": ((UNIT, ""), ("學習成果證據項目", "")),
}  # fmt: skip
COMPLETION = {
    "各階段評量": "□通過|□其他：",
    "學科": "□通過|□其他：",
    "術科": "□通過|□其他：",
    "其他": "□其他：",
}
MATERIAL = (
    ("A分析", "1.1職能依據|1.2課程地圖", "", "職能分析文件"),
    ("D設計|D發展", "2.1教學／訓練目標|2.2課程內容|3.1教學方法|3.2教材與教學資源", "",
     "課程教材|實際執行人員資格佐證文件"),
    ("I執行", "4.1課程辦理", "", "招生簡章|滿意度調查|課程實施紀錄"),
    ("E評估", "5.1學習成果評量|5.2學習成果證據|5.3管控評估", "",
     "學員名單及成績總表|評量工具及評分標準|學習成果證據|管控機制佐證文件"),
    ("", "", "", "利益關係人參與紀錄"),
)  # fmt: skip
NOTE = "註：這一段不在任何表格裡，要原樣留下。"
FOOT = "註：這一列不是空白列，要留在最下面。"
_MOST_COLUMNS = 7
_PICTURE = bytes(range(256)) * 8


@dataclasses.dataclass(frozen=True)
class BlankForm:
    """How a blank form is laid out."""

    is_turned: bool = False
    without: str = ""
    """A heading, a column, a label or a box that it lacks."""

    def data(self) -> bytes:
        """The file."""
        declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
        return package(
            f'<office:document-content {declared} office:version="1.2"><office:automatic-styles>'
            '<style:style style:name="Marked" style:family="paragraph"/>'
            '<style:style style:name="Blank" style:family="paragraph"><style:paragraph-properties'
            ' fo:text-align="justify"/><style:text-properties fo:color="#0000FF"'
            ' fo:font-size="12pt" fo:font-weight="bold" style:font-weight-asian="bold"/>'
            "</style:style>"
            '<style:style style:name="Row" style:family="table-row"/>'
            "</office:automatic-styles><office:body><office:text>"
            f"{self._body()}</office:text></office:body></office:document-content>".encode()
        )

    def _body(self) -> str:
        pieces = [self._heading("職能導向課程規劃與執行報告書") + self._facts(COVER)]
        pieces.append(self._heading("壹、課程資訊") + self._facts(INFORMATION))
        tables = [self._heading(title) + self._grid(columns) for title, columns in TABLES.items()]
        tables.append(self._heading("表2　課程地圖") + self._table([self._row([self._cell("")])]))
        tables.append(self._heading("表12　課程結訓標準*3") + self._facts(COMPLETION))
        pieces += reversed(tables) if self.is_turned else tables
        pieces.append(self._heading("參、課程發展相關佐證資料") + self._material())
        return "".join((*pieces, self._paragraph(NOTE)))

    def _heading(self, words: str) -> str:
        heading = self._paragraph(words, style="Marked")
        if not self.is_turned:
            return heading
        between = self._paragraph("■ 還有一行字")
        return f"<text:list><text:list-item>{heading}</text:list-item></text:list>{between}"

    def _facts(self, facts: Mapping[str, Sequence[str]]) -> str:
        rows = []
        for label, value in facts.items():
            if isinstance(value, str):
                rows.append(self._row([self._cell(label), self._cell(value, columns=2)]))
            elif self.is_turned:
                rows += [
                    self._row([self._cell(f"{label}（{each}）："), self._cell("", columns=2)])
                    for each in value
                ]
            else:
                covered = "<table:covered-table-cell/>"
                heads = [self._cell(f"{label}：", rows=2), covered]
                rows += [
                    self._row([head, self._cell(each), self._cell("")])
                    for head, each in zip(heads, value, strict=True)
                ]
        return self._table(rows)

    def _grid(self, columns: Iterable[tuple[str, str]]) -> str:
        columns = [*columns][:: -1 if self.is_turned else 1]
        head = self._row([self._cell(title) for title, _ in columns])
        if self.is_turned:
            cells = [self._cell(blank) for _, blank in columns]
            foot = self._row([self._cell(FOOT, columns=len(columns))])
            return self._table([head, self._row(cells, repeated=3), foot])
        # In the middle of the blank rows two cells are merged, as people leave them.
        blank = [self._cell(sample) for _, sample in columns]
        first = [*blank[:-1], self._cell(columns[-1][1], rows=2)]
        second = [*blank[:-1], "<table:covered-table-cell/>"] if not columns[-1][1] else blank
        rows = [first, second, blank] if not columns[-1][1] else [blank] * 3
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
        return self._table([head, *map(self._row, rows)])

    def _material(self) -> str:
        titles = ("階段", "指標", "利益關係人參與紀錄*5", "佐證資料*6")
        step = -1 if self.is_turned else 1
        return self._table(
            [self._row([self._cell(each) for each in row[::step]]) for row in (titles, *MATERIAL)]
        )

    def _table(self, rows: Iterable[str]) -> str:
        columns = f'<table:table-column table:number-columns-repeated="{_MOST_COLUMNS}"/>'
        return f"<table:table>{columns}{''.join(rows)}</table:table>"

    def _row(self, cells: Iterable[str], *, repeated: int = 1) -> str:
        count = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
        return f'<table:table-row table:style-name="Row"{count}>{"".join(cells)}</table:table-row>'

    def _cell(self, words: str, *, columns: int = 1, rows: int = 1) -> str:
        spans = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
        spans += f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
        lines = words.split("|")
        if self.is_turned and words.startswith("□"):
            lines = ["　".join(line for line in lines if line.strip("□：") != self.without)]
        style = "Standard" if words or self.is_turned else "Blank"
        content = "".join(self._paragraph(line, style=style) for line in lines)
        covered = "<table:covered-table-cell/>" * (columns - 1)
        return f"<table:table-cell{spans}>{content}</table:table-cell>{covered}"

    def _paragraph(self, words: str, *, style: str = "Standard") -> str:
        """A paragraph whose words are cut into pieces, as editing leaves them."""
        if self.without and words.strip("□：") == self.without:
            words = ""
        middle = len(words) // 2
        content = escape(words)
        if len(words) > 3:
            content = (
                f'<text:span text:style-name="A">{escape(words[:middle])}</text:span>'
                f'<text:span text:style-name="B">{escape(words[middle:])}</text:span>'
            )
        return f'<text:p text:style-name="{style}">{content}</text:p>'


def package(content: bytes) -> bytes:
    """An OpenDocument text with that content, in which not everything is XML."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' manifest:version="1.2">'
    )
    kinds = {
        "/": MIME_TYPE.decode(), "content.xml": "text/xml", "Thumbnails/thumbnail.png": "image/png",
    }  # fmt: skip
    for path, kind in kinds.items():
        manifest += (
            f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        )
    manifest += "</manifest:manifest>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME_TYPE, zipfile.ZIP_STORED)
        archive.writestr("Thumbnails/thumbnail.png", _PICTURE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def body_of(data: bytes) -> Element:
    """The text of a file as any reader of XML sees it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = fromstring(archive.read("content.xml")).find(  # noqa: S314 - our own
            "office:body/office:text", NAMESPACES
        )
    assert body is not None
    return body


def name_of(element: Element) -> str:
    """The name without its namespace."""
    return element.tag.rpartition("}")[2]


def grids_of(data: bytes) -> dict[str, list[list[list[str]]]]:
    """Heading -> the rows of the table below it; a cell is the list of its lines."""
    grids: dict[str, list[list[list[str]]]] = {}
    heading = ""
    for block in body_of(data):
        if name_of(block) == "table":
            grids[heading] = rows_of(block)
            continue
        for paragraph in block.iter():
            if paragraph.get(f"{{{NAMESPACES['text']}}}style-name", "").endswith("Marked"):
                heading = "".join(paragraph.itertext())
    return grids


def rows_of(table: Element) -> list[list[list[str]]]:
    """The rows of a table; what covers several places stands in each of them."""
    grid: dict[tuple[int, int], list[str]] = {}
    rows = [*own(table, "table-row")]
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if name_of(cell) != "table-cell":
                continue
            lines = [text_of(each) for each in own(cell, "p")]
            for below in range(number(cell, "rows")):
                for beside in range(number(cell, "columns")):
                    grid[place + below, column + beside] = lines
    return [[grid.get((place, column), []) for column in range(len(row))]
            for place, row in enumerate(rows)]  # fmt: skip


def own(element: Element, name: str) -> Iterator[Element]:
    """Elements of a name below an element, but not inside a table of their own."""
    for child in element:
        if name_of(child) == name:
            yield child
        elif name_of(child) != "table":
            yield from own(child, name)


def number(cell: Element, kind: str) -> int:
    """How many rows or columns a cell covers."""
    return int(cell.get(f"{{{NAMESPACES['table']}}}number-{kind}-spanned", "1"))


def text_of(paragraph: Element) -> str:
    """The text of a paragraph, its stored spaces among it."""
    words = paragraph.text or ""
    for child in paragraph:
        words += " " if name_of(child) == "s" else text_of(child)
        words += child.tail or ""
    return words
