"""Texts made to keep the machine busy are read or refused within a moment, and say where."""

import os
from pathlib import Path

import pytest

from curriculum.commands import check
from curriculum.errors import SourceError
from curriculum.labels import load_labels
from curriculum.reading import limits
from curriculum.reading.carriers.choosing import standard_in
from curriculum.reading.opening import open_standard

HEAD = "甲職能基準\n主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t知識\t技能\n"
ROW = "T1甲\tT1.1乙\tO1.1.1產出\tP1.1.1確認丙\t4\tK01丁\tS01戊\n"
CELL = HEAD + "T1甲\tT1.1乙\t\tP1.1.1確認"
SPACED = HEAD.replace("\t", "    ")
LONGEST = 2.0
"""Seconds of CPU that a small file may take."""


def counted(form: str, count: int) -> str:
    """A form filled with so many numbers."""
    return "".join(form.format(number) for number in range(1, count + 1))


REFUSED = {
    "too-many-columns": [HEAD + ROW + "\t" * 100_000, SPACED + "T1甲    " + "字  " * 90_000],
    "too-many-rows": [
        CELL + "\n字" * 100_000,
        HEAD + ROW + counted("雜{}\n", 50_000),
        HEAD + '"a\n' * 100_000,
        SPACED + counted("T{}甲   T1.1乙   P1.1.1丙\n", 9_000),
    ],
    "cell-too-long": [CELL + "字" * 300_000, CELL + "<p " * 200_000, CELL + "1." * 300_000],
    "too-many-characters": [HEAD + ROW * 1_000 + ("字" * 9_000 + "\n") * 12],
    "too-many-items": [
        CELL + counted(" P1.{}做", 2_050),
        HEAD + counted("T{0}甲\tT{0}.1乙\n", 1_500),
        HEAD + ROW + "職能內涵（A=attitude 態度）\n" + counted("A{0:02}態\n", 2_500),
    ],
}  # fmt: skip
READ = {
    "mentions": CELL + counted("依P1.1.{}做", 1_900),
    "clauses": CELL + "依，" * 9_900,
    "verbs": CELL + "分析並撰寫" * 3_900,
    "marks": CELL + "【註" * 9_900,
    "unread lines": HEAD + ROW + counted("雜{}\n", 2_900),
    "the same text": HEAD + ROW + counted("\tT1.{0}乙\t\tP1.{0}.1丙\t4\tK{0:02}丁\t\n", 500),
    "tabs before a key": HEAD + ROW + "\t" * 90 + "\n" + (" " * 9_000 + "\n") * 40,
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in REFUSED.items() for text in texts]
)
def test_what_is_larger_than_any_standard_is_refused_where_it_becomes_so(
    name: str, text: str
) -> None:
    """Protects the machine, and the trainer who has to find what is wrong with the file."""
    before = os.times()
    with pytest.raises(SourceError) as caught:
        standard_in(text.encode(), "x.txt", "x.txt")
    after = os.times()
    assert (name, True) == (caught.value.name, caught.value.place.line > 0)
    assert load_labels().error_message(caught.value)
    assert sum(after[:4]) - sum(before[:4]) < LONGEST


@pytest.mark.parametrize("name", READ)
def test_what_just_fits_is_checked_within_a_moment(name: str, tmp_path: Path) -> None:
    """Protects from work that grows with the square of a text's length."""
    file = tmp_path / "x.txt"
    file.write_text(READ[name], encoding="utf-8", newline="\n")
    before = os.times()
    assert open_standard(file, "x.txt").criteria
    check(str(file), "text", load_labels(), strict=False)
    after = os.times()
    assert sum(after[:4]) - sum(before[:4]) < LONGEST


def test_a_real_standard_is_far_below_every_limit() -> None:
    """Protects trainers with a long standard: ten times the bundled one is still read."""
    text = (Path(__file__).parents[1] / "standard" / "BAS2421-003v2.txt").read_text("utf-8")
    assert len(text) * 10 < limits.MOST_CHARACTERS
    assert len(open_text(text * 10)) == 40


def open_text(text: str) -> tuple[object, ...]:
    """The duties of a text."""
    return standard_in(text.encode(), "x.txt", "x.txt").duties
