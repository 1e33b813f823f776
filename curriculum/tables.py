"""The tables a plan is made with, as typed data: verbs, weights and sentence patterns.

They are data that a trainer can edit (`templates/tables/*.yaml`); nothing here decides anything.
"""

import dataclasses
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml

from curriculum import resources
from curriculum.course import Domain
from curriculum.errors import SourceError
from curriculum.problems import Place

Table = TypeVar("Table")


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
    teaching: tuple[Teaching, ...]
    assessments: Mapping[str, tuple[str, str]]
    """Key -> method and tool, in the official form's vocabulary."""
    methods: tuple[str, ...]
    """Teaching methods in the official form's order."""
    strands: Mapping[str, Mapping[str, int]]
    """Strand -> teaching methods of its steps, in order, with their shares of the time."""
    lesson: Lesson


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
    title_forbidden: tuple[str, ...]
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


@dataclasses.dataclass(frozen=True, slots=True)
class Generic:
    """Words that mark an item as generic: every task of its block needs it; see `generic.yaml`."""

    knowledge: tuple[str, ...]
    skills: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Tables:
    """Everything a plan needs beside the standard and the decisions."""

    verbs: Verbs
    weights: Weights
    patterns: Patterns
    generic: Generic


@functools.cache
def load_tables() -> Tables:
    """The bundled tables, read once.

    Raises:
        SourceError: `broken-table`: somebody edited one of them, and it is a table no more.
    """
    folder = resources.folder("templates") / "tables"
    return Tables(
        verbs=_table(folder / "verbs.yaml", _verbs),
        weights=_table(folder / "weights.yaml", _weights),
        patterns=_table(folder / "patterns.yaml", _patterns),
        generic=_table(folder / "generic.yaml", _generic),
    )


def _table(path: Path, typed: Callable[[dict[str, Any]], Table]) -> Table:
    """A table from its file; people edit these, and a slip is no traceback."""
    place = Place(path=path.name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return typed(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        if error.problem_mark:
            place = dataclasses.replace(place, line=error.problem_mark.line + 1)
        raise SourceError("broken-table", place=place, reason=error.problem or "") from error
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        # A key is missing or misspelt, or a value is of another kind than its neighbours.
        raise SourceError("broken-table", place=place, reason=str(error)) from error


def _longest_first(words: list[str]) -> tuple[str, ...]:
    """So that the first match is the longest; words of one length keep the table's order."""
    return tuple(sorted(dict.fromkeys(words), key=lambda word: -len(word)))


_WORD_LISTS = (
    "light", "light_endings", "noun_endings", "noun_openings", "adverbs", "modals",
    "conjunctions", "strong_conjunctions", "weak_conjunctions", "context_openers",
    "condition_endings", "double_firsts", "prepositions", "not_purpose_after",
    "verb_like_openers", "means_links", "means_endings", "purpose_verbs", "affective_phrases",
    "transfer", "datives", "tools", "people", "performed", "spoken", "not_turned", "modifiers",
    "met", "verb_marks",
)  # fmt: skip


def _verbs(data: dict[str, Any]) -> Verbs:
    levels: dict[Domain, dict[str, int]] = {domain: {} for domain in Domain}
    for domain in Domain:
        for level, by_source in data[domain.value].items():
            for verb in itertools.chain(*by_source.values()):
                # Where a verb stands twice in a domain, the higher level counts.
                levels[domain][verb] = max(level, levels[domain].get(verb, 0))
    for verb in data["unmeasurable"]:
        if not any(verb in known for known in levels.values()):
            levels[Domain.COGNITIVE][verb] = data["unmeasurable_level"]
    return Verbs(
        levels=levels,
        unmeasurable=frozenset(data["unmeasurable"]),
        collocations=tuple(
            Collocation(tuple(row["verbs"]), tuple(row["objects"]), row["level"])
            for row in data["collocations"]
        ),
        often_nouns=frozenset(data["often_nouns"]),
        context_closers={key: tuple(value) for key, value in data["context_closers"].items()},
        purpose_openers=_longest_first(data["purpose_openers"]["always"]),
        later_purpose_openers=_longest_first(data["purpose_openers"]["later"]),
        output_fallbacks=tuple(
            (tuple(row["endings"]), row["verb"]) for row in data["fallback"]["outputs"]
        ),
        level_fallbacks=data["fallback"]["levels"],
        all=_longest_first([verb for known in levels.values() for verb in known]),
        **{name: _longest_first(data[name]) for name in _WORD_LISTS},
    )


def _weights(data: dict[str, Any]) -> Weights:
    hours = data["hours"]
    return Weights(
        hours=Hours(
            total=float(hours["total"]),
            step=float(hours["step"]),
            least=float(hours["least"]),
            level_factors=tuple(hours["level_factors"]),
            introduced_knowledge=hours["weights"]["introduced_knowledge"],
            reinforced_knowledge=hours["weights"]["reinforced_knowledge"],
            introduced_skill=hours["weights"]["introduced_skill"],
            reinforced_skill=hours["weights"]["reinforced_skill"],
            criterion=tuple(hours["weights"]["criterion"]),
            assessment=hours["weights"]["assessment"],
        ),
        attitude_levels=tuple(data["attitude_levels"]),
        psychomotor_levels=tuple(data["psychomotor_levels"]),
        teaching=tuple(_teaching(row) for row in data["teaching"]),
        assessments={
            key: (value["method"], value["tool"]) for key, value in data["assessments"].items()
        },
        methods=tuple(data["methods"]),
        strands=data["strands"],
        lesson=Lesson(**data["lesson"]),
    )


def _teaching(row: dict[str, Any]) -> Teaching:
    return Teaching(
        domain=Domain(row["domain"]),
        levels=tuple(row.get("levels", ())),
        needs=row.get("with", ""),
        strand=row["strand"],
        practice=float(row["practice"]),
        assess=tuple(row["assess"]),
    )


def _generic(data: dict[str, Any]) -> Generic:
    return Generic(knowledge=tuple(data["knowledge"]), skills=tuple(data["skills"]))


def _patterns(data: dict[str, Any]) -> Patterns:
    phrases = {name: data[name] for name in ("skills", "fallback", "degrees", "conditions")}
    return Patterns(
        title=data["title"]["pattern"],
        title_drops=_longest_first(data["title"]["drops"]),
        title_forbidden=_longest_first(data["title"]["forbidden"]),
        knowledge=tuple(
            KnowledgePattern(
                endings=tuple(row.get("endings", ())),
                contains=tuple(row.get("contains", ())),
                behaviour=row["behaviour"],
                verb=row["verb"],
            )
            for row in data["knowledge"]
        ),
        skill_endings=_longest_first(data["skills"]["endings"]),
        complete_skills=tuple(data["skills"]["complete"]),
        outputs=tuple(
            OutputPattern(endings=tuple(row["endings"]), given=row["given"])
            for row in data["outputs"]
        ),
        front=tuple(data["conditions"]["front"]),
        frames=data["frames"],
        phrases=dict(_flatten(phrases | data["phrases"], "")),
    )


def _flatten(node: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in node.items():
        place = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict):
            yield from _flatten(value, place)
        elif isinstance(value, str):
            yield place, value
