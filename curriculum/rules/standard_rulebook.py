"""What the rules on a standard look at, and the book they stand in."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping

from curriculum.problems import Place
from curriculum.rules.registry import Rulebook
from curriculum.standard import PerformanceCriterion, Standard
from curriculum.tables import Verbs
from curriculum.wording import Wording, analyse


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PrintedText:
    """One text of the standard, for the rules that look at texts."""

    code: str
    """Code of its item; empty where none is printed."""
    kind: str
    """`T` (a duty or a task), `O`, `P`, `K`, `S` or `A`."""
    text: str
    place: Place


@dataclasses.dataclass(frozen=True, kw_only=True)
class StandardReview:
    """A standard under review, with what several rules need of it."""

    standard: Standard
    verbs: Verbs

    @functools.cached_property
    def wordings(self) -> Mapping[PerformanceCriterion, Wording]:
        """The verbs and clauses of every criterion."""
        return {each: analyse(each.text, self.verbs) for each in self.standard.criteria}

    @functools.cached_property
    def texts(self) -> tuple[PrintedText, ...]:
        """Every text of the standard's items, once each, in printed order by kind."""
        return tuple(dict.fromkeys(self._texts()))

    def _texts(self) -> Iterator[PrintedText]:
        standard = self.standard
        for duty in standard.duties:
            yield PrintedText(code=duty.code, kind="T", text=duty.text, place=duty.place)
        for task in standard.tasks:
            yield PrintedText(code=task.code, kind="T", text=task.text, place=task.place)
        for output in standard.outputs:
            yield PrintedText(code=output.code, kind="O", text=output.text, place=output.place)
        for item in standard.criteria:
            yield PrintedText(code=item.code, kind="P", text=item.text, place=item.place)
        seen = set()
        for block in standard.blocks:
            for kind, uses in (("K", block.knowledge), ("S", block.skills)):
                for use in uses:
                    if (use.code, use.text) not in seen:
                        seen.add((use.code, use.text))
                        yield PrintedText(code=use.code, kind=kind, text=use.text, place=use.place)
        for attitude in standard.attitudes:
            text = attitude.text or attitude.name
            yield PrintedText(code=attitude.code, kind="A", text=text, place=attitude.place)


STANDARD_RULES: Rulebook[StandardReview] = Rulebook()
"""Every rule on a standard; the modules beside this one fill it."""
