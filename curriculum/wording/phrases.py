"""Words in front, words behind, and noun phrases that hold verbs."""

import itertools
import re

from curriculum.tables import Verbs
from curriculum.text import FOOTNOTE

OF = ("的", "之")
"""What joins a noun to what it belongs to."""
_SHORTEST_SENTENCE = 7
_LONGEST_NOUN = 14
STOPS = " 　。.；;，,"
"""What may stand at the end of a sentence or clause without being part of it."""
_HALF_WIDTH = str.maketrans({",": "，", ";": "；", ":": "："})


def bare(text: str) -> str:
    """The text without footnote marks, line breaks, final stops and half-width commas."""
    plain = FOOTNOTE.sub("", text).translate(_HALF_WIDTH)
    return re.sub(r"\s*\n\s*", "", plain).strip(STOPS)


def opening(text: str, words: tuple[str, ...]) -> str:
    """The first of `words` (the longest stand first) that the text begins with, or nothing."""
    # Asking for all of them at once is many times faster, and the answer is mostly no.
    if not text.startswith(words):
        return ""
    return next(itertools.compress(words, map(text.startswith, words)))


def ending(text: str, words: tuple[str, ...]) -> str:
    """The first of `words` that the text ends with, or nothing."""
    if not text.endswith(words):
        return ""
    return next(itertools.compress(words, map(text.endswith, words)))


def turned_around(text: str, verbs: Verbs) -> tuple[tuple[str, str], ...]:
    """Verbs and objects of a noun phrase: 對X的使用及Y的整合 -> (使用, X), (整合, Y).

    Returns:
        Pairs of verb and object; nothing when any stretch of the phrase has no verbal noun.
    """
    rest = bare(text)
    for opener in verbs.prepositions:
        rest = rest.removeprefix(opener)
    found: list[tuple[str, str]] = []
    while rest:
        cut = _first_item(rest, verbs)
        if cut is None:
            return ()
        thing, names, rest = cut
        found += [(name, thing) for name in names]
    return tuple(found)


def is_noun_phrase(text: str, verbs: Verbs) -> bool:
    """Whether a sentence in which no verb was found names a thing rather than says what is done.

    A table of verbs is never complete: 依組別分裝食材 has a verb even if the table lacks it. What
    holds a verbal noun, or is short and joins its words by 的 or 之, or is too short for verb and
    object, is taken for a noun, unless it begins like a sentence (依…, 於…): better to miss a noun
    than to blame a sentence whose verb we do not know.
    """
    if turned_around(text, verbs):
        return True
    plain = bare(text)
    if opening(plain, (*verbs.prepositions, *verbs.context_openers, *verbs.adverbs)):
        return False
    joined = len(plain) <= _LONGEST_NOUN and any(mark in plain for mark in OF)
    return joined or len(plain) < _SHORTEST_SENTENCE


def tail_verbs(text: str, verbs: Verbs) -> tuple[str, tuple[str, ...]]:
    """The object and the verbal nouns at a phrase's end: 設備使用與維護 -> 設備, (使用, 維護)."""
    names: list[str] = []
    rest = text
    while name := ending(rest, tuple(verb for verb in verbs.all if len(verb) > 1)):
        if name in verbs.often_nouns:
            break
        names.insert(0, name)
        rest = rest.removesuffix(name)
        joint = ending(rest, verbs.weak_conjunctions)
        if joint and not ending(rest.removesuffix(joint), verbs.all):
            break
        rest = rest.removesuffix(joint)
    return rest.rstrip("的之") if names else text, tuple(names)


def _first_item(text: str, verbs: Verbs) -> tuple[str, list[str], str] | None:
    """The first X的V(及V) of a noun phrase: X, its verbs, and what follows the next joint."""
    for position in range(1, len(text)):
        if text[position] not in OF:
            continue
        names: list[str] = []
        rest = text[position + 1 :]
        while name := opening(rest, verbs.all):
            names.append(name)
            rest = rest.removeprefix(name)
            joint = opening(rest, verbs.weak_conjunctions)
            after = rest.removeprefix(joint)
            if not rest or (joint and not opening(after, verbs.all)):
                return text[:position], names, after
            if not joint:
                break
            if _first_item(after, verbs):
                return text[:position], names, after
            rest = after
    return None
