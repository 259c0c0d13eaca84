"""What an interviewer would ask next, and what goes wrong in the answer."""

from dataclasses import dataclass

from designgen.decisions.model import Entry, Verdict
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.templates import sentence, sentence_end, sentence_start

CLOSE = 6  # points: about one strong reason under the usual priorities
MOST = 8


@dataclass(frozen=True, slots=True)
class Alternative:
    """An option that nearly won, and what it would have bought."""

    told: Told
    rival: Verdict
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
            buys = gain(one.runner_up, chosen(one))
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
        FollowUp(f"Why not {one.rival.name}?", _weighed(one), one.told.id)
        for one in sorted(alternatives(draft), key=lambda one: -draft.weights[one.told.id])
    ]


def _weighed(one: Alternative) -> str:
    """For, against, and what was chosen instead, each a sentence of its own."""
    from designgen.document.talk.clauses import stated  # a talk is made of these blocks

    against = [entry.reason for entry in drawbacks(one.rival, chosen(one.told))]
    parts = [
        f"In its favour: {sentence(stated(one.buys[0].reason))}",
        f"Against it: {sentence(stated(against[0]))}" if against else "",
        f"Chosen instead: {one.told.choice}, because {sentence_end(stated(one.told.strongest[0]))}",
    ]
    return " ".join(filter(None, parts))


def what_ifs(draft: Draft) -> list[FollowUp]:
    """`What changes with …`: the likeliest flip of each of the weightiest decisions, each fact once."""
    found: dict[str, FollowUp] = {}
    for one in sorted(draft.decided(), key=lambda told: -draft.weights[told.id]):
        if one.unless and one.unless.name not in found:
            answer = f"{sentence_start(one.unless.to)} instead of {one.choice}"
            found[one.unless.name] = FollowUp(one.unless.asks, answer, one.id)
    return list(found.values())


def traps(draft: Draft) -> list[Trap]:
    """The mistakes at the decisions that this design makes, weightiest first."""
    found = [Trap(draft.design.say(option.trap), one.id) for one in draft.decided() for option in one.options if option.trap]
    return sorted(found, key=lambda one: -draft.weights[one.decision])


def chosen(told: Told) -> Verdict:
    """The verdict on the choice of a pick-one decision."""
    return next(verdict for verdict in told.rationale.verdicts if verdict.verdict == "chosen")


def gain(better: Verdict, worse: Verdict) -> tuple[Entry, ...]:
    """The points of an option on the criteria where it beats another, best first."""
    ahead = leads(better, worse)
    kept = [entry for entry in better.ledger if entry.total > 0 and ahead.get(entry.criterion, 0) > 0]
    return tuple(_once(sorted(kept, key=lambda entry: -entry.total)))


def drawbacks(rival: Verdict, won: Verdict) -> tuple[Entry, ...]:
    """The points against an option on the criteria where it falls behind the choice, worst first."""
    behind = leads(won, rival)
    kept = [entry for entry in rival.ledger if entry.total < 0 and behind.get(entry.criterion, 0) > 0]
    return tuple(_once(sorted(kept, key=lambda entry: entry.total)))


def leads(better: Verdict, worse: Verdict) -> dict[str, int]:
    """By how many points × priority an option is ahead, on the criteria where it is; the largest lead first."""
    ahead = totals(better)
    for criterion, points in totals(worse).items():
        ahead[criterion] = ahead.get(criterion, 0) - points
    return dict(sorted(((name, lead) for name, lead in ahead.items() if lead > 0), key=lambda pair: -pair[1]))


def totals(verdict: Verdict) -> dict[str, int]:
    """Points × priority of an option by criterion."""
    found: dict[str, int] = {}
    for entry in verdict.ledger:
        found[entry.criterion] = found.get(entry.criterion, 0) + entry.total
    return found


def _once(entries: list[Entry]) -> list[Entry]:
    return list({entry.reason: entry for entry in entries}.values())
