"""Rules on the sessions of a course: when modules meet, where, and with whom."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from curriculum.decisions import Session
from curriculum.problems import Severity
from curriculum.rules.course_rulebook import COURSE_RULES, CourseReview
from curriculum.rules.registry import Finding

_rule = COURSE_RULES.rule

_HOUR = 60


def _by_module(review: CourseReview) -> Mapping[str, Sequence[Session]]:
    """The sessions of each module that has any, in the order of time."""
    found: dict[str, list[Session]] = {}
    for session in sorted(review.course.sessions, key=_start):
        found.setdefault(session.module.value, []).append(session)
    return found


def _start(session: Session) -> tuple[str, int]:
    return (session.date, session.start)


def _end(session: Session) -> tuple[str, int]:
    return (session.date, session.end)


def _when(session: Session) -> str:
    times = (f"{minute // _HOUR:02}:{minute % _HOUR:02}" for minute in (session.start, session.end))
    return f"{session.date} {'-'.join(times)}"


@_rule("CUR374", "session-hours", Severity.WARNING)
def session_hours(review: CourseReview) -> Iterator[Finding]:
    """課程表排給一個單元的時間，與單元時數不同。

    午休不算上課時間：中間有午休時，請分成上午與下午兩次。
    請調整課程表（`sessions`），或改單元的時數。
    """
    meetings = _by_module(review)
    for module in review.course.modules:
        planned = meetings.get(module.id, ())
        minutes = sum(session.end - session.start for session in planned)
        if planned and minutes != module.minutes:
            details = {"planned": f"{minutes / _HOUR:g}", "hours": f"{module.hours:g}"}
            yield Finding(items=(module.id,), place=planned[0].place, details=details)


@_rule("CUR375", "overlapping-sessions", Severity.WARNING)
def overlapping_sessions(review: CourseReview) -> Iterator[Finding]:
    """課程表有兩次上課的時間重疊。

    同一班學員、同一位講師、同一間教室不能同時在兩個地方。請檢查日期與時間；
    如果是分組上課，請寫明理由，把這個發現列入 `accept`。
    """
    sessions = sorted(review.course.sessions, key=_start)
    for position, first in enumerate(sessions):
        later = itertools.islice(sessions, position + 1, None)
        for second in itertools.takewhile(lambda each: _start(each) < _end(first), later):  # noqa: B023 - used at once
            items = tuple(dict.fromkeys((first.module.value, second.module.value)))
            details = {"first": _when(first), "second": _when(second)}
            yield Finding(items=items, place=second.place, details=details)


@_rule("CUR376", "session-before-prerequisite", Severity.WARNING)
def session_before_prerequisite(review: CourseReview) -> Iterator[Finding]:
    """單元在它的先修單元上完之前就開始上課。

    請調換課程表的順序，或修改單元的 `requires`。
    """
    meetings = _by_module(review)
    for module in review.course.modules:
        for required in module.requires:
            if module.id in meetings and required in meetings:
                first, last = meetings[module.id][0], max(meetings[required], key=_end)
                if _start(first) < _end(last):
                    details = {"first": _when(first), "last": _when(last)}
                    yield Finding(items=(module.id, required), place=first.place, details=details)


@_rule("CUR377", "sessions-out-of-order", Severity.INFO)
def sessions_out_of_order(review: CourseReview) -> Iterator[Finding]:
    """課程表裡的上課日期沒有依先後排列。

    文件照您寫的順序列出；日期也可能打錯了，請確認。
    """
    for before, after in itertools.pairwise(review.course.sessions):
        if _start(after) < _start(before):
            details = {"first": _when(before), "second": _when(after)}
            yield Finding(items=(after.module.value,), place=after.place, details=details)


@_rule("CUR378", "unscheduled-module", Severity.INFO)
def unscheduled_module(review: CourseReview) -> Iterator[Finding]:
    """課程表已經開始排，有些單元還沒有排進去。

    排完以後這個提醒就會消失。
    """
    meetings = _by_module(review)
    missing = tuple(each.id for each in review.course.modules if each.id not in meetings)
    if meetings and missing:
        yield Finding(items=missing, place=review.course.sessions[0].place)


@_rule("CUR379", "session-teacher-not-listed", Severity.INFO)
def session_teacher_not_listed(review: CourseReview) -> Iterator[Finding]:
    """課程表上的講師，不在這個單元的授課教師名單裡。

    實際執行人員（表9）與課程表應該一致。請補上名單，或改課程表；也可能是姓名打錯了。
    """
    listed = {
        module.id: {each.value for each in module.resources.people.teachers}
        for module in review.course.modules
    }
    for session in review.course.sessions:
        known = listed.get(session.module.value)
        others = [name for name in session.teachers if known and name not in known]
        if others:
            details = {"names": "、".join(others)}
            yield Finding(items=(session.module.value,), place=session.place, details=details)
