"""What an import says: what it read and interpreted, and each doubt beside what is printed."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from curriculum.labels import Labels
from curriculum.problems import Problem, Severity
from curriculum.standard import Repair, RepairKind, Standard
from curriculum.text import display_width
from curriculum.views.terminal import counts, visible

_OF_FRAMEWORKS = "CUR25"
"""How the codes of the hints begin that say what a foreign framework lacks or leaves over."""
_IN_PARTS = (RepairKind.CUT_TEXT.value, RepairKind.GLUED_ITEM.value)
"""Findings about how texts stand beside each other: what is printed is more than an item."""
_WIDEST = 60
"""Columns of what is shown of a printed text."""


def import_lines(standard: Standard, problems: Sequence[Problem], labels: Labels) -> Iterator[str]:
    """What an import read, what it interpreted, and what is doubtful."""
    named = f"{standard.code} {standard.name}".strip()
    yield visible(labels.fill("terminal.read", name=named))
    yield labels.fill("terminal.counts", **counts(standard))
    kinds = Counter(repair.kind.value for repair in standard.repairs)
    if kinds:
        names = (f"{labels[f'repair_kinds.{kind}']} {count}" for kind, count in kinds.items())
        total = len(standard.repairs)
        kinds_text = labels.join(tuple(names))
        yield labels.fill("terminal.repaired", count=total, kinds=kinds_text)
    if standard.framework:
        lacks = [problem for problem in problems if problem.code.startswith(_OF_FRAMEWORKS)]
        yield from (visible(f"  {labels.message(problem)}") for problem in lacks)
    doubtful = [problem for problem in problems if problem.severity is not Severity.INFO]
    if doubtful:
        yield labels.fill("terminal.doubtful", count=len(doubtful))
    for problem in sorted(doubtful, key=_weight):
        # The report is about one file, whose folder the user has just typed.
        place = dataclasses.replace(problem.place, path=PurePath(problem.place.path).name)
        message = labels.message(problem)
        yield visible(f"  {place}  {message}")
        for printed in printed_about(problem, standard):
            if printed not in message:
                shown = _shortened(visible(printed))
                yield f"    {labels.fill('terminal.printed', text=shown)}"


def printed_about(problem: Problem, standard: Standard) -> list[str]:
    """What is printed about which a finding says something: a cut text with both of its parts."""
    repairs = [each for each in standard.repairs if _is_about(problem, each)]
    if repairs and problem.name in _IN_PARTS:
        return [each.printed for each in repairs]
    items = (
        *standard.duties, *standard.tasks, *standard.outputs, *standard.criteria,
        *standard.knowledge, *standard.skills,
    )  # fmt: skip
    said = [(item.code, item.text) for item in items]
    said += [
        (item.code, "：".join(filter(None, (item.name, item.text)))) for item in standard.attitudes
    ]
    written = {each.read_as: each.printed for each in repairs if problem.name == "code-shape"}
    texts = {code: f"{written.get(code, code)} {text}" for code, text in said}
    found = [texts[code] for code in problem.items if code in texts]
    return found[:1] or [each.printed for each in repairs]


def _is_about(problem: Problem, repair: Repair) -> bool:
    """Whether a finding speaks of a repair; those of one page break are one finding."""
    is_same = repair.kind.value == problem.name and repair.place.path == problem.place.path
    if repair.kind is RepairKind.CUT_TEXT and problem.place.page:
        is_there = repair.place.page == problem.place.page
    else:
        is_there = repair.place == problem.place
    return is_same and is_there and set(repair.items) <= set(problem.items)


def _shortened(text: str) -> str:
    """A text as wide as a line can hold; of a cut one both ends of the cut stay."""
    if display_width(text) <= _WIDEST:
        return text
    before, cut, after = text.partition(" / ")
    if not cut:
        return _head(text, _WIDEST)
    half = (_WIDEST - len(cut)) // 2
    behind = display_width(after)
    head = _tail(before, max(half, _WIDEST - len(cut) - behind))
    return f"{head}{cut}{_head(after, _WIDEST - len(cut) - display_width(head))}"


def _head(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    taken = 0
    kept = []
    for character in text:
        taken += display_width(character)
        if taken > width - 2:
            break
        kept.append(character)
    return f"{''.join(kept)}…"


def _tail(text: str, width: int) -> str:
    return _head(text[::-1], width)[::-1]


def _weight(problem: Problem) -> tuple[bool, bool]:
    """Errors come first; what page breaks cut comes last: there is much of it, rarely wrong."""
    return problem.severity is not Severity.ERROR, problem.name == RepairKind.CUT_TEXT.value
