"""In which module each attitude becomes an objective."""

import re

from curriculum.planning.modules import Outline
from curriculum.standard import Attitude
from curriculum.tables import Patterns

_EVIDENCE = 3
"""Pairs of characters that a module's criteria must share with an attitude to be near it."""


def place_attitudes(
    attitudes: tuple[Attitude, ...], modules: tuple[Outline, ...], patterns: Patterns
) -> tuple[tuple[tuple[Attitude, ...], ...], dict[str, str]]:
    """The attitudes that each module introduces, and why.

    The standard prints attitudes once for the whole document. Each becomes an objective once: in
    the module whose criteria share most words with it, if any does, else in the first module.
    Pairs of characters that several modules have are no evidence.
    """
    pairs = [
        set().union(*(_pairs(criterion.text) for criterion in module.criteria))
        for module in modules
    ]
    placed: list[list[Attitude]] = [[] for _ in modules]
    reasons: dict[str, str] = {}
    for attitude in attitudes if modules else ():
        words = _pairs(f"{attitude.name}，{attitude.text}")
        words = {word for word in words if sum(word in module for module in pairs) == 1}
        best = max(range(len(modules)), key=lambda n: (len(words & pairs[n]), -n))
        shared = sorted(words & pairs[best])
        is_near = len(shared) >= _EVIDENCE
        chosen = best if is_near else 0
        placed[chosen].append(attitude)
        reasons[f"{modules[chosen].id} {attitude.code}"] = patterns.fill(
            "reason.attitude_near" if is_near else "reason.attitude_first",
            code=attitude.code,
            words=patterns["enumeration"].join(shared),
        )
    return tuple(tuple(items) for items in placed), reasons


def _pairs(text: str) -> set[str]:
    """Pairs of neighbouring characters, none across punctuation."""
    pieces = re.findall(r"\w+", text)
    return {piece[n : n + 2] for piece in pieces for n in range(len(piece) - 1)}
