"""Which modules come before a module: as decided, else the nearest one that it builds on."""

import dataclasses
from collections.abc import Iterator, Sequence

from curriculum.decisions import Decided, Listed
from curriculum.planning.allocation import Allocations
from curriculum.planning.modules import Outline
from curriculum.planning.reasons import because
from curriculum.planning.sentences import has_any, listed
from curriculum.tables import Generic, Patterns, Tables


@dataclasses.dataclass(frozen=True, slots=True)
class Prerequisites:
    """The modules that come before one, and why."""

    modules: tuple[str, ...]
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class _Use:
    """A K or S item in a module."""

    code: str
    meaning: tuple[str, str]
    """Kind, and the first code that means the same."""
    is_generic: bool


def prerequisites(
    modules: Sequence[Outline], given: Sequence[Allocations], tables: Tables
) -> tuple[Prerequisites, ...]:
    """What comes before each module.

    Computed, it is only the nearest module before it that teaches one of its items: any item
    inside a duty, but across duties no generic one. Items such as 文書處理 are shared by
    everything and join nothing. Decided, it is what the trainer says, as far as it comes earlier
    in the course's order; a rule reports the rest.
    """
    uses = [tuple(_uses(each, tables.generic)) for each in given]
    # The last module so far that teaches an item: in a duty, and anywhere.
    near: dict[tuple[str, tuple[str, str]], int] = {}
    far: dict[tuple[str, str], int] = {}
    found = []
    for position, module in enumerate(modules):
        decided = module.chosen.requires
        if decided is None:
            before = {use: _last(use, module.duty, near, far) for use in uses[position]}
            found.append(_computed(before, modules, tables.patterns))
        else:
            found.append(_decided(decided, modules[:position], tables.patterns))
        for use in uses[position]:
            near[module.duty, use.meaning] = far[use.meaning] = position
    return tuple(found)


def _uses(given: Allocations, generic: Generic) -> Iterator[_Use]:
    for kind, words in (("knowledge", generic.knowledge), ("skills", generic.skills)):
        items = getattr(given, kind)
        for item, meaning in zip(items.all, items.meanings, strict=True):
            yield _Use(item.code, (kind, meaning), has_any(item.text, words))


def _last(
    use: _Use,
    duty: str,
    near: dict[tuple[str, tuple[str, str]], int],
    far: dict[tuple[str, str], int],
) -> tuple[int, bool]:
    """Number of the last module that teaches an item (-1: none), and whether that joins them."""
    inside = near.get((duty, use.meaning), -1)
    anywhere = far.get(use.meaning, -1)
    if use.is_generic:
        return (inside, True) if inside >= 0 else (anywhere, False)
    return anywhere, True


def _computed(
    before: dict[_Use, tuple[int, bool]], modules: Sequence[Outline], patterns: Patterns
) -> Prerequisites:
    nearest = max((last for last, joins in before.values() if joins), default=-1)
    if nearest >= 0:
        items = [use.code for use, (last, joins) in before.items() if joins and last == nearest]
        name = modules[nearest].id
        reason = patterns.fill("reason.requires", module=name, items=_listed(items, patterns))
        return Prerequisites((name,), reason)
    items = [use.code for use, (last, _) in before.items() if last >= 0]
    if items:
        reason = patterns.fill("reason.requires_generic", items=_listed(items, patterns))
        return Prerequisites((), reason)
    return Prerequisites((), patterns["reason.requires_nothing"])


def _decided(
    decided: Decided[Listed], earlier: Sequence[Outline], patterns: Patterns
) -> Prerequisites:
    known = {other.id for other in earlier}
    wanted = dict.fromkeys(each.value for each in decided.value)
    return Prerequisites(
        tuple(name for name in wanted if name in known), because(decided.place, patterns)
    )


def _listed(codes: list[str], patterns: Patterns) -> str:
    return listed(codes, patterns["enumeration"], patterns)
