"""What a YAML file says, as plain data, and what an edit makes of it: the yardstick of splicing."""

from collections.abc import Mapping

from curriculum.keeping.yaml_text import Data, number

Plain = str | list["Plain"] | dict[str, "Plain"]
"""Every scalar is the text that it is written with."""
Path = tuple[str, ...]
"""Keys, from the outermost."""

_LONG_FOR = {"zh": "zh", "en": "zh"} | dict.fromkeys(
    ("text", "condition", "degree", "domain", "level"), "text"
)
"""Key of a mapping -> the key that a text alone stands for in it."""


def plain_of(value: Data) -> Plain:
    """What a value reads back as."""
    if isinstance(value, Mapping):
        return {key: plain_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain_of(inner) for inner in value]
    return value if isinstance(value, str) else number(value)


def found(data: Plain | None, path: Path) -> Plain | None:
    """What stands at a path; None where nothing does."""
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def with_value(data: Plain | None, path: Path, value: Plain) -> Plain:
    """The data with a value at a path.

    Raises:
        TypeError: The path leads through a list, or through a text that is short for no mapping.
    """
    if not path:
        return value
    if isinstance(data, list):
        raise TypeError(path[0])
    inner = data if isinstance(data, dict) else wrapped(data, path)
    return inner | {path[0]: with_value(inner.get(path[0]), path[1:], value)}


def wrapped(text: str | None, path: Path) -> dict[str, Plain]:
    """A text as the mapping that it is short for, where a key of that is wanted.

    Raises:
        TypeError: It is short for none.
    """
    if not text:
        return {}
    if len(path) > 1 or path[0] not in _LONG_FOR:
        raise TypeError(path[0])
    return {_LONG_FOR[path[0]]: text}


def respelled(data: Plain, path: Path, names: Mapping[str, str]) -> Plain:
    """The data with other keys in a mapping, or other texts in a list.

    On the way, the items of a list are named by their numbers, from 0.
    """
    if path and isinstance(data, list):
        return [
            respelled(each, path[1:], names) if str(index) == path[0] else each
            for index, each in enumerate(data)
        ]
    if path:
        inner = data.get(path[0]) if isinstance(data, dict) else None
        if not isinstance(data, dict) or inner is None:
            return data
        return data | {path[0]: respelled(inner, path[1:], names)}
    if isinstance(data, dict):
        return {names.get(key, key): value for key, value in data.items()}
    if isinstance(data, list):
        return [names.get(one, one) if isinstance(one, str) else one for one in data]
    return data


def without(data: Plain, path: Path, item: Plain | None) -> Plain:
    """The data without a key or without an item of a list, nor what is empty then."""
    if not path:
        return [one for one in data if one != item] if isinstance(data, list) else data
    if not isinstance(data, dict) or path[0] not in data:
        return data
    rest = {key: value for key, value in data.items() if key != path[0]}
    if len(path) == 1 and item is None:
        return rest
    old = data[path[0]]
    inner = without(old, path[1:], item)
    return data | {path[0]: inner} if inner or inner == old else rest
