"""The rules on a standard: exactly what a careful reader finds, and nothing that is mended."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curriculum.keeping.standard_yaml import standard_text
from curriculum.labels import LANGUAGES, load_labels
from curriculum.problems import Problem, Severity
from curriculum.reading.carriers.published_text import read_grid
from curriculum.reading.form import read_form
from curriculum.reading.opening import open_standard
from curriculum.reading.standard_yaml import read_standard
from curriculum.rules.acceptance import ACCEPTANCE_RULES
from curriculum.rules.course_rulebook import COURSE_RULES
from curriculum.rules.course_rules import COURSE_RULE_MODULES
from curriculum.rules.decision_rulebook import DECISION_RULES
from curriculum.rules.decision_rules import DECISION_RULE_MODULES
from curriculum.rules.memory_rules import MEMORY_RULES
from curriculum.rules.registry import Rule, Rulebook
from curriculum.rules.standard_rulebook import STANDARD_RULES
from curriculum.rules.standard_rules import RULE_MODULES, check_standard
from curriculum.tables import load_tables

SEED = Path(__file__).parents[1] / "standard" / "BAS2421-003v2.txt"
STANDARDS = Path(__file__).parent / "standards"
FRAMEWORKS = Path(__file__).parent / "frameworks"
TABLE = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\tK=\tS=\n"

FOUND_BY_HAND = {
    ("code-shape", ("O2.1.1",)),
    ("code-shape", ("O2.2.1",)),
    ("conflicting-text", ("S04",)),
    ("same-item", ("K01", "K27")),
    ("same-item", ("K05", "K28")),
    ("same-item", ("S05", "S17")),
    ("missing-output", ("T3.1",)),
    ("missing-output", ("T3.3",)),
    ("missing-output", ("T4.1",)),
    ("missing-output", ("T4.2",)),
    ("shared-row", ("T4.1", "T4.2")),
    ("wrong-row", ("P3.2.2",)),
    ("cut-text", ("P1.1.3",)),
    ("wide-scope", ("T1", "T2", "T3", "T4")),
    ("continued-cell", ("T2", "K13", "S13")),
    ("continued-cell", ("T3", "K18", "K19", "K20", "K21", "K22")),
    ("no-observable-verb", ("P2.4.1",)),
    ("attitude-as-behaviour", ("P2.4.4",)),
    ("run-on", ("P1.2.3",)),
    (
        "markup",
        (
            "P1.1.1",
            "P1.1.2",
            "P1.1.3",
            "K01",
            "K02",
            "K03",
            "K04",
            "K05",
            "S01",
            "S02",
            "S03",
            "S04",
            "S05",
            "S06",
        ),
    ),
}
"""What a person found in the bundled standard, each once."""


def problems_of(text: str) -> tuple[Problem, ...]:
    """What the rules find in a published text."""
    return check_standard(read_form(read_grid(text, SEED.name)), load_tables().verbs)


def found_in(text: str) -> set[tuple[str, tuple[str, ...]]]:
    """Name and items of every finding in a published text."""
    return {(problem.name, problem.items) for problem in problems_of(text)}


def seed_text() -> str:
    """The bundled standard as it was published."""
    return SEED.read_text(encoding="utf-8")


def test_the_bundled_standard_has_exactly_what_was_found_by_hand() -> None:
    """Protects trainers from missed slips and from false alarms alike."""
    problems = problems_of(seed_text())
    assert sorted(FOUND_BY_HAND) == sorted((each.name, each.items) for each in problems)
    assert {Severity.WARNING, Severity.INFO} == {each.severity for each in problems}
    assert all(each.place.line for each in problems)


def test_text_and_yaml_give_the_same_findings() -> None:
    """Protects the promise that a standard can be kept as YAML."""
    standard = open_standard(SEED, SEED.name)
    again = read_standard(standard_text(standard), "copy.yaml")
    assert standard == again
    verbs = load_tables().verbs
    before = [(p.code, p.items, dict(p.details)) for p in check_standard(standard, verbs)]
    after = [(p.code, p.items, dict(p.details)) for p in check_standard(again, verbs)]
    assert sorted(before, key=str) == sorted(after, key=str)


def swapped(old: str, new: str) -> Callable[[str], str]:
    """A change of a text that must be possible."""

    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


def without_tags(text: str) -> str:
    """The text without layout tags."""
    return re.sub(r"</?p>", "", text)


def joined_criterion(text: str) -> str:
    """The text with P1.1.3 whole in its own row."""
    return text.replace("主要細</p>", "主要細節。</p>").replace("\t\t\t節。\t\t\t\n", "")


def moved_criterion(text: str) -> str:
    """The text with P3.2.2 in the row of its own task."""
    moved = "P3.2.2產生符合業務需求的報告。 "
    end = "以傳達產品或服務訊息。"
    return text.replace(moved, "").replace(end, f"{end} {moved.strip()}")


def divided_row(text: str) -> str:
    """The text with T4.1 and T4.2 in rows of their own."""
    row = next(line for line in text.split("\n") if line.startswith("T4"))
    cells = row.split("\t")
    first, second = cells[1].split(" ")
    here, there = cells[3].split(" P4.2.1")
    new = [cells[0], first, "", here, *cells[4:]]
    rest = ["", second, "", f"P4.2.1{there}", "", "", ""]
    return text.replace(row, "\t".join(new) + "\n" + "\t".join(rest))


MENDED = {
    ("code-shape", ("O2.1.1",)): swapped("O.2.1.1", "O2.1.1"),
    ("code-shape", ("O2.2.1",)): swapped("O.2.2.1", "O2.2.1"),
    ("conflicting-text", ("S04",)): swapped("自我管理能力的", "自我管理技能"),
    ("same-item", ("K01", "K27")): swapped("K27產品和服務知識", "K27產品趨勢"),
    ("same-item", ("K05", "K28")): swapped("K28影響業務營運相關法規", "K28消費者保護"),
    ("same-item", ("S05", "S17")): swapped("S17團隊合作", "S17帶領團隊"),
    ("missing-output", ("T3.1",)): swapped("用戶銷售情況\t\t", "用戶銷售情況\tO3.1.1銷售監控表\t"),
    ("missing-output", ("T3.3",)): swapped("分辨用戶偏好\t\t", "分辨用戶偏好\tO3.3.1偏好分析表\t"),
    ("missing-output", ("T4.1",)): swapped("服務銷售\t\t", "服務銷售\tO4.1.1機會清單\t"),
    ("missing-output", ("T4.2",)): swapped("服務銷售\t\t", "服務銷售\tO4.2.1轉介單\t"),
    ("shared-row", ("T4.1", "T4.2")): divided_row,
    ("wrong-row", ("P3.2.2",)): moved_criterion,
    ("cut-text", ("P1.1.3",)): joined_criterion,
    ("no-observable-verb", ("P2.4.1",)): swapped(
        "P2.4.1對新設施資源的使用及專案管理工具的整合。", "P2.4.1整合新設施資源與專案管理工具。"
    ),
    ("attitude-as-behaviour", ("P2.4.4",)): swapped(
        "對超過預算保持警覺性", "即時通報超過預算的項目"
    ),
    ("run-on", ("P1.2.3",)): swapped("差異傳達給", "差異，並傳達給"),
}
"""Finding -> the change of the published text that mends it."""


@pytest.mark.parametrize("finding", MENDED, ids=lambda finding: f"{finding[0]}-{finding[1][0]}")
def test_a_finding_goes_when_it_is_mended(finding: tuple[str, tuple[str, ...]]) -> None:
    """Protects from findings that a person cannot get rid of, and from new ones in their place."""
    left = found_in(MENDED[finding](seed_text()))
    assert finding not in left
    others = {name for name, _ in FOUND_BY_HAND}
    assert {name for name, _ in left} <= others


def test_the_tags_and_the_continued_cells_go_too() -> None:
    """Protects the two findings that concern many items at once."""
    assert "markup" not in {name for name, _ in found_in(without_tags(seed_text()))}
    lines = seed_text().split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("T2"))
    moved = next(i for i, line in enumerate(lines) if "\tK13" in line)
    cells = lines[moved].split("\t")
    own = lines[start].split("\t")
    own[5], own[6] = f"{own[5]} {cells[5]}", f"{own[6]} {cells[6]}"
    lines[start], lines[moved] = "\t".join(own), "\t".join([*cells[:5], "", ""])
    left = found_in("\n".join(lines))
    assert not [items for name, items in left if name == "continued-cell" and items[0] == "T2"]


def test_findings_follow_when_codes_change() -> None:
    """Protects from rules that know the bundled standard by heart."""
    text = seed_text()
    for kind in ("T", "O", "O.", "P"):
        text = re.sub(rf"(?<![A-Z0-9]){re.escape(kind)}([1-4])(?=\D)", rf"{kind}5\1", text)
    text = re.sub(r"(?<![A-Z0-9])([KS])(\d\d)(?=\D)", r"\g<1>5\2", text)

    def renamed(code: str) -> str:
        return f"{code[0]}5{code[1:]}"

    expected = {(name, tuple(map(renamed, items))) for name, items in FOUND_BY_HAND}
    found = {(n, i) for n, i in found_in(text) if n not in {"number-gap", "unusual-code"}}
    assert expected == found


def test_every_rule_finds_something_in_the_made_up_standards_or_here() -> None:
    """Protects from rules that can never speak."""
    found = {name for name, _ in FOUND_BY_HAND}
    for path in STANDARDS.glob("*/source.txt"):
        problems = check_standard(open_standard(path, path.name), load_tables().verbs)
        found.update(problem.name for problem in problems)
    for path in FRAMEWORKS.glob("*/expected.yaml"):
        standard = read_standard(path.read_text(encoding="utf-8"))
        found.update(problem.name for problem in check_standard(standard, load_tables().verbs))
    found |= {
        name
        for name, _ in found_in(
            f"{TABLE}T1甲\tT1.1乙\t\tP1.1.1提供<script>的。 P1.1.1說明\u200b。 P1.9.1說明。"
            "\t3\tK01甲 K02\tS01乙\n\tT1.2丙\t\t\t3\tK01甲【註1】\tS01乙\n"
            "\t丁\t\tP1.3.1戊。\t3\tK01甲\tS01乙\n第 3 頁\n"
        )
    }
    # These need a file; see the tests of the command line and of the carriers.
    found |= {"encoding", "hidden-text"}
    assert {rule.name for rule in STANDARD_RULES.rules} == found


def test_missing_numbers_are_written_as_their_neighbours_are() -> None:
    """Protects from codes that no standard has, such as P1.1.03 or K004."""
    row = "T1甲\tT1.1乙\t\tP1.1.1說明。 P1.1.10分析。\t3\tK01丙 K101丁\tS09戊 S11己\n"
    gaps = [each for each in problems_of(TABLE + row) if each.name == "number-gap"]
    assert ["P1.1.2–P1.1.9", "K02–K100", "S10"] == [each.details["missing"] for each in gaps]


def test_codes_that_are_padded_with_zeros_are_at_home() -> None:
    """Protects from a false alarm for every item of a standard that counts T01, T01.1."""
    found = found_in(f"{TABLE}T01甲\tT01.1乙\tO01.1.1丙表\tP01.1.1說明丁。\t3\tK01戊\tS01己\n")
    assert "stray-code" not in {name for name, _ in found}


def test_a_code_of_thousands_of_digits_is_only_unusual() -> None:
    """Protects from a traceback: Python reads no number as long as that."""
    code = "P1.1." + "1" * 5000
    found = found_in(f"{TABLE}T1甲\tT1.1乙\t\t{code}說明。\t3\tK01丙\tS01丁\n")
    assert 1 == len([name for name, _ in found if name == "number-gap"])


def test_footnote_marks_count_wherever_and_however_they_are_printed() -> None:
    """Protects from a false alarm for a full-width number, and for a mark outside the tables."""
    rows = (
        f"工作描述\t接待【註2】。\n{TABLE}T1甲\tT1.1乙\t\tP1.1.1說明丙【註１】。\t3\tK01丁\tS01戊\n"
    )
    notes = "說明與補充事項\n建議擔任此職業之學歷/經歷/或能力條件：高中【註3】\n"
    whole = f"{rows}{notes}【註1】：甲。\n【註2】：乙。\n【註 3】：丙。\n"
    kinds = {"undefined-footnote", "unused-footnote"}
    assert not kinds & {name for name, _ in found_in(whole)}
    missing = [each for each in problems_of(rows + notes) if each.name == "undefined-footnote"]
    assert ["註2", "註1", "註3"] == [each.details["mark"] for each in missing]


def test_every_rule_has_its_own_code_a_page_and_words() -> None:
    """Protects the manual and both languages from a rule added in haste."""
    books: list[Rulebook[Any]] = [
        STANDARD_RULES,
        DECISION_RULES,
        COURSE_RULES,
        ACCEPTANCE_RULES,
        MEMORY_RULES,
    ]
    rules: list[Rule[Any]] = [rule for book in books for rule in book.rules]
    assert len({rule.code for rule in rules}) == len(rules)
    assert len({rule.name for rule in rules}) == len(rules)
    for rule in rules:
        assert len(rule.page.split("\n")) > 2, rule.name
        for language in LANGUAGES:
            labels = load_labels(language)
            assert f"problems.{rule.name}.message" in labels
            assert f"problems.{rule.name}.hint" in labels
    modules = (*RULE_MODULES, *DECISION_RULE_MODULES, *COURSE_RULE_MODULES)
    assert all(inspect.getdoc(module) for module in modules)


def test_a_verb_that_nobody_can_see_is_reported() -> None:
    """Protects courses from objectives such as 了解, which no assessor can observe."""
    text = seed_text().replace(
        "P2.2.2與利益關係人確認企劃創新的細節。", "P2.2.2了解企劃創新的細節。"
    )
    assert ("no-observable-verb", ("P2.2.2",)) in found_in(text)
