"""Runs the sessions that the manual shows, and says what they look like today.

In the tutorial every line of an `sh` block is run, a `yaml` block with a `title` is appended to the
file of that name, a `diff` block with a `title` changes lines of it, and a `text` block holds what
the lines before it print. Elsewhere a `text` block may begin with `$ ` and the command whose output
follows. Of a long output a block shows the first and the last lines, with a line `…` where the rest
is left out; it stays that long.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import curriculum

_BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_TITLE = re.compile(r'title="(.+?)"')
_LEFT_OUT = "…"


def blocks(page: str, kind: str) -> list[str]:
    """What stands in the fenced blocks of one kind."""
    return [match["body"] for match in _BLOCK.finditer(page) if match["kind"] == kind]


def played(page: str, folder: Path, *, is_tutorial: bool) -> str:
    """A page with the outputs that its commands give now.

    Args:
        page: The Markdown.
        folder: Where its commands run; the outputs do not tell where that is.
        is_tutorial: Whether `sh` blocks are run, too.
    """
    output = ""

    def play(match: re.Match[str]) -> str:
        nonlocal output
        body, title = match["body"], _TITLE.search(match["info"])
        if match["kind"] == "sh" and is_tutorial:
            output = "".join(_run(line, folder) for line in body.splitlines())
        elif match["kind"] == "yaml" and title:
            with (folder / title[1]).open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"\n{body}")
        elif match["kind"] == "diff" and title:
            _edit(folder / title[1], body)
        elif match["kind"] == "text":
            head, rest = f"```text{match['info']}\n", body
            if body.startswith("$ "):
                command, _, rest = body.partition("\n")
                head += f"{command}\n"
                output = _run(command.removeprefix("$ "), folder)
            return f"{head}{_as_long_as(rest, output)}```"
        return match[0]

    return _BLOCK.sub(play, page)


def _edit(path: Path, diff: str) -> None:
    """Puts the lines of a diff that begin with `+` in the place of those that begin with `-`."""
    old, new = (
        "".join(f"{line[1:]}\n" for line in diff.splitlines() if line.startswith(mark))
        for mark in "-+"
    )
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(old), f"{path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _run(line: str, folder: Path) -> str:
    """What a command prints, without what differs from machine to machine."""
    program, *arguments = shlex.split(line)
    assert "curriculum" == program, line
    # Whoever installed the package has the command; the tests must not depend on its path.
    home = str(Path(curriculum.__file__).parents[1])
    result = subprocess.run(
        [sys.executable, "-m", "curriculum.cli", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": home, "CURRICULUM_LANGUAGE": "zh-TW"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert (line, 0) == (line, result.returncode), result.stdout
    text = result.stdout.replace(folder.parent.resolve().as_uri(), "file:///…")
    return re.sub(r"(用時|更新) [\d.]+ (秒|個檔案)", rf"\1 {_LEFT_OUT} \2", text)


def _as_long_as(shown: str, output: str) -> str:
    """The output, shortened where the block that showed it was."""
    old, new = shown.splitlines(), output.splitlines()
    if _LEFT_OUT in old:
        first = old.index(_LEFT_OUT)
        last = len(old) - first - 1
        new = [*new[:first], _LEFT_OUT, *new[len(new) - last :]]
    return "\n".join(new) + "\n"
