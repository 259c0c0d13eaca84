"""A ladder of sizes as a chart: what comes and goes, and which choices turn, at which size."""

from collections.abc import Callable, Iterator, Sequence

from designgen.charts.climb import Climb, Size, Span, Stretch, climb
from designgen.charts.house import Says
from designgen.design.model import Design, Part
from designgen.document.charted.drawing import Make
from designgen.document.draft import Draft
from designgen.document.rungs import Ladders, RungLine, TurnLine
from designgen.document.templates import sentence_start
from designgen.document.totals import LOAD
from designgen.document.wording import decision_name
from designgen.explore import Moved

MOST_PARTS, MOST_CHOICES = 14, 8
LEAST = 3
"""Sizes below which a table says it better."""
NONE = "not asked"


def climb_of(draft: Draft, ladder: Ladders) -> Make | None:
    """The chart; None where too few sizes were looked at."""
    if len(ladder.rungs) < LEAST:
        return None
    sizes = [_size(line) for line in ladder.rungs]
    found = Climb(ladder.fact.name, sizes, _parts(ladder)[:MOST_PARTS], _choices(draft, ladder)[:MOST_CHOICES])
    told = "; ".join(f"{size.shown}: {size.usd_shown or 'no price'} a month, {size.load_shown or 'no load'}" for size in sizes)
    title = f"{draft.design.spec.title}: {ladder.fact.name.lower()} from {sizes[0].shown} to {sizes[-1].shown}"
    says = Says(title, told, f"{ladder.fact.name}, from {sizes[0].shown} to {sizes[-1].shown}")
    return lambda wide: climb(found, says, wide)


def _size(line: RungLine) -> Size:
    rung, sums = line.rung, line.sums
    design, latency = rung.design, rung.design.latency
    load = design.values.get(LOAD)
    missed = latency is not None and latency.p99 > latency.target
    return Size(rung.value, rung.shown, rung.own, _usd(design), sums.usd, load, sums.load, sums.latency, missed)


def _usd(design: Design) -> float | None:
    return sum(part.usd or 0.0 for part in design.parts.values()) or None


def _parts(ladder: Ladders) -> list[Span]:
    """The components that come or go on the way, in the order of their coming."""
    first, last = ladder.rungs[0].rung.value, ladder.rungs[-1].rung.value
    moved = {one.part.id: one.part for line in ladder.rungs for one in (*line.rung.entered, *line.rung.left)}
    spans = [Span(part.name, part.plane, tuple(_stays(ladder, part, first, last))) for part in moved.values()]
    return sorted(spans, key=lambda span: (span.stretches[0].low, -span.stretches[-1].high))


def _stays(ladder: Ladders, part: Part, first: float, last: float) -> Iterator[Stretch]:
    """The sizes at which a component is there."""
    since: tuple[float, str] | None = (first, "") if part.id in ladder.rungs[0].rung.design.parts else None
    for line in ladder.rungs[1:]:
        if came := _of(line.rung.entered, part):
            since = _turn(line, came, min)
        if (went := _of(line.rung.left, part)) and since:
            yield Stretch(since[0], _turn(line, went, max)[0], "", since[1])
            since = None
    if since:
        yield Stretch(since[0], last, "", since[1])


def _of(moved: Sequence[Moved], part: Part) -> Moved | None:
    return next((one for one in moved if one.part.id == part.id), None)


def _turn(line: RungLine, moved: Moved, which: Callable[..., TurnLine]) -> tuple[float, str]:
    """From which size on a component is there, or no longer; without a cause, the rung at which it was seen."""
    turns = [one for one in (*line.main, *line.lists) if one.turn.decision in moved.by]
    if not turns:
        return line.rung.value, f"at {line.rung.shown}"
    found = which(turns, key=lambda one: one.turn.at)
    return found.turn.at, found.at.removesuffix(" on")


def _choices(draft: Draft, ladder: Ladders) -> list[Span]:
    """The weightiest decisions with one answer that turn, in the order of their first turn."""
    last, decisions = ladder.rungs[-1].rung.value, draft.design.knowledge.decisions
    turns: dict[str, list[TurnLine]] = {}
    for turn in (turn for line in ladder.rungs for turn in line.main if decisions[turn.turn.decision].pick == "one"):
        turns.setdefault(turn.turn.decision, []).append(turn)
    ranked = sorted(turns, key=lambda id: (-draft.weights.get(id, 0), id))[:MOST_CHOICES]
    made = []
    for id in sorted(ranked, key=lambda id: turns[id][0].turn.at):
        edges = [ladder.rungs[0].rung.value, *(turn.turn.at for turn in turns[id]), last]
        names = [turns[id][0].before, *(turn.after for turn in turns[id])]
        begins = ["", *(turn.at.removesuffix(" on") for turn in turns[id])]
        rows = zip(edges, edges[1:], names, begins, strict=False)
        stretches = tuple(Stretch(low, high, sentence_start(name) or NONE, said) for low, high, name, said in rows)
        made.append(Span(decision_name(id, draft.design), "", stretches))
    return made
