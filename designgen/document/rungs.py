"""A ladder of scale made ready for the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from designgen import units
from designgen.catalog import Fact
from designgen.decisions.model import Flip
from designgen.design.headlines import SERVERS, complexity, headline_of
from designgen.design.model import Design
from designgen.document.draft import Draft
from designgen.document.figures import compared_drawings
from designgen.document.flips import limit
from designgen.document.totals import LOAD
from designgen.document.wording import fact_name, in_sentence, option_name
from designgen.explore import Ladder, Rung, Turn

OVERVIEW = "overview"
PLANNING = "sizing."
"""Facts that few readers think of as facts: constants of the arithmetic."""
_NONE = (Markup(""), "")


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A decision that turns on the way to a rung, which stands at `below` before."""

    turn: Turn
    at: str
    below: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What a design comes to, in words; empty where nothing is known."""

    load: str
    latency: str
    servers: str
    usd: str
    components: int
    people: int | None  # engineers who keep it running
    broken: tuple[str, ...]  # names of errors and warnings


@dataclass(frozen=True, slots=True)
class RungLine:
    """A rung as the page tells it: `main` are the choices that turn, `lists` what changes in lists without a box."""

    rung: Rung
    anchor: str
    sums: Sums
    main: tuple[TurnLine, ...]
    lists: tuple[TurnLine, ...]
    drawn: Markup
    caption: str
    folded: bool  # the drawing has the same components as that of the rung below


@dataclass(frozen=True, slots=True)
class Ladders:
    """All of a ladder: what climbs, what follows by default, and what the spec holds where it is."""

    fact: Fact
    rungs: tuple[RungLine, ...]
    follows: tuple[str, ...]
    stays: tuple[tuple[str, str], ...]  # name, value
    barred: tuple[tuple[str, str], ...]
    target: str  # of the p99; empty where nobody waits


def ladders(own: Draft, found: Ladder, drawn: bool = True) -> Ladders:
    """The ladder of a draft's design; `drawn` asks for the drawing of each rung."""
    pictures = _pictures(own, found.rungs) if drawn else [_NONE] * len(found.rungs)
    pairs = zip([None, *found.rungs], found.rungs, pictures, strict=False)
    lines = tuple(_line(found.fact, below, rung, picture) for below, rung, picture in pairs)
    follows = dict.fromkeys(name for rung in found.rungs for name in rung.followed if not name.startswith(PLANNING))
    names = tuple(in_sentence(fact_name(name, own.design)) for name in follows)
    latency = own.design.latency
    target = units.humane(latency.target, "second") if latency else ""
    return Ladders(found.fact, lines, names, tuple(_stays(own.design, found.fact)), found.barred, target)


def _pictures(own: Draft, rungs: Sequence[Rung]) -> list[tuple[Markup, str]]:
    """The overview of each rung with its caption, all on one layout; links lead into the document of the spec's own size."""
    made = [replace(own, design=rung.design) for rung in rungs]
    return compared_drawings(made, OVERVIEW, "previous", [rung.shown for rung in rungs]) or [_NONE] * len(rungs)


def _stays(design: Design, fact: Fact) -> list[tuple[str, str]]:
    """The counts beside the one that climbs which the spec gives, and which therefore stand still."""
    group = fact.id.split(".")[0]
    beside = [known for name, known in design.facts.items() if name.split(".")[0] == group and name in design.spec.facts]
    counts = [known for known in beside if design.knowledge.facts[known.name].unit == "count" and known.name != fact.id]
    return [(in_sentence(design.knowledge.facts[known.name].name), known.shown) for known in counts]


def _line(fact: Fact, below: Rung | None, rung: Rung, picture: tuple[Markup, str]) -> RungLine:
    knowledge = rung.design.knowledge
    place = {node.name: place for place, node in enumerate(knowledge.program.decisions)}  # a cause before what it causes
    turns = sorted(rung.turns, key=lambda turn: (turn.at, place[turn.decision]))
    moving = {id for moved in (*rung.entered, *rung.left) for id in moved.by}
    main = [turn for turn in turns if knowledge.decisions[turn.decision].pick == "one" or turn.decision in moving]
    lists = [turn for turn in turns if turn not in main]
    made = [_turn_lines(fact, below, rung, some) if below else () for some in (main, lists)]
    anchor = f"rung-{rung.shown.lower().replace(' ', '').replace('/', '-').replace('.', '-')}"
    folded = below is not None and not rung.entered and not rung.left
    return RungLine(rung, anchor, sums(rung.design), made[0], made[1], *picture, folded)


def _turn_lines(fact: Fact, below: Rung, rung: Rung, turns: Sequence[Turn]) -> tuple[TurnLine, ...]:
    return tuple(TurnLine(turn, _from(fact, below, turn), below.shown, *_sides(below, rung, turn)) for turn in turns)


def _from(fact: Fact, below: Rung, turn: Turn) -> str:
    """The size as `from 3.2 M on` or `above 10 M`, whichever is true of the round number."""
    words, known = below.design.words, below.design.facts[fact.id]
    return limit(fact, Flip(fact.id, turn.at, words.fact(fact.id, turn.at), "", ""), known, 1)


def _sides(below: Rung, rung: Rung, turn: Turn) -> tuple[str, str]:
    """The names of what goes and of what comes; with its words where one of that name goes and another comes."""
    old = {option: option_name(turn.decision, option, below.design) for option in turn.before}
    new = {option: option_name(turn.decision, option, rung.design) for option in turn.after}
    both = {name for name in old.values() if name in new.values()}

    def side(design: Design, names: Mapping[str, str]) -> str:
        return "; ".join(_worded(design, turn.decision, id) if name in both else name for id, name in names.items())

    return side(below.design, old), side(rung.design, new)


def _worded(design: Design, decision: str, option: str) -> str:
    """An entry of a list with what its row says of it; else with its summary."""
    found = design.knowledge.decisions[decision].options[option]
    cells = list(found.row.values())[1:] or [found.summary]
    return f"{found.name} ({'; '.join(design.say(cell) for cell in cells if cell)})"


def sums(design: Design) -> Sums:
    """What a design comes to, counted as comparisons count it."""
    latency, servers = design.latency, headline_of(SERVERS, design)
    usd = sum(part.usd or 0.0 for part in design.parts.values())
    return Sums(
        design.numbers[LOAD].shown if LOAD in design.numbers else "",
        units.humane(latency.p99, "second") if latency else "",
        units.magnitude(servers) if servers else "",
        units.humane(usd, "usd") if usd else "",
        len(design.parts),
        complexity(design.values, design.parts).people,
        tuple(one.name for one in design.findings if one.status == "broken" and one.severity != "info"),
    )
