"""What deserves a look of the trainer, least certain first."""

from collections.abc import Iterator

from curriculum.course import Band, Basis, Course, Module, ReviewItem
from curriculum.decisions import Decisions

_ORDER = {Band.NONE: 0, Band.LOW: 1, Band.MEDIUM: 2, Band.HIGH: 3}
TITLE = "title"
"""The address of the course's title."""

_Rated = tuple[float, ReviewItem]
"""How sure something is, 0 to 1, and the entry of the queue."""


def review(course: Course, decisions: Decisions) -> tuple[ReviewItem, ...]:
    """The queue of a course: what is not certain and neither decided nor confirmed.

    Least certain first, then in the course's order.
    """
    confirmed = {" ".join(each.value.split()) for each in decisions.confirmed}
    rated = [*_title(course)]
    for module in course.modules:
        rated += [*_allocations(module), *_objectives(module, course)]
    kept = [each for each in rated if address_of(each[1]) not in confirmed]
    kept.sort(key=lambda each: (_ORDER[each[1].band], each[0]))
    return tuple(item for _, item in kept)


def address_of(item: ReviewItem) -> str:
    """The address of an entry: that of the allocation, of the objective, or of the title."""
    is_allocation = item.module and not item.item.startswith(f"{item.module}-")
    return f"{item.module} {item.item}" if is_allocation else item.item


def _title(course: Course) -> Iterator[_Rated]:
    if course.title_is_default:
        yield (
            0.0,
            ReviewItem(item=TITLE, module="", band=Band.LOW, reason=course.reasons[TITLE]),
        )


def _allocations(module: Module) -> Iterator[_Rated]:
    for given in (*module.knowledge, *module.skills):
        is_first = given.role == "introduce"
        if is_first and given.basis is not Basis.PRINTED and given.band is not Band.HIGH:
            yield (
                given.confidence,
                ReviewItem(item=given.code, module=module.id, band=given.band, reason=given.reason),
            )


def _objectives(module: Module, course: Course) -> Iterator[_Rated]:
    """Those whose verb was supplied: nobody knows what the criterion asks to do."""
    for goal in module.objectives:
        if goal.verb_is_fallback:
            reason = course.reasons[f"{goal.id} verb"]
            yield (
                0.0,
                ReviewItem(item=goal.id, module=module.id, band=Band.LOW, reason=reason),
            )
