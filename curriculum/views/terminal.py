"""What the commands print: the standard, the plan and the problems as lines for a terminal."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from curriculum.course import Basis, Course, Module
from curriculum.errors import ContentError, CurriculumError
from curriculum.labels import Labels
from curriculum.memory import Parked, Suspect
from curriculum.planning.review import address_of
from curriculum.problems import Place, Problem, Severity
from curriculum.standard import Block, Coded, Duty, Standard
from curriculum.text import CONTROL, as_typed, display_width, nearest
from curriculum.views.addresses import address_words, is_about_value, now_words, quoted

SourceLine = Callable[[Place], str | None]
"""The line of the source at a place, where showing it helps; None elsewhere."""

_LONGEST_LINE = 100


def visible(text: str) -> str:
    """A text on one line of a terminal: what could steer the terminal is shown, not obeyed."""
    return CONTROL.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def standard_lines(standard: Standard, labels: Labels) -> Iterator[str]:
    """The standard as read, duty by duty."""
    yield visible(f"{standard.code} {standard.name}".strip())
    if standard.framework:
        yield labels.fill("terminal.framework", name=visible(standard.framework.name))
    level = standard.level or labels["terminal.none"]
    yield labels.fill("terminal.level", level=level)
    yield labels.fill("terminal.counts", **counts(standard))
    if standard.description:
        yield visible(standard.description)
    for duty in standard.duties:
        yield ""
        yield _named(duty, standard)
        yield from _duty_lines(duty, standard, labels)
    if standard.attitudes:
        yield ""
        yield labels["terminal.attitudes"]
        for item in standard.attitudes:
            yield visible(f"  {item.code} {item.name}  {item.text}".rstrip()) + _id(item, standard)
    remarks = [f"【{each.mark}】{each.text}" if each.mark else each.text
               for each in standard.notes.remarks]  # fmt: skip
    requirements = [each.text for each in standard.notes.requirements]
    if requirements or remarks:
        yield ""
        yield labels["terminal.notes"]
        yield from (f"  {visible(line)}" for line in (*requirements, *remarks))


def counts(standard: Standard) -> dict[str, int]:
    """How many of each there are in a standard."""
    return {
        "duties": len(standard.duties),
        "tasks": len(standard.tasks),
        "outputs": len(standard.outputs),
        "criteria": len(standard.criteria),
        "knowledge": len(standard.knowledge),
        "skills": len(standard.skills),
        "attitudes": len(standard.attitudes),
    }


def _duty_lines(duty: Duty, standard: Standard, labels: Labels) -> Iterator[str]:
    for task in duty.tasks:
        level = standard.level_of(task.code)
        note = labels.fill("terminal.task_level", level=level) if level else ""
        yield f"  {_named(task, standard)}{note}"
        items: list[Coded] = [*standard.outputs_of(task.code), *standard.criteria_of(task.code)]
        yield from (f"    {_named(item, standard)}" for item in items)
    for block in duty.blocks:
        yield from _block_lines(block, duty, standard, labels)


def _named(item: Coded, standard: Standard) -> str:
    """Code and text of an item, with the id of a foreign framework behind them."""
    return visible(f"{item.code} {item.text}") + _id(item, standard)


def _id(item: Coded, standard: Standard) -> str:
    id_ = standard.foreign_ids.get(item.code)
    return visible(f" [{id_}]") if id_ else ""


def _block_lines(block: Block, duty: Duty, standard: Standard, labels: Labels) -> Iterator[str]:
    """The K and S of a block, under the tasks they are printed for; all of it where it has none."""
    if not block.tasks:
        items: list[Coded] = [*block.outputs, *block.criteria]
        yield from (f"  {_named(item, standard)}" for item in items)
    if block.knowledge or block.skills:
        tasks = labels.join(block.tasks) or duty.code
        yield visible("  " + labels.fill("terminal.uses_of", tasks=tasks))
        for use in (*block.knowledge, *block.skills):
            yield f"    {_named(use, standard)}"


def plan_lines(course: Course, labels: Labels) -> Iterator[str]:
    """The planned course, module by module."""
    yield visible(course.title) + (labels["terminal.proposed"] if course.title_is_default else "")
    suggested = labels["terminal.suggested"] if course.hours_are_default else ""
    yield (
        labels.fill("terminal.course_hours", hours=f"{course.hours:g}", modules=len(course.modules))
        + suggested
    )
    if course.suspect or course.parked:
        counts = {"suspect": course.suspect_decisions, "parked": len(course.parked)}
        yield labels.fill("terminal.to_look_at", **counts)
    for module in course.modules:
        yield ""
        yield from _module_lines(module, labels)
    yield from _left_out_lines(course, labels)


def _left_out_lines(course: Course, labels: Labels) -> Iterator[str]:
    """What the course does not teach, and why."""
    if course.left_out or course.not_taught:
        yield ""
    for item in course.left_out:
        line = labels.fill(
            "terminal.left_out", code=item.code, text=quoted(item.text, labels), reason=item.reason
        )
        yield visible(line)
    if course.not_taught:
        yield visible(labels.fill("terminal.not_taught", tasks=labels.join(course.not_taught)))


def _module_lines(module: Module, labels: Labels) -> Iterator[str]:
    yield visible(f"{module.id} {module.title}")
    yield (
        "  "
        + labels.fill(
            "terminal.module_hours",
            hours=f"{module.hours:g}",
            theory=f"{module.theory_hours:g}",
            practice=f"{module.practice_hours:g}",
        )
        + ("" if module.hours_are_default else labels["terminal.decided"])
    )
    for heading, items in (("knowledge", module.knowledge), ("skills", module.skills)):
        codes = (
            f"{each.code}{labels[f'terminal.{each.role.value}']}"
            f"{labels['terminal.decided'] if each.basis is Basis.DECIDED else ''}"
            for each in items
        )
        if items:
            yield visible(f"  {labels[f'terminal.{heading}']}{labels.join(tuple(codes))}")
    for goal in module.objectives:
        default = labels["terminal.default"] if goal.degree_is_default and goal.degree else ""
        decided = labels["terminal.decided"] if goal.is_decided else ""
        yield visible(f"  - {goal.text}{decided}{default}")


def reasons_about(course: Course, wanted: str, labels: Labels) -> list[tuple[str, str]]:
    """Addresses about a code or module, with why their values are what they are.

    Width and case of what was typed do not count; nothing when no reason is known.
    """
    typed = as_typed(wanted)
    found = [
        (address, reason)
        for address, reason in course.reasons.items()
        if typed in {as_typed(word) for word in (address, *_words_of(address, course))}
    ]
    # What concerns the module as a whole comes before its items.
    found.sort(key=lambda each: not is_about_value(each[0], labels))
    for parked in course.parked:
        if typed in {as_typed(word) for word in (parked.address, *parked.address.split())}:
            was = quoted(parked.was, labels)
            why = "terminal.unfitting_reason" if parked.rule else "terminal.parked_reason"
            reason = labels.fill(why, code=parked.rule or labels.term("code", parked.code), was=was)
            found.append((parked.address, reason))
    return found


def reason_lines(found: Sequence[tuple[str, str]], labels: Labels) -> Iterator[str]:
    """Reasons, each after its address in words."""
    for address, reason in found:
        yield visible(f"{address_words(address, labels)}{labels['terminal.colon']}{reason}")


def nearest_code(course: Course, wanted: str) -> str:
    """What was meant by a code that nothing is known about; empty where nothing is near."""
    known = {word for address in course.reasons for word in _words_of(address, course)}
    return nearest(wanted, sorted(known))


def _words_of(address: str, course: Course) -> set[str]:
    """What an address is about: its words, and of an objective its module, name and codes."""
    words = set(address.split())
    goal = next((course.objectives[word] for word in words if word in course.objectives), None)
    if goal:
        words |= {*goal.criteria, *goal.knowledge, *goal.skills, *goal.attitudes}
        home = next(module.id for module in course.modules if goal in module.objectives)
        words |= {home, goal.id.removeprefix(f"{home}-")}
    return words


def review_lines(course: Course, labels: Labels) -> Iterator[str]:
    """What deserves a look: decisions to confirm, parked ones, then the least certain values."""
    if not (course.review or course.suspect or course.parked):
        yield labels["terminal.nothing_to_review"]
    kept: tuple[Suspect | Parked, ...] = (*course.suspect, *course.parked)
    yield from (kept_line(each, labels) for each in kept)
    for each in course.review:
        band = labels[f"terminal.band_{each.band.value}"]
        name = address_words(address_of(each), labels)
        yield visible(f"{name}  {band}  {each.reason}")


def kept_line(kept: Suspect | Parked, labels: Labels) -> str:
    """A decision that waits for confirmation, or that is kept aside."""
    if isinstance(kept, Suspect):
        code = labels.term("code", kept.was_code or kept.code)
    else:
        code = kept.rule or labels.term("code", kept.code)
    words = {"code": code, "was": quoted(kept.was, labels)}
    words["decision"] = _decision(kept, labels)
    if isinstance(kept, Parked):
        said = "terminal.unfitting" if kept.rule else "terminal.parked"
        return visible(labels.fill(said, **words))
    return visible(labels.fill("terminal.suspect", now=now_words(kept, labels), **words))


def _decision(kept: Suspect | Parked, labels: Labels) -> str:
    """A decision by its place and in words; by its address, which is what `confirm` takes."""
    place = f"{kept.place}: " if str(kept.place) else ""
    words = address_words(kept.address, labels)
    return f"{place}{words}" if words == kept.address else f"{place}{words} [{kept.address}]"


def problem_lines(
    problems: Sequence[Problem], labels: Labels, source_line: SourceLine
) -> Iterator[str]:
    """Problems one under the other, each with its place, the line it is about, and a hint.

    Those that were acknowledged stand apart, at the end, with the reason instead.
    """
    settled = [problem for problem in problems if problem.accepted is not None]
    for problem in problems:
        if problem.accepted is None:
            yield from _problem_lines(problem, labels, source_line)
            yield visible(f"  {labels['terminal.hint']}{labels.hint(problem)}")
    if settled:
        yield ""
        yield labels["terminal.accepted_title"]
    for problem in settled:
        yield from _problem_lines(problem, labels, source_line)
        yield visible(f"  {labels['terminal.accepted']}{problem.accepted}")


def _problem_lines(problem: Problem, labels: Labels, source_line: SourceLine) -> Iterator[str]:
    head = f"{problem.place}: " if str(problem.place) else ""
    severity = labels[f"terminal.{problem.severity.value}"]
    message = labels.message(problem)
    yield visible(f"{head}{severity} {problem.code} [{problem.name}] {message}")
    line = source_line(problem.place)
    if line is not None and len(line) <= _LONGEST_LINE and problem.place.column:
        before = line[: problem.place.column - 1]
        word = re.split(": |:$| #", line[problem.place.column - 1 :])[0].rstrip() or " "
        yield visible(f"    {line}")
        yield " " * (4 + display_width(before)) + "^" * display_width(word)


def error_lines(error: CurriculumError, labels: Labels, source_line: SourceLine) -> Iterator[str]:
    """What went wrong, where, and what to do about it."""
    if isinstance(error, ContentError):
        yield from problem_lines(error.problems, labels, source_line)
    head = f"{error.place}: " if str(error.place) else ""
    yield visible(f"{head}{labels['terminal.error']} {labels.error_message(error)}")
    yield f"  {labels['terminal.hint']}{visible(labels.error_hint(error))}"


def summary_line(problems: Sequence[Problem], labels: Labels) -> str:
    """How many problems of each severity there are, and how many were acknowledged."""
    if not problems:
        return labels["terminal.no_problems"]
    found = Counter(problem.severity for problem in problems if problem.accepted is None)
    counted = labels.fill(
        "terminal.problem_counts",
        errors=found[Severity.ERROR],
        warnings=found[Severity.WARNING],
        infos=found[Severity.INFO],
    )
    settled = len(problems) - found.total()
    return counted + (labels.fill("terminal.accepted_count", count=settled) if settled else "")


def github_lines(problems: Sequence[Problem], labels: Labels) -> Iterator[str]:
    """Problems as the annotations that GitHub shows beside a file."""
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for problem in problems:
        place = problem.place
        where = {"file": place.path, "line": str(place.line or ""), "col": str(place.column or "")}
        where["title"] = f"{problem.code} {problem.name}"
        command, advice = commands[problem.severity], labels.hint(problem)
        if problem.accepted is not None:
            command, advice = "notice", f"{labels['terminal.accepted']}{problem.accepted}"
        fields = ",".join(f"{key}={_escaped(value)}" for key, value in where.items() if value)
        text = f"{labels.message(problem)} {advice}"
        yield f"::{command} {fields}::{_escaped(text, in_fields=False)}"


def _escaped(text: str, *, in_fields: bool = True) -> str:
    """A value as GitHub's workflow commands want it."""
    pairs = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")]
    for raw, safe in (*pairs, *([(":", "%3A"), (",", "%2C")] if in_fields else [])):
        text = text.replace(raw, safe)
    return text
