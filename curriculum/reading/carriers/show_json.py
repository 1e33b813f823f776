"""The carrier for what `curriculum show --format json` prints: JSON -> `Standard`."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from curriculum.errors import SourceError
from curriculum.problems import Place
from curriculum.reading.json_values import json_value, place_at
from curriculum.reading.standard_yaml import CATEGORIES, LEVELS, NAME_KINDS, VERSION_KEYS
from curriculum.standard import (
    Attitude,
    Block,
    Category,
    Coded,
    Duty,
    KsaUse,
    Notes,
    PerformanceCriterion,
    Remark,
    Repair,
    RepairKind,
    Requirement,
    Standard,
    Task,
    Version,
    WorkOutput,
)

_Item = TypeVar("_Item", bound=Coded)


def read_standard(text: str, path: str) -> Standard:
    """The standard in the JSON of `show`.

    Raises:
        SourceError: `foreign-json`: it is none, or was changed into something else; `json-code`: a
            code was changed in one place only; `yaml-character`.
    """
    place = Place(path=path)
    try:
        return _Reader(json_value(text, path), text, place).standard()
    except json.JSONDecodeError as error:
        place = Place(path=path, line=error.lineno, column=error.colno)
        raise SourceError("foreign-json", place=place) from error
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise SourceError("foreign-json", place=place) from error


def _text(value: object) -> str:
    """A text; anything else raises, because it would be another standard.

    Raises:
        TypeError: It is no text.
    """
    if not isinstance(value, str):
        raise TypeError
    return value


def _level(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    if not LEVELS[0] <= value <= LEVELS[1]:
        raise ValueError
    return value


class _Reader:
    """Builds the standard; the texts of a block's items stand with its tasks."""

    def __init__(self, data: Mapping[str, Any], text: str, place: Place) -> None:
        self._data = data
        self._text = text
        self._place = place
        self._uses = {
            key: {_text(item["code"]): _text(item["text"]) for item in data[key]}
            for key in ("knowledge", "skills")
        }
        if any(len(items) < len(data[kind]) for kind, items in self._uses.items()):
            raise ValueError  # one code twice: which text is its own is not ours to say
        self._listed = {
            (kind, _text(item["code"]), _text(text))
            for kind in self._uses
            for item in data[kind]
            for text in (item["text"], *item.get("texts", ()))
        }
        """Every item by its kind, code and text; a code may have several texts."""
        self._used_items: set[tuple[str, str, str]] = set()
        """Those that a block uses: an item that none does would vanish."""

    def standard(self) -> Standard:
        data, place = self._data, self._place
        categories = {key: tuple(self._categories(key)) for key in CATEGORIES}
        if data["name_kind"] not in NAME_KINDS:
            raise ValueError
        duties = tuple(self._duty(duty) for duty in data["duties"])
        for _, code, *_ in sorted(self._listed - self._used_items):
            raise self._one_sided(code)
        return Standard(
            code=_text(data["code"]),
            name=_text(data["name"]),
            name_kind=_text(data["name_kind"]),
            title=_text(data["title"]),
            language=_text(data["language"]),
            level=_level(data["level"]),
            description=_text(data["description"]),
            job_categories=categories["job_category"],
            occupations=categories["occupation"],
            industries=categories["industry"],
            versions=tuple(
                Version(**{key: _text(row[key]) for key in VERSION_KEYS}, place=place)
                for row in data["versions"]
            ),
            duties=duties,
            attitudes=tuple(
                Attitude(**{key: _text(item[key]) for key in ("code", "name", "text")}, place=place)
                for item in data["attitudes"]
            ),
            notes=self._notes(data["notes"]),
            place=place,
            repairs=tuple(self._repair(repair) for repair in data["repairs"]),
        )

    def _categories(self, key: str) -> Iterator[Category]:
        for item in self._data["categories"][key]:
            yield Category(name=_text(item["name"]), code=_text(item["code"]), place=self._place)

    def _notes(self, notes: Mapping[str, Any]) -> Notes:
        return Notes(
            requirements=tuple(
                Requirement(text=_text(text), place=self._place) for text in notes["requirements"]
            ),
            remarks=tuple(
                Remark(mark=_text(remark["mark"]), text=_text(remark["text"]), place=self._place)
                for remark in notes["remarks"]
            ),
        )

    def _repair(self, repair: Mapping[str, Any]) -> Repair:
        return Repair(
            kind=RepairKind(repair["kind"]),
            items=tuple(_text(item) for item in repair["items"]),
            printed=_text(repair["printed"]),
            read_as=_text(repair["read_as"]),
            place=self._place,
        )

    def _duty(self, duty: Mapping[str, Any]) -> Duty:
        # The items of all tasks, and those of blocks without tasks, in the order of the blocks.
        tasks = {_text(task["code"]): task for task in duty["tasks"]}
        owners = [duty, *tasks.values()]
        texts = {
            kind: [
                (_text(item["code"]), _text(item["text"]))
                for owner in owners
                for item in owner.get(kind, ())
            ]
            for kind in ("outputs", "criteria")
        }
        self._listed |= {(kind, *item) for kind, items in texts.items() for item in items}
        for code in (_text(code) for block in duty["blocks"] for code in block["tasks"]):
            if code not in tasks:
                raise self._one_sided(code)
        return Duty(
            code=_text(duty["code"]),
            text=_text(duty["text"]),
            tasks=tuple(
                Task(code=_text(task["code"]), text=_text(task["text"]), place=self._place)
                for task in duty["tasks"]
            ),
            blocks=tuple(self._block(block, texts) for block in duty["blocks"]),
            place=self._place,
        )

    def _block(self, block: Mapping[str, Any], texts: dict[str, list[tuple[str, str]]]) -> Block:
        own = {_text(use["code"]): _text(use["text"]) for use in block.get("texts", ())}
        for code in own:
            if code not in (*block["knowledge"], *block["skills"]):
                raise self._one_sided(code)
        return Block(
            tasks=tuple(_text(task) for task in block["tasks"]),
            level=_level(block["level"]),
            outputs=self._items(WorkOutput, "outputs", block, texts),
            criteria=self._items(PerformanceCriterion, "criteria", block, texts),
            knowledge=self._used("knowledge", block["knowledge"], own),
            skills=self._used("skills", block["skills"], own),
            place=self._place,
        )

    def _items(
        self,
        build: Callable[..., _Item],
        kind: str,
        block: Mapping[str, Any],
        texts: dict[str, list[tuple[str, str]]],
    ) -> tuple[_Item, ...]:
        """The items that a block names; each text is given away once."""
        found = []
        for code in block[kind]:
            item = next((each for each in texts[kind] if each[0] == code), None)
            if item is None:
                raise self._one_sided(_text(code))
            texts[kind].remove(item)
            self._used_items.add((kind, *item))
            found.append(build(code=item[0], text=item[1], place=self._place))
        return tuple(found)

    def _used(self, key: str, codes: list[Any], own: Mapping[str, Any]) -> tuple[KsaUse, ...]:
        texts = self._uses[key]
        for code in codes:
            if code not in texts:
                raise self._one_sided(_text(code))
        uses = [(code, _text(own.get(code, texts[code]))) for code in codes]
        self._used_items.update((key, *use) for use in uses)
        return tuple(KsaUse(code=code, text=text, place=self._place) for code, text in uses)

    def _one_sided(self, code: str) -> SourceError:
        """The error of a code that an item has and no block, or the other way round."""
        at = self._text.find(json.dumps(code, ensure_ascii=False))
        place = place_at(self._text, at, self._place.path) if at >= 0 else self._place
        return SourceError("json-code", place=place, found=code)
