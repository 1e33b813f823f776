"""The tables a plan is made with, as typed data: verbs, weights and sentence patterns.

They are data that a trainer can edit (`templates/tables/*.yaml`); nothing here decides anything.
"""

import dataclasses
import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from curriculum import resources
from curriculum.course import Domain


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
    sources: Mapping[str, str]
    """Verb -> letters of the kinds of source it comes from."""
    unmeasurable: frozenset[str]
    unmeasurable_level: int
    """Bloom level of an unmeasurable verb that has no level of its own."""
    collocations: tuple[Collocation, ...]
    light: tuple[str, ...]
    light_endings: tuple[str, ...]
    often_nouns: frozenset[str]
    noun_endings: tuple[str, ...]
    noun_openings: tuple[str, ...]
    adverbs: tuple[str, ...]
    strays: tuple[str, ...]
    modals: tuple[str, ...]
    conjunctions: tuple[str, ...]
    strong_conjunctions: tuple[str, ...]
    weak_conjunctions: tuple[str, ...]
    context_openers: tuple[str, ...]
    verb_like_openers: tuple[str, ...]
    context_closers: Mapping[str, tuple[str, ...]]
    means_links: tuple[str, ...]
    means_endings: tuple[str, ...]
    purpose_openers: tuple[str, ...]
    """Openers of a purpose wherever they stand."""
    later_purpose_openers: tuple[str, ...]
    """Openers of a purpose only after a behaviour."""
    purpose_verbs: tuple[str, ...]
    affective_phrases: tuple[str, ...]
    transfer: tuple[str, ...]
    datives: tuple[str, ...]
    tools: tuple[str, ...]
    people: tuple[str, ...]
    output_fallbacks: tuple[tuple[tuple[str, ...], str], ...]
    """Endings of a work output's name, and the verb for it."""
    level_fallbacks: Mapping[int, str]
    """Competency level -> verb."""
    not_turned: tuple[str, ...]
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
    """`tool`, `people` or empty: what the objective has to do with."""
    strand: str
    """`lecture`, `drill`, `case` or `project`."""
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
    stages: Mapping[str, tuple[tuple[str, ...], ...]]
    """Strand -> methods of its steps, for one step, two steps ..."""
    lesson: Lesson


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePattern:
    """How an objective speaks of knowledge whose name looks a certain way."""

    endings: tuple[str, ...]
    contains: tuple[str, ...]
    behaviour: str
    verb: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """The sentences of a plan, in the language of the content; see `patterns.yaml`."""

    title: str
    title_drops: tuple[str, ...]
    title_forbidden: tuple[str, ...]
    knowledge: tuple[KnowledgePattern, ...]
    degrees: Mapping[str, str]
    frames: Mapping[str, tuple[str, ...]]
    """Kind of objective -> sentence frames that take turns."""
    phrases: Mapping[str, str]
    """Dotted name -> sentence with placeholders."""

    def fill(self, name: str, **values: object) -> str:
        """The sentence `name` with its placeholders filled; a missing name is our bug."""
        return self.phrases[name].format_map({key: str(value) for key, value in values.items()})


@dataclasses.dataclass(frozen=True, slots=True)
class Tables:
    """Everything a plan needs beside the standard and the decisions."""

    verbs: Verbs
    weights: Weights
    patterns: Patterns


@functools.cache
def load_tables() -> Tables:
    """The bundled tables, read once."""
    folder = resources.folder("templates") / "tables"
    return Tables(
        verbs=_verbs(_read(folder / "verbs.yaml")),
        weights=_weights(_read(folder / "weights.yaml")),
        patterns=_patterns(_read(folder / "patterns.yaml")),
    )


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return data


def _longest_first(words: list[str]) -> tuple[str, ...]:
    """So that the first match is the longest; words of one length keep the table's order."""
    return tuple(sorted(dict.fromkeys(words), key=lambda word: -len(word)))


_WORD_LISTS = (
    "light", "light_endings", "noun_endings", "noun_openings", "adverbs", "strays", "modals",
    "conjunctions", "strong_conjunctions", "weak_conjunctions", "context_openers",
    "verb_like_openers", "means_links", "means_endings", "purpose_verbs", "affective_phrases",
    "transfer", "datives", "tools", "people", "not_turned",
)  # fmt: skip


def _verbs(data: dict[str, Any]) -> Verbs:
    levels: dict[Domain, dict[str, int]] = {domain: {} for domain in Domain}
    sources: dict[str, str] = {}
    for domain in Domain:
        for level, by_source in data[domain.value].items():
            for source, verbs in by_source.items():
                for verb in verbs:
                    # Where a verb stands twice in a domain, the higher level counts.
                    levels[domain][verb] = max(level, levels[domain].get(verb, 0))
                    if source not in sources.get(verb, ""):
                        sources[verb] = sources.get(verb, "") + source
    for verb in data["unmeasurable"]:
        if not any(verb in known for known in levels.values()):
            levels[Domain.COGNITIVE][verb] = data["unmeasurable_level"]
    return Verbs(
        levels=levels,
        sources=sources,
        unmeasurable=frozenset(data["unmeasurable"]),
        unmeasurable_level=data["unmeasurable_level"],
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
            **{
                name: tuple(value) if isinstance(value, list) else value
                for name, value in hours["weights"].items()
            },
        ),
        attitude_levels=tuple(data["attitude_levels"]),
        psychomotor_levels=tuple(data["psychomotor_levels"]),
        teaching=tuple(_teaching(row) for row in data["teaching"]),
        assessments={
            key: (value["method"], value["tool"]) for key, value in data["assessments"].items()
        },
        methods=tuple(data["methods"]),
        stages={
            strand: tuple(tuple(methods) for methods in steps)
            for strand, steps in data["stages"].items()
        },
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


def _patterns(data: dict[str, Any]) -> Patterns:
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
        degrees=data["degrees"],
        frames={kind: tuple(frames) for kind, frames in data["frames"].items()},
        phrases=dict(_flatten(data["phrases"], "")),
    )


def _flatten(node: dict[str, Any], path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in node.items():
        place = f"{path}.{key}" if path else str(key)
        found += _flatten(value, place) if isinstance(value, dict) else [(place, str(value))]
    return found
