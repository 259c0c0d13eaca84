"""A decision in one sentence: in the context of …, facing …, we decided for … and against …, to …, accepting …, until …."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from designgen.catalog.model import Option
from designgen.decisions import Difference, Rationale, TradeOff, Verdict, trade_offs
from designgen.decisions.robust import is_single
from designgen.decisions.tradeoffs import between
from designgen.decisions.words import listed
from designgen.design.model import Design
from designgen.design.telling import beyond_a_limit, names_read
from designgen.document.flips import NOT_NEEDED, PRIORITIES, YEAR, FlipLine, flip_lines
from designgen.document.wording import in_sentence, stated

MOST_FACTS, MOST_RIVALS, MOST_REASONS, MOST_TAKEN = 3, 2, 2, 4
LONG = 90


def y_statement(design: Design, decision: str) -> str:
    """The statement; of a question that does not arise, why not."""
    return design.words.fill(_statement(design, decision))


def _statement(design: Design, decision: str) -> str:
    rationale, known = design.decisions[decision], design.knowledge.decisions[decision]
    if rationale.status == "not_needed":
        return f"In the context of {design.spec.title}, {_question(known.name)} does not arise ({rationale.note})."
    if rationale.status == "empty":
        return f"In the context of {design.spec.title}, {_question(known.name)} has no answer: {rationale.note}."
    where = f"In the context of {design.spec.title}{_circumstances(design, rationale)}"
    if rationale.pick == "all":
        return f"{where}, {_taken(design, rationale)}."
    rivals = _rivals(rationale)
    parts = (
        where,
        _facing(design, rationale, rivals),
        _choice(design, rationale, rivals),
        *_consequences(design, rationale, rivals),
    )
    return f"{', '.join(filter(None, parts))}."


def _rivals(rationale: Rationale) -> tuple[TradeOff, ...]:
    """The nearest that were possible; without one, the one ruled out that had earned most. Of an only option, none."""
    if near := trade_offs(rationale)[:MOST_RIVALS]:
        return near
    won = _winner(rationale)
    out = max((one for one in rationale.verdicts if one.verdict == "infeasible"), key=_points, default=None)
    return (between(won, out),) if out else ()


def _winner(rationale: Rationale) -> Verdict:
    return next(item for item in rationale.verdicts if item.verdict == "chosen")


def _question(name: str) -> str:
    return f"the question of {in_sentence(name)}"


def _circumstances(design: Design, rationale: Rationale) -> str:
    most = circumstances(design, rationale)[:MOST_FACTS]
    return f" ({'; '.join(most)})" if most else ""


def circumstances(design: Design, rationale: Rationale) -> list[str]:
    """What the decision reads and the design has, what is read most often first: `items: 1 B`."""
    read = Counter(names_read(design, rationale))
    said = {name: text for name in read if (text := _said(design, name))}
    count: Counter[str] = Counter()
    for name, text in said.items():
        if not _repeats(design, name, said):
            count[text] += read[name]
    return sorted(count, key=lambda text: -count[text])


def _repeats(design: Design, name: str, said: Mapping[str, str]) -> bool:
    """Is it a circumstance that follows from nothing but what is said as well?"""
    quantity, direct = design.knowledge.quantities.get(name), design.knowledge.program.read_by.get(name, frozenset())
    return quantity is not None and quantity.unit == "bool" and bool(direct) and direct <= said.keys()


def _said(design: Design, name: str) -> str:
    """A circumstance in words; "" for what is not there, and for priorities, which are told as concerns."""
    knowledge, words = design.knowledge, design.words
    if name in knowledge.decisions:
        known = knowledge.decisions[name]
        text = f"{in_sentence(known.name)}: {words.shown(name)}" if known.pick == "one" and design.values[name] else ""
    elif name in knowledge.facts and name != YEAR and not name.startswith(PRIORITIES):
        fact = knowledge.facts[name]
        shown = stated(fact, design.facts[name].value, design.facts[name].shown)
        title = in_sentence(fact.name)
        truth, alone = fact.kind == "bool", " " in title or "-" in title  # one word says not that it is so
        text = "" if truth and not design.values[name] else title if truth and alone else f"{title}: {shown}"
    elif name in knowledge.quantities:
        quantity = in_sentence(knowledge.quantities[name].name)
        truth = knowledge.quantities[name].unit == "bool"
        text = quantity if truth and design.values[name] else "" if truth else f"{quantity}: {words.shown(name)}"
    else:
        text = ""
    return text if len(text) <= LONG else ""


def _facing(design: Design, rationale: Rationale, rivals: Sequence[TradeOff]) -> str:
    """The limit without which another option had won, else the criterion on which the choice is most ahead."""
    won = _winner(rationale)
    kept_out = [
        item for item in rationale.verdicts if beyond_a_limit(design, rationale.id, item) and _points(item) > (won.score or 0)
    ]
    if kept_out:
        first = max(kept_out, key=_points)
        return f"facing a limit that rules out {first.name}: {first.because}"
    _, aims = _aims(rivals)
    if rationale.pinned or not aims:
        return ""
    first_aim = aims[0].criterion
    entries = (entry for item in rationale.verdicts for entry in item.ledger)
    priority = next(entry.priority for entry in entries if entry.criterion == first_aim)
    return f"facing the concern for {_criterion(design, first_aim)} (priority {priority})"


def _aims(rivals: Sequence[TradeOff]) -> tuple[str, tuple[Difference, ...]]:
    """Where the choice is ahead of every rival named; of none such, of which rival it is ahead, and where."""
    everywhere = [one for one in rivals[0].won if all(_wins(rival, one.criterion) for rival in rivals)] if rivals else []
    if everywhere:
        return "", tuple(everywhere)
    return next(((rival.name, rival.won) for rival in rivals if rival.won), ("", ()))


def _wins(rival: TradeOff, criterion: str) -> bool:
    return any(one.criterion == criterion for one in rival.won)


def _points(verdict: Verdict) -> int:
    return sum(entry.total for entry in verdict.ledger)


def _criterion(design: Design, criterion: str) -> str:
    return design.knowledge.criteria[criterion].name.lower()


def _choice(design: Design, rationale: Rationale, rivals: Sequence[TradeOff]) -> str:
    chosen = design.knowledge.decisions[rationale.id].options[rationale.chosen[0]].name
    names = [off.name for off in rivals]
    pinned = " because the spec pins it" if rationale.pinned else ""
    return f"we decided for {chosen}{f' and against {listed(names)}' if names else ''}{pinned}"


def _consequences(design: Design, rationale: Rationale, rivals: Sequence[TradeOff]) -> Iterator[str]:
    """To achieve, accepting that, until."""
    than, aims = _aims(rivals)
    if aims and not rationale.pinned:
        more = f"more than {than}" if than else "more"
        yield f"to achieve {more} on {listed([_ahead(design, one, 'against it') for one in aims[:MOST_REASONS]])}"
    if accepted := _accepted(design, rationale, rivals):
        yield f"accepting that {accepted}"
    if flip := _until(design, rationale):
        gone = any(one.to == NOT_NEEDED and one.to_name == flip.to for one in rationale.flips)
        yield f"until {'the question no longer arises' if gone else f'{flip.to} would win'} with {_turn(flip)}"


def _until(design: Design, rationale: Rationale) -> FlipLine | None:
    """The likeliest flip; a second one of what there is one of comes after other numbers, what the choice reads first."""
    read = set(names_read(design, rationale))

    def order(line: FlipLine) -> tuple[int, bool, bool]:
        single = is_single(design.knowledge.facts[line.fact], design.facts[line.fact].value)
        return line.rank, single, single and line.fact not in read

    return min((line for line in flip_lines(rationale.flips, design) if line.likely), key=order, default=None)


def _accepted(design: Design, rationale: Rationale, rivals: Sequence[TradeOff]) -> str:
    """Where the nearest rival is ahead that was possible or fails on a number; without one, a downside of the choice itself."""
    verdicts = {item.id: item for item in rationale.verdicts}
    near = [
        off
        for off in rivals
        if verdicts[off.rival].verdict == "behind" or beyond_a_limit(design, rationale.id, verdicts[off.rival])
    ]
    if off := next((off for off in near if off.lost), None):
        would = "would do" if verdicts[off.rival].verdict == "behind" else "would, if it were possible, do"
        return f"{off.name} {would} better on {listed([_ahead(design, one, 'against ours') for one in off.lost[:MOST_REASONS]])}"
    worst = sorted((entry for entry in rationale.ledger if entry.total < 0), key=lambda entry: entry.total)[:1]
    return "".join(f"it has a downside of its own on {_criterion(design, one.criterion)} ({one.reason})" for one in worst)


def _ahead(design: Design, one: Difference, against: str) -> str:
    reasons = "; ".join((*one.reasons, *(f"{against}: {reason}" for reason in one.against)))
    return f"{_criterion(design, one.criterion)} ({reasons})"


def _turn(line: FlipLine) -> str:
    way = " " if line.way else ": "
    now = f" (now {line.now})" if line.now else ""
    return f"{line.name}{way}{line.at}{now}"


def _taken(design: Design, rationale: Rationale) -> str:
    """Of a decision that takes all that applies."""
    options = design.knowledge.decisions[rationale.id].options
    shown = [_reasoned(options[id], rationale.reasons.get(id, "")) for id in rationale.chosen[:MOST_TAKEN]]
    more = len(rationale.chosen) - len(shown)
    items = "; ".join(shown) + (f"; and {more} more" if more > 0 else "")
    if design.knowledge.decisions[rationale.id].states:
        return f"this holds: {items}"
    out = len(rationale.verdicts) - len(rationale.chosen)
    against = f" and against {out} {'other that does' if out == 1 else 'others that do'} not apply here" if out else ""
    return f"we decided for {items}{against}"


def _reasoned(option: Option, reason: str) -> str:
    return f"{option.name} ({reason})" if reason else option.name
