"""Made-up standards, courses full of decisions on them, and everything that a new version may do.

All of it follows from the numbers of a `random.Random`, so that a failure can be had again.
"""

import copy
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from kept_course import remember, said

from curriculum.commands import planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Module
from curriculum.errors import CurriculumError
from curriculum.keeping.course_edit import CourseEdit
from curriculum.reading.opening import content_hash

Draft = dict[str, Any]
"""A standard before its items have codes: these follow from the order, as in real versions."""
Path_ = tuple[str, ...]

THINGS = (
    "花材、顧客、訂單、價目表、庫存、送貨單、包裝紙、冰箱、花束、盆栽、帳冊、發票、海報、倉庫、工具、剪刀、"
    "緞帶、水桶、營業額、客訴、網站、照片、電話、預約、退貨、路線、節慶、色彩、風格、肥料"
)
DEEDS = (
    "確認、記錄、計算、檢查、整理、說明、包裝、填寫、安排、分析、規劃、比較、修剪、清潔、拍攝、回覆、評估、"
    "設計、示範、更換"
)
FEW = 0.3
OFTEN = 0.6
SHARED = ("knowledge", "skills")


def drafted(chance: random.Random) -> Draft:
    """A standard of one to three duties."""
    said_already: set[str] = set()

    def fresh(say: Callable[[], str]) -> str:
        while (text := say()) in said_already:
            pass
        said_already.add(text)
        return text

    shared = {
        "knowledge": [fresh(lambda: f"{_of(THINGS, chance)}知識") for _ in range(8)],
        "skills": [fresh(lambda: f"{_deed(chance)}能力") for _ in range(6)],
    }
    duties = [
        {
            "text": fresh(lambda: f"{_of(THINGS, chance)}管理"),
            "tasks": [
                {
                    "text": fresh(lambda: f"{_deed(chance)}作業"),
                    "level": chance.randint(2, 4),
                    "outputs": [fresh(lambda: f"{_deed(chance)}紀錄表")],
                    "criteria": [
                        fresh(lambda: _sentence(chance)) for _ in range(chance.randint(1, 4))
                    ],
                    "knowledge": chance.sample(shared["knowledge"], chance.randint(1, 3)),
                    "skills": chance.sample(shared["skills"], chance.randint(1, 2)),
                }
                for _ in range(chance.randint(1, 3))
            ],
        }
        for _ in range(chance.randint(1, 3))
    ]
    return {"duties": duties, **shared}


def _of(words: str, chance: random.Random) -> str:
    return chance.choice(words.split("、"))


def _deed(chance: random.Random) -> str:
    return f"{_of(DEEDS, chance)}{_of(THINGS, chance)}"


def _sentence(chance: random.Random) -> str:
    one, other = chance.sample(THINGS.split("、"), 2)
    does, also = chance.sample(DEEDS.split("、"), 2)
    shapes = (
        f"{does}{one}與{other}。",
        f"依{one}的狀況，{does}{other}。",
        f"{does}{one}，並{also}{other}。",
    )
    return chance.choice(shapes)


def printed(draft: Draft, version: int) -> str:
    """The standard as YAML; codes in printed order, only for what a task has."""
    codes = {
        kind: {
            text: f"{kind[0].upper()}{number:02}"
            for number, text in enumerate(
                (text for text in draft[kind] if any(text in each[kind] for each in tasks(draft))),
                start=1,
            )
        }
        for kind in SHARED
    }
    duties = []
    for number, duty in enumerate(draft["duties"], start=1):
        names = [f"{number}.{position}" for position in range(1, len(duty["tasks"]) + 1)]
        blocks = [
            {
                "tasks": [f"T{name}"],
                "level": task["level"],
                "outputs": [{f"O{name}.{n}": text} for n, text in enumerate(task["outputs"], 1)],
                "criteria": [{f"P{name}.{n}": text} for n, text in enumerate(task["criteria"], 1)],
                **{kind: [codes[kind][text] for text in task[kind]] for kind in SHARED},
            }
            for name, task in zip(names, duty["tasks"], strict=True)
        ]
        named = [
            {f"T{name}": task["text"]} for name, task in zip(names, duty["tasks"], strict=True)
        ]
        shown = [{key: value for key, value in block.items() if value} for block in blocks]
        duties.append({"code": f"T{number}", "text": duty["text"], "tasks": named, "blocks": shown})
    data = {
        "code": f"FLO1234-001v{version}",
        "name": "花店接單人員",
        "name_kind": "occupation",
        "language": "zh-TW",
        "level": 3,
        "duties": duties,
        **{kind: {code: text for text, code in codes[kind].items()} for kind in SHARED},
        "attitudes": [{"code": "A01", "name": "主動積極", "text": "不須他人指示就能行動。"}],
    }
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return text


def tasks(draft: Draft) -> list[Draft]:
    """Every task."""
    return [task for duty in draft["duties"] for task in duty["tasks"]]


# What a version may do


def _add_task(draft: Draft, chance: random.Random) -> None:
    among = chance.choice(draft["duties"])["tasks"]
    among.insert(chance.randint(0, len(among)), _new_task(draft, chance))


def _add_duty(draft: Draft, chance: random.Random) -> None:
    duty = {"text": f"全新{_of(THINGS, chance)}職責", "tasks": [_new_task(draft, chance)]}
    draft["duties"].insert(chance.randint(0, len(draft["duties"])), duty)


def _new_task(draft: Draft, chance: random.Random) -> Draft:
    return {
        "text": f"全新{_deed(chance)}{chance.randint(1, 99)}",
        "level": 3,
        "outputs": [],
        "criteria": [f"新增：{_sentence(chance)}"],
        **{kind: [chance.choice(draft[kind])] for kind in SHARED},
    }


def _drop_task(draft: Draft, chance: random.Random) -> None:
    if len(tasks(draft)) > 1:
        gone = chance.choice(tasks(draft))
        for duty in draft["duties"]:
            duty["tasks"] = [task for task in duty["tasks"] if task is not gone]
        draft["duties"] = [duty for duty in draft["duties"] if duty["tasks"]]


def _two(draft: Draft, chance: random.Random) -> tuple[Draft, Draft]:
    """Two tasks; twice the same where there is only one."""
    one, *rest = chance.sample(tasks(draft), min(2, len(tasks(draft))))
    return one, rest[0] if rest else one


def _move_criterion(draft: Draft, chance: random.Random) -> None:
    one, other = _two(draft, chance)
    if len(one["criteria"]) > 1:
        moved = one["criteria"].pop(chance.randrange(len(one["criteria"])))
        other["criteria"].insert(chance.randint(0, len(other["criteria"])), moved)


def _swap_criteria(draft: Draft, chance: random.Random) -> None:
    one, other = (task["criteria"] for task in _two(draft, chance))
    if one and other:
        one[0], other[0] = other[0], one[0]


def _merge_criteria(draft: Draft, chance: random.Random) -> None:
    criteria = chance.choice(tasks(draft))["criteria"]
    if len(criteria) > 1:
        first = chance.randrange(len(criteria) - 1)
        one, other = criteria[first : first + 2]
        criteria[first : first + 2] = [f"{one.rstrip('。')}，{other}"]


def _split_criterion(draft: Draft, chance: random.Random) -> None:
    criteria = chance.choice(tasks(draft))["criteria"]
    for position, text in enumerate(criteria):
        one, joint, other = text.partition("，並")
        if joint:
            criteria[position : position + 1] = [f"{one}。", other]
            break


def _reword_criterion(draft: Draft, chance: random.Random) -> None:
    criteria = chance.choice(tasks(draft))["criteria"]
    criteria[:1] = [text.replace("。", "與相關事項。") for text in criteria[:1]]


def _replace_criterion(draft: Draft, chance: random.Random) -> None:
    criteria = chance.choice(tasks(draft))["criteria"]
    criteria[:1] = [f"全部換掉：{_sentence(chance)}"]


def _drop_criterion(draft: Draft, chance: random.Random) -> None:
    criteria = chance.choice(tasks(draft))["criteria"]
    if len(criteria) > 1:
        criteria.pop(chance.randrange(len(criteria)))


def _reorder(draft: Draft, chance: random.Random) -> None:
    chance.shuffle(chance.choice(draft["duties"])["tasks"])
    chance.shuffle(draft["duties"])


def _merge_tasks(draft: Draft, chance: random.Random) -> None:
    among = chance.choice(draft["duties"])["tasks"]
    if len(among) > 1:
        one, other = among[0], among.pop(1)
        one["text"] += f"及{other['text']}"
        for key in ("criteria", "outputs", *SHARED):
            one[key] += [text for text in other[key] if text not in one[key]]


def _split_task(draft: Draft, chance: random.Random) -> None:
    among = chance.choice(draft["duties"])["tasks"]
    half = len(among[0]["criteria"]) // 2
    if half:
        later = copy.deepcopy(among[0]) | {"text": f"後續{among[0]['text']}", "outputs": []}
        later["criteria"] = among[0]["criteria"][half:]
        del among[0]["criteria"][half:]
        among.insert(1, later)


def _move_task(draft: Draft, chance: random.Random) -> None:
    one, other = chance.choice(draft["duties"]), chance.choice(draft["duties"])
    if len(one["tasks"]) > 1:
        other["tasks"].append(one["tasks"].pop(0))


def _move_shared(draft: Draft, chance: random.Random) -> None:
    (one, other), kind = _two(draft, chance), chance.choice(SHARED)
    if len(one[kind]) > 1 and one[kind][0] not in other[kind]:
        other[kind].append(one[kind].pop(0))


def _reuse_code(draft: Draft, chance: random.Random) -> None:
    kind = chance.choice(SHARED)
    position = chance.randrange(len(draft[kind]))
    old, new = draft[kind][position], f"天文學第{chance.randint(1, 99)}章"
    draft[kind][position] = new
    for task in tasks(draft):
        task[kind] = [new if text == old else text for text in task[kind]]


def _renumber_shared(draft: Draft, chance: random.Random) -> None:
    chance.shuffle(draft[chance.choice(SHARED)])


def _change_level(draft: Draft, chance: random.Random) -> None:
    chance.choice(tasks(draft))["level"] = chance.randint(1, 6)


def _rename_task(draft: Draft, chance: random.Random) -> None:
    task = chance.choice(tasks(draft))
    task["text"] = f"新版{_deed(chance)}" if chance.random() < FEW else f"{task['text']}與相關事項"


CHANGES = (
    _add_task, _add_duty, _drop_task, _move_criterion, _swap_criteria, _merge_criteria,
    _split_criterion, _reword_criterion, _replace_criterion, _drop_criterion, _reorder,
    _merge_tasks, _split_task, _move_task, _move_shared, _reuse_code, _renumber_shared,
    _change_level, _rename_task,
)  # fmt: skip


def next_version(draft: Draft, chance: random.Random) -> Draft:
    """The standard after one to five changes at once."""
    new = copy.deepcopy(draft)
    for change in chance.choices(CHANGES, k=chance.randint(1, 5)):
        change(new, chance)
    return new


# A course full of decisions


def decided_course(folder: Path, draft: Draft, chance: random.Random) -> None:
    """A course with as many decisions as hold together, with comments, built once."""
    folder.mkdir(parents=True)
    text = printed(draft, 1)
    (folder / "standard.yaml").write_text(text, encoding="utf-8", newline="\n")
    head = "# 我們的課程\nstandard:\n  file: standard.yaml\n  code: FLO1234-001v1\n"
    head += f"  hash: {content_hash(text.encode())}\n"
    (folder / "course.yaml").write_text(head, encoding="utf-8", newline="\n")
    wishes = list(_wishes(folder, chance))
    chance.shuffle(wishes)
    for path, value in wishes:
        before = (folder / "course.yaml").read_bytes()
        try:
            edit = CourseEdit(folder)
            edit.set(path, value)
            edit.save()
        except CurriculumError:
            continue
        if said(folder, "check", str(folder))[0]:
            (folder / "course.yaml").write_bytes(before)
    for backup in folder.glob("*.bak"):
        backup.unlink()
    _comment(folder / "course.yaml", chance)
    remember(folder)


def _wishes(folder: Path, chance: random.Random) -> list[tuple[Path_, Any]]:
    """What a trainer might decide, by its path in the course file."""
    course = planned_course(open_recalled(str(folder)))
    names = [module.id for module in course.modules]
    wishes: list[tuple[Path_, Any]] = [
        (("hours",), course.hours),
        (("order",), [chance.choice(names)]),
        (
            ("sessions",),
            [{"module": chance.choice(names), "date": "2027-03-01", "time": "9:00-12:00"}],
        ),
        (("teach",), sorted({chance.choice(course.modules).duty for _ in range(2)})),
        (("modules", "M99"), {"tasks": list(chance.choice(course.modules).tasks), "title": "合併"}),
    ]
    for module in course.modules:
        wishes += [wish for wish in _wishes_for(module, names, chance) if chance.random() < OFTEN]
    return [wish for wish in wishes if wish[0][0] == "modules" or chance.random() < FEW]


def _wishes_for(module: Module, names: list[str], chance: random.Random) -> list[tuple[Path_, Any]]:
    own: Path_ = ("modules", module.id)
    shared = (*module.knowledge, *module.skills)
    last = module.criteria[-1].code
    wishes: list[tuple[Path_, Any]] = [
        ((*own, "title"), f"單元{_mark(chance)}"),
        ((*own, "hours"), module.hours),
        ((*own, "theory_hours"), 0.5),
        ((*own, "requires"), [chance.choice(names)]),
        ((*own, "methods"), ["講述教學", "演練教學"]),
        ((*own, "texts", "overview"), f"說明{_mark(chance)}"),
        ((*own, "added_objectives", chance.choice("甲乙")),
         {"text": f"學員能合作{_mark(chance)}。", "criteria": [last],
          "skills": [module.skills[0].code]}),
        (("modules", f"{module.id}b"), {"criteria": [last], "hours": 2}),
        (("leave_out", chance.choice(shared).code), f"學過了{_mark(chance)}"),
    ]  # fmt: skip
    texts = {item.code: item.text for item in module.criteria}
    texts |= {item.code: item.text for item in shared}
    wishes += [
        ((*own, "objectives", code), f"學員能完成{text.rstrip('。')}{_mark(chance)}。")
        for code, text in texts.items()
    ]
    keys = ("introduce", "reinforce", "exclude")
    wishes += [((*own, chance.choice(keys)), [item.code]) for item in shared]
    return wishes


def _mark(chance: random.Random) -> str:
    """A number that makes a text unlike all others."""
    return f"第{chance.randint(1, 10**6)}號"


def _comment(file: Path, chance: random.Random) -> None:
    """A comment behind some of the lines."""
    lines = file.read_text(encoding="utf-8").split("\n")
    marked = [
        f"{line}   # 註{number}" if ": " in line and chance.random() < OFTEN else line
        for number, line in enumerate(lines)
    ]
    file.write_text("\n".join(marked), encoding="utf-8", newline="\n")
