"""Rules on the objectives that a trainer wrote: what a reviewer would send back.

Computed objectives follow the standard's own words. What is wrong with those is a finding about
the standard (CUR240 to CUR242), and why an objective has its level is said by `--explain`.
"""

from collections.abc import Iterator

from curriculum.course import Assessment, Domain, Module, Objective
from curriculum.decisions import AddedObjective, ObjectiveDecision
from curriculum.problems import Place, Severity
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding
from curriculum.wording import (
    ObjectiveSentence,
    Wording,
    analyse,
    is_noun_phrase,
    objective_sentence,
)
from curriculum.wording.phrases import OF

_rule = COURSE_RULES.rule

_TEST = "測驗"
_KINDS = ("criteria", "knowledge", "skills", "attitudes")


@_rule("CUR320", "objective-without-verb", Severity.WARNING)
def objective_without_verb(review: CourseReview) -> Iterator[Finding]:
    """您寫的學習目標沒有動詞。

    學習目標要說學員「做什麼」，這一句卻只有名詞。例如「顧客服務的流程」可以改成
    「說明顧客服務的流程」。動詞表裡沒有的動詞不算問題，所以不會提報。
    """
    for goal, place, sentence in _written(review):
        if _lacks_verb(sentence, review):
            yield Finding(items=(goal.id,), place=place)


@_rule("CUR321", "vague-objective", Severity.WARNING)
def vague_objective(review: CourseReview) -> Iterator[Finding]:
    """您寫的學習目標用了看不到、量不到的動詞。

    「了解、熟悉、認識、具備、掌握」發生在學員心裡，無法評量。請改成看得到的動詞：想知道學員
    懂不懂，可以用「列舉、說明、比較」；想知道學員會不會，可以用「操作、處理、完成」。
    """
    for goal, place, sentence in _written(review):
        vague = [action.verb for action in _wording(sentence, review).actions if action.is_vague]
        if vague and goal.domain is not Domain.AFFECTIVE:
            yield Finding(items=(goal.id,), place=place, details={"verb": vague[0]})


@_rule("CUR322", "attitude-as-objective", Severity.INFO)
def attitude_as_objective(review: CourseReview) -> Iterator[Finding]:
    """您寫的學習目標是態度，卻當成認知或技能的目標。

    「尊重、樂於、保持警覺」是情意目標，靠觀察而不靠測驗。請在這個目標下寫 `domain: affective`，
    或改寫成看得到的行為，例如「依約定時間回覆顧客」。
    """
    for goal, place, sentence in _written(review):
        wording = _wording(sentence, review)
        is_attitude = wording.is_affective and not wording.actions
        if is_attitude and goal.domain is not Domain.AFFECTIVE:
            yield Finding(items=(goal.id,), place=place)


@_rule("CUR323", "attitude-on-paper", Severity.WARNING)
def attitude_on_paper(review: CourseReview) -> Iterator[Finding]:
    """情意目標只用測驗評量。

    紙筆測驗量得到學員知道什麼是好的態度，量不到他有沒有這樣做。請在實作評量中觀察，
    把評量方式改成包含實作評量。
    """
    for module in review.course.modules:
        goals = tuple(
            goal.id
            for goal in module.objectives
            if goal.domain is Domain.AFFECTIVE
            and {way.method for way in module.assessment if _covers(way, goal)} == {_TEST}
        )
        if goals:
            ways = review.decided(module).assessment
            yield Finding(items=goals, place=ways[0].place if ways else review.place_of(module))


@_rule("CUR324", "several-verbs", Severity.INFO)
def several_verbs(review: CourseReview) -> Iterator[Finding]:
    """您寫的一個學習目標裡，有幾個層次不同的行為。

    例如「列舉食材，並設計菜單」：兩件事的難度不同，教法與評量也不同。程式照最高的層次安排；
    如果兩件事都要教、都要評量，請分成兩個目標。
    """
    for goal, place, sentence in _written(review):
        actions = _wording(sentence, review).actions
        if len({action.rank for action in actions}) > 1:
            verbs = "、".join(dict.fromkeys(action.verb for action in actions))
            yield Finding(items=(goal.id,), place=place, details={"verbs": verbs})


@_rule("CUR325", "missing-degree", Severity.WARNING)
def missing_degree(review: CourseReview) -> Iterator[Finding]:
    """您寫的學習目標沒有達成標準。

    要做到什麼程度才算達成，例如正確率、次數、時間，或檢核表的必要項目。可以寫在句子裡，
    也可以寫在這個目標的 `degree`。
    """
    for goal, place, sentence in _written(review):
        if not (goal.degree or sentence.is_measured):
            yield Finding(items=(goal.id,), place=place)


@_rule("CUR326", "level-above-usual", Severity.INFO)
def level_above_usual(review: CourseReview) -> Iterator[Finding]:
    """您決定的學習目標，層次高於這個職能級別常見的上限。

    常見的上限：職能級別 1 到了解、2 到應用、3 到分析、4 到評鑑、5 與 6 到創造。高於上限不一定
    不對（實際的行為指標有一成多是這樣），請確認學員與時數做得到。
    """
    ceilings = review.tables.weights.usual_ceilings
    for module in review.course.modules:
        usual = ceilings[module.level - 1] if module.level else max(ceilings)
        for goal in module.objectives:
            place = _decided_place(review, module, goal)
            # Without a verb there is no level, only an assumed one.
            if goal.is_decided and _lacks_verb(objective_sentence(goal.text, goal.degree), review):
                continue
            if place and goal.domain is Domain.COGNITIVE and goal.level > usual:
                details = {"level": str(goal.level), "usual": str(usual)}
                yield Finding(items=(goal.id,), place=place, details=details)


@_rule("CUR327", "no-such-level", Severity.ERROR)
def no_such_level(review: CourseReview) -> Iterator[Finding]:
    """您決定的層次，這個領域沒有。

    認知有 6 個層次，動作技能有 7 個，情意有 5 個。沒有寫 `domain` 時，領域是程式由動詞判斷的；
    請改層次，或在同一個目標下寫 `domain`。
    """
    for module in review.course.modules:
        for goal in module.objectives:
            decision = _decision(review, module, goal)
            if decision and decision.level and decision.level != goal.level:
                details = {"level": str(decision.level), "domain": goal.domain.value}
                yield Finding(items=(goal.id,), place=decision.place, details=details)


def _lacks_verb(sentence: ObjectiveSentence, review: CourseReview) -> bool:
    """Whether a behaviour is only a noun."""
    # 沖煮咖啡 is as short as a noun; only 的 tells a noun from a verb that the table lacks.
    is_noun = any(mark in sentence.behaviour for mark in OF)
    has_verb = _wording(sentence, review).has_verb
    return not has_verb and is_noun and is_noun_phrase(sentence.behaviour, review.tables.verbs)


def _written(review: CourseReview) -> Iterator[tuple[Objective, Place, ObjectiveSentence]]:
    """The objectives whose sentence is the trainer's, with where it stands and its parts."""
    for module in review.course.modules:
        for goal in module.objectives:
            if goal.is_decided:
                place = _decided_place(review, module, goal) or review.place_of(module)
                yield goal, place, objective_sentence(goal.text, goal.degree)


def _decided_place(review: CourseReview, module: Module, goal: Objective) -> Place | None:
    """The line on which a trainer decided something about an objective; None without one."""
    decision = _decision(review, module, goal)
    return decision.place if decision else None


def _decision(
    review: CourseReview, module: Module, goal: Objective
) -> ObjectiveDecision | AddedObjective | None:
    """What a trainer decided about an objective, by its own name or any of its codes."""
    decided = review.decided(module)
    found: dict[str, ObjectiveDecision | AddedObjective] = {**decided.objectives}
    found |= {f"{module.id}-{name}": added for name, added in decided.added_objectives.items()}
    codes = [code for kind in _KINDS for code in getattr(goal, kind)]
    return next((found[name] for name in (goal.id, *codes) if name in found), None)


def _wording(sentence: ObjectiveSentence, review: CourseReview) -> Wording:
    return analyse(sentence.behaviour, review.tables.verbs)


def _covers(way: Assessment, goal: Objective) -> bool:
    served = [(kind, set(getattr(goal, kind))) for kind in _KINDS if getattr(goal, kind)]
    return bool(served) and all(codes <= set(getattr(way, kind)) for kind, codes in served)
