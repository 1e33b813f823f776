"""Sections and places to sign that have their words from the labels of their document."""

from curriculum.labels import Labels
from curriculum.views.parts import Part, Section, Signatures


def section(labels: Labels, document: str, section_id: str, *parts: Part) -> Section:
    """A section of a document, with the title that the document's labels give it."""
    return Section(id=section_id, title=labels[f"{document}.{section_id}"], parts=parts)


def signatures(labels: Labels, document: str, *rows: tuple[str, ...]) -> Signatures:
    """Places to sign, row by row, with the names that the document's labels give them."""
    return Signatures(
        labels[f"{document}.signatures"],
        tuple(tuple(labels[f"{document}.{name}"] for name in row) for row in rows),
    )
