"""Rules on what a reviewer cross-checks: names, methods, assessment, people and the long texts."""

from collections.abc import Iterator

from curriculum.course import Domain, Module, Objective
from curriculum.decisions import Decided, Listed, Staff
from curriculum.problems import Place, Severity
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding
from curriculum.tables import ReviewWords
from curriculum.text import merge_key

_rule = COURSE_RULES.rule

_LECTURE, _PRACTICE, _SHOWING, _CASE = "講述教學", "演練教學", "示範教學", "案例教學"
_ON_PAPER_OR_NOT_AT_ALL = {"測驗", "無"}
_APPLYING = 3
"""Bloom's level from which on an objective says "do"."""
LONGEST_TEXT = 1000
"""Characters that the official form takes for each of its three texts."""
_CASE_SLOT = "case"


def _says_do(goal: Objective) -> bool:
    """Whether a learner has to do something to reach an objective, rather than to know it."""
    return goal.domain is Domain.PSYCHOMOTOR or (
        goal.domain is Domain.COGNITIVE and goal.level >= _APPLYING
    )


@_rule("CUR360", "same-module-title", Severity.WARNING)
def same_module_title(review: CourseReview) -> Iterator[Finding]:
    """兩個單元的名稱相同。

    單元名稱在課程的每一份文件裡用來指明單元，相同就分不出來。請改其中一個的 `title`。
    """
    first: dict[str, str] = {}
    for module in review.course.modules:
        name = merge_key(module.title)
        if name and name in first:
            title = review.decided(module).title
            place = title.place if title else review.place_of(module)
            details = {"title": module.title}
            yield Finding(items=(first[name], module.id), place=place, details=details)
        first.setdefault(name, module.id)


@_rule("CUR361", "changed-criterion", Severity.ERROR)
def changed_criterion(review: CourseReview) -> Iterator[Finding]:
    """單元裡行為指標的文字，與職能基準印出的不同。

    課程各處的行為指標必須與職能基準逐字相同。這是程式自己的保證；如果看到這個問題，請回報。
    """
    printed = {(item.code, item.text) for item in review.opened.standard.criteria}
    for module in review.course.modules:
        for item in module.criteria:
            if (item.code, item.text) not in printed:
                yield Finding(items=(module.id, item.code), place=item.place)


@_rule("CUR362", "doing-taught-by-lecture", Severity.WARNING)
def doing_taught_by_lecture(review: CourseReview) -> Iterator[Finding]:
    """要做得出來的學習目標，只用講述教學。

    層次在應用以上的目標與動作技能，只聽講學不會。請加上演練、示範、案例或專題等教學方法。
    """
    for module in review.course.modules:
        ticked = set(module.methods)
        goals = tuple(
            goal.id
            for goal in module.objectives
            if _says_do(goal) and ((ticked & set(goal.methods)) or ticked) == {_LECTURE}
        )
        if goals:
            yield Finding(items=goals, place=review.methods_place(module))


@_rule("CUR363", "doing-tested-on-paper", Severity.WARNING)
def doing_tested_on_paper(review: CourseReview) -> Iterator[Finding]:
    """要做得出來的學習目標，只用測驗評量，或沒有評量。

    紙筆測驗看不出學員做不做得到。層次在應用以上的目標與動作技能，請加上實作評量、作業評量或口頭報告。
    """
    for module in review.course.modules:
        goals = tuple(
            goal.id
            for goal in module.objectives
            if _says_do(goal) and _assessed_by(goal, module) <= _ON_PAPER_OR_NOT_AT_ALL
        )
        if goals:
            decided = review.decided(module).assessment
            place = decided[0].place if decided else review.place_of(module)
            yield Finding(items=goals, place=place)


def _assessed_by(goal: Objective, module: Module) -> set[str]:
    """The assessment methods of an objective: those that name one of its items."""
    codes = {*goal.criteria, *goal.knowledge, *goal.skills}
    return {
        way.method
        for way in module.assessment
        if codes & {*way.criteria, *way.knowledge, *way.skills}
    }


@_rule("CUR364", "practice-without-equipment", Severity.WARNING)
def practice_without_equipment(review: CourseReview) -> Iterator[Finding]:
    """單元用演練教學，列出的教具與設備卻沒有可以演練的東西。

    「無」不能示範，也不能演練；投影設備、麥克風、白板等是講師上課用的，學員無法用來演練。
    請補上學員使用的設備、器材或道具（角色扮演的情境卡也算），或改教學方法。
    還沒決定設備（待補）的單元不會提報。
    """
    # Said once where one line holds for several modules.
    found: dict[tuple[Place, str], list[str]] = {}
    for module in review.course.modules:
        listed = module.resources.equipment
        impossible = _impossible_with({each.value for each in listed}, review.tables.review)
        methods = "、".join(method for method in module.methods if method in impossible)
        if listed and methods:
            found.setdefault((listed[0].place, methods), []).append(module.id)
    for (place, methods), modules in found.items():
        yield Finding(items=tuple(modules), place=place, details={"methods": methods})


def _impossible_with(equipment: set[str], words: ReviewWords) -> tuple[str, ...]:
    """The teaching methods that need more than this equipment."""
    usable = equipment - words.no_equipment
    if not usable:
        return (_PRACTICE, _SHOWING)
    return (_PRACTICE,) if usable <= words.presenting else ()


@_rule("CUR365", "case-teaching-without-case", Severity.WARNING)
def case_teaching_without_case(review: CourseReview) -> Iterator[Finding]:
    """您決定單元用案例教學，卻沒有寫案例。

    教案會排出案例分析的時間與主題，但案例的內容只有您寫得出來。請寫出案例
    （單元的文字 `case`），或改教學方法。教學方法還是程式建議的單元不會提報。
    """
    for module in review.course.modules:
        chosen = {method.value for method in review.decided(module).methods}
        if _CASE in chosen and not module.texts.get(_CASE_SLOT, "").strip():
            yield Finding(items=(module.id,), place=review.methods_place(module))


@_rule("CUR366", "every-method-everywhere", Severity.WARNING)
def every_method_everywhere(review: CourseReview) -> Iterator[Finding]:
    """每個單元都勾選了全部的教學方法。

    全部都勾，等於沒有選擇。請依各單元的學習目標，留下真正會用到的。
    """
    modules, every = review.course.modules, set(review.tables.weights.methods)
    if len(modules) > 1 and all(every <= set(module.methods) for module in modules):
        yield Finding(place=review.methods_place(modules[0]))


@_rule("CUR367", "weak-evidence", Severity.WARNING)
def weak_evidence(review: CourseReview) -> Iterator[Finding]:
    """單元的學習成果證據只有心得或回饋，沒有成品或紀錄。

    心得、意見回饋與簽到看不出學員學會了什麼。請加上看得到成果的評量，例如實作評量與檢核表。
    有工作產出的單元，產出就是證據，不會提報。
    """
    weak = review.tables.review.weak_evidence
    for module in review.course.modules:
        is_weak = all(weak & {way.method, way.tool} for way in module.assessment)
        if module.objectives and not module.outputs and is_weak:
            decided = review.decided(module).assessment
            place = decided[0].place if decided else review.place_of(module)
            yield Finding(items=(module.id,), place=place)


@_rule("CUR368", "teacher-is-only-assessor", Severity.WARNING)
def teacher_is_only_assessor(review: CourseReview) -> Iterator[Finding]:
    """評量人員都是同一個單元的授課教師。

    自己教、自己評，難以讓人相信評量公正。請加上另一位評量人員。
    """
    # Said once where one line holds for every module.
    found: dict[Place, list[str]] = {}
    for module in review.course.modules:
        people = module.resources.people
        assessors = {each.value for each in people.assessors}
        if assessors and assessors <= {each.value for each in people.teachers}:
            found.setdefault(people.assessors[0].place, []).append(module.id)
    for place, modules in found.items():
        yield Finding(items=tuple(modules), place=place)


@_rule("CUR369", "person-among-conditions", Severity.WARNING)
def person_among_conditions(review: CourseReview) -> Iterator[Finding]:
    """師資條件裡寫了人名。

    表7 寫的是條件（學歷、經歷、證照），表9 才寫實際的人。這個名字同時列在 `people` 裡，
    請從師資條件中刪去，換成他符合的條件。
    """
    resources = [module.resources for module in review.course.modules]
    names = {each.value for given in resources for each in _everyone(given.people)}
    found = {
        (each.place, each.value)
        for given in resources
        for each in _everyone(given.conditions)
        if each.value in names
    }
    for place, name in sorted(found):
        yield Finding(place=place, details={"name": name})


def _everyone(staff: Staff) -> Listed:
    return (*staff.teachers, *staff.assessors, *staff.assistants)


@_rule("CUR370", "same-course-texts", Severity.WARNING)
def same_course_texts(review: CourseReview) -> Iterator[Finding]:
    """訓練需求、課程簡介、課程目的有兩段內容相同。

    三段問的是不同的事：為什麼需要這門課（`needs`）、課程教什麼（`summary`）、
    學員學完能做什麼（`purpose`）。
    """
    first: dict[str, str] = {}
    for name, text in _texts(review):
        key = merge_key(text.value)
        if key and key in first:
            yield Finding(items=(first[key], name), place=text.place)
        first.setdefault(key, name)


@_rule("CUR371", "long-course-text", Severity.WARNING)
def long_course_text(review: CourseReview) -> Iterator[Finding]:
    """訓練需求、課程簡介或課程目的超過 1,000 個字。

    官方表單每一段最多 1,000 字，填報時會放不下。換行不計。
    """
    for name, text in _texts(review):
        count = len(text.value) - text.value.count("\n")
        if count > LONGEST_TEXT:
            yield Finding(items=(name,), place=text.place, details={"count": f"{count:,}"})


def _texts(review: CourseReview) -> Iterator[tuple[str, Decided[str]]]:
    """The decided ones of the three long texts, by their keys in `course.yaml`."""
    decisions = review.decisions
    for name in ("needs", "summary", "purpose"):
        text: Decided[str] | None = getattr(decisions, name)
        if text:
            yield name, text


@_rule("CUR372", "need-without-source", Severity.WARNING)
def need_without_source(review: CourseReview) -> Iterator[Finding]:
    """訓練需求沒有資料來源。

    審查時會問需求從何而來，例如產業調查、人力缺口統計或企業訪談。請寫在 `needs_sources`。
    """
    decisions = review.decisions
    if decisions.needs and not decisions.needs_sources:
        yield Finding(place=decisions.needs.place)


@_rule("CUR373", "incomplete-completion-standard", Severity.WARNING)
def incomplete_completion_standard(review: CourseReview) -> Iterator[Finding]:
    """結訓標準寫了一部分，卻沒有可以判斷的分數或出席率。

    只有補評辦法，或分數、出席率是 0，看不出學員要做到什麼才算結訓。
    請寫 `mark`（及格分數）或 `attendance`（出席率）。
    """
    completion = review.decisions.completion
    parts = (completion.mark, completion.attendance, completion.reassessment)
    limits = [part for part in parts[:2] if part and part.value > 0]
    decided = [part for part in parts if part]
    if decided and not limits:
        yield Finding(place=decided[0].place)
