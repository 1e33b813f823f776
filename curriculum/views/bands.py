"""How far an allocation can be trusted, with the same sign and the same word on every page."""

from curriculum.course import Band
from curriculum.labels import Labels

UNCERTAIN = {Band.LOW: "?", Band.NONE: "??"}
"""The sign behind an allocation that deserves a look, by how far it can be trusted."""


def band_text(band: Band, labels: Labels) -> str:
    """How far an allocation can be trusted, with the sign that the matrix has for doubts."""
    return " ".join(filter(None, (labels[f"band.{band}"], UNCERTAIN.get(band))))
