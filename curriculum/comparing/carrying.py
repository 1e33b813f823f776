"""Carrying decisions, and what is remembered of them, to another version of the standard.

Three sides: the version that a decision was made about, the new one, and the decision. Its code
becomes the one that its item has now. Where the item has gone and its code was given to another,
the decision gets a code that tells it apart (`K05v1`): it is kept, and concerns nothing.
"""

import dataclasses
import re
from collections.abc import Iterable, Mapping

from curriculum.comparing.differences import ChangeKind, Differences
from curriculum.comparing.recalling import merged_code, split_code, words_of
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
    named = references(decisions)
    moves = {each: moving.now(now.get(each, each[1])) for each in named if each not in before}
    taken = {_spot(each, code) for each, code in moves.items()}
    for each in named:
        if each in before:
            code = moving.back(each[1], before[each])
            # What was decided meanwhile about the item that has come back counts.
            is_free = _spot(each, code) not in taken
            moves[each] = code if is_free else each[1]
            taken.add(_spot(each, moves[each]))
    return {reference: code for reference, code in moves.items() if code != reference[1]}


def _spot(reference: Reference, code: str) -> tuple[str, str]:
    """Where in the file a code stands: no two decisions may stand there."""
    address, old = reference
    return address.removesuffix(old), code


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
    merged = _merged(found)
    for address, words in memory.about.items():
        codes = {split_code(key)[1] for key in words}
        taken = {found.codes[code] for code in codes if code in found.codes}
        for key, text in words.items():
            former, code = split_code(key)
            now, new_code = renamed.get((address, code), (addresses.get(address, address), ""))
            kept = about.setdefault(now, {})
            into, parts = merged.get(code, ("", {}))
            if into and new_code in ("", into):
                kept[merged_code(former or code, into)] = text
                for part, other in parts.items():
                    kept.setdefault(merged_code(part, into), other)
            else:
                # Two items of one decision stay two, though one has the other's code now.
                is_reused = code in taken and code not in found.codes
                own = "" if is_reused else found.codes.get(code, code)
                new_code = new_code or own
                kept[merged_code(former or (new_code or code), new_code)] = text
    texts = _reworded(found)
    return dataclasses.replace(
        memory,
        about=about,
        aside={},
        modules={name: texts.get(text, text) for name, text in memory.modules.items()},
        objectives={name: texts.get(text, text) for name, text in memory.objectives.items()},
    )


def rehomed(memory: Memory, addresses: Mapping[str, str]) -> Memory:
    """What is remembered, where decisions have gone to other modules with their items.

    Args:
        memory: What is remembered.
        addresses: Former address of a decision -> the one that it has now.
    """
    confirmed = {f"confirmed {old}": f"confirmed {new}" for old, new in addresses.items()}
    names = {**addresses, **confirmed}
    about = {names.get(address, address): words for address, words in memory.about.items()}
    return dataclasses.replace(memory, about=about)


def _merged(found: Differences) -> dict[str, tuple[str, dict[str, str]]]:
    """Code of an item that was merged -> the code it is part of now, and all parts' old words."""
    merged = {}
    for change in found.changes:
        if change.kind is ChangeKind.MERGED:
            parts = {item.code: item.text for item in change.old if item.code}
            merged.update(dict.fromkeys(parts, (change.new[0].code, parts)))
    return merged


class _Moving:
    """The codes of the decisions between two versions."""

    def __init__(self, decisions: Decisions, found: Differences) -> None:
        self._codes = found.codes
        self._old, self._new = words_of(found.old), words_of(found.new)
        version = _VERSION.search(found.old.code)
        self._mark = version[0] if version else _NO_VERSION
        self._taken = self._new.keys() | {code for _, code in references(decisions)}
        self._set_aside: dict[str, str] = {}
        self._back: dict[tuple[str, str], list[str]] = {}
        for name, text in self._new.items():
            self._back.setdefault((name[:1], _key(text)), []).append(name)

    def now(self, code: str) -> str:
        """The code that a decision has to name from now on; its item stood in the old version."""
        if code in self._codes:
            return self._codes[code]
        return self._apart(code) if code in self._old and code in self._new else code

    def back(self, code: str, words: str) -> str:
        """The same for a decision whose item had gone before.

        Args:
            code: The code that it is kept under.
            words: What the item said; empty where nobody knows.
        """
        found = self._back.get((code[:1], _key(words)), ()) if words else ()
        if len(found) == 1:
            return found[0]
        comes_back = code in found or code not in self._new
        return code if comes_back else self._apart(code)

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
