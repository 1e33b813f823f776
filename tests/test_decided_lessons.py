"""Objectives, methods, assessment, hours and resources as the trainer decided them."""

import pytest
from bakery import bakery

from curriculum.course import Course, Domain, Module
from curriculum.decisions import (
    AddedObjective,
    Completion,
    CourseBasis,
    Decided,
    Decisions,
    ModuleDecisions,
    ObjectiveDecision,
    Resources,
    Session,
    Staff,
    Words,
)
from curriculum.planning import plan
from curriculum.problems import Place
from curriculum.tables import load_tables

TABLES = load_tables()
HERE = Place(path="bread/course.yaml", line=12)
SAID = "您的決定（course.yaml 第 12 行）。"


def listed(*values: str) -> tuple[Decided[str], ...]:
    """Values as somebody decided them on line 12."""
    return tuple(Decided(value, HERE) for value in values)


def planned(**modules: ModuleDecisions) -> Course:
    """The bakery's course with something decided about its modules; `M1_1` stands for `M1.1`."""
    chosen = {name.replace("_", "."): decided for name, decided in modules.items()}
    return plan(bakery(), Decisions(modules=chosen), TABLES)


def module_of(course: Course, name: str) -> Module:
    """The module with an id."""
    return next(module for module in course.modules if module.id == name)


def minutes(module: Module, *, is_practice: bool) -> int:
    """The time of one kind in a lesson plan."""
    return sum(each.minutes for each in module.activities if each.is_practice is is_practice)


def holds(course: Course) -> None:
    """Sums are exact, whatever was decided."""
    assert sum(module.hours for module in course.modules) == course.hours
    for module in course.modules:
        assert module.theory_hours + module.practice_hours == module.hours
        assert minutes(module, is_practice=False) == module.theory_hours * 60
        assert minutes(module, is_practice=True) == module.practice_hours * 60


def test_the_trainers_sentence_replaces_the_computed_one_and_is_read_again() -> None:
    """Verb, domain and level come from the new words; nothing of it is marked as proposed."""
    text = "學員能操作攪拌設備，並依配方完成麵團"
    decided = ObjectiveDecision(text=text, place=HERE)
    course = planned(M1_1=ModuleDecisions(objectives={"P1.1.1": decided}))
    goal = course.objectives["M1.1-P1.1.1"]
    assert goal.text == f"{text}。"
    assert (goal.verb, goal.domain, goal.level) == ("操作", Domain.PSYCHOMOTOR, 4)
    assert (goal.is_decided, goal.degree_is_default, goal.verb_is_fallback) == (True, False, False)
    assert course.reasons["M1.1-P1.1.1"] == SAID
    assert goal.methods, "it is taught like any other of its kind"


def test_a_supplied_verb_is_settled_by_a_sentence_of_the_trainer() -> None:
    """Nothing is left to look at."""
    decided = ObjectiveDecision(text="學員能說明作業環境的安全規定。")
    course = planned(M2_1=ModuleDecisions(objectives={"P2.1.2": decided}))
    assert "M2.1-P2.1.2" not in [entry.item for entry in course.review]
    assert not course.objectives["M2.1-P2.1.2"].verb_is_fallback


@pytest.mark.parametrize(
    ("code", "decided", "text"),
    [
        (
            "P1.1.1",
            ObjectiveDecision(degree="無漏列"),
            "學員能依盤點程序，列舉食材的數量與效期，無漏列。",
        ),
        (
            "P1.1.2",
            ObjectiveDecision(condition="模擬盤點中"),
            "模擬盤點中，學員能通報主管，檢核表必要項目全部達成。",
        ),
        (
            "K01",
            ObjectiveDecision(condition="", degree="說出三項"),
            "學員能說明食材保存知識的重點，說出三項。",
        ),
        (
            "A02",
            ObjectiveDecision(condition="分組時"),
            "分組時，學員能展現「主動積極」，經講師觀察有兩次以上的具體表現。",
        ),
    ],
)
def test_a_decided_degree_or_condition_takes_its_place_in_the_sentence(
    code: str, decided: ObjectiveDecision, text: str
) -> None:
    """The rest stays computed; a decided degree is not marked as default any more."""
    goal = planned(M1_1=ModuleDecisions(objectives={code: decided})).objectives[f"M1.1-{code}"]
    assert goal.text == text
    assert goal.degree_is_default is (decided.degree is None)
    assert not goal.is_decided


def test_domain_and_level_can_be_decided_alone() -> None:
    """The sentence stays, its place in the taxonomy is the trainer's."""
    decided = ObjectiveDecision(domain="affective", level=9)
    goal = planned(M1_1=ModuleDecisions(objectives={"P1.1.2": decided})).objectives["M1.1-P1.1.2"]
    assert (goal.domain, goal.level) == (Domain.AFFECTIVE, 5)


def test_an_added_objective_is_taught_assessed_and_counts() -> None:
    """It has its own id, and only codes that its module has."""
    added = AddedObjective(
        text="學員能與同組成員溝通協調",
        place=HERE,
        criteria=listed("P2.1.1", "P9.9.9"),
        skills=listed("S03"),
        attitudes=listed("A01"),
        degree="每組一次",
    )
    before, course = planned(), planned(M2_1=ModuleDecisions(added_objectives={"teamwork": added}))
    goal = course.objectives["M2.1-teamwork"]
    assert goal.text == "學員能與同組成員溝通協調。"
    assert (goal.criteria, goal.skills, goal.attitudes) == (("P2.1.1",), ("S03",), ("A01",))
    assert (goal.verb, goal.degree, goal.is_decided) == ("溝通", "每組一次", True)
    module = module_of(course, "M2.1")
    assert goal.methods
    assert any(goal.id in activity.objectives for activity in module.activities[1:-1])
    assert module.hours > module_of(before, "M2.1").hours
    assert course.reasons["M2.1-teamwork"] == SAID
    holds(course)


@pytest.mark.parametrize(
    "chosen",
    [
        ("講述教學",),
        ("演練教學", "案例教學"),
        ("參訪", "專題教學"),
        (
            "講述教學",
            "討論教學",
            "演練教學",
            "協同教學",
            "專題教學",
            "示範教學",
            "案例教學",
            "參訪",
        ),
    ],
)
def test_exactly_the_decided_methods_are_used(chosen: tuple[str, ...]) -> None:
    """Each ticked method has an activity, every activity a ticked method; minutes add up."""
    course = planned(
        M1_1=ModuleDecisions(methods=listed(*chosen)),
        M2_1=ModuleDecisions(methods=listed(*chosen), theory_hours=Decided(0.0)),
    )
    for name in ("M1.1", "M2.1"):
        module = module_of(course, name)
        assert set(module.methods) == set(chosen)
        ways = {way.method for way in module.assessment}
        assert {each.method for each in module.activities} - ways == set(chosen)
    assert course.reasons["M1.1 methods"] == SAID
    holds(course)


@pytest.mark.parametrize(
    "pairs",
    [
        (("測驗", "測驗卷"),),
        (("口頭報告", "檢核表"), ("測驗", "測驗卷")),
        (("口試", "評分表"), ("測驗", "測驗卷")),
        (("無", "無"),),
    ],
)
def test_decided_ways_of_assessing_are_used_and_every_criterion_stays_assessed(
    pairs: tuple[tuple[str, str], ...],
) -> None:
    """What applies something is assessed by more than paper wherever the trainer has more."""
    decided = tuple(Decided(pair, HERE) for pair in pairs)
    course = planned(M1_1=ModuleDecisions(assessment=decided))
    module = module_of(course, "M1.1")
    assert tuple((way.method, way.tool) for way in module.assessment) == pairs
    assert all(way.criteria for way in module.assessment)
    parts = ("criteria", "knowledge", "skills", "attitudes")
    for goal in module.objectives:
        ways = [
            way.method
            for way in module.assessment
            if any(set(getattr(goal, part)) & set(getattr(way, part)) for part in parts)
        ]
        assert ways
        if len(pairs) > 1 and (goal.domain is not Domain.COGNITIVE or goal.level >= 3):
            assert set(ways) != {"測驗"}
    assert course.reasons["M1.1 assessment"] == SAID
    holds(course)


def test_a_skill_is_shown_in_role_play_only_where_there_is_one() -> None:
    """Protects the conditions: they speak of what the decided methods provide."""
    for method, condition in (("演練教學", "在角色扮演情境中"), ("案例教學", "根據案例資料")):
        course = planned(M2_1=ModuleDecisions(methods=listed(method)))
        goal = course.objectives["M2.1-S03"]
        assert goal.condition.startswith(condition), goal.text


def test_decided_hours_win_and_the_rest_is_shared() -> None:
    """A total that nobody decided stays, unless the modules need more, or decide it all."""
    course = planned(M1_1=ModuleDecisions(hours=Decided(4.5, HERE)))
    assert (course.hours, module_of(course, "M1.1").hours) == (36, 4.5)
    assert not module_of(course, "M1.1").hours_are_default
    assert module_of(course, "M1.2").hours_are_default
    assert course.reasons["M1.1 hours"] == SAID
    holds(course)
    assert planned(M1_1=ModuleDecisions(hours=Decided(40.0))).hours == 43
    every = {name: ModuleDecisions(hours=Decided(2.5)) for name in ("M1_1", "M1_2", "M2_1", "M3")}
    assert planned(**every).hours == 10
    assert planned(**every).reasons["hours"] == "您決定的各單元時數之和。"
    holds(planned(**every))


@pytest.mark.parametrize("theory", [0.0, 0.5, 2.0, 4.0, 9.0])
def test_decided_theory_hours_win(theory: float) -> None:
    """The lesson plan follows, also where one kind of time is left out or too much is asked."""
    decided = ModuleDecisions(hours=Decided(4.0), theory_hours=Decided(theory, HERE))
    course = planned(M1_1=decided, M3=decided)
    assert module_of(course, "M1.1").theory_hours == min(theory, 4.0)
    assert course.reasons["M1.1 practice"] == SAID
    holds(course)


def test_prerequisites_are_decided_or_computed_but_always_earlier() -> None:
    """Also no prerequisite can be a decision, and every choice has one reason."""
    course = planned(
        M1_2=ModuleDecisions(requires=Decided((), HERE)),
        M3=ModuleDecisions(requires=Decided(listed("M2.1", "M1.1", "M3", "M9"), HERE)),
    )
    found = {module.id: module.requires for module in course.modules}
    assert found == {"M1.1": (), "M1.2": (), "M2.1": ("M1.1",), "M3": ("M2.1", "M1.1")}
    assert course.reasons["M1.2 requires"] == SAID
    assert course.reasons["M1.1 requires"].startswith("沒有先修單元")


def test_resources_texts_and_facts_of_the_course_are_carried_over() -> None:
    """What a module is silent about is that of every module."""
    session = Session(module=Decided("M3"), date="2027-03-01", start=540, end=720, place=HERE)
    decisions = Decisions(
        basis=Decided(CourseBasis.STANDARD, HERE),
        provider=Words(zh="訓練中心", place=HERE),
        needs=Decided("缺人", HERE),
        needs_sources=listed("問卷"),
        summary=Decided("簡介"),
        purpose=Decided("目的"),
        every_module=Resources(
            materials=listed("講義"), conditions=Staff(teachers=listed("五年經驗"))
        ),
        modules={
            "M3": ModuleDecisions(
                resources=Resources(
                    materials=listed("影片"), conditions=Staff(assessors=listed("兩年經驗"))
                ),
                texts={"case": Decided("案例", Place(path="bread/content/M3/case.md", line=1))},
            )
        },
        sessions=(session,),
        completion=Completion(mark=Decided(70, HERE)),
    )
    course = plan(bakery(), decisions, TABLES)
    own = module_of(course, "M3").resources
    assert [each.value for each in own.materials] == ["影片"]
    assert [each.value for each in own.conditions.teachers] == ["五年經驗"]
    assert [each.value for each in own.conditions.assessors] == ["兩年經驗"]
    assert [each.value for each in module_of(course, "M1.1").resources.materials] == ["講義"]
    assert module_of(course, "M3").texts == {"case": "案例"}
    assert (course.basis, course.needs, course.needs_sources) == ("standard", "缺人", ("問卷",))
    assert (course.summary, course.purpose, course.sessions) == ("簡介", "目的", (session,))
    assert course.completion == decisions.completion
    assert course.reasons["M3 texts.case"] == "您的決定（content/M3/case.md 第 1 行）。"
    for address in ("basis", "provider", "needs", "sessions 1", "completion mark"):
        assert course.reasons[address] == SAID
