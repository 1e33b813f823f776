"""What was published of a course (`course.published.yaml`), and what this build would publish."""

import dataclasses
from collections.abc import Mapping
from typing import NamedTuple


class Fact(NamedTuple):
    """Something that readers of a course are told."""

    module: str
    """Id of the module that it is about; empty for the course."""
    name: str
    """What is told, such as `hours` or `objective`."""
    id: str = ""
    """Which of several it is, such as `M1.1-P1.1.2`."""


TAUGHT = ("tasks", "criteria")
"""Names of the facts by whose words the content of a module is found again."""
State = Mapping[Fact, str]
"""Everything that is told at one time; the same in every language and for every audience."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What stood at an address when it was published."""

    page: str
    """Id of the page, such as `syllabus/M1.2`."""
    subject: str = ""
    """The module or item that it is about, by its name; empty where it is about the course."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The content of `course.published.yaml`."""

    addresses: Mapping[str, Published] = dataclasses.field(default_factory=dict)
    """Address below the site -> what stood there last; none is ever forgotten."""
    gone: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    """Id of a published module that is no more -> code -> printed text that it taught."""
    published: State = dataclasses.field(default_factory=dict)
    """What was published last; empty where nothing was."""
    before: State = dataclasses.field(default_factory=dict)
    """What was published before that; the same where there was nothing else."""


NOTHING_PUBLISHED = Record()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A build beside what was published of its course."""

    record: Record
    present: State
    """What this build tells."""

    @property
    def compared(self) -> tuple[State, State] | None:
        """The last two different states, older first; None where there are not two."""
        record = self.record
        if not record.published:
            return None
        if record.published != self.present:
            return record.published, self.present
        return (record.before, record.published) if record.before != record.published else None
