"""What the trainer decided (`course.yaml`): sparse; whatever it does not say is computed.

Every decision keeps its place, so that a contradiction can name the lines of both sides and
`--explain` the line that decided. Codes are as the trainer wrote them: whether the standard still
has them is asked later (`curriculum.comparing`).
"""

import dataclasses
import enum
from collections.abc import Mapping
from typing import Generic, TypeVar

from curriculum.problems import NOWHERE, Place

MOST_HOURS = 2000
"""More than a year of full-time training; beyond it, a number is a slip."""
MODULE_SLOTS = ("overview", "outline", "lesson", "case", "handout", "assessment", "notes")
"""Where a module's documents take a text of the trainer's."""
COURSE_SLOTS = ("needs", "summary", "purpose")
"""The texts of the course itself that may be long."""

Value_co = TypeVar("Value_co", covariant=True)


@dataclasses.dataclass(frozen=True, slots=True)
class Decided(Generic[Value_co]):
    """A value somebody chose, and where it stands.

    What is decided about a code or an id stands where the file names that.
    """

    value: Value_co
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


Listed = tuple[Decided[str], ...]
"""A list of codes, ids or short texts, each with its place."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text that may be given in Chinese and in English."""

    zh: str = ""
    """Empty where only the English text is decided."""
    en: str | None = None
    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)


class CourseBasis(enum.StrEnum):
    """What the course is based on (職能依據), as the official form asks."""

    STANDARD = "standard"
    """職能基準."""
    UNITS = "units"
    """職能單元."""
    ANALYSIS = "analysis"
    """自行職能分析."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDecision:
    """What was decided about the objective of one criterion or item; None: computed."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    text: str | None = None
    """The whole sentence."""
    condition: str | None = None
    degree: str | None = None
    domain: str | None = None
    """A value of `course.Domain`."""
    level: int | None = None
    """In the domain's taxonomy."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AddedObjective:
    """An objective beside the computed ones, with what it serves."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    text: str
    domain: str | None = None
    level: int | None = None
    degree: str | None = None
    criteria: Listed = ()
    knowledge: Listed = ()
    skills: Listed = ()
    attitudes: Listed = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The three roles of the official form: who teaches, assesses and helps."""

    teachers: Listed = ()
    assessors: Listed = ()
    assistants: Listed = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What a module is taught with and by whom; an empty part is not decided."""

    materials: Listed = ()
    """教材."""
    equipment: Listed = ()
    """教具與設備."""
    conditions: Staff = Staff()
    """What somebody in each role has to bring along (師資條件)."""
    people: Staff = Staff()
    """Who it is (姓名): a fact of a course that runs, not of its plan."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDecisions:
    """What was decided about one module; every default means "not decided"."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    """Where the module's key stands."""
    title: Words | None = None
    tasks: Listed = ()
    """The tasks that it takes over (merging)."""
    criteria: Listed = ()
    """The criteria that it takes over, and no others of their tasks (splitting)."""
    hours: Decided[float] | None = None
    theory_hours: Decided[float] | None = None
    requires: Decided[Listed] | None = None
    """Ids of the modules that come before it; decided to be none where the list is empty."""
    introduce: Listed = ()
    reinforce: Listed = ()
    exclude: Listed = ()
    objectives: Mapping[str, ObjectiveDecision] = dataclasses.field(default_factory=dict)
    """By the code of the criterion or item that the objective comes from."""
    added_objectives: Mapping[str, AddedObjective] = dataclasses.field(default_factory=dict)
    """By the name the trainer gave it."""
    methods: Listed = ()
    """In the official form's vocabulary, or in other words (其他)."""
    assessment: tuple[Decided[tuple[str, str]], ...] = ()
    """Method and tool of each way of assessing, in the official form's vocabulary."""
    resources: Resources = Resources()
    texts: Mapping[str, Decided[str]] = dataclasses.field(default_factory=dict)
    """Slot of a document -> the trainer's text, from here or from `content/`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A meeting of the course."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    module: Decided[str]
    date: str
    """`2027-03-01`."""
    start: int
    """Minutes since midnight."""
    end: int
    room: str = ""
    teachers: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """When a learner has completed the course (結訓標準)."""

    mark: Decided[int] | None = None
    """Least mark of 100."""
    attendance: Decided[int] | None = None
    """Least percentage of the hours attended."""
    reassessment: Decided[str] | None = None
    """What a learner who has not passed may do (補評)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that somebody acknowledged."""

    place: Place = dataclasses.field(default=NOWHERE, compare=False, repr=False)
    code: str
    """Code of the rule, such as `CUR203`."""
    items: tuple[str, ...] = ()
    """The codes that the finding is about; empty: every finding of the rule."""
    reason: str

    @property
    def address(self) -> str:
        """`accept CUR203 S04`."""
        return " ".join(("accept", self.code, *self.items))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SiteLooks:
    """What the site looks like, where it is not ours, and where it is published."""

    logo: Decided[str] | None = None
    """A picture below `content/`, such as `logo.svg`."""
    colour: Decided[str] | None = None
    """Of the header and the links, as `#rrggbb`."""
    address: Decided[str] | None = None
    """Where the site is published, such as `https://example.org/course/`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The trainer's choices for one course; every default means "not decided"."""

    standard_code: str | None = None
    """Code of the standard the course is made from, as it was when the course was started."""
    title: Words | None = None
    basis: Decided[CourseBasis] | None = None
    provider: Words | None = None
    """The training centre (申請單位)."""
    audience: Words | None = None
    """Whom the course is for (主要對象)."""
    entry_requirements: Words | None = None
    """What they bring along (先備條件)."""
    hours: Decided[float] | None = None
    """Total hours, a multiple of 0.5."""
    needs: Decided[str] | None = None
    """Why the course is needed (訓練需求)."""
    needs_sources: Listed = ()
    """Where the need is documented."""
    summary: Decided[str] | None = None
    """課程簡介."""
    purpose: Decided[str] | None = None
    """課程目的."""
    teach: Listed = ()
    """Codes of the duties and tasks that this course teaches; empty: all of them."""
    leave_out: Mapping[str, Decided[str]] = dataclasses.field(default_factory=dict)
    """Code of a duty, task, criterion, K, S or A item -> why the course leaves it out."""
    order: Listed = ()
    """Ids of the modules that come first, in this order; the others follow as they were."""
    task_titles: Mapping[str, Words] = dataclasses.field(default_factory=dict)
    """Code of a task -> its title, in English or in better Chinese."""
    every_module: Resources = Resources()
    """What holds for every module that does not say otherwise."""
    modules: Mapping[str, ModuleDecisions] = dataclasses.field(default_factory=dict)
    """By the module's id."""
    sessions: tuple[Session, ...] = ()
    completion: Completion = Completion()
    accept: tuple[Acceptance, ...] = ()
    site: SiteLooks = SiteLooks()
    confirmed: Listed = ()
    """Addresses of computed values that somebody looked at and found right: `M3.1 K15`."""


def is_total(hours: float) -> bool:
    """Whether a course can last so many hours: some, in half hours."""
    return 0 < hours <= MOST_HOURS and hours % 0.5 == 0


NO_DECISIONS = Decisions()
"""A course for which nothing has been decided."""
NO_RESOURCES = Resources()
"""A module about whose resources nothing has been decided."""
NO_COMPLETION = Completion()
"""A course without a standard of completion."""
