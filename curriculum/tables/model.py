"""The tables a plan is made with, as typed data: verbs, weights and sentence patterns.

They are data that a trainer can change (`templates/tables/*.yaml`); nothing here decides anything.
"""

import dataclasses
import re
from collections.abc import Mapping

from curriculum.course import Domain
from curriculum.tables.rubrics import Rubrics

_SOURCE = r"\{(?:item|items|task|output|object|text|occupation|segment|words)\}"
"""Placeholders for what the source says, in its own language."""
_CHINESE = "[\u3400-\u9fff]"
_BEFORE_SOURCE = re.compile(f"(?<={_CHINESE})(?={_SOURCE})")
_AFTER_SOURCE = re.compile(f"({_SOURCE})(?={_CHINESE})")


@dataclasses.dataclass(frozen=True, slots=True)
class Collocation:
    """Verbs whose level depends on the noun that ends their object."""

    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    level: int
    """Bloom 1-6."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """What is known about verbs and the small words around them; see `verbs.yaml`."""

    levels: Mapping[Domain, Mapping[str, int]]
    """Domain -> verb -> level in that domain's taxonomy."""
    unmeasurable: frozenset[str]
    collocations: tuple[Collocation, ...]
    light: tuple[str, ...]
    light_endings: tuple[str, ...]
    often_nouns: frozenset[str]
    noun_endings: tuple[str, ...]
    noun_openings: tuple[str, ...]
    adverbs: tuple[str, ...]
    modals: tuple[str, ...]
    conjunctions: tuple[str, ...]
    strong_conjunctions: tuple[str, ...]
    weak_conjunctions: tuple[str, ...]
    double_firsts: tuple[str, ...]
    context_openers: tuple[str, ...]
    prepositions: tuple[str, ...]
    verb_like_openers: tuple[str, ...]
    context_closers: Mapping[str, tuple[str, ...]]
    condition_endings: tuple[str, ...]
    means_links: tuple[str, ...]
    means_endings: tuple[str, ...]
    purpose_openers: tuple[str, ...]
    """Openers of a purpose wherever they stand."""
    later_purpose_openers: tuple[str, ...]
    """Openers of a purpose only after a behaviour."""
    purpose_verbs: tuple[str, ...]
    not_purpose_after: tuple[str, ...]
    affective_phrases: tuple[str, ...]
    transfer: tuple[str, ...]
    datives: tuple[str, ...]
    tools: tuple[str, ...]
    people: tuple[str, ...]
    performed: tuple[str, ...]
    """Verbs of a low level that still have to be done to be seen."""
    output_fallbacks: tuple[tuple[tuple[str, ...], str], ...]
    """Endings of a work output's name, and the verb for it."""
    level_fallbacks: Mapping[int, str]
    """Competency level -> verb."""
    spoken: tuple[str, ...]
    """Verbs of a low level that, in a criterion, are spoken to somebody."""
    not_turned: tuple[str, ...]
    modifiers: tuple[str, ...]
    """Adjectives between a skill's object and its verb."""
    met: tuple[str, ...]
    """Openers of a clause about what somebody comes across."""
    verb_marks: tuple[str, ...]
    """What follows a verb and no noun."""
    all: tuple[str, ...]
    """Every verb of every domain, the longest first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """How hours are given to modules; every time in hours."""

    total: float
    step: float
    least: float
    introduced_knowledge: float
    reinforced_knowledge: float
    introduced_skill: float
    reinforced_skill: float
    criterion: tuple[float, ...]
    """Weight by Bloom level 1-6."""
    assessment: float
    level_factors: tuple[float, ...]
    """Factor by competency level 1-6."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """How objectives of one kind are taught and assessed."""

    domain: Domain
    levels: tuple[int, ...]
    """Levels it is for; empty for all."""
    needs: str
    """`tool`, `people`, `performed` or empty: what the objective has to do with."""
    strand: str
    """Key of `Weights.strands`."""
    practice: float
    """Share of the time that is practice, 0 to 1."""
    assess: tuple[str, ...]
    """Keys of `Weights.assessments`, beside the checklist that every criterion has."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Proportions of a lesson plan; every time in minutes."""

    step: int
    opening: int
    wrap_up: int
    short: int
    """Theory time under which opening and wrap-up take one step each."""
    assessment_share: float
    assessment_least: int
    assessment_each: int
    """For every criterion."""
    assessment_most: int
    test: int
    least: int
    most: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Numbers and choices of a plan; see `weights.yaml`."""

    hours: Hours
    attitude_levels: tuple[int, ...]
    """Krathwohl level by competency level 1-6."""
    psychomotor_levels: tuple[int, ...]
    """Simpson level by competency level 1-6."""
    usual_ceilings: tuple[int, ...]
    """Highest usual Bloom level by competency level 1-6."""
    teaching: tuple[Teaching, ...]
    assessments: Mapping[str, tuple[str, str]]
    """Key -> method and tool, in the official form's vocabulary."""
    methods: tuple[str, ...]
    """Teaching methods in the official form's order."""
    strands: Mapping[str, Mapping[str, int]]
    """Strand -> teaching methods of its steps, in order, with their shares of the time."""
    lesson: Lesson
    question_minutes: tuple[int, ...]
    """Minutes for one question of a test, by Bloom level 1-6."""
    test_mark: int
    """The score of a test that passes, where the trainer decides none."""
    rubric_scores: tuple[int, ...]
    """Lowest score of each level of a rubric, the best level first; the second one passes."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePattern:
    """How an objective speaks of knowledge whose name looks a certain way."""

    endings: tuple[str, ...]
    contains: tuple[str, ...]
    behaviour: str
    verb: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OutputPattern:
    """What a work output is that can be made, and what learners are given to make it."""

    endings: tuple[str, ...]
    given: str
    """Empty where nothing is given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The sentences of a plan, in the language of the content; see `patterns.yaml`."""

    title: str
    title_drops: tuple[str, ...]
    knowledge: tuple[KnowledgePattern, ...]
    skill_endings: tuple[str, ...]
    complete_skills: tuple[str, ...]
    """Endings of a skill's name that needs no other and holds no verb."""
    outputs: tuple[OutputPattern, ...]
    front: tuple[str, ...]
    """Endings of a condition that stands before the learner in a sentence."""
    frames: Mapping[str, str]
    """Kind of objective -> frame of its sentence."""
    phrases: Mapping[str, str]
    """Dotted name -> words with placeholders."""

    def __getitem__(self, name: str) -> str:
        """The words `name`; a missing name is our bug."""
        return self.phrases[name]

    def fill(self, name: str, /, **values: object) -> str:
        """The sentence `name` with its placeholders filled; a missing name is our bug."""
        return self.phrases[name].format_map({key: str(value) for key, value in values.items()})

    def for_language(self, language: str) -> "Patterns":
        """The sentences for a standard in a language.

        They are Chinese in any case, as the documents are; the words of a source in another
        language stand apart from them by a space.
        """
        if language.startswith("zh"):
            return self
        return dataclasses.replace(
            self,
            title=_set_apart(self.title),
            knowledge=tuple(
                dataclasses.replace(each, behaviour=_set_apart(each.behaviour))
                for each in self.knowledge
            ),
            frames={name: _set_apart(frame) for name, frame in self.frames.items()},
            phrases={name: _set_apart(phrase) for name, phrase in self.phrases.items()}
            | {"skills.ending": f" {self['skills.ending']}"},
        )


def _set_apart(pattern: str) -> str:
    return _AFTER_SOURCE.sub(r"\1 ", _BEFORE_SOURCE.sub(" ", pattern))


@dataclasses.dataclass(frozen=True, slots=True)
class Generic:
    """Words that mark an item as generic: every task of its block needs it; see `generic.yaml`."""

    knowledge: tuple[str, ...]
    skills: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Watched:
    """Words that a text should not have, and phrases in which they mean something harmless."""

    words: tuple[str, ...]
    harmless: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewWords:
    """What a reviewer of a course stumbles over; see `review.yaml`."""

    titles: Mapping[str, Watched]
    """Why a course may not be called so -> the words."""
    terms: frozenset[str]
    """Latin terms in common use, in lower case."""
    no_equipment: frozenset[str]
    presenting: frozenset[str]
    """Equipment of the teacher alone: nothing for learners to practise with."""
    weak_evidence: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Tables:
    """Everything a plan needs beside the standard and the decisions."""

    verbs: Verbs
    weights: Weights
    patterns: Patterns
    generic: Generic
    review: ReviewWords
    rubrics: Rubrics
