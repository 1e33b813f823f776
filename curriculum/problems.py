"""Places in a source and the problems found there: pure data about the user's content."""

import dataclasses
import enum
from collections.abc import Mapping


class Severity(enum.StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The work stops here."""
    WARNING = "warning"
    """Somebody should look; `--strict` stops."""
    INFO = "info"
    """Worth knowing; nothing stops."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where something stands in the source."""

    path: str = ""
    """The file as the user named it; empty when the data came from no file."""
    page: int = 0
    """Page, counted from 1; 0 when the source has none."""
    table: int = 0
    """Table of the document, or of the page, counted from 1; 0 outside of tables, and where a page
    has one table only."""
    line: int = 0
    """Line, counted from 1; in a table the row. Outside of the tables of a PDF page or of an
    office document, only the lines or paragraphs there count. 0 when unknown."""
    column: int = 0
    """Column in characters, or the cell of the row as it is seen, with the merged ones beside it,
    counted from 1; 0 when unknown."""

    def __str__(self) -> str:
        """`path:line:column` or `path:p2:t3:row:cell`, without what is not known."""
        page = f"p{self.page}" if self.page else ""
        table = f"t{self.table}" if self.table else ""
        numbers = (str(number) for number in (self.line, self.column) if number)
        parts = [self.path, page, table, *numbers]
        return ":".join(part for part in parts if part)


NOWHERE = Place()
"""The place of what was made rather than read."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One finding about the user's content: collected, never thrown.

    The words for a person are made from `name` and `details` by the labels of a language
    (`curriculum.labels`), so that a finding can be shown in any of them.
    """

    code: str
    """Stable code, such as `CUR203`."""
    name: str
    """Stable kebab-case name, such as `conflicting-text`."""
    severity: Severity
    place: Place = NOWHERE
    items: tuple[str, ...] = ()
    """Codes of the standard or course that the problem is about."""
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Values for the message's and hint's placeholders."""
    accepted: str | None = None
    """The reason for which a person acknowledged it; None when nobody did."""


def sort_key(problem: Problem) -> tuple[Place, str, tuple[str, ...]]:
    """Order of problems on screen: by place, then code, then items."""
    return (problem.place, problem.code, problem.items)
