"""Hypothesis strategies that several tests share: any standard, and hostile text."""

import dataclasses
from typing import TypeVar

from hypothesis import strategies as st

from curriculum.problems import Place
from curriculum.standard import (
    Attitude,
    Block,
    Category,
    Duty,
    Framework,
    KsaUse,
    Notes,
    PerformanceCriterion,
    Remark,
    Repair,
    RepairKind,
    Requirement,
    Standard,
    Task,
    Version,
    WorkOutput,
)

Item = TypeVar("Item")

NASTY_TEXTS = (
    "", " ", "yes", "NO", "null", "~", "y", "0", "08", "1e3", "0o17", "1_000", "12:30:45", ".5",
    "2016-12-31", "2019/12/31", "- x", "-", "--- x", "...", "#x", "a #b", "a: b", "a:", ": ", "? x",
    "[K01, K02]", "{a: b}", "a, b", "&a", "*a", "!tag", "|", ">", "'", '"', "\\", "%TAG", "@", "`",
    "<<", "=", "P1.1.1：確認", "O.2.1.1 報告", "04.2.1表單", "A4 紙本", " 前後有空白 ", "\t", "\0",
    "第一行\n第二行", "第一行\n\n  第二行\n", "\r\n", "\x85", "\u2028", "\ufeff", "\u200b", "\xa0",
    "\U0001f469\u200d\U0001f3eb", "<script>alert(1)</script>", "{{ 7 * 7 }}", "{% raw %}",
    "| a | b |", "*粗體* _斜體_ `碼`", "[連結](javascript:alert(1))", "../../x", "C:\\x",
    "字" * 1500, "x" * 3000,
)  # fmt: skip
"""Texts that mean something else to YAML, HTML, Markdown, Jinja or a file system."""


def texts() -> st.SearchStrategy[str]:
    """Any text but lone surrogates, which no file can hold."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    return st.sampled_from(NASTY_TEXTS) | anything


def codes(letter: str) -> st.SearchStrategy[str]:
    """Codes of one kind: mostly of the usual shape, so that they repeat."""
    usual = st.integers(1, 12).map(lambda number: f"{letter}{number:02}")
    return st.one_of(usual, usual, usual, texts())


def places() -> st.SearchStrategy[Place]:
    """Places in a published text."""
    return st.builds(
        Place,
        path=st.sampled_from(["", "standard.txt"]),
        line=st.integers(0, 99),
        column=st.integers(0, 9),
    )


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """A duty whose blocks cover some, all or none of its tasks."""
    tasks = draw(st.lists(st.builds(Task, code=codes("T"), text=texts()), max_size=3))
    known = [task.code for task in tasks]
    blocks = st.builds(
        Block,
        tasks=tuples(st.sampled_from(known)) if known else st.just(()),
        level=st.none() | st.integers(1, 6),
        outputs=tuples(st.builds(WorkOutput, code=codes("O"), text=texts())),
        criteria=tuples(st.builds(PerformanceCriterion, code=codes("P"), text=texts())),
        knowledge=tuples(st.builds(KsaUse, code=codes("K"), text=texts())),
        skills=tuples(st.builds(KsaUse, code=codes("S"), text=texts())),
    )
    return Duty(
        code=draw(codes("T")), text=draw(texts()), tasks=tuple(tasks), blocks=draw(tuples(blocks))
    )


def tuples(items: st.SearchStrategy[Item]) -> st.SearchStrategy[tuple[Item, ...]]:
    """A few items."""
    return st.lists(items, max_size=3).map(tuple)


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """Any standard without dangling codes: K and S codes with several texts, repeated, without."""
    standard = Standard(
        code=draw(texts()),
        name=draw(texts()),
        name_kind=draw(st.sampled_from(["occupation", "job_category"])),
        title=draw(texts()),
        language=draw(st.sampled_from(["zh-TW", "en"]) | texts()),
        level=draw(st.none() | st.integers(1, 6)),
        description=draw(texts()),
        job_categories=draw(tuples(_categories())),
        occupations=draw(tuples(_categories())),
        industries=draw(tuples(_categories())),
        versions=draw(tuples(_versions())),
        duties=draw(tuples(duties())),
        attitudes=draw(
            tuples(st.builds(Attitude, code=codes("A"), name=texts(), text=texts()))
        ),
        notes=Notes(
            requirements=draw(tuples(st.builds(Requirement, text=texts()))),
            remarks=draw(tuples(st.builds(Remark, mark=texts(), text=texts()))),
        ),
    )  # fmt: skip
    return dataclasses.replace(
        standard,
        repairs=draw(tuples(_repairs(standard))),
        framework=draw(st.none() | _frameworks()),
    )


def _frameworks() -> st.SearchStrategy[Framework]:
    """A framework with ids for a few codes."""
    ids = st.dictionaries(codes("T"), texts(), max_size=3)
    return st.builds(Framework, name=texts(), ids=ids.map(lambda each: (*each.items(),)))


def _categories() -> st.SearchStrategy[Category]:
    return st.builds(Category, name=texts(), code=texts())


def _versions() -> st.SearchStrategy[Version]:
    return st.builds(
        Version, version=texts(), code=texts(), name=texts(), status=texts(), remark=texts(),
        date=texts(),
    )  # fmt: skip


def _repairs(standard: Standard) -> st.SearchStrategy[Repair]:
    """Repairs about items that the standard has."""
    known = [item.code for part in (standard.tasks, standard.criteria) for item in part]
    return st.builds(
        Repair,
        kind=st.sampled_from(RepairKind),
        items=tuples(st.sampled_from([standard.code, *known])),
        printed=texts(),
        read_as=texts(),
        place=places(),
    )
