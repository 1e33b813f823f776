"""Small made-up standards for comparing versions, written as code -> text."""

from collections.abc import Mapping, Sequence

from curriculum.standard import (
    Attitude,
    Block,
    Duty,
    KsaUse,
    PerformanceCriterion,
    Standard,
    Task,
    WorkOutput,
)

Texts = Mapping[str, str | Sequence[str]]
"""Code -> text; of a K or S item its text and the codes of its tasks."""


def standard_of(texts: Texts, code: str = "FLO1234-001v1") -> Standard:
    """A standard with a block for each task."""
    plain = {name: text for name, text in texts.items() if isinstance(text, str)}
    duties = tuple(
        Duty(
            code=duty,
            text=text,
            tasks=tuple(
                Task(code=task, text=words)
                for task, words in plain.items()
                if task.startswith(f"{duty}.")
            ),
            blocks=tuple(_block(task, texts) for task in plain if task.startswith(f"{duty}.")),
        )
        for duty, text in plain.items()
        if duty.startswith("T") and "." not in duty
    )
    attitudes = tuple(
        Attitude(code=name, name=text.split("：")[0], text=text.partition("：")[2])
        for name, text in plain.items()
        if name.startswith("A")
    )
    return Standard(
        code=code, name="花店接單人員", name_kind="occupation", duties=duties, attitudes=attitudes
    )


def _block(task: str, texts: Texts) -> Block:
    own = f"{task[1:]}."
    plain = {name: text for name, text in texts.items() if isinstance(text, str)}
    uses = {
        name: KsaUse(code=name, text=entry[0])
        for name, entry in texts.items()
        if not isinstance(entry, str) and task in entry[1:]
    }
    return Block(
        tasks=(task,),
        level=3,
        outputs=tuple(
            WorkOutput(code=name, text=text)
            for name, text in plain.items()
            if name.startswith(f"O{own}")
        ),
        criteria=tuple(
            PerformanceCriterion(code=name, text=text)
            for name, text in plain.items()
            if name.startswith(f"P{own}")
        ),
        knowledge=tuple(use for name, use in uses.items() if name.startswith("K")),
        skills=tuple(use for name, use in uses.items() if name.startswith("S")),
    )
