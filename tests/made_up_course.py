"""A made-up standard and courses built from standards by hand, without the planner."""

import dataclasses

from curriculum.course import (
    Activity,
    Allocation,
    Assessment,
    Band,
    Basis,
    Course,
    Domain,
    Marks,
    Module,
    Objective,
    ReviewItem,
    Role,
)
from curriculum.labels import Labels
from curriculum.problems import Place, Problem, Severity
from curriculum.standard import (
    Attitude,
    Block,
    Category,
    Duty,
    KsaUse,
    Notes,
    PerformanceCriterion,
    Remark,
    Requirement,
    Standard,
    Task,
    Version,
    WorkOutput,
)


def made_up_standard() -> Standard:
    """A shop's standard: a shared block, a second text, a footnote, a duty without tasks."""
    shared = Block(
        tasks=("T1.1", "T1.2"),
        level=3,
        outputs=(WorkOutput(code="O1.1.1", text="訂單"),),
        criteria=(
            PerformanceCriterion(code="P1.1.1", text="依顧客需求，確認花材與數量。"),
            PerformanceCriterion(code="P1.2.1", text="依訂單包裝花束【註1】。"),
        ),
        knowledge=(KsaUse(code="K01", text="花材知識"), KsaUse(code="K02", text="法規【註1】")),
        skills=(KsaUse(code="S01", text="溝通能力"),),
    )
    taskless = Block(
        tasks=(),
        level=None,
        criteria=(PerformanceCriterion(code="P2.1", text="準時送達。"),),
        knowledge=(KsaUse(code="K01", text="花材的知識"), KsaUse(code="K03", text="法規")),
    )
    return Standard(
        code="XYZ1234-001v1",
        name="花店店員",
        name_kind="occupation",
        title="花店店員職能基準",
        level=3,
        description="接單與送花。",
        occupations=(Category(name="店員", code="5220"),),
        versions=(
            Version(
                version="v1",
                code="XYZ1234-001v1",
                name="花店店員",
                status="最新版本",
                remark="略",
                date="2024/05/06",
            ),
        ),
        duties=(
            Duty(
                code="T1",
                text="接單",
                tasks=(Task(code="T1.1", text="確認需求"), Task(code="T1.2", text="包裝")),
                blocks=(shared,),
            ),
            Duty(code="T2", text="送達", blocks=(taskless,)),
        ),
        attitudes=(
            Attitude(code="A01", name="細心", text="留意細節。"),
            Attitude(code="A02", name="誠信", text=""),
        ),
        notes=Notes(
            requirements=(Requirement(text="高中職以上。"),),
            remarks=(Remark(mark="註1", text="指花卉法。"), Remark(mark="", text="試行。")),
        ),
    )


def course_from(standard: Standard) -> Course:
    """A course with one module for each task, or for each duty that has none."""
    modules: list[Module] = []
    seen: set[str] = set()
    for duty in standard.duties:
        scopes: list[tuple[str, str, tuple[str, ...]]] = [
            (f"M{task.code[1:]}", task.text, (task.code,)) for task in duty.tasks
        ]
        for module_id, title, tasks in scopes or [(f"M{duty.code[1:]}", duty.text, ())]:
            if module_id not in {module.id for module in modules}:
                modules.append(_module(standard, duty, (module_id, title, tasks), seen))
    return Course(
        standard=standard,
        title=f"{standard.name}培訓課程",
        title_is_default=True,
        hours=sum(module.hours for module in modules),
        hours_are_default=True,
        modules=tuple(modules),
        proposed_marks=Marks(test=80, rubric=70, is_default=True),
        review=tuple(
            ReviewItem(item=entry.code, module=module.id, band=entry.band, reason=entry.reason)
            for module in modules
            for entry in module.knowledge
        ),
    )


def made_up_problem(details: str = "") -> Problem:
    """A finding whose words carry `details`."""
    return Problem(
        code="CUR999",
        name="made-up",
        severity=Severity.WARNING,
        place=Place(path=f"{details}standard.txt", line=3),
        items=(f"K01{details}",),
        details={"text": details},
    )


def with_made_up_words(labels: Labels) -> Labels:
    """Labels that know the made-up problem."""
    message = {"problems.made-up.message": "{text} {items}", "problems.made-up.hint": "{text}"}
    return dataclasses.replace(labels, words={**labels.words, **message})


def _module(
    standard: Standard, duty: Duty, scope: tuple[str, str, tuple[str, ...]], seen: set[str]
) -> Module:
    module_id, title, tasks = scope
    blocks = [
        block for block in duty.blocks if not tasks or any(task in block.tasks for task in tasks)
    ]
    criteria = (
        tuple(item for task in tasks for item in standard.criteria_of(task))
        if tasks
        else tuple(item for block in blocks for item in block.criteria)
    )
    outputs = tuple(item for task in tasks for item in standard.outputs_of(task))
    knowledge = _allocations([use for block in blocks for use in block.knowledge], seen)
    skills = _allocations([use for block in blocks for use in block.skills], seen)
    objectives = tuple(
        Objective(
            id=f"{module_id}-{number}",
            text=f"能{item.text}",
            domain=Domain.COGNITIVE,
            level=3,
            verb="確認",
            criteria=(item.code,),
            skills=tuple(entry.code for entry in skills),
            methods=("演練",),
            degree="依檢核表全部必要項目達成",
        )
        for number, item in enumerate(criteria)
    )
    goals = tuple(goal.id for goal in objectives)
    return Module(
        id=module_id,
        title=title,
        duty=duty.code,
        tasks=tasks,
        criteria=criteria,
        outputs=outputs,
        attitudes=standard.attitudes,
        level=blocks[0].level if blocks else None,
        hours=2.5,
        theory_hours=1.0,
        practice_hours=1.5,
        requires=(),
        knowledge=knowledge,
        skills=skills,
        objectives=objectives,
        activities=(
            Activity(
                name="說明", minutes=60, method="講述", objectives=goals[:1], is_practice=False
            ),
            Activity(name="演練", minutes=90, method="演練", objectives=goals, is_practice=True),
        ),
        methods=("講述", "演練"),
        assessment=(
            Assessment(
                method="實作評量",
                tool="檢核表",
                criteria=tuple(item.code for item in criteria),
                outputs=tuple(item.code for item in outputs),
                skills=tuple(entry.code for entry in skills),
                attitudes=tuple(item.code for item in standard.attitudes),
            ),
            Assessment(method="測驗", tool="測驗卷", criteria=()),
        ),
        evidence=("作業單",),
    )


def _allocations(uses: list[KsaUse], seen: set[str]) -> tuple[Allocation, ...]:
    allocated: dict[str, Allocation] = {}
    for use in uses:
        if use.code not in allocated:
            role = Role.REINFORCE if use.code in seen else Role.INTRODUCE
            allocated[use.code] = Allocation(
                code=use.code,
                text=use.text,
                role=role,
                basis=Basis.PRINTED,
                confidence=1.0,
                band=Band.HIGH,
                reason=use.text,
            )
            seen.add(use.code)
    return tuple(allocated.values())
