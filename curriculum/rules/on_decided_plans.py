"""Rules on decisions that cannot hold together: allocation, hours, prerequisites."""

import dataclasses
import itertools
from collections.abc import Iterator, Mapping

from curriculum.course import Role
from curriculum.decisions import Decided, ModuleDecisions
from curriculum.planning.review import address_of
from curriculum.planning.review import review as queue
from curriculum.problems import Severity
from curriculum.rules.decision_rulebook import DECISION_RULES, DecisionReview, finding_at, shown
from curriculum.rules.registry import Finding

_rule = DECISION_RULES.rule


@_rule("CUR340", "introduced-twice", Severity.ERROR)
def introduced_twice(review: DecisionReview) -> Iterator[Finding]:
    """同一項知識或技能在兩個單元導入。

    導入是第一次教，只能有一個單元；其他用到它的單元寫 `reinforce`。
    文字相同的代碼（例如 K01 與 K27）是同一項。
    """
    first: dict[str, tuple[str, Decided[str]]] = {}
    for name, module in review.decisions.modules.items():
        for code in module.introduce:
            meaning = review.meanings.get(code.value)
            other, before = first.setdefault(meaning, (name, code)) if meaning else (name, code)
            if other != name:
                details = {
                    "found": code.value,
                    "first": before.value,
                    "module": other,
                    "other": shown(before.place),
                }
                yield finding_at(code, details)


@_rule("CUR341", "both-ways", Severity.ERROR)
def both_ways(review: DecisionReview) -> Iterator[Finding]:
    """同一個單元對同一項知識或技能做了兩種決定。

    `introduce`、`reinforce` 與 `exclude` 只能選一個。
    """
    for module in review.decisions.modules.values():
        first: dict[str, tuple[str, Decided[str]]] = {}
        for key in ("introduce", "reinforce", "exclude"):
            for code in getattr(module, key):
                meaning = review.meanings.get(code.value, code.value)
                other, before = first.setdefault(meaning, (key, code))
                if other != key:
                    details = {
                        "found": code.value,
                        "key": key,
                        "first": other,
                        "other": shown(before.place),
                    }
                    yield finding_at(code, details)


@_rule("CUR342", "excluded-everywhere", Severity.ERROR)
def excluded_everywhere(review: DecisionReview) -> Iterator[Finding]:
    """一項知識或技能從每個單元都拿掉了，但沒有說明課程不教它。

    請用 `introduce` 放到別的單元；如果真的不教，請寫在 `leave_out`，並說明原因。
    """
    kept = {
        review.meanings.get(item.code)
        for module in review.course.modules
        for item in (*module.knowledge, *module.skills)
    }
    kept |= {review.meanings.get(left.code) for left in review.course.left_out}
    places: dict[str, list[Decided[str]]] = {}
    for name, module in review.decisions.modules.items():
        for code in module.exclude if name in review.modules else ():
            meaning = review.meanings.get(code.value)
            if meaning and meaning not in kept:
                places.setdefault(meaning, []).append(code)
    for codes in places.values():
        others = "、".join(shown(code.place) for code in codes)
        yield finding_at(codes[0], {"found": codes[0].value, "others": others})


@_rule("CUR343", "reinforced-before-introduced", Severity.ERROR)
def reinforced_before_introduced(review: DecisionReview) -> Iterator[Finding]:
    """單元要增強的知識或技能，前面沒有單元導入過。

    請在前面的單元寫 `introduce`，或把這裡的 `reinforce` 改成 `introduce`。
    """
    introduced: dict[str | None, str] = {}
    for module in review.course.modules:
        for item in (*module.knowledge, *module.skills):
            if item.role is Role.INTRODUCE:
                introduced[review.meanings.get(item.code)] = module.id
    order = list(review.modules)
    for name, decided in review.decisions.modules.items():
        for code in decided.reinforce if name in review.modules else ():
            first = introduced.get(review.meanings.get(code.value, code.value))
            if first and order.index(first) >= order.index(name):
                place = _place_of(review, first, code.value)
                details = {
                    "found": code.value,
                    "module": name,
                    "first": first if first != name else "—",
                    "other": place,
                }
                yield finding_at(code, details)


@_rule("CUR344", "hours-cannot-add-up", Severity.ERROR)
def hours_cannot_add_up(review: DecisionReview) -> Iterator[Finding]:
    """單元時數的決定與總時數不合。

    決定的單元時數之和不能超過總時數；每個單元都決定了時數時，總和要正好等於總時數；
    還有單元沒有決定時數時，要留給它們每個至少半小時。
    """
    total = review.decisions.hours
    chosen = {
        name: module.hours
        for name, module in review.decisions.modules.items()
        if module.hours and name in review.modules
    }
    if total is None or not chosen:
        return
    used = sum(hours.value for hours in chosen.values())
    free = len(review.modules) - len(chosen)
    least = used + free * review.tables.weights.hours.step
    if total.value < least or (not free and total.value != used):
        modules = "、".join(
            f"{name} {hours.value:g}（{shown(hours.place)}）" for name, hours in chosen.items()
        )
        details = {
            "total": f"{total.value:g}",
            "sum": f"{used:g}",
            "modules": modules,
            "free": str(free),
        }
        yield Finding(items=tuple(chosen), place=total.place, details=details)


@_rule("CUR345", "theory-over-hours", Severity.ERROR)
def theory_over_hours(review: DecisionReview) -> Iterator[Finding]:
    """學科時數比單元的時數還多。

    請減少 `theory_hours`，或增加單元的 `hours`。
    """
    for module in review.course.modules:
        decided = review.decisions.modules.get(module.id)
        theory = decided.theory_hours if decided else None
        if decided and theory and theory.value > module.hours:
            other = shown(decided.hours.place) if decided.hours else "—"
            details = {
                "module": module.id,
                "theory": f"{theory.value:g}",
                "hours": f"{module.hours:g}",
                "other": other,
            }
            yield Finding(items=(module.id,), place=theory.place, details=details)


@_rule("CUR346", "prerequisite-cycle", Severity.ERROR)
def prerequisite_cycle(review: DecisionReview) -> Iterator[Finding]:
    """單元互為先修，或以自己為先修。

    請從其中一個單元的 `requires` 刪去。
    """
    asked = _asked(review.decisions.modules)
    for ring in _rings(asked):
        codes = [_code_of(asked, *pair) for pair in _pairs(ring)]
        steps = [
            f"{name} → {code.value}（{shown(code.place)}）"
            for name, code in zip(ring, codes, strict=True)
        ]
        yield Finding(items=ring, place=codes[0].place, details={"ring": "、".join(steps)})


@_rule("CUR347", "prerequisite-later", Severity.ERROR)
def prerequisite_later(review: DecisionReview) -> Iterator[Finding]:
    """先修單元排在後面。

    請用 `order` 把先修的單元排在前面，或從 `requires` 刪去。
    """
    order = list(review.modules)
    asked = _asked(review.decisions.modules)
    in_rings = {pair for ring in _rings(asked) for pair in _pairs(ring)}
    first = review.decisions.order
    other = shown(first[0].place) if first else "—"
    for name, codes in asked.items():
        for code in codes:
            is_known = name in order and code.value in order and (name, code.value) not in in_rings
            if is_known and order.index(code.value) > order.index(name):
                yield finding_at(code, {"module": name, "found": code.value, "other": other})


@_rule("CUR348", "unmatched-confirmation", Severity.WARNING)
def unmatched_confirmation(review: DecisionReview) -> Iterator[Finding]:
    """`confirmed` 裡的一項，課程裡沒有。

    可能是打錯字，或它所指的安排已經改變。可以確認的項目見 `curriculum plan --review`。
    """
    course = review.course
    nothing = dataclasses.replace(review.decisions, confirmed=())
    waiting = tuple(address_of(each) for each in queue(course, nothing))
    known = {*waiting, *course.reasons, *course.objectives}
    number = 0
    for each in review.decisions.confirmed:
        if " ".join(each.value.split()) not in known:
            near = review.nearest(each.value, waiting, number)
            number += 1
            yield finding_at(each, {"found": each.value, "nearest": near})


_Asked = Mapping[str, tuple[Decided[str], ...]]
"""Module id -> the modules that were decided to come before it."""


def _asked(modules: Mapping[str, ModuleDecisions]) -> _Asked:
    return {
        name: module.requires.value if module.requires else () for name, module in modules.items()
    }


def _rings(asked: _Asked) -> tuple[tuple[str, ...], ...]:
    """The shortest ring through each module that is in one; each module is named once."""
    rings: list[tuple[str, ...]] = []
    for start in asked:
        if any(start in ring for ring in rings):
            continue
        paths: dict[str, tuple[str, ...]] = {start: (start,)}
        for name in (waiting := [start]):
            for code in asked.get(name, ()):
                if code.value == start:
                    rings.append(paths[name])
                    break
                if code.value not in paths:
                    paths[code.value] = (*paths[name], code.value)
                    waiting.append(code.value)
            else:
                continue
            break
    return tuple(rings)


def _pairs(ring: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each module of a ring with the one that it asks for."""
    return itertools.pairwise((*ring, ring[0]))


def _code_of(asked: _Asked, name: str, other: str) -> Decided[str]:
    return next(code for code in asked[name] if code.value == other)


def _place_of(review: DecisionReview, module: str, found: str) -> str:
    """Where it was decided that a module introduces an item; a dash where that was computed."""
    meaning = review.meanings.get(found)
    decided = review.decisions.modules.get(module, ModuleDecisions())
    places = [
        code.place for code in decided.introduce if review.meanings.get(code.value) == meaning
    ]
    return shown(places[0]) if places else "—"
