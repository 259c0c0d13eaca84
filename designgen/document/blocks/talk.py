"""What an interviewer would ask next, and what goes wrong in the answer."""

from dataclasses import dataclass

from designgen.decisions.model import Entry, Verdict
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.templates import lower_first

CLOSE = 6  # points: about one strong reason under the usual priorities
MOST = 8
MODELS = "family"  # the section in which the model is chosen


@dataclass(frozen=True, slots=True)
class Alternative:
    """An option that nearly won, and what it would have bought."""

    told: Told
    rival: Verdict
    buys: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Climb:
    """An option that lost, what it would have saved, and what the choice buys against it."""

    told: Told
    rival: Verdict
    saves: tuple[Entry, ...]
    buys: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A probe with its answer, and the decision that it probes."""

    ask: str
    answer: str
    decision: str


@dataclass(frozen=True, slots=True)
class Trap:
    """A mistake that candidates make at a decision."""

    says: str
    decision: str


def alternatives(draft: Draft) -> list[Alternative]:
    """The runner-ups within a few points, closest first."""
    found = []
    for one in draft.decided():
        if one.rationale.pick == "one" and one.runner_up and one.runner_up.behind_by <= CLOSE:
            won = next(verdict for verdict in one.rationale.verdicts if verdict.verdict == "chosen")
            buys = gain(one.runner_up, won)
            found += [Alternative(one, one.runner_up, buys)] if buys else []
    return sorted(found, key=lambda one: (one.rival.behind_by, -draft.weights[one.told.id]))


def follow_ups(draft: Draft) -> dict[str, list[FollowUp]]:
    """Probes answered from the rationale, and those that the decisions answer in their own place."""
    computed, written = [*what_ifs(draft)[:MOST], *why_nots(draft)[:MOST]], probes(draft)
    return {"computed": computed, "written": written} if computed or written else {}


def probes(draft: Draft) -> list[FollowUp]:
    """The chosen options' own follow-ups, on the weightiest decisions first."""
    found = [
        FollowUp(draft.design.say(option.ask), draft.design.say(option.answer), one.id)
        for one in draft.decided()
        for option in one.options
        if option.ask
    ]
    return sorted(found, key=lambda one: -draft.weights[one.decision])


def why_nots(draft: Draft) -> list[FollowUp]:
    """`Why not …?` for the closest rivals, with the points for and against."""
    return [
        FollowUp(f"Why not {lower_first(one.rival.name)}?", _against(one), one.told.id)
        for one in sorted(alternatives(draft), key=lambda one: -draft.weights[one.told.id])
    ]


def _against(one: Alternative) -> str:
    won = next(verdict for verdict in one.told.rationale.verdicts if verdict.verdict == "chosen")
    lost = gain(won, one.rival)
    against = f", but {lower_first(one.told.choice)} has {lost[0].reason}" if lost else ""
    return f"It would buy {one.buys[0].reason}{against} ({one.rival.because})"


def what_ifs(draft: Draft) -> list[FollowUp]:
    """`What changes with …`: the likeliest flip of each of the weightiest decisions, each fact once."""
    found: dict[str, FollowUp] = {}
    for one in sorted(draft.decided(), key=lambda told: -draft.weights[told.id]):
        if one.unless and one.unless.name not in found:
            answer = f"{one.decision.name}: {lower_first(one.unless.to)} instead of {lower_first(one.choice)}"
            found[one.unless.name] = FollowUp(one.unless.asks, answer, one.id)
    return list(found.values())


def traps(draft: Draft) -> list[Trap]:
    """The mistakes at the decisions that this design makes, weightiest first."""
    found = [Trap(draft.design.say(option.trap), one.id) for one in draft.decided() for option in one.options if option.trap]
    return sorted(found, key=lambda one: -draft.weights[one.decision])


def progression(draft: Draft) -> list[Climb]:
    """The other models that were possible: what each would have saved, and what the choice buys against it."""
    found = []
    for one in draft.decided():
        if one.decision.section == MODELS and one.rationale.pick == "one":
            behind = [verdict for verdict in one.rationale.verdicts if verdict.verdict == "behind"]
            won = next(verdict for verdict in one.rationale.verdicts if verdict.verdict == "chosen")
            found += [Climb(one, rival, gain(rival, won), gain(won, rival)) for rival in behind]
    return sorted(found, key=lambda climb: -climb.rival.behind_by)


def gain(better: Verdict, worse: Verdict) -> tuple[Entry, ...]:
    """The points of an option on the criteria where it beats another, best first."""
    ahead = totals(better)
    for criterion, points in totals(worse).items():
        ahead[criterion] = ahead.get(criterion, 0) - points
    kept = [entry for entry in better.ledger if entry.total > 0 and ahead[entry.criterion] > 0]
    return tuple(sorted(kept, key=lambda entry: -entry.total))


def totals(verdict: Verdict) -> dict[str, int]:
    """Points × priority of an option by criterion."""
    found: dict[str, int] = {}
    for entry in verdict.ledger:
        found[entry.criterion] = found.get(entry.criterion, 0) + entry.total
    return found
