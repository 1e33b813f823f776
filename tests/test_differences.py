"""What changed between two versions of a standard."""

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import standards
from version_pairs import standard_of

from curriculum.comparing.differences import Change, ChangeKind, Differences, differences
from curriculum.comparing.likeness import FOLLOWED, REWORDED, grams, likeness
from curriculum.composing.difference_page import difference_page
from curriculum.labels import LANGUAGES, load_labels
from curriculum.reading.opening import open_standard
from curriculum.standard import Block, Duty, PerformanceCriterion, Standard, Task
from curriculum.text import CONTROL
from curriculum.views.differences import difference_lines, differences_data
from curriculum.views.word_changes import word_changes

VERSIONS = Path(__file__).with_name("versions")
CASES = sorted(path.stem for path in VERSIONS.glob("*-*.yaml"))


def loaded(name: str) -> dict[str, Any]:
    """A file of made-up pairs."""
    data: dict[str, Any] = yaml.safe_load((VERSIONS / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def line(change: Change) -> str:
    """A change in short: `renumbered T1.1 -> T1.2`."""
    codes = [" ".join(item.code for item in side) for side in (change.old, change.new) if side]
    kinds = "+".join(kind.value for kind in change.kinds)
    return f"{kinds} {' -> '.join(dict.fromkeys(codes))}"


PRINTED = Path(__file__).with_name("carriers")


def test_two_printed_versions_differ_as_a_careful_reader_says() -> None:
    """Protects against codes that were given anew: written by hand before the comparison was."""
    old, new = (
        open_standard(PRINTED / f"a-standard-and-its-next-version-v{n}" / "source.txt", f"v{n}.txt")
        for n in (1, 2)
    )
    path = PRINTED / "a-standard-and-its-next-version-v2" / "differences.yaml"
    expected = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = differences(old, new)
    assert sorted((each["kind"], each["old"], each["new"]) for each in expected["items"]) == sorted(
        (change.kind.value, [it.code for it in change.old], [it.code for it in change.new])
        for change in found.changes
    )
    assert expected["fields"].keys() == {field.name for field in found.fields}
    assert [(each["task"], each["old"], each["new"]) for each in expected["levels"]] == [
        (level.new_code, level.old, level.new) for level in found.levels
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_careful_reader_finds_the_same(name: str) -> None:
    """Protects the matching: what somebody wrote down from two small versions by hand."""
    case = loaded(name)
    old, new = standard_of(case["old"]), standard_of(case["new"])
    found = differences(old, new)
    assert case["changes"] == [line(change) for change in found.changes]
    for change in found.changes:
        is_equal = len({"".join(item.text.split()) for item in (*change.old, *change.new)}) == 1
        assert is_equal == (change.confidence == 1)


def test_the_thresholds_are_as_good_as_they_say() -> None:
    """Protects the two numbers: they were measured on these pairs."""
    pairs = yaml.safe_load((VERSIONS / "pairs.yaml").read_text(encoding="utf-8"))
    like = {
        name: [likeness(grams(one), grams(other)) for one, other in pairs[name]] for name in pairs
    }
    assert (30, 30) == (len(like["reworded"]), len(like["different"]))
    assert 28 == sum(share >= REWORDED for share in like["reworded"])
    assert 4 == sum(share >= REWORDED for share in like["different"])
    assert 3 == sum(share >= FOLLOWED for share in like["different"])


def test_levels_and_facts_are_compared() -> None:
    """Protects what is no item: a level of a task that also changed its code, the description."""
    old = standard_of({"T1": "接單", "T1.1": "確認需求", "P1.1.1": "詢問用途。"})
    new = standard_of({"T1": "接單", "T1.2": "確認需求", "P1.2.1": "詢問用途。"}, "FLO1234-001v2")
    duty = new.duties[0]
    block = dataclasses.replace(duty.blocks[0], level=4)
    duty = dataclasses.replace(duty, blocks=(block,))
    new = dataclasses.replace(new, level=4, description="接單。", duties=(duty,))
    found = differences(old, new)
    level = found.levels[0]
    assert ("T1.1", "T1.2", 3, 4) == (level.old_code, level.new_code, level.old, level.new)
    expected = [("code", 1, 1), ("level", 0, 1), ("description", 0, 1)]
    assert expected == [(each.name, len(each.old), len(each.new)) for each in found.fields]


@settings(max_examples=60, deadline=None)
@given(standards())
def test_nothing_differs_from_itself(standard: Standard) -> None:
    """Protects from made-up differences, whatever a standard holds."""
    assert not differences(standard, standard)


@settings(max_examples=60, deadline=None)
@given(standards(), standards())
def test_the_other_way_round_everything_is_the_other_way_round(
    one: Standard, other: Standard
) -> None:
    """Protects from an order of the versions that matters, in hostile standards too."""
    there, back = differences(one, other), differences(other, one)
    for kind, mirrored in (
        (ChangeKind.ADDED, ChangeKind.REMOVED),
        (ChangeKind.SPLIT, ChangeKind.MERGED),
        (ChangeKind.REWORDED, ChangeKind.REWORDED),
    ):
        assert told(there, kind) == sorted((new, old) for old, new in told(back, mirrored))
    data = differences_data(there)
    assert len(data["items"]) == len(there.changes)
    for language in LANGUAGES:
        for shown in difference_lines(there, load_labels(language)):
            assert not CONTROL.search(shown)


def told(found: Differences, kind: ChangeKind) -> list[tuple[list[str], list[str]]]:
    """The texts of all changes of a kind."""
    return sorted(
        (sorted(item.text for item in change.old), sorted(item.text for item in change.new))
        for change in found.changes
        if kind in change.kinds
    )


EDITS = ("code", "text", "drop", "add", "swap")
WORDS = (
    "花材",
    "顧客",
    "訂單",
    "包裝",
    "送達",
    "估價",
    "主管",
    "報表",
    "庫存",
    "清潔",
    "折扣",
    "卡片",
)
VERBS = (
    "確認",
    "記錄",
    "檢查",
    "說明",
    "擬定",
    "修剪",
    "回報",
    "整理",
    "比較",
    "更換",
    "通知",
    "盤點",
)
TAILS = (
    "的數量",
    "並簽名",
    "後歸檔",
    "於當日",
    "與期限",
    "三次",
    "的位置",
    "前兩天",
    "給下一班",
    "清單",
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Standard, Standard, list[str]]:
    """A standard, the same after some edits, and what was done to it."""
    texts = [
        f"{verb}{word}{tail}。"
        for verb, word, tail in zip(VERBS, WORDS, [*TAILS, "第一份", "第二份"], strict=True)
    ]
    old = {"T1": "接單", "T1.1": "做事"} | {
        f"P1.1.{n}": text for n, text in enumerate(texts, start=1)
    }
    new, done = dict(old), list[str]()
    codes = [code for code in old if code.startswith("P")]
    chosen = draw(st.permutations(codes))
    for code, edit in zip(chosen, draw(st.lists(st.sampled_from(EDITS), max_size=4)), strict=False):
        if edit == "code":
            new = {f"{one}9" if one == code else one: text for one, text in new.items()}
            done.append(f"renumbered {code} -> {code}9")
        elif edit == "text":
            new[code] = f"務必{new[code]}"
            done.append(f"reworded {code}")
        elif edit == "drop":
            del new[code]
            done.append(f"removed {code}")
        elif edit == "add":
            new[f"P1.1.{code[5:]}0{len(new)}"] = f"第{len(new)}號新添乙則{code}"
            done.append(f"added P1.1.{code[5:]}0{len(new) - 1}")
        else:
            other = chosen[-1 - len(done)]
            new[code], new[other] = new[other], new[code]
            done += [f"renumbered {code} -> {other}", f"renumbered {other} -> {code}"]
    return standard_of(old), standard_of(new), done


@settings(max_examples=80, deadline=None)
@given(edited())
def test_every_edit_is_found(case: tuple[Standard, Standard, list[str]]) -> None:
    """Protects from changes that nobody is told of, and from changes that nobody made."""
    old, new, done = case
    assert sorted(done) == sorted(line(change) for change in differences(old, new).changes)


def test_large_standards_are_compared_by_an_index() -> None:
    """Protects from a comparison of everything with everything: 4,000 items, all reworded."""
    numbers = random.Random(4)  # noqa: S311 - the same texts every time
    characters = [chr(0x4E00 + n) for n in range(3000)]
    texts = ["".join(numbers.sample(characters, 12)) for _ in range(4000)]

    def made(ending: str, first: int) -> Standard:
        criteria = tuple(
            PerformanceCriterion(code=f"P1.1.{n}", text=f"{text}{ending}")
            for n, text in enumerate(texts, start=first)
        )
        block = Block(tasks=("T1.1",), level=3, criteria=criteria)
        duty = Duty(code="T1", text="甲", tasks=(Task(code="T1.1", text="乙"),), blocks=(block,))
        return Standard(code="", name="丙", name_kind="occupation", duties=(duty,))

    found = differences(made("一", 1), made("二", 5))
    assert [ChangeKind.REWORDED] * 4000 == [change.kind for change in found.changes]
    assert all(change.old[0].text[:-1] == change.new[0].text[:-1] for change in found.changes)


@given(st.text(max_size=40), st.text(max_size=40))
def test_marked_texts_are_the_texts(old: str, new: str) -> None:
    """Protects printed words from getting lost between the marks."""
    before, after = word_changes(old, new)
    assert old == "".join(piece.text for piece in before)
    assert new == "".join(piece.text for piece in after)
    same = [piece.text for piece in before if not piece.is_changed]
    assert same == [piece.text for piece in after if not piece.is_changed]


def test_the_page_is_whole_and_harmless() -> None:
    """Protects a page that is opened from a disk: no network, and printed words stay words."""
    old = standard_of({"T1": "接單", "T1.1": "做事", "P1.1.1": "確認<b>花材</b>與數量。"})
    new = standard_of({"T1": "接單", "T1.1": "做事", "P1.1.1": "確認<script>花材</b>、數量。"})
    page = difference_page(differences(old, new), load_labels())
    assert page == difference_page(differences(old, new), load_labels())
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.find_all(["script", "link", "img", "b"])
    assert "://" not in page
    shown = [each.text for each in soup.select(".change p")]
    assert ["舊：確認<b>花材</b>與數量。", "新：確認<script>花材</b>、數量。"] == shown
    assert [each.text for each in soup.find_all("ins")] == ["script", "、"]
