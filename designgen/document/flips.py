"""Flips in words: what would have to be otherwise, how far that is from now, and what would be chosen then."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from designgen.catalog.model import Fact
from designgen.decisions.model import Flip, KnownFact, Value
from designgen.design.model import Design
from designgen.document.wording import NOT_STATED, either, fact_name, in_sentence, stated
from designgen.units import amount_of, humane, parse

NEAR = 3  # orders of magnitude that another spec of the same problem may lie away
A_STEP = 2  # of a priority, that a reasonable person may ask for; what lies beyond is not told
FACTOR = 100  # a count that cannot be larger is a factor, and need not be whole
ROUND, EXACT = 1e-7, 1e-11  # relative distance to a round number
STEPS = 2000  # a fiftieth of them is tried, so that a value is printed at most 2 % beyond its own
NOT_NEEDED = "not_needed"
YEAR = "year"  # a study of the past may change it, a spec of today does not
PRIORITIES = "priorities."
DEFINING = ("problem.", "constraints.", "generation.")  # which problem it is, where it must run, whether it writes
ALWAYS_NEAR = ("labels.delay", "freshness.drift")  # what is guessed first and measured later

NUMBER, WORDS, PRIORITY, OTHER, FAR, ANOTHER, NEVER = range(7)
"""How far-fetched a flip is: a near number, words of drift, a priority; other words, a far number; another problem."""


@dataclass(frozen=True, slots=True)
class FlipLine:
    """`name` at `at` (now `now`) would change the choice to `to`; `way` is 1 up, −1 down, 0 for words."""

    fact: str
    name: str
    at: str
    now: str
    to: str
    way: int
    rank: int

    @property
    def asks(self) -> str:
        """The flip as a question."""
        return f"What if {self.clause}?"

    @property
    def clause(self) -> str:
        """The flip after `if` or `unless`."""
        if self.is_priority:
            return self.mattered
        if not self.way:
            return f"{self.name} were {self.at} (now {self.now})"
        verb, value = ("rose" if self.way > 0 else "fell"), self.at.removesuffix(" on")
        start = value.split(" ", 1)[0]
        value = f"to {value.removeprefix('from ').removeprefix('down to ')}" if start in ("from", "down") else value
        return f"{self.name} {verb} {value} (now {self.now})"

    @property
    def mattered(self) -> str:
        """A priority that counts for more or for less: `robustness mattered more (4 instead of 2)`."""
        criterion = self.name.removeprefix("priority of ")
        return f"{criterion} mattered {'more' if self.way > 0 else 'less'} ({self.short} instead of {self.now})"

    @property
    def short(self) -> str:
        """The value at which it turns: `3.2 M`, `above 10 M`."""
        return self.at.removeprefix("from ").removeprefix("down to ").removesuffix(" on")

    @property
    def is_priority(self) -> bool:
        return self.fact.startswith(PRIORITIES)

    @property
    def credible(self) -> bool:
        """May a reasonable interviewer answer with this value?"""
        return self.rank <= PRIORITY

    @property
    def likely(self) -> bool:
        """Is it still the same problem, within sight of this spec?"""
        return self.rank <= OTHER

    @property
    def says(self) -> str:
        reached = f"{self.name}{' ' if self.way else ': '}{self.at}"
        return f"{reached} (now {self.now})" if self.now else reached


def flip_lines(flips: Sequence[Flip], design: Design) -> tuple[FlipLine, ...]:
    """The flips in words, likeliest first; words of one fact that lead to the same option share a line."""
    together: dict[tuple[object, ...], list[Flip]] = {}
    for place, flip in enumerate(flips):
        rank = _rank(flip, design)
        if rank < NEVER:
            together.setdefault((place,) if _is_number(flip.value) else (flip.fact, flip.to, rank), []).append(flip)
    lines = [flip_line(group, design) for group in together.values()]
    return tuple(sorted(lines, key=lambda line: line.rank))


def flip_line(group: Sequence[Flip], design: Design) -> FlipLine:
    """Flips of one fact to one option in one line."""
    flip, known, rank = group[0], design.facts[group[0].fact], _rank(group[0], design)
    fact, name = design.knowledge.facts[flip.fact], in_sentence(fact_name(flip.fact, design))
    now = stated(fact, known.value, known.shown)
    if not (_is_number(flip.value) and _is_number(known.value)):
        return FlipLine(flip.fact, name, either([one.shown for one in group]), now, flip.to_name, 0, rank)
    if now == NOT_STATED and _number(flip.value) < 1:
        return FlipLine(flip.fact, name, "stated", now, flip.to_name, 0, rank)
    way = 1 if _number(flip.value) > _number(known.value) else -1
    return FlipLine(flip.fact, name, limit(fact, flip, known, way), now, flip.to_name, way, rank)


def limit(fact: Fact, flip: Flip, known: KnownFact, way: int) -> str:
    """`from 2 h on`, `above 1 h`, `down to 200`, `below 10 ms`: which one says whether the round number itself flips."""
    size = float(amount_of(fact.unit).value)
    own = _number(flip.value) / size
    nearest = float(f"{own:.6g}")
    far = abs(own - nearest) / abs(own) if own else 0.0
    if fact.integer and own > FACTOR and float(f"{own:.2g}") != own == round(own) and float(f"{own - way:.2g}") == own - way:
        nearest, far = own - way, ROUND  # 5,001 is the first beyond 5,000
    border = humane(nearest * size, fact.unit)
    if EXACT < far <= ROUND and _same(said(border), nearest * size):
        return f"{'just ' if border == known.shown else ''}{'above' if way > 0 else 'below'} {border}"
    if own != round(own) and fact.unit == "count" and (fact.integer or fact.high > FACTOR):
        own = math.ceil(own) if way > 0 else math.floor(own)
    shown = _beyond(fact, flip.shown if own * size == _number(flip.value) else "", own * size, way)
    if shown == known.shown:
        return f"just {'above' if way > 0 else 'below'} {shown}"
    return f"from {shown} on" if way > 0 else f"down to {shown}"


def _beyond(fact: Fact, shown: str, value: float, way: int) -> str:
    """A value in few digits that, as it is read, is not short of the value itself; `shown` where that is so."""
    nudged = (humane(value * (1 + way * step / STEPS), fact.unit) for step in range(STEPS // 50))
    texts: Iterator[str] = chain(filter(None, (shown,)), nudged)
    for text in texts:
        read = said(text)
        if read is None or ((read - value) * way >= 0 and fact.low <= read <= fact.high) or _same(read, value):
            return text
    return shown or humane(value, fact.unit)


def said(text: str) -> float | None:
    """What a printed value is worth in base units; None for what is no amount."""
    amount = parse(text.replace(",", "").removeprefix("$"))
    return float(amount.value) if amount else None


def _same(read: float | None, value: float) -> bool:
    return read is not None and math.isclose(read, value, rel_tol=EXACT)


def _rank(flip: Flip, design: Design) -> int:
    if flip.fact == YEAR:
        return NEVER
    number, known = _is_number(flip.value), design.facts[flip.fact]
    if flip.fact.startswith(PRIORITIES):
        near = number and _number(flip.value) > 0 and _steps(flip, known) <= A_STEP and flip.to != NOT_NEEDED
        return PRIORITY if near else NEVER
    if number:
        near = flip.fact in ALWAYS_NEAR or _away(flip, design) <= NEAR
        return FAR if not near else OTHER if flip.to == NOT_NEEDED else NUMBER
    if flip.to == NOT_NEEDED:
        return NEVER
    if design.knowledge.facts[flip.fact].kind == "set" or flip.fact.startswith(DEFINING):
        return ANOTHER
    return WORDS if flip.fact in ALWAYS_NEAR else OTHER


def _steps(flip: Flip, known: KnownFact) -> float:
    return abs(_number(flip.value) - _number(known.value))


def _away(flip: Flip, design: Design) -> float:
    """Orders of magnitude from now; nothing counts as a thousandth of the unit in which the fact is said."""
    fact = design.knowledge.facts[flip.fact]
    least = float(amount_of(fact.unit).value) * (1 if fact.unit == "count" else 0.001)
    now, then = (max(least, _number(value)) for value in (design.facts[flip.fact].value, flip.value))
    return abs(math.log10(then / now)) - 1e-6


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: Value) -> float:
    assert isinstance(value, int | float)
    return float(value)
