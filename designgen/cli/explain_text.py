"""A rationale as plain text for a terminal."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from designgen.catalog import Option
from designgen.decisions import Difference, Entry, Flip, Rationale, Robustness, TradeOff, Verdict, trade_offs
from designgen.design import Design, as_dict
from designgen.design.mended import stays
from designgen.document.flips import flip_line
from designgen.document.y_statement import y_statement

MOST_FLIPS, MOST_RIVALS = 8, 2
WIDE = 110


def decision_log(design: Design) -> str:
    """Every decision of the design that arose, as a sentence each, under the steps of the framework."""
    sections = {id: section.id for id, section in design.knowledge.sections.items()}
    parts: list[str] = []
    for step in design.knowledge.frameworks[design.framework].steps:
        mine = [item for item in design.decisions.values() if sections.get(_section(design, item)) in step.sections]
        told = [f"{item.id}: {y_statement(design, item.id)}" for item in mine if item.status != "not_needed"]
        parts += [step.title, *told] if told else []
    return "\n\n".join(parts) + "\n"


def overview(design: Design) -> str:
    """A line per decision, in the order of the document, under the steps of the framework."""
    sections = {id: section.id for id, section in design.knowledge.sections.items()}
    lines: list[str] = []
    for step in design.knowledge.frameworks[design.framework].steps:
        mine = [item for item in design.decisions.values() if sections.get(_section(design, item)) in step.sections]
        lines += ["", step.title] if lines else [step.title]
        lines += [f"   {line}" for item in mine for line in _short(item)]
    return "\n".join([*lines, ""])


def as_data(design: Design) -> dict[str, dict[str, Any]]:
    """Per decision what stands in the JSON of the design, with its trade-offs and its sentence."""
    return {
        item["id"]: {
            **item,
            "trade_offs": [asdict(off) for off in trade_offs(design.decisions[item["id"]])],
            "y_statement": y_statement(design, item["id"]),
        }
        for item in as_dict(design)["decisions"]
    }


def explained(design: Design, decision: str) -> str:
    """One decision in full: ledger, rivals, flips, what it assumes, what a pin costs."""
    item = design.decisions[decision]
    question = design.knowledge.decisions[decision].question
    lines = [f"{decision}: {question[:1].lower()}{question[1:]} -> {_outcome(item)}{_points(item)}"]
    lines += [f"   {line}" for line in _body(design, item)]
    if robust := design.robust.get(decision):
        lines.append(f"   {_robust(design, item, robust)}")
    lines += [f"   {line}" for line in _trade_offs(design, item)]
    lines += [*([""] if item.status == "chosen" else []), *_wrapped(y_statement(design, decision))]
    return "\n".join([*lines, ""])


def _trade_offs(design: Design, item: Rationale) -> Iterator[str]:
    """What the choice wins and gives up against its nearest rivals."""
    for off in trade_offs(item)[:MOST_RIVALS]:
        won = [difference(design, one, "", "against it: ") for one in off.won]
        lost = [difference(design, one, f"{off.name}: ", "against ours: ") for one in off.lost]
        parts = (f"wins {' | '.join(won)}" if won else "", f"gives up {' | '.join(lost)}" if lost else "")
        yield f"against {off.name}: {'; '.join(filter(None, parts)) or 'level, and listed first'}"


def _wrapped(text: str) -> list[str]:
    wrapper = textwrap.TextWrapper(WIDE, "   ", "   ", break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text)


def compared(design: Design, off: TradeOff, winner: Option) -> Iterator[str]:
    """How a rival stands against the winner, criterion by criterion, from the side of the rival."""
    points = "point" if off.behind_by == 1 else "points"
    level = f"Level with {winner.name}, which is listed first."
    yield f"{off.behind_by} {points} behind {winner.name}." if off.behind_by else level
    yield from (f"Loses on {difference(design, one, f'{winner.name}: ', 'against it: ')}." for one in off.won)
    yield from (f"Wins on {difference(design, one, '', f'against {winner.name}: ')}." for one in off.lost)


def difference(design: Design, one: Difference, better: str, worse: str) -> str:
    """`latency by 6: …`; `better` and `worse` lead in the reasons of either side."""
    sides = ((better, one.reasons), (worse, one.against))
    reasons = "; ".join(f"{lead}{', '.join(reasons)}" for lead, reasons in sides if reasons)
    return f"{design.knowledge.criteria[one.criterion].name.lower()} by {one.points}: {reasons}"


def _robust(design: Design, item: Rationale, robust: Robustness) -> str:
    """Whether one number halved or doubled, or one priority moved by one, turns the choice; and what moving all at once does."""
    flips = {(flip.fact, flip.value): flip for flip in item.flips}
    found = [(one, flips.get((one.fact, one.value))) for one in robust.fragile_to]
    near = " | ".join(flip_text(flip, design) if flip else f"{one.fact} at {one.shown} -> {one.to}" for one, flip in found)
    one = f"fragile: {near}" if near else "solid: no one number halved or doubled, and no priority moved by one, turns it"
    return f"{one}; all moved at once, it stays in {stays(robust)}"


def _section(design: Design, item: Rationale) -> str:
    return design.knowledge.decisions[item.id].section


def _short(item: Rationale) -> Iterator[str]:
    if item.status != "not_needed":
        because = item.because or "; ".join(dict.fromkeys(item.reasons.values()))
        yield f"{item.id} -> {_outcome(item)}{_points(item)}{': ' + because if because and item.pick == 'one' else ''}"


def _outcome(item: Rationale) -> str:
    return ", ".join(item.chosen) if item.status == "chosen" else item.status.replace("_", " ").replace("empty", "NO ANSWER")


def _points(item: Rationale) -> str:
    return f"  {_score(item)} points" if item.pick == "one" and item.status == "chosen" else ""


def _score(item: Rationale) -> int:
    return sum(entry.total for entry in item.ledger)


def _body(design: Design, item: Rationale) -> Iterator[str]:
    """The lines below the heading."""
    if item.note:
        yield item.note
    if item.pick == "all":
        yield from _list(item)
        return
    if item.ledger:
        yield _ledger(item.ledger)
    rivals = [verdict for verdict in item.verdicts if verdict.verdict != "chosen"]
    yield from _aligned([*((f"not {rival.id}", _verdict(rival)) for rival in rivals), *_rest(design, item)])


def _list(item: Rationale) -> Iterator[str]:
    """A decision that takes every option that applies: each with its reason, then those left out."""
    yield from _aligned([(id, because) for id, because in item.reasons.items()])
    yield from _aligned([(f"not {one.id}", one.because) for one in item.verdicts if one.verdict != "chosen"])


def _rest(design: Design, item: Rationale) -> Iterator[tuple[str, str]]:
    if item.flips:
        more = len(item.flips) - MOST_FLIPS
        tail = f" | and {more} more" if more > 0 else ""
        yield "flips", " | ".join(flip_text(flip, design) for flip in item.flips[:MOST_FLIPS]) + tail
    if item.assumptions:
        yield "assumes", ", ".join(item.assumptions)
    if item.free_choice:
        word = "point" if item.pin_cost == 1 else "points"
        yield "pinned", f"without it {item.free_choice} would win; it costs {item.pin_cost} {word}"


def _ledger(ledger: Sequence[Entry]) -> str:
    return "; ".join(f"{entry.criterion} {entry.total:+d} {entry.reason}" for entry in ledger if entry.total)


def _verdict(rival: Verdict) -> str:
    if rival.verdict == "behind":
        return f"{rival.behind_by} behind: {rival.because}"
    return f"{rival.verdict.upper()} {rival.because}"


def flip_text(flip: Flip, design: Design) -> str:
    """`scale.items below 180 M -> hnsw`: a number with the side on which it flips, a word as it is written in a spec."""
    number = isinstance(flip.value, int | float) and not isinstance(flip.value, bool)
    return f"{flip.fact} {flip_line([flip], design).at if number else flip.shown} -> {flip.to}"


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Two columns; the first as wide as its widest word."""
    wide = max((len(name) for name, _ in rows), default=0)
    for name, text in rows:
        yield f"{name:<{wide}}  {text}"
