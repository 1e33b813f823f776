"""The rules on a course: each speaks where its fault was planted, and nowhere else."""

import dataclasses
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import standards

from curriculum.commands import all_problems, check, planned_course
from curriculum.comparing.recalled_course import open_recalled
from curriculum.course import Course, LeftOut, Module
from curriculum.decisions import (
    NO_DECISIONS,
    Completion,
    Decided,
    Decisions,
    ModuleDecisions,
    Resources,
    Session,
    Staff,
    Words,
)
from curriculum.labels import LANGUAGES, load_labels
from curriculum.planning import plan
from curriculum.planning.course import default_title
from curriculum.problems import Place, Problem
from curriculum.reading.course_yaml import CourseFile
from curriculum.reading.opening import Opened, open_standard
from curriculum.rules.course_rulebook import COURSE_RULES
from curriculum.rules.course_rules import check_course
from curriculum.standard import Standard
from curriculum.tables import load_tables
from curriculum.wording.titles import levels_in, words_in

ROOT = Path(__file__).parents[1]
SEED = ROOT / "standard" / "BAS2421-003v2.txt"
PUBLISHED = (SEED, *sorted((ROOT / "tests" / "standards").glob("*/source.txt")))
COURSES = sorted((ROOT / "tests" / "courses").glob("*.yaml"))
TABLES = load_tables()
STANDARD = open_standard(SEED, SEED.name)
FRESH = plan(STANDARD, NO_DECISIONS, TABLES)
LINE = Place(path="course.yaml", line=7, column=3)
"""Where every planted decision stands."""

OBJECTIVE_RULES = {"attitude-on-paper"}
"""What is tested on its own (see `test_objective_rules`) and may speak of the same course."""

Planted = tuple[Course, Decisions]
Plant = Callable[[], Planted]


def said(text: str) -> Decided[str]:
    """A decided text."""
    return Decided(text, LINE)


def found_in(course: Course, decisions: Decisions = NO_DECISIONS) -> tuple[Problem, ...]:
    """What the rules find in a course; rules on hours may have to do with what was planted."""
    opened = Opened(
        standard=course.standard,
        course_file=CourseFile(standard_file="standard.yaml", decisions=decisions),
    )
    return check_course(course, opened, TABLES)


def with_module(number: int = 0, /, **changes: Any) -> Course:  # noqa: ANN401 - any field
    """The fresh course with one module changed."""
    modules = list(FRESH.modules)
    modules[number] = dataclasses.replace(modules[number], **changes)
    return dataclasses.replace(FRESH, modules=tuple(modules))


def with_every_module(change: Callable[[Module], Module]) -> Course:
    """The fresh course with all modules changed."""
    return dataclasses.replace(FRESH, modules=tuple(map(change, FRESH.modules)))


def planted(number: int = 0, /, **changes: Any) -> Planted:  # noqa: ANN401 - any field
    """A changed module, and a place for what was decided about it."""
    name = FRESH.modules[number].id
    return with_module(number, **changes), Decisions(modules={name: ModuleDecisions(place=LINE)})


def assessed(method: str, tool: str, number: int = 0) -> Planted:
    """A module with one way of assessing only."""
    whole = FRESH.modules[number]
    way = dataclasses.replace(
        whole.assessment[0],
        method=method,
        tool=tool,
        criteria=tuple(code for goal in whole.objectives for code in goal.criteria),
        knowledge=tuple(code for goal in whole.objectives for code in goal.knowledge),
        skills=tuple(code for goal in whole.objectives for code in goal.skills),
        attitudes=tuple(code for goal in whole.objectives for code in goal.attitudes),
    )
    decided = ModuleDecisions(place=LINE, assessment=(Decided((method, tool), LINE),))
    return with_module(number, assessment=(way,)), Decisions(modules={whole.id: decided})


def equipped(*names: str) -> Planted:
    """The first module, which demonstrates and practises, with its equipment decided."""
    resources = Resources(equipment=tuple(map(said, names)))
    return with_module(resources=resources, methods=("演練教學", "示範教學")), NO_DECISIONS


def staffed(*, teachers: str, assessors: str, condition: str = "") -> Planted:
    """Every module with the same people, and perhaps one condition, one letter each."""
    resources = Resources(
        people=Staff(teachers=tuple(map(said, teachers)), assessors=tuple(map(said, assessors))),
        conditions=Staff(assistants=tuple(map(said, condition))),
    )
    change = lambda module: dataclasses.replace(module, resources=resources)  # noqa: E731
    return with_every_module(change), NO_DECISIONS


def meeting(module: str, date: str, start: int, hours: float, *teachers: str) -> Session:
    """A session that begins at a full hour."""
    return Session(
        place=LINE,
        module=said(module),
        date=date,
        start=start * 60,
        end=round((start + hours) * 60),
        teachers=teachers,
    )


def scheduled(*sessions: Session, course: Course = FRESH) -> Planted:
    """The course with a schedule."""
    return dataclasses.replace(course, sessions=sessions), Decisions(sessions=sessions)


def whole_schedule() -> tuple[Session, ...]:
    """Every module on a day of its own, for as long as it lasts."""
    return tuple(
        meeting(module.id, f"2027-03-{day:02}", 9, module.hours)
        for day, module in enumerate(FRESH.modules, 1)
    )


def called(title: str, *, is_part: bool = False) -> Planted:
    """The course with a title, and perhaps a task that it does not teach."""
    course = dataclasses.replace(
        FRESH,
        title=title,
        title_is_default=False,
        not_taught=("T4.2",) if is_part else (),
    )
    return course, Decisions(title=Words(zh=title, place=LINE))


def texts(needs: str, purpose: str = "學員能企劃客戶服務。", *sources: str) -> Planted:
    """The course with its long texts."""
    return FRESH, Decisions(
        needs=said(needs), purpose=said(purpose), needs_sources=tuple(map(said, sources))
    )


DOING = tuple(
    goal.id
    for goal in FRESH.modules[0].objectives
    if goal.domain.value == "psychomotor" or (goal.domain.value == "cognitive" and goal.level > 2)
)
CASES = (said("講述教學"), said("案例教學"))
LECTURED = ModuleDecisions(place=LINE, methods=(said("講述教學"),))
WITHOUT_OUTPUT = [module.outputs for module in FRESH.modules].index(())
ALL_METHODS = TABLES.weights.methods

FAULTS: dict[str, tuple[Plant, str, tuple[str, ...]]] = {
    "two modules have one title": (
        lambda: planted(1, title=f"{FRESH.modules[0].title}。"),
        "same-module-title",
        ("M1.1", "M1.2"),
    ),
    "a criterion reads otherwise than printed": (
        lambda: planted(
            criteria=(
                dataclasses.replace(FRESH.modules[0].criteria[0], text="改過的文字。"),
                *FRESH.modules[0].criteria[1:],
            )
        ),
        "changed-criterion",
        ("M1.1", "P1.1.1"),
    ),
    "a module that does things has lectures only": (
        lambda: (with_module(methods=("講述教學",)), Decisions(modules={"M1.1": LECTURED})),
        "doing-taught-by-lecture",
        DOING,
    ),
    "a module that does things has a paper test only": (
        lambda: assessed("測驗", "測驗卷"),
        "doing-tested-on-paper",
        DOING,
    ),
    "a module is not assessed": (
        lambda: assessed("無", "無"),
        "doing-tested-on-paper",
        DOING,
    ),
    "a module practises with the teacher's projector": (
        lambda: equipped("投影設備", "麥克風"),
        "practice-without-equipment",
        ("M1.1",),
    ),
    "a module demonstrates without any equipment": (
        lambda: equipped("無"),
        "practice-without-equipment",
        ("M1.1",),
    ),
    "a module of cases has no case": (
        lambda: (
            FRESH,
            Decisions(modules={"M1.1": ModuleDecisions(place=LINE, methods=CASES)}),
        ),
        "case-teaching-without-case",
        ("M1.1",),
    ),
    "a text names a picture that is not there": (
        lambda: (
            FRESH,
            Decisions(
                modules={"M1.1": ModuleDecisions(texts={"case": said("![圖](沒有 了.png)")})}
            ),
        ),
        "missing-picture",
        ("M1.1",),
    ),
    "every module ticks every method": (
        lambda: (
            with_every_module(
                lambda each: dataclasses.replace(
                    each, methods=ALL_METHODS, texts={"case": "某客服中心……"}
                )
            ),
            Decisions(modules={"M1.1": LECTURED}),
        ),
        "every-method-everywhere",
        (),
    ),
    "a module's evidence is an essay of reflections": (
        lambda: assessed("其他", "心得報告", WITHOUT_OUTPUT),
        "weak-evidence",
        ("M3.1",),
    ),
    "who teaches is the only one who assesses": (
        lambda: staffed(teachers="甲乙", assessors="甲"),
        "teacher-is-only-assessor",
        tuple(module.id for module in FRESH.modules),
    ),
    "a person stands among the conditions": (
        lambda: staffed(teachers="甲", assessors="乙", condition="甲"),
        "person-among-conditions",
        (),
    ),
    "needs and purpose are one text": (
        lambda: texts("為了服務。", "為了服務", "調查"),
        "same-course-texts",
        ("needs", "purpose"),
    ),
    "a text is longer than the form takes": (
        lambda: texts("字" * 1001, "學員能企劃。", "調查"),
        "long-course-text",
        ("needs",),
    ),
    "a need has no source": (lambda: texts("企業缺人。"), "need-without-source", ()),
    "only re-assessment is decided": (
        lambda: (FRESH, Decisions(completion=Completion(reassessment=said("補考一次")))),
        "incomplete-completion-standard",
        (),
    ),
    "learners need no attendance to complete": (
        lambda: (FRESH, Decisions(completion=Completion(attendance=Decided(0, LINE)))),
        "incomplete-completion-standard",
        (),
    ),
    "a module meets for other hours than it lasts": (
        lambda: scheduled(
            meeting("M1.1", "2027-03-01", 8, FRESH.modules[0].hours + 1), *whole_schedule()[1:]
        ),
        "session-hours",
        ("M1.1",),
    ),
    "two sessions overlap": (
        lambda: scheduled(
            whole_schedule()[0],
            meeting("M1.2", "2027-03-01", 10, FRESH.modules[1].hours),
            *whole_schedule()[2:],
            course=with_module(1, requires=()),
        ),
        "overlapping-sessions",
        ("M1.1", "M1.2"),
    ),
    "two sessions of one module overlap": (
        lambda: scheduled(
            meeting("M1.1", "2027-03-01", 9, FRESH.modules[0].hours - 1),
            meeting("M1.1", "2027-03-01", 10, 1),
            *whole_schedule()[1:],
        ),
        "overlapping-sessions",
        ("M1.1",),
    ),
    "a module begins before the one that it requires": (
        lambda: scheduled(
            dataclasses.replace(whole_schedule()[1], date="2027-02-01"),
            whole_schedule()[0],
            *whole_schedule()[2:],
            course=with_module(1, requires=("M1.1",)),
        ),
        "session-before-prerequisite",
        ("M1.2", "M1.1"),
    ),
    "sessions are written in another order than they happen": (
        lambda: scheduled(
            whole_schedule()[1],
            whole_schedule()[0],
            *whole_schedule()[2:],
        ),
        "sessions-out-of-order",
        ("M1.1",),
    ),
    "one module has no session": (
        lambda: scheduled(*whole_schedule()[1:]),
        "unscheduled-module",
        ("M1.1",),
    ),
    "a session is taught by somebody else": (
        lambda: scheduled(
            meeting("M1.1", "2027-03-01", 9, FRESH.modules[0].hours, "丙"),
            *whole_schedule()[1:],
            course=staffed(teachers="甲", assessors="乙")[0],
        ),
        "session-teacher-not-listed",
        ("M1.1",),
    ),
    "a part of an occupation is called by its name": (
        lambda: called("客戶服務企劃人員", is_part=True),
        "bare-occupation-title",
        (),
    ),
    "a title hints at a licence": (
        lambda: called("丙級客服技能培訓"),
        "licence-in-title",
        (),
    ),
    "a title exaggerates": (lambda: called("最強客服速成班"), "exaggerated-title", ()),
    "a title borrows the government's name": (
        lambda: called("勞動部客服企劃班"),
        "authority-in-title",
        (),
    ),
    "a title is indecent": (lambda: called("情色直播客服班"), "indecent-title", ()),
    "a title names the level": (lambda: called("客服企劃Ｌ３培訓課程"), "level-in-title", ()),
    "a title names a certificate": (
        lambda: called("客服企劃能力鑑定班"),
        "certificate-in-title",
        (),
    ),
    "a title uses the words of the system": (
        lambda: called("客戶服務企劃人員職能基準課程"),
        "model-in-title",
        (),
    ),
    "a title is foreign": (
        lambda: called("Customer Service Planning 班"),
        "foreign-title",
        (),
    ),
}  # fmt: skip
"""What is wrong with a course -> how to plant it, the rule that says so, about what."""

HARMLESS: dict[str, Plant] = {
    "equipment that learners use": lambda: equipped("電腦設備", "投影設備"),
    "a case in the trainer's own words": lambda: (
        with_module(texts={"case": "某客服中心……"}),
        Decisions(modules={"M1.1": ModuleDecisions(place=LINE, methods=CASES)}),
    ),
    "an essay beside a work output": lambda: assessed("其他", "心得報告"),
    "an assessor beside the teacher": lambda: staffed(teachers="甲", assessors="甲乙"),
    "three different texts with a source": lambda: texts("字" * 1000, "學員能企劃。", "調查"),
    "a mark to pass": lambda: (FRESH, Decisions(completion=Completion(mark=Decided(70, LINE)))),
    "a whole schedule": lambda: scheduled(*whole_schedule()),
    "a module in two parts with lunch between": lambda: scheduled(
        meeting("M1.1", "2027-03-01", 9, 2),
        meeting("M1.1", "2027-03-01", 13, FRESH.modules[0].hours - 2),
        *whole_schedule()[1:],
    ),
    "the whole occupation called by its name": lambda: called("客戶服務企劃人員"),
    "a part of it called by what it teaches": lambda: called("客訴處理實務", is_part=True),
    "words that mean something harmless": lambda: called("第一線人員政府採購與品質保證實務"),
    "terms in common use": lambda: called("AI與Excel實務"),
    "a level of something else": lambda: called("HTML5與101級樓梯服務"),
}
"""What looks like a fault and is none."""


def test_a_fresh_course_has_none_of_these_findings() -> None:
    """Protects trainers from being blamed before they decided anything."""
    for path in PUBLISHED:
        standard = open_standard(path, path.name)
        course = plan(standard, NO_DECISIONS, TABLES)
        opened = Opened(standard=standard)
        assert not check_course(course, opened, TABLES), path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str) -> None:
    """Protects a course from a reviewer who finds what we could have said; and the place of it."""
    plant, name, items = FAULTS[fault]
    problems = [each for each in found_in(*plant()) if each.name not in OBJECTIVE_RULES]
    assert [(name, items)] == [(each.name, each.items) for each in problems]
    (problem,) = problems
    where = STANDARD.place.path if name == "changed-criterion" else LINE.path
    assert where == problem.place.path
    for language in LANGUAGES:
        labels = load_labels(language)
        assert labels.message(problem)
        assert labels.hint(problem)


@pytest.mark.parametrize("harmless", HARMLESS)
def test_what_is_no_fault_is_not_reported(harmless: str) -> None:
    """Protects trainers from false alarms, after which nobody reads the true ones."""
    assert [] == [(each.name, each.items) for each in found_in(*HARMLESS[harmless]())]


def test_a_picture_that_cannot_be_shown_is_found_on_its_line(tmp_path: Path) -> None:
    """Protects a trainer from printing a page on which only a picture's words are left."""
    (tmp_path / "course.yaml").write_text(
        "standard: {file: BAS2421-003v2.yaml, code: BAS2421-003v2}\n"
        "modules: {M1.1: {texts: {lesson: '![無](無.png)'}}}\n", encoding="utf-8",
    )  # fmt: skip
    shutil.copy(ROOT / "standard" / "BAS2421-003v2.yaml", tmp_path)
    folder = tmp_path / "content" / "M1.1"
    folder.mkdir(parents=True)
    (folder / "圖片 1.png").write_bytes(b"")
    (folder / "case.md").write_text(
        "\n---\ntitle: x\ntags:\n  - a\n---\n\n# 題\n![有](圖片 1.png)\n"
        "![缺](圖片 2.png)\n`![碼](x.png)`\n\n![圖](flow.svg)\n![網](https://example.com/a.png)\n",
        encoding="utf-8",
    )
    opened = open_recalled(str(tmp_path))
    assert opened.decisions.modules["M1.1"].texts["case"].value.startswith("# 題")
    found = [each for each in all_problems(opened, planned_course(opened)) if each.code == "CUR389"]
    assert [
        ("case.md", 10, "圖片 2.png"), ("case.md", 13, "flow.svg"),
        ("case.md", 14, "https://example.com/a.png"), ("course.yaml", 2, "無.png"),
    ] == [
        (Path(each.place.path).name, each.place.line, each.details["found"]) for each in found
    ]  # fmt: skip
    assert {("M1.1",)} == {each.items for each in found}


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_a_course_file_gets_what_is_written_beside_its_lines(path: Path, tmp_path: Path) -> None:
    """Protects the way from a line of `course.yaml` to the finding that points at it."""
    text = path.read_text(encoding="utf-8")
    (tmp_path / "course.yaml").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "standard" / "BAS2421-003v2.yaml", tmp_path)
    expected = {
        (number, code)
        for number, line in enumerate(text.split("\n"), 1)
        for code in re.findall(r"CUR[0-9]{3}", line.partition("  # ")[2])
    }
    answer = check(str(tmp_path), "json", load_labels(), strict=False)
    found = json.loads("\n".join(answer.out))
    mine = [each for each in found if each["path"].endswith("course.yaml")]
    assert sorted(expected) == sorted((each["line"], each["code"]) for each in mine)
    assert ["CUR372"] == [each["code"] for each in mine if each["accepted"]]


def test_every_rule_for_reviewers_has_a_fault_here() -> None:
    """Protects from rules that can never speak."""
    codes = {rule.name: rule.code for rule in COURSE_RULES.rules}
    own = {name for name, code in codes.items() if "CUR360" <= code < "CUR390"}
    assert own == {name for _, name, _ in FAULTS.values()}


def test_titles_that_the_naming_rules_forbid_are_never_proposed() -> None:
    """Protects from a default title that our own rules would report."""
    for path in PUBLISHED:
        title = default_title(open_standard(path, path.name), TABLES)
        course = dataclasses.replace(FRESH, title=title)
        assert not found_in(course, Decisions(title=Words(zh=title)))


@settings(max_examples=300)
@given(standards())
def test_no_standard_makes_a_forbidden_title(standard: Standard) -> None:
    """Protects the default title whatever a standard is called."""
    for name in (standard.name, "第三級國家認證最強職能證照基準技術士", "國職能基準家乙級人員"):
        title = default_title(dataclasses.replace(standard, name=name), TABLES)
        assert not levels_in(title)
        for watched in TABLES.review.titles.values():
            assert not words_in(title, watched)


def test_what_a_course_does_not_teach_is_not_missed() -> None:
    """Protects courses that teach a part of a standard from errors about the other part."""
    kept = dataclasses.replace(FRESH, modules=FRESH.modules[:-2], hours=FRESH.hours)
    hours = sum(module.hours for module in kept.modules)
    kept = dataclasses.replace(kept, hours=hours)
    missed = {item for each in found_in(kept) for item in each.items}
    assert {"P4.1.1", "P4.2.1"} <= missed
    elsewhere = dataclasses.replace(kept, not_taught=("T4.1", "T4.2"))
    assert not found_in(elsewhere)
    reason = LeftOut(code="T4", text="", reason="另開一班")
    assert not found_in(dataclasses.replace(kept, left_out=(reason,)))
    half = dataclasses.replace(kept, not_taught=("T4.2",))
    missed = {item for each in found_in(half) for item in each.items}
    assert "P4.1.1" in missed
    assert "P4.2.1" not in missed


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.parent.name)
def test_a_course_of_one_duty_or_without_it_lacks_nothing(path: Path) -> None:
    """Protects several courses from one standard from errors that nobody can mend."""
    standard = open_standard(path, path.name)
    for duty in standard.duties:
        alone = Decisions(teach=(said(duty.code),))
        without = Decisions(leave_out={duty.code: said("另開一班")})
        for decisions in (alone, without):
            course = plan(standard, decisions, TABLES)
            assert not [each.items for each in found_in(course, decisions) if each.code < "CUR360"]


def test_the_least_hours_of_a_module_are_those_of_the_table(tmp_path: Path) -> None:
    """A course that gives every module four hours is told when the total is too small for that."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "weights.yaml").write_text("hours: {least: 4}\n", encoding="utf-8")
    opened = Opened(standard=FRESH.standard)
    problems = check_course(FRESH, opened, load_tables(tmp_path))
    [problem] = [each for each in problems if each.code == "CUR303"]
    assert ("36", "48", "4") == tuple(problem.details[key] for key in ("hours", "least", "each"))
