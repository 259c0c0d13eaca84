"""What `--set name=value` says, as a layer on top of the file."""

import re
from collections.abc import Iterable

from designgen.catalog import Knowledge
from designgen.problem import Place
from designgen.spec.layer import Layer
from designgen.spec.names import KEYS
from designgen.spec.read import LayerReader
from designgen.spec.values import Reading, quoted
from designgen.yamlio import Items, Node, Table, Text

PLACE = Place("--set")
LIST = re.compile(r"[a-z_][a-z0-9_]*(\s*,\s*[a-z_][a-z0-9_]*)+")


def override_layer(sets: Iterable[str], knowledge: Knowledge, reading: Reading, place: Place = PLACE) -> Layer:
    """The layer of all `--set`; of one name the last counts, bans add up. Bare digits are in base units.

    `place` is where they were said.
    """
    table = Table(place)
    for item in sets:
        name, equals, value = item.partition("=")
        name = name.strip()
        if not equals or not name or not value.strip():
            reading.report.add(place, "S016", f"{quoted(item)} is not name=value")
        elif name in KEYS and name != "task":
            hint = "set a fact, priorities.x, choose.decision or avoid.decision"
            reading.report.add(place, "S016", f"{name} cannot be set here", hint)
        elif name.startswith("avoid."):
            table[name] = _together(table.get(name), _node(value, place), place)
        else:
            table[name] = _node(value, place)
    return LayerReader(knowledge, Reading(reading.report, bare_is_base=True)).layer(table)


def values_of(text: str) -> list[str]:
    """`a, b, c` in parts; what stands in brackets stays together."""
    return [part.strip() for part in re.split(r",(?![^\[]*\])", text)]


def _node(value: str, place: Place) -> Text | Items:
    """One value, or a list written as `[a, b]` or `a,b`."""
    inside = value.strip()
    if inside.startswith("[") and inside.endswith("]"):
        return _items(inside[1:-1], place)
    return _items(inside, place) if LIST.fullmatch(inside) else Text(inside, place)


def _items(inside: str, place: Place) -> Items:
    items = Items(place)
    items += [Text(word.strip(), place) for word in inside.split(",") if word.strip()]
    return items


def _together(before: Node, now: Text | Items, place: Place) -> Items:
    items = Items(place)
    for node in (before, now):
        items += node if isinstance(node, Items) else [node] if isinstance(node, Text) else []
    return items
