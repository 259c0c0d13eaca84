"""Why a decision comes out differently in two designs of one spec that differ in size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designgen.decisions import Entry, Rationale, Verdict
from designgen.design import Design
from designgen.explore.steps import Steps

MOST = 2  # reasons
NO_LONGER = "no longer: "


@dataclass(frozen=True, slots=True)
class Turn:
    """A decision that differs. `before` and `after` are ids of options; of a list only those that the other lacks.

    `how` is what settles it: ruled_out | possible | points | asked | dropped | list. `why` has the words of the upper design;
    of `possible` and `asked` those of the lower one, which say what stood in the way. `at` is the size from which on it is so.
    """

    decision: str
    how: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    why: tuple[str, ...]
    at: float


def turn_of(below: Design, design: Design, id: str, steps: Steps) -> Turn | None:
    """What differs in a decision, and why; None where nothing does."""
    old, new = below.decisions[id], design.decisions[id]
    if (old.status, set(old.chosen)) == (new.status, set(new.chosen)):
        return None
    gone = tuple(one for one in old.chosen if one not in new.chosen)
    come = tuple(one for one in new.chosen if one not in old.chosen)
    how, why = _settled(below, design, old, new)
    return Turn(id, how, gone, come, tuple(dict.fromkeys(filter(None, why))), steps.last(id))


def _settled(below: Design, design: Design, old: Rationale, new: Rationale) -> tuple[str, list[str]]:
    if new.status != "chosen":
        return "dropped", [new.note]
    if old.status != "chosen":
        return "asked", [old.note, new.because]
    if new.pick == "all":
        return "list", _listed(old, new)
    was, now = verdict_of(new, old.chosen[0]), verdict_of(old, new.chosen[0])
    if was.verdict == "infeasible":
        return "ruled_out", [was.because]
    if now.verdict == "infeasible":
        return "possible", [now.because]
    return "points", list(weighed(below, design, old, new))


def verdict_of(rationale: Rationale, option: str) -> Verdict:
    return next(verdict for verdict in rationale.verdicts if verdict.id == option)


def _listed(old: Rationale, new: Rationale) -> list[str]:
    come = [new.reasons[one] for one in new.chosen if one not in old.chosen]
    gone = [f"{NO_LONGER}{old.reasons[one]}" for one in old.chosen if one not in new.chosen]
    return [*come, *gone]


def weighed(below: Design, design: Design, old: Rationale, new: Rationale) -> Iterator[str]:
    """The points that come or go between the two options, weightiest first; else the priorities that move."""
    lost, won = old.chosen[0], new.chosen[0]
    moves: list[tuple[int, str]] = []
    for option, sign in ((won, 1), (lost, -1)):
        before, after = verdict_of(old, option).ledger, verdict_of(new, option).ledger
        moves += [(sign * entry.total, entry.reason) for entry in _only(after, before)]
        moves += [(-sign * entry.total, f"{NO_LONGER}{entry.reason}") for entry in _only(before, after)]
    helping = sorted((move for move in moves if move[0] > 0), key=lambda move: -move[0])
    yield from (reason for _, reason in helping[:MOST])
    if not helping:
        yield from _priorities(below, design)


def _only(these: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    known = {(entry.criterion, entry.condition, entry.points) for entry in others}
    return [entry for entry in these if (entry.criterion, entry.condition, entry.points) not in known]


def _priorities(below: Design, design: Design) -> Iterator[str]:
    for criterion in design.knowledge.criteria.values():
        name = f"priorities.{criterion.id}"
        old, new = below.facts[name].shown, design.facts[name].shown
        if old != new:
            yield f"{criterion.name.lower()} counts {new} instead of {old}"
