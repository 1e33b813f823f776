"""Opening a course with its decisions as they are in force today."""

import dataclasses

from curriculum.comparing.recalling import recall
from curriculum.reading.opening import Opened, open_path


def open_recalled(path: str | None) -> Opened:
    """Opens what the user named, its decisions held against the words they were made about.

    Raises:
        SourceError: See `open_path`.
        ContentError: See `open_path`.
    """
    return recalled(open_path(path))


def recalled(opened: Opened) -> Opened:
    """What was opened, with the decisions that are in force, and what else became of them."""
    if opened.course_file is None:
        return opened
    found = recall(opened.decisions, opened.memory, opened.standard)
    return dataclasses.replace(
        opened,
        course_file=dataclasses.replace(opened.course_file, decisions=found.decisions),
        memory=found.memory,
        suspect=found.suspect,
        parked=found.parked,
    )
