"""The value of one expression, without a printed program: for texts, checks and numbers shown, not for choosing in bulk."""

import math
import operator
from collections.abc import Callable, Mapping, Sequence

from designgen.rules.expr import All, Any, Arith, Call, Choose, Compare, Const, Expr, Member, Not, Overlap, Ref

Scalar = float | int | bool
Values = Mapping[str, Scalar]


def divide(left: float, right: float) -> float:
    """Total division: x / 0 is infinite with the sign of x, 0 / 0 is 0."""
    if right:
        return left / right
    return math.copysign(math.inf, left) if left else 0.0


def ceil(value: float) -> float:
    """Rounded up, forgiving 1e-9, so that 2500.0000000001 stays 2500."""
    return float(math.ceil(value - 1e-9)) if math.isfinite(value) else value


def floor(value: float) -> float:
    """Rounded down, forgiving 1e-9."""
    return float(math.floor(value + 1e-9)) if math.isfinite(value) else value


def sqrt(value: float) -> float:
    """The square root; of a negative number, 0."""
    return math.sqrt(value) if value > 0 else 0.0


def ln(value: float) -> float:
    """The natural logarithm by sixteen square roots, the same to the last bit wherever sqrt is exact; of 0 and less, 0.

    With y = x^(1/65536), ln x is 65536 · (y − 1/y) / 2, to within 5 parts in 10^8 up to 10^15.
    """
    if value <= 0:
        return 0.0
    for _ in range(16):
        value = math.sqrt(value)
    return 32768 * (value - 1 / value)


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "min": min, "max": max, "ceil": ceil, "floor": floor, "sqrt": sqrt, "ln": ln,
}  # fmt: skip


Run = Callable[[Values], Scalar]
COMPARING: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
RECKONING: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": divide,
}  # fmt: skip
MOST_KEPT = 200_000
_runs: dict[int, tuple[Expr, Run]] = {}
"""By identity of the expression, which is kept with it, so that no other one gets its identity."""


def apply(expr: Expr, values: Values) -> Scalar:
    """The value of an expression; `values` holds codes for enums and masks for sets."""
    found = _runs.get(id(expr))
    if found is None:
        if len(_runs) >= MOST_KEPT:
            _runs.clear()
        found = _runs[id(expr)] = expr, _run(expr)
    return found[1](values)


def _run(expr: Expr) -> Run:
    """What gives the value of an expression: its parts are looked at once, not for each design."""
    match expr:
        case Const(value):
            return lambda _: value
        case Ref(name):
            return operator.itemgetter(name)
        case Not(item):
            run = _run(item)
            return lambda values: not run(values)
        case All(items):
            return _each(items, False)
        case Any(items):
            return _each(items, True)
        case Compare(op, left, right):
            return _both(COMPARING[op], _run(left), _run(right))
        case Arith(op, left, right):
            return _both(RECKONING[op], _run(left), _run(right))
        case Call(function, arguments):
            call, runs = FUNCTIONS[function], [_run(argument) for argument in arguments]
            return lambda values: call(*[run(values) for run in runs])
        case Member(item, codes):
            run = _run(item)
            return lambda values: run(values) in codes
        case Overlap(item, mask):
            run = _run(item)
            return lambda values: bool(int(run(values)) & mask)
        case Choose(cases):
            return _first([(_run(when), _run(value)) for when, value in cases])


def _both(function: Callable[[float, float], Scalar], left: Run, right: Run) -> Run:
    return lambda values: function(left(values), right(values))


def _each(items: Sequence[Expr], decisive: bool) -> Run:
    """The first part with the decisive value decides."""
    runs = [_run(item) for item in items]

    def run(values: Values) -> Scalar:
        for one in runs:
            if bool(one(values)) is decisive:
                return decisive
        return not decisive

    return run


def _first(cases: Sequence[tuple[Run, Run]]) -> Run:
    return lambda values: next(value(values) for when, value in cases if when(values))
