"""Signals and drills out of their files."""

from collections.abc import Mapping

from designgen.catalog.practice import LEVELS, RANGE, SHOWS, Draw, Drill, Level, Signal, Variant
from designgen.catalog.reader import Entry
from designgen.problem import Place, did_you_mean
from designgen.yamlio import Items, Node, Table, Text


def read_signal(entry: Entry) -> Signal:
    signal = Signal(
        id=entry.id,
        name=entry.text("name"),
        asks=entry.text("asks"),
        sections=entry.words("sections"),
        decisions=entry.words("decisions"),
        shows=entry.words("shows"),
        place=entry.place,
    )
    for word in signal.shows:
        if word not in SHOWS:
            said = f"{entry.id}: shows: {word} is not one of {', '.join(SHOWS)}"
            entry.report.add(entry.at("shows"), "K003", said, did_you_mean(word, SHOWS))
    entry.done()
    return signal


def read_drill(entry: Entry) -> Drill:
    drill = Drill(
        id=entry.id,
        name=entry.text("name"),
        task=entry.text("task"),
        variants={one.id: _variant(one) for one in entry.entries("variants")},
        facts=_draws(entry, "facts"),
        levels={level: _level(entry, level) for level in LEVELS[1:]},
        place=entry.place,
    )
    if not drill.variants:
        entry.wrong("variants", "names no problem", "K002")
    entry.done()
    return drill


def _variant(entry: Entry) -> Variant:
    variant = Variant(entry.id, entry.text("title"), entry.text("summary"), _draws(entry, "facts"))
    entry.done()
    return variant


def _level(entry: Entry, name: str) -> Level:
    table = entry.take(name)
    if not isinstance(table, Table):
        if table is not None:
            entry.wrong(name, "must be a table")
        return Level({}, ())
    inside = Entry(f"{entry.id}.{name}", table, table.place, entry.report)
    level = Level(_draws(inside, "facts"), inside.words("without"))
    inside.done()
    return level


def _draws(entry: Entry, key: str) -> Mapping[str, Draw]:
    """By fact; what cannot be drawn from is reported."""
    table = entry.take(key)
    if table is not None and not isinstance(table, Table):
        entry.wrong(key, "must be a table of facts")
    if not isinstance(table, Table):
        return {}
    found = {name: _draw(node, table.at(name)) for name, node in table.items()}
    for name, draw in found.items():
        if draw is None:
            said = f"{entry.id}: {name} must be a value, low{RANGE}high, or a list of values"
            entry.report.add(table.at(name), "K003", said)
    return {name: draw for name, draw in found.items() if draw is not None}


def _draw(node: Node, place: Place) -> Draw | None:
    if isinstance(node, Text) and RANGE in node:
        low, _, high = node.partition(RANGE)
        return Draw((), low.strip(), high.strip(), place)
    choices = [_value(one) for one in (node if isinstance(node, Items) else [node])]
    return Draw(tuple(choices), "", "", place) if choices and all(choices) else None


def _value(node: Node) -> str:
    """A value as a spec has it; "" for what is none."""
    if isinstance(node, Items):
        words = [str(word) for word in node if isinstance(word, Text) and word]
        return f"[{', '.join(words)}]" if words and len(words) == len(node) else ""
    return str(node) if isinstance(node, Text) else ""
