"""The repair of a broken check: the smallest set of pins with which it holds and no other error breaks.

Every set of one pin is tried, then of two, and so on, over the pick-one decisions that the check depends on. Pins are
laid in the order of the program, each on an option that is feasible then and would not be taken anyway: a pin has no
effect on what is decided before it, so no set that does something is left out and none is tried twice.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from designgen.catalog import Decision, Knowledge
from designgen.catalog.architecture import Component
from designgen.decisions import allowed_of, given_of
from designgen.decisions.decide import Track, chosen_of
from designgen.design.flags import BILL, LATENCY_FLAGS, POOL_FLAGS
from designgen.design.model import Design, Finding
from designgen.design.outline import Outline, outlined
from designgen.design.sized import PARALLEL, SERVING_VIEW
from designgen.design.uses import Use, uses_of
from designgen.rules import Allowed, DecisionNode, QuantityNode, ancestors, names_of, reads, reads_of

MOST_TRIED = 2000
"""Sets of pins tried for one check; a size that would exceed it is not begun."""
PLANNING, READ_BY_FLAGS = "sizing.", ("waits", "latency.p99", "latency.hard_deadline", "team.budget")
"""What sizing and its flags read besides the texts of components."""
Pins = tuple[tuple[str, str], ...]
"""(decision, option), in the order of the program."""
Feasible = Mapping[int, Sequence[int]]
"""Codes of options by the place of their decision."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched. `complete`: every combination of the decisions; else every set of up to `up_to` pins."""

    behind: int  # pick-one decisions that the check depends on
    decisions: tuple[str, ...]  # those of them that had another feasible option
    tried: int
    up_to: int
    complete: bool
    worse: int  # sets with which the check would hold, but another error would break


@dataclass(frozen=True, slots=True)
class Repair:
    """The pins, what they cost in points against the free choice, and what becomes of the design.

    `applies` is false where the check has nothing to check any more. `warns` names checks that are newly broken, none of
    them an error.
    """

    pins: Pins
    cost_points: int
    applies: bool
    warns: tuple[str, ...]
    usd: tuple[float, float]  # a month, before and after
    p99: tuple[float, float] | None  # seconds of the modelled path, before and after


@dataclass(frozen=True, slots=True)
class Mending:
    """Of one broken check: what uses its budget up, and its repair; `repair` is None when the search found none."""

    check: str
    uses: tuple[Use, ...]
    repair: Repair | None
    searched: Searched


def mendings_of(design: Design) -> dict[str, Mending]:
    """Every broken check that is about more than the facts and the age of prices."""
    broken = [finding for finding in design.findings if finding.status == "broken" and read_by(design.knowledge, finding.id)]
    search = _Search(design) if broken else None
    return {finding.id: search.mending(finding) for finding in broken} if search else {}


class _Search:
    def __init__(self, design: Design) -> None:
        self.knowledge = design.knowledge
        self.program = self.knowledge.program
        self.given, self.allowed = given_of(self.knowledge, design.case), allowed_of(self.knowledge, design.case)
        self.stated = frozenset(design.spec.facts)
        self.base = self.outline(())
        self._picks: dict[Pins, tuple[int, ...]] = {}
        self._feasible: dict[Pins, Feasible] = {}

    def picks(self, pins: Pins) -> tuple[int, ...]:
        """What each decision picks with these pins; the searches for several checks lay many of the same."""
        if pins not in self._picks:
            self._picks[pins] = self.program.picks(self.given, self.pinned(pins))
        return self._picks[pins]

    def feasible(self, pins: Pins) -> Feasible:
        """The codes of the options that pick-one decisions after the last of these pins could take, by their place."""
        if pins not in self._feasible:
            _, tracks = self.program.trace(self.given, self.pinned(pins))
            last = self.place[pins[-1][0]] if pins else -1
            self._feasible[pins] = {place: _open(tracks[place] or [], self.allowed[place]) for place in self.ones if place > last}
        return self._feasible[pins]

    @cached_property
    def ones(self) -> tuple[int, ...]:
        return tuple(place for place, node in enumerate(self.program.decisions) if node.pick == "one")

    @cached_property
    def place(self) -> Mapping[str, int]:
        return {node.name: place for place, node in enumerate(self.program.decisions)}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        return ancestors(self.program.nodes)

    @cached_property
    def errors(self) -> frozenset[str]:
        return frozenset(id for id, severity in self.base.broken().items() if severity == "error")

    def outline(self, pins: Pins) -> Outline:
        return outlined(self.knowledge, self.given, self.pinned(pins), self.stated)

    def pinned(self, pins: Pins) -> Allowed:
        """What is open with these pins; the spec's own pins and bans stay."""
        allowed = list(self.allowed)
        for decision, option in pins:
            place = self.place[decision]
            nodes = self.program.decisions[place].options
            allowed[place] = tuple(one and node.id == option for one, node in zip(allowed[place], nodes, strict=True))
        return tuple(allowed)

    def mending(self, finding: Finding) -> Mending:
        repair, searched = _Levels(self, finding.id).run()
        return Mending(finding.id, uses_of(self.base, finding), repair, searched)


class _Levels:
    """The search for one check, level by level."""

    def __init__(self, search: _Search, check: str) -> None:
        self.search, self.check, self.tried = search, check, 0
        knowledge, nodes = search.knowledge, search.program.decisions
        names, self.only = read_by(knowledge, check), looked_at(knowledge, check)
        bringing = [one.id for one in knowledge.decisions.values() if _brings(one, self.only)]
        above = names.union(bringing, *(search.above.get(name, frozenset()) for name in (*names, *bringing)))
        self.mine = [node for node in nodes if node.pick == "one" and not above.isdisjoint(names_of(node))]
        self.near = sorted(search.place[name] for name in settled_by(knowledge, names) if name in search.place)
        self.brought = [(search.place[name], _bringing(knowledge.decisions[name], self.only)) for name in bringing]
        self.known: dict[Hashable, str] = {}
        self.worse = 0
        self.moved: set[str] = set()

    def run(self) -> tuple[Repair | None, Searched]:
        level: list[Pins] = [()]
        size = 0
        while True:
            wider = [tuple(chain(pins, (pin,))) for pins in level for pin in self.further(pins)]
            if not wider or self.tried + len(wider) > MOST_TRIED:
                return None, self.searched(size, complete=not wider)
            self.tried, size = self.tried + len(wider), size + 1
            found = [repair for pins in wider if (repair := self.repaired(pins))]
            if found:
                return min(found, key=lambda one: (one.cost_points, len(one.warns))), self.searched(size, complete=False)
            level = wider

    def searched(self, size: int, complete: bool) -> Searched:
        moved = tuple(node.name for node in self.mine if node.name in self.moved)
        return Searched(len(self.mine), moved, self.tried, size, complete, self.worse)

    def further(self, pins: Pins) -> Iterator[tuple[str, str]]:
        """The pins that can be laid after these."""
        picks, feasible = self.search.picks(pins), self.search.feasible(pins)
        last = self.search.place[pins[-1][0]] if pins else -1
        for node in self.mine:
            place = self.search.place[node.name]
            for code in feasible[place] if place > last else ():
                if code != picks[place]:
                    self.moved.add(node.name)
                    yield node.name, node.options[code - 1].id

    def repaired(self, pins: Pins) -> Repair | None:
        """The repair, if the check holds with these pins and nothing becomes an error that was none."""
        settles, outline = self.settling(self.search.picks(pins)), None
        if settles not in self.known:
            outline = self.search.outline(pins)
            self.known[settles] = outline.status(self.check, self.only)
        return None if self.known[settles] == "broken" else self.judged(pins, outline or self.search.outline(pins))

    def settling(self, picks: tuple[int, ...]) -> Hashable:
        """What, with the facts, settles the check: the choices that it reads, and which components are there."""
        parts = frozenset(chain.from_iterable(brings(picks[place]) for place, brings in self.brought))
        return tuple(picks[place] for place in self.near), parts

    def judged(self, pins: Pins, outline: Outline) -> Repair | None:
        base, broken = self.search.base, outline.broken()
        if any(severity == "error" and id not in self.search.errors for id, severity in broken.items()):
            self.worse += 1
            return None
        before, latency = base.latency, outline.latency
        return Repair(
            pins,
            sum(_given_up(outline.tracks[decision], outline.values[decision]) for decision, _ in pins),
            outline.status(self.check) == "ok",
            tuple(id for id, severity in broken.items() if severity == "warning" and id not in base.broken()),
            (base.usd, outline.usd),
            (before.p99, latency.p99) if before and latency else None,
        )


def _open(track: Sequence[tuple[int, int, int]], allowed: Sequence[bool]) -> list[int]:
    """The codes of options that failed nothing and are allowed."""
    return [code for code, fared in enumerate(track, 1) if not fared[0] and allowed[code - 1]]


def _given_up(track: Track, code: int) -> int:
    """Points between the best that was feasible and what was pinned."""
    best = max(points for failed, _, points in track or () if not failed)
    return int(best - (track or ())[code - 1][2])


def read_by(knowledge: Knowledge, check: str) -> frozenset[str]:
    """The names that settle a check: of its conditions, or of what is computed of the components that it looks at."""
    program = knowledge.program
    known, texts = knowledge.checks.get(check), program.texts
    if known is not None:
        return frozenset(chain(reads(texts[known.when]), reads(texts[known.holds])))
    looked = looked_at(knowledge, check)
    names = frozenset(chain.from_iterable(texts_of(knowledge, knowledge.components[id]) for id in looked))
    planning = (name for name in program.types if name in READ_BY_FLAGS or name.startswith(PLANNING)) if looked else ()
    return names.union(planning)


def looked_at(knowledge: Knowledge, flag: str) -> frozenset[str]:
    """The components of the path, those with servers, or all with a price; none for a flag about facts or the age of prices."""
    if flag not in (*LATENCY_FLAGS, *POOL_FLAGS, BILL):
        return frozenset()
    view, every = knowledge.views.get(SERVING_VIEW), knowledge.components.values()
    path = {id.strip() for entry in view.path for id in entry.split(PARALLEL)} if view else set()
    more = {one.id for one in every if one.pool or one.usd} if flag not in LATENCY_FLAGS else set()
    return frozenset(path | more) & frozenset(knowledge.components)


def _brings(decision: Decision, only: frozenset[str]) -> bool:
    return any(only & {*option.components} for option in decision.options.values())


def _bringing(decision: Decision, only: frozenset[str]) -> Callable[[int], frozenset[str]]:
    """From what the decision picks to the components that it then brings."""

    @cache
    def brought(code: int) -> frozenset[str]:
        return only & frozenset(chain.from_iterable(decision.options[id].components for id in chosen_of(decision, code)))

    return brought


def texts_of(knowledge: Knowledge, component: Component) -> Iterator[str]:
    """The names that a component's presence, times, servers and costs are worked out from."""
    texts = knowledge.program.texts
    yield from reads(texts[component.when])
    for cases in (*component.time.values(), *component.pool.values(), component.usd, component.replicas):
        for when, text in cases:
            yield from chain(reads(texts[text]), () if when == "always" else reads(texts[when]))


def settled_by(knowledge: Knowledge, names: Iterable[str]) -> frozenset[str]:
    """The decisions and facts that settle these names: reached without going through the rules of a decision."""
    home = {name: node for node in knowledge.program.nodes for name in names_of(node)}
    found, seen, waiting = set(), set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in seen or name not in home:
            continue
        seen.add(name)
        node = home[name]
        if not isinstance(node, QuantityNode):
            found.add(node.name)
        if not isinstance(node, DecisionNode):
            waiting += reads_of(node)
            continue
        key = name.removeprefix(node.name).removeprefix(".")
        waiting += [below for option in node.options if key in option.gives for below in reads(option.gives[key])]
    return frozenset(found)
