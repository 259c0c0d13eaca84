"""Prints the program as one JavaScript file: ES2017, no dependencies, a global `designgen` (a module where there are modules).

`designgen.picks(given, allowed)` and `designgen.values(given, allowed)` take what `Program.picks` and `Program.trace`
take, null for a fact that is not given. `values` returns every value in the order of `names`, and `tracks`. Masks are
numbers, exact up to 53 bits: `&` sees the low 32 bits of one, and after a division by 2^32 the rest.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from designgen.rules.expr import Type
from designgen.rules.printer import Lines, Printer, needed
from designgen.rules.program import DecisionNode, Node

HALF = 32

HEAD = """\
// Printed by `designgen knowledge program`; print it anew instead of editing it.
var designgen = (function () {
"use strict";
function divide(x, y) { return y != 0 ? x / y : x > 0 ? Infinity : x < 0 ? -Infinity : 0; }
function ceil(x) { return isFinite(x) ? Math.ceil(x - 1e-9) : x; }
function floor(x) { return isFinite(x) ? Math.floor(x + 1e-9) : x; }
function sqrt(x) { return x > 0 ? Math.sqrt(x) : 0; }
function ln(x) {
  if (x <= 0) return 0;
  for (var i = 0; i < 16; i++) x = Math.sqrt(x);
  return 32768 * (x - 1 / x);
}
function min(x, ...rest) { for (var y of rest) if (y < x) x = y; return x; }
function max(x, ...rest) { for (var y of rest) if (y > x) x = y; return x; }
var tracks, most;
function begin() { tracks = []; most = -1e99; }
function tried(open, conditions, terms) {
  var failed = 0, earned = 0, points = 0, i;
  for (i = 0; i < conditions.length; i++) if (!conditions[i]) failed += 2 ** i;
  for (i = 0; i < terms.length; i += 2) if (terms[i]) { earned += 2 ** (i / 2); points += terms[i + 1]; }
  tracks.push([failed, earned, points]);
  return open && !failed;
}
function best(open, conditions, terms) {
  if (!tried(open, conditions, terms)) return false;
  var points = tracks[tracks.length - 1][2], better = points > most;
  if (better) most = points;
  return better;
}
"""
TAIL = """\
})();
if (typeof module === "object") module.exports = designgen;
"""


def printed(nodes: Sequence[Node], types: Mapping[str, Type]) -> str:
    """The file. It also says what the places mean: names, kinds and words of the inputs, decisions with their options."""
    printer = _JavaScript(nodes)
    return HEAD + "\n".join(printer.functions()) + f"\nreturn {{{_legend(printer, types)}, picks, values}};\n" + TAIL


def _legend(printer: Printer, types: Mapping[str, Type]) -> str:
    legend = {
        "inputs": [[name, types[name].kind, *types[name].symbols] for name in (node.name for node in printer.facts)],
        "decisions": [[node.name, node.pick, *(option.id for option in node.options)] for node in printer.decisions],
        "names": list(printer.slots),
    }
    return ",\n".join(f"{key}: {json.dumps(rows, separators=(',', ':'))}" for key, rows in legend.items())


class _JavaScript(Printer):
    """Per decision a quick function, d, beside one that keeps tracks, t: what is alike packs best when it stands together."""

    end = ";"

    def functions(self) -> Lines:
        yield f"var {','.join(self.slots.values())};"
        wanted, calls, plain = needed(self.nodes), list[str](), list[str]()
        for node in self.nodes:
            if isinstance(node, DecisionNode):
                yield from self._decision(node, plain, calls)
                plain = list(self.gives(node, wanted))
            elif node.name in wanted:
                plain += self.defined(node)
        yield from _function("picks(g, ok)", [*calls, f"return [{','.join(self.slots[node.name] for node in self.decisions)}];"])
        yield from self._values(calls, self.slots.keys() - wanted)

    def _decision(self, node: DecisionNode, before: list[str], calls: list[str]) -> Lines:
        place = self.places[node.name]
        if before:
            yield from _function(f"q{place}(g)", before)
            calls.append(f"q{place}(g);")
        yield from _function(f"d{place}(o)", ("var s, p;", *self.decide(node)))
        yield from _function(f"t{place}(o)", self._traced(node))
        calls.append(f"d{place}(ok[{place}]);")

    def _values(self, calls: list[str], unneeded: Collection[str]) -> Lines:
        rest = self.lines(unneeded, lambda _: iter(()))
        yield from _function("rest(g)", rest)
        tracked = [f"k.push(t{call[1:-1]});" if call[0] == "d" else call for call in calls]
        found = f"return {{values: [{','.join(self.slots.values())}], tracks: k}};"
        yield from _function("values(g, ok)", ["var k = [];", *tracked, "rest(g);", found])

    def opened(self, node: DecisionNode) -> Lines:  # noqa: ARG002 - what is open comes as a parameter
        yield "s=-1e99;"

    def _traced(self, node: DecisionNode) -> Lines:
        slot, tell = self.slots[node.name], "tried" if node.pick == "all" else "best"
        yield f"{slot}=0;"
        yield f"if(!{self.text(node.when)})return null;"
        yield "begin();"
        for code, option in enumerate(node.options, 1):
            conditions = ",".join(map(self.text, option.knock_outs()))
            terms = ",".join(f"{self.text(when)},{points} * {self.slots[name]}" for name, points, when in option.points)
            taken = f"{slot}+{1 << code - 1}" if node.pick == "all" else str(code)
            yield f"if({tell}(o[{code - 1}],[{conditions}],[{terms}])){slot}={taken};"
        yield "return tracks;"

    def assign(self, name: str, text: str) -> str:
        return f"{name}={text};"

    def const(self, value: float | int | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        text = "Infinity" if abs(value) == float("inf") else repr(abs(value)).removesuffix(".0")
        return f"(-{text})" if value < 0 else text

    def joined(self, word: str, parts: Iterable[str]) -> str:
        return f"({(' && ' if word == 'and' else ' || ').join(parts)})"

    def negated(self, text: str) -> str:
        return f"!{text}"

    def among(self, text: str, codes: tuple[int, ...]) -> str:
        if max(codes) < HALF - 1:
            return f"(({sum(1 << code for code in codes)}>>{text}&1)==1)"
        return self.joined("or", (f"{text} == {code}" for code in codes))

    def overlap(self, text: str, mask: int) -> str:
        low, high = mask % 2**HALF, mask >> HALF
        parts = [f"({text}&{low})!=0"] if low else []
        return self.joined("or", [*parts, f"({text}/{2**HALF}&{high})!=0"] if high else parts)

    def chain(self, cases: Iterable[tuple[str, str]], last: str) -> str:
        return f"({''.join(f'{when} ? {value} : ' for when, value in cases)}{last})"

    def block(self, condition: str, body: Iterable[str]) -> Lines:
        yield f"if({condition}){{"
        yield from body
        yield "}"

    def fact(self, slot: str, place: int, default: str) -> Lines:
        yield f"{slot}=g[{place}];if({slot}==null){slot}={default};"


def _function(head: str, body: Iterable[str]) -> Lines:
    yield f"function {head} {{"
    yield from body
    yield "}"
