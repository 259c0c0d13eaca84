"""What a design with other pins gives, and what it gives up, against the spec's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.design import Part
from designgen.design.quick import Quick
from designgen.explore.candidates import AXES, Bench, Candidate, Figures, weight

WATCHED = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one of two options is better: points of the choice on a criterion, and the words of the knowledge."""

    decision: str
    criterion: str
    points: int  # for the alternative; negative where it gives them up
    own: bool  # is it said of the spec's own choice?
    says: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A pick-one decision that comes out otherwise; ids of options, empty where it is not asked."""

    decision: str
    before: str
    after: str


@dataclass(frozen=True)
class Listed:
    """An alternative: the spec with these `pins`. It is plain data, so that it can be kept.

    `roles` are the figures at which it leads the spec's own design, no listed one is better, and none that was looked at by more
    than a hundredth of bill and p99; empty for one in between. `changed` has the pins first, and first of them what tells most.
    `points` is what is won and lost by criterion, unweighed, over the decisions that both designs take.
    """

    pins: Mapping[str, str]
    figures: Figures
    roles: tuple[str, ...]
    changed: tuple[Changed, ...]
    gains: tuple[Reason, ...]
    losses: tuple[Reason, ...]
    points: Mapping[str, int]
    components: int
    entered: tuple[Part, ...]
    left: tuple[Part, ...]
    warned: tuple[str, ...]  # names of checks that break here and hold in the spec's own design


def told(bench: Bench, candidate: Candidate, roles: tuple[str, ...]) -> Listed:
    """The alternative with its reasons."""
    own, other = bench.base, candidate.made
    differ = [id for id, taken in own.taken.items() if taken.chosen != other.taken[id].chosen and _is_one(own, id)]
    changed = [*_told_first(bench, candidate.pins, roles), *(id for id in differ if id not in candidate.pins)]
    both = [id for id in changed if own.taken[id].chosen and other.taken[id].chosen]
    reasons = [reason for decision in both for reason in _reasons(own, other, decision)]
    totals = {criterion: bench.points(other, criterion) for criterion in own.knowledge.criteria}
    return Listed(
        pins=candidate.pins,
        figures=candidate.figures,
        roles=roles,
        changed=tuple(Changed(id, _only(own, id), _only(other, id)) for id in changed),
        gains=_weighed(bench, candidate, [reason for reason in reasons if reason.points > 0]),
        losses=_weighed(bench, candidate, [reason for reason in reasons if reason.points < 0]),
        points={criterion: points for criterion, points in totals.items() if points},
        components=len(other.parts),
        entered=tuple(part for id, part in other.parts.items() if id not in own.parts),
        left=tuple(part for id, part in own.parts.items() if id not in other.parts),
        warned=tuple(sorted(other.broken(WATCHED) - own.broken(WATCHED))),
    )


def _told_first(bench: Bench, pins: Mapping[str, str], roles: tuple[str, ...]) -> list[str]:
    """The pins, first the one that alone does most for what the design is best at, else the one that alone moves most."""
    own = bench.own.figures

    def does(decision: str) -> tuple[float, float]:
        alone = bench.alone(decision, pins[decision])
        gain = own.losses()[AXES.index(roles[0])] - alone.losses()[AXES.index(roles[0])] if roles else 0.0
        return -gain, -weight(own, alone)

    return sorted(pins, key=does)


def _only(made: Quick, decision: str) -> str:
    return next(iter(made.taken[decision].chosen), "")


def _is_one(made: Quick, decision: str) -> bool:
    return made.knowledge.decisions[decision].pick == "one"


def _reasons(own: Quick, other: Quick, decision: str) -> Iterator[Reason]:
    """Points of the new choice, and with the opposite sign those of the one that it replaces; only criteria that differ."""
    won, lost = other.taken[decision].points, own.taken[decision].points
    ahead = {criterion: won.get(criterion, 0) - lost.get(criterion, 0) for criterion in {*won, *lost}}
    for made, sign in ((other, 1), (own, -1)):
        for criterion, points, says in _entries(made, decision):
            if sign * points * ahead[criterion] > 0:
                yield Reason(decision, criterion, sign * points, sign < 0, says)


def _entries(made: Quick, decision: str) -> Iterator[tuple[str, int, str]]:
    """The points that the choice earns in its design, with their reasons."""
    track, chosen = made.decided.tracks[decision], made.taken[decision].chosen
    if track is None or not chosen:
        return
    known = made.knowledge.decisions[decision]
    earned = track[list(known.options).index(chosen[0])][1]
    for bit, points in enumerate(known.options[chosen[0]].points):
        if earned >> bit & 1:
            yield points.criterion, points.points, made.words.fill(points.reason)


def _weighed(bench: Bench, candidate: Candidate, reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Those of the pins first, then by points times the priority that the spec has, the heaviest first."""
    values = bench.base.decided.values

    def weight(reason: Reason) -> tuple[bool, float]:
        return reason.decision not in candidate.pins, -abs(reason.points) * float(values[f"priorities.{reason.criterion}"])

    return tuple(sorted(reasons, key=weight))
