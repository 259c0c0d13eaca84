"""Prints the program as Python: two functions over numbered locals, nothing of anybody's text in them.

`picks` stops at the first failed knock-out and leaves out what no decision needs; `trace` evaluates everything
and returns masks of what failed and which points were earned. Both choose the same.
"""

import marshal
from collections.abc import Iterator, Mapping, Sequence

from designgen.rules.expr import TRUE, All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref
from designgen.rules.program import DecisionNode, FactNode, Node, OptionNode, names_of, reads_of


def printed(nodes: Sequence[Node]) -> bytes:
    """The marshalled code of both functions."""
    names = [name for node in nodes for name in names_of(node)]
    printer = _Printer({name: f"v{slot}" for slot, name in enumerate(names)})
    source = "\n".join((*printer.picks(nodes), *printer.trace(nodes)))
    return marshal.dumps(compile(source, "<knowledge>", "exec", optimize=2))


class _Printer:
    def __init__(self, slots: Mapping[str, str]) -> None:
        self.slots = slots

    def picks(self, nodes: Sequence[Node]) -> Iterator[str]:
        yield "def picks(g, ok):"
        yield from self._nodes(nodes, _needed(nodes), self._fast)
        chosen = "".join(f"{self.slots[node.name]}, " for node in nodes if isinstance(node, DecisionNode))
        yield f" return ({chosen})"

    def trace(self, nodes: Sequence[Node]) -> Iterator[str]:
        yield "def trace(g, ok):"
        yield " t = []"
        yield from self._nodes(nodes, set(self.slots), self._slow)
        yield f" return ({''.join(f'{slot}, ' for slot in self.slots.values())}), t"

    def _nodes(self, nodes, needed, decide) -> Iterator[str]:  # type: ignore[no-untyped-def]
        fact = decision = 0
        for node in nodes:
            if isinstance(node, DecisionNode):
                yield from decide(node, decision)
                yield from self._gives(node, needed)
                decision += 1
            elif isinstance(node, FactNode):
                slot = self.slots[node.name]
                yield f" {slot} = g[{fact}]"
                yield f" if {slot} is None: {slot} = {self.text(node.default)}"
                fact += 1
            elif node.name in needed:
                yield f" {self.slots[node.name]} = {self.text(node.formula)}"

    def _gives(self, node: DecisionNode, needed: set[str]) -> Iterator[str]:
        slot = self.slots[node.name]
        for key in node.gives:
            if f"{node.name}.{key}" not in needed:
                continue
            parts = [(code, option.gives[key]) for code, option in enumerate(node.options, 1) if key in option.gives]
            if node.pick == "one":
                chain = "".join(f"{self.text(value)} if {slot} == {code} else " for code, value in parts)
                yield f" {self.slots[f'{node.name}.{key}']} = {chain}0.0"
            else:
                total = "".join(f" + ({self.text(value)} if {slot} & {1 << code - 1} else 0.0)" for code, value in parts)
                yield f" {self.slots[f'{node.name}.{key}']} = 0.0{total}"

    def _fast(self, node: DecisionNode, place: int) -> Iterator[str]:
        slot = self.slots[node.name]
        yield f" {slot} = 0"
        yield f" if {self.text(node.when)}:"
        yield f"  o = ok[{place}]"
        yield "  s = -1e99"
        for code, option in enumerate(node.options, 1):
            guard = " and ".join([f"o[{code - 1}]", *map(self.text, option.knock_outs())])
            if node.pick == "all":
                yield f"  if {guard}: {slot} += {1 << code - 1}"
                continue
            yield f"  if {guard}:"
            yield f"   p = {self._points(option)}"
            yield f"   if p > s: s = p; {slot} = {code}"

    def _points(self, option: OptionNode) -> str:
        terms = (
            f"{points} * {self.slots[name]}" if when == TRUE else f"({points} * {self.slots[name]} if {self.text(when)} else 0)"
            for name, points, when in option.points
        )
        return " + ".join(terms) or "0"

    def _slow(self, node: DecisionNode, place: int) -> Iterator[str]:
        slot = self.slots[node.name]
        yield f" {slot} = 0"
        yield f" if {self.text(node.when)}:"
        yield f"  o = ok[{place}]"
        yield "  s = -1e99; r = []"
        for code, option in enumerate(node.options, 1):
            yield from self._tracked(node, option, code)
        yield "  t.append(r)"
        yield " else: t.append(None)"

    def _tracked(self, node: DecisionNode, option: OptionNode, code: int) -> Iterator[str]:
        slot = self.slots[node.name]
        yield f"  f = {_mask(map(self.text, option.knock_outs()), '0 if {} else {}')}"
        yield f"  a = {_mask((self.text(when) for _, _, when in option.points), '{1} if {0} else 0')}"
        terms = (
            f"({points} * {self.slots[name]} if a & {1 << bit} else 0)" for bit, (name, points, _) in enumerate(option.points)
        )
        yield f"  p = {' + '.join(terms) or '0'}"
        if node.pick == "all":
            yield f"  if o[{code - 1}] and not f: {slot} += {1 << code - 1}"
        else:
            yield f"  if o[{code - 1}] and not f and p > s: s = p; {slot} = {code}"
        yield "  r.append((f, a, p))"

    def text(self, expr: Expr) -> str:
        """One expression as Python, in parentheses where needed."""
        match expr:
            case Const(value):
                return repr(value) if abs(value) != float("inf") else "1e999"
            case Ref(name):
                return self.slots[name]
            case Not(item):
                return f"(not {self.text(item)})"
            case All(items):
                return f"({' and '.join(map(self.text, items))})"
            case Any(items):
                return f"({' or '.join(map(self.text, items))})"
            case Arith("/", left, right):
                return f"divide({self.text(left)}, {self.text(right)})"
            case Compare(op, left, right) | Arith(op, left, right):
                return f"({self.text(left)} {op} {self.text(right)})"
            case Call(function, arguments):
                return f"{function}({', '.join(map(self.text, arguments))})"
            case Member(item, (code,)):
                return f"({self.text(item)} == {code})"
            case Member(item, codes):
                return f"({self.text(item)} in {codes!r})"
            case Overlap(item, mask):
                return f"({self.text(item)} & {mask} != 0)"
            case Choose(cases):
                *some, (_, last) = cases
                chain = "".join(f"{self.text(value)} if {self.text(when)} else " for when, value in some)
                return f"({chain}{self.text(last)})"


def _mask(conditions: "Iterator[str] | map[str]", form: str) -> str:
    return " | ".join(f"({form.format(text, 1 << bit)})" for bit, text in enumerate(conditions)) or "0"


def _needed(nodes: Sequence[Node]) -> set[str]:
    """Names that some decision reads, directly or not."""
    needed: set[str] = set()
    for node in reversed(nodes):
        if isinstance(node, DecisionNode) or needed.intersection(names_of(node)):
            needed |= reads_of(node)
    return needed
