"""Putting the words of a standard into sentences that read well."""

import functools
from collections.abc import Sequence

from curriculum.tables import Patterns, Verbs
from curriculum.text import FOOTNOTE
from curriculum.wording import Action, Part, PartKind, Wording

_STOPS = " 。.；;，,、：:"
_FEW = 2
APPLY = 3
"""Bloom level of applying: from here on a behaviour is a performance; a skill is never less."""


def words_of(text: str) -> str:
    """A printed text as part of a sentence: no footnote mark, line break or final stop."""
    return " ".join(FOOTNOTE.sub("", text).split()).strip(_STOPS)


def listed(items: list[str], joint: str, patterns: Patterns) -> str:
    """A few items in a row; of many, the first ones and their number."""
    shown = joint.join(items[:_FEW])
    if len(items) <= _FEW:
        return shown
    return patterns.fill("more", items=shown, count=len(items))


def behaviour_of(wording: Wording, patterns: Patterns, verbs: Verbs) -> str:
    """What a sentence says is done, with its conditions where they stand, ready after 能.

    Attitudes go last, a sentence that runs on is cut with 並, and so is the last of several
    behaviours that only a comma separated.
    """
    clauses = _clauses(wording)
    attitudes = [clause for clause in clauses if _has(clause, PartKind.ATTITUDE)]
    others = [clause for clause in clauses if clause not in attitudes]
    last = max((n for n, clause in enumerate(others) if _acts(clause)), default=0)
    sentence = ""
    for position, clause in enumerate((*others, *attitudes)):
        text = _clause_text(clause, wording, patterns)
        if not sentence:
            sentence = text
        elif clause in attitudes or _needs_and(others, position, last, verbs):
            sentence += patterns["and"] + text
        else:
            sentence += patterns["comma"] + clause[0].conjunction + text
    return sentence


def without_front(wording: Wording, patterns: Patterns) -> tuple[str, Wording]:
    """A leading condition that belongs before the learner (當…時), and the sentence without it."""
    clauses = _clauses(wording)
    if len(clauses) < _FEW or any(part.kind is not PartKind.CONDITION for part in clauses[0]):
        return "", wording
    text = "".join(part.text for part in clauses[0])
    if not text.endswith(patterns.front):
        return "", wording
    rest = wording.parts[len(clauses[0]) :]
    return text, Wording(parts=rest, is_run_on=wording.is_run_on)


def core_of(text: str, endings: tuple[str, ...]) -> str:
    """A skill's name without generic endings: 文書處理能力 or 文書處理能力的 -> 文書處理."""
    shortened = functools.reduce(lambda name, _: _without_one(name, endings), range(2), text)
    return shortened or text


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether any of the words stands in the text."""
    return any(word in text for word in words)


def needs_of(text: str, action: Action, verbs: Verbs) -> str:
    """`tool`, `people`, `performed` or nothing: what a behaviour has to do with.

    Nothing, where it is only recalled or understood: such a thing is lectured and tested.
    """
    speaks = action.verb in verbs.spoken or has_any(text, verbs.people)
    if action.rank != APPLY and action.verb in (*verbs.performed, *verbs.spoken):
        return "people" if speaks else "performed"
    if action.rank < APPLY:
        return ""
    if has_any(text, verbs.tools):
        return "tool"
    return "people" if speaks else ""


def _without_one(name: str, endings: tuple[str, ...]) -> str:
    found = next((word for word in endings if name.endswith(word) and len(name) > len(word)), "")
    return name.removesuffix(found)


def _clauses(wording: Wording) -> list[tuple[Part, ...]]:
    clauses: list[tuple[Part, ...]] = []
    for part in wording.parts:
        if part.begins_clause or not clauses:
            clauses.append((part,))
        else:
            clauses[-1] = (*clauses[-1], part)
    return clauses


def _has(clause: tuple[Part, ...], kind: PartKind) -> bool:
    return any(part.kind is kind for part in clause)


def _acts(clause: tuple[Part, ...]) -> bool:
    return _has(clause, PartKind.BEHAVIOUR)


def _needs_and(clauses: list[tuple[Part, ...]], position: int, last: int, verbs: Verbs) -> bool:
    """Whether a clause is joined to the one before by 並: by its own word, or as the last one."""
    clause = clauses[position]
    if clause[0].text.startswith(verbs.met):
        return False
    if clause[0].conjunction:
        return _acts(clause) or _has(clause, PartKind.CONDITION)
    return position == last and _acts(clause) and _acts(clauses[position - 1])


def _clause_text(clause: tuple[Part, ...], wording: Wording, patterns: Patterns) -> str:
    text = "".join(part.text for part in clause)
    actions = [action for part in clause for action in part.actions]
    return with_pause(text, actions, patterns) if wording.is_run_on else text


def with_pause(text: str, actions: Sequence[Action], patterns: Patterns) -> str:
    """A clause that runs on, cut with 並 before its last behaviour."""
    if len(actions) > 1:
        tail = actions[-1].verb + actions[-1].object
        body = text.removesuffix(tail)
        if body != text and not body.endswith(("並", "，")):
            return body + patterns["and"] + tail
    return text
