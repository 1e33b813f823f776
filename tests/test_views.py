"""What the documents say, before anything lays them out."""

import dataclasses
from pathlib import Path

import pytest
from made_up_course import course_from, made_up_problem, made_up_standard, with_made_up_words

from curriculum import resources
from curriculum.composing.documents import all_documents
from curriculum.labels import load_labels
from curriculum.problems import NOWHERE, Problem
from curriculum.standard import (
    Block,
    Duty,
    PerformanceCriterion,
    Repair,
    RepairKind,
    Standard,
    Task,
)
from curriculum.views import pages, printed
from curriculum.views.checklists import observation_sheet
from curriculum.views.data import course_data, problems_data, standard_data
from curriculum.views.items import items_of
from curriculum.views.lesson import lesson_plan
from curriculum.views.parts import (
    Document,
    Link,
    Missing,
    Section,
    Table,
    count_missing,
    missing_in,
    spans_of,
)
from curriculum.views.terminal import standard_lines

COURSE = course_from(made_up_standard())
LABELS = with_made_up_words(load_labels())


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """All documents of the made-up course by their page."""
    return {document.page: document for document in all_documents(COURSE, [], LABELS)}


def text_of(sections: tuple[Section, ...]) -> str:
    """All words of sections, span by span."""
    return "".join(
        span if isinstance(span, str) else getattr(span, "text", "") for span in spans_of(sections)
    )


def test_every_link_leads_to_a_document(documents: dict[str, Document]) -> None:
    """A link names a page that exists, and a section that this page has."""
    for document in documents.values():
        links = [span for span in spans_of(document.sections) if isinstance(span, Link)]
        for link in links:
            assert link.page in documents, document.page
            if link.anchor:
                assert link.anchor in ids_of(documents[link.page].sections)


def ids_of(sections: tuple[Section, ...]) -> list[str]:
    """Ids of sections, those below included."""
    return [name for each in sections for name in (each.id, *ids_of(each.sections))]


def test_section_ids_are_unique_in_a_document(documents: dict[str, Document]) -> None:
    """Each section is an anchor and a template's block."""
    for document in documents.values():
        ids = ids_of(document.sections)
        assert sorted(set(ids)) == sorted(ids), document.page


def test_every_row_fits_its_table(documents: dict[str, Document]) -> None:
    """Rows have one cell for each column that no cell above covers."""
    for document in documents.values():
        for section in document.sections:
            for table in (part for part in section.parts if isinstance(part, Table)):
                covered = [0] * len(table.columns)
                for row in table.rows:
                    free = [number for number, rows in enumerate(covered) if not rows]
                    assert len(free) == len(row), (document.page, section.id)
                    covered = [max(0, rows - 1) for rows in covered]
                    for number, cell in zip(free, row, strict=True):
                        covered[number] = cell.rows - 1
                assert not any(covered)


def test_home_counts_every_missing_thing(documents: dict[str, Document]) -> None:
    """The number on the home page is the number of marks on all pages, its own included."""
    count = sum(count_missing(document.sections) for document in documents.values())
    marks = [
        span
        for document in documents.values()
        for span in spans_of(document.sections)
        if isinstance(span, Missing)
    ]
    assert len(marks) == count > 0
    assert LABELS.fill("home.missing_count", count=count) in text_of(
        (documents[pages.HOME].section("to-do"),)
    )


def test_lesson_plan_runs_through_the_minutes_of_its_module() -> None:
    """Activities follow each other without a gap and end with the module."""
    plan = lesson_plan(COURSE, COURSE.modules[0], LABELS)
    table, _ = plan.section("activities").parts
    assert isinstance(table, Table)
    times = [row[0].lines[0][0] for row in table.rows]
    assert ["0–60", "60–150", LABELS["parts.total"]] == times


@pytest.mark.parametrize("kind", ["syllabus", "lesson-plan", "self-check", "observation-sheet"])
def test_module_documents_hold_the_printed_words(documents: dict[str, Document], kind: str) -> None:
    """Each document of a module has the criteria, K and S of that module word for word."""
    for module in COURSE.modules:
        text = text_of(documents[pages.module_page(module, kind)].sections)
        for criterion in module.criteria:
            assert criterion.code in text
            assert criterion.text in text
        for item in (*module.knowledge, *module.skills):
            assert item.code in text
            assert item.text in text


def test_footnote_links_lead_both_ways(documents: dict[str, Document]) -> None:
    """The mark leads to the note, and the note back to everything that has the mark."""
    there = [span for span in spans_of(documents["item/K/K02"].sections) if isinstance(span, Link)]
    assert Link("【註1】", pages.NOTES, "note-1") in there
    back = [span for span in spans_of(documents[pages.NOTES].sections) if isinstance(span, Link)]
    assert [Link("K02", "item/K/K02"), Link("P1.2.1", pages.STANDARD)] == back


def test_a_mark_without_a_note_stays_text() -> None:
    """A dangling footnote mark is shown as printed and leads nowhere."""
    assert ("法規【註9】",) == pages.footnoted("法規【註9】", made_up_standard())


def test_every_item_has_one_page_with_all_its_texts() -> None:
    """A code printed with two texts has one page that shows both."""
    items = {shown.code: shown for shown in items_of(made_up_standard())}
    assert ["K01", "K02", "K03", "S01", "A01", "A02"] == list(items)
    assert ("花材知識", "花材的知識") == items["K01"].texts
    assert ("K03",) == items["K02"].same_as


def test_what_is_not_printed_is_not_claimed() -> None:
    """Without a version history, version, date and status are said to be absent."""
    identity = pages.identity(Standard(code="", name="x", name_kind="occupation"), LABELS)
    values = [fact.text for fact in identity.facts]
    unprinted = LABELS["identity.unprinted"]
    assert [unprinted, "x", unprinted, unprinted, unprinted] == values


def test_standard_data_is_the_promised_json() -> None:
    """`show --format json`: the keys that programs rely on, and nothing of a duty lost."""
    repair = Repair(
        kind=RepairKind.CUT_TEXT, items=("K01",), printed="a", read_as="b", place=NOWHERE
    )
    standard = made_up_standard()
    object.__setattr__(standard, "repairs", (repair,))
    data = standard_data(standard)
    first, second = data["duties"]
    task = {
        "code": "T1.2",
        "text": "包裝",
        "level": 3,
        "outputs": [],
        "criteria": [{"code": "P1.2.1", "text": "依訂單包裝花束【註1】。"}],
        "knowledge": ["K01", "K02"],
        "skills": ["S01"],
    }
    block = {
        "tasks": [],
        "level": None,
        "outputs": [],
        "criteria": ["P2.1"],
        "knowledge": ["K01", "K03"],
        "skills": [],
        "texts": [{"code": "K01", "text": "花材的知識"}],
        "place": "",
    }
    k01 = {"code": "K01", "text": "花材知識", "texts": ["花材知識", "花材的知識"], "same_as": []}
    mended = {"kind": "cut-text", "items": ["K01"], "printed": "a", "read_as": "b", "place": ""}
    assert task == first["tasks"][1]
    assert [] == second["tasks"]
    assert [block] == second["blocks"]
    assert [{"code": "P2.1", "text": "準時送達。"}] == second["criteria"]
    assert k01 == data["knowledge"][0]
    assert [mended] == data["repairs"]
    assert {"job_category", "occupation", "industry"} == set(data["categories"])


def test_course_data_is_the_promised_json() -> None:
    """`plan --format json`: codes instead of items, plain values instead of kinds."""
    data = course_data(COURSE)
    module = data["modules"][0]
    allocation = {
        "code": "K01",
        "text": "花材知識",
        "role": "introduce",
        "basis": "printed",
        "confidence": 1.0,
        "band": "high",
        "reason": "花材知識",
    }
    assert ["M1.1", "M1.2", "M2"] == [each["id"] for each in data["modules"]]
    assert (["P1.1.1"], ["O1.1.1"]) == (module["criteria"], module["outputs"])
    assert allocation == module["knowledge"][0]
    assert ([], []) == (data["suspect"], data["parked"])


def test_problems_data_is_the_promised_json() -> None:
    """`check --format json`: place in parts, words filled in."""
    (data,) = problems_data([made_up_problem("x")], LABELS)
    expected = {
        "code": "CUR999",
        "name": "made-up",
        "severity": "warning",
        "message": "x K01x",
        "path": "xstandard.txt",
        "page": 0,
        "table": 0,
        "line": 3,
        "column": 0,
        "items": ["K01x"],
        "hint": "x",
        "accepted": None,
    }
    assert expected == data


def test_acknowledged_problems_are_listed_but_not_counted() -> None:
    """Home counts what is open; the findings say who settled what."""
    problem = made_up_problem()
    settled = Problem(
        code=problem.code,
        name=problem.name,
        severity=problem.severity,
        details=problem.details,
        accepted="沒問題",
    )
    documents = {each.page: each for each in all_documents(COURSE, [settled], LABELS)}
    to_do = text_of((documents[pages.HOME].section("to-do"),))
    assert LABELS.fill("home.findings_count", count=0) in to_do
    assert "沒問題" in text_of(documents[pages.FINDINGS].sections)


def test_a_task_without_a_block_and_a_block_without_a_task_are_shown() -> None:
    """Protects what is printed beside the usual layout, on the page and on the terminal."""
    duty = Duty(
        code="T1",
        text="接單",
        tasks=(Task(code="T1.1", text="孤單的任務"),),
        blocks=(
            Block(
                tasks=(),
                level=2,
                criteria=(PerformanceCriterion(code="P1.9", text="說明遊離的指標。"),),
            ),
        ),
    )
    standard = Standard(code="X", name="店員", name_kind="occupation", duties=(duty,))
    page = printed.standard(course_from(standard), [], LABELS)
    for words in (text_of(page.sections), "".join(standard_lines(standard, LABELS))):
        assert "孤單的任務" in words
        assert "說明遊離的指標。" in words


def test_visible_words_come_from_labels() -> None:
    """Outside its comments no template has a word of its own."""
    for path in sorted(Path(resources.folder("templates")).glob("*.jinja")):
        source = path.read_text(encoding="utf-8")
        bare = "".join(piece.split("#}", 1)[-1] for piece in source.split("{#"))
        assert bare.isascii(), path.name
        assert source.startswith("{#"), path.name


def test_evidence_is_what_the_assessor_looks_at() -> None:
    """The work output and what is observed; tests and assignments have sheets of their own."""
    sheet = observation_sheet(COURSE, COURSE.modules[0], LABELS)
    (table,) = sheet.section("criteria").parts
    assert isinstance(table, Table)
    seen = LABELS.term("observation-sheet.seen", "實作評量")
    assert [(("O1.1.1 訂單", "；", seen),)] == [row[2].lines for row in table.rows]


def test_activities_name_objectives_by_their_numbers() -> None:
    """A reader finds them in the table above; a long run of them is a range."""
    module = COURSE.modules[0]
    goals = tuple(dataclasses.replace(module.objectives[0], id=str(n)) for n in range(5))
    activity = dataclasses.replace(module.activities[0], objectives=("0", "1", "2", "4"))
    module = dataclasses.replace(module, objectives=goals, activities=(activity,))
    table, _ = lesson_plan(COURSE, module, LABELS).section("activities").parts
    assert isinstance(table, Table)
    page = pages.module_page(module, "lesson-plan")
    assert ((Link("目標 1–3、5", page, "objectives"),),) == table.rows[0][-1].lines


def test_what_waits_for_the_trainer_is_asked_for_once(documents: dict[str, Document]) -> None:
    """The course's own affairs on one document, a module's on its preparation list."""
    waiting = {document.kind for document in documents.values() if missing_in(document.sections)}
    assert {"course-syllabus", "preparation"} == waiting
    for document in documents.values():
        found = missing_in(document.sections)
        assert len(set(found)) == len(found), document.page
