"""Finding the verb of a criterion."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from curriculum.tables import load_tables
from curriculum.wording import PartKind, analyse, is_noun_phrase, tail_verbs, turned_around

CASES = Path(__file__).parent / "wording"
VERBS = load_tables().verbs


def cases() -> list[Any]:
    """Every labelled sentence of every file, named by its file and text."""
    return [
        pytest.param(case, id=case.get("code") or case["text"] or "empty")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_a_sentence_is_understood_as_labelled(case: dict[str, Any]) -> None:
    """Verbs, level, conditions, purposes and flags are those a person labelled."""
    wording = analyse(case["text"], VERBS)
    main = wording.main
    found = {
        "verbs": [action.verb for action in wording.actions],
        "level": main.level if main else None,
        "domain": main.domain.value if main else None,
        "conditions": list(wording.texts(PartKind.CONDITION)),
        "purposes": list(wording.texts(PartKind.PURPOSE)),
        "run_on": wording.is_run_on,
        "vague": wording.is_vague,
        "affective": wording.is_affective,
        "verbless": not wording.has_verb,
    }
    expected = {
        "verbs": case["verbs"],
        "level": case.get("level"),
        "domain": case.get("domain", "cognitive" if case["verbs"] else None),
        "conditions": case.get("conditions", []),
        "purposes": case.get("purposes", []),
        "run_on": case.get("run_on", False),
        "vague": case.get("vague", False),
        "affective": case.get("affective", False),
        "verbless": case.get("verbless", False),
    }
    assert expected == found


def test_a_noun_phrase_is_turned_into_verbs_and_objects() -> None:
    """A criterion without a verb still yields an objective from its verbal nouns."""
    found = {
        text: turned_around(text, VERBS)
        for text in (
            "對新設施資源的使用及專案管理工具的整合。",
            "設備的操作及維護。",
            "作業環境之安全。",
        )
    }
    assert found == {
        "對新設施資源的使用及專案管理工具的整合。": (
            ("使用", "新設施資源"),
            ("整合", "專案管理工具"),
        ),
        "設備的操作及維護。": (("操作", "設備"), ("維護", "設備")),
        "作業環境之安全。": (),
    }


def test_verbal_nouns_at_the_end_of_a_skill_are_found() -> None:
    """S items name their verb last; an objective needs it first."""
    found = {text: tail_verbs(text, VERBS) for text in ("資料庫使用與維護", "風險評估", "團隊精神")}
    assert found == {
        "資料庫使用與維護": ("資料庫", ("使用", "維護")),
        "風險評估": ("風險", ("評估",)),
        "團隊精神": ("團隊精神", ()),
    }


def test_a_sentence_with_an_unknown_verb_is_no_noun_phrase() -> None:
    """No table of verbs is complete: what merely is not in it must not be called verbless."""
    found = {
        text: is_noun_phrase(text, VERBS)
        for text in ("作業環境之安全。", "服務品質", "依組別瀝乾食材。", "每日擦拭檯面與門把。")
    }
    assert found == {
        "作業環境之安全。": True,
        "服務品質": True,
        "依組別瀝乾食材。": False,
        "每日擦拭檯面與門把。": False,
    }
