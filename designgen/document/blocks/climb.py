"""The other models that were possible, each against the choice."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from designgen.decisions.model import Entry, Verdict
from designgen.document.blocks.talk import chosen, drawbacks, gain, leads
from designgen.document.choices import Told
from designgen.document.draft import Draft

MODELS = "family"  # the section in which the model is chosen
MOST = 2  # criteria to tell


@dataclass(frozen=True, slots=True)
class Difference:
    """A criterion on which two options differ: by how many points × priority, and what says so of either of them."""

    criterion: str
    points: int
    own: str  # of the rival
    choice: str  # of the choice, where the rival itself says nothing


@dataclass(frozen=True, slots=True)
class Climb:
    """An option that lost: where it would have been better than the choice, and where worse."""

    told: Told
    rival: Verdict
    better: tuple[Difference, ...]
    worse: tuple[Difference, ...]


def progression(draft: Draft) -> list[list[Climb]]:
    """By decision on a model, the options that lost, farthest behind first."""
    ones = [one for one in draft.decided() if one.decision.section == MODELS and one.rationale.pick == "one"]
    found = [climbs(one) for one in ones]
    return [climb for climb in found if climb]


def climbs(told: Told) -> list[Climb]:
    """Each rival of a choice; what is said of the choice itself is told once."""
    behind = [verdict for verdict in told.rationale.verdicts if verdict.verdict == "behind"]
    known: set[str] = set()
    found = []
    for rival in sorted(behind, key=lambda verdict: -verdict.behind_by):
        won = chosen(told)
        better = differences(leads(rival, won), gain(rival, won), drawbacks(won, rival), known)
        worse = differences(leads(won, rival), drawbacks(rival, won), gain(won, rival), known)
        found.append(Climb(told, rival, better, worse))
        known |= {one.choice for one in (*better, *worse)}
    return found


def differences(
    ahead: Mapping[str, int], own: Sequence[Entry], choice: Sequence[Entry], known: Set[str]
) -> tuple[Difference, ...]:
    """The criteria of the largest leads, each with the rival's own reason, else with one of the choice not told before."""
    fresh = [entry for entry in choice if entry.reason not in known]
    made = []
    for criterion, lead in list(ahead.items())[:MOST]:
        mine, other = _reason(own, criterion), _reason(fresh, criterion)
        made.append(Difference(criterion, lead, mine, "" if mine else other))
    return tuple(made)


def _reason(entries: Sequence[Entry], criterion: str) -> str:
    return next((entry.reason for entry in entries if entry.criterion == criterion), "")
