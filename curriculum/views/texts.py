"""The trainer's own texts, each in the one place of the one document it belongs to."""

from curriculum.course import Module
from curriculum.labels import Labels
from curriculum.views.parts import Missing, Paragraph, Part, Prose, Section

COURSE_FOLDER = "course"
"""The folder below `content/` for texts about the whole course."""


def module_text(module: Module, slot: str, labels: Labels) -> Section:
    """The text of a slot; a section without parts, which is not shown, where there is none."""
    text = module.texts.get(slot, "")
    parts = (Prose(text, module.id),) if text.strip() else ()
    return Section(id=f"text-{slot}", title=labels[f"slot.{slot}"], parts=parts)


def course_text(title: str, text: str) -> Part:
    """A text about the whole course, or that it is missing."""
    return Prose(text, COURSE_FOLDER) if text.strip() else Paragraph((Missing(title),))
