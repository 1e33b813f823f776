"""Holding decisions against the words they were made about.

A decision whose words have changed stays in force and waits for confirmation (待確認). A code that
moved is followed. A decision whose item has gone is kept aside (暫存) and comes back with the item.
"""

import dataclasses
from collections.abc import Mapping

from curriculum.comparing.references import About, module_subjects, named_objectives, visited
from curriculum.comparing.setting_aside import said, sifted
from curriculum.decisions import Decided, Decisions, Listed
from curriculum.memory import Aside, Memory, Parked, Suspect
from curriculum.planning.modules import Outline, outlines
from curriculum.problems import Place
from curriculum.standard import Standard

_LOOKED_AT = ("accept ", "confirmed ")
"""Where what was found right stands: in other words it is looked at anew."""
_INTO = " > "
NAME = "name"
"""Stands for the standard's name among the codes that a decision is about."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What the decisions are in force as, and what there is to remember of them."""

    decisions: Decisions
    """With the codes of today, without what is kept aside."""
    suspect: tuple[Suspect, ...] = ()
    parked: tuple[Parked, ...] = ()
    memory: Memory
    """With today's words for the decisions that are new."""


def recall(decisions: Decisions, memory: Memory, standard: Standard) -> Recalled:
    """Compares every decision with the words it was made about.

    Args:
        decisions: As the trainer wrote them.
        memory: The words of earlier builds.
        standard: As it is printed today.
    """
    recalling = _Recalling(memory, standard)
    kept = sifted(decisions, recalling.is_in_force)
    current = visited(kept, recalling.follow)
    if current.title:
        recalling.compare("title", (NAME,), current.title.place)
    found = {module.id: module for module in outlines(standard, current, memory)}
    gone = recalling.compare_modules(kept, found)
    current = recalling.without(current, gone)
    return Recalled(
        decisions=current,
        suspect=tuple(recalling.suspect.values()),
        parked=tuple(recalling.parked.values()),
        memory=dataclasses.replace(
            memory, about=recalling.about, aside=recalling.aside, is_trusted=True
        ),
    )


def merged_code(old: str, new: str) -> str:
    """The name under which the words of an item are remembered that became part of another."""
    return new if old == new else f"{old}{_INTO}{new}"


def split_code(key: str) -> tuple[str, str]:
    """The code of words that are remembered, where it was another, and the code they have now."""
    former, _, code = key.rpartition(_INTO)
    return former, code


def words_of(standard: Standard) -> dict[str, str]:
    """Code -> printed text of everything that a decision can be about.

    A K or S code may be printed with several texts: it is about all of them.
    """
    words = {NAME: standard.name}
    items = (*standard.duties, *standard.tasks, *standard.outputs, *standard.criteria)
    for item in items:
        words.setdefault(item.code, item.text)
    for shared in (*standard.knowledge, *standard.skills):
        words.setdefault(shared.code, "；".join(shared.texts))
    for attitude in standard.attitudes:
        words.setdefault(attitude.code, f"{attitude.name} {attitude.text}".strip())
    words.pop("", None)
    return words


class _Recalling:
    """One comparison; collects what it finds by address and code, each once."""

    def __init__(self, memory: Memory, standard: Standard) -> None:
        self.suspect: dict[tuple[str, str], Suspect] = {}
        self.parked: dict[tuple[str, str], Parked] = {}
        self.about: dict[str, dict[str, str]] = {}
        self.aside: dict[str, Aside] = {}
        self._memory = memory
        self._words = words_of(standard)
        self._codes: dict[tuple[str, str], list[str]] = {}
        for code, text in self._words.items():
            self._codes.setdefault((code[:1], _key(text)), []).append(code)

    def is_in_force(self, address: str, place: Place, value: object) -> bool:
        """Whether a decision is not kept aside; what it was about stays remembered."""
        aside = self._memory.aside.get(address)
        if aside is None or aside.said != said(value):
            return True
        self.aside[address] = aside
        self.parked[address, ""] = Parked(
            address=address, code="", rule=aside.rule, was="", place=place
        )
        whole = address.rpartition(" ")[0]
        for other, words in self._memory.about.items():
            if other in (address, whole) or other.startswith((f"{address} ", f"{address}-")):
                self.about.setdefault(other, {}).update(words)
        return False

    def follow(self, address: str, code: str, place: Place) -> str | None:
        """The code that a named item has now; None where its decision is not in force."""
        now = self._words.get(code)
        if now is not None and self._was_merged(address, code, place):
            return None if address.startswith(_LOOKED_AT) else code
        was = self._stamp(address, code)
        if was is None or (now is not None and was and _key(was) == _key(now)):
            return code
        moved = self._elsewhere(code, was)
        if now is None and not moved:
            self._park(address, code, was, place)
            return None
        self.suspect[address, code] = Suspect(
            address=address,
            code=moved or code,
            was=was,
            now=self._words[moved or code],
            moved_from=code if moved else "",
            place=place,
        )
        # What was found right in other words is looked at anew.
        comes_back = address.startswith(_LOOKED_AT) and not moved
        return None if comes_back else moved or code

    def compare(self, address: str, codes: tuple[str, ...], place: Place) -> None:
        """Hold a decision against everything it was about, without naming it."""
        if address not in self._memory.about:
            for code in codes:
                self._stamp(address, code)
        for code, was in self._memory.about.get(address, {}).items():
            self.about.setdefault(address, {})[code] = was
        for key, was in self.about.get(address, {}).items():
            former, code = split_code(key)
            now = self._words.get(code, "")
            here = {_key(self._words.get(own, "")) for own in (code, *codes)}
            if was and _key(was) in here:
                continue
            found = Suspect(
                address=address, code=code, was=was, was_code=former, now=now, place=place
            )
            # `M1.1 K01` says nothing any more without K01.
            named = address.rpartition(" ")[2]
            if not {(address, code), (address, named)} & self.parked.keys():
                self.suspect.setdefault((address, key), found)

    def compare_modules(self, decisions: Decisions, found: Mapping[str, Outline]) -> set[str]:
        """Hold the decisions on modules against the words of these.

        Args:
            decisions: As the trainer wrote them.
            found: The modules that there are.

        Returns:
            Ids of the published modules that have gone with their words.
        """
        gone = {
            name
            for name, was in self._memory.modules.items()
            if name not in found and not self._is_printed(was)
        }
        for name, module in decisions.modules.items():
            if name in gone:
                for address, place in named_objectives(name, module):
                    self._keep_aside(address, name, place)
            for address, place, about in module_subjects(name, module):
                if name in gone:
                    self._keep_aside(address, name, place)
                elif name in found and about is not About.NOTHING:
                    self.compare(address, _codes_of(found[name], about), place)
        return gone

    def without(self, decisions: Decisions, gone: set[str]) -> Decisions:
        """The decisions that do not need a module that has gone."""
        modules = {
            name: dataclasses.replace(
                module,
                requires=Decided(
                    self._still(f"{name} requires", module.requires.value, gone),
                    module.requires.place,
                ),
            )
            if module.requires
            else module
            for name, module in decisions.modules.items()
            if name not in gone
        }
        return dataclasses.replace(
            decisions,
            modules=modules,
            order=self._still("order", decisions.order, gone),
            sessions=tuple(
                session
                for number, session in enumerate(decisions.sessions, start=1)
                if self._still(f"sessions {number}", (session.module,), gone)
            ),
        )

    def _was_merged(self, address: str, code: str, place: Place) -> bool:
        """Whether a decision on a code was made about several items that have become this one."""
        words = self._memory.about.get(address, {})
        parts = {key: text for key, text in words.items() if split_code(key)[1] == code}
        if not any(key != code for key in parts):
            return False
        self.about.setdefault(address, {}).update(parts)
        for key, was in parts.items():
            former = split_code(key)[0]
            self.suspect[address, key] = Suspect(
                address=address, code=code, was=was, was_code=former, now=self._words[code],
                place=place,
            )  # fmt: skip
        return True

    def _stamp(self, address: str, code: str) -> str | None:
        """The words of a code when its decision was made: today's where the decision is new."""
        was = self._memory.about.get(address, {}).get(code)
        if was is None and code in self._words:
            was = self._words[code] if self._memory.is_trusted else ""
        if was is not None:
            self.about.setdefault(address, {})[code] = was
        return was

    def _elsewhere(self, code: str, was: str) -> str:
        """The one other code of the same kind that has the words now; empty where there is none."""
        codes = [other for other in self._codes.get((code[:1], _key(was)), ()) if other != code]
        return codes[0] if was and len(codes) == 1 else ""

    def _is_printed(self, text: str) -> bool:
        return any((kind, _key(text)) in self._codes for kind in "TP")

    def _keep_aside(self, address: str, module: str, place: Place) -> None:
        """Park a decision on a module that has gone; what it was about stays remembered."""
        self.about.setdefault(address, {}).update(self._memory.about.get(address, {}))
        if all(other != address for other, _ in self.parked):
            self._park(address, module, self._memory.modules[module], place)

    def _park(self, address: str, code: str, was: str, place: Place) -> None:
        self.parked[address, code] = Parked(address=address, code=code, was=was, place=place)

    def _still(self, address: str, ids: Listed, gone: set[str]) -> Listed:
        """The modules of a list that there still are."""
        for each in ids:
            if each.value in gone:
                self._park(address, each.value, self._memory.modules[each.value], each.place)
        return tuple(each for each in ids if each.value not in gone)


def _codes_of(module: Outline, about: About) -> tuple[str, ...]:
    """The codes of a module's tasks, and of its criteria where the decision is about them."""
    criteria = tuple(item.code for item in module.criteria) if about is About.CRITERIA else ()
    return (module.tasks or (module.duty,)) + criteria


def _key(text: str) -> str:
    """What is compared: white space is layout."""
    return "".join(text.split())
