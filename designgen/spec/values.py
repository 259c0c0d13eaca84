"""One value of a fact, out of a YAML node: numbers with units, words, sets; what is wrong goes to the report."""

import re
from dataclasses import dataclass

from designgen.catalog import Fact
from designgen.catalog.reader import Report
from designgen.problem import Place, Problem, did_you_mean
from designgen.spec.model import Value
from designgen.units import PLAIN, Dimension, amount_of, dimension_name, dimension_of, humane, magnitude, parse
from designgen.yamlio import Items, Node, Text, place_of

_SUFFIX = {"share": "", "count": "", "1/second": "/s", "1/day": "/day"}
_EXAMPLES = {PLAIN: "20k", (1, 0, 0): "200 ms", (0, 1, 0): "2 TB", (0, 0, 1): "5k usd", (-1, 0, 0): "50M/day"}


@dataclass(frozen=True)
class Reading:
    """How values are read. `bare_is_base`: bare digits count in base units (second, byte, usd); `1M` and `5%` do not."""

    report: Report
    bare_is_base: bool = False

    def value(self, fact: Fact, node: Node, place: Place) -> Value | None:
        """The value in base units, or None when it was reported."""
        place = place_of(node, place)
        if node is None or node == "":
            self.report.add(place, "S002", f"{fact.id} is empty", "leave the line out to assume the default")
            return None
        if fact.kind == "set":
            return self.words(fact, node, place)
        if not isinstance(node, Text):
            form = "a list" if isinstance(node, Items) else "a table"
            self.report.add(place, "S006", f"{fact.id} takes one {'number' if fact.kind == 'number' else 'word'}, not {form}")
            return None
        if fact.kind == "number":
            return self.number(fact, node, place)
        return self.truth(fact, node, place) if fact.kind == "bool" else self.word(fact, node, place)

    def number(self, fact: Fact, text: str, place: Place) -> float | None:
        """The number in base units, whole ones as int."""
        wanted, amount = dimension_of(fact.unit), parse(text)
        hint = f"for example {example(fact, wanted)}"
        if amount is None:
            self.report.add(place, "S003", f"{fact.id}: {quoted(text)} is not a number with a unit", hint)
            return None
        free = amount.dimension == PLAIN and (amount.value == 0 or (self.bare_is_base and text.strip()[-1:].isdigit()))
        if amount.dimension != wanted and not free:
            given, needed = dimension_name(amount.dimension), dimension_name(wanted)
            self.report.add(place, "S004", f"{fact.id}: {quoted(text)} is {given}, but {needed} is wanted", hint)
            return None
        value = int(amount.value) if amount.value.denominator == 1 else float(amount.value)
        if not fact.low <= value <= fact.high:
            limits = f"{shown(fact, fact.low)} to {shown(fact, fact.high)}"
            self.report.add(place, "S005", f"{fact.id}: {quoted(text)} is outside {limits}")
            return None
        if fact.integer and not isinstance(value, int):
            self.report.add(place, "S005", f"{fact.id}: {quoted(text)} is not a whole number")
            return None
        return value

    def truth(self, fact: Fact, text: str, place: Place) -> bool | None:
        """True or false, and nothing that only looks like it."""
        if text in ("true", "false"):
            return text == "true"
        meant = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}
        word = meant.get(text.lower(), "")
        self.report.add(place, "S006", f"{fact.id}: {quoted(text)} is not true or false", f"write {word}" if word else "")
        return None

    def word(self, fact: Fact, text: str, place: Place) -> str | None:
        """One of the fact's words."""
        if text in fact.values:
            return str(text)
        self.unknown_word(fact, text, place)
        return None

    def words(self, fact: Fact, node: Node, place: Place) -> tuple[str, ...] | None:
        """Words of a set in the order given; a single word counts as a list of one."""
        items = [node] if isinstance(node, Text) else list(node) if isinstance(node, Items) else None
        if items is None or not all(isinstance(item, Text) for item in items):
            self.report.add(place, "S006", f"{fact.id} takes a list of words", "write [a, b]")
            return None
        if not items:
            self.report.add(place, "S002", f"{fact.id} is an empty list", "leave the line out to assume the default")
            return None
        good: dict[str, None] = {}
        for item in items:
            if item not in fact.values:
                self.unknown_word(fact, str(item), place_of(item, place))
            elif item in good:
                self.report.add(place_of(item, place), "S008", f"{fact.id}: {item} is here twice")
            else:
                good[str(item)] = None
        return tuple(good) if len(good) == len(items) else None

    def unknown_word(self, fact: Fact, text: str, place: Place) -> None:
        known = ", ".join(fact.values)
        hint = did_you_mean(text, fact.values) or f"known are {known}"
        self.report.add(place, "S007", f"{fact.id}: {quoted(text)} is not one of its {len(fact.values)} values", hint)


def quoted(text: str) -> str:
    """A user's text inside a message: one line, short, without control characters."""
    line = re.sub(r"\s+", " ", "".join(letter if letter.isprintable() or letter.isspace() else "?" for letter in text))
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'


def example(fact: Fact, dimension: Dimension) -> str:
    """A text that would be accepted in form."""
    return "30%" if fact.unit == "share" else _EXAMPLES.get(dimension, "20k")


def shown(fact: Fact, value: float) -> str:
    """A value of a number fact in words."""
    return str(int(value)) if fact.id == "year" else humane(value, fact.unit)


def written(fact: Fact, value: Value) -> str:
    """A value as one would write it in a spec."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value
    return f"{magnitude(value)} usd" if fact.unit == "usd" else shown(fact, value).replace(",", "")


def settable(fact: Fact, value: Value) -> str:
    """The value as `--set` wants it: as a person would write it where that is exact, else in full."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return written(fact, value).replace(", ", ",")
    size = float(amount_of(fact.unit).value)
    own = f"{value / size:.12g}{_SUFFIX.get(fact.unit, fact.unit)}"
    for text in (written(fact, value).replace(" ", ""), own, f"{value:.15g}"):
        amount = parse(text)
        if amount is not None and float(amount.value) == value and amount.dimension in (PLAIN, dimension_of(fact.unit)):
            return text
    return repr(float(value))


def read_answer(fact: Fact, text: str, place: Place = Place("answer")) -> tuple[str, list[Problem]]:  # noqa: B008 - frozen
    """An answer to the fact's question as one would write it in a spec, and what is wrong with it."""
    node = _node(fact, text, place)
    _, problems = _read(fact, node, place)
    return f"[{', '.join(map(str, node))}]" if isinstance(node, Items) else str(node), problems


def read_text(fact: Fact, text: str, place: Place) -> tuple[Value | None, list[Problem]]:
    """The value that a text says, words of a set apart by spaces, commas or semicolons; and what is wrong with it."""
    return _read(fact, _node(fact, text, place), place)


def _read(fact: Fact, node: Node, place: Place) -> tuple[Value | None, list[Problem]]:
    report = Report()
    value = Reading(report).value(fact, node, place)
    return value, report.problems


def _node(fact: Fact, text: str, place: Place) -> Text | Items:
    if fact.kind != "set":
        return Text(" ".join(text.split()), place)
    items = Items(place)
    items += [Text(word, place) for word in re.split(r"[\s,;]+", text.strip("[] ")) if word]
    return items
