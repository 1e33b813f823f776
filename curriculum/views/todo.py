"""What a trainer has to look at after a course has moved to another version, module by module."""

from collections.abc import Iterator

from curriculum.comparing.differences import Change, ChangeKind, Differences, Item, ItemKind
from curriculum.course import Course, Module, Role
from curriculum.labels import Labels
from curriculum.memory import Parked, Suspect
from curriculum.views.addresses import module_of
from curriculum.views.differences import change_words
from curriculum.views.terminal import kept_line, visible

_SHARED = {ItemKind.KNOWLEDGE, ItemKind.SKILL}


def todo_lines(found: Differences, course: Course, labels: Labels) -> Iterator[str]:
    """The list, with what concerns the course as a whole at the end.

    Args:
        found: The old and the new version.
        course: As it is planned with the new one.
        labels: The words.
    """
    concerns: dict[str, list[str]] = {module.id: [] for module in course.modules}
    concerns[""] = []
    for change in found.changes:
        for name in dict.fromkeys(_modules_of_change(change, course, found)):
            concerns[name].append(visible(_change_line(change, labels)))
    kept: tuple[Suspect | Parked, ...] = (*course.suspect, *course.parked)
    for each in kept:
        name = module_of(each.address, course)
        concerns.setdefault(name, []).append(kept_line(each, labels))
    added = sum(change.kind is ChangeKind.ADDED for change in found.changes)
    counts = {"suspect": course.suspect_decisions, "parked": len(course.parked), "added": added}
    yield labels["todo.title"]
    yield labels.fill("todo.counts", **counts)
    titles = {module.id: module.title for module in course.modules}
    for name, lines in sorted(concerns.items(), key=lambda each: not each[0]):
        if lines:
            yield ""
            title = titles.get(name, labels["todo.gone"])
            yield visible(f"{name} {title}") if name else labels["todo.course"]
            yield from (f"  {line}" for line in lines)


def _change_line(change: Change, labels: Labels) -> str:
    words = change_words(change, labels)
    if change.kind is not ChangeKind.ADDED:
        return words
    return f"{words} {change.new[0].text}{labels['todo.undecided']}"


def _modules_of_change(change: Change, course: Course, found: Differences) -> Iterator[str]:
    """Ids of the modules that a change concerns; an empty one where it concerns none, or all.

    What has moved concerns the module that has it now, and the one that has lost it.
    """
    if change.new:
        yield _module_with(change.new[0], course)
    item = change.old[0] if change.old else change.new[0]
    homes = {found.codes.get(code, "") for code in item.within}
    if change.kind is ChangeKind.MOVED and item.kind in {ItemKind.OUTPUT, ItemKind.CRITERION}:
        yield from (each.id for each in course.modules if homes & {*each.tasks})
    elif not change.new:
        is_wide = item.kind in {ItemKind.DUTY, ItemKind.TASK, ItemKind.ATTITUDE}
        near = (each.id for each in course.modules if homes & {*each.tasks, each.duty})
        yield "" if is_wide else next(near, "")


def _module_with(item: Item, course: Course) -> str:
    """Id of the module that has an item; of a K or S item, the one that introduces it."""
    modules = [module for module in course.modules if item.code in _codes(item.kind, module)]
    if item.kind in _SHARED:
        introducing = [module for module in modules if _introduces(module, item.code)]
        modules = introducing or modules
    return modules[0].id if modules else ""


def _codes(kind: ItemKind, module: Module) -> set[str]:
    match kind:
        case ItemKind.TASK:
            return set(module.tasks)
        case ItemKind.CRITERION:
            return {item.code for item in module.criteria}
        case ItemKind.OUTPUT:
            return {item.code for item in module.outputs}
        case ItemKind.KNOWLEDGE | ItemKind.SKILL:
            return {item.code for item in (*module.knowledge, *module.skills)}
        case _:
            return set()


def _introduces(module: Module, code: str) -> bool:
    given = (*module.knowledge, *module.skills)
    return any(each.code == code and each.role is Role.INTRODUCE for each in given)
