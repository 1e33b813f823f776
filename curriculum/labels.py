"""The words on screen, from the label files of one language.

A label is addressed by its dotted path (`syllabus.title`). Labels may hold placeholders in
braces, filled by name; what is filled in is never interpreted.
"""

import dataclasses
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from curriculum import resources
from curriculum.errors import CurriculumError
from curriculum.problems import Problem

CHINESE = "zh-TW"
SPOKEN_CHINESE = "zh-Hant-TW"
"""The language of standards, and of those who work with them, for who hears a page."""
LANGUAGES = (CHINESE, "en")
"""Interface languages, the default first; the content is never translated."""

TERMINAL = ("terminal.toml",)
"""The label files that the command line needs before it knows what to do."""
EVERYTHING = (*TERMINAL, "problems.yaml", "documents.yaml", "report.yaml", "files.yaml")
"""All label files of a language."""


_FORMER_CODE = re.compile(r"([A-Z]{1,2}\d+(?:\.\d+)*)(?:v\d+|old)+")
_NO_NAME = re.compile(r"[^\w*. -]")
_OF_A_FRAMEWORK = "of_a_framework."
"""Before the path of a label: its words where a foreign framework takes the standard's place."""


class BrokenLabelsError(SystemExit):
    """A label file cannot be read: without words, all that is left is to say which and to leave."""


@dataclasses.dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    language: str
    words: Mapping[str, str]
    """Dotted path -> text."""

    def __getitem__(self, path: str) -> str:
        """The label at `path`; a missing one is our bug and raises KeyError."""
        return self.words[path]

    def __contains__(self, path: str) -> bool:
        return path in self.words

    def fill(self, path: str, /, **values: object) -> str:
        """The label at `path` with its placeholders filled."""
        return self.words[path].format_map({key: str(value) for key, value in values.items()})

    def term(self, group: str, value: str) -> str:
        """The word for a value of a fixed vocabulary; the value itself where no word is given."""
        if group == "code" and (former := _FORMER_CODE.fullmatch(value)):
            # What has lost its code to another item is kept under a longer one, never printed.
            return self.fill("former_code", code=former[1])
        return self.words.get(f"{group}.{value}", value)

    def message(self, problem: Problem) -> str:
        """What a problem says to a person."""
        return self._sentence(problem, "message")

    def hint(self, problem: Problem) -> str:
        """What a person can do about a problem.

        A hint that names what is nearest has other words (`far`) for where nothing is near, and
        a mistake whose cause is certain (`why`) has the words for that cause.
        """
        return self._sentence(problem, self._kind_of_hint(f"problems.{problem.name}", problem))

    def _sentence(self, problem: Problem, part: str) -> str:
        items = (
            self.join(tuple(self.term("code", code) for code in problem.items)) or self["no_items"]
        )
        details = self._in_words(problem.details)
        return self.fill(f"problems.{problem.name}.{part}", items=items, **details)

    def _in_words(self, details: Mapping[str, str]) -> dict[str, str]:
        """What fills a sentence; names from a fixed vocabulary as the words for them."""
        return {key: self.term(f"details.{key}", value) for key, value in details.items()}

    def error_message(self, error: CurriculumError) -> str:
        """What an error says to a person."""
        return self.fill(f"errors.{error.name}.message", **self._in_words(error.details))

    def error_hint(self, error: CurriculumError) -> str:
        """What a person can do about an error."""
        path = f"errors.{error.name}"
        return self.fill(
            f"{path}.{self._kind_of_hint(path, error)}", **self._in_words(error.details)
        )

    def _kind_of_hint(self, path: str, about: Problem | CurriculumError) -> str:
        is_far = about.details.get("nearest") == ""
        kind = about.details.get("why") or ("far" if is_far else "hint")
        return kind if f"{path}.{kind}" in self else "hint"

    def about(self, framework: str) -> "Labels":
        """The words for what was made of a foreign framework, which bears its own name.

        Args:
            framework: Its name; empty for a standard, whose words these are already.
        """
        # A file may call it anything; words are no place for braces or markup.
        name = _NO_NAME.sub("", framework)
        if not name:
            return self
        own = {
            path.removeprefix(_OF_A_FRAMEWORK): text.replace("{framework}", name)
            for path, text in self.words.items()
            if path.startswith(_OF_A_FRAMEWORK)
        }
        return dataclasses.replace(self, words={**self.words, **own})

    def join(self, values: tuple[str, ...]) -> str:
        """Several values as one enumeration of the language."""
        return self.words["enumeration"].join(values)


@functools.cache
def load_labels(language: str = LANGUAGES[0], files: tuple[str, ...] = EVERYTHING) -> Labels:
    """The bundled labels of a language.

    Args:
        language: One of `LANGUAGES`.
        files: The label files to read; `TERMINAL` is enough for help texts.

    Raises:
        BrokenLabelsError: Somebody edited one of them, and it can no longer be read.
    """
    folder = resources.folder("templates") / "labels" / language
    words: dict[str, str] = {}
    for name in files:
        words.update(_flatten(_read(folder / name), ""))
    return Labels(language, words)


def _read(path: Path) -> object:
    text = path.read_text(encoding="utf-8")
    parse = tomllib.loads if path.suffix == ".toml" else _parse_yaml
    try:
        return parse(text)
    except ValueError as error:
        raise BrokenLabelsError(f"labels/{path.parent.name}/{path.name}: {error}") from error


def _parse_yaml(text: str) -> object:
    # Importing PyYAML takes a third of the time in which `--help` has to answer.
    import yaml  # noqa: PLC0415

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _flatten(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _flatten(value, f"{path}.{key}" if path else str(key))
    else:
        yield path, str(node)
