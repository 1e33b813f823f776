"""Rules on codes: duplicates, conflicts, gaps, order, and codes that name nothing."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from curriculum.problems import Place, Severity
from curriculum.rules.registry import Finding
from curriculum.rules.standard_rulebook import STANDARD_RULES, StandardReview
from curriculum.standard import Coded, KsaItem, Standard
from curriculum.text import merge_key, numbers_of

_rule = STANDARD_RULES.rule

_USUAL_STANDARD_CODE = re.compile(r"[A-Z]{3,4}\d[A-Z\d]\d{2}-\d{3}(v\d+)?")
_USUAL_ITEM_CODE = re.compile(r"T\d+(\.\d+)?|[OP]\d+\.\d+\.\d+|[A-Z]?[KS]\d{2,3}|A\d{2,3}")
_USUAL_WITHOUT_TASKS = re.compile(r"[OP]\d+\.\d+(\.\d+)?")

CodeAt = tuple[str, Place]
"""A code and where it stands."""


def _nested(standard: Standard) -> Iterator[Sequence[CodeAt]]:
    """The items of one parent at a time: what is counted from 1."""
    for duty in standard.duties:
        yield [(task.code, task.place) for task in duty.tasks]
        for kind in ("outputs", "criteria"):
            items = [
                (item.code, item.place)
                for block in duty.blocks
                for item in getattr(block, kind)
                if item.code
            ]
            items.sort(key=_parent)
            yield from (list(group) for _, group in itertools.groupby(items, key=_parent))


def _parent(item: CodeAt) -> tuple[int, ...]:
    return numbers_of(item[0])[:-1]


def _flat(standard: Standard) -> Iterator[Sequence[CodeAt]]:
    """The items numbered over the whole document, one family of letters at a time."""
    families: dict[str, list[CodeAt]] = {}
    for code, place in (
        *((duty.code, duty.place) for duty in standard.duties),
        *((item.code, item.place) for item in (*standard.knowledge, *standard.skills)),
        *((item.code, item.place) for item in standard.attitudes),
    ):
        families.setdefault(code.rstrip("0123456789"), []).append((code, place))
    yield from families.values()


@_rule("CUR203", "conflicting-text", Severity.WARNING)
def conflicting_text(review: StandardReview) -> Iterator[Finding]:
    """同一個代碼印了不同的文字。

    各主要職責照自己所印的文字顯示，其他地方用第一次印的文字，直到您決定用哪一個。
    請在職能基準的 YAML 檔中統一，或保留原樣。
    """
    for item in (*review.standard.knowledge, *review.standard.skills):
        if len({merge_key(text) for text in item.texts}) > 1:
            yield _texts_of(item)


@_rule("CUR204", "varying-text", Severity.INFO)
def varying_text(review: StandardReview) -> Iterator[Finding]:
    """同一個代碼的文字只差在標點、空格或附註記號。

    意思相同，視為同一項；各處照所印的文字顯示。
    """
    for item in (*review.standard.knowledge, *review.standard.skills):
        if len(item.texts) > 1 and len({merge_key(text) for text in item.texts}) == 1:
            yield _texts_of(item)


def _texts_of(item: KsaItem) -> Finding:
    details = {"texts": "」／「".join(item.texts)}
    return Finding(items=(item.code,), place=item.place, details=details)


@_rule("CUR205", "same-item", Severity.INFO)
def same_item(review: StandardReview) -> Iterator[Finding]:
    """不同代碼的文字相同，視為同一項。

    比對時不計空格、標點、附註記號，以及一個通用字尾（技能的「能力、技能、技巧、的」，
    知識的「知識、相關」）。課程中只教一次、時數只計一次；所有代碼都保留自己的頁面。
    文字只是相近的項目絕不合併。
    """
    for item in (*review.standard.knowledge, *review.standard.skills):
        codes = (item.code, *item.same_as)
        if item.same_as and item.code == min(codes, key=numbers_of):
            yield Finding(items=codes, place=item.place, details={"text": item.text})


@_rule("CUR206", "duplicate-code", Severity.WARNING)
def duplicate_code(review: StandardReview) -> Iterator[Finding]:
    """同一個代碼用在兩個項目上。

    職責、任務、產出、行為指標與態度的代碼應各只出現一次；知識與技能在同一格中也是。
    請對照原文，改正其中一個代碼。
    """
    standard = review.standard
    groups: list[list[CodeAt]] = [
        [(duty.code, duty.place) for duty in standard.duties],
        [(task.code, task.place) for task in standard.tasks],
        [(item.code, item.place) for item in standard.outputs],
        [(item.code, item.place) for item in standard.criteria],
        [(item.code, item.place) for item in standard.attitudes],
        *([(use.code, use.place) for use in block.knowledge] for block in standard.blocks),
        *([(use.code, use.place) for use in block.skills] for block in standard.blocks),
    ]
    for group in groups:
        counts = Counter(code for code, _ in group)
        places = dict(group)  # the last place: where the code came up again
        for code, count in counts.items():
            if code and count > 1:
                details = {"count": str(count)}
                yield Finding(items=(code,), place=places[code], details=details)


@_rule("CUR207", "number-gap", Severity.INFO)
def number_gap(review: StandardReview) -> Iterator[Finding]:
    """編號不連續，中間缺號。

    可能是發布時刪去了項目，也可能是漏印。缺的編號不會補上。
    主要職責、知識、技能與態度可以不從 1 開始（例如接續另一個級別的職能基準）。
    """
    for group in _nested(review.standard):
        yield from _gaps(group, starts_at_one=True)
    for group in _flat(review.standard):
        yield from _gaps(group, starts_at_one=False)


def _gaps(group: Sequence[CodeAt], *, starts_at_one: bool) -> Iterator[Finding]:
    coded = {numbers_of(code)[-1]: (code, place) for code, place in group if numbers_of(code)}
    expected = 1 if starts_at_one else min(coded, default=1)
    width = min((len(_last_digits(code)) for code, _ in coded.values()), default=1)
    for number, (code, place) in sorted(coded.items()):
        if number > expected:
            stem = code.removesuffix(_last_digits(code))
            first, last = (f"{stem}{each:0{width}}" for each in (expected, number - 1))
            missing = first if first == last else f"{first}–{last}"
            yield Finding(items=(code,), place=place, details={"missing": missing})
        expected = number + 1


def _last_digits(code: str) -> str:
    """The digits of a code's last number; numbers of one digit tell that no zeros are put."""
    return code[len(code.rstrip("0123456789")) :]


@_rule("CUR208", "number-order", Severity.INFO)
def number_order(review: StandardReview) -> Iterator[Finding]:
    """編號的先後與印出的順序不同。

    課程依印出的順序編排，代碼不變。
    """
    for group in itertools.chain(_nested(review.standard), _flat(review.standard)):
        for (before, _), (after, place) in itertools.pairwise(group):
            if numbers_of(after)[-1:] < numbers_of(before)[-1:]:
                yield Finding(items=(after, before), place=place)
                break


@_rule("CUR220", "unusual-code", Severity.INFO)
def unusual_code(review: StandardReview) -> Iterator[Finding]:
    """代碼的形式少見，照原文使用。

    職能基準代碼通常是三個字母、四個數字、`-` 與三個數字，再加版本（如 `v2`）；
    項目代碼通常如 T1.1、O1.1.1、P1.1.1、K01、S01、A01。代碼由發布單位編訂，不會替您改。
    """
    standard = review.standard
    if not standard.framework and not _USUAL_STANDARD_CODE.fullmatch(standard.code):
        yield Finding(items=(standard.code,) if standard.code else (), place=standard.place)
    codes: dict[str, Place] = {}
    for text in review.texts:
        usual = _USUAL_ITEM_CODE.fullmatch(text.code)
        if (
            text.code
            and not usual
            and not (not standard.tasks and _USUAL_WITHOUT_TASKS.fullmatch(text.code))
        ):
            codes.setdefault(text.code, text.place)
    for code, place in codes.items():
        yield Finding(items=(code,), place=place)


@_rule("CUR221", "missing-code", Severity.WARNING)
def missing_code(review: StandardReview) -> Iterator[Finding]:
    """項目只有文字，沒有代碼。

    文字照樣列出，但無法用代碼追蹤。代碼由發布單位編訂，不會替您編一個。
    """
    for text in review.texts:
        if not text.code:
            yield Finding(place=text.place, details={"text": text.text})


@_rule("CUR222", "stray-code", Severity.WARNING)
def stray_code(review: StandardReview) -> Iterator[Finding]:
    """代碼指向不存在的職責或任務。

    例如 P3.5.1 指向 T3.5，但職能基準中沒有 T3.5；項目留在所印的位置。
    """
    tasks = {numbers_of(task.code) for task in review.standard.tasks}
    for duty in review.standard.duties:
        number = numbers_of(duty.code)[:1]
        for task in duty.tasks:
            named = numbers_of(task.code)[:1]
            if number and named and named != number:
                yield _stray(task.code, named, task.place)
        items: list[Coded] = [
            item for block in duty.blocks for item in (*block.outputs, *block.criteria)
        ]
        for item in items:
            named = numbers_of(item.code)[: 2 if duty.tasks else 1]
            known = named in tasks if duty.tasks else named == number
            if named and not known:
                yield _stray(item.code, named, item.place)


def _stray(code: str, named: tuple[int, ...], place: Place) -> Finding:
    return Finding(items=(code,), place=place, details={"named": _name(named)})


def _name(numbers: tuple[int, ...]) -> str:
    return "T" + ".".join(map(str, numbers))
