"""Rules on what a standard prints, and does not print, for its tasks."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from curriculum.problems import Place, Severity
from curriculum.rules.registry import Finding
from curriculum.rules.standard_rulebook import STANDARD_RULES, StandardReview
from curriculum.standard import Coded, Duty, Standard
from curriculum.text import FOOTNOTE, footnote_key

_rule = STANDARD_RULES.rule


def _is_outline(standard: Standard, items: Iterable[object]) -> bool:
    """Whether a foreign framework gives none of these at all, which is one finding of its own."""
    return standard.framework is not None and not any(items)


def _lacking(
    standard: Standard, items_of: Callable[[str], Sequence[Coded]], bare: Iterable[Duty]
) -> Iterator[Finding]:
    """The tasks without any item of a kind, and the bare duties that have no tasks."""
    for task in standard.tasks:
        if not items_of(task.code):
            yield Finding(items=(task.code,), place=task.place)
    for duty in bare:
        if not duty.tasks:
            yield Finding(items=(duty.code,), place=duty.place)


@_rule("CUR230", "missing-output", Severity.INFO)
def missing_output(review: StandardReview) -> Iterator[Finding]:
    """工作任務沒有工作產出。

    職能基準可以不列工作產出，所以不會替您編一個；評量改以行為表現為證據。
    """
    standard = review.standard
    if _is_outline(standard, standard.outputs):
        return iter(())
    bare = (duty for duty in standard.duties if not any(block.outputs for block in duty.blocks))
    return _lacking(standard, standard.outputs_of, bare)


@_rule("CUR231", "missing-criterion", Severity.WARNING)
def missing_criterion(review: StandardReview) -> Iterator[Finding]:
    """工作任務沒有行為指標。

    沒有行為指標就沒有可以評量的標準。請對照原文，確認是否漏讀。
    """
    standard = review.standard
    if _is_outline(standard, standard.criteria):
        return iter(())
    bare = (duty for duty in standard.duties if not any(block.criteria for block in duty.blocks))
    return _lacking(standard, standard.criteria_of, bare)


@_rule("CUR232", "missing-level", Severity.WARNING)
def missing_level(review: StandardReview) -> Iterator[Finding]:
    """沒有印出職能級別。

    級別影響學習目標的程度與時數的分配；沒有級別時以整份職能基準的級別計算，
    兩者都沒有時以第 3 級計算。
    """
    standard = review.standard
    if _is_outline(standard, (standard.level, *(block.level for block in standard.blocks))):
        return
    if standard.level is None:
        yield Finding(place=standard.place, details={"where": standard.code or "whole"})
    for duty in standard.duties:
        without = tuple(task.code for task in duty.tasks if standard.level_of(task.code) is None)
        if without:
            yield Finding(items=without, place=duty.place, details={"where": duty.code})
        elif not duty.tasks and all(block.level is None for block in duty.blocks):
            yield Finding(items=(duty.code,), place=duty.place, details={"where": duty.code})


@_rule("CUR233", "wide-scope", Severity.INFO)
def wide_scope(review: StandardReview) -> Iterator[Finding]:
    """知識與技能是為整個主要職責（或幾個任務）列出，沒有分到各任務。

    課程因此無法直接從職能基準得知哪個單元該教哪一項；規劃時的分配請您確認。
    """
    wide = [
        duty
        for duty in review.standard.duties
        if any(len(block.tasks) > 1 and (block.knowledge or block.skills) for block in duty.blocks)
    ]
    if wide:
        yield Finding(items=tuple(duty.code for duty in wide), place=wide[0].place)


@_rule("CUR234", "undefined-footnote", Severity.WARNING)
def undefined_footnote(review: StandardReview) -> Iterator[Finding]:
    """文字中用了附註，但說明與補充事項中沒有它的內容。

    請對照原文，確認是否漏印。
    """
    seen = {footnote_key(remark.mark) for remark in review.standard.notes.remarks}
    for code, text, place in _marked(review):
        for found in FOOTNOTE.finditer(text):
            mark = footnote_key(found[0])
            if mark not in seen:
                seen.add(mark)
                items = (code,) if code else ()
                yield Finding(items=items, place=place, details={"mark": mark})


@_rule("CUR235", "unused-footnote", Severity.INFO)
def unused_footnote(review: StandardReview) -> Iterator[Finding]:
    """說明與補充事項中有附註的內容，但沒有任何項目用到它。

    可能是項目後面漏印了附註記號。
    """
    used = {
        footnote_key(found[0])
        for _, text, _ in _marked(review)
        for found in FOOTNOTE.finditer(text)
    }
    for remark in review.standard.notes.remarks:
        if remark.mark and footnote_key(remark.mark) not in used:
            yield Finding(place=remark.place, details={"mark": remark.mark})


def _marked(review: StandardReview) -> Iterator[tuple[str, str, Place]]:
    """Code, text and place of all that may carry a footnote mark."""
    standard = review.standard
    yield "", standard.description, standard.place
    for text in review.texts:
        yield text.code, text.text, text.place
    for requirement in standard.notes.requirements:
        yield "", requirement.text, requirement.place


@_rule("CUR236", "missing-part", Severity.WARNING)
def missing_part(review: StandardReview) -> Iterator[Finding]:
    """整份職能基準沒有讀到某一部分，而職能基準通常都有。

    例如一項態度也沒有。可能原文真的沒有，也可能檔案少了幾頁，或那一部分的標題寫法特別，
    程式認不出來。請對照原文；漏了的，請在 YAML 檔中補上。
    """
    standard = review.standard
    parts = {
        "code": standard.code,
        "name": standard.name,
        "outputs": standard.outputs,
        "criteria": standard.criteria,
        "knowledge": standard.knowledge,
        "skills": standard.skills,
        "attitudes": standard.attitudes,
    }
    for part, found in parts.items():
        if not (found or standard.framework):
            yield Finding(place=standard.place, details={"part": part})
