"""Sections that have their titles from the labels of their document."""

from curriculum.labels import Labels
from curriculum.views.parts import Part, Section


def section(labels: Labels, document: str, section_id: str, *parts: Part) -> Section:
    """A section of a document, with the title that the document's labels give it."""
    return Section(id=section_id, title=labels[f"{document}.{section_id}"], parts=parts)
