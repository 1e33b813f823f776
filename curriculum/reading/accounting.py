"""A last look at a reading: whatever was printed must be somewhere in what was read."""

import re
from collections.abc import Iterator

from curriculum.reading.back_matter import REQUIREMENT
from curriculum.reading.cleaning import clean
from curriculum.reading.front_matter import LABELS, is_label, is_level
from curriculum.reading.grid import Cell, Grid
from curriculum.standard import RepairKind, Standard
from curriculum.text import fold_width

_CODE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Za-z]{1,2}|0)\.?\d+(?:[.-]\d+)*")
_REQUIREMENT_WORDS = re.compile("建議擔任此|職類|職業|職務|之|學歷|經歷|或|與|及|能力|條件")
_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,2}")
_HEADING = re.compile(
    "主要職責|工作任務|工作產出|行為指標|職能級別|職能內涵|說明與補充事項|擇一填寫|知識|技能|態度"
    r"|knowledge|skills?|attitudes?|[ksa](?![a-z0-9])|[\W_]+",
    re.IGNORECASE,
)
_FORM = "\n".join(
    (*LABELS, "主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "職能內涵", "擇一填寫",
     "說明與補充事項", "nbsp", "strong", "span", "table", "div", "li", "ul", "br")
)  # fmt: skip
"""The words of the form and of layout tags, of which a page break may leave a part."""
_BETWEEN = re.compile(r"[\W_]+")
_TAKEN = "\n"


def lost_texts(grid: Grid, standard: Standard) -> Iterator[tuple[Cell, str]]:
    """The cells, each with what it prints that is neither in the standard nor in its repairs."""
    texts = sorted(set(_squeezed(_texts(standard))), key=len, reverse=True)
    everything = _TAKEN.join(texts)
    for row in grid.rows:
        for cell in row.filled:
            printed = clean(cell.text).text
            text = _squeeze(printed)
            if text in everything or _is_of_the_form(text) or is_level(text):
                continue
            # Codes that stand apart are found before the white space is gone: ISO 9001, K07.
            apart = (_squeeze(part) for part in _CODE.split(fold_width(printed)))
            lost = _without(_TAKEN.join(apart), texts, everything)
            if lost:
                yield cell, " ".join(lost)


def _is_of_the_form(text: str) -> bool:
    """Whether a text is one of the form's own words, or a part that a page break left."""
    return text in _FORM or is_label(text) or not _HEADING.sub("", text)


def _beside_the_words(heading: re.Match[str]) -> str:
    """What the heading of the requirements says besides its usual words."""
    return _TAKEN + _REQUIREMENT_WORDS.sub(_TAKEN, heading[0]) + _TAKEN


def _without(text: str, texts: list[str], everything: str) -> list[str]:
    """What is left of a text without what was read of it, its codes and the form's words."""
    left = []
    for part in _CODE.sub(_TAKEN, REQUIREMENT.sub(_beside_the_words, text)).split(_TAKEN):
        if part in everything:
            continue
        rest = part
        for known in texts:
            if len(known) > 1 and known in rest:
                rest = rest.replace(known, _TAKEN)
        left.append(rest)
    text = _TAKEN.join(left)
    return [
        piece
        for part in _BETWEEN.split(text)
        if (piece := part.strip())
        and not (piece in everything or _is_of_the_form(piece) or _NUMERAL.fullmatch(piece))
    ]


def _texts(standard: Standard) -> Iterator[str]:
    """Every text of the standard, and what its repairs quote as left out."""
    yield from (standard.code, standard.name, standard.title, standard.description)
    for kinds in (standard.job_categories, standard.occupations, standard.industries):
        for category in kinds:
            yield from (category.name, category.code)
    for row in standard.versions:
        yield from (row.version, row.code, row.name, row.status, row.remark, row.date)
    for item in (*standard.duties, *standard.tasks, *standard.outputs, *standard.criteria):
        yield item.text
    for use in (*standard.knowledge, *standard.skills):
        yield from use.texts
    for attitude in standard.attitudes:
        yield from (attitude.name, attitude.text)
    yield from (requirement.text for requirement in standard.notes.requirements)
    for remark in standard.notes.remarks:
        yield from (remark.text, remark.mark)
    for repair in standard.repairs:
        if repair.kind in {RepairKind.UNREAD_TEXT, RepairKind.RUNNING_HEAD}:
            yield repair.printed


def _squeezed(texts: Iterator[str]) -> Iterator[str]:
    return (squeezed for text in texts if (squeezed := _squeeze(text)))


def _squeeze(text: str) -> str:
    """A text as two printings of it are compared: half-width, without white space."""
    return "".join(fold_width(text).split())
