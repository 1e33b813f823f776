"""How near a K or S item's words are to a task's words.

Standards that print K and S for a whole duty do not say which task needs an item. Shared words
do, where there are any: vectors of character pairs and triples, weighted by how rare they are
over the tasks of the standard (TF-IDF), compared by cosine. Word segmentation, embeddings and
synonym lists gave nothing reliable on top.

Standards of other countries are written in words with spaces between them: there, words count
instead of characters, or an item would belong to a task because both have an `ing`.
"""

import dataclasses
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from curriculum.standard import Coded, Standard, Task
from curriculum.text import FOOTNOTE

DIGITS = 6
"""Scores are rounded to so many digits before they are compared: no order hangs on noise."""

_SIZES = (2, 3)
_BRACKETS = re.compile(r"[()\[\]{}<>《》〈〉「」『』【】]")
_BETWEEN_WORDS = re.compile(r"[^\w]+|_")
_SUFFIX = re.compile(r"(?:相關)?(?:知識|概念|概論|理論|原則|原理|能力|技能|技巧|技術|方法)$")
_SHORTEST_CORE = 2
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Letters of a word that count: `customer`, `customers`; `produce`, `production`."""

Vector = Mapping[str, float]
"""Gram -> weight, of length 1; empty when nothing is left of a text."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """An item beside one task."""

    whole: float
    """Cosine with the whole task, 0 to 1."""
    best: float
    """Cosine with its nearest segment, 0 to 1."""
    segment: Coded
    """That segment: the task itself, an output or a criterion."""
    words: str
    """The longest run of characters that item and segment share."""


@dataclasses.dataclass(frozen=True, slots=True)
class Segment:
    """What of several texts is nearest to an item."""

    score: float
    """Cosine, 0 to 1."""
    code: str
    """Code of the nearest text."""
    words: str
    """The longest run of characters that it shares with the item."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Segment:
    source: Coded
    vector: Vector


@dataclasses.dataclass(frozen=True, slots=True)
class _TaskWords:
    whole: Vector
    segments: tuple[_Segment, ...]


class TaskVectors:
    """The words of all tasks of a standard, ready to be compared with."""

    def __init__(self, standard: Standard) -> None:
        parts = {task.code: _parts(task, standard) for task in standard.tasks}
        texts = (item.text for items in parts.values() for item in items)
        self._in_words = not any(_HAN.search(text) for text in texts)
        counts = {
            code: self._counts([item.text for item in (items[0], *items)])
            for code, items in parts.items()
        }
        frequency = Counter(gram for found in counts.values() for gram in found)
        # Smoothed, so that a gram of every task still counts a little and an unseen one most.
        self._rarity = {
            gram: math.log((1 + len(counts)) / (1 + number)) + 1
            for gram, number in frequency.items()
        }
        self._unseen = math.log(1 + len(counts)) + 1
        self._tasks = {
            code: _TaskWords(
                self._vector(counts[code]),
                tuple(_Segment(item, self._vector(self._counts([item.text]))) for item in items),
            )
            for code, items in parts.items()
        }

    def nearness(self, text: str, tasks: Sequence[str]) -> list[Nearness]:
        """An item's text beside each of the tasks, in their order."""
        vector = self._vector(self._counts([text]))
        found = []
        for code in tasks:
            words = self._tasks[code]
            scores = [_cosine(vector, segment.vector) for segment in words.segments]
            best = max(range(len(scores)), key=lambda n: (scores[n], -n))
            segment = words.segments[best]
            found.append(
                Nearness(
                    whole=_cosine(vector, words.whole),
                    best=scores[best],
                    segment=segment.source,
                    words=self._shared(text, segment.source.text),
                )
            )
        return found

    def _counts(self, texts: Sequence[str]) -> Counter[str]:
        if self._in_words:
            return Counter(word[:_STEM] for text in texts for word in _words(text))
        return _counts(core(text) for text in texts)

    def _shared(self, one: str, other: str) -> str:
        if not self._in_words:
            return shared_words(core(one), core(other))
        stems = {word[:_STEM] for word in _words(one)}
        return ", ".join(dict.fromkeys(word for word in _words(other) if word[:_STEM] in stems))

    def nearest(self, text: str, items: Sequence[Coded]) -> Segment:
        """The one of some items that is nearest to a text, the first of equals."""
        vector = self._vector(self._counts([text]))
        return max(
            (
                Segment(
                    _cosine(vector, self._vector(self._counts([item.text]))),
                    item.code,
                    self._shared(text, item.text),
                )
                for item in items
            ),
            key=lambda segment: segment.score,
            default=Segment(0.0, "", ""),
        )

    def _vector(self, counts: Mapping[str, int]) -> Vector:
        weights = {
            gram: (1 + math.log(number)) * self._rarity.get(gram, self._unseen)
            for gram, number in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()}


def core(text: str) -> str:
    """A text as it is compared: half-width, without notes, brackets, spaces and generic suffix.

    >>> core("測試程序和計劃原則【註2】")
    '測試程序和計劃'
    """
    plain = unicodedata.normalize("NFKC", FOOTNOTE.sub("", text)).casefold()
    bare = _BRACKETS.sub("", "".join(plain.split()))
    shorter = _SUFFIX.sub("", bare)
    return shorter if len(shorter) >= _SHORTEST_CORE else bare


def shared_words(one: str, other: str) -> str:
    """The longest run of characters that two texts share; the first of equals."""
    best = ""
    for start in range(len(one)):
        while one[start : start + len(best) + 1] in other and start + len(best) < len(one):
            best = one[start : start + len(best) + 1]
    return best


def _words(text: str) -> list[str]:
    """The words of a text that may mean something: those of four letters and more."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _parts(task: Task, standard: Standard) -> tuple[Coded, ...]:
    return (task, *standard.outputs_of(task.code), *standard.criteria_of(task.code))


def _counts(texts: Iterable[str]) -> Counter[str]:
    """The grams of texts; none goes over a punctuation mark."""
    return Counter(
        run[start : start + size]
        for text in texts
        for run in _BETWEEN_WORDS.split(text)
        for size in _SIZES
        for start in range(len(run) - size + 1)
    )


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    # `fsum` does not depend on the order of the terms.
    return round(math.fsum(weight * other.get(gram, 0.0) for gram, weight in one.items()), DIGITS)
