"""A decision in one sentence: in the context of …, facing …, we decided for … and against …, to …, accepting …, until …."""

from collections.abc import Iterable, Iterator

from designgen.catalog.model import Option
from designgen.decisions import Difference, Entry, Rationale, Verdict, trade_offs
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
    parts = (where, _facing(design, rationale), _choice(design, rationale), *_consequences(design, rationale))
    return f"{', '.join(filter(None, parts))}."


def _question(name: str) -> str:
    return f"the question of {in_sentence(name)}"


def _circumstances(design: Design, rationale: Rationale) -> str:
    """What the decision reads and the design has, what is read most often first."""
    count: dict[str, int] = {}
    for name in names_read(design, rationale):
        if text := _said(design, name):
            count[text] = count.get(text, 0) + 1
    most = sorted(count, key=lambda text: -count[text])[:MOST_FACTS]
    return f" ({'; '.join(most)})" if most else ""


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
        text = f"{title}: {shown}" if fact.kind != "bool" else title if design.values[name] else ""
    elif name in knowledge.quantities:
        quantity = in_sentence(knowledge.quantities[name].name)
        truth = knowledge.quantities[name].unit == "bool"
        text = quantity if truth and design.values[name] else "" if truth else f"{quantity}: {words.shown(name)}"
    else:
        text = ""
    return text if len(text) <= LONG else ""


def _facing(design: Design, rationale: Rationale) -> str:
    """The limit without which another option had won, else the criterion that counted most."""
    won = next(item for item in rationale.verdicts if item.verdict == "chosen")
    kept_out = [
        item for item in rationale.verdicts if beyond_a_limit(design, rationale.id, item) and _points(item) > (won.score or 0)
    ]
    if kept_out:
        first = max(kept_out, key=_points)
        return f"facing a limit that rules out {first.name}: {first.because}"
    gains = _gains(rationale.ledger)
    if not gains:
        return ""
    criterion = max(gains, key=lambda item: gains[item])
    priority = next(entry.priority for entry in rationale.ledger if entry.criterion == criterion)
    return f"facing the concern for {_criterion(design, criterion)} (priority {priority})"


def _points(verdict: Verdict) -> int:
    return sum(entry.total for entry in verdict.ledger)


def _gains(ledger: Iterable[Entry]) -> dict[str, int]:
    gains: dict[str, int] = {}
    for entry in ledger:
        gains[entry.criterion] = gains.get(entry.criterion, 0) + entry.total
    return {criterion: total for criterion, total in gains.items() if total > 0}


def _criterion(design: Design, criterion: str) -> str:
    return design.knowledge.criteria[criterion].name.lower()


def _choice(design: Design, rationale: Rationale) -> str:
    chosen = design.knowledge.decisions[rationale.id].options[rationale.chosen[0]].name
    rivals = [off.name for off in trade_offs(rationale)][:MOST_RIVALS]
    rivals = rivals or [item.name for item in rationale.verdicts if item.verdict == "infeasible"][:1]
    pinned = " because the spec pins it" if rationale.pinned else ""
    return f"we decided for {chosen}{f' and against {listed(rivals)}' if rivals else ''}{pinned}"


def _consequences(design: Design, rationale: Rationale) -> Iterator[str]:
    """To achieve, accepting that, until."""
    gains = _gains(rationale.ledger)
    best = sorted(gains, key=lambda criterion: -gains[criterion])[:MOST_REASONS]
    if best and not rationale.pinned:
        yield f"to achieve what counts for {listed([_with_reasons(design, rationale.ledger, criterion) for criterion in best])}"
    if accepted := _accepted(design, rationale):
        yield f"accepting that {accepted}"
    flips = [line for line in flip_lines(rationale.flips, design) if line.likely]
    if flips:
        gone = any(flip.to == NOT_NEEDED and flip.to_name == flips[0].to for flip in rationale.flips)
        yield f"until {'the question no longer arises' if gone else f'{flips[0].to} would win'} with {_turn(flips[0])}"


def _with_reasons(design: Design, ledger: Iterable[Entry], criterion: str) -> str:
    reasons = [entry.reason for entry in ledger if entry.criterion == criterion and entry.total > 0]
    return f"{_criterion(design, criterion)} ({'; '.join(dict.fromkeys(reasons))})"


def _accepted(design: Design, rationale: Rationale) -> str:
    """Where the nearest rival is ahead; without one, what counts against the choice."""
    offs = trade_offs(rationale)
    off = next((off for off in offs[:MOST_RIVALS] if off.lost), None)
    if off:
        return f"{off.name} would do better on {listed([_ahead(design, one) for one in off.lost[:MOST_REASONS]])}"
    worst = sorted((entry for entry in rationale.ledger if entry.total < 0), key=lambda entry: entry.total)[:1]
    return "".join(f"it loses on {_criterion(design, entry.criterion)} ({entry.reason})" for entry in worst)


def _ahead(design: Design, one: Difference) -> str:
    reasons = "; ".join((*one.reasons, *(f"against ours: {reason}" for reason in one.against)))
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
