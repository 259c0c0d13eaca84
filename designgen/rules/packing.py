"""Packs a graph of expressions into a text of 92 letters: each vertex where it is first met, parts after it, later its number.

What is met often is one letter, the rest two or more. A letter is a character from # to ~, with a space for a backslash
and ! for <, so that the text stands in JavaScript and in a page as it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from designgen.rules.graph import Graph, Shape, Vertex

OPS = (
    "fact", "one", "all", "mark", "ceil", "floor", "sqrt", "ln", "+", "-", "*", "/", "min", "max", "choose",
    "and", "or", "<", "<=", ">", ">=", "==", "!=", "not", "in", "has",
)  # fmt: skip
"""What a letter can begin with, as machine.js counts them; `mark` says that the vertex after it is met again."""
COUNTED = ("and", "or", "min", "max", "choose")
LETTERS = 92
MOST_COMMON = 48
Points = tuple[str, int]


@dataclass(frozen=True)
class Packed:
    """`common` are places among what is numbered: constants first, then names and marked vertices as they are met."""

    code: str
    constants: tuple[float | int | bool, ...]
    common: tuple[int, ...]
    points: tuple[Points, ...]


def packed(graph: Graph) -> Packed:
    """The whole graph."""
    packer = _Packer(graph)
    letters = [letter for place, root in enumerate(graph.roots) for letter in packer.vertex(root, place < graph.named)]
    common = tuple(packer.numbers[vertex] for vertex in packer.common)
    return Packed("".join(map(_letter, letters)), tuple(packer.constants.values()), common, tuple(packer.points))


def _letter(value: int) -> str:
    return {57: " ", 25: "!"}.get(value, chr(35 + value))


class _Packer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        found = [(vertex, graph.vertices[vertex].data) for vertex in self.by_use if graph.vertices[vertex].op == "const"]
        rest = {vertex: value for vertex, value in found if vertex != graph.true}
        self.constants = {graph.true: True, **rest}
        self.numbers = {vertex: number for number, vertex in enumerate(self.constants)}
        numbered = self.numbers.keys() | self.again_met
        rows = -(-len(numbered) // LETTERS)
        room = LETTERS - 1 - len(OPS)
        common = [vertex for vertex in self.by_use if vertex in numbered][: max(0, min(MOST_COMMON, room - rows))]
        self.common = {vertex: place for place, vertex in enumerate(common)}
        terms = Counter(term[:2] for vertex in graph.vertices if vertex.op in ("one", "all") for term in _terms(vertex.data[1]))
        self.points = {pair: place for place, (pair, _) in enumerate(terms.most_common())}

    @cached_property
    def uses(self) -> Counter[int]:
        """How often each vertex is met."""
        return Counter((*self.graph.roots, *(kid for vertex in self.graph.vertices for kid in vertex.kids)))

    @cached_property
    def again_met(self) -> set[int]:
        """What gets a number: names, and what is met more than once."""
        return {*self.graph.names.values(), *(vertex for vertex, uses in self.uses.items() if uses > 1)}

    @cached_property
    def by_use(self) -> list[int]:
        return sorted(range(len(self.graph.vertices)), key=lambda vertex: -self.uses[vertex])

    def vertex(self, number: int, named: bool = False) -> Iterator[int]:
        """Its number, or all of it."""
        if number in self.numbers:
            yield from self.again(number)
            return
        vertex = self.graph.vertices[number]
        if not named and number in self.again_met:
            yield OPS.index("mark")
        yield OPS.index(vertex.op)
        yield from self.whole(vertex)
        if number in self.again_met:
            self.numbers[number] = len(self.numbers)

    def again(self, number: int) -> Iterator[int]:
        first = len(OPS)
        if number in self.common:
            yield first + self.common[number]
            return
        high, low = divmod(self.numbers[number], LETTERS)
        first += len(self.common)
        if first + high < LETTERS - 1:
            yield from (first + high, low)
        else:
            yield from (LETTERS - 1, *divmod(high, LETTERS), low)

    def whole(self, vertex: Vertex) -> Iterator[int]:
        if vertex.op in ("one", "all"):
            yield from self.decision(vertex)
            return
        if vertex.op in COUNTED:
            yield from _count(len(vertex.kids))
        for kid in vertex.kids:
            yield from self.vertex(kid)
        if vertex.op in ("in", "has"):
            yield from _count(len(vertex.data))
            for code in vertex.data:
                yield from _count(code)

    def decision(self, vertex: Vertex) -> Iterator[int]:
        """Its condition and its options: knock-outs, then points until 0, 1 before points with a condition."""
        kids, shape = iter(vertex.kids), vertex.data[1]
        yield from self.vertex(next(kids))
        yield from _count(len(shape))
        for rules, terms in shape:
            yield from _count(rules)
            for _ in range(rules):
                yield from self.vertex(next(kids))
            for name, points, asked in terms:
                yield from (*([1] if asked else []), *_count(self.points[name, points] + 2))
                if asked:
                    yield from self.vertex(next(kids))
            yield 0


def _terms(shape: Shape) -> Iterator[tuple[str, int, bool]]:
    return (term for _, terms in shape for term in terms)


def _count(value: int) -> Iterator[int]:
    if value < LETTERS - 1:
        yield value
    else:
        yield from (LETTERS - 1, *divmod(value, LETTERS))
