"""Cutting a sentence into conditions, behaviours, purposes and attitudes."""

import re

from curriculum.tables import Verbs
from curriculum.wording.phrases import OF, STOPS, bare, ending, opening, tail_verbs
from curriculum.wording.sentence import Action, Part, PartKind, Wording, action_of

_COMMA = re.compile("[，；]")
_SHORTEST_OBJECT = 2
"""Fewer characters between two verbs are no object: 準備提供給…的資料 does not run on."""
_LONGEST = 1_000
"""Characters of a sentence; in a longer one nobody looks for a verb, and it would take minutes."""


def analyse(text: str, verbs: Verbs) -> Wording:
    """What a criterion (or another sentence of a standard) says.

    Args:
        text: The sentence as printed; footnote marks and a full stop do not matter.
        verbs: The table of verbs.
    """
    if len(text) > _LONGEST:
        return Wording(parts=(Part(kind=PartKind.OTHER, text=bare(text)),), is_run_on=False)
    reader = _Reader(verbs)
    reader.read(_clauses(text, verbs))
    return Wording(parts=tuple(reader.parts), is_run_on=reader.is_run_on)


def _clauses(text: str, verbs: Verbs) -> list[str]:
    """The clauses; those that one 當…時 spans are put together again."""
    pieces = [piece.strip(STOPS) for piece in _COMMA.split(bare(text))]
    clauses: list[str] = []
    open_closers: tuple[str, ...] = ()
    for position, piece in enumerate(pieces):
        if open_closers:
            clauses[-1] += f"，{piece}"
        elif piece:
            clauses.append(piece)
        if open_closers and piece.endswith(open_closers):
            open_closers = ()
        elif not open_closers:
            closers = verbs.context_closers.get(piece[:1], ())
            later = pieces[position + 1 : -1]
            closes_later = any(other.endswith(closers) for other in later if closers)
            if closers and not piece.endswith(closers) and closes_later:
                open_closers = closers
    return clauses


class _Reader:
    """Goes through the clauses of one sentence, knowing what came before."""

    def __init__(self, verbs: Verbs) -> None:
        self.verbs = verbs
        self.parts: list[Part] = []
        self.is_run_on = False
        self._clause: list[Part] = []
        self._conjunction = ""

    def read(self, clauses: list[str]) -> None:
        for position, clause in enumerate(clauses):
            following = clauses[position + 1] if position + 1 < len(clauses) else ""
            self._conjunction = opening(clause, self.verbs.conjunctions) if self.parts else ""
            self._clause = []
            self._read_clause(clause.removeprefix(self._conjunction), following)
            self.parts += self._clause

    def _add(self, kind: PartKind, text: str, actions: tuple[Action, ...] = ()) -> None:
        if not text:
            return
        first = not self._clause
        self._clause.append(
            Part(
                kind=kind,
                text=text,
                actions=actions,
                conjunction=self._conjunction if first else "",
                begins_clause=first,
            )
        )

    def _read_clause(self, clause: str, following: str) -> None:
        text = self._without_modals(clause)
        core = self._core(text)
        continues = bool(following) and not self._depends(following)
        if self._is_purpose(core):
            self._add(PartKind.PURPOSE, text)
        elif self._is_attitude(core):
            self._add(PartKind.ATTITUDE, text)
        elif continues and self._is_condition(core):
            self._add(PartKind.CONDITION, text)
        elif not (
            self._read_means(text)
            or self._read_behaviour(text)
            or self._read_after_preposition(text)
        ):
            is_condition = following and self._opener(core)
            kind = PartKind.CONDITION if is_condition else PartKind.OTHER
            self._add(kind, text)

    def _without_modals(self, text: str) -> str:
        """The clause without 能 or 應 before its verb."""
        word = opening(text, self.verbs.modals)
        rest = text.removeprefix(word)
        core = self._core(rest)
        speaks = self._verb_at(core) or self._opener(core)
        return rest if word and speaks and not self._verb_at(text) else text

    def _opener(self, core: str) -> str:
        """The preposition or context opener in front, or nothing."""
        return opening(core, (*self.verbs.prepositions, *self.verbs.context_openers))

    def _core(self, text: str) -> str:
        """What is left of a clause without the adverbs in front."""
        while adverb := opening(text, self.verbs.adverbs):
            if opening(text, self.verbs.all) or len(adverb) == len(text):
                break
            text = text.removeprefix(adverb)
        return text

    def _depends(self, clause: str) -> bool:
        """Whether a clause only goes on with the one before.

        By a conjunction, as a purpose, or with a verb too vague to carry the sentence alone
        (依流程擺放器具，保持動線順暢).
        """
        openers = (*self.verbs.purpose_openers, *self.verbs.later_purpose_openers)
        if opening(clause, self.verbs.conjunctions) or opening(clause, openers):
            return True
        return self._verb_at(self._core(clause)) in self.verbs.unmeasurable

    def _is_purpose(self, core: str) -> bool:
        if opening(core, self.verbs.purpose_openers):
            return True
        if not any(part.kind is PartKind.BEHAVIOUR for part in self.parts):
            return False
        opener = opening(core, self.verbs.later_purpose_openers)
        return bool(opener) and not core.endswith(self.verbs.means_endings)

    def _is_attitude(self, core: str) -> bool:
        if opening(core, self.verbs.affective_phrases):
            return True
        if not opening(core, self.verbs.prepositions):
            return False
        return any(
            position > 1 and core[position - 1] not in OF
            for phrase in self.verbs.affective_phrases
            if (position := core.find(phrase)) > 0
        )

    def _is_condition(self, core: str) -> bool:
        openers = (*self.verbs.context_openers, *self.verbs.verb_like_openers)
        if core.endswith(self.verbs.condition_endings):
            return True
        if not opening(core, openers):
            return False
        # 依循 and 遵循 are openers, 依序 is an adverb; only a verb of its own outweighs an opener.
        verb = self._verb_at(core)
        return len(verb) <= len(opening(core, openers))

    def _verb_at(self, text: str) -> str:
        return opening(text, self.verbs.all)

    def _read_means(self, text: str) -> bool:
        """利用X來V: the means are a condition."""
        opener = opening(self._core(text), self.verbs.verb_like_openers)
        if not opener:
            return False
        for position in range(len(opener) + 1, len(text)):
            link = opening(text[position:], self.verbs.means_links)
            after = text[position + len(link) :]
            if link and self._verb_at(self._core(after)) and self._is_free(text, position):
                self._add(PartKind.CONDITION, text[:position])
                return self._read_behaviour(after, lead=link)
        return self._read_behaviour_after(text, len(opener), strict=True)

    def _is_free(self, text: str, position: int) -> bool:
        """Whether 以 at a position is a word of its own and not part of 予以 or 可以."""
        return text[position - 1] not in self.verbs.not_purpose_after

    def _read_behaviour(self, text: str, lead: str = "") -> bool:
        """A clause that begins with its verb, or with `lead` (來) before it."""
        core = self._core(text)
        cut = self._purpose_position(core)
        body, purpose = core[:cut], core[cut:]
        actions = self._light_actions(body) or self._leading_actions(body)
        if not actions:
            return False
        adverbs = text[: len(text) - len(core)]
        self._add(PartKind.BEHAVIOUR, lead + adverbs + body, actions)
        self._add(PartKind.PURPOSE, purpose)
        return True

    def _purpose_position(self, core: str) -> int:
        """Where an inner purpose begins (檢視X以確認Y); the end when there is none."""
        openers = self.verbs.purpose_openers
        for position in range(2, len(core) - 1):
            if opening(core[position:], openers) and self._is_free(core, position):
                return position
            if core[position] == "以" and self._is_free(core, position):
                after = core[position + 1 :]
                if opening(after, self.verbs.purpose_verbs) or self._verb_at(after):
                    return position
        return len(core)

    def _light_actions(self, body: str) -> tuple[Action, ...]:
        """進行X的V作業: the verbal noun is the behaviour."""
        light = opening(body, self.verbs.light)
        if not light:
            return ()
        rest = body.removeprefix(light)
        bare = rest.removesuffix(ending(rest, self.verbs.light_endings))
        target, names = tail_verbs(bare, self.verbs)
        if not target and self._clause and self._clause[-1].kind is PartKind.CONDITION:
            condition = self._clause[-1].text
            target = condition.removeprefix(opening(condition, self.verbs.prepositions))
        return tuple(action_of(name, target, self.verbs) for name in names)

    def _leading_actions(self, body: str) -> tuple[Action, ...]:
        """The verb at the start and all verbs joined to it."""
        first = self._verb_at(body)
        if not first:
            return ()
        starts = [(0, 0, first), *self._joined(body, first)]
        run_on = self._run_on(body, starts)
        if run_on:
            self.is_run_on = True
            starts.append(run_on)
        ends = [joint for joint, _, _ in starts[1:]] + [len(body)]
        actions: list[Action] = []
        for (_, position, verb), end in reversed(list(zip(starts, ends, strict=True))):
            target = body[position + len(verb) : end]
            # 檢查並記錄溫度: a verb without an object shares the next one's.
            shared = actions[0].object if actions else ""
            actions.insert(0, action_of(verb, target or shared, self.verbs))
        return tuple(actions)

    def _joined(self, body: str, first: str) -> list[tuple[int, int, str]]:
        """The verbs that conjunctions, or nothing (確認分析), join to the first.

        Returns:
            For each verb: where what joins it begins, where it begins itself, and the verb.
        """
        found: list[tuple[int, int, str]] = []
        second = self._verb_at(body[len(first) :])
        if second and first in self.verbs.double_firsts:
            after = body[len(first) + len(second) :]
            if after and not self._is_noun(second, after):
                found.append((len(first), len(first), second))
        position = len(first) + len(second) if found else len(first)
        previous = position
        while position < len(body):
            strong = opening(body[position:], self.verbs.strong_conjunctions)
            joint = strong or opening(body[position:], self.verbs.weak_conjunctions)
            after = body[position + len(joint) :]
            core = self._core(after)
            verb = self._verb_at(core) if joint else ""
            rest = core.removeprefix(verb)
            is_listed = position == previous and not rest.startswith(OF)
            if verb and (strong or (rest and (is_listed or not self._is_noun(verb, rest)))):
                begins = len(body) - len(core)
                found.append((position, begins, verb))
                position = previous = begins + len(verb)
            else:
                position += len(joint) or 1
        return found

    def _is_noun(self, verb: str, after: str) -> bool:
        return verb in self.verbs.often_nouns or bool(opening(after, self.verbs.noun_endings))

    def _run_on(self, body: str, starts: list[tuple[int, int, str]]) -> tuple[int, int, str] | None:
        """A second verb with a dative after the first one's object, with nothing between them."""
        _, last_position, last_verb = starts[-1]
        if any(verb in self.verbs.transfer for _, _, verb in starts):
            return None
        begin = last_position + len(last_verb) + _SHORTEST_OBJECT
        joints = (*self.verbs.conjunctions, *self.verbs.weak_conjunctions, *OF, "以", "來", "後")
        for position in range(begin, len(body)):
            verb = opening(body[position:], self.verbs.transfer)
            after = body[position + len(verb) :]
            dative = opening(after, self.verbs.datives) if verb else ""
            # 主管提供給客戶的資料 is one noun with a relative clause.
            is_relative = any(mark in after for mark in OF)
            if len(after) > len(dative) > 0 and not is_relative:
                return None if body[:position].endswith(joints) else (position, position, verb)
        return None

    def _read_after_preposition(self, text: str) -> bool:
        """與X確認Y: the verb that follows a preposition and its noun."""
        opener = self._opener(text)
        if not opener:
            return False
        of_verbs = tuple(mark + verb for mark in OF for verb in self.verbs.all)
        is_noun_phrase = text.endswith(of_verbs)
        for strict in (True, False):
            if not strict and is_noun_phrase:
                return False
            if self._read_behaviour_after(text, len(opener), strict=strict):
                return True
        return False

    def _read_behaviour_after(self, text: str, start: int, *, strict: bool) -> bool:
        """The first verb that stands behind a noun; what comes before it is the condition."""
        for position in range(start + 1, len(text)):
            if self._is_behaviour_at(text, position, strict=strict):
                self._add(PartKind.CONDITION, text[:position])
                return self._read_behaviour(text[position:])
        return False

    def _is_behaviour_at(self, text: str, position: int, *, strict: bool) -> bool:
        core = self._core(text[position:])
        verb = self._verb_at(core)
        # 以實地觀察評估成效: of two verbs side by side the first is part of the means.
        leads = (*self.verbs.double_firsts, *self.verbs.light)
        before, after = text[:position], core.removeprefix(verb)
        second = self._verb_at(after)
        # 調整解說點: what follows is too short for a verb with an object; it is the object.
        has_object = len(after) >= len(second) + _SHORTEST_OBJECT
        if second and has_object and verb not in leads:
            return False
        is_noun = verb in self.verbs.often_nouns and not opening(after, self.verbs.verb_marks)
        if not verb or is_noun or before.endswith(self.verbs.noun_openings):
            return False
        if before.endswith(self.verbs.weak_conjunctions) or after.startswith((*OF, "者", "員")):
            return False
        return not strict or not opening(after, self.verbs.noun_endings)
