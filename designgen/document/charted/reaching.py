"""The flip map of a design: along each number, where it is now and where which choice turns."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.charts.flips import FAR, Flip, Reach, reaches
from designgen.charts.house import Says, Spec
from designgen.decisions.model import Flip as Found
from designgen.document.draft import Draft
from designgen.document.flips import FlipLine, flip_line
from designgen.document.templates import sentence_start
from designgen.document.wording import decision_name

MOST, LEAST = 12, 3
"""Numbers that are drawn; flips without which there is nothing to see."""
Turn = tuple[float, FlipLine]
"""The ratio to now at which a choice turns, and the flip in words."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers that turn most choices; `more` others turn some as well."""

    rows: tuple[Reach, ...]
    more: int
    title: str

    def spec(self, wide: float) -> Spec:
        told = "; ".join(f"{row.name} (now {row.now}): {_said(row.flips)}" for row in self.rows)
        return reaches(self.rows, Says(f"{self.title}: where choices turn", told, "Where choices turn"), wide)


def _said(flips: Sequence[Flip]) -> str:
    return ", ".join(f"{flip.at} {flip.option}" for flip in flips)


def reach_of(draft: Draft) -> Drawn | None:
    """The map over all decisions with one answer."""
    return draft.once("reach", lambda: _reach_of(draft))


def _reach_of(draft: Draft) -> Drawn | None:
    found: dict[str, list[Flip]] = {}
    for told in draft.decided():
        name = decision_name(told.id, draft.design)
        for fact, turns in turns_of(draft, told.id).items():
            flips = [Flip(ratio, line.short, name, sentence_start(line.to)) for ratio, line in turns]
            found.setdefault(fact, []).extend(flips)
    if sum(map(len, found.values())) < LEAST:
        return None
    kept = each_once(draft, {fact: [(flip.ratio, flip.decision, flip.option) for flip in flips] for fact, flips in found.items()})
    rows = [Reach(*titled(draft, fact), tuple(sorted(found[fact], key=lambda flip: flip.ratio))) for fact in kept]
    rows.sort(key=lambda row: (-len({flip.decision for flip in row.flips}), row.name))
    return Drawn(tuple(rows[:MOST]), len(rows[MOST:]), draft.design.spec.title)


def each_once(draft: Draft, found: Mapping[str, Sequence[tuple[float, str, str]]]) -> list[str]:
    """The facts without those that turn the same at the same ratios as another, since one follows from the other.

    Of such the spec's own is kept, else the first.
    """
    kept: dict[frozenset[tuple[int, str, str]], str] = {}
    order = list(draft.design.knowledge.facts)
    for fact in sorted(found, key=lambda fact: (fact not in draft.design.spec.facts, order.index(fact))):
        look = frozenset((round(50 * math.log10(ratio)), decision, option) for ratio, decision, option in found[fact])
        kept.setdefault(look, fact)
    return [fact for fact in found if fact in kept.values()]


def titled(draft: Draft, fact: str) -> tuple[str, str]:
    """The name of a number, and what it is now."""
    return sentence_start(draft.design.knowledge.facts[fact].name), draft.design.facts[fact].shown


def turns_of(draft: Draft, decision: str) -> dict[str, list[Turn]]:
    """By fact, for numbers of the same problem within the axis; priorities are no such numbers, and lists turn otherwise."""
    found: dict[str, list[Turn]] = {}
    if draft.design.decisions[decision].pick == "one":
        for fact, ratio, line in _turns(draft, decision):
            found.setdefault(fact, []).append((ratio, line))
    return found


def _turns(draft: Draft, decision: str) -> Iterator[tuple[str, float, FlipLine]]:
    design = draft.design
    for flip in design.decisions[decision].flips:
        ratio = _ratio(flip, design.facts[flip.fact].value)
        if ratio and 1 / FAR <= ratio <= FAR:
            line = flip_line([flip], design)
            if line.likely and not line.is_priority:
                yield flip.fact, ratio, line


def _ratio(flip: Found, now: object) -> float:
    """0 where there is none."""
    if isinstance(flip.value, bool) or not isinstance(flip.value, int | float) or not isinstance(now, int | float):
        return 0.0
    return flip.value / now if now > 0 else 0.0
