"""The record of a reading: every repair, with what was printed and how it was read."""

from curriculum.problems import Place
from curriculum.reading.cleaning import Cleaned, clean, unwrap
from curriculum.reading.codes import Entry
from curriculum.reading.grid import Cell
from curriculum.reading.limits import check_items
from curriculum.standard import Repair, RepairKind

_LONGEST_QUOTE = 80


class Record:
    """Collects the repairs of one document."""

    def __init__(self) -> None:
        self._repairs: list[Repair] = []
        self._items = 0
        # Layout leftovers are reported once a document, however many cells carry them.
        self._leftovers: dict[RepairKind, tuple[Place, dict[str, None], dict[str, None]]] = {}

    def count(self, items: int, place: Place) -> None:
        """Counts printed items.

        Raises:
            SourceError: `too-many-items`.
        """
        self._items += items
        check_items(self._items, place)

    def add(
        self, kind: RepairKind, items: tuple[str, ...], printed: str, read_as: str, place: Place
    ) -> None:
        """Puts one repair on record; long quotations keep their beginning."""
        if kind is RepairKind.CUT_TEXT:
            read_as = unwrap(read_as)  # what is shown is the text as it came to be
        self._repairs.append(
            Repair(
                kind=kind, items=items, printed=_quote(printed), read_as=_quote(read_as),
                place=place,
            )
        )  # fmt: skip

    def doubt(self, entry: Entry, place: Place) -> None:
        """Puts an item on record that may be read in another way."""
        codes = (entry.code,) if entry.code else ()
        read_as = f"{entry.code} {unwrap(entry.text)}".strip()
        self.add(RepairKind.DOUBTFUL, codes, entry.whole, read_as, place)

    def unread(self, text: str, place: Place) -> None:
        """Puts a text on record that found no place, in full: nothing vanishes."""
        self._left_out(RepairKind.UNREAD_TEXT, text, place)

    def running(self, text: str, place: Place) -> None:
        """Puts a running head or page number on record, in full."""
        self._left_out(RepairKind.RUNNING_HEAD, text, place)

    def hidden(self, text: str, place: Place) -> None:
        """Puts a text on record that the file hides, in full."""
        self._left_out(RepairKind.HIDDEN_TEXT, text, place)

    def _left_out(self, kind: RepairKind, text: str, place: Place) -> None:
        if printed := " ".join(text.split()):
            self._repairs.append(
                Repair(kind=kind, items=(), printed=printed, read_as="", place=place)
            )

    def leftovers(self, cleaned: Cleaned, items: tuple[str, ...], place: Place) -> None:
        """Notes the layout tags and controls taken from a cell that holds `items`."""
        for kind, found in (
            (RepairKind.MARKUP, cleaned.tags),
            (RepairKind.CONTROL_CHARACTERS, cleaned.controls),
        ):
            if found:
                _, seen, codes = self._leftovers.setdefault(kind, (place, {}, {}))
                seen.update(dict.fromkeys(found))
                codes.update(dict.fromkeys(items))

    def plain(self, cell: Cell) -> str:
        """The text of a cell outside the main table: cleaned and unwrapped, on record."""
        cleaned = clean(cell.text)
        self.leftovers(cleaned, (), cell.place)
        return self.unwrapped(cleaned.text, (), cell.place)

    def unwrapped(self, raw: str, items: tuple[str, ...], place: Place) -> str:
        """A text on one line; what line wrapping left in it goes on record."""
        text = unwrap(raw)
        if text != raw.strip():
            self.add(RepairKind.LINE_WRAP, items, raw.strip(), text, place)
        return text

    def repairs(self) -> tuple[Repair, ...]:
        """Everything on record, by place."""
        found = [
            Repair(kind=kind, items=tuple(codes), printed=" ".join(seen), read_as="", place=place)
            for kind, (place, seen, codes) in self._leftovers.items()
        ]
        return tuple(sorted(self._repairs + found, key=lambda repair: repair.place))


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
