"""Acknowledged findings: listed apart with the reason, out of the way, and never an error."""

import dataclasses
import json
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from curriculum.decisions import NO_DECISIONS, Acceptance, Decisions
from curriculum.labels import load_labels
from curriculum.planning import plan
from curriculum.problems import Place, Problem, Severity
from curriculum.reading.opening import BUNDLED, open_path
from curriculum.rules.acceptance import ACCEPTANCE_RULES, accepted, acknowledged
from curriculum.rules.standard_rules import check_standard
from curriculum.tables import load_tables
from curriculum.views.data import problems_data
from curriculum.views.printed import findings
from curriculum.views.terminal import github_lines, problem_lines, summary_line

LABELS = load_labels("zh-TW")
TABLES = load_tables()
STANDARD = open_path(None).standard
FOUND = check_standard(STANDARD, TABLES.verbs)
CODES = ("CUR203", "CUR301", "CUR310")
ITEMS = ("S04", "K01", "K27")


def accepting(code: str, *items: str, reason: str = "沿用公告") -> Decisions:
    """Decisions with one acceptance, on line 9."""
    place = Place(path="course.yaml", line=9, column=3)
    return Decisions(accept=(Acceptance(place=place, code=code, items=items, reason=reason),))


def settled(problems: Sequence[Problem]) -> list[tuple[str, tuple[str, ...]]]:
    """Code and items of the acknowledged ones."""
    return [(each.code, each.items) for each in problems if each.accepted is not None]


def names(problems: Sequence[Problem]) -> set[str]:
    """What the acceptances themselves were told."""
    own = {rule.name for rule in ACCEPTANCE_RULES.rules}
    return {each.name for each in problems} & own


def problems() -> st.SearchStrategy[Problem]:
    """Any finding of a few rules, about a few items."""
    return st.builds(
        Problem,
        code=st.sampled_from(CODES),
        name=st.just("conflicting-text"),
        severity=st.sampled_from(Severity),
        items=st.lists(st.sampled_from(ITEMS), max_size=3).map(tuple),
    )


def acceptances() -> st.SearchStrategy[Acceptance]:
    """Any acceptance of them."""
    return st.builds(
        Acceptance,
        code=st.sampled_from(CODES),
        items=st.lists(st.sampled_from(ITEMS), max_size=3).map(tuple),
        reason=st.text(max_size=3),
    )


@given(
    st.lists(problems(), max_size=8),
    st.lists(acceptances(), max_size=4),
    st.frozensets(st.sampled_from(["accept CUR203", "accept CUR301 S04", "accept CUR310 K01 K27"])),
)
def test_no_acceptance_hides_anything_and_none_silences_an_error(
    found: list[Problem], accept: list[Acceptance], suspended: frozenset[str]
) -> None:
    """Protects from a course that passes with errors: everything found is still there."""
    result = accepted(found, Decisions(accept=tuple(accept)), suspended)
    bare = [dataclasses.replace(each, accepted=None) for each in result]
    assert all(each in bare for each in found)
    assert len(found) == len([each for each in result if each.name == "conflicting-text"])
    assert not [each for each in settled(result) if each not in _not_errors(found)]
    assert all(each.accepted is None for each in result if each.severity is Severity.ERROR)
    assert all(each.accepted is None for each in result if each.name != "conflicting-text")


def _not_errors(found: Sequence[Problem]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.items) for each in found if each.severity is not Severity.ERROR]


def test_items_are_those_of_the_finding_in_any_order() -> None:
    """Protects from an acceptance that covers more than somebody looked at."""
    assert [("CUR205", ("K01", "K27"))] == settled(
        acknowledged(FOUND, accepting("CUR205", "K27", "K01"))
    )
    assert not settled(acknowledged(FOUND, accepting("CUR205", "K01")))
    everything = settled(acknowledged(FOUND, accepting("CUR205")))
    assert [each for each in FOUND if each.code == "CUR205"]
    assert {"CUR205"} == {code for code, _ in everything}
    assert len(everything) == len([each for each in FOUND if each.code == "CUR205"])


def test_the_first_reason_counts() -> None:
    """Protects from a result that depends on anything but the order of the file."""
    both = (
        *accepting("CUR203", "S04", reason="甲").accept,
        *accepting("CUR203", reason="乙").accept,
    )
    result = accepted(FOUND, Decisions(accept=both))
    assert ["甲"] == [each.accepted for each in result if each.code == "CUR203"]
    assert not names(result)


def test_an_acceptance_of_nothing_is_told() -> None:
    """Protects `course.yaml` from reasons that nobody can place any more."""
    result = accepted(FOUND, accepting("CUR203", "S05"))
    (told,) = [each for each in result if each.name == "unused-acceptance"]
    assert (Severity.INFO, 9, ("S05",)) == (told.severity, told.place.line, told.items)
    assert "CUR203 S05" in LABELS.message(told)


def test_an_error_cannot_be_accepted_and_trying_is_told() -> None:
    """Protects from courses that are broken on purpose."""
    error = dataclasses.replace(FOUND[0], severity=Severity.ERROR)
    result = accepted([error], accepting(error.code))
    assert error in result
    assert {"accepted-error"} == names(result)


def test_a_code_that_can_never_be_accepted_is_told_as_such() -> None:
    """Protects from looking for a finding that was put right, where the code is wrong."""
    (told,) = [each for each in accepted(FOUND, accepting("CUR999")) if each.place.line == 9]
    assert ("CUR392", "CUR999") == (told.code, told.details["found"])
    assert told.details["nearest"]
    assert {"accepted-error"} == names(accepted(FOUND, accepting("CUR330")))


def test_an_acceptance_whose_words_have_changed_does_not_hold() -> None:
    """Protects from a reason that was given for another text."""
    decisions = accepting("CUR203", "S04")
    assert 1 == len(settled(accepted(FOUND, decisions)))
    result = accepted(FOUND, decisions, {"accept CUR203 S04"})
    assert not settled(result)
    assert not names(result)


def test_settled_findings_stand_apart_on_the_terminal_and_for_github() -> None:
    """Protects readers from looking twice at what somebody has looked at."""
    shown = acknowledged(FOUND, accepting("CUR203", "S04", reason="沿用<公告>"))
    lines = list(problem_lines(shown, LABELS, lambda _: None))
    title = lines.index(LABELS["terminal.accepted_title"])
    assert [place for place, line in enumerate(lines) if "CUR203" in line] == [title + 1]
    assert f"{LABELS['terminal.accepted']}沿用<公告>" in lines[title + 2]
    counted = summary_line(shown, LABELS)
    assert counted.endswith(LABELS.fill("terminal.accepted_count", count=1))
    open_warnings = [e for e in FOUND if e.severity is Severity.WARNING and e.code != "CUR203"]
    assert f"{len(open_warnings)} 個警告" in counted
    (github,) = [line for line in github_lines(shown, LABELS) if "CUR203" in line]
    assert github.startswith("::notice ")
    assert github.endswith("沿用<公告>")
    (data,) = [each for each in problems_data(shown, LABELS) if each["code"] == "CUR203"]
    assert "沿用<公告>" == json.loads(json.dumps(data))["accepted"]


def test_settled_findings_stand_apart_on_the_site() -> None:
    """Protects the list of what is to be done from what is done."""
    course = plan(STANDARD, NO_DECISIONS, TABLES)
    page = findings(course, acknowledged(FOUND, accepting("CUR203", reason="沿用公告")), LABELS)
    open_part, settled_part = (repr(page.section(name)) for name in ("list", "accepted"))
    assert "CUR203" not in open_part
    assert "CUR203" in settled_part
    assert "沿用公告" in settled_part
    fresh = findings(course, FOUND, LABELS)
    assert LABELS["findings.accepted_none"] in repr(fresh.section("accepted"))
    assert BUNDLED in repr(fresh.section("list"))
