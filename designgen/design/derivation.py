"""Where a number comes from: its formula, and everything that the formula reads, down to facts, prices and sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.design.evaluate import holding
from designgen.design.model import Design
from designgen.design.numbers import arithmetic, reads_in
from designgen.units import humane


@dataclass(frozen=True, slots=True)
class Step:
    """A number, a fact or a price on the way to a number. Texts are empty where they do not apply."""

    name: str
    kind: str  # number | fact | price
    title: str
    shown: str
    formula: str = ""
    arithmetic: str = ""
    range_shown: str = ""
    says: str = ""
    sources: tuple[str, ...] = ()
    origin: str = ""  # of a fact: given | assumed
    ask: str = ""
    date: str = ""  # of a price
    reads: tuple[str, ...] = ()  # names of the steps below


def derivation(design: Design, name: str) -> dict[str, Step]:
    """The number and all that it rests on, each once, the number first. Raises KeyError for an unknown name."""
    found: dict[str, Step] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = step_of(design, one)
            waiting += reversed(found[one].reads)
    return found


def every_name(design: Design) -> tuple[str, ...]:
    """Every number that has a derivation."""
    plain = (name for name, number in design.numbers.items() if number.unit != "bool")
    return (*plain, *design.sized)


def step_of(design: Design, name: str) -> Step:
    """One step. Raises KeyError."""
    if name.startswith("price."):
        return _price(design, name)
    if name in design.facts:
        return _fact(design, name)
    number = design.number(name)
    if number is None:
        raise KeyError(name)
    return Step(
        name, "number", number.title, number.shown, number.formula, number.arithmetic, number.range_shown,
        design.say(number.says), number.sources, reads=tuple(read_by(design, number.formula)),
    )  # fmt: skip


def read_by(design: Design, formula: str) -> Iterator[str]:
    """The names in a formula that are numbers, facts or prices of this design."""
    for name in reads_in(formula):
        price = name.startswith("price.") and name.removeprefix("price.") in design.knowledge.prices
        if price or name in design.facts or design.number(name):
            yield name


def _fact(design: Design, name: str) -> Step:
    """A fact that nobody gave may follow from others; then its default is a formula."""
    fact, known = design.knowledge.facts[name], design.facts[name]
    formula = default_of(design, name)
    filled = arithmetic(formula, design.words)
    reads = tuple(read_by(design, formula))
    return Step(name, "fact", fact.name, known.shown, formula, filled, origin=known.origin, ask=fact.ask, reads=reads)


def default_of(design: Design, name: str) -> str:
    """The formula of an assumed number that follows from other names, or ""."""
    fact, known = design.knowledge.facts[name], design.facts[name]
    if fact.kind != "number" or known.basis not in ("derived", "constant"):
        return ""
    formula = holding(fact.default, design.values, design.knowledge.program.texts)
    return formula if any(True for _ in read_by(design, formula)) else ""


def _price(design: Design, name: str) -> Step:
    price = design.knowledge.prices[name.removeprefix("price.")]
    low, typical, high = (humane(end, price.unit) for end in (price.low, price.typical, price.high))
    spread = "" if low == high else f"{low} to {high}"
    return Step(name, "price", price.name, typical, range_shown=spread, sources=price.sources, date=price.date)
