"""Why a value is what it is: the sentences for what the trainer decided."""

from curriculum.problems import Place
from curriculum.tables import Patterns

_CONTENT = "content/"


def because(place: Place, patterns: Patterns, phrase: str = "reason.decided", **values: str) -> str:
    """The reason of a decided value: that it was decided, and where.

    Args:
        place: Where the decision stands.
        patterns: The sentences.
        phrase: The sentence; it has a placeholder `where`.
        **values: What else to fill into it.
    """
    return patterns.fill(phrase, where=_where(place, patterns), **values)


def _where(place: Place, patterns: Patterns) -> str:
    """`（course.yaml 第 12 行）`: the file as the course folder knows it, no path of a machine."""
    path = place.path.replace("\\", "/")
    folder, found, inside = path.rpartition(f"/{_CONTENT}")
    name = f"{_CONTENT}{inside}" if found else path.rpartition("/")[2]
    if path.startswith(_CONTENT) and not folder:
        name = path
    if not name:
        return ""
    phrase = "reason.line" if place.line else "reason.file"
    return patterns.fill(phrase, file=name, line=place.line)
