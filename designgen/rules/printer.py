"""What printed programs have in common: numbered variables in dependency order, nothing of anybody's text in them.

A dialect says how an expression, a branch and a fact look; which statements there are is written here once. All
dialects choose the same. `picked` stops at the first failed knock-out and leaves out what no decision needs.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from designgen.rules.expr import TRUE, All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref
from designgen.rules.program import DecisionNode, FactNode, Node, OptionNode, QuantityNode, names_of, reads_of

Lines = Iterator[str]


class Printer(ABC):
    """Statements read `g`, the given facts, and `ok`, per decision which options are open."""

    end = ""
    """What ends a statement."""
    otherwise = "0"
    """The points of a condition that does not hold."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.slots = {name: f"v{slot}" for slot, name in enumerate(name for node in nodes for name in names_of(node))}
        self.facts = [node for node in nodes if isinstance(node, FactNode)]
        self.decisions = [node for node in nodes if isinstance(node, DecisionNode)]
        self.places = {node.name: place for place, node in enumerate(self.facts)}
        self.places |= {node.name: place for place, node in enumerate(self.decisions)}

    @abstractmethod
    def const(self, value: float | int | bool) -> str:
        """A constant; it can be infinite."""

    @abstractmethod
    def joined(self, word: str, parts: Iterable[str]) -> str:
        """Conditions joined by `and` or `or`, in parentheses."""

    @abstractmethod
    def negated(self, text: str) -> str: ...

    @abstractmethod
    def among(self, text: str, codes: tuple[int, ...]) -> str:
        """Is a code one of several?"""

    @abstractmethod
    def overlap(self, text: str, mask: int) -> str:
        """Do two masks share a bit?"""

    @abstractmethod
    def chain(self, cases: Iterable[tuple[str, str]], last: str) -> str:
        """The value of the first condition that holds."""

    @abstractmethod
    def block(self, condition: str, body: Iterable[str]) -> Lines:
        """The body, where the condition holds."""

    @abstractmethod
    def fact(self, slot: str, place: int, default: str) -> Lines: ...

    def assign(self, name: str, text: str) -> str:
        return f"{name} = {text}{self.end}"

    def picked(self) -> Lines:
        """Every statement that choosing needs."""
        return self.lines(needed(self.nodes), self.decide)

    def lines(self, wanted: Collection[str], decide: Callable[[DecisionNode], Lines]) -> Lines:
        for node in self.nodes:
            if isinstance(node, DecisionNode):
                yield from decide(node)
                yield from self.gives(node, wanted)
            elif node.name in wanted:
                yield from self.defined(node)

    def defined(self, node: FactNode | QuantityNode) -> Lines:
        slot = self.slots[node.name]
        if isinstance(node, FactNode):
            return self.fact(slot, self.places[node.name], self.text(node.default))
        return iter((self.assign(slot, self.text(node.formula)),))

    def gives(self, node: DecisionNode, wanted: Collection[str]) -> Lines:
        return (self._given(node, key) for key in node.gives if f"{node.name}.{key}" in wanted)

    def _given(self, node: DecisionNode, key: str) -> str:
        """The number that the options picked bring: the one's, or the sum."""
        slot, zero = self.slots[node.name], self.const(0.0)
        parts = [(code, self.text(option.gives[key])) for code, option in enumerate(node.options, 1) if key in option.gives]
        if node.pick == "one":
            total = self.chain(((f"{slot} == {code}", value) for code, value in parts), zero)
        else:
            total = " + ".join([zero, *(self.chain([(self.overlap(slot, 1 << code - 1), value)], zero) for code, value in parts)])
        return self.assign(self.slots[f"{node.name}.{key}"], total)

    def decide(self, node: DecisionNode) -> Lines:
        yield self.assign(self.slots[node.name], "0")
        yield from self.block(self.text(node.when), self._options(node))

    def _options(self, node: DecisionNode) -> Lines:
        yield from self.opened(node)
        slot = self.slots[node.name]
        for code, option in enumerate(node.options, 1):
            guard = [f"o[{code - 1}]", *map(self.text, option.knock_outs())]
            yield from self.block(self.joined("and", guard), self._taken(node, option, slot, code))

    def _taken(self, node: DecisionNode, option: OptionNode, slot: str, code: int) -> Lines:
        if node.pick == "all":
            yield self.assign(slot, f"{slot} + {1 << code - 1}")
            return
        yield self.assign("p", " + ".join(self.points(option)) or "0")
        yield from self.block("p > s", [self.assign("s", "p"), self.assign(slot, str(code))])

    def opened(self, node: DecisionNode) -> Lines:
        """What is done once before the options of a decision are looked at."""
        yield self.assign("o", f"ok[{self.places[node.name]}]")
        yield self.assign("s", "-1e99")

    def points(self, option: OptionNode) -> Lines:
        """The terms of an option's sum, in order, so that every dialect rounds alike."""
        for name, points, when in option.points:
            term = f"{points} * {self.slots[name]}"
            yield term if when == TRUE else self.chain([(self.text(when), term)], self.otherwise)

    def text(self, expr: Expr) -> str:
        """One expression, in parentheses where needed."""
        match expr:
            case Const(value):
                return self.const(value)
            case Ref(name):
                return self.slots[name]
            case Not(item):
                return self.negated(self.text(item))
            case All(items):
                return self.joined("and", map(self.text, items))
            case Any(items):
                return self.joined("or", map(self.text, items))
            case Arith("/", left, right):
                return f"divide({self.text(left)}, {self.text(right)})"
            case Compare(op, left, right) | Arith(op, left, right):
                return f"({self.text(left)} {op} {self.text(right)})"
            case Call(function, arguments):
                return f"{function}({', '.join(map(self.text, arguments))})"
            case Member(item, (code,)):
                return f"({self.text(item)} == {code})"
            case Member(item, codes):
                return self.among(self.text(item), codes)
            case Overlap(item, mask):
                return self.overlap(self.text(item), mask)
            case Choose(cases):
                *some, (_, last) = cases
                return self.chain(((self.text(when), self.text(value)) for when, value in some), self.text(last))


def needed(nodes: Sequence[Node]) -> set[str]:
    """Names that some decision reads, directly or not."""
    found: set[str] = set()
    for node in reversed(nodes):
        if isinstance(node, DecisionNode) or found.intersection(names_of(node)):
            found |= reads_of(node)
    return found
