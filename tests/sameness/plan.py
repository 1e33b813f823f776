"""The facts that every file has to agree with: what `plan` and `show` print as JSON."""

import dataclasses
import functools
import json
import subprocess
import sys
from typing import Any

from sameness.saved import Cell

Data = dict[str, Any]
"""What JSON calls an object."""
KINDS = ("criteria", "outputs", "knowledge", "skills", "attitudes")


@dataclasses.dataclass(frozen=True)
class Plan:
    """A course and its standard, as two commands print them."""

    course: Data
    standard: Data

    @functools.cached_property
    def modules(self) -> list[Data]:
        """The modules in their order."""
        return list(self.course["modules"])

    @functools.cached_property
    def tasks(self) -> dict[str, Data]:
        """Code -> task."""
        return {task["code"]: task for duty in self.standard["duties"] for task in duty["tasks"]}

    @functools.cached_property
    def duties(self) -> dict[str, str]:
        """Code -> text."""
        return {duty["code"]: duty["text"] for duty in self.standard["duties"]}

    @functools.cached_property
    def texts(self) -> dict[str, str]:
        """Code of a criterion or a work output -> its text, as printed."""
        holders = [*self.tasks.values(), *self.standard["duties"]]
        return {
            item["code"]: item["text"]
            for holder in holders
            for kind in ("criteria", "outputs")
            for item in holder.get(kind, [])
        }

    @functools.cached_property
    def attitudes(self) -> dict[str, Data]:
        """Code -> attitude."""
        return {item["code"]: item for item in self.standard["attitudes"]}

    def coded(self, *codes: str) -> Cell:
        """Criteria or work outputs, each with its text."""
        return tuple(f"{code} {self.texts[code]}" for code in codes)

    def waits(self, address: str) -> bool:
        """Whether a decision waits to be confirmed."""
        return any(each["address"] == address for each in self.course["suspect"])

    def total(self, kind: str) -> float:
        """Hours of a kind, over all modules."""
        return float(sum(module[kind] for module in self.modules))

    @functools.cached_property
    def sessions(self) -> list[Data]:
        """The meetings by date and time."""
        return sorted(self.course["sessions"], key=lambda each: (each["date"], each["start"]))


def read_plan(*path: str) -> Plan:
    """Asks the commands about a course folder; about the bundled standard, when none is named."""
    return Plan(_printed("plan", *path), _printed("show", *path))


def sums_that_differ(plan: Plan) -> list[str]:
    """Numbers of the plan itself that do not add up: then no file can be right."""
    found = []
    for module in plan.modules:
        hours = module["theory_hours"] + module["practice_hours"]
        minutes = sum(step["minutes"] for step in module["activities"])
        if hours != module["hours"]:
            found.append(f"{module['id']}: expected {module['hours']} hours, found {hours}")
        if minutes != 60 * module["hours"]:
            found.append(f"{module['id']}: expected {module['hours']} hours, found {minutes} min")
    if plan.total("hours") != plan.course["hours"]:
        found.append(f"course: expected {plan.course['hours']}, found {plan.total('hours')}")
    return found


def name_of(module: Data) -> str:
    """How every document calls a module."""
    return f"{module['id']} {module['title']}"


def refers_to(goal: Data) -> tuple[str, ...]:
    """The codes that an objective or a way of assessing serves."""
    return tuple(code for kind in KINDS for code in goal.get(kind, ()))


def _printed(command: str, *path: str) -> Data:
    line = (sys.executable, "-m", "curriculum.cli", command, *path, "--format", "json")
    done = subprocess.run(line, check=True, capture_output=True, encoding="utf-8")
    answer: Data = json.loads(done.stdout)
    return answer
