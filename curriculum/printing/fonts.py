"""The fonts to print with: what is installed decides, the first family of a list that is there."""

import functools
from collections.abc import Collection

import typst

from curriculum.errors import CurriculumError

CHINESE = (
    # Windows, macOS, Linux: what each brings along, or its usual package.
    "Microsoft JhengHei",
    "PingFang TC",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Noto Sans HK",
    "Noto Sans CJK HK",
    "Heiti TC",
    "Hiragino Sans CNS",
    "LiHei Pro",
    "GenYoGothic TW",
    "jf-openhuninn-2.1",
    # Rather a serif or a brush face in the forms of Taiwan than another country's characters.
    "Noto Serif CJK TC",
    "Noto Serif TC",
    "Source Han Serif TC",
    "PMingLiU",
    "MingLiU",
    "Songti TC",
    "LiSong Pro",
    "TW-Kai",
    "TW-Sung",
    "DFKai-SB",
    "BiauKaiTC",
    "BiauKai",
    "AR PL UMing TW",
    "AR PL UKai TW",
)
"""Families with the characters as they are written in Taiwan, the best to read first."""


@functools.cache
def installed() -> typst.Fonts:
    """The fonts of this computer, looked for once."""
    return typst.Fonts()


def chinese_family(families: Collection[str]) -> str:
    """The family to print Chinese with.

    Args:
        families: The families that there are, as Typst names them.

    Raises:
        CurriculumError: `no-chinese-font`: none of `CHINESE` is there.
    """
    known = {family.casefold(): family for family in families}
    for family in CHINESE:
        if found := known.get(family.casefold()):
            return found
    raise CurriculumError("no-chinese-font")
