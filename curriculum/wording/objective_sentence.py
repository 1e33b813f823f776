"""A learning objective that somebody wrote: its condition, behaviour and degree.

學員在不參考資料的情況下，能列舉三種食材，正確率達80%。 is cut after 能; what comes before is the
condition, and clauses at the end that measure are the degree. A degree may also stand inside the
behaviour (三種以上).
"""

import dataclasses
import re

from curriculum.wording.phrases import bare

_LEARNER = re.compile("(?:^|(?<=，))(?:參訓學員|受訓學員|參訓者|受訓者|學習者|學員|學生)")
"""The learner as the one who does it, and not as the one it is done to (協助學員)."""
_NOT_ABLE = "功技職性機智才本效潛產動電量熱可萬只權體知"
"""Characters before which 能 is part of a noun: 功能, 技能, 職能."""
_ABLE = re.compile(f"(?<![{_NOT_ABLE}])能(?!力|量|源|見|耗)夠?")
_MAY = re.compile("^(?:須能|應能|將可|可以|應該|應|須|會|可)")
_NUMBER = "[0-9０-９一二兩三四五六七八九十百]"
_MEASURE = re.compile(
    f"{_NUMBER}+ ?(?:%|％|分|秒|小時|天|日|次|項|個|種|件|例|步|成|份|位|人|題|篇|頁|組|張|道|公)"
    "|百分之|以上|以內|之內|以下|內完成|至少|不超過|不低於|不少於|每一|全部|所有必要"
    "|正確率|正確無誤|無誤|零失誤|誤差|合格|及格|通過|達標|達到|達成率|符合|滿分|無遺漏"
)
"""What says how well or how much."""


@dataclasses.dataclass(frozen=True, slots=True)
class ObjectiveSentence:
    """The parts of an objective; those that it does not have are empty."""

    condition: str
    behaviour: str
    degree: str

    @property
    def is_measured(self) -> bool:
        """Whether it says how well, be it inside the behaviour."""
        return bool(self.degree or _MEASURE.search(self.behaviour))


def objective_sentence(text: str, degree: str = "") -> ObjectiveSentence:
    """The parts of an objective.

    Args:
        text: The sentence.
        degree: Its degree, where that is known and stands in the sentence.
    """
    plain = bare(text)
    known = bare(degree)
    if known and plain.endswith(known):
        plain = plain.removesuffix(known).rstrip("，；")
    else:
        known = ""
    condition, behaviour = _halves(plain)
    clauses = behaviour.split("，")
    end = len(clauses)
    while end > 1 and _MEASURE.search(clauses[end - 1]):
        end -= 1
    measured = [*clauses[end:], *([known] if known else [])]
    return ObjectiveSentence(condition, "，".join(clauses[:end]), "，".join(measured))


def _halves(text: str) -> tuple[str, str]:
    """What stands before 能, without the learner, and what stands after it."""
    learner = _LEARNER.search(text)
    begins = learner.end() if learner else 0
    before = text[: learner.start()] if learner else ""
    able = _ABLE.search(text, begins)
    if able and (learner or not able.start() or "，" in text[: able.start()]):
        condition = before + text[begins : able.start()]
        return condition.strip("，"), text[able.end() :].strip("，")
    return before.strip("，"), _MAY.sub("", text[begins:].strip("，"))
