"""Rules on a planned course, among them the proof of what every document relies on."""

from collections.abc import Iterator

from curriculum.course import Course
from curriculum.planning import least_total
from curriculum.problems import Problem, Severity
from curriculum.reading.opening import Opened
from curriculum.rules import (
    looks_rules,
    objective_rules,
    picture_rules,
    reviewer_rules,
    session_rules,
    title_rules,
)
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding
from curriculum.standard import Coded, Standard, owner
from curriculum.tables import Tables

SHORT_COURSE = 12
"""Hours. Known only second-hand; the message says so."""
# Importing a module of rules enters them in the book.
COURSE_RULE_MODULES = (
    objective_rules,
    looks_rules,
    picture_rules,
    reviewer_rules,
    session_rules,
    title_rules,
)


_rule = COURSE_RULES.rule


@_rule("CUR301", "other-standard", Severity.ERROR)
def other_standard(review: CourseReview) -> Iterator[Finding]:
    """課程記錄的職能基準代碼，與檔案中的不同。

    課程的決定是為另一份職能基準做的，套用在這一份上可能出錯。
    請確認 `course.yaml` 的 `standard` 指向正確的檔案。
    """
    file = review.opened.course_file
    code = review.opened.standard.code
    if file and file.decisions.standard_code not in (None, code):
        details = {"expected": file.decisions.standard_code or "", "found": code}
        yield Finding(items=(code,), place=file.standard_place, details=details)


@_rule("CUR302", "standard-changed", Severity.INFO)
def standard_changed(review: CourseReview) -> Iterator[Finding]:
    """建立課程之後，職能基準的檔案有改動。

    請看過待確認的決定，再用 `curriculum confirm` 加上職能基準的代碼：確認全部待確認的決定，
    並更新 `standard.hash`。程式推算的安排不受影響，仍要分別確認。
    """
    file = review.opened.course_file
    if file and file.standard_hash and file.standard_hash != review.opened.standard_hash:
        yield Finding(items=(review.opened.standard.code,), place=file.standard_place)


@_rule("CUR303", "too-few-hours", Severity.WARNING)
def too_few_hours(review: CourseReview) -> Iterator[Finding]:
    """總時數不夠讓每個單元都有最低的時數。

    最低的時數是 `weights.yaml` 的 `least`，內建的是 1 小時。請增加總時數。
    """
    table = review.tables.weights.hours
    modules = review.course.modules
    decided = [module.hours for module in modules if not module.hours_are_default]
    least = least_total(len(modules) - len(decided), table, sum(decided))
    if review.course.hours < least:
        details = {"hours": f"{review.course.hours:g}", "least": f"{least:g}"}
        details["each"] = f"{table.least:g}"
        yield Finding(place=review.hours_place, details=details)


@_rule("CUR304", "short-course", Severity.WARNING)
def short_course(review: CourseReview) -> Iterator[Finding]:
    """課程總時數少於 12 小時。

    據了解，申請職能導向課程品質認證的課程不宜少於 12 小時；這個數字只是轉述，
    請以主管機關最新公告為準。
    """
    if review.course.hours < SHORT_COURSE:
        details = {"hours": f"{review.course.hours:g}", "least": str(SHORT_COURSE)}
        yield Finding(place=review.hours_place, details=details)


@_rule("CUR310", "hours-do-not-add-up", Severity.ERROR)
def hours_do_not_add_up(review: CourseReview) -> Iterator[Finding]:
    """時數加起來不一致。

    單元時數之和應等於課程總時數，學科加術科等於單元時數，教案各活動的分鐘數等於單元時數。
    這是程式自己的保證；如果看到這個問題，請回報。
    """
    course = review.course
    if course.modules and sum(module.hours for module in course.modules) != course.hours:
        yield Finding(place=review.hours_place, details={"where": course.title})
    for module in course.modules:
        parts = module.theory_hours + module.practice_hours
        minutes = sum(activity.minutes for activity in module.activities)
        if parts != module.hours or minutes != module.minutes:
            details = {"where": module.id}
            yield Finding(items=(module.id,), place=review.hours_place, details=details)


@_rule("CUR311", "untaught-item", Severity.ERROR)
def untaught_item(review: CourseReview) -> Iterator[Finding]:
    """職能基準中的項目沒有出現在任何單元的學習目標或評量中。

    每一項 P、K、S、A 都應有學習目標與評量。這是程式自己的保證；如果看到這個問題，請回報。
    """
    course = review.course
    taught: set[str] = set()
    assessed: set[str] = set()
    for module in course.modules:
        for goal in module.objectives:
            taught.update(goal.criteria, goal.knowledge, goal.skills, goal.attitudes)
        for way in module.assessment:
            assessed.update(way.criteria, way.knowledge, way.skills, way.attitudes)
    standard = review.opened.standard
    ksa = (*standard.knowledge, *standard.skills)
    items: list[Coded] = [*standard.criteria, *ksa, *standard.attitudes]
    same = {item.code: item.same_as for item in ksa}
    elsewhere = _not_in_this_course(standard, course)
    for item in items:
        codes = {item.code, *same.get(item.code, ())}
        if item.code and item.code not in elsewhere and not (codes & taught and codes & assessed):
            yield Finding(items=(item.code,), place=item.place)


def _not_in_this_course(standard: Standard, course: Course) -> set[str]:
    """Codes that the course need not teach: left out, or printed for tasks that it leaves out.

    An item of a cell that several tasks share may belong to any one of them, so that it has to be
    taught only where the course has them all.
    """
    left_out = {each.code for each in course.left_out}
    without = left_out.union(course.not_taught)
    for duty in standard.duties:
        if duty.code in left_out:
            without.update(task.code for task in duty.tasks)
    items: set[str] = set()
    taught: set[str] = set()
    for duty in standard.duties:
        for block in duty.blocks:
            items.update(use.code for use in (*block.knowledge, *block.skills))
            for criterion in block.criteria:
                if (owner(criterion.code, block) or duty.code) in without:
                    without.add(criterion.code)
            if without.isdisjoint(block.tasks or (duty.code,)):
                taught.update(use.code for use in (*block.knowledge, *block.skills))
    return without | (items - taught)


def check_course(course: Course, opened: Opened, tables: Tables) -> tuple[Problem, ...]:
    """Everything worth saying about a course beside what its standard says, by place."""
    return COURSE_RULES.problems(CourseReview(course=course, opened=opened, tables=tables))
