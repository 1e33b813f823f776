"""What the official naming rules do not allow in the title of a course."""

import re

from curriculum.tables import ReviewWords, Watched
from curriculum.text import fold_width

_LEVEL = re.compile(
    r"(?<!\d)第?\s*[1-6]\s*級|第\s*[一二三四五六]\s*級"
    r"|(?<![A-Z0-9])L(?:EVEL|V\.?)?\s*[1-6](?![A-Z0-9])",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+#.'-]*")
_CHINESE = re.compile("[\u3400-\u9fff]")


def words_in(title: str, watched: Watched) -> tuple[str, ...]:
    """The watched words of a title; those in a harmless phrase do not count."""
    for phrase in watched.harmless:
        title = title.replace(phrase, " ")
    return tuple(word for word in watched.words if word in title)


def levels_in(title: str) -> tuple[str, ...]:
    """What looks like a competency level: 第3級, L3, Level 3.

    >>> levels_in("客服L3與第四級課程")
    ('L3', '第四級')
    """
    found = _LEVEL.finditer(fold_width(title))
    return tuple(title[match.start() : match.end()] for match in found)


def foreign_words_in(title: str, review: ReviewWords) -> tuple[str, ...]:
    """The foreign words of a title, where it has more of them than Chinese characters."""
    foreign = [word for word in _LATIN.findall(title) if word.casefold() not in review.terms]
    return tuple(foreign) if len(foreign) > len(_CHINESE.findall(title)) else ()


def legal_name(name: str, review: ReviewWords) -> str:
    """A name without anything that a title may not have."""
    while True:
        legal = name
        for watched in review.titles.values():
            for word in words_in(legal, watched):
                legal = legal.replace(word, "")
        for level in levels_in(legal):
            legal = legal.replace(level, "")
        if legal == name:
            return name.strip()
        # What stood on both sides of a word may make another one.
        name = legal
