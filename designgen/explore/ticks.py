"""Round values to print along an axis, in the steps in which people count that kind of number."""

import math
from collections.abc import Iterable, Sequence

from designgen.explore.grid import Axis
from designgen.units import dimension_of

TIMES = (
    *(digit * size for size in (1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1) for digit in (1, 2, 5)),
    1, 2, 5, 10, 30, 60, 120, 300, 900, 1800, 3600, 7200, 21600, 43200, 86400, 172800, 604800, 2592000, 7776000, 31536000,
    94608000, 315360000,
)  # fmt: skip
ROUND = tuple(name for name in TIMES if str(f"{name:.0e}")[0] == "1" or name in (60, 900, 3600, 21600, 86400, 604800, 2592000))
DAY, MONTH = 86400.0, 2628000.0


def ticks(axis: Axis, most: int) -> list[tuple[float, str]]:
    """(place from 0 to 1, text), at most so many, never fewer than the two ends can give."""
    if axis.scale == "words":
        size = len(axis.values)
        return [((number + 0.5) / size, axis.says(value)) for number, value in enumerate(axis.values)]
    values = _by_ratio(axis, most) if axis.scale == "log" else _by_steps(axis, most)
    said = [(axis.spot(value), axis.says(value)) for value in values]
    return [one for place, one in enumerate(said) if one[1] not in [text for _, text in said[:place]]]


def _by_ratio(axis: Axis, most: int) -> list[float]:
    low, high = axis.ends
    if dimension_of(axis.fact.unit) == (1, 0, 0):
        sets: Iterable[Sequence[float]] = (TIMES, ROUND)
    else:
        size = _counted_in(axis.fact.unit)
        decades = range(math.floor(math.log10(low / size)) - 1, math.ceil(math.log10(high / size)) + 2)
        sets = [[digit * 10.0**decade * size for decade in decades for digit in digits] for digits in ((1, 2, 5), (1, 3), (1,))]
    found: list[float] = []
    for values in sets:
        found = [value for value in values if low * (1 - 1e-9) <= value <= high * (1 + 1e-9)]
        if len(found) <= most:
            return found if len(found) > 1 else [low, high]
    return found[:: math.ceil(len(found) / most)]


def _counted_in(unit: str) -> float:
    """The base units in one of what people count: a day's requests, a month's dollars, powers of ten for the rest."""
    below = unit.partition("/")[2]
    return 1 / DAY if below == "day" else 1 / MONTH if below == "month" else 1.0


def _by_steps(axis: Axis, most: int) -> list[float]:
    low, high = axis.ends
    size = _counted_in(axis.fact.unit)
    rough = (high - low) / size / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(digit * power for digit in (1, 2, 2.5, 5, 10) if digit * power >= rough * (1 - 1e-9)) * size
    if dimension_of(axis.fact.unit) == (1, 0, 0):
        step = next((time for time in TIMES if time >= rough * size * (1 - 1e-9)), step)
    step = max(1.0, float(math.ceil(step))) if axis.fact.integer else step
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]
