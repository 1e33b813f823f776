"""A live preview that runs, as a trainer starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def preview_of(course: Path, *arguments: str) -> Iterator[str]:
    """The address of `curriculum serve` on a course folder; it ends with the test."""
    command = [sys.executable, "-m", "curriculum.cli", "serve", str(course), "--port", "0"]
    with subprocess.Popen(
        [*command, *arguments],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            said = (re.search(r"http://127\.0\.0\.1:\d+/", line) for line in process.stderr or ())
            yield next(found[0] for found in said if found)
        finally:
            process.terminate()
