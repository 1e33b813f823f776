"""Putting the codes of today into `course.yaml`, where the standard has renumbered its items."""

from collections.abc import Mapping

from curriculum.keeping.course_edit import CourseEdit
from curriculum.keeping.yaml_plain import Path
from curriculum.text import fold_width

Moves = Mapping[tuple[str, str], str]
"""Address and code of a decision -> the code it has now."""

_PLAIN_LISTS = ("introduce", "reinforce", "exclude")
_GROUPING = ("tasks", "criteria")
_SERVED = ("criteria", "knowledge", "skills", "attitudes")


def write_moved_codes(edit: CourseEdit, moves: Moves) -> None:
    """Replace every code that has moved; all at once, for one may have taken another's place.

    Args:
        edit: The edit of the course file.
        moves: The codes that have moved.
    """
    mover = _Mover(edit, moves)
    mover.names(("teach",), "teach {}")
    mover.names(("leave_out",), "leave_out {}")
    mover.names(("tasks",), "{} title")
    modules = edit.value(("modules",))
    for name in modules if isinstance(modules, dict) else ():
        path = ("modules", name)
        for key in _GROUPING:
            mover.names((*path, key), f"{name} {key} {{}}")
        for key in _PLAIN_LISTS:
            mover.names((*path, key), f"{name} {{}}")
        mover.names((*path, "objectives"), f"{name}-{{}}")
        added = edit.value((*path, "added_objectives"))
        for own in added if isinstance(added, dict) else ():
            for key in _SERVED:
                mover.names((*path, "added_objectives", own, key), f"{name}-{own}")
    mover.accepted()
    mover.confirmed()


def write_moved_objective(edit: CourseEdit, decision: tuple[str, str, str], home: str) -> bool:
    """Put a decided objective under another module, with its comments.

    Args:
        edit: The edit of the course file.
        decision: The module, `objectives` or `added_objectives`, and the key there.
        home: The module that has the item now.

    Returns:
        Whether it stood in the file.

    Raises:
        TargetError: The file is laid out so that it cannot be moved.
    """
    module, key, name = decision
    written = _written(edit, ("modules",), module)
    path = ("modules", written, key)
    code = _written(edit, path, name)
    if not code:
        return False
    there = _written(edit, ("modules",), home) or home
    edit.move((*path, code), ("modules", there, key, code))
    edit.respell(("confirmed",), {f"{module}-{name}": f"{home}-{name}"})
    return True


def _written(edit: CourseEdit, path: Path, name: str) -> str:
    """A key as it is written in a mapping; empty where it is not there."""
    keys = edit.value(path)
    found = (
        (key for key in keys if fold_width(key).strip() == name)
        if isinstance(keys, dict)
        else iter(())
    )
    return next(found, "")


class _Mover:
    """Replaces codes in lists and in keys."""

    def __init__(self, edit: CourseEdit, moves: Moves) -> None:
        self._edit = edit
        self._moves = moves

    def names(self, path: Path, address: str) -> None:
        """The codes in a list, or those that are the keys of a mapping."""
        codes = self._edit.value(path)
        if isinstance(codes, (list, dict)):
            found = {str(code): self._now(address, str(code)) for code in codes}
            self._edit.respell(path, {code: now for code, now in found.items() if now})

    def accepted(self) -> None:
        """The items of acknowledged findings."""
        accept = self._edit.value(("accept",))
        if not isinstance(accept, list):
            return
        for index, each in enumerate(accept):
            items = each.get("items") if isinstance(each, dict) else None
            if isinstance(each, dict) and isinstance(items, list):
                codes = [fold_width(str(code)).strip() for code in items]
                address = " ".join(("accept", str(each.get("code")), *codes))
                found = {
                    str(written): self._now(address, code)
                    for written, code in zip(items, codes, strict=True)
                }
                names = {code: now for code, now in found.items() if now}
                self._edit.respell(("accept", str(index), "items"), names)

    def confirmed(self) -> None:
        """The addresses of confirmed values, which end in the code."""
        names = {
            address.removeprefix("confirmed "): address.removeprefix("confirmed ")[: -len(code)]
            + new
            for (address, code), new in self._moves.items()
            if address.startswith("confirmed ")
        }
        self._edit.respell(("confirmed",), names)

    def _now(self, address: str, written: str) -> str:
        """The code that has come in the place of a written one; empty where it stays."""
        code = fold_width(written).strip()
        return self._moves.get((address.format(code), code), "")
