"""Prints the program as Python: `picks` and `trace` over numbered locals, and a function per node over a list.

`trace` evaluates everything and returns masks of what failed and which points were earned.
"""

import marshal
from collections.abc import Iterable, Sequence

from designgen.rules.printer import Lines, Printer
from designgen.rules.program import DecisionNode, Node, OptionNode


def printed(nodes: Sequence[Node]) -> bytes:
    """The marshalled code of both functions."""
    return marshal.dumps(compile(source(nodes), "<knowledge>", "exec", optimize=2))


def pieces(nodes: Sequence[Node]) -> bytes:
    """The marshalled code of one function per node, `n0(v, g, ok)` and so on, which puts its values into the list `v`."""
    printer = _Python(nodes)
    printer.slots = {name: f"v[{place}]" for place, name in enumerate(printer.slots)}
    text = "\n".join(line for place, node in enumerate(nodes) for line in printer.piece(place, node))
    return marshal.dumps(compile(text, "<knowledge>", "exec", optimize=2))


def source(nodes: Sequence[Node]) -> str:
    """The text of both functions."""
    printer = _Python(nodes)
    return "\n".join((*printer.picks(), *printer.trace())) + "\n"


class _Python(Printer):
    def picks(self) -> Lines:
        yield "def picks(g, ok):"
        yield from _indented(self.picked())
        yield f" return ({''.join(f'{self.slots[node.name]}, ' for node in self.decisions)})"

    def piece(self, place: int, node: Node) -> Lines:
        yield f"def n{place}(v, g, ok):"
        if isinstance(node, DecisionNode):
            yield from _indented(self.decide(node))
            yield from _indented(self.gives(node, self.slots))
        else:
            yield from _indented(self.defined(node))

    def trace(self) -> Lines:
        yield "def trace(g, ok):"
        yield " t = []"
        yield from _indented(self.lines(self.slots, self._traced))
        yield f" return ({''.join(f'{slot}, ' for slot in self.slots.values())}), t"

    def _traced(self, node: DecisionNode) -> Lines:
        yield f"{self.slots[node.name]} = 0"
        yield f"if {self.text(node.when)}:"
        yield from _indented((*self.opened(node), "r = []"))
        for code, option in enumerate(node.options, 1):
            yield from _indented(self._tracked(node, option, code))
        yield " t.append(r)"
        yield "else: t.append(None)"

    def _tracked(self, node: DecisionNode, option: OptionNode, code: int) -> Lines:
        slot = self.slots[node.name]
        yield f"f = {_mask(map(self.text, option.knock_outs()), '0 if {} else {}')}"
        yield f"a = {_mask((self.text(when) for _, _, when in option.points), '{1} if {0} else 0')}"
        terms = (
            f"({points} * {self.slots[name]} if a & {1 << bit} else 0)" for bit, (name, points, _) in enumerate(option.points)
        )
        yield f"p = {' + '.join(terms) or '0'}"
        if node.pick == "all":
            yield f"if o[{code - 1}] and not f: {slot} += {1 << code - 1}"
        else:
            yield f"if o[{code - 1}] and not f and p > s: s = p; {slot} = {code}"
        yield "r.append((f, a, p))"

    def const(self, value: float | int | bool) -> str:
        return repr(value) if abs(value) != float("inf") else "1e999"

    def joined(self, word: str, parts: Iterable[str]) -> str:
        return f"({f' {word} '.join(parts)})"

    def negated(self, text: str) -> str:
        return f"(not {text})"

    def among(self, text: str, codes: tuple[int, ...]) -> str:
        return f"({text} in {codes!r})"

    def overlap(self, text: str, mask: int) -> str:
        return f"({text} & {mask} != 0)"

    def chain(self, cases: Iterable[tuple[str, str]], last: str) -> str:
        return f"({''.join(f'{value} if {when} else ' for when, value in cases)}{last})"

    def block(self, condition: str, body: Iterable[str]) -> Lines:
        yield f"if {condition}:"
        yield from _indented(body)

    def fact(self, slot: str, place: int, default: str) -> Lines:
        yield f"{slot} = g[{place}]"
        yield f"if {slot} is None: {slot} = {default}"


def _indented(lines: Iterable[str]) -> Lines:
    return (f" {line}" for line in lines)


def _mask(conditions: Iterable[str], form: str) -> str:
    return " | ".join(f"({form.format(text, 1 << bit)})" for bit, text in enumerate(conditions)) or "0"
