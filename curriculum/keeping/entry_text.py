"""Files of the program's own that hold an entry a line, so that version control can merge them."""

from collections.abc import Iterable, Mapping

from curriculum.keeping.yaml_text import Flow, yaml_lines
from curriculum.labels import load_labels


def entries_text(head: str, entries: Iterable[Mapping[str, str]]) -> str:
    """The content of such a file; the same entries give the same text.

    Args:
        head: Label of what the file says about itself.
        entries: In their order.
    """
    # In the language of the content, whoever writes it, as for a standard's file.
    lines = (f"# {line}" for line in load_labels()[head].strip().split("\n"))
    return "".join(f"{line}\n" for line in (*lines, *map(_line, entries)))


def _line(entry: Mapping[str, str]) -> str:
    """An entry on one line: `- {module: M1.1, text: …}`."""
    return f"- {yaml_lines(Flow([dict(entry)]))[0][1:-1]}"
