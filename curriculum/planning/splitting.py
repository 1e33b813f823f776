"""Which of the modules that share a task by a split have one of its items.

The part whose own criteria and outputs are nearest introduces it; the later ones use it again.
"""

from collections.abc import Mapping, Sequence

from curriculum.planning.modules import Outline
from curriculum.planning.nearness import Segment, TaskVectors

BELONGS = 0.5
"""Least share of the best score with which an item belongs somewhere."""


class Splits:
    """The tasks that several modules have parts of."""

    def __init__(self, modules: Sequence[Outline], vectors: TaskVectors) -> None:
        self._vectors = vectors
        self._parts: dict[str, list[Outline]] = {}
        for module in modules:
            for task in module.tasks:
                self._parts.setdefault(task, []).append(module)
        self._found: dict[tuple[str, str], Mapping[str, Segment]] = {}

    def is_split(self, task: str) -> bool:
        """Whether several modules have parts of a task."""
        return len(self._parts.get(task, ())) > 1

    def near(self, text: str, task: str) -> Mapping[str, Segment]:
        """Module id -> what of it is nearest to an item of a split task.

        Begins with the nearest module; those before it in the course do not have the item. Every
        module has one that is near none of them: the mapping is empty.
        """
        if (text, task) not in self._found:
            parts = self._parts[task]
            found = [self._vectors.nearest(text, (*part.outputs, *part.criteria)) for part in parts]
            first = max(range(len(parts)), key=lambda n: (found[n].score, -n))
            self._found[text, task] = (
                {part.id: near for part, near in zip(parts[first:], found[first:], strict=True)}
                if found[first].score
                else {}
            )
        return self._found[text, task]


def is_near(module: str, near: Mapping[str, Segment]) -> bool:
    """Whether an item's words put it in a module, by what `Splits.near` found."""
    best = max((segment.score for segment in near.values()), default=0.0)
    return not near or (module in near and near[module].score >= BELONGS * best)
