"""Problems drawn from ranges, so that nobody can know the answer by heart: the same seed gives the same spec on every machine."""

import math
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designgen.catalog.model import Fact, Knowledge
from designgen.catalog.practice import LEVELS, Draw, Drill, Variant
from designgen.design import contradictions, design_for
from designgen.design.model import Design
from designgen.problem import Place, Problem, ProblemsFound
from designgen.spec import parse_spec
from designgen.units import parse

STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
"""Digits with which people say a number."""
STUBBORN, MOST_TRIES = 20, 100
"""Draws of one problem before another is taken, so that the levels of a seed share theirs; and draws in all."""
NUMBER = re.compile(r"([\d.]+[kMBT]?)(.*)")
SMALL = 20  # whole numbers up to it are drawn one by one
SHOWN = "--random"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn spec as text."""

    drill: str
    variant: str
    text: str


def drawn(knowledge: Knowledge, seed: int, level: str) -> Drawn:
    """A problem that passes `check`, leaves no decision without an answer, and breaks no budget.

    Raises ProblemsFound where the knowledge has nothing to draw from.
    """
    drills = list(knowledge.drills.values())
    if not drills:
        raise ProblemsFound([Problem(Place(SHOWN), "K002", "this knowledge has no drills to draw from")])
    for turn in range(MOST_TRIES):
        drill = drills[_pick(len(drills), seed, turn // STUBBORN, "kind")]
        variants = list(drill.variants.values())
        variant = variants[_pick(len(variants), seed, turn // STUBBORN, "variant")]
        text = written(knowledge, drill, variant, level, seed, turn)
        if sound(knowledge, text):
            return Drawn(drill.id, variant.id, text)
    raise ProblemsFound([Problem(Place(SHOWN), "K010", f"no problem of seed {seed} has an answer to everything")])


def written(knowledge: Knowledge, drill: Drill, variant: Variant, level: str, seed: int, turn: int = 0) -> str:
    """The text of a spec, whatever comes of it."""
    return _Writer(knowledge, drill, variant, level, f"{seed}.{turn}").text(seed)


def sound(knowledge: Knowledge, text: str) -> bool:
    """Can it be designed, with an answer to each decision and no check of severity error broken?"""
    design = _quick(knowledge, text)
    broken = any(one.status == "broken" and one.severity == "error" for one in design.findings)
    return not broken and not any(contradictions(design)) and all(one.status != "empty" for one in design.decisions.values())


def _quick(knowledge: Knowledge, text: str) -> Design:
    return design_for(parse_spec(text, SHOWN, knowledge), knowledge, flips_of=lambda *_: {})


class _Writer:
    """Writes one spec; each fact is drawn by itself, so that another level keeps what it does not change."""

    def __init__(self, knowledge: Knowledge, drill: Drill, variant: Variant, level: str, key: str) -> None:
        self.knowledge, self.drill, self.variant, self.level, self.key = knowledge, drill, variant, level, key

    def text(self, seed: int) -> str:
        lines = [
            f"# Drawn by: designgen practice --random --seed {seed} --level {self.level}",
            f"id: {self.variant.id.replace('_', '-')}-{seed}",
            f"title: {_scalar(self.variant.title)}",
            f"task: {self.drill.task}",
            f"summary: {_scalar(self.variant.summary)}",
        ]
        return "\n".join([*lines, *self.facts(), ""])

    def facts(self) -> Iterator[str]:
        """By group, in the order of the knowledge."""
        values = dict(self.values())
        groups: dict[str, list[str]] = {}
        for name in (name for name in self.knowledge.facts if name in values):
            groups.setdefault(name.partition(".")[0], []).append(name)
        for group, names in groups.items():
            if names == [group]:
                yield f"{group}: {values[group]}"
            else:
                yield f"{group}:"
                yield from (f"  {name.partition('.')[2]}: {values[name]}" for name in names)

    def values(self) -> Iterator[tuple[str, str]]:
        draws, without = drawn_from(self.drill, self.variant, self.level)
        for name, draw in draws.items():
            if name not in without:
                yield name, value_of(self.knowledge.facts[name], draw, _share(self.drill.id, self.key, name))


def drawn_from(drill: Drill, variant: Variant, level: str) -> tuple[Mapping[str, Draw], frozenset[str]]:
    """What a level draws, and which facts it keeps back."""
    levels = [drill.levels[one] for one in LEVELS[1 : LEVELS.index(level) + 1]]
    draws = {**drill.facts, **variant.facts}
    for one in levels:
        draws |= one.facts
    return draws, frozenset(name for one in levels for name in one.without)


def value_of(fact: Fact, draw: Draw, share: float) -> str:
    """A value as a spec has it; `share` of the way through the choices, or, on a scale of ratios, through the range."""
    if draw.choices:
        return draw.choices[min(len(draw.choices) - 1, int(share * len(draw.choices)))]
    low, unit = split(draw.low)
    high, _ = split(draw.high)
    return f"{_short(rounded(low, high, share, fact.integer))}{unit}"


def split(text: str) -> tuple[float, str]:
    """`50k/day` as 50,000 and `/day`."""
    found = NUMBER.fullmatch(text)
    assert found
    amount = parse(found[1])
    assert amount is not None
    return float(amount.value), found[2]


def _short(value: float) -> str:
    """40000000 as `40M`."""
    for letter, size in (("T", 1e12), ("B", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:.6g}{letter}"
    return f"{value:.6g}"


def rounded(low: float, high: float, share: float, whole: bool) -> float:
    """A number that people would say, from `low` to `high`."""
    aim = low * (high / low) ** share
    if whole and high <= SMALL:
        return float(min(high, max(low, math.floor(low + share * (high - low + 1)))))
    power = math.floor(math.log10(aim))
    known = [step * 10.0**exponent for exponent in (power - 1, power, power + 1) for step in STEPS]
    fitting = [float(f"{one:.6g}") for one in known if low <= one * (1 + 1e-9) and one <= high * (1 + 1e-9)]
    fitting = [one for one in fitting if not whole or one == int(one)] or [low]
    return min(fitting, key=lambda one: abs(math.log(one / aim)))


def _share(*key: str) -> float:
    """From 0 to 1, the same for the same key everywhere."""
    return random.Random("/".join(key)).random()  # noqa: S311 - a problem to practise on, and it must be repeatable


def _pick(many: int, seed: int, turn: int, what: str) -> int:
    return int(_share(str(seed), str(turn), what) * many)


def _scalar(text: str) -> str:
    """A text of the knowledge as YAML, in quotes."""
    return "'" + text.replace("'", "''") + "'"
