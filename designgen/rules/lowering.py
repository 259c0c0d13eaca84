"""The program as straight-line operations on whole columns, with constants folded and nothing computed twice.

Each operation makes one new value from earlier ones; the same operation on the same values is made once (value
numbering). What depends on no varying fact folds to a constant, so a program with two varying facts is a short one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from designgen.rules.evaluate import FUNCTIONS, Scalar, apply
from designgen.rules.expr import All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref, Type
from designgen.rules.program import Allowed, DecisionNode, FactNode, Node, OptionNode

BOOL, NUMBER, CODE, SCORE = "bool", "f8", "u1", "u2"
MOST_CODES = 63
"""Options of a pick-one decision: the low six bits of a key hold the option, the others its points."""
SHIFT = 64
MOST_PRIORITY = 5


@dataclass(frozen=True, slots=True)
class Value:
    """A column: the number of the operation that makes it, and its type (bool, f8, u1, u2, …)."""

    id: int
    kind: str


Operand = Value | Scalar


@dataclass(frozen=True, slots=True)
class Op:
    """`target = name(*arguments)`. `load` and `mask` read an input by its slot.

    `select` is one of two whole numbers, `among` one of two floats.
    Of keys: `whole` is a priority as a whole number, `times` and `plus` wrap around, `where` is 0 unless a condition
    holds, `code` is the option that a key names.
    """

    target: Value
    name: str
    arguments: tuple[Operand, ...]


@dataclass
class Lowered:
    """The operations in order, and where each name's value ends up; a list has a truth per option."""

    ops: list[Op] = field(default_factory=list)
    names: dict[str, Operand | tuple[Operand, ...]] = field(default_factory=dict)


Input = Scalar | str | None
"""How a fact comes in: fixed, "column", "masked" (given in some rows only), or None for its default in every row."""


class Lowering:
    """Lowers nodes in order. `most` is the largest priority that may come in."""

    def __init__(self, types: Mapping[str, Type], most: int = MOST_PRIORITY) -> None:
        self.types, self.most = types, most
        self.made: dict[tuple[object, ...], Value] = {}
        self.known: dict[int, tuple[Expr, Operand]] = {}
        self.result = Lowered()

    def lower(self, nodes: Iterable[Node], inputs: Sequence[Input], allowed: Allowed) -> Lowered:
        fact = decision = 0
        for node in nodes:
            if isinstance(node, FactNode):
                self.result.names[node.name] = self.fact(node, inputs[fact], fact)
                fact += 1
            elif isinstance(node, DecisionNode):
                self.decision(node, allowed[decision])
                decision += 1
            else:
                self.result.names[node.name] = self.of(node.formula, kind_of(self.types[node.name]))
        return self.result

    def fact(self, node: FactNode, given: Input, slot: int) -> Operand:
        kind = kind_of(self.types[node.name])
        if given is None:
            return self.of(node.default, kind)
        if not isinstance(given, str):
            return given
        column = self.emit("load", kind, slot)
        if given == "column":
            return column
        return self.select(((self.emit("mask", BOOL, slot), column),), self.of(node.default, kind), kind)

    def emit(self, name: str, kind: str, *arguments: Operand) -> Value:
        """The value of an operation, made now or before."""
        key = (name, kind, *((type(item), item) for item in arguments))
        if key not in self.made:
            self.made[key] = value = Value(len(self.made), kind)
            self.result.ops.append(Op(value, name, arguments))
        return self.made[key]

    def of(self, expr: Expr, kind: str = NUMBER) -> Operand:
        """The value of an expression, one that stands in several places looked at once; `kind` is that of a choice of values."""
        if isinstance(expr, Const):
            return expr.value
        if isinstance(expr, Ref):
            found = self.result.names[expr.name]
            assert not isinstance(found, tuple)
            return found
        if id(expr) not in self.known:
            self.known[id(expr)] = (expr, self.compound(expr, kind))
        return self.known[id(expr)][1]

    def compound(self, expr: Expr, kind: str) -> Operand:
        match expr:
            case Not(item):
                return self.negated(self.of(item))
            case All(items):
                return self.joined("and", map(self.of, items))
            case Any(items):
                return self.joined("or", map(self.of, items))
            case Compare(op, left, right):
                return self.binary(op, BOOL, left, right)
            case Arith(op, left, right):
                return self.binary(op, NUMBER, left, right)
            case Call(function, arguments):
                return self.called(function, [self.of(argument) for argument in arguments])
            case Member(item, codes):
                return self.member(self.of(item), codes)
            case Overlap(Ref(name), mask) if isinstance(self.result.names[name], tuple):
                return self.overlap_of_list(name, mask)
            case Overlap(item, mask):
                column = self.of(item)
                return self.emit("overlap", BOOL, column, mask) if isinstance(column, Value) else bool(int(column) & mask)
            case Choose(cases):
                return self.chosen([(self.of(when), self.of(value)) for when, value in cases], kind)
        raise TypeError(expr)

    def negated(self, item: Operand) -> Operand:
        return self.emit("not", BOOL, item) if isinstance(item, Value) else not item

    def joined(self, name: str, items: Iterable[Operand]) -> Operand:
        """A conjunction or disjunction; its terms in the order of their making, so that equal ones meet."""
        absorbing = name == "or"
        columns: dict[Value, None] = {}
        for item in items:
            if isinstance(item, Value):
                columns[item] = None
            elif bool(item) == absorbing:
                return absorbing
        ordered = sorted(columns, key=lambda value: value.id)
        if not ordered:
            return not absorbing
        total = ordered[0]
        for value in ordered[1:]:
            total = self.emit(name, BOOL, total, value)
        return total

    def binary(self, op: str, kind: str, left: Expr, right: Expr) -> Operand:
        first, second = self.of(left), self.of(right)
        if isinstance(first, Value) or isinstance(second, Value):
            return self.emit(op, kind, first, second)
        return apply((Compare if kind == BOOL else Arith)(op, Const(first), Const(second)), {})

    def called(self, function: str, arguments: list[Operand]) -> Operand:
        if not any(isinstance(argument, Value) for argument in arguments):
            return FUNCTIONS[function](*arguments)
        total, *rest = arguments
        if not rest:
            return self.emit(function, NUMBER, total)
        for argument in rest:
            total = self.emit(function, NUMBER, total, argument)
        return total

    def member(self, item: Operand, codes: Sequence[int]) -> Operand:
        if not isinstance(item, Value):
            return item in codes
        return self.joined("or", [self.emit("==", BOOL, item, code) for code in codes])

    def overlap_of_list(self, name: str, mask: int) -> Operand:
        parts = self.result.names[name]
        assert isinstance(parts, tuple)
        return self.joined("or", (part for bit, part in enumerate(parts) if mask >> bit & 1))

    def chosen(self, cases: Sequence[tuple[Operand, Operand]], kind: str = NUMBER) -> Operand:
        """The first whose condition holds."""
        open_cases = []
        for when, value in cases:
            if isinstance(when, Value):
                open_cases.append((when, value))
            elif when:
                return self.select(open_cases, value, kind)
        return self.select(open_cases[:-1], open_cases[-1][1], kind)

    def select(self, cases: Sequence[tuple[Operand, Operand]], last: Operand, kind: str) -> Operand:
        total = last
        for when, value in reversed(cases):
            if type(value) is type(total) and value == total:
                continue
            if kind == BOOL:
                total = self.either(when, value, total)
            else:
                total = self.emit("among" if kind == NUMBER else "select", kind, when, value, total)
        return total

    def either(self, when: Operand, value: Operand, other: Operand) -> Operand:
        """A truth if a condition holds, else another."""
        unless = self.joined("and", (self.negated(when), other))
        return self.joined("or", (self.joined("and", (when, value)), unless))

    def decision(self, node: DecisionNode, allowed: Sequence[bool]) -> None:
        needed = self.of(node.when)
        numbered = [(code, option) for code, option in enumerate(node.options, 1) if allowed[code - 1]]
        if node.pick == "all":
            holds = {code: self.joined("and", (needed, *map(self.of, option.knock_outs()))) for code, option in numbered}
            self.result.names[node.name] = tuple(holds.get(code, False) for code in range(1, len(node.options) + 1))
        else:
            self.result.names[node.name] = self.winner(needed, numbered)
        for key in node.gives:
            self.result.names[f"{node.name}.{key}"] = self.given(node, key)

    def given(self, node: DecisionNode, key: str) -> Operand:
        """The number that the chosen option brings; of a list, the sum in file order."""
        picked = self.result.names[node.name]
        parts = [(code, self.of(option.gives[key])) for code, option in enumerate(node.options, 1) if key in option.gives]
        if not isinstance(picked, tuple):
            return self.chosen([(self.member(picked, (code,)), value) for code, value in parts] + [(True, 0.0)])
        total: Operand = 0.0
        for code, value in parts:
            amount = self.chosen([(picked[code - 1], value), (True, 0.0)])
            total = self.sum(total, amount)
        return total

    def sum(self, first: Operand, second: Operand) -> Operand:
        if isinstance(first, Value) or isinstance(second, Value):
            return first if second == 0.0 else second if first == 0.0 else self.emit("+", NUMBER, first, second)
        return first + second

    def winner(self, needed: Operand, numbered: Sequence[tuple[int, OptionNode]]) -> Operand:
        """The code of the feasible option with most points, earlier first; 0 for none.

        A key is points × 64 − code, moved above zero, so that the largest key names the winner; 0 is infeasible.
        """
        if needed is False or needed == 0:
            return 0
        rows = []
        for code, option in numbered:
            feasible = self.joined("and", map(self.of, option.knock_outs()))
            if isinstance(feasible, Value) or feasible:
                fixed, terms = self.points(option)
                rows.append(_Row(code, feasible, fixed, terms))
        rows = self.undominated(rows)
        if not rows:
            return 0
        if len(rows) == 1:
            return self.chosen([(self.joined("and", (needed, rows[0].feasible)), rows[0].code), (True, 0)], CODE)
        return self.largest(needed, rows)

    def points(self, option: OptionNode) -> tuple[int, tuple["_Term", ...]]:
        """The points that are certain, and the rest as terms."""
        fixed, terms = 0, []
        for name, points, condition in option.points:
            when, priority = self.of(condition), self.result.names[name]
            assert not isinstance(priority, tuple)
            if when is False or when == 0:
                continue
            if isinstance(priority, Value) or isinstance(when, Value):
                most = points * (self.most if isinstance(priority, Value) else _whole(priority))
                terms.append(_Term(points, priority, when, min(0, most), max(0, most)))
            else:
                fixed += points * _whole(priority)
        return fixed, tuple(terms)

    def undominated(self, rows: list["_Row"]) -> list["_Row"]:
        """Without those that an always feasible option surely beats."""
        sure = [row for row in rows if not isinstance(row.feasible, Value)]
        floor = max((row.low * SHIFT - row.code for row in sure), default=None)
        return [row for row in rows if floor is None or row.high * SHIFT - row.code >= floor]

    def largest(self, needed: Operand, rows: Sequence["_Row"]) -> Operand:
        start = min(row.low for row in rows) - 2
        top = (max(row.high for row in rows) - start) * SHIFT
        kind = next(kind for kind, size in (("u2", 16), ("u4", 32), ("u8", 63)) if top < 1 << size)
        best: Operand = 0
        for row in rows:
            key = self.key(row, start, kind)
            if isinstance(row.feasible, Value):
                key = self.emit("where", kind, key, row.feasible)
            best = self.emit("largest", kind, best, key) if best != 0 else key
        if isinstance(needed, Value):
            best = self.emit("where", kind, best, needed)
        return self.emit("code", CODE, best)

    def key(self, row: "_Row", start: int, kind: str) -> Operand:
        own = (row.fixed - start) * SHIFT - row.code
        weights = sorted((self.weight(term, kind) for term in row.terms), key=lambda value: value.id)
        if not weights:
            return own
        total = weights[0]
        for weight in weights[1:]:
            total = self.emit("plus", kind, total, weight)
        return self.emit("plus", kind, total, own)

    def weight(self, term: "_Term", kind: str) -> Value:
        """points × 64 × priority where the condition holds; below zero it wraps around, which sums undo."""
        size = 1 << 8 * int(kind[1:])
        if not isinstance(term.priority, Value):
            return self.emit("where", kind, term.points * _whole(term.priority) * SHIFT % size, term.when)
        weight = self.emit("times", kind, self.emit("whole", kind, term.priority), term.points * SHIFT % size)
        return self.emit("where", kind, weight, term.when) if isinstance(term.when, Value) else weight


@dataclass(frozen=True, slots=True)
class _Term:
    points: int
    priority: Operand
    when: Operand
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class _Row:
    """An option that may win: points fixed and in terms."""

    code: int
    feasible: Operand
    fixed: int
    terms: tuple[_Term, ...]

    @property
    def low(self) -> int:
        return self.fixed + sum(term.low for term in self.terms)

    @property
    def high(self) -> int:
        return self.fixed + sum(term.high for term in self.terms)


def _whole(priority: Scalar) -> int:
    if priority != int(priority):
        raise ValueError(f"a priority of {priority} is not a whole number")
    return int(priority)


def kind_of(kind: Type) -> str:
    """How a column of a type is held: truths, floats, codes of a byte, masks as narrow as they can be."""
    if kind.kind == "set":
        return next(f"u{size}" for size in (1, 2, 4, 8) if len(kind.symbols) <= 8 * size)
    return {"bool": BOOL, "number": NUMBER, "enum": CODE}[kind.kind]
