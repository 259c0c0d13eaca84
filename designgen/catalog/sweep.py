"""Random cases over the whole space of facts, to see which options win and which decisions come up empty."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from designgen.catalog.model import Fact, Knowledge
from designgen.catalog.types import type_of
from designgen.rules import Compare, Const, DecisionNode, Expr, Given, Ref, ancestors, reads_of
from designgen.rules.expr import children
from designgen.units import parse

RANDOM_CASES = 4000
RARELY = 0.2
CLIMBS, STEPS, KEPT_CASES = 30, 300, 60


@dataclass
class Sweep:
    """Wins by (decision, option), and for each empty decision a case that empties it."""

    wins: dict[tuple[str, str], int] = field(default_factory=dict)
    empty: dict[str, Given] = field(default_factory=dict)


def sweep(knowledge: Knowledge, known: Set[tuple[str, str]] = frozenset(), seed: int = 7) -> Sweep:
    """Runs random cases, then aims at each option that has not won and is not `known` to win."""
    return _Sweeper(knowledge, random.Random(seed)).run(known)  # noqa: S311 - a search, not a secret


class Cases:
    """Draws random inputs: numbers log-uniform or near a threshold of the rules, words and sets uniform."""

    def __init__(self, knowledge: Knowledge, rng: random.Random) -> None:
        self.rng, self.facts, self.inputs = rng, knowledge.facts, knowledge.program.inputs
        self.edges = thresholds(knowledge)
        self.direct = {name for node in knowledge.program.decisions for name in reads_of(node)}
        self.tasks = [
            {},
            *({name: _coded(self.facts[name], raw) for name, raw in task.facts.items()} for task in knowledge.tasks.values()),
        ]

    def draw(self, given_share: float = 0.5) -> Given:
        """A case in which about this share of the facts is given, often on top of what some task brings.

        What no rule reads itself, such as a constant of some formula, is given less often.
        """
        usual = self.rng.choice(self.tasks)
        share = {True: given_share, False: given_share * RARELY}
        given: Given = [
            self.value(name) if self.rng.random() < share[name in self.direct] else usual.get(name) for name in self.inputs
        ]
        self.agree(given)
        return given

    def agree(self, given: Given) -> None:
        """The first word of an ordered set must be in the set."""
        for place, name in enumerate(self.inputs):
            if name.endswith(".first"):
                mask = given[self.inputs.index(name.removesuffix(".first"))]
                words = [bit + 1 for bit in range(30) if mask is not None and int(mask) >> bit & 1]
                given[place] = self.rng.choice(words) if words else None

    def value(self, name: str) -> float | int | bool | None:
        fact = self.facts.get(name)
        if fact is None:
            return None
        if fact.kind == "number":
            return self.number(fact)
        size = len(type_of(fact).symbols)
        if fact.kind == "set":
            return sum({1 << self.rng.randrange(size) for _ in range(self.rng.choice((1, 1, 2, 2, 3, 4)))})
        return self.rng.random() < 0.5 if fact.kind == "bool" else self.rng.randint(1, size)

    def number(self, fact: Fact) -> float:
        edges = self.edges.get(fact.id)
        if edges and self.rng.random() < 0.5:
            value = self.rng.choice(edges) * self.rng.choice((0.5, 0.999, 1, 1.001, 2))
        else:
            low = max(fact.low, min(1e-6, fact.high / 1e12)) if fact.low <= 0 else fact.low
            value = low * (fact.high / low) ** self.rng.random()
        value = min(max(value, fact.low), fact.high)
        return float(round(value)) if fact.integer else value


def _coded(fact: Fact, raw: object) -> float | int | bool | None:
    """A fact as a task writes it, as the program wants it."""
    words = list(raw) if isinstance(raw, list) else [str(raw)]
    if fact.kind == "number":
        amount = parse(str(raw))
        return float(amount.value) if amount else None
    if fact.kind == "bool":
        return str(raw) == "true"
    codes = [list(fact.values).index(word) + 1 for word in words if word in fact.values]
    return sum({1 << code - 1 for code in codes}) if fact.kind == "set" else codes[0]


def thresholds(knowledge: Knowledge) -> Mapping[str, Sequence[float]]:
    """Every number that some rule compares a fact with directly, sorted."""
    found: dict[str, set[float]] = {}

    def look(expr: Expr) -> None:
        match expr:
            case Compare(_, Ref(name), Const(value)) | Compare(_, Const(value), Ref(name)):
                found.setdefault(name, set()).add(float(value))
        for child in children(expr):
            look(child)

    for node in knowledge.program.nodes:
        for expr in node.expressions():
            look(expr)
    return {name: sorted(values) for name, values in found.items()}


class _Sweeper:
    def __init__(self, knowledge: Knowledge, rng: random.Random) -> None:
        self.program, self.rng = knowledge.program, rng
        self.cases = Cases(knowledge, rng)
        self.allowed = tuple(tuple(True for _ in node.options) for node in self.program.decisions)
        self.result = Sweep()
        self.left: set[tuple[str, str]] = set()
        self.needed: dict[str, list[Given]] = {}
        self.nearest: dict[tuple[str, str], tuple[float, Given]] = {}

    def run(self, known: Set[tuple[str, str]]) -> Sweep:
        rows = [self.cases.draw((0.1, 0.3, 0.7)[number % 3]) for number in range(RANDOM_CASES)]
        self.count(rows)
        every = [(node.name, option.id) for node in self.program.decisions for option in node.options]
        missing = [key for key in every if key not in self.result.wins and key not in known]
        self.left = set(missing)
        for given in rows if missing else ():
            self.look(given)
        above = ancestors(self.program.nodes)
        for name, option in missing:
            if (name, option) in self.left:
                self.aim(name, option, [fact for fact in self.program.inputs if fact in above[name]])
        return self.result

    def count(self, rows: Sequence[Given]) -> None:
        """Who wins in these cases, and which of them is the first to leave a decision empty."""
        from designgen.rules.rows import NOT_ASKED, picked

        codes = picked(self.program, rows, self.allowed)
        for node in self.program.decisions:
            for code, number in Counter(codes[node.name]).items():
                for bit, option in enumerate(node.options):
                    if code != NOT_ASKED and (code == bit + 1 if node.pick == "one" else code >> bit & 1):
                        self.result.wins[node.name, option.id] = self.result.wins.get((node.name, option.id), 0) + number
        nodes = self.program.decisions
        empty = sorted((codes[node.name].index(0), place) for place, node in enumerate(nodes) if 0 in codes[node.name])
        self.result.empty = {nodes[place].name: rows[row] for row, place in empty}

    def look(self, given: Given) -> dict[str, list[tuple[int, int, int]] | None]:
        """Runs one case for the options that are left; the tracks by decision."""
        values, tracks = self.program.trace(given, self.allowed)
        lefts = {name for name, _ in self.left}
        for node, track in zip(self.program.decisions, tracks, strict=True):
            if track is not None and not values[node.name]:
                self.result.empty.setdefault(node.name, given)
            if track is not None and node.name in lefts:
                self.note(node, track, values[node.name], given)
        return {node.name: track for node, track in zip(self.program.decisions, tracks, strict=True)}

    def note(self, node: DecisionNode, track: list[tuple[int, int, int]], code: int, given: Given) -> None:
        """Crosses off what won, and remembers how near the others came."""
        cases = self.needed.setdefault(node.name, [])
        if len(cases) < KEPT_CASES:
            cases.append(given)
        for bit, option in enumerate(node.options):
            key = node.name, option.id
            if key not in self.left:
                continue
            if code == bit + 1 if node.pick == "one" else code >> bit & 1:
                self.result.wins[key] = 1
                self.left.discard(key)
            else:
                self.remember(key, _height(track, bit), given)

    def remember(self, key: tuple[str, str], height: float, given: Given) -> None:
        """Keeps the case in which an option came nearest to winning, as a start for the climb."""
        if key not in self.nearest or height > self.nearest[key][0]:
            self.nearest[key] = height, given

    def aim(self, name: str, option: str, facts: list[str]) -> None:
        """Climbs towards a win: fewer failed knock-outs first, then fewer points behind; starts anew when stuck."""
        node = next(node for node in self.program.decisions if node.name == name)
        place = next(place for place, other in enumerate(node.options) if other.id == option)
        for climb in range(CLIMBS):
            near = self.nearest.get((name, option)) if climb % 2 == 0 else None
            here = near[1] if near else self.rng.choice(self.needed.get(name) or [self.cases.draw()])
            height = _height(self.look(here)[name], place)
            for _ in range(STEPS):
                there = self.changed(here, facts)
                level = _height(self.look(there)[name], place)
                if (name, option) not in self.left:
                    return
                if level >= height:
                    here, height = there, level

    def changed(self, given: Given, facts: list[str]) -> Given:
        other = list(given)
        for fact in self.rng.sample(facts, min(len(facts), self.rng.choice((1, 1, 2, 3)))):
            other[self.program.inputs.index(fact)] = self.cases.value(fact)
        self.cases.agree(other)
        return other


def _height(track: list[tuple[int, int, int]] | None, place: int) -> float:
    """How near an option is to winning; larger is nearer, 0 and more is a win."""
    if track is None:
        return -1e6
    failed, _, points = track[place]
    best = max((other[2] for other in track if not other[0]), default=0)
    return -1000.0 * failed.bit_count() + min(0, points - best)
