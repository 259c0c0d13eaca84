"""Why not: for options that lost, the smallest change of one fact or priority, else of two, with which they win.

Every value of a grid, and every threshold that a rule compares with, is tried for each fact alone; then, for pairs, the
values that change the outcome of any condition. Numbers are moved back to the edge and rounded. Each change found is
confirmed by deciding anew. Where none is found, intervals prove that there is none (see `impossible`), or the
answer says that it is not proven.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from designgen.catalog import Knowledge
from designgen.decisions.cells import Cell, value_of
from designgen.decisions.change import LEAD, WORD, Change, outlandish, size_of
from designgen.decisions.decide import Case, allowed_of, given_of
from designgen.decisions.impossible import Proof
from designgen.decisions.model import Value
from designgen.decisions.tighten import Draft, Tightener
from designgen.decisions.trials import Basis, Outcome, Rows, Target, Trials, joined

ROUNDS = 3
MOST_CELLS, LEAST_CELLS = 120_000, 8_000
"""Cells looked at before a proof is given up: shared by the decisions that need one, but so many for each."""
Wanted = Collection[tuple[str, str]]
WAYS = 3
"""So many ways are told, each with other facts."""


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together make the option win. `others` are decisions that come out otherwise as well.

    `clash` is the check of facts that would then contradict each other, "" for none.
    """

    changes: tuple[Change, ...]
    others: tuple[str, ...]
    clash: str = ""

    @property
    def size(self) -> float:
        return sum(change.size for change in self.changes)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`ways`, the smallest change first, all of one fact or all of two; none if nothing was found.

    `proven`: that no smaller number of changes does; without ways, that no change of one or two facts does.
    `tried` counts the combinations evaluated.
    """

    decision: str
    option: str
    ways: tuple[Way, ...]
    proven: bool
    tried: int


def why_nots(knowledge: Knowledge, case: Case, wanted: Wanted | None = None) -> dict[tuple[str, str], WhyNot]:
    """An answer for each wanted (decision, option) that is not chosen; all of them by default.

    A decision that the case pins or restricts by bans is looked at as if it were free.
    """
    restricted = {*case.choose, *case.avoid}
    names = {node.name for node in knowledge.program.decisions} if wanted is None else {name for name, _ in wanted}
    found: dict[tuple[str, str], WhyNot] = {}
    for group in (names - restricted, *({name} for name in sorted(names & restricted))):
        if group:
            free = replace(
                case,
                choose={name: pin for name, pin in case.choose.items() if name not in group},
                avoid={name: bans for name, bans in case.avoid.items() if name not in group},
            )
            found |= {(one.decision, one.option): one for one in _Search(knowledge, free, group, wanted).all()}
    return found


class _Search:
    """The targets of one group of decisions, under the same pins and bans."""

    def __init__(self, knowledge: Knowledge, case: Case, names: Collection[str], wanted: Wanted | None) -> None:
        self.knowledge, self.case = knowledge, case
        self.allowed = allowed_of(knowledge, case)
        self.basis = Basis(knowledge, case, self.allowed)
        self.base = knowledge.program.picks(self.basis.given, self.allowed)
        self.targets = [
            target
            for target, won in self.every(names)
            if not won and (wanted is None or (target.decision, target.option) in wanted)
        ]
        self.trials = Trials(self.basis, names)
        self.tried = 0

    def every(self, names: Collection[str]) -> Iterator[tuple[Target, bool]]:
        """Every option as a target, and whether it is chosen already."""
        for node, code in zip(self.knowledge.program.decisions, self.base, strict=True):
            if node.name in names:
                for place, option in enumerate(node.options):
                    bit = place + 1 if node.pick == "one" else place
                    yield Target(node.name, option.id, bit), code == bit if node.pick == "one" else bool(code >> bit & 1)

    def all(self) -> Iterator[WhyNot]:
        if not self.targets:
            return
        rows = self.trials.every_single()
        outcome = self.outcome(rows, marks=True)
        ones = self.best(rows, outcome, self.targets)
        rest = [target for target in self.targets if target not in ones]
        proof = Proof(self.trials, rest, pairs=True)
        for _ in range(ROUNDS if rest else 0):
            proof.look()
            proof.cut()
        twos = self.pairs(proof, rows, outcome)
        unsure = self.pursue([target for target in proof.still() if target not in twos], twos)
        self.tried += proof.looked
        alone = Proof(self.trials, twos, pairs=False)
        not_alone = set(alone.pursue(MOST_CELLS))
        for target, cell in alone.found.items():
            twos[target].append(self.draft(self.trials, target, cell))
        ways = self.ways({**ones, **twos})
        for target in self.targets:
            found = ways.get(target, [])
            lost = not found and (target in ones or target in twos)  # what was seen to win did not when decided anew
            closed = not lost and target not in unsure and target not in not_alone
            proven = bool(found and len(found[0].changes) == 1) or closed
            yield WhyNot(target.decision, target.option, tuple(found), proven, self.tried)

    def outcome(self, rows: Rows, marks: bool = False) -> Outcome:
        self.tried += len(rows)
        return self.trials.outcome(rows, marks)

    def best(self, rows: Rows, outcome: Outcome, targets: Iterable[Target]) -> dict[Target, list[Draft]]:
        """Per target its smallest changes, one for each choice of facts; those without contradiction first."""
        order = np.lexsort((self.trials.sizes(rows), ~outcome.clean))
        found: dict[Target, list[Draft]] = {}
        for target in targets:
            won = order[outcome.won(target)[order]]
            _, first = np.unique(rows.one[won] * 1000 + rows.two[won], return_index=True)
            drafts = [Draft(target, self.moves(rows, int(won[place]))) for place in sorted(first)[:WAYS]]
            if drafts:
                found[target] = drafts
        return found

    def moves(self, rows: Rows, row: int) -> list[tuple[int, Value]]:
        places = ((int(rows.one[row]), int(rows.a[row])), (int(rows.two[row]), int(rows.b[row])))
        return [(place, self.trials.tried[place].values[number]) for place, number in places if place >= 0]

    def pairs(self, proof: Proof, rows: Rows, outcome: Outcome) -> dict[Target, list[Draft]]:
        """Pairs of facts that may do it, with every two values of theirs that matter."""
        live = sorted({tuple(place for place, _ in cell) for cell in proof.cells if len(cell) == 2})
        if not live:
            return {}
        values = self.telling(rows, outcome)
        found = joined(Rows(*_grid(one, values[one], two, values[two])) for one, two in live)
        return self.best(found, self.outcome(found), proof.still())

    def telling(self, rows: Rows, outcome: Outcome) -> list[list[int]]:
        """Per fact the nearest of all values that no condition tells apart, and the ends of its range."""
        sizes, found = self.trials.sizes(rows), []
        for place, tried in enumerate(self.trials.tried):
            here = np.flatnonzero(rows.one == place)
            here = here[np.argsort(sizes[here], kind="stable")]
            _, first = np.unique(outcome.marks[here], return_index=True)
            kept = {int(rows.a[row]) for row in here[first]}
            if tried.fact.kind == "number":
                kept |= {0, len(tried.values) - 1}
            elif tried.fact.kind == "set":
                kept = {number for number in kept if tried.sizes[number] <= WORD + LEAD}
            found.append(sorted(kept))
        return found

    def pursue(self, targets: Sequence[Target], twos: dict[Target, list[Draft]]) -> set[Target]:
        """Looks closer, decision by decision; adds what is found to `twos`, returns what stays open."""
        unsure: set[Target] = set()
        names = dict.fromkeys(target.decision for target in targets)
        most = max(LEAST_CELLS, MOST_CELLS // max(1, len(names)))
        for name in names:
            trials = Trials(self.basis, [name])
            proof = Proof(trials, [target for target in targets if target.decision == name], pairs=True)
            unsure |= set(proof.pursue(most))
            self.tried += proof.looked
            for target, cell in proof.found.items():
                twos[target] = [self.draft(trials, target, cell)]
        return unsure

    def draft(self, trials: Trials, target: Target, cell: Cell) -> Draft:
        """A point that some trials found, among the facts of ours."""
        known = ((trials.facts[place], ends) for place, ends in cell)
        return Draft(target, [(self.trials.places[fact.id], value_of(fact, ends)) for fact, ends in known])

    def ways(self, drafts: dict[Target, list[Draft]]) -> dict[Target, list[Way]]:
        """Tightened, confirmed and sorted."""
        every = [draft for found in drafts.values() for draft in found]
        tightener = Tightener(self.trials)
        tightener.all(every)
        ways: dict[Target, list[Way]] = {}
        clashes = self.trials.clashes([tightener.cell(draft.moves) for draft in every])
        for draft, clash in zip(every, clashes, strict=True):
            if way := self.confirmed(draft, clash):
                ways.setdefault(draft.target, []).append(way)
        return {target: _fewest(found, self.strange) for target, found in ways.items()}

    def strange(self, way: Way) -> bool:
        """Does it ask for a planning value that no system has?"""
        tried = {one.fact.id: one for one in self.trials.tried}
        return any(outlandish(tried[one.fact].fact, tried[one.fact].now, one.value) for one in way.changes)

    def confirmed(self, draft: Draft, clash: str) -> Way | None:
        """The way, if deciding anew with its changes chooses the option."""
        tried = self.trials.tried
        changes = tuple(Change(tried[place].fact.id, value, size_of(tried[place].fact, tried[place].now, value))
                        for place, value in draft.moves if value != tried[place].now)  # fmt: skip
        case = replace(self.case, facts={**self.case.facts, **{change.fact: change.value for change in changes}})
        picked = self.knowledge.program.picks(given_of(self.knowledge, case), self.allowed)
        nodes = self.knowledge.program.decisions
        others = tuple(node.name for node, new, old in zip(nodes, picked, self.base, strict=True) if new != old)
        place = [node.name for node in nodes].index(draft.target.decision)
        won = picked[place] == draft.target.bit if nodes[place].pick == "one" else picked[place] >> draft.target.bit & 1
        return Way(changes, tuple(name for name in others if name != nodes[place].name), clash) if won and changes else None


def _fewest(ways: list[Way], strange: Callable[[Way], bool]) -> list[Way]:
    """Those with the fewest changes, the smallest first; contradictions last. What is strange is told only without others."""
    fewest = min(len(way.changes) for way in ways)
    few = [way for way in ways if len(way.changes) == fewest]
    plain = [way for way in few if not strange(way)]
    return sorted(plain or few, key=lambda way: (bool(way.clash), way.size))


def _grid(one: int, first: Sequence[int], two: int, second: Sequence[int]) -> tuple[np.ndarray, ...]:
    size = len(first) * len(second)
    return np.full(size, one), np.repeat(first, len(second)), np.full(size, two), np.tile(second, len(first))
