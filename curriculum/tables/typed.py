"""The data of the tables' files as typed tables."""

import itertools
from collections.abc import Iterator
from typing import Any

from curriculum.course import Domain
from curriculum.tables.model import (
    Collocation,
    Generic,
    Hours,
    KnowledgePattern,
    Lesson,
    OutputPattern,
    Patterns,
    ReviewWords,
    Teaching,
    Verbs,
    Watched,
    Weights,
)


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


def verbs(data: dict[str, Any]) -> Verbs:
    """The table of verbs."""
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


def weights(data: dict[str, Any]) -> Weights:
    """The numbers and choices of a plan."""
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
        usual_ceilings=tuple(data["usual_ceilings"]),
        teaching=tuple(_teaching(row) for row in data["teaching"]),
        assessments={
            key: (value["method"], value["tool"]) for key, value in data["assessments"].items()
        },
        methods=tuple(data["methods"]),
        strands=data["strands"],
        lesson=Lesson(**data["lesson"]),
        question_minutes=tuple(data["question_minutes"]),
        test_mark=data["test_mark"],
        rubric_scores=tuple(data["rubric_scores"]),
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


def generic(data: dict[str, Any]) -> Generic:
    """The words that mark an item as generic."""
    return Generic(knowledge=tuple(data["knowledge"]), skills=tuple(data["skills"]))


def review(data: dict[str, Any]) -> ReviewWords:
    """The words to look for in a course."""
    return ReviewWords(
        titles={
            reason: Watched(_longest_first(row["words"]), _longest_first(row["except"]))
            for reason, row in data["titles"].items()
        },
        terms=frozenset(term.casefold() for term in data["terms"]),
        no_equipment=frozenset(data["equipment"]["none"]),
        presenting=frozenset(data["equipment"]["presenting"]),
        weak_evidence=frozenset(data["weak_evidence"]),
    )


def patterns(data: dict[str, Any]) -> Patterns:
    """The sentences of a plan."""
    phrases = {name: data[name] for name in ("skills", "fallback", "degrees", "conditions")}
    return Patterns(
        title=data["title"]["pattern"],
        title_drops=_longest_first(data["title"]["drops"]),
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
