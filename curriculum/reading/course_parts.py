"""Reading what was decided about the course as a whole, beside its modules."""

import datetime as dt
import re
from collections.abc import Iterator

from curriculum.colours import colour_of
from curriculum.decisions import Acceptance, Completion, Decided, Session, SiteLooks, Words
from curriculum.reading import decided
from curriculum.reading.content_files import CONTENT
from curriculum.reading.fields import Fields
from curriculum.reading.nodes import Text
from curriculum.text import fold_width

TASK_KEYS = ("title",)
SESSION_KEYS = ("module", "date", "time", "room", "teachers")
SITE_KEYS = ("logo", "colour", "address")
COMPLETION_KEYS = ("mark", "attendance", "reassessment")
ACCEPT_KEYS = ("code", "items", "reason")
A_DATE = "YYYY-MM-DD (2027-03-01)"
TIMES = "HH:MM-HH:MM (09:00-12:00)"
AN_ADDRESS = "https://example.org/course/"
A_RULE = "CUR203, CUR242 …"
"""What values look like, for messages."""

_DATE = re.compile(r"([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_ROC = re.compile(
    r"(?:民國\s*)?1?[0-9]{2}\s*(?:[-/.]\s*[0-9]{1,2}\s*[-/.]\s*[0-9]{1,2}|年.*)|民國.*"
)
"""A date in the year of the Republic, such as `116/3/1`."""
_TIMES = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*(?:[-‐-―−~〜∼至到]|--)\s*([0-9]{1,2}):([0-9]{2})")
"""Any dash or wave that an input method offers; full-width ones are folded before."""
_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~%-]+)*/?"
)
"""Of a folder: no name of a file would do, but nothing tells one from a folder's."""
_A_DAY = 24 * 60
_RULE = re.compile(r"CUR[0-9]{3}")


def left_out(fields: Fields) -> dict[str, Decided[str]]:
    """What the course leaves out, by code; without a reason nobody could judge it later."""
    reader, found = fields.reader, dict[str, Decided[str]]()
    for code, name, value in decided.coded(fields, "leave_out"):
        reason = reader.text(value).strip()
        if isinstance(value, Text) and not reason:
            reader.wrong_type(name, f"{code}: …", "reason")
        found[code] = Decided(reason, name.place)
    return found


def task_titles(fields: Fields) -> dict[str, Words]:
    """Titles of tasks, by code."""
    found: dict[str, Words] = {}
    for code, name, node in decided.decided_by_code(fields, "tasks"):
        title = decided.words(Fields(fields.reader, node, TASK_KEYS), "title")
        if title:
            found[code] = Words(zh=title.zh, en=title.en, place=name.place)
    return found


def sessions(fields: Fields) -> Iterator[Session]:
    """The meetings, as they are written."""
    for node in fields.items("sessions"):
        if not decided.is_decided(node):
            continue
        parts = Fields(
            fields.reader, node, SESSION_KEYS, required=SESSION_KEYS[:3], why_required="needed"
        )
        start, end = _times(parts)
        yield Session(
            place=parts.place,
            module=_module(parts),
            date=_date(parts),
            start=start,
            end=end,
            room=decided.plain(parts, "room") or "",
            teachers=tuple(entry.value for entry in decided.listed(parts, "teachers")),
        )


def _module(parts: Fields) -> Decided[str]:
    node = decided.needed(parts, "module", decided.MODULE_IDS)
    found = decided.as_module_id(parts.reader, node) if node else ""
    return Decided(found, parts.place_of("module"))


def _date(parts: Fields) -> str:
    """A date that exists, as `2027-03-01`."""
    node = decided.needed(parts, "date", A_DATE)
    match = _DATE.fullmatch(decided.code_of(node)) if node else None
    try:
        if match:
            return dt.date(*map(int, match.groups())).isoformat()
    except ValueError:
        why = "no-such-day"
    else:
        why = "roc-year" if node and _ROC.fullmatch(decided.code_of(node)) else ""
    if node:
        parts.reader.bad_value(node, A_DATE, why)
    return ""


def _times(parts: Fields) -> tuple[int, int]:
    """Start and end in minutes since midnight, on one day."""
    node = decided.needed(parts, "time", TIMES)
    match = _TIMES.fullmatch(decided.code_of(node)) if node else None
    start = end = 0
    if match:
        hour, minute, last_hour, last_minute = map(int, match.groups())
        start, end = hour * 60 + minute, last_hour * 60 + last_minute
        if start < end <= _A_DAY and minute < 60 and last_minute < 60:
            return start, end
    if node:
        is_backwards = match and end <= start < _A_DAY
        parts.reader.bad_value(node, TIMES, "end-first" if is_backwards else "")
    return 0, 0


def completion(fields: Fields) -> Completion:
    """When a learner has completed the course."""
    node = fields.get("completion")
    if not decided.is_decided(node):
        return Completion()
    parts = Fields(fields.reader, node, COMPLETION_KEYS)
    return Completion(
        mark=decided.whole_number(parts, "mark", 1, 100),
        attendance=decided.whole_number(parts, "attendance", 1, 100),
        reassessment=decided.text(parts, "reassessment"),
    )


def site_looks(fields: Fields) -> SiteLooks:
    """What the site shall look like."""
    node = fields.get("site")
    if not decided.is_decided(node):
        return SiteLooks()
    parts = Fields(fields.reader, node, SITE_KEYS)
    logo = decided.text(parts, "logo")
    if logo:
        logo = Decided(logo.value.replace("\\", "/").removeprefix(f"{CONTENT}/"), logo.place)
    return SiteLooks(logo=logo, colour=_colour(parts), address=_address(parts))


def _colour(parts: Fields) -> Decided[str] | None:
    written = decided.text(parts, "colour")
    node = parts.get("colour")
    if not written or not isinstance(node, Text):
        return None
    colour = colour_of(fold_width(written.value))
    if not colour:
        parts.reader.bad_value(node, '"#1f5468"')
        return None
    return Decided(colour, written.place)


def _address(parts: Fields) -> Decided[str] | None:
    """The address of the site's folder, so that the pages' own addresses follow from it."""
    written = decided.text(parts, "address")
    node = parts.get("address")
    if not written or not isinstance(node, Text):
        return None
    if not _ADDRESS.fullmatch(written.value):
        parts.reader.bad_value(node, AN_ADDRESS)
        return None
    return Decided(f"{written.value.rstrip('/')}/", written.place)


def accepted(fields: Fields) -> Iterator[Acceptance]:
    """The findings that somebody acknowledged."""
    for node in fields.items("accept"):
        if not decided.is_decided(node):
            continue
        parts = Fields(
            fields.reader, node, ACCEPT_KEYS, required=("code", "reason"), why_required="needed"
        )
        code = decided.needed(parts, "code", A_RULE)
        rule = decided.code_of(code) if code else ""
        if code and not _RULE.fullmatch(rule):
            parts.reader.bad_value(code, A_RULE)
        items = decided.listed(parts, "items", decided.as_code)
        yield Acceptance(
            place=parts.place,
            code=rule,
            items=tuple(item.value for item in items),
            reason=decided.needed_text(parts, "reason", "reason"),
        )
