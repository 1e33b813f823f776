"""Taking apart an objective that a trainer wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.wording import objective_sentence

SENTENCES = {
    "學員能列舉三種食材，正確率達80%。": ("", "列舉三種食材", "正確率達80%"),
    "學員在不參考資料的情況下，能說明保存方法，測驗達60分。": (
        "在不參考資料的情況下",
        "說明保存方法",
        "測驗達60分",
    ),
    "提供空白表單，學員能填寫紀錄，並通報主管。": ("提供空白表單", "填寫紀錄，並通報主管", ""),
    "能分析顧客需求。": ("", "分析顧客需求", ""),
    "分析顧客需求": ("", "分析顧客需求", ""),
    "參訓學員能夠依標準作業程序操作設備，於10分鐘內完成且無誤": (
        "",
        "依標準作業程序操作設備",
        "於10分鐘內完成且無誤",
    ),
    "學員具備客戶服務的能力。": ("", "具備客戶服務的能力", ""),
    "學員應了解設備的功能與性能。": ("", "了解設備的功能與性能", ""),
    "學員會操作收銀機。": ("", "操作收銀機", ""),
    "協助學員記錄職能落差。": ("", "協助學員記錄職能落差", ""),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_the_parts_of_an_objective_are_found(text: str) -> None:
    """Audience and 能 are left out, a condition may stand on either side of the learner."""
    found = objective_sentence(text)
    assert SENTENCES[text] == (found.condition, found.behaviour, found.degree)


def test_a_known_degree_is_cut_off_whatever_it_says() -> None:
    """What a trainer wrote under `degree:` needs no number to be one."""
    found = objective_sentence("學員能沖煮咖啡，風味平衡。", "風味平衡")
    assert ("沖煮咖啡", "風味平衡", True) == (found.behaviour, found.degree, found.is_measured)


def test_a_degree_may_stand_inside_the_behaviour() -> None:
    """列舉三種以上 says how much, and needs nothing behind it."""
    assert objective_sentence("學員能列舉至少三種食材，並說明用途。").is_measured
    assert not objective_sentence("學員能列舉食材，並說明用途。").is_measured


@given(st.text(), st.text())
def test_any_text_can_be_taken_apart(text: str, degree: str) -> None:
    """Trainers type what they like."""
    found = objective_sentence(text, degree)
    assert len(found.behaviour) <= len(text)
