"""The value of one expression, by walking it: for texts, checks and numbers shown, not for choosing in bulk."""

import math
from collections.abc import Callable, Mapping

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


def apply(expr: Expr, values: Values) -> Scalar:
    """The value of an expression; `values` holds codes for enums and masks for sets."""
    match expr:
        case Const(value):
            return value
        case Ref(name):
            return values[name]
        case Not(item):
            return not apply(item, values)
        case All(items):
            return all(apply(item, values) for item in items)
        case Any(items):
            return any(apply(item, values) for item in items)
        case Compare(op, left, right):
            return _compare(op, apply(left, values), apply(right, values))
        case Arith(op, left, right):
            return _arith(op, apply(left, values), apply(right, values))
        case Call(function, arguments):
            return FUNCTIONS[function](*(apply(argument, values) for argument in arguments))
        case Member(item, codes):
            return apply(item, values) in codes
        case Overlap(item, mask):
            return bool(int(apply(item, values)) & mask)
        case Choose(cases):
            return next(apply(value, values) for when, value in cases if apply(when, values))


def _compare(op: str, left: float, right: float) -> bool:
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
    return left != right


def _arith(op: str, left: float, right: float) -> float:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return divide(left, right)
