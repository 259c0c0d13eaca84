"""Axes: what `--over` says, read into the values at which designs are looked at.

scale.daily_users=10k..1B     numbers between two ends; by ratios, or by steps for shares and priorities
labels.source=implicit,human  words, in the order given; `a+b` is a set of two
latency.p99                   numbers around the value of the spec, all words of a fact
"""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from designgen.catalog import Fact, Knowledge
from designgen.catalog.reader import Report
from designgen.decisions import Value
from designgen.problem import Place, ProblemsFound
from designgen.spec import unknown_fact
from designgen.spec.values import Reading, quoted, shown, written
from designgen.units import amount_of

OVER, POINTS = Place("--over"), Place("--points")
FEWEST, MOST = 2, 500
AROUND = 100.0  # how far an axis without ends goes from the value of the spec, as a ratio
WIDE_SHARE = 100.0  # a share whose ends differ by more is shown by ratios


@dataclass(frozen=True)
class Axis:
    """One fact and the values it takes. `scale`: log | linear | words; `here` is the value of the spec."""

    fact: Fact
    scale: str
    values: tuple[Value, ...]
    here: Value

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Where the cell of each value begins, from 0 to 1: halfway between neighbours, or equal bands of words."""
        if self.scale == "words":
            return tuple(number / len(self.values) for number in range(len(self.values) + 1))
        spots = [self.spot(float(value)) for value in self.values]  # type: ignore[arg-type]
        return (0.0, *((one + two) / 2 for one, two in itertools.pairwise(spots)), 1.0)

    def spot(self, value: float) -> float:
        """Where a number lies, from 0 to 1; beyond these ends for one that lies outside."""
        low, high = self.ends
        if self.scale == "log":
            return math.log(value / low) / math.log(high / low) if value > 0 else -math.inf
        return (value - low) / (high - low)

    @property
    def ends(self) -> tuple[float, float]:
        """The first and last number."""
        return float(self.values[0]), float(self.values[-1])  # type: ignore[arg-type]

    @cached_property
    def marked(self) -> float | None:
        """Where the spec's own value lies, from 0 to 1; None when it is not on this axis."""
        if self.scale != "words":
            spot = self.spot(float(self.here))  # type: ignore[arg-type]
            return spot if -1e-9 <= spot <= 1 + 1e-9 else None
        if self.here not in self.values:
            return None
        return (self.values.index(self.here) + 0.5) / len(self.values)

    def index(self, spot: float) -> int:
        """The cell in which a place lies."""
        return max(0, min(len(self.values) - 1, sum(edge <= spot for edge in self.edges) - 1))

    def says(self, value: Value) -> str:
        """A value in words."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, tuple):
            return " and ".join(self.fact.values[word] for word in value)
        return self.fact.values[value] if isinstance(value, str) else shown(self.fact, value)


def axes_of(overs: Sequence[str], knowledge: Knowledge, here: Callable[[str], Value], points: int) -> tuple[Axis, ...]:
    """One axis or two. `here` gives the spec's value of a fact. Raises ProblemsFound with all mistakes."""
    report = Report()
    if not FEWEST <= points <= MOST:
        report.add(POINTS, "S005", f"{points} points are not {FEWEST} to {MOST}", "300 shows every bend")
    if not 1 <= len(overs) <= 2:
        report.add(OVER, "S019", f"a map has one or two axes, not {len(overs)}", "give --over once or twice")
    named = [over.partition("=")[0].strip() for over in overs]
    for name in dict.fromkeys(one for one in named if named.count(one) > 1):
        report.add(OVER, "S008", f"{quoted(name)[1:-1]} is given twice", "a plane needs two different facts")
    reader = _Reader(knowledge, here, max(FEWEST, min(points, MOST)), report)
    axes = [reader.axis(over) for over in overs]
    if report.problems:
        raise ProblemsFound(report.problems)
    return tuple(axis for axis in axes if axis)


@dataclass(frozen=True)
class _Reader:
    knowledge: Knowledge
    here: Callable[[str], Value]
    points: int
    report: Report

    def axis(self, over: str) -> Axis | None:
        name, equals, text = (part.strip() for part in over.partition("="))
        fact = self.knowledge.facts.get(name)
        if fact is None:
            self.report.add(OVER, "S001", *unknown_fact(name, self.knowledge))
            return None
        if equals and not text:
            self.report.add(OVER, "S019", f"{quoted(over)} names no values", f"for example {_example(fact)}")
            return None
        if fact.kind == "number":
            ends = self.ends(fact, text) if equals else self.around(fact)
            return numbers(fact, *ends, self.points, self.here(name)) if ends else None
        values = self.words(fact, text) if equals else _all_words(fact, self.here(name))
        return Axis(fact, "words", values, self.here(name)) if values else None

    def ends(self, fact: Fact, text: str) -> tuple[float, float] | None:
        low_text, dots, high_text = text.partition("..")
        if not dots or not low_text.strip() or not high_text.strip():
            self.report.add(OVER, "S019", f"{fact.id}: {quoted(text)} is not low..high", f"for example {_example(fact)}")
            return None
        reading = Reading(self.report, bare_is_base=True)
        low, high = (reading.number(fact, one.strip(), OVER) for one in (low_text, high_text))
        if low is None or high is None:
            return None
        if low >= high:
            said = "is upside down" if low > high else "is one value, not a range"
            hint = f"write {fact.id}={high_text.strip()}..{low_text.strip()}" if low > high else ""
            self.report.add(OVER, "S019", f"{fact.id}: {quoted(text)} {said}", hint)
            return None
        return float(low), float(high)

    def around(self, fact: Fact) -> tuple[float, float] | None:
        """A hundredth to a hundredfold of the spec's value, or all that a share, a priority or a small count can be."""
        now = float(self.here(fact.id))  # type: ignore[arg-type]
        if fact.unit == "share" or _by_steps(fact) or now <= 0:
            low, high = fact.low, fact.high
        else:
            low, high = max(fact.low, rounded(fact, now / AROUND)), min(fact.high, rounded(fact, now * AROUND))
        if math.isfinite(low) and math.isfinite(high) and low < high:
            return low, high
        self.report.add(OVER, "S019", f"{fact.id} needs a range", f"for example {_example(fact)}")
        return None

    def words(self, fact: Fact, text: str) -> tuple[Value, ...] | None:
        if ".." in text:
            self.report.add(OVER, "S019", f"{fact.id} takes words, not a range", f"for example {_example(fact)}")
            return None
        reading = Reading(self.report)
        read = [self.word(fact, one.strip(), reading) for one in text.split(",")]
        values = [value for value in read if value is not None]
        for value in dict.fromkeys(one for one in values if values.count(one) > 1):
            self.report.add(OVER, "S008", f"{fact.id}: {_said(value)} is given twice")
        if len(values) == 1 == len(read):
            self.report.add(OVER, "S019", f"{fact.id}: one word is not an axis", f"for example {_example(fact)}")
        return tuple(values) if len(values) == len(read) > 1 else None

    def word(self, fact: Fact, text: str, reading: Reading) -> Value | None:
        if fact.kind == "bool":
            return reading.truth(fact, text, OVER)
        if fact.kind == "enum":
            return reading.word(fact, text, OVER)
        words = [reading.word(fact, one.strip(), OVER) for one in text.split("+")]
        known = tuple(dict.fromkeys(word for word in words if word is not None))
        if len(known) < len(words) and None not in words:
            self.report.add(OVER, "S008", f"{fact.id}: {quoted(text)} names a word twice")
        return known if len(known) == len(words) else None


def numbers(fact: Fact, low: float, high: float, points: int, here: Value) -> Axis:
    """An axis of numbers, both ends included; a fact of whole numbers takes whole values."""
    by_ratio = low > 0 and not _by_steps(fact) and (fact.unit != "share" or high / low >= WIDE_SHARE)
    inner = [number / (points - 1) for number in range(1, points - 1)]
    values = [low * (high / low) ** part if by_ratio else low + (high - low) * part for part in inner]
    whole = [float(round(value)) for value in values] if fact.integer else values
    return Axis(fact, "log" if by_ratio else "linear", tuple(sorted({low, *whole, high})), here)


def _by_steps(fact: Fact) -> bool:
    return fact.id.startswith("priorities.") or fact.id == "year"


def _all_words(fact: Fact, here: Value) -> tuple[Value, ...]:
    """Every word; of a set each word alone, and first what the spec has."""
    if fact.kind == "bool":
        return (False, True)
    if fact.kind == "enum":
        return tuple(fact.values)
    return tuple(dict.fromkeys((here, *((word,) for word in fact.values))))


def _said(value: Value) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value).lower()


def rounded(fact: Fact, value: float) -> float:
    """One digit in the unit of the fact."""
    size = amount_of(fact.unit).value
    return float(Fraction(f"{value / float(size):.1g}") * size)


def _example(fact: Fact) -> str:
    if fact.kind == "number":
        low, high = (written(fact, end).replace(" ", "").replace("usd", " usd") for end in (fact.low, fact.high))
        return f"{fact.id}={low}..{high}" if math.isfinite(fact.high) else f"{fact.id}=1k..1M"
    if fact.kind == "bool":
        return f"{fact.id}=true,false"
    return f"{fact.id}={','.join(list(fact.values)[:2])}"
