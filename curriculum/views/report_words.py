"""The official form's vocabulary, its boxes to tick, and how it writes columns and dates.

Words that fill a cell of the form are content: they are never translated.
"""

import datetime as dt
from collections.abc import Collection, Iterable

from curriculum.labels import Labels
from curriculum.text import merge_key
from curriculum.views.parts import Box, Column, Line

METHODS = ("講述教學", "討論教學", "演練教學", "協同教學", "專題教學", "示範教學", "案例教學")
"""The boxes of 表5."""
EQUIPMENT = ("電腦設備", "投影設備", "麥克風", "黑/白板", "視訊軟體及鏡頭", "喇叭")
"""The boxes of 表6."""
ASSESSMENTS = ("測驗", "作業評量", "實作評量", "口頭報告", "無")
"""The boxes of 表8 for ways of assessing."""
TOOLS = ("測驗卷", "評量題目", "意見回饋表", "檢核表", "無")
"""The boxes of 表8 for their tools."""


_LOOKS = {
    ("competencies", "level"): "number",
    ("map", "hours"): "number",
    ("goals", "level"): "number",
    ("methods", "methods"): "short",
}
"""Columns that hold a word or two."""


def columns(
    labels: Labels, table: str, *names: str, empty: Collection[str] = ()
) -> tuple[Column, ...]:
    """The columns of a table, with the titles that the form gives them.

    Args:
        labels: The words.
        table: Where the words for this table stand.
        names: The columns.
        empty: Those in which nothing stands, which then need no room.
    """
    return tuple(
        Column(
            title=(labels[f"report.{table}.{name}"],),
            look="short" if name in empty else _LOOKS.get((table, name), "text"),
        )
        for name in names
    )


def ticks(vocabulary: Iterable[str], chosen: Collection[str], labels: Labels) -> tuple[Line, ...]:
    """The form's boxes; what is chosen and none of them stands behind 其他."""
    wanted = {merge_key(each) or each: each for each in chosen}
    boxes: list[Line] = [
        (Box(word, is_ticked=wanted.pop(merge_key(word), None) is not None),) for word in vocabulary
    ]
    return (*boxes, other_box(labels.join(tuple(wanted.values())), labels))


def other_box(words: str, labels: Labels, *, is_proposed: bool = False) -> Line:
    """The box 其他, ticked where there is something behind it that is not only proposed."""
    is_ticked = bool(words) and not is_proposed
    return (Box(labels["report.other"], is_ticked=is_ticked), *((words,) if words else ()))


def date_text(day: str, labels: Labels) -> str:
    """A date as the form writes it."""
    date = dt.date.fromisoformat(day)
    return labels.fill("report.date", year=date.year, month=date.month, day=date.day)
