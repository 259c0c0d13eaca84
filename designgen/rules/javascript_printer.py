"""Prints the program as one JavaScript file: ES2017, no dependencies, a global `designgen` (a module where there are modules).

`designgen.run(given, allowed)` and `designgen.values(given, allowed)` take what `Program.picks` and `Program.trace` take,
null for a fact that is not given. `values` returns every value in the order of `names`, and `tracks`. The rules stand in the file
packed (packing.py), beside the machine that runs them (machine.js, made small): as functions they were three times as large.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from designgen.rules.expr import Expr, Type
from designgen.rules.graph import Graph
from designgen.rules.packing import Packed, packed
from designgen.rules.program import DecisionNode, FactNode, Node, names_of

MACHINE = Path(__file__).with_name("machine.min.js")
HEAD = "// Printed by `designgen knowledge program`; print it anew instead of editing it.\n"
TAIL = 'if (typeof module === "object") module.exports = designgen;\n'


def printed(nodes: Sequence[Node], types: Mapping[str, Type], texts: Sequence[Expr] = ()) -> str:
    """The file. `texts` become functions without parameters, `designgen.texts`, that tell their values after a run."""
    graph = Graph(nodes, texts)
    arguments = [*_packed(packed(graph), list(graph.names)), *_legend(nodes, types)]
    machine, given = MACHINE.read_text("utf-8").strip(), ",\n".join(arguments)
    return f"{HEAD}var designgen = (\n{machine}\n)(\n{given});\n{TAIL}"


def _packed(found: Packed, names: Sequence[str]) -> Iterator[str]:
    yield json.dumps(found.code)
    yield f"[{','.join(map(_number, found.constants))}]"
    yield _text(found.common)
    yield _text([value for name, points in found.points for value in (names.index(name), points)])


def _legend(nodes: Sequence[Node], types: Mapping[str, Type]) -> Iterator[str]:
    """What the places mean: the facts with kinds and words, the decisions with options, and all other names."""
    facts = [node.name for node in nodes if isinstance(node, FactNode)]
    decisions = [node for node in nodes if isinstance(node, DecisionNode)]
    known = {*facts, *(node.name for node in decisions)}
    yield _text(";".join(_fact(name, types) for name in facts))
    yield _text(";".join(" ".join((node.name, *(option.id for option in node.options))) for node in decisions))
    yield _text(" ".join(name for node in nodes for name in names_of(node) if name not in known))


def _fact(name: str, types: Mapping[str, Type]) -> str:
    """The first word of a set has the words of the set."""
    kind = types[name]
    first = name.endswith(".first") and types.get(name.removesuffix(".first"), kind).symbols == kind.symbols
    return f"{name} " if first else " ".join((name, kind.kind, *kind.symbols))


def _text(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _number(value: float | int | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0").replace("inf", "1e999")
