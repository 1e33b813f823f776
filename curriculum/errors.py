"""What is raised when the work cannot go on; holds data and prints nothing."""

from collections.abc import Sequence

from curriculum.problems import NOWHERE, Place, Problem


def reason_of(error: Exception) -> str:
    """What the system says went wrong, in a few words."""
    return getattr(error, "strerror", None) or type(error).__name__


class CurriculumError(Exception):
    """We cannot go on.

    `name` picks the sentence in the label files (`errors:`), `details` fill it.
    """

    def __init__(self, name: str, /, *, place: Place = NOWHERE, **details: object) -> None:
        super().__init__(name)
        self.name = name
        self.place = place
        self.details = {key: str(value) for key, value in details.items()}

    def __str__(self) -> str:
        """A line for engineers; people get the label file's sentence instead."""
        details = ", ".join(f"{key}={value}" for key, value in self.details.items())
        return f"{self.name} ({details})" if details else self.name


class SourceError(CurriculumError):
    """A file that was to be read is missing, unreadable or not what it should be."""


class TargetError(CurriculumError):
    """A place that was to be written cannot be, or belongs to somebody else."""


class TemplateFailedError(CurriculumError):
    """A template could not be rendered."""


class EngineError(CurriculumError):
    """The site engine did not build a clean site."""


class ContentError(CurriculumError):
    """The user's content has errors that stop the work; `problems` lists every one of them."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("content", count=len(problems))
        self.problems = tuple(problems)
