"""Reading values out of YAML nodes: every mistake becomes a problem, none stops the reading.

A value that is wrong is reported and replaced by something harmless, so that the reader can go
on and report the next mistake; `Reader.finish` then stops the work once, with all of them.
"""

import dataclasses
import itertools
import re
from collections.abc import Collection, Iterable, Sequence

from curriculum.errors import ContentError, SourceError
from curriculum.problems import Place, Problem, Severity, sort_key
from curriculum.reading import nodes
from curriculum.reading.nodes import Items, Node, Pairs, Text
from curriculum.reading.slips import slip_at_start, slip_before
from curriculum.text import fold_width, nearest

PROBLEMS = {
    "unknown-key": "CUR102",
    "wrong-type": "CUR103",
    "missing-key": "CUR104",
    "bad-value": "CUR105",
    "duplicate-key": "CUR106",
    "dangling-code": "CUR107",
    "unused-code": "CUR108",
    "wide-colon": "CUR109",
    "unknown-content": "CUR110",
    "two-texts": "CUR111",
    "foreign-content": "CUR112",
    "large-content": "CUR113",
    "content-elsewhere": "CUR114",
    "wrong-placeholder": "CUR115",
    "yaml-slip": "CUR116",
}
"""Name -> code of every problem that YAML files and the texts in `content/` can have."""

A_TEXT = "…"
A_LIST = "- …"
A_MAPPING = "…: …"
CODE_AND_TEXT = "K01: …"
"""What a wrong type should have been, in the notation of the file: it reads in any language."""

_NOTHING = {"", "~", "null", "Null", "NULL"}
_NEAREST_SEARCHES = 50
_LISTED = 60
_SHOWN = 240


class Reader:
    """Collects the problems of a user's files while their values are read."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._searches = 0

    def report(
        self, name: str, place: Place, *, items: tuple[str, ...] = (), why: str = "", **details: str
    ) -> None:
        """Put a problem on record; `name` is one of `PROBLEMS`, `why` picks a hint of its own."""
        shown = {key: _shorten(value) for key, value in details.items()}
        if why:
            shown["why"] = why
        self._problems.append(
            Problem(
                code=PROBLEMS[name], name=name, severity=Severity.ERROR,
                place=place, items=items, details=shown,
            )
        )  # fmt: skip

    def load(self, text: str, path: str) -> Node:
        """The nodes of a YAML text.

        Many a slip breaks the file only on a later line, where nothing is wrong: it is looked
        for, and reported where it was made.

        Raises:
            SourceError: It is no YAML that we take (`nodes.load`).
            ContentError: It is not, and the slip that caused it is known.
        """
        try:
            return nodes.load(text, path)
        except SourceError as error:
            is_broken = error.name == "yaml-broken"
            slip = slip_before(text, error.place, error.__cause__) if is_broken else None
            if slip is None:
                raise
            self._report_slip(*slip)
            raise ContentError(self.problems) from error

    @property
    def problems(self) -> list[Problem]:
        """Every problem so far, in the order of the files."""
        return sorted(self._problems, key=sort_key)

    def take(self, problems: Iterable[Problem]) -> None:
        """Put problems on record that were found elsewhere."""
        self._problems.extend(problems)

    def finish(self) -> None:
        """Stop if there was any problem.

        Raises:
            ContentError: With every problem, in the order of the files.
        """
        if self._problems:
            raise ContentError(self.problems)

    def nearest(self, found: str, candidates: Iterable[str]) -> str:
        """The candidate that looks most like `found`; empty where none is near.

        A file full of mistakes gets its first fifty hints only: comparing is slow, and nobody
        reads more.
        """
        self._searches += 1
        return nearest(found, candidates) if self._searches <= _NEAREST_SEARCHES else ""

    def text(self, node: Node) -> str:
        """A text, as it is written."""
        if isinstance(node, Text):
            return node.value
        self.wrong_type(node, A_TEXT)
        return ""

    def items(self, node: Node, expected: str = A_LIST) -> tuple[Node, ...]:
        """The values of a list; a key without a value counts as an empty one."""
        if isinstance(node, Items):
            return node.values
        if not is_blank(node):
            self.wrong_type(node, expected)
        return ()

    def pairs(self, node: Node, expected: str = A_MAPPING) -> dict[str, tuple[Text, Node]]:
        """The pairs of a mapping by key, each with the node of its key.

        A key that is no text is a wrong type; of a key that stands twice the first one counts.
        """
        found: dict[str, tuple[Text, Node]] = {}
        if not isinstance(node, Pairs):
            if not is_blank(node):
                self.wrong_type(node, expected)
            return found
        for key, value in node.pairs:
            if not isinstance(key, Text):
                self.wrong_type(key, A_TEXT)
            elif key.value in found:
                first = found[key.value][0].place.line
                self.report("duplicate-key", key.place, found=key.value, first=str(first))
            else:
                found[key.value] = (key, value)
        return found

    def pair(self, node: Node) -> tuple[str, str] | None:
        """A mapping of one code to its text: `K01: 產品和服務知識`."""
        if not isinstance(node, Pairs) or len(node.pairs) != 1:
            self.wrong_type(node, CODE_AND_TEXT)
            return None
        key, value = node.pairs[0]
        return self.text(key), self.text(value)

    def whole_number(self, node: Node, low: int, high: int) -> int | None:
        """A whole number within limits; None where the key has no value."""
        text = fold_width(self.text(node)).strip()
        if not isinstance(node, Text) or is_blank(node):
            return None
        if re.fullmatch(r"[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        self.bad_value(node, f"{low}–{high}")
        return None

    def choice(self, node: Node, allowed: Sequence[str]) -> str:
        """One of a few words; the first of them where it is another."""
        text = self.text(node)
        if text in allowed:
            return text
        if isinstance(node, Text):
            self.bad_value(node, ", ".join(allowed))
        return allowed[0]

    def wrong_type(self, node: Node, expected: str, why: str = "") -> None:
        """Report a node of the wrong type; `key：value` is a text, and was to be more."""
        if not (isinstance(node, Text) and self.is_slip(node)):
            self.report("wrong-type", node.place, expected=expected, why=why)

    def dangling(self, node: Node, code: str, codes: Collection[str]) -> None:
        """Report a code that is none of `codes`."""
        self.report(
            "dangling-code", node.place, items=(code,), found=code,
            nearest=self.nearest(code, codes), expected=", ".join(itertools.islice(codes, _LISTED)),
        )  # fmt: skip

    def is_slip(self, node: Text) -> bool:
        """Whether but for a slip a text is more, as `key：value`; if so, that is reported."""
        slip = None if node.quoted else slip_at_start(node.value)
        if slip is None:
            return False
        name, offset = slip
        column = node.place.column + offset
        self._report_slip(name, dataclasses.replace(node.place, column=column))
        return True

    def _report_slip(self, name: str, place: Place) -> None:
        if name == "wide-colon":
            self.report(name, place)
        else:
            self.report("yaml-slip", place, why=name)

    def bad_value(self, node: Text, expected: str, why: str = "") -> None:
        """Report a text that is not among the possible values.

        Args:
            node: The text.
            expected: What is possible, for the hint.
            why: Name of the hint for the mistake that it certainly is (`Labels.hint`).
        """
        self.report("bad-value", node.place, found=node.value, expected=expected, why=why)


class Fields:
    """The named values of one mapping."""

    def __init__(
        self,
        reader: Reader,
        node: Node,
        keys: Sequence[str],
        required: Sequence[str] = (),
        *,
        why_required: str = "",
    ) -> None:
        """Report unknown and missing keys at once.

        Args:
            reader: Collects the problems.
            node: Should be a mapping.
            keys: Every key that it may have.
            required: Those that it must have.
            why_required: Name of the hint for those that are missing.
        """
        self.reader = reader
        self.place = node.place
        if is_blank(node):
            reader.wrong_type(node, A_MAPPING)
        found = reader.pairs(node)
        self._values = {key: value for key, (_, value) in found.items() if key in keys}
        for key, (name, _) in found.items():
            if key not in keys and not reader.is_slip(name):
                reader.report(
                    "unknown-key", name.place, found=key,
                    nearest=reader.nearest(key, keys), expected=", ".join(keys),
                )  # fmt: skip
        if isinstance(node, Pairs):
            for key in required:
                if key not in found:
                    reader.report("missing-key", node.place, expected=key, why=why_required)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> Node | None:
        """The node of a key, or None where the key is not there."""
        return self._values.get(key)

    def text(self, key: str) -> str:
        """The text of a key; empty where the key is not there."""
        node = self._values.get(key)
        return "" if node is None else self.reader.text(node)

    def items(self, key: str, expected: str = A_LIST) -> tuple[Node, ...]:
        """The values of a list; empty where the key is not there."""
        node = self._values.get(key)
        return () if node is None else self.reader.items(node, expected)

    def place_of(self, key: str) -> Place:
        """Where the value of a key stands; the mapping's own place where the key is not there."""
        node = self._values.get(key)
        return self.place if node is None else node.place


def is_blank(node: Node) -> bool:
    """Whether a key has no value: nothing behind it (`title:`), or YAML's word for nothing."""
    return isinstance(node, Text) and not node.quoted and node.value in _NOTHING


def _shorten(value: str) -> str:
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
