"""The boxes of a form: empty squares among the text, each with its words behind it."""

import dataclasses

from curriculum.composing.escaping import visible
from curriculum.office.form.texts import Element, key, paragraphs_of, slots_of
from curriculum.views.parts import box_sign

_EMPTY = "□☐▢◻"
_FULL = "☑■☒✓✔◼"


@dataclasses.dataclass(slots=True)
class _FormBox:
    """A box where it stands."""

    slot: tuple[Element, str]
    index: int
    """Where in the text of the slot the square stands."""
    is_full: bool = False
    words: str = ""
    end: tuple[Element, str, int] | None = None
    """Behind the last of its words: the slot, and where in its text."""


def tick(cell: Element, words: str, text: str, *, is_ticked: bool) -> bool:
    """Ticks a box, or leaves it empty, and puts a text behind its words.

    Returns:
        Whether the cell has a box with these words.
    """
    wanted = key(words)
    box = next((each for each in _boxes_in(cell, _EMPTY) if key(each.words) == wanted), None)
    if box is None:
        return False
    element, name, index = box.end or (*box.slot, box.index + 1)
    _splice(element, name, index, index, visible(text))
    if is_ticked:
        _splice(*box.slot, box.index, box.index + 1, box_sign(is_ticked=True))
    return True


def is_ticked_already(cell: Element, words: str) -> bool:
    """Whether somebody has ticked a box with these words."""
    wanted = key(words)
    return any(
        key(each.words) == wanted for each in _boxes_in(cell, _EMPTY + _FULL) if each.is_full
    )


def _boxes_in(cell: Element, signs: str) -> list[_FormBox]:
    found = []
    for paragraph in paragraphs_of(cell):
        box: _FormBox | None = None
        for element, name in slots_of(paragraph):
            for index, character in enumerate(getattr(element, name) or ""):
                if character in signs:
                    box = _FormBox((element, name), index, is_full=character in _FULL)
                    found.append(box)
                elif box and not character.isspace():
                    box.words += character
                    box.end = (element, name, index + 1)
    return found


def _splice(element: Element, name: str, start: int, end: int, text: str) -> None:
    old = getattr(element, name) or ""
    setattr(element, name, f"{old[:start]}{text}{old[end:]}")
