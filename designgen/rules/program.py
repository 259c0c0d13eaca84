"""The compiled knowledge: facts, quantities and decisions in dependency order, ready to be printed and run."""

import heapq
import marshal
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from typing import Any as Anything

from designgen.rules import evaluate
from designgen.rules.expr import Expr, Plain, Type, reads

if TYPE_CHECKING:
    from designgen.rules.columns import Columns
    from designgen.rules.whatif import Plan

Given = list[float | int | bool | None]
"""A value per fact slot of `Program.inputs`, None where the spec is silent."""
Allowed = tuple[tuple[bool, ...], ...]
"""Per decision (in program order) and option: is it open to choice, or banned?"""


class _Reader(ABC):
    """What defines names by expressions. What it reads is asked often, so it is worked out once."""

    @abstractmethod
    def expressions(self) -> Iterator[Expr]:
        """Every expression in it."""

    @cached_property
    def reads(self) -> frozenset[str]:
        """The names in its expressions."""
        return frozenset(name for expr in self.expressions() for name in reads(expr))


@dataclass(frozen=True)
class FactNode(_Reader):
    """An input; `default` is used when none is given."""

    name: str
    default: Expr

    def expressions(self) -> Iterator[Expr]:
        yield self.default


@dataclass(frozen=True)
class QuantityNode(_Reader):
    """A derived number or circumstance."""

    name: str
    formula: Expr

    def expressions(self) -> Iterator[Expr]:
        yield self.formula


@dataclass(frozen=True, slots=True)
class OptionNode(Plain):
    """An option: knock-outs, points (fact name of the priority, points, condition), numbers given.

    `ahead` are knock-outs added by the look-ahead: (condition, the later decision it keeps alive).
    """

    id: str
    rules: tuple[Expr, ...]
    points: tuple[tuple[str, int, Expr], ...]
    gives: Mapping[str, Expr]
    ahead: tuple[tuple[Expr, str], ...] = ()

    def knock_outs(self) -> tuple[Expr, ...]:
        return self.rules + tuple(condition for condition, _ in self.ahead)

    def expressions(self) -> Iterator[Expr]:
        yield from self.knock_outs()
        yield from (condition for _, _, condition in self.points)
        yield from self.gives.values()


@dataclass(frozen=True)
class DecisionNode(_Reader):
    """A decision. `gives` are the keys of the numbers that its options may bring."""

    name: str
    pick: str
    when: Expr
    options: tuple[OptionNode, ...]
    gives: tuple[str, ...]

    def expressions(self) -> Iterator[Expr]:
        yield self.when
        for option in self.options:
            yield from option.expressions()


Node = FactNode | QuantityNode | DecisionNode


def names_of(node: Node) -> tuple[str, ...]:
    """The names that a node defines."""
    if isinstance(node, DecisionNode):
        return (node.name, *(f"{node.name}.{key}" for key in node.gives))
    return (node.name,)


def reads_of(node: Node) -> frozenset[str]:
    """The names that a node reads."""
    if isinstance(node, DecisionNode):
        return node.reads.union(priority for option in node.options for priority, _, _ in option.points)
    return node.reads


class Cycle(Exception):
    """Nodes that wait for each other."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(names))
        self.names = names


def in_order(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with every definition before its use; otherwise in the order given. Raises Cycle."""
    home = {name: place for place, node in enumerate(nodes) for name in names_of(node)}
    waits = [{home[name] for name in reads_of(node) if name in home} for node in nodes]
    readers: dict[int, list[int]] = {}
    for place, needed in enumerate(waits):
        for before in needed:
            readers.setdefault(before, []).append(place)
    ready = [place for place, needed in enumerate(waits) if not needed]
    done: list[Node] = []
    while ready:
        place = heapq.heappop(ready)
        done.append(nodes[place])
        for reader in readers.get(place, ()):
            waits[reader].discard(place)
            if not waits[reader]:
                heapq.heappush(ready, reader)
    if len(done) < len(nodes):
        raise Cycle(_cycle(nodes, waits))
    return tuple(done)


def _cycle(nodes: tuple[Node, ...], waits: list[set[int]]) -> tuple[str, ...]:
    place = next(place for place, needed in enumerate(waits) if needed)
    seen: list[int] = []
    while place not in seen:
        seen.append(place)
        place = min(waits[place])
    loop = seen[seen.index(place) :] + [place]
    return tuple(nodes[place].name for place in loop)


def functions_of(code: bytes, names: Mapping[str, Anything]) -> dict[str, Callable[..., Anything]]:
    """What printed code defines; it can call these names and nothing else."""
    space: dict[str, Anything] = {**names, "__builtins__": {}}
    exec(marshal.loads(code), space)  # noqa: S102, S302 - our own printed program: numbers and numbered names only
    return space


@dataclass(frozen=True)
class Program:
    """Nodes in order, the type of every name, and the printed program, whole and in pieces (marshalled code objects).

    `texts` holds the expressions outside the cascade: checks, component numbers, conditions of flows and views.
    """

    nodes: tuple[Node, ...]
    types: Mapping[str, Type]
    texts: Mapping[str, Expr]
    code: bytes = field(repr=False)
    pieces: bytes = field(default=b"", repr=False)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        return tuple(node.name for node in self.nodes if isinstance(node, FactNode))

    @cached_property
    def decisions(self) -> tuple[DecisionNode, ...]:
        return tuple(node for node in self.nodes if isinstance(node, DecisionNode))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name, in the order of the values that `trace` returns."""
        return tuple(name for node in self.nodes for name in names_of(node))

    @cached_property
    def read_by(self) -> Mapping[str, frozenset[str]]:
        """For each name, what its own definition reads."""
        return {name: node.reads for node in self.nodes for name in names_of(node)}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """For each name, what it depends on other than through priorities."""
        from designgen.rules.lookahead import ancestors

        return ancestors(self.nodes, "priorities.")

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., Anything]]:
        return functions_of(self.code, {"divide": evaluate.divide, **evaluate.FUNCTIONS})

    @cached_property
    def plan(self) -> "Plan":
        """The program in pieces, and who reads whom."""
        from designgen.rules.whatif import Plan

        return Plan(self.nodes, functions_of(self.pieces, {"divide": evaluate.divide, **evaluate.FUNCTIONS}))

    def picks(self, given: Given, allowed: Allowed) -> tuple[int, ...]:
        """What each decision picks, in program order: a code, or a mask for pick-all; 0 for none."""
        picked: tuple[int, ...] = self._functions["picks"](given, allowed)
        return picked

    def source(self, language: str, texts: Sequence[str] = ()) -> str:
        """The program as a text in `python` or `javascript`, to be run elsewhere; JavaScript also tells the values of texts."""
        if language == "python":
            from designgen.rules.python_printer import source

            return source(self.nodes)
        from designgen.rules.javascript_printer import printed

        return printed(self.nodes, self.types, [self.texts[text] for text in texts])

    @cached_property
    def columns(self) -> "Columns":
        """The same over many specs at once: `columns(given, allowed, size, wanted)`, see there."""
        from designgen.rules.columns import Columns

        return Columns(self)

    def trace(self, given: Given, allowed: Allowed) -> tuple[dict[str, Anything], list[Anything]]:
        """Every value by name, and per decision None (not needed) or, per option, (failed, adjusted, points).

        `failed` and `adjusted` are masks over the option's knock-outs and over its points.
        """
        values, tracks = self._functions["trace"](given, allowed)
        return dict(zip(self.names, values, strict=True)), tracks
