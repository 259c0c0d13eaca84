"""Expressions as one graph in which what is alike is there once: the form of the program that is packed for browsers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any as Anything

from designgen.rules.expr import TRUE, All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref
from designgen.rules.program import DecisionNode, FactNode, Node, QuantityNode, names_of

WORD = 64
"""Codes below it are bits of a mask there."""
Shape = tuple[tuple[int, tuple[tuple[str, int, bool], ...]], ...]
"""Per option: how many knock-outs, and its points: name of the priority, points, whether a condition stands before them."""


@dataclass(frozen=True, slots=True)
class Vertex:
    """An operation over others. `data` is a constant, codes, bits, the name of a fact, or the name and shape of a decision."""

    op: str
    kids: tuple[int, ...] = ()
    data: Anything = None


class Graph:
    """`roots` are the vertices of all names, in order, then those of further expressions.

    Each name has a vertex of its own, so that trees can be told from the graph in which names stand where the texts have them.
    """

    def __init__(self, nodes: Sequence[Node], further: Sequence[Expr]) -> None:
        self.vertices: list[Vertex] = []
        self.known: dict[object, int] = {}
        self.true = self.put(Vertex("const", data=True))
        self.names: dict[str, int] = {}
        for node in nodes:
            for name, vertex in zip(names_of(node), self.defined(node), strict=True):
                self.names[name] = vertex
        self.named = len(self.names)
        self.roots = [*self.names.values(), *map(self.of, further)]

    def put(self, vertex: Vertex, name: str = "") -> int:
        """Its number. True and 1 are equal in Python, and not the same value."""
        key = name, vertex.op, vertex.kids, repr(vertex.data)
        if key not in self.known:
            self.known[key] = len(self.vertices)
            self.vertices.append(vertex)
        return self.known[key]

    def defined(self, node: Node) -> Iterator[int]:
        """A vertex for each name of a node."""
        if isinstance(node, FactNode):
            yield self.put(Vertex("fact", (self.of(node.default),), node.name))
        elif isinstance(node, QuantityNode):
            yield self.of(node.formula, node.name)
        else:
            yield self.decision(node)
            yield from (self.of(brought(node, key), f"{node.name}.{key}") for key in node.gives)

    def decision(self, node: DecisionNode) -> int:
        kids, shape = [self.of(node.when)], []
        for option in node.options:
            rules = option.knock_outs()
            kids += map(self.of, rules)
            kids += [self.of(when) for _, _, when in option.points if when != TRUE]
            shape.append((len(rules), tuple((name, points, when != TRUE) for name, points, when in option.points)))
        self.names[node.name] = self.put(Vertex(node.pick, tuple(kids), (node.name, tuple(shape))))
        return self.names[node.name]

    def of(self, expr: Expr, name: str = "") -> int:
        """The vertex of an expression; one of its own if it is the formula of a name."""
        if isinstance(expr, Ref):
            return self.put(Vertex("min", (self.names[expr.name],)), name) if name else self.names[expr.name]
        return self.put(self.operation(expr), name)

    def operation(self, expr: Expr) -> Vertex:
        match expr:
            case Const(value):
                return Vertex("const", data=value)
            case Not(item):
                return Vertex("not", (self.of(item),))
            case All(items) | Any(items):
                return Vertex("and" if isinstance(expr, All) else "or", tuple(map(self.of, items)))
            case Compare(op, left, right) | Arith(op, left, right):
                return Vertex(op, (self.of(left), self.of(right)))
            case Call(function, arguments):
                return Vertex(function, tuple(map(self.of, arguments)))
            case Member(item, codes) if max(codes) >= WORD:
                return Vertex("or", tuple(self.of(Compare("==", item, Const(code))) for code in codes))
            case Member(item, codes):
                return Vertex("in", (self.of(item),), codes)
            case Overlap(item, mask):
                return Vertex("has", (self.of(item),), tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1))
            case Choose(cases):
                return Vertex("choose", tuple(self.of(part) for case in cases for part in case))
        raise TypeError(f"not an expression of its own: {expr}")


def brought(node: DecisionNode, key: str) -> Expr:
    """The number that the options picked bring: the one's, or the sum."""
    parts = [(code, option.gives[key]) for code, option in enumerate(node.options, 1) if key in option.gives]
    slot, zero = Ref(node.name), Const(0.0)
    if node.pick == "one":
        return Choose((*((Member(slot, (code,)), value) for code, value in parts), (TRUE, zero)))
    total: Expr = zero
    for code, value in parts:
        total = Arith("+", total, Choose(((Overlap(slot, 1 << code - 1), value), (TRUE, zero))))
    return total
