"""Which modules a course has when the trainer decides: scope, merging, splitting, order, ids."""

import dataclasses

from bakery import bakery, uses

from curriculum.course import Course
from curriculum.decisions import Decided, Decisions, ModuleDecisions, Words
from curriculum.memory import Memory
from curriculum.planning import plan
from curriculum.planning.ids import stable_ids
from curriculum.problems import Place
from curriculum.standard import Standard
from curriculum.tables import load_tables

TABLES = load_tables()


def listed(*codes: str) -> tuple[Decided[str], ...]:
    """Codes as somebody decided them."""
    return tuple(
        Decided(code, Place(path="courses/bread/course.yaml", line=number))
        for number, code in enumerate(codes, start=1)
    )


def planned(decisions: Decisions, memory: Memory | None = None) -> Course:
    """The bakery's course with something decided."""
    return plan(bakery(), decisions, TABLES, memory or Memory())


def shape(course: Course) -> dict[str, tuple[str, ...]]:
    """Module id -> codes of its criteria and work outputs, in the course's order."""
    return {
        module.id: tuple(item.code for item in (*module.criteria, *module.outputs))
        for module in course.modules
    }


def taught(course: Course) -> set[str]:
    """Codes of everything that some objective is about."""
    goals = course.objectives.values()
    parts = ("criteria", "knowledge", "skills", "attitudes")
    return {code for goal in goals for part in parts for code in getattr(goal, part)}


def test_a_course_teaches_only_the_chosen_tasks() -> None:
    """Several courses come from one standard: what another teaches is named, not lost."""
    course = planned(Decisions(teach=listed("T1.2", "T2")))
    assert list(shape(course)) == ["M1.2", "M2.1"]
    assert course.not_taught == ("T1.1", "T3")
    assert {"P1.2.1", "P2.1.1", "K03", "A01"} <= taught(course)
    assert not {"P1.1.1", "P3.1.1"} & taught(course)


def test_what_is_left_out_is_in_no_module_and_keeps_its_reason() -> None:
    """Tasks, criteria, K, S and A alike; the K and S of a task go with it."""
    reasons = {"T2.1": "設備還沒到", "P1.1.2": "另有專人", "S02": "沒有軟體", "A02": "入班前談"}
    chosen = {code: Decided(why) for code, why in reasons.items()}
    course = planned(Decisions(leave_out=chosen))
    assert shape(course)["M1.1"] == ("P1.1.1", "O1.1.1")
    assert "M2.1" not in shape(course)
    assert not {"P1.1.2", "S02", "A02", "K03", "S03"} & taught(course)
    assert {"K01", "A01"} <= taught(course)
    assert [(each.code, each.reason) for each in course.left_out] == [
        ("P1.1.2", "另有專人"),
        ("T2.1", "設備還沒到"),
        ("K03", "設備還沒到"),
        ("S02", "沒有軟體"),
        ("S03", "設備還沒到"),
        ("A02", "入班前談"),
    ]
    assert all("A02" not in (item.code for item in module.attitudes) for module in course.modules)


def test_merged_tasks_are_one_module_and_nothing_is_lost() -> None:
    """It has everything of its tasks; the module that was emptied is gone."""
    chosen = {"M1.1": ModuleDecisions(tasks=listed("T2.1", "T1.2"))}
    course = planned(Decisions(modules=chosen))
    assert shape(course) == {
        "M1.1": ("P1.1.1", "P1.1.2", "P1.2.1", "P2.1.1", "P2.1.2", "O1.1.1"),
        "M3": ("P3.1.1",),
    }
    module = course.modules[0]
    assert (module.tasks, module.duty, module.level) == (("T1.1", "T1.2", "T2.1"), "T1", 3)
    assert module.title == "盤點食材、規劃採購、操作烘焙設備"
    assert all(item.confidence == 1 for item in module.knowledge), "its tasks share the cell"
    assert taught(course) | {"K04"} == taught(planned(Decisions())) | {"K04"}


def test_a_split_module_shares_its_task_and_the_rest_stays() -> None:
    """The work output goes where most of the criteria are, to the first of equals."""
    chosen = {"M2.1b": ModuleDecisions(criteria=listed("P2.1.2"))}
    course = planned(Decisions(modules=chosen))
    assert shape(course)["M2.1"] == ("P2.1.1",)
    assert shape(course)["M2.1b"] == ("P2.1.2",)
    titles = {module.id: module.title for module in course.modules}
    assert (titles["M2.1"], titles["M2.1b"]) == ("操作烘焙設備", "操作烘焙設備（2）")
    both = {"M1.1a": ModuleDecisions(criteria=listed("P1.1.1", "P1.1.2"))}
    assert shape(planned(Decisions(modules=both)))["M1.1a"] == ("P1.1.1", "P1.1.2", "O1.1.1")


def test_an_item_of_a_split_task_goes_where_its_words_are() -> None:
    """Printed for the task or placed by words: the nearest part introduces, with its own reason."""
    parts = {
        "M1.1b": ModuleDecisions(criteria=listed("P1.1.2")),
        "M2.1b": ModuleDecisions(criteria=listed("P2.1.2")),
    }
    standard = bakery()
    preparing, baking, *others = standard.duties
    shared = dataclasses.replace(
        preparing.blocks[0],
        knowledge=uses(K01="食材即將過期的通報", K02="法規", K05="盤點食材效期", K06="盤點"),
    )
    printed = dataclasses.replace(baking.blocks[0], knowledge=uses(K03="作業環境", K04="設備"))
    duties = (
        dataclasses.replace(preparing, blocks=(shared,)),
        dataclasses.replace(baking, blocks=(printed,)),
        *others,
    )
    course = plan(
        dataclasses.replace(standard, duties=duties), Decisions(modules=parts), TABLES, Memory()
    )
    found = {
        module.id: {item.code: item.role.value for item in module.knowledge}
        for module in course.modules
    }
    assert found == {
        "M1.1": {"K02": "introduce", "K05": "introduce", "K06": "introduce"},
        "M1.1b": {"K01": "introduce", "K02": "reinforce"},
        "M1.2": {"K02": "reinforce"},
        "M2.1": {"K04": "introduce"},
        "M2.1b": {"K03": "introduce", "K04": "reinforce"},
        "M3": {},
    }
    assert "P1.1.2" in course.reasons["M1.1b K01"]
    assert "P1.1.1" in course.reasons["M1.1 K05"]


def test_what_became_of_a_module_or_an_item_is_told() -> None:
    """A merged or emptied module, and why an item is introduced or only reinforced."""
    chosen = {
        "M1.1": ModuleDecisions(tasks=listed("T1.2")),
        "M2.1b": ModuleDecisions(criteria=listed("P2.1.1", "P2.1.2")),
    }
    reasons = planned(Decisions(modules=chosen)).reasons
    assert reasons["M1.2"] == "T1.2 的內容在單元 M1.1。"
    assert reasons["M2.1"] == "T2.1 的內容在單元 M2.1b。"
    assert reasons["M1.1 K01"].endswith("M1.1 最先用到它，所以在這裡導入。")
    assert reasons["M2.1b K04"].endswith("它與 K01 是同一項，M1.1 已經導入，所以在這裡增強。")


def test_order_and_titles_are_the_trainers() -> None:
    """Named modules come first, the others as they were; English comes beside the Chinese."""
    course = planned(
        Decisions(
            order=listed("M3", "M1.2"),
            modules={"M3": ModuleDecisions(title=Words(zh="待客", en="Service"))},
            task_titles={"T1.2": Words(zh="", en="Plan"), "T1.1": Words(zh="點貨")},
        )
    )
    assert [(module.id, module.title, module.title_en) for module in course.modules] == [
        ("M3", "待客", "Service"),
        ("M1.2", "規劃採購", "Plan"),
        ("M1.1", "點貨", None),
        ("M2.1", "操作烘焙設備", None),
    ]
    assert course.task_titles_en == {"T1.2": "Plan"}
    introduced = {item.code for item in course.modules[1].knowledge if item.role == "introduce"}
    assert "K02" in introduced, "what comes first introduces"


def renumbered() -> Standard:
    """The bakery after a task was put in before the others of its duty."""
    standard = bakery()
    first = standard.duties[0]
    codes = {"T1.1": "T1.2", "T1.2": "T1.3"}
    moved = tuple(dataclasses.replace(task, code=codes[task.code]) for task in first.tasks)
    new = dataclasses.replace(first.tasks[0], code="T1.1", text="驗收進貨")
    duty = dataclasses.replace(first, tasks=(new, *moved), blocks=())
    return dataclasses.replace(standard, duties=(duty, *standard.duties[1:]))


def test_published_ids_follow_their_words() -> None:
    """A task that was renumbered keeps its module's id; the new one gets an id of its own."""
    memory = Memory(modules={"M1.1": "盤點食材", "M1.2": "規劃採購", "M2.1": "操作設備烘焙"})
    course = plan(renumbered(), Decisions(), TABLES, memory)
    assert [(module.id, module.tasks) for module in course.modules] == [
        ("M1.1-2", ("T1.1",)),
        ("M1.1", ("T1.2",)),
        ("M1.2", ("T1.3",)),
        ("M2.1", ("T2.1",)),
        ("M3", ()),
    ], "M2.1 was only reworded"


def test_an_id_published_for_other_words_is_never_given_away() -> None:
    """Not even when what it stood for has gone from the standard."""
    published = {"M1.4": "包裝禮盒", "M1.2": "規劃採購"}
    assert stable_ids([("M1.4", "清洗機具")], published) == ["M1.4-2"]
    assert stable_ids([("M1.4", "包裝各式禮盒")], published) == ["M1.4"]
    assert stable_ids([("M1.1", "規劃採購"), ("M1.2", "採購規劃")], published) == ["M1.2", "M1.2-2"]
    assert stable_ids([("M1", ""), ("M1", ""), ("M1-2", "")], {}) == ["M1", "M1-2", "M1-2-2"]


def test_objectives_keep_their_published_ids() -> None:
    """A criterion that was renumbered is still the objective that people know."""
    memory = Memory(objectives={"M1.1-P1.1.7": "當食材即將過期時，通報主管。"})
    goals = planned(Decisions(), memory).objectives
    assert goals["M1.1-P1.1.7"].criteria == ("P1.1.2",)
    assert "M1.1-P1.1.2" not in goals


def test_the_trainers_allocation_wins() -> None:
    """Introduced where decided and not before, by meaning (K01 = K04); excluded means gone."""
    course = planned(
        Decisions(
            modules={
                "M2.1": ModuleDecisions(introduce=listed("K01")),
                "M1.2": ModuleDecisions(exclude=listed("K02"), reinforce=listed("S02")),
                "M3": ModuleDecisions(introduce=listed("K02")),
            }
        )
    )
    found = {
        module.id: {item.code: item.role.value for item in (*module.knowledge, *module.skills)}
        for module in course.modules
    }
    assert found == {
        "M1.1": {"S01": "introduce", "S02": "introduce"},
        "M1.2": {"S01": "reinforce", "S02": "reinforce"},
        "M2.1": {"K03": "introduce", "K04": "introduce", "S03": "introduce"},
        "M3": {"K02": "introduce"},
    }
    [chosen] = [item for item in course.modules[2].knowledge if item.code == "K04"]
    assert (chosen.basis, chosen.confidence, chosen.band) == ("decided", 1, "high")
    assert chosen.reason == "您決定在 M2.1 導入 K04（course.yaml 第 1 行）。"
    assert course.reasons["M1.2 K02"] == "您決定 M1.2 不教 K02（course.yaml 第 1 行）。"


def test_what_was_confirmed_or_decided_is_off_the_review_queue() -> None:
    """Deciding or confirming is how the queue gets shorter."""
    before = {(each.module, each.item) for each in planned(Decisions()).review}
    decided = Decisions(
        title=Words(zh="麵包課"),
        confirmed=listed("M1.1 K02", "M2.1-P2.1.2"),
        modules={"M1.1": ModuleDecisions(introduce=listed("S01"))},
    )
    gone = before - {(each.module, each.item) for each in planned(decided).review}
    assert gone == {("", "title"), ("M1.1", "K02"), ("M2.1", "M2.1-P2.1.2"), ("M1.1", "S01")}
