"""Where each item of the standard is taught and assessed: the marks of matrix and poster."""

from sameness.plan import Data
from sameness.saved import Cell
from sameness.wanted import Sayer, cells

_TAUGHT = {"introduce": "●", "reinforce": "○"}
_DOUBTS = {"low": "?", "none": "??"}


def kinds_of_items(s: Sayer) -> dict[str, list[Data]]:
    """Everything that the standard lists, kind by kind."""
    standard, plan = s.plan.standard, s.plan
    return {
        "tasks": list(plan.tasks.values()),
        "criteria": [item for task in plan.tasks.values() for item in task["criteria"]],
        "outputs": [item for task in plan.tasks.values() for item in task["outputs"]],
        "knowledge": standard["knowledge"],
        "skills": standard["skills"],
        "attitudes": [
            {"code": each["code"], "text": each["name"]} for each in standard["attitudes"]
        ],
    }


def matrix_row(s: Sayer, kind: str, item: Data) -> tuple[Cell, ...]:
    """An item with its marks, or with the remark that nothing teaches it."""
    code = taught_as(s, kind, item)
    marks = [_with_doubt(module, kind, code) for module in s.plan.modules]
    remark = s.tag("item.nowhere", when=not any(marks))
    if any(marks) and code != item["code"]:
        remark = s.say("parts.tag", text=s.say("matrix.same_as", code=code))
    return ((f"{item['code']} {item['text']}{remark}",), *cells(*marks))


def taught_as(s: Sayer, kind: str, item: Data) -> str:
    """The code under which an item is taught: its own, or one that means the same."""
    left_out = {each["code"] for each in s.plan.course["left_out"]}
    if kind not in {"knowledge", "skills"} or item["code"] in left_out:
        return str(item["code"])
    taught = {each["code"] for module in s.plan.modules for each in module[kind]}
    codes = (item["code"], *item["same_as"])
    return str(next((code for code in codes if code in taught), item["code"]))


def _with_doubt(module: Data, kind: str, code: str) -> str:
    """The mark, and behind what is taught how far that can be trusted."""
    mark = matrix_mark(module, kind, code)
    if kind in {"knowledge", "skills"}:
        for each in module[kind]:
            if each["code"] == code:
                sign = _TAUGHT[each["role"]]
                mark = mark.replace(sign, f"{sign}{_DOUBTS.get(each['band'], '')}")
    return mark


def matrix_mark(module: Data, kind: str, code: str) -> str:
    """How a module has to do with an item."""
    ways = module["assessment"]
    if kind == "tasks":
        # A task is assessed with its criteria.
        own = [each for each in module["criteria"] if each[1:].startswith(f"{code[1:]}.")]
        is_assessed = any({*own} & {*way["criteria"]} for way in ways)
        return "■" + "◎" * is_assessed if code in module["tasks"] else ""
    assessed = "◎" * any(code in way[kind] for way in ways)
    if kind in {"knowledge", "skills"}:
        taught = "".join(_TAUGHT[each["role"]] for each in module[kind] if each["code"] == code)
        return taught + assessed
    return "■" + assessed if code in module[kind] else ""
