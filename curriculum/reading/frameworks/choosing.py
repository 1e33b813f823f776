"""Choosing one occupation among those of a framework: `FILE#CODE`."""

import dataclasses
import difflib
from collections.abc import Sequence

from curriculum.errors import SourceError
from curriculum.problems import Place

_LISTED = 20


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One occupation that can be chosen."""

    code: str
    name: str
    id: str
    """What the framework's own tables call it."""


def chosen_of(options: Sequence[Option], wanted: str, place: Place) -> Option:
    """The option that the user named by code, name or id; the only one where none was named.

    Raises:
        SourceError: `framework-empty`; `framework-choice`, `framework-near` or
            `framework-no-such`, with a list.
    """
    if not options:
        raise SourceError("framework-empty", place=place)
    if not wanted and len(options) == 1:
        return options[0]
    # In a path the two slashes of an address become one.
    key = wanted.rpartition("/")[2].casefold()
    for option in options:
        if wanted and key in _names_of(option):
            return option
    if not wanted:
        raise SourceError("framework-choice", place=place, **_offer(options, place))
    if alike := _alike(options, key):
        raise SourceError("framework-near", place=place, found=wanted, **_offer(alike, place))
    raise SourceError("framework-no-such", place=place, found=wanted, **_offer(options, place))


def _alike(options: Sequence[Option], key: str) -> list[Option]:
    """The options with all words in code and name, else those with names nearly like it."""
    names = {option.code: f"{option.code} {option.name}".casefold() for option in options}
    alike = [each for each in options if all(word in names[each.code] for word in key.split())]
    if alike:
        return alike
    near = difflib.get_close_matches(key, [option.name.casefold() for option in options])
    return [option for option in options if option.name.casefold() in near]


def _offer(options: Sequence[Option], place: Place) -> dict[str, str]:
    """How many options there are, the first of them, and an example of how to name one."""
    listed = [" ".join(dict.fromkeys((each.code, each.name))) for each in options[:_LISTED]]
    if len(options) > _LISTED:
        listed.append("…")
    return {
        "count": str(len(options)),
        "options": "; ".join(listed),
        "example": f"{place.path}#{options[0].code}",
    }


def _names_of(option: Option) -> set[str]:
    return {name.rpartition("/")[2].casefold() for name in (option.code, option.name, option.id)}
