"""Ids that stay what they are once they have been published.

People write ids into `course.yaml`, into links and on paper. An id therefore follows the printed
words it was published for, wherever a new version of the standard puts them; and an id that was
published for other words is never given away.
"""

from collections.abc import Iterable, Mapping, Sequence

from curriculum.text import merge_key

_SAME_WORDS = 0.3
"""Share of common pairs of characters from which on a text counts as reworded, not as another."""


def unique(names: Iterable[str]) -> list[str]:
    """The names, those that repeat told apart by `-2`, `-3` ... in order."""
    return stable_ids([(name, "") for name in names], {})


def stable_ids(wanted: Sequence[tuple[str, str]], published: Mapping[str, str]) -> list[str]:
    """An id for each of the things, all different.

    What stands for words that were published under an id gets that id; else the one that it is
    wanted to have, unless that was published for other words or is taken.

    Args:
        wanted: For each thing the id that follows from its code, and its printed text.
        published: Id -> the printed text it was published for.
    """
    found = _by_words(wanted, published)
    taken = set(found.values())
    for position, (name, text) in enumerate(wanted):
        if position in found:
            continue
        candidate, number = name, 1
        while candidate in taken or not _is_free(candidate, text, published):
            number += 1
            candidate = f"{name}-{number}"
        found[position] = candidate
        taken.add(candidate)
    return [found[position] for position in range(len(wanted))]


def _by_words(wanted: Sequence[tuple[str, str]], published: Mapping[str, str]) -> dict[int, str]:
    """Position -> the id that was published for exactly its words; the wanted one first."""
    ids: dict[str, list[str]] = {}
    for name, text in published.items():
        ids.setdefault(merge_key(text), []).append(name)
    found: dict[int, str] = {}
    taken: set[str] = set()
    for only_wanted in (True, False):
        for position, (name, text) in enumerate(wanted):
            key = merge_key(text)
            known = ids.get(key, ()) if key and position not in found else ()
            free = [each for each in known if each not in taken]
            chosen = name if name in free else "" if only_wanted or not free else free[0]
            if chosen:
                found[position] = chosen
                taken.add(chosen)
    return found


def _is_free(name: str, text: str, published: Mapping[str, str]) -> bool:
    """Whether nothing else was published under an id: its words may have been reworded since."""
    if name not in published:
        return True
    old, new = _pairs(published[name]), _pairs(text)
    least = min(len(old), len(new))
    return not least or len(old & new) >= _SAME_WORDS * least


def _pairs(text: str) -> set[str]:
    key = merge_key(text)
    return {key[n : n + 2] for n in range(len(key) - 1)}
