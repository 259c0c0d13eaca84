"""What uses the budget of a check up: the stages, pools, components, terms or choices behind its value, biggest first."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from designgen.catalog import Cases
from designgen.catalog.model import Check
from designgen.decisions.decide import chosen_of
from designgen.decisions.words import lower, own_names
from designgen.design.evaluate import holding
from designgen.design.flags import BILL, LATENCY_FLAGS, POOL_FLAGS
from designgen.design.model import Finding, Pool
from designgen.design.numbers import NAME
from designgen.design.outline import Outline
from designgen.rules import Expr, Ref, apply, reads
from designgen.rules.expr import Arith
from designgen.units import humane

MOST_USES, LEAST = 6, 0.01
"""Uses told, and the least share of one."""
FIXED = "a fixed part"


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that uses a budget. `share` of the value of the check; None for what is multiplied or chosen, not added.

    `of` says of what the share is where that is not the value of the check, "" otherwise.
    """

    name: str
    shown: str
    value: float | None
    share: float | None
    of: str = ""


def uses_of(outline: Outline, finding: Finding) -> tuple[Use, ...]:
    """What makes the value of a broken check, biggest first; nothing for a flag that no amount is behind."""
    check = outline.knowledge.checks.get(finding.id)
    if check is not None:
        found = tuple(_Terms(outline).of(check))
    elif finding.id in LATENCY_FLAGS:
        found = tuple(_stages(outline, finding))
    elif finding.id in POOL_FLAGS:
        found = tuple(_pools(outline, finding.id))
    else:
        found = tuple(_bill(outline)) if finding.id == BILL else ()
    return tuple(use for use in found if use.share is None or use.share >= LEAST)[:MOST_USES]


def _shared(amounts: Sequence[tuple[str, float]], unit: str) -> Iterator[Use]:
    """Amounts that add up to the value, each with its share."""
    total = sum(amount for _, amount in amounts)
    for name, amount in sorted(amounts, key=lambda pair: -pair[1]):
        if amount > 0:
            yield Use(name, humane(amount, unit), amount, amount / total if math.isfinite(total) else None)


def _stages(outline: Outline, finding: Finding) -> Iterator[Use]:
    """The stages of the path, with their shares of all p99s: the slowest hundredths seldom meet in one request."""
    stages = outline.latency.stages if outline.latency else ()
    together = humane(outline.latency.sum_p99, "second") if outline.latency else ""
    of = f"{together}, the p99s of all stages together" if finding.value != together else ""
    return (replace(use, of=of) for use in _shared([(stage.name, stage.p99) for stage in stages], "second"))


def _bill(outline: Outline) -> Iterator[Use]:
    return _shared([(part.name, part.usd or 0.0) for part in outline.parts.values()], "usd")


def _pools(outline: Outline, flag: str) -> Iterator[Use]:
    """The pools that somebody waits for, worst first: by how busy they are, by their wait, or by their reserve."""
    measure = _MEASURES[flag]
    waited = [(measure(part.pool), part) for part in outline.parts.values() if part.pool and part.pool.wait_limit is not None]
    for amount, part in sorted(waited, key=lambda pair: -pair[0]):
        shown = humane(amount, "share") if flag == FULL else f"{amount:.2g} times {_TIMES[flag]}"
        yield Use(part.name, shown, amount, None)


FULL, WAIT, STACKED = POOL_FLAGS
_TIMES = {WAIT: "its share of the wait", STACKED: "the busy servers"}
_MEASURES: dict[str, Callable[[Pool], float]] = {
    FULL: lambda pool: pool.utilisation,
    WAIT: lambda pool: (pool.wait or 0.0) / pool.wait_limit if pool.wait_limit else 0.0,
    STACKED: lambda pool: 1 / pool.utilisation if pool.utilisation else 0.0,
}


class _Terms:
    """Takes the value of a check of the knowledge apart: the terms of a sum, the factors of a product, or the choices read."""

    def __init__(self, outline: Outline) -> None:
        self.knowledge, self.values, self.words = outline.knowledge, outline.values, outline.words
        self.texts = outline.knowledge.program.texts
        inputs = zip(outline.knowledge.program.inputs, outline.given, strict=True)
        self.assumed = {name for name, value in inputs if value is None}

    def of(self, check: Check) -> Iterator[Use]:
        if not check.value:
            yield from self.choices(self.texts[check.holds])
            return
        terms = self.terms(check.value)
        unit = next((self.words.unit(name) for name in own_names(self.parsed(check.value))), "count")
        if len(terms) > 1:
            yield from _shared([(name, self.value(expr)) for name, expr in terms], unit)
        elif terms[0][1] != Ref(check.value):  # a fact is not made of itself
            yield from self.factors(terms[0][1])

    def parsed(self, text: str) -> Expr:
        return Ref(text) if text in self.knowledge.program.types else self.texts[text]

    def terms(self, text: str) -> list[tuple[str, Expr]]:
        """The terms of a sum, looking through names; each with its own text."""
        expr = self.parsed(text)
        said, parts = _split(text), _summands(expr)
        if len(parts) == 1:
            return self.one(text, expr)
        texts = said if len(said) == len(parts) else [""] * len(parts)
        return [found for text, part in zip(texts, parts, strict=True) for found in self.one(text, part)]

    def one(self, text: str, expr: Expr) -> list[tuple[str, Expr]]:
        """A term; where it is a name, what that is computed from."""
        if isinstance(expr, Ref) and (below := self.below(expr.name)):
            inside = self.terms(below)
            return inside if len(inside) > 1 else [(self.words.called(expr.name), inside[0][1])]
        return [(self.said(text, expr) if any(True for _ in reads(expr)) else FIXED, expr)]

    def below(self, name: str) -> str:
        """The text by which a name is computed in this case; "" for a fact that is given or constant."""
        decision, _, key = name.partition(".")
        known, chosen = self.knowledge.decisions.get(decision), self.values.get(decision)
        cases: Cases = self.knowledge.facts[name].default if name in self.assumed & self.knowledge.facts.keys() else ()
        if name in self.knowledge.quantities:
            cases = self.knowledge.quantities[name].formula
        elif known and key and known.pick == "one" and chosen:
            cases = known.options[chosen_of(known, chosen)[0]].gives.get(key, ())
        text = holding(cases, self.values, self.texts)
        return text if text and any(True for _ in reads(self.parsed(text))) else ""

    def factors(self, expr: Expr) -> Iterator[Use]:
        """The names that a product, a quotient or a maximum is made of."""
        for name in dict.fromkeys(reads(expr)):
            value = self.values[name]
            plain = isinstance(value, int | float) and not isinstance(value, bool) and name not in self.knowledge.decisions
            yield Use(self.words.called(name), self.words.shown(name), float(value) if plain else None, None)

    def choices(self, holds: Expr) -> Iterator[Use]:
        """The decisions that a check without a value reads."""
        for name in dict.fromkeys(reads(holds)):
            if name in self.knowledge.decisions:
                yield Use(self.words.called(name), self.words.shown(name), None, None)

    def said(self, text: str, expr: Expr) -> str:
        """A term with its names in words."""
        known = self.knowledge.program.types
        told = NAME.sub(lambda match: lower(self.words.called(match[0])) if match[0] in known else match[0], text)
        told = told or " × ".join(lower(self.words.called(name)) for name in dict.fromkeys(reads(expr)))
        return told.replace(" * ", " × ").replace(" / ", " ÷ ")

    def value(self, expr: Expr) -> float:
        return float(apply(expr, self.values))


def _summands(expr: Expr) -> list[Expr]:
    return [*_summands(expr.left), *_summands(expr.right)] if isinstance(expr, Arith) and expr.op == "+" else [expr]


def _split(text: str) -> list[str]:
    """A text cut at the plus signs that stand in no parentheses."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth and text.startswith(" + ", place):
            parts.append(text[start:place])
            start = place + 3
    return [*parts, text[start:]]
