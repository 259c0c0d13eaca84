"""YAML with the place of every key; the only importer of yaml.

Every scalar stays text (so `on`, `1:30` and `0123` mean what they say) or is None when empty. The tree is
built from parser events, not by recursion, so that depth, aliases and size are bounded before they can hurt.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml
from yaml.reader import ReaderError

from designgen.problem import Place, Problem, ProblemsFound

CODES = {
    "Y001": "the file cannot be read",
    "Y002": "the file is not UTF-8 text",
    "Y003": "the file is not valid YAML",
    "Y004": "a key stands twice in one mapping",
    "Y005": "the file is too large, too deep or expands too far",
    "Y006": "the file is empty, or not a mapping at the top",
    "Y007": "a key is not plain text",
}
MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 60_000


class Text(str):
    """A scalar and where it stands."""

    place: Place

    def __new__(cls, value: str, place: Place) -> "Text":
        text = super().__new__(cls, value)
        text.place = place
        return text

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Kept on disk as plain text: places matter only while reading."""
        return str, (str(self),)


class Items(list["Node"]):
    """A sequence and where it stands."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Table(dict[str, "Node"]):
    """A mapping, where it stands, and where each key does."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}

    def at(self, key: str) -> Place:
        """Where the key stands (the mapping itself, if it has none)."""
        return self.keys_at.get(key, self.place)


Node = Text | Items | Table | None


class _Mark(Protocol):
    line: int
    column: int


def place_of(node: Node, fallback: Place) -> Place:
    """Where a node stands; an empty one has no place of its own."""
    return fallback if node is None else node.place


def placed(value: object, place: Place) -> Node:
    """Plain text or a list of texts as nodes that all stand at one place."""
    if isinstance(value, list):
        items = Items(place)
        items.extend(placed(item, place) for item in value)
        return items
    return None if value is None else Text(str(value), place)


def parse_yaml(text: str, shown: str) -> Table:
    """The top-level mapping of a text. `shown` is its file as the user wrote it. Raises ProblemsFound."""
    builder = _Builder(shown)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = error.problem or error.context or "malformed"
        builder.report("Y005" if "nesting depth" in said else "Y003", said, mark)  # PyYAML 6.0.4 has a limit of its own
    except ReaderError as error:
        before = text[: text.find(chr(error.character))]
        place = Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        builder.problems.append(Problem(place, "Y003", str(error).splitlines()[0]))
    if not builder.problems and not isinstance(builder.root, Table):
        builder.report("Y006", "expected `key: value` lines at the top level", None)
    if builder.problems:
        raise ProblemsFound(builder.problems)
    assert isinstance(builder.root, Table)
    return builder.root


def text_of(path: Path, shown: str) -> str:
    """The text of a file, read once and to a limit: it may be a pipe, a device or endless. Raises ProblemsFound."""
    return decoded(bytes_of(path, shown), shown)


def bytes_of(path: Path, shown: str) -> bytes:
    """The bytes of a file. Raises ProblemsFound."""
    place = Place(shown)
    try:
        if path.is_dir():
            raise ProblemsFound([Problem(place, "Y001", "this is a folder, not a file")])
        with open(path, "rb", opener=_without_waiting) as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ProblemsFound([Problem(place, "Y001", error.strerror or "cannot be read")]) from None
    if len(raw) > MAX_BYTES:
        raise ProblemsFound([Problem(place, "Y005", f"larger than {MAX_BYTES // 1000} kB")])
    return raw


def _without_waiting(path: str, flags: int) -> int:
    """Opens a named pipe even when nobody writes to it."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle


def decoded(raw: bytes, shown: str) -> str:
    """The text in these bytes. Raises ProblemsFound."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise ProblemsFound([Problem(Place(shown, line, column), "Y002", "not UTF-8 text")]) from None


@dataclass(frozen=True)
class Part:
    """Where a node stands in its text, by offsets: `end` is behind its last sign, comments after it left out.

    `inside` holds the key and the value of each entry of a mapping, in file order.
    """

    start: int
    end: int
    flow: bool
    inside: dict[str, tuple["Part", "Part"]]


def parts_of(text: str, shown: str) -> Part:
    """The parts of a text that `parse_yaml` can read. Raises ProblemsFound."""
    parse_yaml(text, shown)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert root is not None
    return _part(root)


def _part(node: yaml.Node) -> Part:
    flow = not isinstance(node, yaml.CollectionNode) or bool(node.flow_style)
    start, end = node.start_mark.index, node.end_mark.index
    inside: dict[str, tuple[Part, Part]] = {}
    if isinstance(node, yaml.MappingNode):
        inside = {str(key.value): (_part(key), _part(value)) for key, value in node.value}
        end = end if flow or not inside else max(value.end for _, value in inside.values())
    elif isinstance(node, yaml.SequenceNode) and not flow and node.value:
        end = _part(node.value[-1]).end
    return Part(start, end, flow, inside)


@dataclass
class _Builder:
    """Builds the tree from parser events; `stack` holds the open collections, `keys` the pending key of each."""

    path: str
    root: Node = None
    stack: list[Items | Table] = field(default_factory=list)
    keys: list[Text | None] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int]] = field(default_factory=dict)
    open_anchors: list[tuple[str | None, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    nodes: int = 0

    def report(self, code: str, text: str, mark: "_Mark | None") -> None:
        self.problems.append(Problem(self.place(mark), code, text))

    def place(self, mark: "_Mark | None") -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    def take(self, event: yaml.Event) -> None:
        place = self.place(event.start_mark)
        match event:
            case yaml.ScalarEvent():
                plain = event.style is None or event.style == ""
                empty = plain and event.value in ("", "~", "null")
                self.anchor(event.anchor, self.put(None if empty else Text(event.value, place), place, 1), 1)
            case yaml.AliasEvent():
                self.alias(event, place)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open(event, place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.close()

    def anchor(self, name: str | None, node: Node, size: int) -> None:
        if name is not None:
            self.anchors[name] = (node, size)

    def alias(self, event: yaml.AliasEvent, place: Place) -> None:
        if event.anchor not in self.anchors:
            raise ProblemsFound([Problem(place, "Y003", f"alias *{event.anchor} stands before its anchor, or inside it")])
        node, size = self.anchors[event.anchor]
        self.put(node, place, size)

    def open(self, event: yaml.CollectionStartEvent, place: Place) -> None:
        node = Table(place) if isinstance(event, yaml.MappingStartEvent) else Items(place)
        self.put(node, place, 1)
        if len(self.stack) >= MAX_DEPTH:
            raise ProblemsFound([Problem(place, "Y005", f"nested deeper than {MAX_DEPTH} levels")])
        self.stack.append(node)
        self.keys.append(None)
        self.open_anchors.append((event.anchor, self.nodes))

    def close(self) -> None:
        node = self.stack.pop()
        self.keys.pop()
        name, before = self.open_anchors.pop()
        self.anchor(name, node, self.nodes - before + 1)

    def put(self, node: Node, place: Place, size: int) -> Node:
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise ProblemsFound([Problem(place, "Y005", f"more than {MAX_NODES:,} values, aliases included")])
        if not self.stack:
            if self.root is not None:
                raise ProblemsFound([Problem(place, "Y003", "a second document starts here")])
            self.root = node
        elif isinstance(top := self.stack[-1], Items):
            top.append(node)
        else:
            self.put_in(top, node, place)
        return node

    def put_in(self, table: Table, node: Node, place: Place) -> None:
        key = self.keys[-1]
        if key is not None:
            self.keys[-1] = None
            table[key] = node
        elif not isinstance(node, Text):
            raise ProblemsFound([Problem(place, "Y007", "a key must be a word, not a collection or nothing")])
        else:
            self.keys[-1] = node
            if node in table:
                first = table.keys_at[node]
                self.problems.append(Problem(place, "Y004", f"{node} is here twice", f"the first is in line {first.line}"))
            table.keys_at[str(node)] = place


def walk(node: Node) -> Iterator[Node]:
    """Every node below and including this one."""
    yield node
    children: Iterable[Node] = node.values() if isinstance(node, Table) else node if isinstance(node, Items) else ()
    for child in children:
        yield from walk(child)
