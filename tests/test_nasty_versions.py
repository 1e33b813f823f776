"""Whatever a new version does at once, a course full of decisions comes through whole."""

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from kept_course import content, said
from nasty_versions import decided_course, drafted, next_version, printed

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course

SEEDS = range(8)


def planned(folder: Path) -> Course:
    """The course as it is in force."""
    return planned_course(open_recalled(str(folder)))


def typed(text: str) -> tuple[Counter[str], Counter[str]]:
    """Everything that a trainer typed but codes, and every comment."""
    found: Counter[str] = Counter()

    def walk(node: Any) -> None:  # noqa: ANN401 - whatever YAML holds
        if isinstance(node, dict):
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            found["[]"] += len(node)
            for value in node:
                walk(value)
        elif not (isinstance(node, str) and node[:1] in "TPKSM" and node[1:2].isdigit()):
            found[str(node)] += 1

    data = yaml.safe_load(text)
    del data["standard"]
    walk(data)
    comments = (line.partition("# ")[2] for line in text.split("\n") if "# " in line)
    return found, Counter(comments)


def lost(folder: Path) -> list[str]:
    """The decisions that are neither in force nor listed as kept aside."""
    course, data = planned(folder), yaml.safe_load(content(folder))
    parked = {each.address for each in course.parked}
    there = {module.id: module for module in course.modules}
    said_by = {goal.text for goal in course.objectives.values()}
    left_out = {each.code for each in course.left_out}
    missing = [f"leave_out {code}" for code in data.get("leave_out", ()) if code not in left_out]
    for name, module in data.get("modules", {}).items():
        if name in parked:
            continue
        missing += [
            f"{name}-{code}" for code, goal in module.get("objectives", {}).items()
            if goal not in said_by
        ]  # fmt: skip
        missing += [
            f"{name}-{own}" for own, goal in module.get("added_objectives", {}).items()
            if goal["text"] not in said_by
        ]  # fmt: skip
        missing += [
            f"{name} {key}" for key in ("title", "hours", "theory_hours")
            if key in module and (name not in there or getattr(there[name], key) != module[key])
        ]  # fmt: skip
        missing += [
            f"{name} texts.{slot}" for slot, text in module.get("texts", {}).items()
            if name not in there or there[name].texts.get(slot) != text
        ]  # fmt: skip
    return [address for address in missing if address not in parked]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_course_full_of_decisions_survives_any_version(tmp_path: Path, seed: int) -> None:
    """Protects every decision, text, comment and id, on the way there, twice, and back again."""
    chance, folder = random.Random(seed), tmp_path / "課程"  # noqa: S311 - the same every time
    draft = drafted(chance)
    decided_course(folder, draft, chance)
    before, course = content(folder), planned(folder)
    new = tmp_path / "新版.yaml"
    new.write_text(printed(next_version(draft, chance), 2), encoding="utf-8", newline="\n")

    code, output = said(folder, "update", str(folder), "--standard", str(new))
    assert 0 == code, output
    assert (0, []) == errors(folder)
    assert typed(before) == typed(content(folder))
    assert [] == lost(folder)
    after = planned(folder)
    for each in after.parked:
        assert each.address in output, "the list of things to do names it"
    ids = {module.title: module.id for module in course.modules if module.tasks}
    for module in after.modules:
        assert ids.get(module.title, module.id) == module.id

    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert 0 == said(folder, "update", str(folder), "--standard", str(new))[0]
    assert files == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    old = tmp_path / "舊版.yaml"
    old.write_text(printed(draft, 1), encoding="utf-8", newline="\n")
    code, output = said(folder, "update", str(folder), "--standard", str(old))
    assert 0 == code, output
    assert (0, []) == errors(folder)
    assert typed(before) == typed(content(folder))
    assert ((), decided(course)) == (planned(folder).parked, decided(planned(folder)))


def errors(folder: Path) -> tuple[int, list[str]]:
    """What stops a build, with the exit code of `check`."""
    code, output = said(folder, "check", str(folder))
    return code, [line for line in output.split("\n") if "錯誤 CUR" in line]


def decided(course: Course) -> list[tuple[str, str]]:
    """Every objective that the trainer wrote, with its module."""
    return sorted(
        (module.id, goal.text)
        for module in course.modules
        for goal in module.objectives
        if goal.is_decided
    )
