"""Rules on what the reader had to interpret: one for each kind of repair on record."""

from collections.abc import Iterator
from dataclasses import replace

from curriculum.problems import Place, Severity
from curriculum.rules.registry import Finding
from curriculum.rules.standard_rulebook import STANDARD_RULES, StandardReview
from curriculum.standard import Repair, RepairKind

_rule = STANDARD_RULES.rule

_NAMED = 3
_LONGEST = 60


def _of_kind(review: StandardReview, kind: RepairKind) -> list[Repair]:
    return [repair for repair in review.standard.repairs if repair.kind is kind]


def _repairs(review: StandardReview, kind: RepairKind) -> Iterator[Finding]:
    for repair in _of_kind(review, kind):
        details = {"printed": repair.printed, "read_as": repair.read_as}
        yield Finding(items=repair.items, place=repair.place, details=details)


def gathered(review: StandardReview, kind: RepairKind) -> Iterator[Finding]:
    """One finding for all repairs of a kind, where there may be hundreds of them."""
    if repairs := _of_kind(review, kind):
        named = [shortened(repair.printed) for repair in repairs[:_NAMED]]
        more = "…" if len(repairs) > _NAMED else ""
        yield Finding(
            items=tuple(dict.fromkeys(code for repair in repairs for code in repair.items)),
            place=repairs[0].place,
            details={"count": str(len(repairs)), "printed": "；".join([*named, more]).strip("；")},
        )


def shortened(text: str) -> str:
    """The beginning of a text, as much as a list of several can hold."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@_rule("CUR201", "code-shape", Severity.WARNING)
def code_shape(review: StandardReview) -> Iterator[Finding]:
    """代碼的寫法與慣例不同，已照慣例讀取。

    例如 `O.2.1.1`（多一點）讀成 `O2.1.1`，`04.2.1`（數字 0）讀成 `O4.2.1`。
    課程文件一律用讀取後的代碼。請對照原文；若讀錯了，請在職能基準的 YAML 檔中改正。
    """
    return _repairs(review, RepairKind.CODE_SHAPE)


@_rule("CUR202", "glued-item", Severity.WARNING)
def glued_item(review: StandardReview) -> Iterator[Finding]:
    """兩個項目連在一起，中間沒有空格或換行，已依代碼分開。

    例如「O1.1.1客戶資料表O1.1.2分析報告」。請確認分開的位置正確。
    """
    return _repairs(review, RepairKind.GLUED_ITEM)


@_rule("CUR209", "wrong-row", Severity.WARNING)
def wrong_row(review: StandardReview) -> Iterator[Finding]:
    """項目印在另一個工作任務的列中，已依代碼歸位。

    代碼決定項目屬於哪個任務，位置只供參考：P3.2.2 即使印在 T3.3 的列中，仍屬於 T3.2。
    如果錯的是代碼而不是位置，請在 YAML 檔中改正代碼。
    """
    return _repairs(review, RepairKind.WRONG_ROW)


@_rule("CUR210", "wrong-column", Severity.WARNING)
def wrong_column(review: StandardReview) -> Iterator[Finding]:
    """項目印在另一種項目的欄位中，已依代碼歸類。

    例如 K 代碼印在技能欄。代碼的字母決定它是知識、技能、工作產出或行為指標。
    """
    return _repairs(review, RepairKind.WRONG_COLUMN)


@_rule("CUR211", "cut-text", Severity.WARNING)
def cut_text(review: StandardReview) -> Iterator[Finding]:
    """文字被換頁或換列切斷，已與下一列接起來。

    沒有代碼的文字接在同一欄上一個項目之後。一個換頁切斷的幾段文字列在一起，
    請確認接起來的句子完整、通順。
    """
    breaks: dict[Place, list[Repair]] = {}
    for repair in _of_kind(review, RepairKind.CUT_TEXT):
        place = repair.place
        # A row that a page break cuts is one finding, and so are the lines outside of tables.
        of_page = Place(path=place.path, page=place.page, column=int(place.column > 0))
        breaks.setdefault(of_page if place.page else replace(place, column=0), []).append(repair)
    for cuts in breaks.values():
        texts = (" ".join((*cut.items, shortened(cut.read_as or cut.printed))) for cut in cuts)
        yield Finding(
            items=tuple(dict.fromkeys(code for cut in cuts for code in cut.items)),
            place=cuts[0].place,
            details={"read_as": "；".join(texts)},
        )


@_rule("CUR212", "continued-cell", Severity.INFO)
def continued_cell(review: StandardReview) -> Iterator[Finding]:
    """知識或技能欄跨頁：旁邊沒有職能級別，視為前一格的延續。

    這些項目屬於整個主要職責（或前一格所涵蓋的任務），而不只屬於所在列的任務。
    """
    return _repairs(review, RepairKind.CONTINUED_CELL)


@_rule("CUR213", "shared-row", Severity.INFO)
def shared_row(review: StandardReview) -> Iterator[Finding]:
    """幾個工作任務印在同一列，產出、指標、知識與技能由它們共用。

    行為指標與工作產出仍依代碼分給各任務；知識與技能沒有任務代碼，由這些任務共用。
    """
    return _repairs(review, RepairKind.SHARED_ROW)


@_rule("CUR214", "shared-scope", Severity.WARNING)
def shared_scope(review: StandardReview) -> Iterator[Finding]:
    """這一列有自己的職能級別，但沒有知識與技能，視為與前面各列共用。

    原表可能是合併儲存格，也可能真的沒有列出。請對照原文確認。
    """
    return _repairs(review, RepairKind.SHARED_SCOPE)


@_rule("CUR215", "line-wrap", Severity.INFO)
def line_wrap(review: StandardReview) -> Iterator[Finding]:
    """字詞中間有換行留下的空格，已移除。

    中文字之間的空格通常來自排版換行。若那是刻意的空格，請在 YAML 檔中補回。
    """
    return _repairs(review, RepairKind.LINE_WRAP)


@_rule("CUR216", "markup", Severity.INFO)
def markup(review: StandardReview) -> Iterator[Finding]:
    """儲存格中留有網頁的排版標籤（例如 `<p>`），已移除。

    只移除排版用的標籤；其他標籤視為文字保留，並由 `foreign-markup` 提報。
    """
    return _repairs(review, RepairKind.MARKUP)


@_rule("CUR217", "control-characters", Severity.WARNING)
def control_characters(review: StandardReview) -> Iterator[Finding]:
    """文字中有看不見的控制字元，已移除。

    這些字元不屬於內容，卻會弄亂畫面或文件。
    """
    return _repairs(review, RepairKind.CONTROL_CHARACTERS)


@_rule("CUR218", "encoding", Severity.INFO)
def encoding(review: StandardReview) -> Iterator[Finding]:
    """檔案不是 UTF-8 編碼，已依另一種編碼讀取。

    如果文字中有錯字或亂碼，請將原檔另存為 UTF-8 後再讀一次。
    """
    return _repairs(review, RepairKind.ENCODING)


@_rule("CUR219", "unread-text", Severity.WARNING)
def unread_text(review: StandardReview) -> Iterator[Finding]:
    """有一段文字無法歸入職能基準的任何欄位。

    它沒有被丟掉，完整記在這裡。可能是沒有代碼的項目，也可能是表格外的說明；
    如果是內容，請在 YAML 檔中把它放到該放的地方。
    """
    return _repairs(review, RepairKind.UNREAD_TEXT)


@_rule("CUR223", "running-head", Severity.INFO)
def running_head(review: StandardReview) -> Iterator[Finding]:
    """每頁重複的頁首、頁尾與頁碼，不屬於內容，沒有放進任何欄位。

    只有在大多數的頁上、同一個位置印著同樣文字的，才算頁首或頁尾；其餘的照內文讀，
    放不進任何欄位的由 `unread-text` 提報。
    """
    return gathered(review, RepairKind.RUNNING_HEAD)


@_rule("CUR224", "doubtful", Severity.WARNING)
def doubtful(review: StandardReview) -> Iterator[Finding]:
    """這一項可能有別的讀法。

    例如 `P1.1.12日內備料` 可能是 P1.1.12，也可能是 P1.1.1；沒有代碼的一行、
    像代碼開頭的一行（`K0410大風險`），可能是另一個項目；沒有代碼的任務可能是另一個任務。
    照印出的文字無法判斷，請對照原文；讀錯了就在 YAML 檔中改正。
    """
    return _repairs(review, RepairKind.DOUBTFUL)


@_rule("CUR225", "hidden-text", Severity.WARNING)
def hidden_text(review: StandardReview) -> Iterator[Finding]:
    """檔案裡有隱藏的文字，畫面上看不到，沒有放進任何欄位。

    例如網頁裡不顯示的段落，或 Word 設為「隱藏」的文字。請打開檔案確認它不是內容；
    如果是內容，請在 YAML 檔中放到該放的地方。
    """
    return gathered(review, RepairKind.HIDDEN_TEXT)
