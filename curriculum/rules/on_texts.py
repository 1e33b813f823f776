"""Rules on the wording of items."""

import re
from collections.abc import Iterator

from curriculum.problems import Severity
from curriculum.rules.registry import Finding
from curriculum.rules.standard_rulebook import STANDARD_RULES, PrintedText, StandardReview
from curriculum.text import FOOTNOTE, merge_key
from curriculum.wording import is_noun_phrase

_rule = STANDARD_RULES.rule

_HANGING = re.compile(r"(?:[的之及與和或、，,：:（(「『]|以及|並且|包括|例如|如下)$")
_LEADING = re.compile(r"^[。，、；：．.,;!?！？）)」』]")
_TAG = re.compile(r"<[A-Za-z!/?][^<>]{0,200}>?")
_SENTENCE_END = ("。", "！", "？", ".", "」", "）", ")")
_MOST = 0.75


@_rule("CUR240", "no-observable-verb", Severity.WARNING)
def no_observable_verb(review: StandardReview) -> Iterator[Finding]:
    """行為指標沒有可觀察的動詞。

    行為指標應說明「做什麼」，這一項卻是名詞，或只有「了解、熟悉、具備」這類看不到、量不到的
    動詞。請確認學習目標，改用看得到的動詞。動詞表裡沒有的動詞不算問題，所以不會提報。
    """
    for criterion, wording in review.wordings.items():
        is_noun = not wording.has_verb and is_noun_phrase(criterion.text, review.verbs)
        is_vague = bool(wording.actions) and all(action.is_vague for action in wording.actions)
        if (is_noun or (is_vague and not wording.is_affective)) and merge_key(criterion.text):
            yield Finding(items=(criterion.code,), place=criterion.place)


@_rule("CUR241", "attitude-as-behaviour", Severity.WARNING)
def attitude_as_behaviour(review: StandardReview) -> Iterator[Finding]:
    """行為指標寫的是態度，不是行為。

    例如「保持警覺」無法直接觀察。評量時請找出看得到的表現，例如及時回報、主動檢查。
    """
    for criterion, wording in review.wordings.items():
        if wording.is_affective:
            yield Finding(items=(criterion.code,), place=criterion.place)


@_rule("CUR242", "run-on", Severity.WARNING)
def run_on(review: StandardReview) -> Iterator[Finding]:
    """行為指標把兩個句子連成一句，中間沒有標點或連接詞。

    讀者可能誤解誰做什麼。課程文件照原文顯示；學習目標請您確認。
    """
    for criterion, wording in review.wordings.items():
        if wording.is_run_on:
            yield Finding(items=(criterion.code,), place=criterion.place)


@_rule("CUR243", "suspicious-ending", Severity.WARNING)
def suspicious_ending(review: StandardReview) -> Iterator[Finding]:
    """文字的結尾像是沒有寫完。

    以「的、及、與、和、或、，」等結尾，或同類文字多以句號結尾而這一項沒有。
    可能是換頁時漏了後半段，請對照原文。
    """
    # A code that is printed with two texts is already reported, with both of them.
    varying = {
        item.code
        for item in (*review.standard.knowledge, *review.standard.skills)
        if len({merge_key(text) for text in item.texts}) > 1
    }
    sentences = [text for text in review.texts if text.kind == "P"]
    closed = [text for text in sentences if _bare(text).endswith(_SENTENCE_END)]
    sentences_close = len(closed) >= max(2, _MOST * len(sentences))
    for text in review.texts:
        bare = _bare(text)
        open_sentence = text.kind == "P" and sentences_close and not bare.endswith(_SENTENCE_END)
        if text.code not in varying and bare and (_HANGING.search(bare) or open_sentence):
            details = {"ending": bare[-8:]}
            yield Finding(items=_items(text), place=text.place, details=details)


@_rule("CUR244", "suspicious-start", Severity.WARNING)
def suspicious_start(review: StandardReview) -> Iterator[Finding]:
    """文字以標點符號開頭。

    前面可能漏了字。文字照原樣顯示，請對照原文。
    """
    for text in review.texts:
        if _LEADING.search(text.text):
            details = {"start": text.text[:8]}
            yield Finding(items=_items(text), place=text.place, details=details)


@_rule("CUR245", "empty-text", Severity.WARNING)
def empty_text(review: StandardReview) -> Iterator[Finding]:
    """有代碼，但沒有文字。

    請對照原文，確認是否漏印或漏讀。
    """
    for text in review.texts:
        if text.code and not text.text:
            yield Finding(items=_items(text), place=text.place)


@_rule("CUR246", "foreign-markup", Severity.WARNING)
def foreign_markup(review: StandardReview) -> Iterator[Finding]:
    """文字中有像是程式碼的標籤，照文字顯示。

    它不是排版用的標籤，所以沒有移除；顯示時只是文字，不會被執行。
    """
    for text in review.texts:
        if found := _TAG.search(text.text):
            yield Finding(items=_items(text), place=text.place, details={"tag": found[0][:40]})


def _bare(text: PrintedText) -> str:
    return FOOTNOTE.sub("", text.text).rstrip()


def _items(text: PrintedText) -> tuple[str, ...]:
    return (text.code,) if text.code else ()
