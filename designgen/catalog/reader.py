"""Reads entries of YAML tables field by field; what is wrong is collected, never raised."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designgen.catalog.cases import Cases
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.yamlio import Items, Node, Table, Text, place_of

ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
MAX_WORDS = 4000
MOST_PROBLEMS = 1000


@dataclass
class Report:
    """Where problems go. Raises ProblemsFound when there are more than anybody would read."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: str, text: str, hint: str = "") -> None:
        self.problems.append(Problem(place, code, text, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ProblemsFound(self.problems)


class Entry:
    """One table under an id. Every `take` names a key that may be there; `done` reports the others."""

    def __init__(self, id: str, table: Table, place: Place, report: Report) -> None:
        self.id, self.table, self.place, self.report = id, table, place, report
        self.known: list[str] = []

    def take(self, key: str) -> Node:
        self.known.append(key)
        return self.table.get(key)

    def at(self, key: str) -> Place:
        return self.table.at(key)

    def wrong(self, key: str, text: str, code: str = "K003") -> None:
        self.report.add(self.at(key), code, f"{self.id}: {key} {text}")

    def text(self, key: str, default: str | None = None) -> str:
        """One line of text; required unless there is a default."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if isinstance(value, Text) and value.strip() and len(value) <= MAX_WORDS:
            return Text(re.sub(r"\s+", " ", value.strip()), value.place)
        self.wrong(key, "is missing" if value is None else "must be text", "K002" if value is None else "K003")
        return ""

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as one."""
        value = self.take(key)
        if isinstance(value, Text):
            return (value,)
        if isinstance(value, Items) and all(isinstance(item, Text) for item in value):
            return tuple(item for item in value if isinstance(item, Text))
        if value is not None:
            self.wrong(key, "must be a list of words")
        return ()

    def mapping(self, key: str) -> Mapping[str, str]:
        """A table of texts."""
        value = self.take(key)
        if isinstance(value, Table):
            bad = [name for name, item in value.items() if not isinstance(item, Text)]
            for name in bad:
                self.report.add(value.at(name), "K003", f"{self.id}: {key}.{name} must be text")
            return {name: item for name, item in value.items() if isinstance(item, Text)}
        if value is not None:
            self.wrong(key, "must be a table")
        return {}

    def cases(self, key: str, required: bool = False) -> Cases:
        """A value, or a table condition: value."""
        value = self.take(key)
        if value is None and required:
            self.wrong(key, "is missing", "K002")
        return cases_of(value)

    def entries(self, key: str) -> Iterator["Entry"]:
        """The tables below a key."""
        value = self.take(key)
        if isinstance(value, Table):
            for name, item in value.items():
                if isinstance(item, Table):
                    yield Entry(name, item, value.at(name), self.report)
                else:
                    self.report.add(value.at(name), "K003", f"{self.id}: {key}.{name} must be a table")
        elif value is not None:
            self.wrong(key, "must be a table")

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.take(key)
        if value is None:
            return default
        if value not in ("true", "false"):
            self.wrong(key, "must be true or false")
        return value == "true"

    def number(self, key: str, default: int = 0) -> int:
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, Text) or not re.fullmatch(r"-?\d{1,9}", value):
            self.wrong(key, "must be a whole number")
            return default
        return int(value)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value and value not in allowed:
            self.report.add(
                self.at(key), "K003", f"{self.id}: {value} is not one of {', '.join(allowed)}", did_you_mean(value, allowed)
            )
        return value

    def done(self) -> None:
        """Reports every key that nobody took."""
        for key in self.table:
            if key not in self.known:
                self.report.add(self.at(key), "K001", f"{self.id}: unknown key {key}", did_you_mean(key, self.known))


def cases_of(value: Node) -> Cases:
    """A value, or a table condition: value, as cases."""
    if isinstance(value, Table):
        return tuple((Text(when, value.at(when)), _plain(item)) for when, item in value.items())
    return () if value is None else (("always", _plain(value)),)


def _plain(node: Node) -> str:
    """The text of a value; a list of words becomes `[a, b]`."""
    if isinstance(node, Items):
        return Text(f"[{', '.join(str(item) for item in node)}]", node.place)
    return node if isinstance(node, Text) else ""


def entries_of(table: Table, report: Report) -> Iterator[Entry]:
    """The entries of a whole file."""
    for id, item in table.items():
        if not ID.fullmatch(id):
            report.add(table.at(id), "K003", f"{id}: an id is lower-case words joined by _ or .")
        elif isinstance(item, Table):
            yield Entry(id, item, table.at(id), report)
        else:
            report.add(place_of(item, table.at(id)), "K003", f"{id} must be a table")
