"""Writes a standard as YAML that a trainer can read and edit, and that reads back as equal."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from curriculum.keeping.yaml_text import Data, Flow, yaml_lines
from curriculum.labels import load_labels
from curriculum.problems import NOWHERE
from curriculum.reading.standard_yaml import looks_coded
from curriculum.standard import (
    Attitude,
    Block,
    Category,
    Duty,
    Framework,
    KsaUse,
    PerformanceCriterion,
    Remark,
    Repair,
    Standard,
    Task,
    Version,
    WorkOutput,
)

_REQUIRED = {"code", "name", "name_kind", "language"}
"""Keys of the file that are written even when they are empty."""


def standard_text(standard: Standard) -> str:
    """A standard as the text of a YAML file; `read_standard` gives an equal one back.

    What is empty is left out. A K or S code has its text once, the one printed first; a block
    that prints another one says so: `{S04: 自我管理技能}`.

    Args:
        standard: As read; each code that a block or repair refers to must be in it.
    """
    # In the language of the content, whoever writes it: the same standard gives the same bytes.
    labels = load_labels()
    chunks = [_comment(labels["standard_file.head"])]
    for key, value in _data(standard).items():
        if not value and key not in _REQUIRED:
            continue
        heading = f"standard_file.{key}"
        if heading in labels:
            chunks.append("\n" + _comment(labels[heading]))
        lines = _spaced_duties(value) if key == "duties" else yaml_lines({key: value})
        chunks.append("".join(f"{line}\n" for line in lines))
    return "".join(chunks)


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.strip().split("\n"))


def _spaced_duties(duties: Data) -> Iterable[str]:
    """The duties with an empty line between them: each fills about a screen."""
    first = True
    for line in yaml_lines({"duties": duties}):
        if line.startswith("  - "):
            if not first:
                yield ""
            first = False
        yield line


def _data(standard: Standard) -> dict[str, Data]:
    knowledge, skills = _catalogues(standard)
    notes: dict[str, Data] = {
        "requirements": [requirement.text for requirement in standard.notes.requirements],
        "remarks": [_remark(remark) for remark in standard.notes.remarks],
    }
    categories: dict[str, Data] = {
        "job_category": [_category(category) for category in standard.job_categories],
        "occupation": [_category(category) for category in standard.occupations],
        "industry": [_category(category) for category in standard.industries],
    }
    return {
        "code": standard.code,
        "name": standard.name,
        "name_kind": standard.name_kind,
        "title": standard.title,
        "language": standard.language,
        "level": standard.level or 0,
        "description": standard.description,
        "categories": _filled(categories),
        "versions": [_version(version) for version in standard.versions],
        "duties": [_duty(duty, knowledge, skills) for duty in standard.duties],
        "knowledge": knowledge,
        "skills": skills,
        "attitudes": [_attitude(attitude) for attitude in standard.attitudes],
        "notes": _filled(notes),
        "repairs": [_repair(repair) for repair in standard.repairs],
        "framework": _framework(standard.framework) if standard.framework else {},
    }


def _filled(data: Mapping[str, Data]) -> dict[str, Data]:
    """The data without what is empty."""
    return {key: value for key, value in data.items() if value}


def _catalogues(standard: Standard) -> tuple[dict[str, Data], dict[str, Data]]:
    """The first printed text of each K and of each S code; items without a code have no place."""
    knowledge: dict[str, Data] = {}
    skills: dict[str, Data] = {}
    for block in standard.blocks:
        for catalogue, uses in ((knowledge, block.knowledge), (skills, block.skills)):
            for use in uses:
                if use.code:
                    catalogue.setdefault(use.code, use.text)
    return knowledge, skills


def _category(category: Category) -> Data:
    return {"name": category.name} | _filled({"code": category.code})


def _version(version: Version) -> Data:
    return _filled(
        {
            "version": version.version,
            "code": version.code,
            "name": version.name,
            "status": version.status,
            "remark": version.remark,
            "date": version.date,
        }
    )


def _duty(duty: Duty, knowledge: Mapping[str, Data], skills: Mapping[str, Data]) -> Data:
    blocks: list[Data] = []
    for block in duty.blocks:
        tasks: dict[str, Data] = {}
        if duty.tasks or block.tasks:
            tasks["tasks"] = Flow(block.tasks)
        blocks.append(tasks | _block(block, knowledge, skills))
    return {"code": duty.code, "text": duty.text} | _filled(
        {"tasks": _coded(duty.tasks), "blocks": blocks}
    )


def _block(
    block: Block, knowledge: Mapping[str, Data], skills: Mapping[str, Data]
) -> dict[str, Data]:
    return _filled(
        {
            "level": block.level or 0,
            "outputs": _coded(block.outputs),
            "criteria": _coded(block.criteria),
            "knowledge": _uses(block.knowledge, knowledge),
            "skills": _uses(block.skills, skills),
        }
    )


def _coded(items: Iterable[Task | WorkOutput | PerformanceCriterion]) -> list[Data]:
    """`CODE: text` entries; a text printed without a code stands alone."""
    return [
        item.text
        if not item.code and item.text and not looks_coded(item.text)
        else {item.code: item.text}
        for item in items
    ]


def _uses(uses: Iterable[KsaUse], catalogue: Mapping[str, Data]) -> Flow:
    """Codes; with the printed text only where it is another than the catalogue's."""
    return Flow(
        use.code if use.code and catalogue[use.code] == use.text else {use.code: use.text}
        for use in uses
    )


def _attitude(attitude: Attitude) -> Data:
    return {"code": attitude.code, "name": attitude.name} | _filled({"text": attitude.text})


def _remark(remark: Remark) -> Data:
    return _filled({"mark": remark.mark}) | {"text": remark.text}


def _framework(framework: Framework) -> dict[str, Data]:
    return {"name": framework.name} | _filled({"ids": dict(framework.ids)})


def _repair(repair: Repair) -> Data:
    # Read from a YAML file, its place is not the line in the published text.
    published = PurePath(repair.place.path).suffix.lower() not in {".yaml", ".yml"}
    place = repair.place if published else NOWHERE
    return {"kind": repair.kind.value} | _filled(
        {
            "items": Flow(repair.items),
            "printed": repair.printed,
            "read_as": repair.read_as,
            "page": place.page,
            "table": place.table,
            "line": place.line,
            "cell": place.column if place.page or place.table else 0,
        }
    )
