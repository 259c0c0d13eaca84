"""Intervals under the operations of the language: (low, high) as arrays or scalars, -inf for anything at all."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

Pair = tuple[Any, Any]


def plus(left: Pair, right: Pair) -> Pair:
    return _tamed(left[0] + right[0], left[1] + right[1])


def minus(left: Pair, right: Pair) -> Pair:
    return _tamed(left[0] - right[1], left[1] - right[0])


def times(left: Pair, right: Pair) -> Pair:
    if np.min(left[0]) >= 0 and np.min(right[0]) >= 0 and np.max(left[1]) < np.inf and np.max(right[1]) < np.inf:
        return left[0] * right[0], left[1] * right[1]
    corners = [one * two for one in left for two in right]
    return _tamed(_least(corners), _most(corners))


def over(left: Pair, right: Pair) -> Pair:
    """x / 0 is infinite with the sign of x, 0 / 0 is 0."""
    if np.min(left[0]) >= 0 and np.min(right[0]) >= 0:
        low = np.where(left[0] == 0, 0.0, left[0] / right[1])
        high = np.where(left[1] == 0, 0.0, left[1] / right[0])
        return _tamed(low, high)
    corners = [one / two for one in left for two in right]
    around = (right[0] <= 0) & (right[1] >= 0)
    low, high = _tamed(_least(corners), _most(corners))
    return np.where(around, -np.inf, low), np.where(around, np.inf, high)


def _tamed(low: Any, high: Any) -> Pair:
    """What may not be a number at all may be anything."""
    odd = np.isnan(low) | np.isnan(high)
    return (np.where(odd, -np.inf, low), np.where(odd, np.inf, high)) if np.any(odd) else (low, high)


def _least(corners: list[Any]) -> Any:
    return np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))


def _most(corners: list[Any]) -> Any:
    return np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))


def _outermost(function: Callable[[Any, Any], Any]) -> Callable[..., Pair]:
    def both(*parts: Pair) -> Pair:
        low, high = parts[0]
        anything = low == -np.inf
        for one, two in parts[1:]:
            low, high, anything = function(low, one), function(high, two), anything | (one == -np.inf)
        return (np.where(anything, -np.inf, low), np.where(anything, np.inf, high)) if np.any(anything) else (low, high)

    return both


def _rising(function: Callable[[Any], Any]) -> Callable[[Pair], Pair]:
    """A function that never falls, at both ends."""

    def both(part: Pair) -> Pair:
        anything = part[0] == -np.inf
        low, high = function(part[0]), function(part[1])
        return (np.where(anything, -np.inf, low), np.where(anything, np.inf, high)) if np.any(anything) else (low, high)

    return both


def _ln(value: Any) -> Any:
    """The same steps as `evaluate.ln`, so the same last bit."""
    root = np.where(value > 0, value, 1.0)
    for _ in range(16):
        root = np.sqrt(root)
    return np.where(value > 0, 32768 * (root - 1 / root), 0.0)


ARITHMETIC: Mapping[str, Callable[[Pair, Pair], Pair]] = {"+": plus, "-": minus, "*": times, "/": over}
CALLS: Mapping[str, Callable[..., Pair]] = {
    "min": _outermost(np.minimum),
    "max": _outermost(np.maximum),
    "ceil": _rising(lambda value: np.ceil(value - 1e-9)),
    "floor": _rising(lambda value: np.floor(value + 1e-9)),
    "sqrt": _rising(lambda value: np.where(value > 0, np.sqrt(value), 0.0)),
    "ln": _rising(_ln),
}


def compared(op: str, left: Pair, right: Pair) -> Pair:
    """May it hold, may it fail?"""
    if op in (">", ">="):
        return compared({">": "<", ">=": "<="}[op], right, left)
    if op in ("==", "!="):
        may = (left[0] <= right[1]) & (right[0] <= left[1])
        may_not = (left[0] != left[1]) | (right[0] != right[1]) | (left[0] != right[0])
        return (may, may_not) if op == "==" else (may_not, may)
    anything = (left[0] == -np.inf) | (right[0] == -np.inf)
    if op == "<":
        return (left[0] < right[1]) | anything, (left[1] >= right[0]) | anything
    return (left[0] <= right[1]) | anything, (left[1] > right[0]) | anything


def either_number(found: Pair | None, here: Any, value: Pair) -> Pair:
    """What was found, or, where it is possible, this value as well."""
    low, high = found or (np.inf, -np.inf)
    return np.minimum(low, np.where(here, value[0], np.inf)), np.maximum(high, np.where(here, value[1], -np.inf))


def either_truth(found: Pair | None, here: Any, value: Pair) -> Pair:
    may, may_not = found or (np.bool_(False), np.bool_(False))
    return may | (here & value[0]), may_not | (here & value[1])


def either_codes(found: Pair | None, here: Any, value: Pair) -> Pair:
    possible = (found[1] if found else 0) | np.where(here, value[1], 0)
    return possible, possible


def either_set(found: Pair | None, here: Any, value: Pair) -> Pair:
    must, may = found or (np.int64(-1), np.int64(0))
    return must & np.where(here, value[0], -1), may | np.where(here, value[1], 0)


EITHER: Mapping[str, Callable[..., Pair]] = {"number": either_number, "enum": either_codes, "set": either_set}
