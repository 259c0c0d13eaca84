"""Round values along an axis, in the steps in which people count that kind of number, with their words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from designgen import units

TIMES = (
    *(digit * 10.0**power for power in range(-9, 1) for digit in (1, 2, 5)), 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
    21600, 43200, 86400, 172800, 604800, 2592000, 7776000, 31536000, 94608000, 315360000,
)  # fmt: skip
MONTH = 2628000.0  # seconds


@dataclass(frozen=True, slots=True)
class Tick:
    """A value and how it is said."""

    value: float
    text: str


def even(low: float, high: float, unit: str = "", most: int = 6) -> list[Tick]:
    """Multiples of a round step between two values."""
    rough = (high - low) / most or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * 0.999)
    if unit == "second":
        step = next((float(time) for time in TIMES if time >= rough * 0.999), step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return _said([place * step for place in range(first, last + 1)], unit)


def by_ratio(low: float, high: float, unit: str = "", most: int = 6) -> list[Tick]:
    """Round values on a logarithmic axis; even steps where the axis is too short for them."""
    if unit == "second":
        sets: list[Sequence[float]] = [TIMES, [time for time in TIMES if f"{time:.0e}"[0] == "1" or time in (60, 3600, 86400)]]
    else:
        powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
        sets = [
            [digit * 10.0**power for power in powers for digit in digits]
            for digits in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,))
        ]
    found: list[float] = []
    for values in sets:
        found = [value for value in values if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
        if len(found) <= most:
            return _said(found, unit) if len(found) > 2 else even(low, high, unit, most)
    return _said(found[:: math.ceil(len(found) / most)], unit)


def _said(values: Sequence[float], unit: str) -> list[Tick]:
    """Each text once."""
    found: dict[str, float] = {}
    for value in values:
        found.setdefault(said(value, unit), value)
    return [Tick(value, text) for text, value in found.items()]


def said(value: float, unit: str) -> str:
    """`12 ms`, `$3 k`; with a sign where it has no unit."""
    if not unit:
        return f"{value:+.0f}".replace("-", "−") if value else "0"
    return "0" if not value else units.humane(value, unit)
