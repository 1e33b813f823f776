"""Findings that a person acknowledged (`accept:`): still listed, but no longer in the way."""

import dataclasses
import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from curriculum.decisions import Acceptance, Decisions
from curriculum.problems import Problem, Severity, sort_key
from curriculum.reading.fields import PROBLEMS
from curriculum.rules import course_rules, decision_rules, standard_rules
from curriculum.rules.course_rulebook import COURSE_RULES
from curriculum.rules.decision_rulebook import DECISION_RULES
from curriculum.rules.memory_rules import MEMORY_RULES
from curriculum.rules.registry import Finding, Rulebook
from curriculum.rules.standard_rulebook import STANDARD_RULES
from curriculum.text import nearest


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceReview:
    """What was acknowledged, and everything that was found."""

    problems: Sequence[Problem]
    acceptances: Sequence[Acceptance]
    """Those in force."""


ACCEPTANCE_RULES: Rulebook[AcceptanceReview] = Rulebook()
_rule = ACCEPTANCE_RULES.rule
RULE_MODULES = (course_rules, decision_rules, standard_rules)
"""Importing them enters their rules in the books, which say what there is to accept."""


@_rule("CUR390", "accepted-error", Severity.WARNING)
def accepted_error(review: AcceptanceReview) -> Iterator[Finding]:
    """`accept` 想確認的是一個錯誤。

    警告與提醒可以在看過之後確認；錯誤一定要改正，寫在 `accept` 裡沒有作用。
    """
    for acceptance in review.acceptances:
        matched = [problem for problem in review.problems if _is_about(acceptance, problem)]
        is_error = _severities().get(acceptance.code) is Severity.ERROR
        if is_error or any(problem.severity is Severity.ERROR for problem in matched):
            yield _finding(acceptance)


@_rule("CUR391", "unused-acceptance", Severity.INFO)
def unused_acceptance(review: AcceptanceReview) -> Iterator[Finding]:
    """`accept` 確認的發現已經不在了。

    可能問題已經改好，或它所說的項目變了。請從 `course.yaml` 刪去這一段；
    如果寫了 `items`，要與發現列出的項目完全相同。
    """
    for acceptance in review.acceptances:
        is_used = any(_is_about(acceptance, problem) for problem in review.problems)
        if not is_used and _severities().get(acceptance.code, Severity.ERROR) != Severity.ERROR:
            yield _finding(acceptance)


@_rule("CUR392", "unknown-acceptance", Severity.WARNING)
def unknown_acceptance(review: AcceptanceReview) -> Iterator[Finding]:
    """`accept` 寫的不是任何規則的代碼。

    代碼可能打錯了，所以什麼也沒有確認。`curriculum check` 在每個發現前面列出它的代碼。
    """
    known = _severities()
    for acceptance in review.acceptances:
        if acceptance.code not in known:
            details = {"found": acceptance.code, "nearest": nearest(acceptance.code, known)}
            yield Finding(items=acceptance.items, place=acceptance.place, details=details)


def accepted(
    problems: Sequence[Problem], decisions: Decisions, suspended: Collection[str] = frozenset()
) -> tuple[Problem, ...]:
    """The problems, those that were acknowledged with the reason, and what is wrong with that.

    Args:
        problems: Everything found in the standard and the course.
        decisions: What the trainer decided; `accept` counts.
        suspended: Addresses of acceptances whose printed words have changed since, so that
            somebody has to look again: they do not hold.
    """
    in_force = _in_force(decisions, suspended)
    found = ACCEPTANCE_RULES.problems(AcceptanceReview(problems=problems, acceptances=in_force))
    return tuple(sorted((*acknowledged(problems, decisions, suspended), *found), key=sort_key))


def acknowledged(
    problems: Iterable[Problem], decisions: Decisions, suspended: Collection[str] = frozenset()
) -> tuple[Problem, ...]:
    """The problems, those that were acknowledged with the first reason given; never an error."""
    in_force = _in_force(decisions, suspended)
    return tuple(
        dataclasses.replace(problem, accepted=_reason(problem, in_force)) for problem in problems
    )


@functools.cache
def _severities() -> dict[str, Severity]:
    """Code of everything that can be found -> how much it matters."""
    books: tuple[Rulebook[Any], ...] = (
        STANDARD_RULES, DECISION_RULES, COURSE_RULES, MEMORY_RULES, ACCEPTANCE_RULES
    )  # fmt: skip
    found = {rule.code: rule.severity for book in books for rule in book.rules}
    return dict.fromkeys(PROBLEMS.values(), Severity.ERROR) | found


def _in_force(decisions: Decisions, suspended: Collection[str]) -> list[Acceptance]:
    return [each for each in decisions.accept if each.address not in suspended]


def _reason(problem: Problem, acceptances: Sequence[Acceptance]) -> str | None:
    if problem.severity is Severity.ERROR:
        return None
    return next((each.reason for each in acceptances if _is_about(each, problem)), None)


def _is_about(acceptance: Acceptance, problem: Problem) -> bool:
    """Same rule, and the same items if any are named: an item more is another finding."""
    same_items = not acceptance.items or set(acceptance.items) == set(problem.items)
    return acceptance.code == problem.code and same_items


def _finding(acceptance: Acceptance) -> Finding:
    # Named as in the file; its items may not be any that are left.
    details = {"acceptance": acceptance.address.removeprefix("accept ")}
    return Finding(items=acceptance.items, place=acceptance.place, details=details)
