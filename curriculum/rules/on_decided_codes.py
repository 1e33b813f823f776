"""Rules on the codes and modules that decisions name."""

from collections.abc import Iterator

from curriculum.course import Module
from curriculum.decisions import Decided, Decisions, ModuleDecisions
from curriculum.planning.chosen_objectives import codes_of, computed_objectives
from curriculum.planning.scope import Unit, is_taught
from curriculum.problems import Severity
from curriculum.rules.decision_rulebook import DECISION_RULES, DecisionReview, finding_at, shown
from curriculum.rules.registry import Finding

_rule = DECISION_RULES.rule
_NOTHING = ModuleDecisions()


@_rule("CUR330", "unknown-code", Severity.ERROR)
def unknown_code(review: DecisionReview) -> Iterator[Finding]:
    """決定裡的代碼，職能基準沒有。

    可能是打錯字，或用錯了種類（例如 `introduce` 只能寫知識與技能的代碼）。
    """
    number = 0
    for named in review.named:
        known = tuple(code for kind in named.kinds for code in review.codes[kind])
        if named.code.value not in known:
            details = {
                "found": named.code.value,
                "nearest": review.nearest(named.code.value, known, number),
            }
            number += 1
            yield finding_at(named.code, details)


@_rule("CUR331", "unknown-module", Severity.ERROR)
def unknown_module(review: DecisionReview) -> Iterator[Finding]:
    """決定裡的單元不存在。

    單元的編號是 `M` 加上任務的編號（T1.1 是 M1.1）。要把行為指標分出來成為新的單元，
    請在新單元寫 `criteria`；要合併任務，請寫 `tasks`。
    """
    known, default = tuple(review.modules), {unit.id for unit in review.units}
    for number, name in enumerate(_unknown_modules(review)):
        if name.value not in default:
            near = review.nearest(name.value, known, number)
            yield finding_at(name, {"found": name.value, "nearest": near})


@_rule("CUR332", "vanished-module", Severity.ERROR)
def vanished_module(review: DecisionReview) -> Iterator[Finding]:
    """決定裡的單元，因為另一個決定而沒有了。

    它的任務併入了別的單元、分給了別的單元，或不在這門課程裡。請改寫其中一個決定。
    """
    units = {unit.id: unit for unit in review.units}
    for name in _unknown_modules(review):
        unit = units.get(name.value)
        if unit is None or not (review.scope_is_known or is_taught(unit, review.decisions)):
            continue
        codes = {unit.code, *(item.code for item in unit.criteria)}
        takers = [
            code.place
            for module in review.decisions.modules.values()
            for code in (*module.tasks, *module.criteria)
            if code.value in codes
        ]
        places = [review.absence_of(unit.code), *takers]
        other = next((place for place in places if place), name.place)
        yield finding_at(name, {"found": name.value, "task": unit.code, "other": shown(other)})


@_rule("CUR333", "claimed-twice", Severity.ERROR)
def claimed_twice(review: DecisionReview) -> Iterator[Finding]:
    """兩個單元都要同一個任務或行為指標。

    每個任務、每條行為指標只能在一個單元。請從其中一個單元刪去。
    """
    first: dict[str, tuple[str, Decided[str]]] = {}
    for name, module in review.decisions.modules.items():
        for code in (*module.tasks, *module.criteria):
            other, before = first.setdefault(code.value, (name, code))
            if other != name:
                details = {"found": code.value, "module": other, "other": shown(before.place)}
                yield finding_at(code, details)


@_rule("CUR334", "claims-what-is-not-taught", Severity.ERROR)
def claims_what_is_not_taught(review: DecisionReview) -> Iterator[Finding]:
    """單元要的任務或行為指標，不在這門課程裡。

    它在 `leave_out` 裡，或不在 `teach` 列出的範圍。請改寫其中一個決定。
    """
    for module in review.decisions.modules.values():
        for code in (*module.tasks, *module.criteria):
            place = review.absence_of(code.value)
            if place:
                yield finding_at(code, {"found": code.value, "other": shown(place)})


@_rule("CUR335", "taught-and-left-out", Severity.ERROR)
def taught_and_left_out(review: DecisionReview) -> Iterator[Finding]:
    """同一個代碼既要教，又不教。

    `teach` 或 `introduce`、`reinforce` 要教的，不能同時寫在 `leave_out`。
    """
    wanted = [*review.decisions.teach]
    for module in review.decisions.modules.values():
        wanted += [*module.introduce, *module.reinforce]
    for code in wanted:
        why = review.decisions.leave_out.get(code.value)
        if why:
            yield finding_at(code, {"found": code.value, "other": shown(why.place)})


@_rule("CUR336", "nothing-taught", Severity.ERROR)
def nothing_taught(review: DecisionReview) -> Iterator[Finding]:
    """這門課程沒有任何單元。

    `teach` 沒有列出任何任務，或 `leave_out` 把全部都去掉了。
    """
    decided = [*review.decisions.teach, *review.decisions.leave_out.values()]
    if decided and review.units and not review.taught_units():
        yield Finding(place=decided[0].place)


@_rule("CUR337", "empty-module", Severity.ERROR)
def empty_module(review: DecisionReview) -> Iterator[Finding]:
    """單元沒有剩下任何行為指標、知識或技能。

    請把它併入別的單元，或從課程中去掉（`leave_out`）。
    """
    printed = {unit.code for unit in review.units if unit.criteria or _has_items(unit)}
    for module in review.course.modules:
        is_empty = not (module.criteria or module.knowledge or module.skills)
        if is_empty and printed.intersection(module.tasks or (module.duty,)):
            decided = review.decisions.modules.get(module.id)
            places = [each.place for each in review.decisions.leave_out.values()]
            place = decided.place if decided else next(iter(places), review.standard.place)
            yield Finding(items=(module.id,), place=place, details={"module": module.id})


@_rule("CUR338", "foreign-objective", Severity.ERROR)
def foreign_objective(review: DecisionReview) -> Iterator[Finding]:
    """學習目標的代碼不在這個單元。

    目標屬於有那條行為指標、導入那項知識或技能的單元。請把它移到那個單元，
    或用 `introduce` 改變分配。
    """
    for named in review.named:
        found = named.code.value
        known = {code for kind in named.kinds for code in review.codes[kind]}
        if not named.needs or named.module not in review.modules or found not in known:
            continue
        given = review.decisions.modules[named.module].introduce
        if any(code.value not in review.meanings for code in given):
            continue  # the item may be the one whose code was mistyped
        homes = [
            module.id
            for module in review.course.modules
            if found in _codes_in(module, named.needs, review.decisions)
        ]
        if named.module not in homes:
            places = "、".join(homes) or "—"
            details = {"found": found, "module": named.module, "homes": places}
            yield finding_at(named.code, details)


@_rule("CUR339", "objective-decided-twice", Severity.ERROR)
def objective_decided_twice(review: DecisionReview) -> Iterator[Finding]:
    """同一個學習目標決定了兩次。

    動詞與受詞都相同的行為指標共用一個目標，用其中一個代碼寫就可以了。
    """
    for module in review.course.modules:
        chosen = review.decisions.modules.get(module.id, _NOTHING)
        for goal in computed_objectives(module.objectives, module.id, chosen):
            both = [code for code in codes_of(goal) if code in chosen.objectives]
            for code in both[1:]:
                other = chosen.objectives[both[0]].place
                details = {"found": code, "first": both[0], "other": shown(other)}
                place = chosen.objectives[code].place
                yield Finding(items=(code, both[0]), place=place, details=details)


def _unknown_modules(review: DecisionReview) -> Iterator[Decided[str]]:
    """The modules that decisions name and that there are not."""
    for name, module in review.decisions.modules.items():
        # A new module that claims something is unknown only for what is wrong with the claim.
        if name not in review.modules and not (module.tasks or module.criteria):
            yield Decided(name, module.place)
        for other in module.requires.value if module.requires else ():
            if other.value not in review.modules:
                yield other
    lists = [*review.decisions.order, *(each.module for each in review.decisions.sessions)]
    yield from (each for each in lists if each.value not in review.modules)


def _codes_in(module: Module, needs: str, decisions: Decisions) -> set[str]:
    """The codes that a module has objectives from, or has at all."""
    if needs == "objective":
        chosen = decisions.modules.get(module.id, _NOTHING)
        goals = computed_objectives(module.objectives, module.id, chosen)
        return {code for goal in goals for code in codes_of(goal)}
    shared = (item.code for item in (*module.knowledge, *module.skills))
    return {*(item.code for item in module.criteria), *shared}


def _has_items(unit: Unit) -> bool:
    return any(block.knowledge or block.skills for block in unit.blocks)
