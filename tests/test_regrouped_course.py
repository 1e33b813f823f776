"""A course is ordered, merged, split and divided anew: what the trainer is told, and kept."""

import json
from pathlib import Path
from typing import Any

import pytest
from kept_course import content, remember, reprint, said, start, told

SPLIT = """\
  M1.1b:
    title: 約定送達
    criteria: [P1.1.2]
    objectives:
      P1.1.2: 學員能填寫送貨單。   # 改短了
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course that has been built once."""
    return start(tmp_path / "課程")


def planned(course: Path) -> dict[str, Any]:
    """The plan as data; it has to work."""
    code, output = said(course, "plan", str(course), "--format", "json")
    assert 0 == code, output
    data: dict[str, Any] = json.JSONDecoder().raw_decode(output)[0]
    return data


def modules(course: Path) -> dict[str, dict[str, Any]]:
    """The planned modules by their ids, in the course's order."""
    return {module["id"]: module for module in planned(course)["modules"]}


def decide(course: Path, *changes: tuple[str, str]) -> str:
    """Writes decisions as a trainer does; the file as it is then."""
    reprint(course, *changes, name="course.yaml")
    return content(course)


def explained(course: Path, code: str) -> str:
    """Why something is as it is."""
    return said(course, "plan", str(course), "--explain", code)[1]


def texts_of(found: dict[str, dict[str, Any]]) -> list[str]:
    """Every objective of a course."""
    return sorted(goal["text"] for module in found.values() for goal in module["objectives"])


def test_reordered_modules_keep_their_ids_and_every_decision(course: Path) -> None:
    """Protects decisions from a new order: they belong to modules, not to positions."""
    before = modules(course)
    written = decide(course, ("hours: 18\n", "hours: 18\norder: [M2.1]\n"))
    after = modules(course)
    assert ["M2.1", "M1.1", "M1.2"] == list(after)
    assert (8, 18) == (after["M1.1"]["hours"], sum(each["hours"] for each in after.values()))
    assert texts_of(before) == texts_of(after)
    assert "course.yaml 第 9 行" in explained(course, "order")
    assert [] == told(course)
    remember(course)
    assert written == content(course)


def test_merged_modules_keep_both_sides_decisions(course: Path) -> None:
    """Protects the work done on two modules that become one, and tells of what no longer fits."""
    before = modules(course)
    written = decide(
        course,
        ("  M1.1:\n", "  M1.1:\n    tasks: [T1.1, T1.2]\n"),
        ("  M1.2:\n    exclude: [K02]   # M1.1 教過了\n", ""),
    )
    after = modules(course)
    assert ["M1.1", "M2.1"] == list(after)
    merged = after["M1.1"]
    assert ["P1.1.1", "P1.1.2", "P1.2.1"] == merged["criteria"]
    assert ["O1.1.1", "O1.2.1"] == merged["outputs"]
    assert 8 == merged["hours"]
    assert "學員能填寫送貨單。" in texts_of(after)
    assert {goal for goal in texts_of(before) if "價格" in goal} <= set(texts_of(after))
    assert "course.yaml 第 16 行" in explained(course, "M1.1 tasks")
    remember(course)
    assert written == content(course)


def test_decisions_on_a_module_that_was_merged_away_are_told_and_kept(course: Path) -> None:
    """Protects what was decided about a module that another one took over."""
    remember(course)
    written = decide(course, ("  M1.1:\n", "  M1.1:\n    tasks: [T1.1, T1.2]\n"))
    _, output = said(course, "check", str(course))
    about = [line for line in output.splitlines() if "M1.2" in line and "CUR3" in line]
    assert about, output
    assert written == content(course)


def test_a_split_module_leaves_its_decisions_where_their_criteria_are(course: Path) -> None:
    """Protects an objective's own words when its criterion moves into a module of its own."""
    before = modules(course)
    written = decide(
        course,
        (
            "    objectives:\n      P1.1.2: 學員能填寫送貨單。   # 改短了\n",
            "",
        ),
        (
            "  M1.2:\n",
            f"{SPLIT}  M1.2:\n",
        ),
    )
    after = modules(course)
    assert ["M1.1", "M1.1b", "M1.2", "M2.1"] == list(after)
    assert (["P1.1.1"], ["P1.1.2"]) == (after["M1.1"]["criteria"], after["M1.1b"]["criteria"])
    assert "約定送達" == after["M1.1b"]["title"]
    assert texts_of(before) == texts_of(after)
    assert "course.yaml 第 24 行" in explained(course, "P1.1.2")
    assert 18 == sum(each["hours"] for each in after.values())
    remember(course)
    assert written == content(course)


def test_two_courses_from_one_standard_teach_everything_between_them(tmp_path: Path) -> None:
    """Protects the standard from falling between two courses, and each course from the other."""
    first, second = start(tmp_path / "上"), start(tmp_path / "下")
    for course in (first, second):
        decide(course, ("leave_out:\n  K04: 由供應商另外教   # 主任說的\n\n", ""))
    decide(first, ("hours: 18\n", "hours: 18\nteach: [T1]\n"))
    written = content(second)
    undecided = (written[written.index("modules:") :], "")
    decide(second, ("hours: 18\n", "hours: 6\nteach: [T2]\n"), undecided)
    one, two = planned(first), planned(second)
    assert (["T2.1"], ["T1.1", "T1.2"]) == (one["not_taught"], two["not_taught"])
    codes = [code for plan in (one, two) for each in plan["modules"] for code in each["criteria"]]
    assert ["P1.1.1", "P1.1.2", "P1.2.1", "P2.1.1"] == codes
    assert (18, 6) == (one["hours"], two["hours"])
    assert [] == told(first) == told(second)
    items = [
        {each["code"] for m in plan["modules"] for each in m["knowledge"]} for plan in (one, two)
    ]
    assert [{"K01", "K02", "K03"}, {"K04"}] == items
