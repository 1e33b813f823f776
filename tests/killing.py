"""Kills the program at chosen moments, in processes of its own.

Run with a course folder, a folder to work in and a command: the command runs in a copy of the
folder, and is killed when Python is about to do its n-th thing that the audit hook sees (opening,
renaming, removing a file, importing, starting a thread ...). What is left is written down, then
the command runs again. Everything is decided by the numbers, nothing by the clock.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

MOMENTS = 50
LONG = 1000
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
WRITING = os.O_WRONLY | os.O_RDWR


def main(source: Path, work: Path, arguments: list[str]) -> None:
    """Print, for every moment, what the folder holds after the kill and after another run."""
    events = _events(source, work, arguments)
    writes = [number for number, writing in enumerate(events) if writing]
    chosen = random.Random(3)  # noqa: S311 - the same moments every time
    some = chosen.sample(range(len(events)), min(MOMENTS, len(events)))
    # Thousands of files in a site are written alike: some of them tell enough.
    step = len(writes) // MOMENTS + 1
    report = []
    # A build is long: there the random moments are enough.
    moments = sorted({*some, *writes[::step]} if len(events) < LONG else some)
    for index, moment in enumerate(moments):
        folder = work / str(moment)
        _copy(source, folder)
        killed = _run(folder, arguments, moment)
        left = _content(folder)
        kill: dict[str, Any] = {"moment": moment, "killed": killed, "left": left}
        if len(events) < LONG or index % 10 == 0:
            kill |= {"again": _run(folder, arguments, None), "after": _content(folder)}
        report.append(kill)
        shutil.rmtree(folder)
    result = {
        "events": len(events),
        "writes": len(writes),
        "before": _content(source),
        "whole": json.loads((work / "content").read_text(encoding="utf-8")),
        "kills": report,
    }
    sys.stdout.write(json.dumps(result))


def _copy(source: Path, folder: Path) -> None:
    shutil.copytree(source, folder)


def _content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _run(folder: Path, arguments: list[str], moment: int | None) -> int:
    """The exit code of the command, or less than 0 when it was killed."""
    child = os.fork()
    if not child:
        _work(folder, arguments, moment)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _work(folder: Path, arguments: list[str], moment: int | None) -> None:
    """What the child does; it never returns."""
    from curriculum import cli

    os.chdir(folder)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    count = -1

    def hook(_event: str, _details: Any) -> None:  # noqa: ANN401 - whatever Python audits
        nonlocal count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.argv = ["curriculum", *arguments]
    sys.addaudithook(hook)
    os._exit(cli._run())


def _events(source: Path, work: Path, arguments: list[str]) -> list[bool]:
    """Everything that a whole run does, and whether that changes something on disk."""
    from curriculum import cli, commands, keeping_commands  # noqa: F401 - imported once for all

    folder, record = work / "whole", work / "events"
    _copy(source, folder)
    child = os.fork()
    if not child:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        seen: list[bool] = []

        def hook(event: str, details: Any) -> None:  # noqa: ANN401 - whatever Python audits
            writing = event == "open" and isinstance(details[2], int) and details[2] & WRITING
            seen.append(event in CHANGES or bool(writing))

        sys.argv = ["curriculum", *arguments]
        sys.addaudithook(hook)
        code = cli._run()
        record.write_text(json.dumps(seen), encoding="utf-8")
        os._exit(code)
    os.waitpid(child, 0)
    events: list[bool] = json.loads(record.read_text(encoding="utf-8"))
    content = json.dumps(_content(folder))
    (work / "content").write_text(content, encoding="utf-8")
    shutil.rmtree(folder)
    return events


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
