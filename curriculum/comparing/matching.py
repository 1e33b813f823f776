"""Finding the items of one version of a standard in another, by their texts and codes.

First what has the same text; then what was split or merged; then the most alike of the rest.
Nothing depends on which version is called the old one. Candidates come from an index of pairs of
characters, so that large standards cost little more than their size.
"""

import dataclasses
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from curriculum.comparing.likeness import FOLLOWED, REWORDED, Grams, grams, likeness

_SAME_CODE = 0.15
_SAME_HOME = 0.05
"""What a common code, and a common task, add to likeness where several items would fit."""
_WHOLE = 0.6
"""Share of a text that its parts must have together."""
_OWN = 0.2
"""Share of it that each part must have alone."""
_FROM_WHOLE = 0.35
"""Share of a part that must come from the whole."""
_MOST_COMMON = 64
"""A pair of characters in more items than these tells none from the others."""
_MOST_CANDIDATES = 8
_NEVER_CERTAIN = 0.99

Pair = tuple[int, int]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What of an item speaks for its being another's former or later self."""

    code: str
    text: str
    homes: tuple[str, ...]
    """Where it is printed: codes of tasks or duties, those of the newer version."""

    @property
    def key(self) -> str:
        """The text as it is compared: white space is layout."""
        return "".join(self.text.split())


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """Items of the old version that are items of the new one, by their positions."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    """1 for equal texts; else how much of the words they share."""


def match(old: Sequence[Sought], new: Sequence[Sought]) -> list[Match]:
    """What stands in both versions, each item at most once.

    Args:
        old: Items of one kind, in printed order.
        new: The same of the other version.

    Returns:
        Matches of one item with one; a split one with its parts; several with what they became.
        The first of several parts is the one that has most of the whole.
    """
    matching = _Matching(old, new)
    matching.pair_equal(lambda item: (item.key, item.code))
    matching.pair_equal(lambda item: (item.key, item.homes) if item.key else None)
    matching.pair_equal(lambda item: item.key or None)
    matching.pair_similar()
    return matching.found


class _Matching:
    """The items that are not matched yet, and the matches so far."""

    def __init__(self, old: Sequence[Sought], new: Sequence[Sought]) -> None:
        self.found: list[Match] = []
        self._old, self._new = old, new
        self._free_old = dict.fromkeys(range(len(old)))
        self._free_new = dict.fromkeys(range(len(new)))

    def pair_equal(self, key: Callable[[Sought], Hashable]) -> None:
        """Match items with equal keys, the first with the first; None is no key."""
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for j in self._free_new:
            waiting[key(self._new[j])].append(j)
        waiting.pop(None, None)
        for i in list(self._free_old):
            others = waiting.get(key(self._old[i]))
            if others:
                self._take(Match((i,), (others.popleft(),), 1.0))

    def pair_similar(self) -> None:
        """Match what was split or merged, then what was reworded, the surest first."""
        similar = {(i, j): self._likeness(i, j) for i, j in self._candidates()}
        groups = [
            *(Match((i,), parts, share) for i, parts, share in self._divided(similar)),
            *(
                Match(parts, (j,), share)
                for j, parts, share in self._divided({(j, i): x for (i, j), x in similar.items()},
                                                     is_mirrored=True)
            ),
        ]  # fmt: skip
        for group in sorted(groups, key=_surest_first):
            self._take(group)
        ranked = sorted(
            (-self._rank(pair, share), min(pair), max(pair), pair)
            for pair, share in similar.items()
            if share >= (REWORDED if self._has_one_code(pair) else FOLLOWED)
        )
        for *_, (i, j) in ranked:
            self._take(Match((i,), (j,), min(round(similar[i, j], 2), _NEVER_CERTAIN)))

    def _take(self, found: Match) -> None:
        if all(i in self._free_old for i in found.old) and all(
            j in self._free_new for j in found.new
        ):
            self.found.append(found)
            for i in found.old:
                del self._free_old[i]
            for j in found.new:
                del self._free_new[j]

    def _likeness(self, i: int, j: int) -> float:
        return likeness(grams(self._old[i].text), grams(self._new[j].text))

    def _has_one_code(self, pair: Pair) -> bool:
        return self._old[pair[0]].code == self._new[pair[1]].code

    def _rank(self, pair: Pair, share: float) -> float:
        is_home = self._old[pair[0]].homes == self._new[pair[1]].homes
        return share + _SAME_CODE * self._has_one_code(pair) + _SAME_HOME * is_home

    def _candidates(self) -> Iterator[Pair]:
        """The pairs of free items that share rare pairs of characters, or a code."""
        old = {i: _rare(self._old[i].text) for i in self._free_old}
        new = {j: _rare(self._new[j].text) for j in self._free_new}
        there, here = _index(new), _index(old)
        common = {
            gram
            for gram in here.keys() & there.keys()
            if max(len(here[gram]), len(there[gram])) <= _MOST_COMMON
        }
        pairs = dict.fromkeys((i, j) for i in old for j in _nearest(old[i] & common, there))
        pairs |= dict.fromkeys((i, j) for j in new for i in _nearest(new[j] & common, here))
        codes = {self._new[j].code: j for j in reversed(new)}
        for i in old:
            if self._old[i].code in codes:
                pairs[i, codes[self._old[i].code]] = None
        yield from sorted(pairs)

    def _divided(
        self, similar: Mapping[Pair, float], *, is_mirrored: bool = False
    ) -> Iterator[tuple[int, tuple[int, ...], float]]:
        """Wholes with the parts that they were divided into, and the share that these have."""
        wholes, parts = (self._new, self._old) if is_mirrored else (self._old, self._new)
        best: dict[int, float] = {}
        mine: dict[int, list[int]] = {}
        for (whole, part), share in similar.items():
            best[part] = max(best.get(part, 0.0), share)
            mine.setdefault(whole, []).append(part)
        for whole, near in mine.items():
            text = grams(wholes[whole].text)
            taken: dict[int, Grams] = {}
            for part in sorted(near, key=lambda part: (-similar[whole, part], part)):
                words = grams(parts[part].text)
                shared = text & words
                is_part = similar[whole, part] == best[part]
                is_part &= len(shared) >= _FROM_WHOLE * len(words)
                is_part &= len(text) > len(shared)
                if is_part and _is_own(shared, taken.values(), text):
                    taken[part] = shared
            everything = frozenset().union(*taken.values())
            is_whole = len(taken) > 1 and len(everything) >= _WHOLE * len(text)
            if is_whole and all(_is_own(each, _others(taken, part), text)
                                for part, each in taken.items()):  # fmt: skip
                share = round(len(everything) / len(text), 2)
                yield whole, tuple(taken), min(share, _NEVER_CERTAIN)


def _surest_first(found: Match) -> tuple[float, list[int], list[int]]:
    first, second = sorted((sorted(found.old), sorted(found.new)))
    return -found.confidence, first, second


def _is_own(shared: Grams, others: Iterable[Grams], text: Grams) -> bool:
    """Whether a part has enough of a text that no other part has."""
    return len(shared.difference(*others)) >= _OWN * len(text)


def _others(taken: Mapping[int, Grams], part: int) -> list[Grams]:
    return [shared for other, shared in taken.items() if other != part]


def _rare(text: str) -> Grams:
    """The pairs of characters of a text; the text itself where it is too short."""
    found = grams(text)
    return frozenset(gram for gram in found if len(gram) > 1) or found


def _index(items: Mapping[int, Grams]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for position, found in items.items():
        for gram in found:
            index.setdefault(gram, []).append(position)
    return index


def _nearest(wanted: Grams, index: Mapping[str, list[int]]) -> list[int]:
    """The positions that share most of what is wanted."""
    shared = Counter(position for gram in wanted for position in index[gram])
    return sorted(shared, key=lambda position: (-shared[position], position))[:_MOST_CANDIDATES]
