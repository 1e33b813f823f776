"""Finding the coded items in a cell: `P1.1.1確認… P1.1.2評估…` -> two entries.

Codes are recognised in every shape that published files show (stray dots, a digit zero for the
letter O, full-width characters) and handed on normalised together with what was printed.
"""

import dataclasses
import enum
import re
from collections.abc import Iterator

from curriculum.text import fold_width, numbers_of


class Family(enum.Enum):
    """Which codes a column can hold.

    A slip (a small letter, a space behind the letter, a hyphen for the dot) counts only where two
    digits or three numbers follow: shorter ones are words of the text (`s3`, `T-1`).
    """

    DUTY = re.compile(r"(?P<letters>[Tt])\s?\.?\s?(?P<numbers>\d+)(?![.\d])")
    TASK = re.compile(
        # A work output or criterion may have lost the tab before it.
        r"(?P<letters>[Tt]|[OP](?=\.?\d+\.\d+\.\d))\s?\.?\s?"
        r"(?P<numbers>\d+\s?[.-]\s?\d+(?:(?<=\d\.\d)\.\d+)?)(?!\d)"
    )
    OUTPUT = re.compile(
        r"(?P<letters>[Oo]|0(?=\d+\.\d+\.\d)|[Pp](?=\s?\.?\s?\d+\.\d))\s?\.?\s?"
        r"(?P<numbers>\d+-\d+-\d+|\d+\s?\.\s?\d+(?:\s?\.\s?\d+)?)(?!\d)"
    )
    CRITERION = re.compile(
        r"(?P<letters>[PpOo])\s?\.?\s?"
        r"(?P<numbers>\d+-\d+-\d+|\d+\s?\.\s?\d+(?:\s?\.\s?\d+)?)(?!\d)"
    )
    KNOWLEDGE_OR_SKILL = re.compile(
        # Other first letters than N and S are rare: with one or three digits they are names of
        # things (`AS400`, `PS5`).
        r"(?P<letters>(?:[NS]?[KS]|[A-Z][KS](?=\.?\d\d(?!\d)))(?=\.?\d)"
        r"|[NSns]?[KSks](?=\s?\.?\d\d))\s?\.?"
        # Two digits are usual; a third one that begins a word (`K013D列印`) is the text's.
        r"(?P<numbers>\d{2}(?=\d[A-Za-z])|\d{1,3})(?!\.?\d(?![A-Za-z]))"
    )
    ATTITUDE = re.compile(
        r"(?P<letters>A(?=\.?\d)|[Aa](?=\s?\.?\d\d))\s?\.?(?P<numbers>\d{1,3})(?!\.?\d)"
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One item of a cell."""

    code: str
    """Normalised; empty for text that stands before any code."""
    printed_code: str
    text: str
    """What follows the code, line breaks and all, without the separator."""
    glued: bool = False
    """Whether nothing stood between it and the item before."""
    whole: str = ""
    """Code and text as printed."""


_SEPARATOR = re.compile(r"\s*(?:[:：、]|[.．–—-](?!\d))?[\s:：]*")
_BETWEEN_ITEMS = "、；;，,"
_NOUN_FAMILIES = (Family.OUTPUT, Family.KNOWLEDGE_OR_SKILL)
_LETTER_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_KNOWN_PREFIXES = ("", "N", "S", "n", "s")
_BEFORE_A_MENTION = re.compile(
    r"(?:[依按如與及至或於從((「『《〈]|依據|根據|依照|按照|[參詳請]見|參[照考閱]|對照|配合)\s?\Z"
)
# K12 is also what schools of twelve years are called.
_AFTER_A_MENTION = re.compile(
    r"\s?(?:[之))」』》〉]|所[述列示得訂定]|(?<=K12)(?:教育|課程|年級|階段))"
)
_ENDS_BEFORE_A_MENTION = re.compile(r"(?:[依按於從]|依據|根據|依照|按照|[參詳請]見)\s+\Z")
"""How no item ends, so that a code behind it is mentioned whatever follows."""
_CLOSES = re.compile(r"\s?[)」』》〉]")
_ONLY_PUNCTUATION = re.compile(r"\s*[。；;，,、.！!？?]+\s*(?:\n|\Z)")
_ENDS_AN_ITEM = re.compile(r"[\s。；;，,、！!？?）)】」』]")


def split(text: str, family: Family) -> list[Entry]:
    """The items of a cell, in printed order; text before the first code has an empty code."""
    starts = list(_starts(fold_width(text), family.value))
    entries: list[Entry] = []
    head = text[: starts[0][0].start()] if starts else text
    if head.strip():
        entries.append(Entry("", "", head, whole=head.strip()))
    ends = [following.start() for following, _ in starts[1:]] + [len(text)] * bool(starts)
    for (match, glued), end in zip(starts, ends, strict=True):
        printed = text[match.start() : match.end()]
        body = text[match.end() : end].rstrip()
        if end < len(text) and family in _NOUN_FAMILIES:
            # Between two names of a list it divides them; behind a sentence it belongs to it.
            body = body.rstrip(_BETWEEN_ITEMS).rstrip()
        gap = _SEPARATOR.match(body)
        entries.append(
            Entry(
                code=normalise(match["letters"], match["numbers"]),
                printed_code=printed,
                text=body[gap.end() if gap else 0 :],
                glued=glued,
                whole=text[match.start() : end].strip(),
            )
        )
    return entries


def normalise(letters: str, numbers: str) -> str:
    """A code in its usual shape: `O` + `.2.1.1` -> `O2.1.1`, `p` + `1-1-2` -> `P1.1.2`."""
    upper = "O" if letters == "0" else letters.upper()
    return upper + re.sub(r"\s", "", numbers).replace("-", ".")


def _starts(folded: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], bool]]:
    """The matches that begin an item, each with whether it is glued to the item before."""
    candidates = [
        match
        for match in pattern.finditer(folded)
        if not match.start() or not _LETTER_OR_DIGIT.match(folded[match.start() - 1])
    ]
    separated = {match[0] for match in candidates if not _is_glued(folded, match)}
    first_in_line = {match[0] for match in candidates if _begins_a_line(folded, match)}
    last: re.Match[str] | None = None
    for match in candidates:
        glued = _is_glued(folded, match)
        if last is not None and _is_name_of_a_thing(folded, last, match):
            continue
        # A code within a sentence may be a mention (「依P1.1.1之結果」). It begins an item only if
        # it carries the numbering on and does not begin an item of this cell elsewhere.
        if glued and (
            match[0] in separated
            or (last is not None and _steps_back(last, match))
            or _is_mention(folded, match)
        ):
            continue
        if not glued and last is not None and not _begins_a_line(folded, match):
            is_no_next = match[0] in first_in_line or match["letters"] != last["letters"]
            if _is_mention_between_spaces(folded, match, is_no_next=is_no_next):
                continue
        last = match
        yield match, glued


def _steps_back(last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a code does not carry the numbering on; K and S may stand in any order."""
    if match["letters"][-1] in "KSks" and len(match["numbers"]) > 1:
        return False
    if match["letters"].upper() != last["letters"].upper():
        return False  # an item of another kind that lost the tab before it
    return numbers_of(match["numbers"]) <= numbers_of(last["numbers"])


def _is_glued(folded: str, match: re.Match[str]) -> bool:
    return bool(match.start()) and not _ENDS_AN_ITEM.match(folded[match.start() - 1])


def before_a_mention(text: str) -> bool:
    """Whether a code that follows the text at once would only be mentioned: 「詳見」."""
    return bool(_BEFORE_A_MENTION.search(text[-4:]))


def _is_mention(folded: str, match: re.Match[str]) -> bool:
    """Whether the words around a glued code speak of it: 「詳見P1.2.1」, 「（P1.2.1）」."""
    return bool(
        _BEFORE_A_MENTION.search(folded, max(0, match.start() - 4), match.start())
        or _AFTER_A_MENTION.match(folded, match.end())
    )


def _begins_a_line(folded: str, match: re.Match[str]) -> bool:
    at = match.start()
    while at and folded[at - 1] in " \t":
        at -= 1
    return not at or folded[at - 1] == "\n"


def _is_mention_between_spaces(folded: str, match: re.Match[str], *, is_no_next: bool) -> bool:
    """Whether a code behind a space is part of the sentence around it.

    Args:
        folded: The whole cell.
        match: The code.
        is_no_next: Whether it is not the next item of its kind, or is printed as such elsewhere.
    """
    begin = max(0, match.start() - 4)
    if _ENDS_BEFORE_A_MENTION.search(folded, begin, match.start()):
        return True
    if _CLOSES.match(folded, match.end()) or _ONLY_PUNCTUATION.match(folded, match.end()):
        return True
    return is_no_next and bool(_BEFORE_A_MENTION.search(folded, begin, match.start()))


def _is_name_of_a_thing(folded: str, last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether what looks like a code is the text of the code before it: `S04 S7儀器操作`."""
    padded = last["numbers"].startswith("0")
    if padded and len(match["numbers"]) < len(last["numbers"]):
        return True  # nobody counts S04, S05, S6
    follows_at_once = not folded[last.end() : match.start()].strip()
    return follows_at_once and match["letters"][:-1] not in _KNOWN_PREFIXES
