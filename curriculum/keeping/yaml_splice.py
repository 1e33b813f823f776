"""Editing YAML as text: what an edit does not concern stays as it was, to the byte.

A round trip through a YAML emitter changes indents, spaces and alignments all over a file that a
person laid out. So the parser only says where things stand, and the text between is spliced. The
edited text is read again and must mean exactly the edit; whatever cannot be spliced is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from curriculum.keeping.yaml_order import rank
from curriculum.keeping.yaml_plain import Path, Plain, found, plain_of, wrapped
from curriculum.keeping.yaml_text import Data, Flow, quoted_as, scalar, yaml_lines

Entry = tuple[yaml.ScalarNode, yaml.Node]
"""A key and its value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*", re.MULTILINE)
_SHORT_LIST = 80


class SpliceError(Exception):
    """An edit that cannot be made without touching anything else."""


def plain(node: yaml.Node | None) -> Plain:
    """The content of a node as plain data."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(value) for value in node.value]
    return str(node.value) if node else ""


def read(text: str) -> Plain:
    """What a text says.

    Raises:
        SpliceError: It is no YAML.
    """
    return plain(_compose(text))


def set_value(text: str, path: Path, value: Data) -> str:
    """The text with a value at a path; mappings on the way are made."""
    old = found(read(text), path)
    if old == plain_of(value):
        return text
    if isinstance(old, dict) and old and isinstance(value, Mapping) and value:
        for key in old.keys() - value.keys():
            text = remove(text, (*path, key))
        for key, inner in value.items():
            text = set_value(text, (*path, key), inner)
        return text
    return Splice(text).set(path, value)


def remove(text: str, path: Path, item: Plain | None = None) -> str:
    """The text without a key, or without one item of a list; comments stay."""
    splice = Splice(text)
    return splice.drop_key(path) if item is None else splice.drop_item(path, item)


def respell(text: str, path: Path, names: Mapping[str, str]) -> str:
    """The text with other keys in a mapping, or other texts in a list; all at once."""
    return Splice(text).respell(path, names)


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise SpliceError from error


class Splice:
    """One text, and where everything in it stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"
        root = _compose(text)
        if not isinstance(root, yaml.MappingNode):
            raise SpliceError
        self._root = root
        self._scalars = sorted(self._spans(root))

    # Finding

    def _walk(self, path: Path) -> tuple[list[Entry], Path]:
        """The entries along a path as far as there are any, and the rest of the path."""
        entries: list[Entry] = []
        node: yaml.Node = self._root
        for depth, name in enumerate(path):
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            entry = next((pair for pair in pairs if pair[0].value == name), None)
            if entry is None:
                return entries, path[depth:]
            entries.append(entry)
            node = entry[1]
        return entries, ()

    def _spans(self, node: yaml.Node) -> Iterator[tuple[int, int]]:
        """Where scalars stand: a `#` in there is no comment."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield from self._spans(key)
                yield from self._spans(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from self._spans(value)
        elif isinstance(node, yaml.ScalarNode):
            start = node.start_mark.index
            if node.style in ("|", ">"):
                # A comment may stand behind the mark of a block.
                start = self._next_line(start)
            yield start, max(start, self._end(node))

    def _end(self, node: yaml.Node) -> int:
        """Where the last character of a node stands; comments behind it do not belong to it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">") if isinstance(node, yaml.ScalarNode) else False:
            keeps = "+" in self._text[start : self._next_line(start)].split("#")[0]
            written = self._text[start:end]
            end = start + len(written.removesuffix("\n") if keeps else written.rstrip())
        return int(end)

    def _line(self, position: int) -> int:
        return self._text.rfind("\n", 0, position) + 1

    def _next_line(self, position: int) -> int:
        return self._text.find("\n", position) + 1 or len(self._text)

    def _is_first(self, position: int) -> bool:
        return not self._text[self._line(position) : position].strip(" ")

    def _comments(self, start: int, end: int) -> list[str]:
        """The comments in a part of the text."""
        comments: list[str] = []
        for inner_start, inner_end in [*self._scalars, (end, end)]:
            if inner_start >= start and start < end:
                gap = _COMMENT.finditer(self._text, start, min(inner_start, end))
                comments.extend(match[0].rstrip() for match in gap)
            start = max(start, inner_end)
        return comments

    # Changing

    def _spliced(self, start: int, end: int, new: str) -> str:
        return self._text[:start] + new + self._text[end:]

    def _with_lines(self, start: int, end: int, lines: Sequence[str]) -> str:
        """Whole lines in place of whole lines."""
        new = "".join(f"{line}{self._newline}" for line in lines)
        if new and start and self._text[start - 1] != "\n":
            new = self._newline + new
        return self._spliced(start, end, new)

    def set(self, path: Path, value: Data) -> str:
        """The text with a value at a path."""
        entries, rest = self._walk(path)
        if not rest:
            return self._replaced(entries, value)
        outer = entries[-1][1] if entries else self._root
        if isinstance(outer, yaml.SequenceNode):
            raise SpliceError
        for name in reversed(rest[1:]):
            value = {name: value}
        if isinstance(outer, yaml.MappingNode):
            return self._inserted(entries, outer, rest[0], value)
        try:
            short = wrapped(str(outer.value), rest)
        except TypeError as error:
            raise SpliceError from error
        long: dict[str, Data] = {key: str(text) for key, text in short.items()}
        return self._replaced(entries, long | {rest[0]: value})

    def _replaced(self, entries: Sequence[Entry], value: Data) -> str:
        key, node = entries[-1]
        start, end = node.start_mark.index, self._end(node)
        in_flow = self._in_flow(entries)
        if isinstance(node, yaml.SequenceNode) and isinstance(value, list):
            old, new = plain(node), plain_of(value)
            if old and isinstance(new, list) and new[: len(node.value)] == old:
                return self._appended(node, value[len(node.value) :])
        if self._is_one_line(node, start, end):
            inline = _on_one_line(value, in_flow=in_flow)
            if inline:
                space = " " if start == end and self._text[start - 1] == ":" else ""
                return self._spliced(start, end, space + inline)
        if in_flow:
            line = self._line(entries[0][0].start_mark.index)
            hoisted = "".join(f"{one}{self._newline}" for one in self._comments(start, end))
            return (
                self._text[:line] + hoisted + self._text[line:start] + _inline(value)
                + self._text[end:]
            )  # fmt: skip
        return self._rewritten(key, end, _lines(key.value, value))

    def _is_one_line(self, node: yaml.Node, start: int, end: int) -> bool:
        """Whether a value can be replaced where it stands, beside the comment behind it."""
        if isinstance(node, yaml.ScalarNode):
            return node.style not in ("|", ">")
        is_flow = isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
        return is_flow and "\n" not in self._text[start:end]

    def _rewritten(self, key: yaml.ScalarNode, end: int, lines: Sequence[str]) -> str:
        """Other lines in place of an entry's; its comments stand above them."""
        start = key.start_mark.index
        if not self._is_first(start):
            raise SpliceError
        line, below = self._line(start), self._next_line(end)
        margin = " " * (start - line)
        kept = [*self._comments(line, below), *lines]
        return self._with_lines(line, below, [margin + text if text else "" for text in kept])

    def _appended(self, node: yaml.SequenceNode, values: Sequence[Data]) -> str:
        """More items behind the last one of a list that has some."""
        end = self._end(node)
        if node.flow_style:
            new = "".join(f", {_inline(value)}" for value in values)
            last = self._end(node.value[-1])
            return self._spliced(last, last, new)
        margin = " " * (node.start_mark.index - self._line(node.start_mark.index))
        if margin.strip():
            raise SpliceError
        below = self._next_line(end)
        lines = [margin + line for line in yaml_lines([styled(value) for value in values])]
        return self._with_lines(below, below, lines)

    def _in_flow(self, entries: Sequence[Entry]) -> bool:
        """Whether the last entry stands between braces."""
        return bool(self._root.flow_style) or any(
            isinstance(node, yaml.CollectionNode) and node.flow_style for _, node in entries[:-1]
        )

    def _inserted(
        self, entries: Sequence[Entry], mapping: yaml.MappingNode, name: str, value: Data
    ) -> str:
        """A new key in the mapping that the entries lead to."""
        if mapping.flow_style:
            pair = f"{scalar(name, flow=True)}: {_inline(value)}"
            if not mapping.value:
                start = mapping.start_mark.index + 1
                return self._spliced(start, start, pair)
            last = self._end(mapping.value[-1][1])
            return self._spliced(last, last, f", {pair}")
        above = self._next_line(entries[-1][0].end_mark.index) if entries else 0
        column = mapping.value[0][0].start_mark.column
        position, is_example = self._place(mapping, name, above, column)
        lines = [" " * column + line if line else "" for line in _lines(name, value)]
        if not column and not is_example:
            lines = self._apart(position, lines)
        return self._with_lines(position, position, lines)

    def _apart(self, position: int, lines: list[str]) -> list[str]:
        """With empty lines around, as the rest of the file has them."""
        if "\n\n" not in self._text.replace("\r", ""):
            return lines
        before = self._text[:position].rstrip(" \r").removesuffix("\n").rstrip(" \r")
        after = self._text[position : self._next_line(position)]
        return [
            *([""] if before and not before.endswith("\n") else []),
            *lines,
            *([""] if after.strip() else []),
        ]

    def _place(
        self, mapping: yaml.MappingNode, name: str, above: int, column: int
    ) -> tuple[int, bool]:
        """Where the line of a new key belongs, and whether an example of it stands above."""
        anchors: dict[str, int] = dict(self._examples(mapping, above, column))
        if name in anchors:
            return anchors[name], True
        for key, value in mapping.value:
            anchors[key.value] = self._below(value, column)
        earlier = [key for key in anchors if rank(key, column) < rank(name, column)]
        if not earlier:
            return (above, False) if above else (max(anchors.values()), False)
        return anchors[max(earlier, key=lambda key: rank(key, column))], False

    def _below(self, node: yaml.Node, column: int) -> int:
        """The line below an entry, and below the deeper comments that speak of it."""
        position = self._next_line(self._end(node))
        deeper = re.compile(rf" {{{column + 1},}}#[^\n]*(?:\n|\Z)")
        while comment := deeper.match(self._text, position):
            position = comment.end()
        return position

    def _examples(
        self, mapping: yaml.MappingNode, above: int, column: int
    ) -> Iterator[tuple[str, int]]:
        """Keys in comments (`# hours: 36`), and the line below each with what is deeper."""
        margin = " " * column
        key = re.compile(rf"^{margin}#( ?)([a-z_]+):(?: [^\n]*|\r?)(?:\n|\Z)", re.MULTILINE)
        end = self._below(mapping.value[-1][1], column - 1) if column else len(self._text)
        for match in key.finditer(self._text, above, end):
            if any(start <= match.start() < stop for start, stop in self._scalars):
                continue
            inner = re.compile(rf"{margin}#{match[1]}(?: +|- )[^ \n][^\n]*(?:\n|\Z)")
            position = match.end()
            while more := inner.match(self._text, position):
                position = more.end()
            yield match[2], position

    def respell(self, path: Path, names: Mapping[str, str]) -> str:
        """The text with other keys or items at a path."""
        node: yaml.Node | None = self._root
        for name in path:
            node = _inside(node, name)
        if not isinstance(node, yaml.CollectionNode):
            return self._text
        written = [pair[0] if isinstance(pair, tuple) else pair for pair in node.value]
        text = self._text
        # From the end, so that what stands before stays where it is.
        for one in reversed(written):
            if isinstance(one, yaml.ScalarNode) and one.value in names:
                new = quoted_as(names[one.value], one.style)
                text = text[: one.start_mark.index] + new + text[self._end(one) :]
        return text

    # Removing

    def drop_key(self, path: Path) -> str:
        """The text without a key, nor what is empty then."""
        entries, rest = self._walk(path)
        if rest:
            return self._text
        mapping = entries[-2][1] if len(entries) > 1 else self._root
        if not isinstance(mapping, yaml.MappingNode):  # it has a key, so it is one
            return self._text
        if len(mapping.value) == 1 and len(path) > 1:
            return self.drop_key(path[:-1])
        key, node = entries[-1]
        if mapping.flow_style:
            index = next(i for i, pair in enumerate(mapping.value) if pair[0] is key)
            spans = [(k.start_mark.index, self._end(v)) for k, v in mapping.value]
            return self._without(spans, index, entries[0][0])
        return self._rewritten(key, self._end(node), ())

    def drop_item(self, path: Path, item: Plain) -> str:
        """The text without an item of a list."""
        entries, rest = self._walk(path)
        node = entries[-1][1] if entries and not rest else None
        if not isinstance(node, yaml.SequenceNode):
            return self._text
        index = next((i for i, one in enumerate(node.value) if plain(one) == item), None)
        if index is None:
            return self._text
        if len(node.value) == 1:
            return self.drop_key(path)
        start, end = node.value[index].start_mark.index, self._end(node.value[index])
        if node.flow_style:
            spans = [(one.start_mark.index, self._end(one)) for one in node.value]
            return self._without(spans, index, entries[0][0])
        line, below = self._line(start), self._next_line(end)
        head = self._text[line:start]
        if head.strip() != "-":
            raise SpliceError
        margin = head[: head.index("-")]
        return self._with_lines(line, below, [margin + one for one in self._comments(line, below)])

    def _without(self, spans: Sequence[tuple[int, int]], index: int, outer: yaml.ScalarNode) -> str:
        """Without one of several things between brackets, nor the comma that parted it."""
        start, end = spans[index]
        if index + 1 < len(spans):
            end = spans[index + 1][0]
        else:
            start = spans[index - 1][1]
        line = self._line(outer.start_mark.index)
        hoisted = "".join(f"{one}{self._newline}" for one in self._comments(start, end))
        return self._text[:line] + hoisted + self._text[line:start] + self._text[end:]


def _inside(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What has a name in a mapping, or a number in a list; None where nothing has."""
    if isinstance(node, yaml.SequenceNode):
        return next((one for index, one in enumerate(node.value) if str(index) == name), None)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def styled(value: Data) -> Data:
    """The value with short lists of codes on one line."""
    if isinstance(value, Mapping):
        return {key: styled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        short = all(isinstance(inner, str) and " " not in inner for inner in value)
        one_line = short and len(_inline(value)) <= _SHORT_LIST
        return Flow(value) if one_line else [styled(inner) for inner in value]
    return value


def _lines(name: str, value: Data) -> list[str]:
    return yaml_lines({name: styled(value)})


def _on_one_line(value: Data, *, in_flow: bool) -> str:
    """A value as it follows its key; empty where it has to stand on lines of its own."""
    if in_flow:
        return _inline(value)
    looks = styled(value)
    lines = yaml_lines(looks)
    stands_below = isinstance(looks, (list, Mapping)) and looks and not isinstance(looks, Flow)
    return "" if stands_below or len(lines) > 1 else lines[0]


def _inline(value: Data) -> str:
    """A value on one line, as it stands between brackets."""
    text = yaml_lines(Flow([value]))[0]
    return text[1:-1]
