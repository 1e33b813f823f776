"""Carrying decisions, and what is remembered of them, to another version of the standard.

Three sides: the version that a decision was made about, the new one, and the decision. Its code
becomes the one that its item has now. Where the item has gone and its code was given to another,
the decision gets a code that tells it apart (`K05v1`): it is kept, and concerns nothing.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping

from curriculum.comparing.differences import Differences
from curriculum.comparing.recalling import words_of
from curriculum.comparing.references import visited
from curriculum.decisions import Decisions
from curriculum.memory import Memory, Parked, Suspect
from curriculum.problems import Place
from curriculum.standard import Standard

Reference = tuple[str, str]
"""Address of a decision, and a code that it names."""

_VERSION = re.compile(r"v\d+$", re.IGNORECASE)
_NO_VERSION = "old"


def moved_codes(
    decisions: Decisions,
    found: Differences,
    *,
    suspect: Iterable[Suspect],
    parked: Iterable[Parked],
) -> dict[Reference, str]:
    """Every code in the decisions that has to become another one.

    Args:
        decisions: As the trainer wrote them.
        found: The old and the new version.
        suspect: What waits for confirmation already, with the codes that moved before.
        parked: What is kept aside already.
    """
    moving = _Moving(decisions, found)
    before = {(each.address, each.code): each.was for each in parked}
    now = {(each.address, each.moved_from): each.code for each in suspect if each.moved_from}
    moves = {
        reference: moving.now(now.get(reference, reference[1]), before.get(reference))
        for reference in references(decisions)
    }
    return {reference: code for reference, code in moves.items() if code != reference[1]}


def references(decisions: Decisions) -> list[Reference]:
    """Every code that a decision names, in the order of the file."""
    seen: list[Reference] = []

    def visit(address: str, code: str, _: Place) -> str:
        seen.append((address, code))
        return code

    visited(decisions, visit)
    return seen


def carried(memory: Memory, before: Decisions, after: Decisions, found: Differences) -> Memory:
    """What is remembered of a course, under the addresses and codes that it has afterwards.

    The words that decisions were made about stay: they tell what has to be confirmed. Published
    ids stand for the words that their items have now, so that they stay with them.

    Args:
        memory: What is remembered of the course with the old version, its published ids included.
        before: The decisions with the old codes.
        after: The same decisions with the new codes.
        found: The old and the new version.
    """
    renamed = dict(zip(references(before), references(after), strict=True))
    addresses = {old: new for (old, _), (new, _) in renamed.items()}
    about: dict[str, dict[str, str]] = {}
    for address, words in memory.about.items():
        for code, text in words.items():
            other = (addresses.get(address, address), found.codes.get(code, code))
            now, new_code = renamed.get((address, code), other)
            about.setdefault(now, {})[new_code] = text
    texts = _reworded(found)
    return dataclasses.replace(
        memory,
        about=about,
        modules={name: texts.get(text, text) for name, text in memory.modules.items()},
        objectives={name: texts.get(text, text) for name, text in memory.objectives.items()},
    )


class _Moving:
    """The codes of the decisions between two versions."""

    def __init__(self, decisions: Decisions, found: Differences) -> None:
        self._codes = found.codes
        self._old, self._new = words_of(found.old), words_of(found.new)
        version = _VERSION.search(found.old.code)
        self._mark = version[0] if version else _NO_VERSION
        self._taken = self._new.keys() | {code for _, code in references(decisions)}
        self._set_aside: dict[str, str] = {}

    def now(self, code: str, parked_with: str | None) -> str:
        """The code that a decision has to name from now on.

        Args:
            code: The code in the old version.
            parked_with: The words of an item that had gone before; None where it had not.
        """
        if parked_with is None and code in self._codes:
            return self._codes[code]
        is_known = parked_with is not None or code in self._old
        comes_back = _key(self._new.get(code, "")) == _key(parked_with or "")
        return self._apart(code) if is_known and code in self._new and not comes_back else code

    def _apart(self, code: str) -> str:
        """A code for an item that has gone, where the standard uses its own for another."""
        if code not in self._set_aside:
            name = f"{code}{self._mark}"
            while name in self._taken:
                name += self._mark
            self._taken |= {name}
            self._set_aside[code] = name
        return self._set_aside[code]


def _key(text: str) -> str:
    """What is compared: white space is layout."""
    return "".join(text.split())


def _reworded(found: Differences) -> Mapping[str, str]:
    """Printed text -> the text that its item has now, where that is another."""
    old, new = _published_texts(found.old), _published_texts(found.new)
    pairs = ((old.get(code), new.get(now)) for code, now in found.codes.items())
    return {text: now for text, now in pairs if text and now and text != now}


def _published_texts(standard: Standard) -> dict[str, str]:
    """Code -> the text that an id is published for."""
    items = (
        *standard.duties, *standard.tasks, *standard.criteria, *standard.knowledge,
        *standard.skills,
    )  # fmt: skip
    texts = {item.code: item.text for item in reversed(items)}
    return texts | {each.code: each.text or each.name for each in standard.attitudes}
