"""Which elements of a web page are hidden, end tags left out or not."""

import re
from collections.abc import Mapping

_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)\b",
    re.IGNORECASE,
)
EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
"""Elements that hold nothing."""
_CLOSED_BY = {
    "p": frozenset(("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6")),
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "th": frozenset(("td", "th", "tr", "tbody", "tfoot")),
    "tr": frozenset(("tr", "tbody", "tfoot")),
    "option": frozenset(("option",)),
}
"""An element whose end tag may be left out -> the tags that end it."""
_CELLS = frozenset(("td", "th", "tr", "thead", "tbody", "tfoot"))
_DEEPEST = 60


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether the attributes of a tag hide what is in it."""
    return "hidden" in attributes or bool(_STYLE.search(attributes.get("style", "")))


class HiddenElement:
    """An element that is hidden, until it ends."""

    def __init__(self, tag: str) -> None:
        self._open = [tag]

    def begin(self, tag: str) -> bool:
        """Hears a tag inside; whether it ends the element, and stands outside."""
        if tag in EMPTY:
            return False
        if tag in _CELLS and not (_CELLS | {"table"}) & set(self._open):
            return True  # the cell that it stands in has ended
        while self._open and tag in _CLOSED_BY.get(self._open[-1], ()):
            self._open.pop()
        if not self._open:
            return True
        if len(self._open) < _DEEPEST:
            self._open.append(tag)
        return False

    def end(self, tag: str) -> bool:
        """Hears an end tag; whether the element has ended."""
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
            return not self._open
        # The end of what is around it: only an element without an end tag of its own ends so.
        return self._open[0] in _CLOSED_BY
