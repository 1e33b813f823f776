"""A made-up course in which everything is decided that can be: no value is like another."""

import dataclasses

from made_up_course import course_from, made_up_standard

from curriculum.course import Basis, Course, LeftOut, Module
from curriculum.decisions import (
    MODULE_SLOTS,
    Completion,
    CourseBasis,
    Decided,
    Listed,
    Resources,
    Session,
    Staff,
    Words,
)
from curriculum.memory import Parked, Suspect
from curriculum.problems import Place

VALUES = {
    "title.zh": "花店接單實務班",
    "title.en": "Taking Orders in a Flower Shop",
    "basis": "自行職能分析",
    "provider.zh": "花都職業訓練中心",
    "audience.zh": "想到花店工作的成年人",
    "entry_requirements.zh": "能使用手機傳訊息",
    "needs": "花店業缺少會接單的人手",
    "needs_sources": "2026 年花店業人力調查",
    "summary": "從接單到送達的完整演練",
    "purpose": "讓學員能獨立接單",
    "completion.mark": "73 分",
    "completion.attendance": "總時數的 81% 以上",
    "completion.reassessment": "結訓後兩週內可補評一次",
    "leave_out": "本店不做進口花材",
    "tasks.T1.1.title.en": "Confirm what the customer needs",
    "modules.M1.1.title.zh": "聽懂顧客要什麼",
    "modules.M1.1.title.en": "Listening to Customers",
    "modules.M1.1.materials": "接單話術手冊",
    "modules.M1.1.equipment": "觸控收銀機",
    "modules.M1.1.teachers": "花店接單三年以上經驗",
    "modules.M1.1.assessors": "持有花藝檢定監評資格",
    "modules.M1.1.assistants": "熟悉收銀機操作",
    "modules.M1.1.people.teachers": "王小花",
    "modules.M1.1.people.assessors": "李大樹",
    "modules.M1.1.people.assistants": "陳青草",
    "modules.M1.1.texts.overview": "本單元先聽再問",
    "modules.M1.1.texts.outline": "補充節慶旺季的接單",
    "modules.M1.1.texts.lesson": "重點在複誦訂單",
    "modules.M1.1.texts.case": "母親節的漏單事件",
    "modules.M1.1.texts.handout": "講義：五句接單用語",
    "modules.M1.1.texts.assessment": "評量時由評量人員扮演顧客",
    "modules.M1.1.texts.notes": "第一班學員反應太快",
    "sessions.date": "2027-03-01",
    "sessions.room": "二樓花藝教室",
    "sessions.teachers": "林滿天星",
    "待確認": "改寫以前的接單任務",
    "暫存": "已經刪掉的插花任務",
}
"""Where a decision stands in `course.yaml` -> words that show it and nothing else."""


def decided_course() -> Course:
    """The made-up course with all of `VALUES` decided."""
    computed = course_from(made_up_standard())
    first, second, third = computed.modules
    place = Place(path="course.yaml", line=7, column=3)
    return dataclasses.replace(
        computed,
        title=VALUES["title.zh"],
        title_en=VALUES["title.en"],
        title_is_default=False,
        hours_are_default=False,
        basis=CourseBasis.ANALYSIS,
        provider=Words(zh=VALUES["provider.zh"], en="Flower City Training Centre"),
        audience=Words(zh=VALUES["audience.zh"], en="Adults"),
        entry_requirements=Words(zh=VALUES["entry_requirements.zh"]),
        needs=VALUES["needs"],
        needs_sources=(VALUES["needs_sources"],),
        summary=VALUES["summary"],
        purpose=VALUES["purpose"],
        completion=Completion(
            mark=Decided(73),
            attendance=Decided(81),
            reassessment=Decided(VALUES["completion.reassessment"]),
        ),
        left_out=(LeftOut(code="K03", text="法規", reason=VALUES["leave_out"]),),
        not_taught=("T1.2",),
        task_titles_en={"T1.1": VALUES["tasks.T1.1.title.en"]},
        modules=(
            _decided_module(first),
            second,
            dataclasses.replace(
                third, knowledge=tuple(each for each in third.knowledge if each.code != "K03")
            ),
        ),
        sessions=(
            _session("M1.1", "2027-03-01", (540, 690)),
            _session("M1.2", "2027-03-02", (540, 720)),
        ),
        suspect=(
            Suspect(
                address="M1.1 hours", code="T1.1", was=VALUES["待確認"], now="確認需求", place=place
            ),
            Suspect(address="title", code="T1", was="", now="接單", moved_from="T9", place=place),
        ),
        parked=(Parked(address="M9.1 hours", code="T9.1", was=VALUES["暫存"], place=place),),
    )


def _decided_module(module: Module) -> Module:
    return dataclasses.replace(
        module,
        title=VALUES["modules.M1.1.title.zh"],
        title_en=VALUES["modules.M1.1.title.en"],
        hours_are_default=False,
        knowledge=tuple(
            dataclasses.replace(each, basis=Basis.DECIDED) for each in module.knowledge
        ),
        objectives=tuple(
            dataclasses.replace(goal, degree_is_default=False, is_decided=True)
            for goal in module.objectives
        ),
        resources=Resources(
            materials=_listed("materials"),
            equipment=_listed("equipment"),
            conditions=_staff(""),
            people=_staff("people."),
        ),
        texts={slot: VALUES[f"modules.M1.1.texts.{slot}"] for slot in MODULE_SLOTS},
    )


def _listed(name: str) -> Listed:
    return (Decided(VALUES[f"modules.M1.1.{name}"]),)


def _staff(group: str) -> Staff:
    return Staff(
        teachers=_listed(f"{group}teachers"),
        assessors=_listed(f"{group}assessors"),
        assistants=_listed(f"{group}assistants"),
    )


def _session(module: str, date: str, time: tuple[int, int]) -> Session:
    return Session(
        module=Decided(module),
        date=date,
        start=time[0],
        end=time[1],
        room=VALUES["sessions.room"],
        teachers=(VALUES["sessions.teachers"],),
    )
