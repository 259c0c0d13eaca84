"""Random inputs, many rows at once, reproducible block by block.

Every fact has a deck of values: numbers log-uniform, and just beside the thresholds of the rules; words and truths evenly;
sets of one to four words. A row takes a card of each deck or leaves the fact to its task and its default. The decks are
rounded to four digits and made without the processor's vector functions, so that a block has the same bytes on any machine.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np

from designgen.catalog import Fact, Knowledge, thresholds
from designgen.catalog.types import type_of
from designgen.decisions import Value, code_of
from designgen.explore.inputs import Presets, dtype_of
from designgen.rules import Given, reads_of
from designgen.rules.columns import Array, Column

Among = Mapping[str, Sequence[Value]]
NOTHING: Among = MappingProxyType({})
BLOCK = 8192
"""Rows that one seed makes."""
DECK = 2048
SHARES = (0.1, 0.3, 0.7)
"""A row draws about one of these shares of the facts that decisions read …"""
RARELY = 0.2
"""… and so much of it of the others, such as constants of formulas."""
BESIDE = (0.5, 0.999, 1.0, 1.001, 2.0)
FEW = 64
HALF = 1 << 16


class Draws:
    """`fixed` holds what is the same in every row; `varied` names what is drawn, in every row if `always`.

    `among` names facts that are drawn evenly from these values, instead of over their whole range.
    """

    def __init__(
        self, knowledge: Knowledge, fixed: Given, varied: Collection[str], always: bool = False, among: Among = NOTHING
    ) -> None:
        self.knowledge, self.fixed, self.varied, self.always = knowledge, fixed, frozenset(varied), always
        self.edges = thresholds(knowledge)
        self.direct = frozenset(name for node in knowledge.program.decisions for name in reads_of(node))
        facts = {name: fact for name, fact in knowledge.facts.items() if name in varied}
        self.decks = {name: _deck(fact, self.edges.get(name, ()), among.get(name)) for name, fact in facts.items()}
        self.firsts = {name: _firsts(self.decks[name], fact, among.get(name)) for name, fact in facts.items() if fact.ordered}

    @cached_property
    def presets(self) -> Presets:
        return Presets(self.knowledge)

    def block(self, seed: int, number: int, tasks: bool = False) -> list[Column]:
        """BLOCK rows, one column an input. `tasks`: each row has the defaults of some task, or of none, below what is drawn."""
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(number,))))
        share = np.array(SHARES)[rng.integers(0, len(SHARES), BLOCK)] * HALF
        often, seldom = share.astype(np.uint32), (share * RARELY).astype(np.uint32)
        usual = rng.integers(0, len(self.presets.tasks), BLOCK) if tasks else None
        drawn: dict[str, tuple[Array, Array]] = {}
        for name in self.decks:
            cards = rng.integers(0, 1 << 32, BLOCK, dtype=np.uint32)
            given = (cards >> 16) < (HALF if self.always else often if self._is_direct(name) else seldom)
            drawn[name] = cards & (DECK - 1), given
        return [self._column(name, place, drawn, usual) for place, name in enumerate(self.knowledge.program.inputs)]

    def _is_direct(self, name: str) -> bool:
        return name in self.direct or f"{name}.first" in self.direct

    def _column(self, name: str, place: int, drawn: dict[str, tuple[Array, Array]], usual: Array | None) -> Column:
        base = name if name in self.knowledge.facts else name.removesuffix(".first")
        if base not in drawn:
            return self.fixed[place]
        cards, given = drawn[base]
        values = (self.decks if base == name else self.firsts)[base][cards]
        below = self.presets.of(name, usual) if usual is not None else None
        if below is None:
            return values, given
        return np.where(given, values, below[0]), given | below[1]


def _deck(fact: Fact, edges: Sequence[float], among: Sequence[Value] | None) -> Array:
    if among:
        return np.array([code_of(fact, value) for value in _evenly(among)], dtype=dtype_of(type_of(fact).kind))
    if fact.kind == "number":
        return _numbers(fact, edges)
    rng = random.Random(fact.id)  # noqa: S311 - a sample, not a secret
    if fact.kind == "set":
        cards = [sum(1 << word for word in {*_words(rng, len(fact.values))}) for _ in range(DECK)]
    else:
        cards = [1 + card % len(fact.values) if fact.values else card % 2 for card in range(DECK)]
    return np.array(cards, dtype=dtype_of(type_of(fact).kind))


def _words(rng: random.Random, size: int) -> list[int]:
    return [int(rng.random() * size) for _ in range((1, 1, 2, 2, 3, 4)[int(rng.random() * 6)])]


def _evenly(among: Sequence[Value]) -> list[Value]:
    return [among[card * len(among) // DECK] for card in range(DECK)]


def _firsts(deck: Array, fact: Fact, among: Sequence[Value] | None) -> Array:
    """For each set of the deck, the code of the word that leads it: all words in turn where no order was given."""
    if among:
        return np.array([code_of(fact, value, first=True) for value in _evenly(among)], dtype=np.uint8)
    words = [[bit + 1 for bit in range(mask.bit_length()) if mask >> bit & 1] for mask in deck.tolist()]
    return np.array([codes[card % len(codes)] for card, codes in enumerate(words)], dtype=np.uint8)


def _numbers(fact: Fact, edges: Sequence[float]) -> Array:
    """Half of the deck over the whole range, half beside the thresholds where there are any."""
    if fact.integer and fact.high - fact.low < FEW:
        whole = [fact.low + card % (int(fact.high - fact.low) + 1) for card in range(DECK)]
        return np.array(whole, dtype=np.float64)
    spread = _spread(fact, DECK // 2 if edges else DECK)
    beside = [edge * factor for edge in edges for factor in BESIDE]
    cards = [*spread, *(beside[card % len(beside)] for card in range(DECK - len(spread)))]
    kept = [min(max(round(card) if fact.integer else card, fact.low), fact.high) for card in cards]
    return np.array(kept, dtype=np.float64)


def _spread(fact: Fact, count: int) -> list[float]:
    """Log-uniform from the low end (or from very little, where that is not positive) to the high end, four digits each."""
    high = min(fact.high, 1e15)
    low = fact.low if fact.low > 0 else 0.5 if fact.integer else min(1e-6, high / 1e12)
    return [float(f"{low * (high / low) ** ((card + 0.5) / count):.3e}") for card in range(count)]
