"""What a module covers of the standard: criteria, work outputs, K, S and A, as printed."""

from curriculum.course import Allocation, Course, Module
from curriculum.labels import Labels
from curriculum.standard import KsaKind
from curriculum.views import pages
from curriculum.views.facts import attitude_text
from curriculum.views.parts import Fact, Facts, Line, Section, Tag, joined


def content_section(
    course: Course, module: Module, labels: Labels, *, defines_attitudes: bool
) -> Section:
    """Everything a module covers, item by item.

    Args:
        course: The course.
        module: The module.
        labels: The words.
        defines_attitudes: Whether attitudes come with their printed definitions, or by name only.
    """
    return Section(
        id="content",
        title=labels["content.title"],
        parts=(
            Facts(
                (
                    criteria_fact(course, module, labels),
                    _outputs(course, module, labels),
                    _fact(
                        "knowledge", _allocated(course, KsaKind.KNOWLEDGE, module, labels), labels
                    ),
                    _fact("skills", _allocated(course, KsaKind.SKILL, module, labels), labels),
                    attitudes_fact(course, module, labels)
                    if defines_attitudes
                    else _attitude_names(course, module, labels),
                )
            ),
        ),
    )


def printed_section(course: Course, module: Module, labels: Labels) -> Section:
    """What a module covers apart from K and S, for a document that has these elsewhere."""
    return Section(
        id="content",
        title=labels["content.title"],
        parts=(
            Facts(
                (
                    criteria_fact(course, module, labels),
                    _outputs(course, module, labels),
                    attitudes_fact(course, module, labels),
                )
            ),
        ),
    )


def content_in_short(course: Course, module: Module, labels: Labels) -> tuple[Fact, ...]:
    """Work outputs, K and S of a module on as few lines as they need."""
    separator = labels["punctuation.semicolon"]

    def short(name: str, kind: KsaKind, items: tuple[Allocation, ...]) -> Fact:
        lines = (pages.linked_item(kind, item.code, item.text, course.standard) for item in items)
        line = joined(lines, separator)
        return _fact(name, (line,) if line else (), labels)

    return (
        _outputs(course, module, labels),
        short("knowledge", KsaKind.KNOWLEDGE, module.knowledge),
        short("skills", KsaKind.SKILL, module.skills),
    )


def criteria_fact(course: Course, module: Module, labels: Labels) -> Fact:
    """The module's criteria."""
    lines = tuple(pages.coded(item.code, item.text, course.standard) for item in module.criteria)
    return _fact("criteria", lines, labels)


def attitudes_fact(course: Course, module: Module, labels: Labels) -> Fact:
    """The module's attitudes with their definitions."""
    lines = tuple(
        pages.linked_item(KsaKind.ATTITUDE, item.code, attitude_text(item), course.standard)
        for item in module.attitudes
    )
    return _fact("attitudes", lines, labels)


def _attitude_names(course: Course, module: Module, labels: Labels) -> Fact:
    names = (
        pages.linked_item(KsaKind.ATTITUDE, item.code, item.name, course.standard)
        for item in module.attitudes
    )
    line = joined(names, labels["punctuation.semicolon"])
    return _fact("attitudes", (line,) if line else (), labels)


def _outputs(course: Course, module: Module, labels: Labels) -> Fact:
    lines = tuple(pages.coded(item.code, item.text, course.standard) for item in module.outputs)
    return _fact("outputs", lines, labels)


def _allocated(course: Course, kind: KsaKind, module: Module, labels: Labels) -> tuple[Line, ...]:
    """K or S items of a module, each with what the module does with it."""
    items = module.knowledge if kind is KsaKind.KNOWLEDGE else module.skills
    return tuple(
        (
            *pages.linked_item(kind, item.code, item.text, course.standard),
            Tag(labels[f"role.{item.role}"]),
        )
        for item in items
    )


def _fact(name: str, lines: tuple[Line, ...], labels: Labels) -> Fact:
    return Fact(labels[f"terms.{name}"], lines or ((labels["parts.none"],),))
