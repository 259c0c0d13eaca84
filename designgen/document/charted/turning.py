"""The flip map of one decision: along each number on which it turns, what is chosen now and what would be."""

from collections.abc import Sequence
from dataclasses import dataclass

from designgen.charts.flips import FAR, Stretch, Turning, turnings
from designgen.charts.house import Says, Spec
from designgen.document.charted.reaching import Turn, each_once, titled, turns_of
from designgen.document.draft import Draft
from designgen.document.templates import sentence_start
from designgen.document.wording import decision_name

MOST_DECISIONS, MOST_NUMBERS = 4, 6
LEAST_NUMBERS, LEAST_FLIPS = 2, 3
"""Below these a sentence says it better."""


@dataclass(frozen=True, slots=True)
class Line:
    """A flip in the table below the chart."""

    name: str
    now: str
    at: str
    to: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one decision turns on."""

    decision: str
    rows: tuple[Turning, ...]
    lines: tuple[Line, ...]

    def spec(self, wide: float) -> Spec:
        told = "; ".join(f"{line.name} (now {line.now}), {line.at}: {line.to}" for line in self.lines)
        return turnings(self.rows, Says(f"{self.decision}: where the choice turns", told), wide)


def turning_of(draft: Draft, decision: str) -> Drawn | None:
    """The map of a weighty decision that several numbers turn; None for the others."""
    return draft.once("turning", lambda: _heaviest(draft)).get(decision)


def _heaviest(draft: Draft) -> dict[str, Drawn]:
    ranked = sorted(draft.decided(), key=lambda told: (-draft.weights[told.id], told.id))
    found = {told.id: one for told in ranked if (one := _drawn(draft, told.id))}
    return dict(list(found.items())[:MOST_DECISIONS])


def _drawn(draft: Draft, decision: str) -> Drawn | None:
    found = turns_of(draft, decision)
    kept = each_once(draft, {fact: [(ratio, "", line.to) for ratio, line in turns] for fact, turns in found.items()})
    if len(kept) < LEAST_NUMBERS or sum(len(found[fact]) for fact in kept) < LEAST_FLIPS:
        return None
    nearest = sorted(kept, key=lambda fact: min(max(ratio, 1 / ratio) for ratio, _ in found[fact]))[:MOST_NUMBERS]
    chosen = sentence_start(draft.told(decision).first)
    rows = tuple(Turning(*titled(draft, fact), _stretches(found[fact], chosen)) for fact in nearest)
    lines = tuple(Line(*titled(draft, fact), line.at, line.to) for fact in nearest for _, line in found[fact])
    return Drawn(decision_name(decision, draft.design), rows, lines)


def _stretches(turns: Sequence[Turn], chosen: str) -> tuple[Stretch, ...]:
    """From the least ratio to the largest; a number turns a choice once on each side of now."""
    below = [(ratio, line) for ratio, line in turns if ratio < 1][:1]
    above = [(ratio, line) for ratio, line in turns if ratio >= 1][:1]
    low, high = (below[0][0] if below else 1 / FAR), (above[0][0] if above else FAR)
    return (
        *(Stretch(1 / FAR, ratio, sentence_start(line.to), line.short) for ratio, line in below),
        Stretch(low, high, chosen, ""),
        *(Stretch(ratio, FAR, sentence_start(line.to), line.short) for ratio, line in above),
    )
