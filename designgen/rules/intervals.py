"""What the program can choose when some inputs are known only to lie in boxes: sound for every point of every row.

Each row of a run leaves some inputs free within a box. Numbers become intervals, words sets of possible codes, sets the
bits that must and may be there, truths whether they may be true and may be false. Every operation of the language is
monotone in floating point, too, so ends worked out by the same operations bound every value between them. An interval
that reaches down to -inf stands for anything, also for what is no number (inf - inf).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any as Anything

import numpy as np

from designgen.rules import enclose
from designgen.rules.expr import All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref
from designgen.rules.lookahead import ancestors
from designgen.rules.program import Allowed, DecisionNode, FactNode, Given, OptionNode, Program
from designgen.rules.simplify import rebuild

Above = Mapping[str, frozenset[str]]
Pair = tuple[Anything, Anything]
"""Two arrays (or scalars, the same in each row): low and high, may be true and may be false, must and may."""


@dataclass(frozen=True)
class Box:
    """Where an input is free: in these rows, within these two ends (as in `Pair`; of words the codes as bits, twice)."""

    rows: Anything
    first: Anything
    second: Anything


class Enclosure:
    """The program with equal expressions made one, so that each is looked at once a run."""

    def __init__(self, program: Program, wanted: Iterable[str] | None = None, above: Above | None = None) -> None:
        """`wanted` names the decisions asked about; what they do not depend on (`above` says on what) is left out."""
        self.program = program
        above = above or ancestors(program.nodes)
        names = {node.name for node in program.decisions} if wanted is None else set(wanted)
        needed = names.union(*(above[name] for name in names))
        own = {node.name for node in program.nodes}
        self.needed = frozenset(name if name in own else name.rsplit(".", 1)[0] for name in needed)
        self._pool: dict[object, Expr] = {}
        self._seen: dict[int, Expr] = {}

    def every(self) -> Iterator[Expr]:
        """Every expression that is looked at."""
        nodes = (node for node in self.program.nodes if node.name in self.needed)
        yield from (expr for node in nodes for expr in node.expressions())

    def one(self, expr: Expr) -> Expr:
        """The one object that stands for all expressions equal to this one."""
        found = self._seen.get(id(expr))
        if found is None:
            same = rebuild(expr, self.one)
            found = self._pool.setdefault(_key(same), same)
            self._seen[id(expr)] = found
        return found

    def run(self, given: Given, allowed: Allowed, boxes: Mapping[str, Box], size: int) -> "Run":
        """All needed decisions, for `size` rows; inputs without a box are as `given` in every row."""
        run = Run(self, size)
        with np.errstate(all="ignore"):
            run.all(given, allowed, boxes)
        return run


def _key(expr: Expr) -> object:
    """Equal for expressions whose parts are the same objects; numbers, codes and truths stay apart."""
    match expr:
        case Const(value):
            return type(value), value
        case Ref(name):
            return name
        case Not(item):
            return Not, id(item)
        case All(items) | Any(items):
            return type(expr), *map(id, items)
        case Compare(op, left, right) | Arith(op, left, right):
            return type(expr), op, id(left), id(right)
        case Call(function, arguments):
            return function, *map(id, arguments)
        case Member(item, codes):
            return Member, id(item), codes
        case Overlap(item, mask):
            return Overlap, id(item), mask
        case Choose(cases):
            return Choose, *(id(part) for case in cases for part in case)


class Run:
    """One run. After it `picked` holds, per decision, (must, may) as bits: of a pick-one, bit 0 is none and bit n code n."""

    def __init__(self, enclosure: Enclosure, size: int) -> None:
        self.enclosure, self.size = enclosure, size
        self.kinds = enclosure.program.types
        self.names: dict[str, Pair] = {}
        self.picked: dict[str, Pair] = {}
        self.truths: dict[int, Pair] = {}
        self.values: dict[tuple[str, int], Pair] = {}

    def all(self, given: Given, allowed: Allowed, boxes: Mapping[str, Box]) -> None:
        slots = {name: place for place, name in enumerate(self.enclosure.program.inputs)}
        places = {node.name: place for place, node in enumerate(self.enclosure.program.decisions)}
        for node in self.enclosure.program.nodes:
            if node.name not in self.enclosure.needed:
                continue
            if isinstance(node, DecisionNode):
                self.decide(node, allowed[places[node.name]])
            elif isinstance(node, FactNode):
                self.names[node.name] = self.fact(node, given[slots[node.name]], boxes.get(node.name))
            else:
                self.names[node.name] = self.value(node.name, node.formula)

    def fact(self, node: FactNode, value: float | int | bool | None, box: Box | None) -> Pair:
        kind = self.kinds[node.name].kind
        usual = self.value(node.name, node.default) if value is None else _exactly(kind, value)
        if box is None:
            return usual
        ends = []
        for end, inside in zip(usual, (box.first, box.second), strict=True):
            column = np.array(np.broadcast_to(end, (self.size,)))
            column[box.rows] = inside
            ends.append(column)
        return ends[0], ends[1]

    def value(self, name: str, expr: Expr) -> Pair:
        """Of a definition, by the kind of its name."""
        kind = self.kinds[name].kind
        return self.truth(expr) if kind == "bool" else self.of(kind, expr)

    def truth(self, expr: Expr) -> Pair:
        """May it be true, may it be false?"""
        return self._truth(self.enclosure.one(expr))

    def of(self, kind: str, expr: Expr) -> Pair:
        return self._value(kind, self.enclosure.one(expr))

    def _truth(self, expr: Expr) -> Pair:
        found = self.truths.get(id(expr))
        if found is None:
            found = self.truths[id(expr)] = self._new_truth(expr)
        return found

    def _new_truth(self, expr: Expr) -> Pair:
        match expr:
            case Const(value):
                return np.bool_(value), np.bool_(not value)
            case Ref(name):
                return self.names[name]
            case Not(item):
                may, may_not = self._truth(item)
                return may_not, may
            case All(items):
                return _every(map(self._truth, items))
            case Any(items):
                may_not, may = _every((no, yes) for yes, no in map(self._truth, items))
                return may, may_not
            case Compare(op, left, right):
                return enclose.compared(op, self._value("number", left), self._value("number", right))
            case Member(item, codes):
                possible, bits = self._value("enum", item)[1], sum(1 << code for code in codes)
                return possible & bits != 0, possible & ~bits != 0
            case Overlap(item, mask):
                must, may = self._value("set", item)
                return may & mask != 0, must & mask == 0
            case Choose(cases):
                return self._chosen(cases, self._truth, enclose.either_truth)
        raise TypeError(expr)

    def _value(self, kind: str, expr: Expr) -> Pair:
        key = kind, id(expr)  # 1 is a number, a code and a mask
        found = self.values.get(key)
        if found is None:
            found = self.values[key] = self._new_value(kind, expr)
        return found

    def _new_value(self, kind: str, expr: Expr) -> Pair:
        match expr:
            case Const(value):
                return _exactly(kind, value)
            case Ref(name):
                return self.names[name]
            case Arith(op, left, right):
                return enclose.ARITHMETIC[op](self._value(kind, left), self._value(kind, right))
            case Call(function, arguments):
                return enclose.CALLS[function](*(self._value(kind, argument) for argument in arguments))
            case Choose(cases):
                return self._chosen(cases, lambda item: self._value(kind, item), enclose.EITHER[kind])
        raise TypeError(expr)

    def _chosen(self, cases: Sequence[tuple[Expr, Expr]], read: Callable[[Expr], Pair], either: Callable[..., Pair]) -> Pair:
        reached, found = np.bool_(True), None
        for when, value in cases:
            may, may_not = self._truth(when)
            here = reached & may
            if np.any(here):
                found = either(found, here, read(value))
            reached = reached & may_not
            if not np.any(reached):
                break
        assert found is not None
        return found

    def decide(self, node: DecisionNode, open_: tuple[bool, ...]) -> None:
        needed = self.truth(node.when)
        able = [
            _every((needed, *map(self.truth, option.knock_outs()))) if is_open else (np.bool_(False), np.bool_(True))
            for option, is_open in zip(node.options, open_, strict=True)
        ]
        must, may = self._best(node, able) if node.pick == "one" else _together(able)
        self.picked[node.name] = must, may
        self.names[node.name] = must, may
        for key in node.gives:
            self.names[f"{node.name}.{key}"] = self.given_by(node, key)

    def _best(self, node: DecisionNode, able: list[Pair]) -> Pair:
        """The codes that could win: those whose best score reaches the worst of every option that is surely open."""
        scores = [
            self.score(option) if np.any(may) else (-np.inf, -np.inf) for option, (may, _) in zip(node.options, able, strict=True)
        ]
        bar: Anything = -np.inf
        for place, ((_, may_not), (low, _)) in enumerate(zip(able, scores, strict=True)):
            bar = np.maximum(bar, np.where(may_not, -np.inf, low * 64 - place))
        possible: Anything = np.where(_every((no, yes) for yes, no in able)[0], 1, 0)
        for place, ((may, _), (_, high)) in enumerate(zip(able, scores, strict=True)):
            possible = possible | np.where(may & (high * 64 - place >= bar), 2 << place, 0)
        return possible, possible

    def score(self, option: OptionNode) -> Pair:
        """The least and the most points × priorities."""
        low: Anything = 0.0
        high: Anything = 0.0
        for name, points, when in option.points:
            may, may_not = self.truth(when)
            ends = self.names[name]
            least, most = (ends[0] * points, ends[1] * points) if points >= 0 else (ends[1] * points, ends[0] * points)
            low = low + np.where(may, np.where(may_not, np.minimum(least, 0.0), least), 0.0)
            high = high + np.where(may, np.where(may_not, np.maximum(most, 0.0), most), 0.0)
        return low, high

    def given_by(self, node: DecisionNode, key: str) -> Pair:
        """The number that the choice gives."""
        if node.pick == "all":
            return self._sum(node, key)
        may = self.picked[node.name][1]
        found, rest = None, 1
        for code, option in enumerate(node.options, 1):
            here = may >> code & 1 != 0
            if key not in option.gives:
                rest |= 1 << code
            elif np.any(here):
                found = enclose.either_number(found, here, self.of("number", option.gives[key]))
        zero = may & rest != 0
        return enclose.either_number(found, zero, (0.0, 0.0)) if np.any(zero) or found is None else found

    def _sum(self, node: DecisionNode, key: str) -> Pair:
        must, may = self.picked[node.name]
        total: Pair = (0.0, 0.0)
        for bit, option in enumerate(node.options):
            here = may >> bit & 1 != 0
            if key in option.gives and np.any(here):
                low, high = self.of("number", option.gives[key])
                sure = must >> bit & 1 != 0
                part = np.where(sure, low, np.minimum(low, 0.0)), np.where(sure, high, np.maximum(high, 0.0))
                total = enclose.plus(total, (np.where(here, part[0], 0.0), np.where(here, part[1], 0.0)))
        return total


def _exactly(kind: str, value: float | int | bool) -> Pair:
    if kind == "bool":
        return np.bool_(value), np.bool_(not value)
    if kind == "number":
        return np.float64(value), np.float64(value)
    bits = np.int64(1 << int(value) if kind == "enum" else int(value))
    return bits, bits


def _every(parts: Iterable[Pair]) -> Pair:
    """May all be true, may one be false?"""
    may, may_not = np.bool_(True), np.bool_(False)
    for yes, no in parts:
        may, may_not = may & yes, may_not | no
    return may, may_not


def _together(able: list[Pair]) -> Pair:
    must: Anything = np.int64(0)
    may: Anything = np.int64(0)
    for bit, (yes, no) in enumerate(able):
        must = must | np.where(no, 0, 1 << bit)
        may = may | np.where(yes, 1 << bit, 0)
    return must, may
