"""What a choice wins and gives up against each rival that could have been chosen, criterion by criterion."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from designgen.decisions.model import Entry, Rationale, Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """By how many points (times priority) one side is ahead on a criterion, and what speaks for it and against the other."""

    criterion: str
    points: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TradeOff:
    """The winner beside one rival. `won` and `lost` are the winner's, the largest difference first."""

    rival: str
    name: str
    behind_by: int
    won: tuple[Difference, ...]
    lost: tuple[Difference, ...]


def trade_offs(rationale: Rationale) -> tuple[TradeOff, ...]:
    """Of a pick-one decision, the nearest rival first; requirements and bans leave no trade-off."""
    winner = next((item for item in rationale.verdicts if item.verdict == "chosen"), None)
    if winner is None or rationale.pick == "all":
        return ()
    rivals = sorted((item for item in rationale.verdicts if item.verdict == "behind"), key=lambda item: item.behind_by)
    return tuple(between(winner, rival) for rival in rivals)


def between(winner: Verdict, rival: Verdict) -> TradeOff:
    """The trade-off of one option against another."""
    won, lost = _ahead(winner.ledger, rival.ledger), _ahead(rival.ledger, winner.ledger)
    return TradeOff(rival.id, rival.name, rival.behind_by, tuple(won), tuple(lost))


def _ahead(better: tuple[Entry, ...], worse: tuple[Entry, ...]) -> Iterator[Difference]:
    """Where `better` has more points."""
    criteria = dict.fromkeys(entry.criterion for entry in (*better, *worse))
    ahead = {criterion: _total(better, criterion) - _total(worse, criterion) for criterion in criteria}
    for criterion, points in sorted(ahead.items(), key=lambda item: -item[1]):
        if points > 0:
            yield Difference(criterion, points, _reasons(better, worse, criterion, 1), _reasons(worse, better, criterion, -1))


def _total(ledger: Iterable[Entry], criterion: str) -> int:
    return sum(entry.total for entry in ledger if entry.criterion == criterion)


def _reasons(ledger: Iterable[Entry], other: Iterable[Entry], criterion: str, sign: int) -> tuple[str, ...]:
    """What speaks for (1) or against (−1) an option on a criterion and not as much for the other, the weightiest first."""
    shared = {(entry.criterion, entry.total, entry.reason) for entry in other}
    found = [entry for entry in ledger if entry.criterion == criterion and entry.total * sign > 0]
    own = [entry for entry in found if (entry.criterion, entry.total, entry.reason) not in shared]
    return tuple(dict.fromkeys(entry.reason for entry in sorted(own, key=lambda entry: -entry.total * sign)))
