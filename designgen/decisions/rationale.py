"""Why each decision came out as it did: ledger, verdict on every rival, assumptions, the cost of a pin."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.catalog import Decision, Knowledge, Option
from designgen.decisions.decide import Case, Decided, Track, allowed_of, chosen_of, open_of
from designgen.decisions.model import Entry, Flip, Rationale, Verdict, Verdicts
from designgen.decisions.words import Words, listed
from designgen.rules import DecisionNode, reads

Flips = Mapping[str, tuple[Flip, ...]]


@dataclass(frozen=True)
class _Case:
    """All that rationales of one case share."""

    knowledge: Knowledge
    case: Case
    decided: Decided
    words: Words
    open: Mapping[str, tuple[bool, ...]]
    above: Mapping[str, frozenset[str]]
    flips: Flips
    given: frozenset[str]  # facts that the spec itself gave


def rationales(
    knowledge: Knowledge, case: Case, decided: Decided, words: Words, flips: Flips, given: frozenset[str]
) -> Iterator[Rationale]:
    """One rationale per decision, in program order. `given` are the facts that the spec itself gave."""
    nodes = knowledge.program.decisions
    allowed = dict(zip((node.name for node in nodes), allowed_of(knowledge, case), strict=True))
    shared = _Case(knowledge, case, decided, words, allowed, knowledge.program.above, flips, given)
    for node in nodes:
        yield _rationale(shared, node)


def rationale_of(knowledge: Knowledge, case: Case, decided: Decided, words: Words, name: str) -> Rationale:
    """One decision alone, without flips and assumptions: for many cases of one spec."""
    node = next(node for node in knowledge.program.decisions if node.name == name)
    allowed = {name: open_of(node, case.choose, case.avoid)}
    shared = _Case(knowledge, case, decided, words, allowed, {name: frozenset()}, {}, frozenset())
    return _rationale(shared, node)


def _rationale(shared: _Case, node: DecisionNode) -> Rationale:
    decision = shared.knowledge.decisions[node.name]
    track = shared.decided.tracks[node.name]
    chosen = chosen_of(decision, shared.decided.values[node.name])
    one = track[shared.decided.values[node.name] - 1] if track and chosen and decision.pick == "one" else None
    ledger = tuple(_ledger(shared, decision.options[chosen[0]], one[1])) if one else ()
    verdicts: Sequence[Verdict] = () if track is None else Verdicts(lambda: _verdicts(shared, node, decision, track))
    free = _free(track) if node.pick == "one" and track else (0, 0)
    status = "not_needed" if track is None else "chosen" if chosen else "empty"
    restricted = node.name in shared.case.choose or node.name in shared.case.avoid
    free_id = node.options[free[0] - 1].id if free[0] else ""
    return Rationale(
        id=node.name,
        status=status,
        pick=node.pick,
        chosen=chosen,
        because=_because(ledger, track) if one else "",
        reasons={id: _reasons(shared, decision.options[id]) for id in chosen} if node.pick == "all" else {},
        ledger=ledger,
        verdicts=verdicts,
        flips=shared.flips.get(node.name, ()),
        assumptions=_assumptions(shared, node),
        pinned=node.name in shared.case.choose and status == "chosen",
        free_choice=free_id if restricted and free_id and (free_id,) != chosen else "",
        pin_cost=free[1] - int(one[2]) if restricted and one and free[0] else 0,
        note=_note(shared, node, status, verdicts),
    )


def _verdicts(shared: _Case, node: DecisionNode, decision: Decision, track: Track) -> Iterator[Verdict]:
    assert track is not None
    picked = shared.decided.values[node.name]
    best = track[picked - 1] if node.pick == "one" and picked else None
    for place, (option, (failed, earned, points)) in enumerate(zip(decision.options.values(), track, strict=True)):
        ledger = tuple(_ledger(shared, option, earned))
        chosen = picked == place + 1 if node.pick == "one" else bool(picked >> place & 1)
        score: int | None = None if failed else int(points)
        if chosen:
            verdict, behind, because = "chosen", 0, _strongest(ledger) or _reasons(shared, option)
        elif failed:
            verdict, behind, because = "infeasible", 0, _binding(shared, node, place, failed)
        elif not shared.open[node.name][place]:
            verdict, behind, because = "banned", 0, _closed(shared, node.name)
        else:
            winner = tuple(_ledger(shared, _option(decision, picked), best[1])) if best else ()
            verdict, behind = "behind", int(best[2] - points) if best else 0
            because = _gap(shared, winner, ledger)
        yield Verdict(option.id, option.name, verdict, score, behind, because, ledger)


def _option(decision: Decision, picked: int) -> Option:
    return list(decision.options.values())[picked - 1]


def _ledger(shared: _Case, option: Option, earned: int) -> Iterator[Entry]:
    for bit, points in enumerate(option.points):
        if earned >> bit & 1:
            priority = int(shared.decided.values[f"priorities.{points.criterion}"])
            yield Entry(points.criterion, points.points, priority, shared.words.fill(points.reason), points.condition)


def _binding(shared: _Case, node: DecisionNode, place: int, failed: int) -> str:
    """The first requirement that fails, its reason and the numbers; or the later decision it would leave empty."""
    option = list(shared.knowledge.decisions[node.name].options.values())[place]
    bit = (failed & -failed).bit_length() - 1
    if bit >= len(option.rules):
        later = node.options[place].ahead[bit - len(option.rules)][1]
        return f"it would leave no answer to: {shared.knowledge.decisions[later].question}"
    reason = shared.words.fill(option.rules[bit].reason)
    numbers = shared.words.why(node.options[place].rules[bit], False)
    return f"{reason} ({'; '.join(numbers)})" if numbers else reason


def _closed(shared: _Case, name: str) -> str:
    pin = shared.case.choose.get(name)
    return f"the spec pins {shared.knowledge.decisions[name].options[pin].name}" if pin else "the spec bans it"


def _strongest(ledger: tuple[Entry, ...]) -> str:
    """The two reasons that weigh most for an option."""
    best = sorted((item for item in ledger if item.total > 0), key=lambda item: -item.total)[:2]
    return "; ".join(item.reason for item in best)


def _gap(shared: _Case, winner: tuple[Entry, ...], loser: tuple[Entry, ...]) -> str:
    """Where a rival does better and worse than the winner, in points × priority per criterion."""
    totals: dict[str, int] = {}
    for sign, ledger in ((1, loser), (-1, winner)):
        for item in ledger:
            totals[item.criterion] = totals.get(item.criterion, 0) + sign * item.total
    name = {criterion.id: criterion.name.lower() for criterion in shared.knowledge.criteria.values()}
    better = [f"{name[id]} +{total}" for id, total in sorted(totals.items(), key=lambda pair: -pair[1]) if total > 0]
    worse = [f"{name[id]} −{-total}" for id, total in sorted(totals.items(), key=lambda pair: pair[1]) if total < 0]
    parts = [f"better on {listed(better)}" if better else "", f"worse on {listed(worse)}" if worse else ""]
    return "; ".join(filter(None, parts)) or "equal points; listed later"


def _reasons(shared: _Case, option: Option) -> str:
    return "; ".join(shared.words.fill(rule.reason) for rule in option.rules)


def _because(ledger: tuple[Entry, ...], track: Track) -> str:
    """The two reasons that weigh most, or that nothing else is left."""
    alone = len(track or ()) > 1 and sum(not failed for failed, _, _ in track or ()) == 1
    reasons = filter(None, (_strongest(ledger), "nothing else is feasible" if alone else ""))
    return "; ".join(reasons) or "the priorities of this spec say least against it"


def _free(track: Track) -> tuple[int, int]:
    """The code and points of what would win without pins and bans."""
    best, code = -(10**9), 0
    for place, (failed, _, points) in enumerate(track or ()):
        if not failed and points > best:
            best, code = int(points), place + 1
    return code, best


def _assumptions(shared: _Case, node: DecisionNode) -> tuple[str, ...]:
    reach = shared.above[node.name]
    return tuple(
        name
        for name in shared.knowledge.facts
        if name in reach and name not in shared.given and not name.startswith("priorities.")
    )


def _note(shared: _Case, node: DecisionNode, status: str, verdicts: Sequence[Verdict]) -> str:
    pinned = node.name in shared.case.choose or node.name in shared.case.avoid
    if status == "not_needed":
        why = "; ".join(shared.words.why(node.when, False)) or _absent(shared, node)
        return f"{why}{' – what the spec chooses or avoids here has no effect' if pinned else ''}"
    if status == "empty" and verdicts:
        return "; ".join(f"{item.name}: {item.because}" for item in verdicts)
    return ""


def _absent(shared: _Case, node: DecisionNode) -> str:
    """What a decision would build on and this design does not have."""
    known = shared.knowledge.decisions
    names = [known[name].name.lower() for name in dict.fromkeys(reads(node.when)) if name in known]
    return f"this design has no {' and no '.join(names)}"


def verdicts(knowledge: Knowledge, case: Case, decided: Decided, words: Words, name: str) -> tuple[Verdict, ...]:
    """How the options of one decision fare; nothing where it is not needed."""
    nodes = knowledge.program.decisions
    allowed = dict(zip((node.name for node in nodes), allowed_of(knowledge, case), strict=True))
    shared = _Case(knowledge, case, decided, words, allowed, {}, {}, frozenset())
    track, node = decided.tracks[name], next(node for node in nodes if node.name == name)
    return tuple(_verdicts(shared, node, knowledge.decisions[name], track)) if track is not None else ()
