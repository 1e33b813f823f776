"""The model of a planned course: modules, objectives, activities, assessment, and why.

A `Course` is computed from a standard and the trainer's decisions and is never edited. All hours
are multiples of 0.5, all times whole minutes.
"""

import dataclasses
import enum
import functools
from collections.abc import Mapping

from curriculum.decisions import (
    NO_COMPLETION,
    NO_RESOURCES,
    Completion,
    CourseBasis,
    Resources,
    Session,
    Words,
)
from curriculum.memory import Parked, Suspect
from curriculum.publication import Publication
from curriculum.standard import Attitude, PerformanceCriterion, Standard, WorkOutput

COGNITIVE_LEVELS = 6
"""Levels of the revised taxonomy of Bloom: 記憶, 了解, 應用, 分析, 評鑑, 創造."""
_APPLY = 3
"""Its level of applying: what another domain comes to at most."""


class Role(enum.StrEnum):
    """What a module does with a K or S item."""

    INTRODUCE = "introduce"
    """The first module, in the course's order, that teaches it."""
    REINFORCE = "reinforce"
    """A later module that uses it again."""


class Basis(enum.StrEnum):
    """Why a K or S item is taught in a module."""

    PRINTED = "printed"
    """The standard prints it for this task, or for the block this task is in."""
    TEXT = "text"
    """Its words are near the task's words."""
    GENERIC = "generic"
    """It is generic and belongs to every task of its scope."""
    NONE = "none"
    """Nothing tells; it is offered to every task of its scope."""
    DECIDED = "decided"
    """The trainer decided."""


class Band(enum.StrEnum):
    """How far an allocation can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"
    """As good as chance."""


class Domain(enum.StrEnum):
    """Domain of a learning objective."""

    COGNITIVE = "cognitive"
    PSYCHOMOTOR = "psychomotor"
    AFFECTIVE = "affective"


class Judged(enum.StrEnum):
    """How it is told whether an objective is reached."""

    SCORE = "score"
    """By the score of a test or a rubric."""
    ITEMS = "items"
    """By somebody who observes and ticks items."""
    OWN = "own"
    """By somebody who ticks it, as the trainer's own words say."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A K or S item in a module."""

    code: str
    text: str
    """As the standard prints it for this module's duty."""
    role: Role
    basis: Basis
    confidence: float
    """0 to 1; 1 when the standard prints the item for exactly this task."""
    band: Band
    reason: str
    """Why, in words a trainer can judge."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """A learning objective: audience, behaviour, condition, degree."""

    id: str
    """Stable: module and what it comes from, such as `M1.1-P1.1.1`."""
    text: str
    """The whole sentence."""
    domain: Domain
    level: int
    """Bloom 1-6 (cognitive), Simpson 1-7 (psychomotor), Krathwohl 1-5 (affective)."""
    verb: str
    criteria: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    """In the official form's vocabulary, such as 講述教學."""
    condition: str = ""
    degree: str = ""
    degree_is_default: bool = True
    """True while nobody decided the degree: the standard never printed it."""
    judged: Judged = Judged.ITEMS
    verb_is_fallback: bool = False
    """True when the source text has no observable verb and one was supplied."""
    is_decided: bool = False
    """True when the sentence is the trainer's, and not the computed one written down."""
    is_added: bool = False
    """True when the trainer added it to those of the standard's items."""
    is_adjusted: bool = False
    """True when the trainer decided anything about it: sentence, condition, degree or level."""

    @property
    def rank(self) -> int:
        """Its level on the cognitive scale of 1 to 6; a skill is never less than applied."""
        if self.domain is Domain.COGNITIVE:
            return max(self.level, _APPLY) if self.skills else self.level
        return min(self.level, _APPLY)

    @property
    def is_terminal(self) -> bool:
        """Whether it comes from a performance criterion (the others enable those)."""
        return bool(self.criteria)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A timed step of a lesson plan."""

    name: str
    minutes: int
    method: str
    objectives: tuple[str, ...]
    """Ids of the objectives it serves."""
    is_practice: bool
    """Whether its time counts as practice (術科) rather than theory (學科)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A way of assessing a module."""

    method: str
    """In the official form's vocabulary, such as 實作評量."""
    tool: str
    """In the official form's vocabulary, such as 檢核表."""
    criteria: tuple[str, ...]
    outputs: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    is_after_class: bool = False
    """Whether the learners do it outside the module's hours."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BlueprintRow:
    """One content of a test blueprint, level by level."""

    id: str
    """Id of the objective; in the course's blueprint, of the module."""
    percents: tuple[int, ...]
    """Its weight: the six cognitive levels, then psychomotor and affective, which are observed."""
    questions: tuple[int, ...]
    """Questions of the test at each cognitive level; nothing else is ever asked on paper."""

    @property
    def percent(self) -> int:
        """Its whole weight."""
        return sum(self.percents)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """A test blueprint (雙向細目表): content x cognitive level x weight; it adds up to 100."""

    rows: tuple[BlueprintRow, ...] = ()
    minutes: int = 0
    """The time of the test that the questions fit in."""
    unasked: tuple[str, ...] = ()
    """Ids of what the test should ask for and has no time for."""

    @property
    def total(self) -> BlueprintRow:
        """The sums of the columns; its id is empty."""
        return BlueprintRow(
            id="",
            percents=tuple(map(sum, zip(*(row.percents for row in self.rows), strict=True))),
            questions=tuple(map(sum, zip(*(row.questions for row in self.rows), strict=True))),
        )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RubricLevel:
    """A level of a rubric."""

    name: str
    least: int
    """The lowest score of this level, out of 100."""
    most: int
    text: str
    """What a performance on this level is like."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """How well a criterion is met, or a work output made (評分規準)."""

    code: str
    """Of the criterion or work output."""
    is_output: bool
    levels: tuple[RubricLevel, ...]
    """The best first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A module (單元): by default one task."""

    id: str
    """Stable: `M1.1` for task T1.1, `M1` for a duty without a task layer."""
    title: str
    title_en: str | None = None
    duty: str
    """Code of the duty it belongs to."""
    tasks: tuple[str, ...]
    criteria: tuple[PerformanceCriterion, ...]
    outputs: tuple[WorkOutput, ...]
    attitudes: tuple[Attitude, ...]
    level: int | None
    hours: float
    hours_are_default: bool = True
    """True while nobody decided them: they are proposed (建議)."""
    theory_hours: float
    practice_hours: float
    requires: tuple[str, ...]
    """Ids of the modules that come before it."""
    knowledge: tuple[Allocation, ...]
    skills: tuple[Allocation, ...]
    objectives: tuple[Objective, ...]
    activities: tuple[Activity, ...]
    methods: tuple[str, ...]
    assessment: tuple[Assessment, ...]
    evidence: tuple[str, ...]
    resources: Resources = NO_RESOURCES
    """What it is taught with and by whom, with what holds for every module."""
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Slot of a document -> the trainer's own text."""
    blueprint: Blueprint = Blueprint()
    rubrics: tuple[Rubric, ...] = ()
    """Of the work outputs, then of the criteria, in the order in which the module has them."""

    @property
    def minutes(self) -> int:
        """The module's whole time."""
        return round(self.hours * 60)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The least scores, out of 100, that pass."""

    test: int
    rubric: int
    """Of the total of a module's rubrics."""
    is_default: bool
    """True while nobody decided: both are proposed."""


def marks_of(completion: Completion, proposed: Marks) -> Marks:
    """The least scores that pass: the decided mark for both, else what is proposed."""
    mark = completion.mark
    return Marks(test=mark.value, rubric=mark.value, is_default=False) if mark else proposed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An item of the standard that the course leaves out, and why."""

    code: str
    text: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewItem:
    """A computed value that deserves a look, least certain first."""

    item: str
    """Code of a K or S item, id of an objective, or `title`."""
    module: str
    """Empty where it is about the course."""
    band: Band
    reason: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Course:
    """A course as planned."""

    standard: Standard
    title: str
    title_en: str | None = None
    title_is_default: bool
    """True while nobody decided the title: it is proposed and waits for confirmation."""
    basis: CourseBasis | None = None
    provider: Words | None = None
    audience: Words | None = None
    entry_requirements: Words | None = None
    needs: str = ""
    needs_sources: tuple[str, ...] = ()
    summary: str = ""
    purpose: str = ""
    hours: float
    hours_are_default: bool
    modules: tuple[Module, ...]
    task_titles_en: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Code of a task -> its English title, where one was decided."""
    sessions: tuple[Session, ...] = ()
    completion: Completion = NO_COMPLETION
    proposed_marks: Marks
    """What passes while nobody decided."""
    left_out: tuple[LeftOut, ...] = ()
    """What the trainer left out, with the reason; in printed order."""
    not_taught: tuple[str, ...] = ()
    """Codes of tasks that another course teaches (`teach:` does not name them)."""
    blueprint: Blueprint = Blueprint()
    """The sum of the modules' blueprints."""
    review: tuple[ReviewItem, ...] = ()
    suspect: tuple[Suspect, ...] = ()
    parked: tuple[Parked, ...] = ()
    publication: Publication | None = None
    """Beside what was published of it; None without a course folder."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Address (`M1.1 hours`) -> why the value is what it is."""

    @property
    def suspect_decisions(self) -> int:
        """How many decisions wait for confirmation, however many words of each have changed."""
        return len({each.address for each in self.suspect})

    @property
    def marks(self) -> Marks:
        """The least scores that pass: the rule of all documents."""
        return marks_of(self.completion, self.proposed_marks)

    @functools.cached_property
    def objectives(self) -> Mapping[str, Objective]:
        """Every objective by its id."""
        return {goal.id: goal for module in self.modules for goal in module.objectives}
