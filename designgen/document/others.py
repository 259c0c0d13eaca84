"""A front made ready for the page: each listed design with a name, what it gives and what it gives up."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from markupsafe import Markup

from designgen import units
from designgen.charts import ahead
from designgen.charts.scatter import Axis, Dot, scatters
from designgen.decisions.words import listed as listed_words
from designgen.document.charted import inline
from designgen.document.draft import Draft
from designgen.document.wording import decision_name, in_sentence, option_name
from designgen.explore import Changed, Figures, Front, Listed, Reason

BETTER = {"usd": "more than 5 % cheaper", "p99": "more than 5 % faster", "quality": "ahead on quality", "simplicity": "simpler"}
ROLES = {"usd": "cheapest", "p99": "fastest", "quality": "best quality", "simplicity": "simplest"}
ABOUT = 0.05
"""Bills and p99s nearer than that to each other are about the same."""
MOST_REASONS = 2
"""Told of each of four kinds."""


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of a design as text; `letter` is empty for the spec's own."""

    letter: str
    name: str
    usd: str
    p99: str
    quality: int
    simplicity: int
    components: int


@dataclass(frozen=True, slots=True)
class Pin:
    """A decision that an alternative takes otherwise."""

    decision: str
    option: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A reason of the knowledge with its criterion and points; `of` names its decision where that is none of the pins."""

    says: str
    criterion: str
    points: int
    of: str


@dataclass(frozen=True, slots=True)
class Other:
    """A listed design. `points` are those on criteria besides quality and simplicity."""

    line: Line
    anchor: str
    pins: tuple[Pin, ...]
    follows: tuple[Pin, ...]
    gets: tuple[Said, ...]
    spared: tuple[Said, ...]
    gives_up: tuple[Said, ...]
    takes_on: tuple[Said, ...]
    points: tuple[tuple[str, int], ...]
    listed: Listed


@dataclass(frozen=True, slots=True)
class Others:
    """All of a front. `beaten` names the listed designs that are no worse than the spec's own on all four figures."""

    front: Front
    own: Line
    every: tuple[Other, ...]
    beaten: tuple[str, ...]
    unmatched: tuple[str, ...]  # at what no other is better
    pictures: tuple[Markup, ...]
    levers: tuple[str, ...]


def others(own: Draft, found: Front, drawn: bool = True) -> Others:
    """The front of a draft's design; `drawn` asks for the pictures."""
    every = tuple(_other(own, found, one, ascii_uppercase[place]) for place, one in enumerate(found.listed))
    beaten = tuple(one.line.letter for one in every if one.listed.figures.beats(found.own))
    levers = tuple(in_sentence(decision_name(lever.decision, own.design)) for lever in found.levers)
    unmatched = tuple(BETTER[name] for name in found.unmatched if name != "p99" or found.own.p99)
    return Others(
        front=found,
        own=_line(found, found.own, "", "This design", found.components),
        every=every,
        beaten=beaten,
        unmatched=unmatched,
        pictures=tuple(_pictures(found, every, own.design.spec.title)) if drawn else (),
        levers=levers,
    )


def _line(found: Front, figures: Figures, letter: str, name: str, components: int) -> Line:
    return Line(
        letter,
        name,
        _against(figures.usd, found.own.usd, "usd"),
        _against(figures.p99, found.own.p99, "second") if figures.p99 else "",
        figures.quality,
        figures.simplicity,
        components,
    )


def _against(value: float, own: float, unit: str) -> str:
    shown = units.humane(value, unit)
    if not own or abs(value / own - 1) < 0.005:
        return shown
    return f"{shown} (× {units.digits(value / own)})"


def _other(own: Draft, found: Front, listed: Listed, letter: str) -> Other:
    made = [_pin(own, one, listed) for one in listed.changed]
    pins = tuple(pin for pin in made if pin.option)
    kinds = [[one for one in reasons if one.own is said] for reasons, said in (
        (listed.gains, False), (listed.gains, True), (listed.losses, True), (listed.losses, False)
    )]  # fmt: skip
    gets, spared, gives_up, takes_on = (_said(own, reasons, listed) for reasons in kinds)
    points = tuple((own.criterion(name), won) for name, won in listed.points.items() if name not in ("quality", "simplicity"))
    line = _line(found, listed.figures, letter, _name(found.own, listed, pins), listed.components)
    follows = tuple(pin for pin in made if not pin.option)
    return Other(line, f"alternative-{letter.lower()}", pins, follows, gets, spared, gives_up, takes_on, points, listed)


def _pin(own: Draft, changed: Changed, listed: Listed) -> Pin:
    before, after = (option_name(changed.decision, one, own.design) for one in (changed.before, changed.after))
    return Pin(changed.decision, listed.pins.get(changed.decision, ""), before, after)


def _name(own: Figures, listed: Listed, pins: Sequence[Pin]) -> str:
    """What it is: what it is best at, and the choice that matters most."""
    role = listed_words([ROLES[name] for name in listed.roles]) or _between(own, listed.figures)
    first = f"{pins[0].after} instead of {pins[0].before}"
    more = f", and {len(pins) - 1} more choices" if len(pins) > 2 else f", with {pins[1].after}" if len(pins) == 2 else ""
    return f"{role}: {first}{more}"


def _between(own: Figures, other: Figures) -> str:
    """What to call a design that is best at nothing."""
    if any(abs(mine - its) > ABOUT * mine for mine, its in ((own.usd, other.usd), (own.p99, other.p99))):
        return "in between"
    return "about as cheap and as fast" if own.p99 else "about as cheap"


def _said(own: Draft, reasons: Sequence[Reason], listed: Listed) -> tuple[Said, ...]:
    """The heaviest reasons, each once."""
    found: dict[str, Said] = {}
    for one in reasons:
        of = "" if one.decision in listed.pins else in_sentence(decision_name(one.decision, own.design))
        found.setdefault(one.says, Said(one.says, own.criterion(one.criterion), one.points, of))
    return tuple(found.values())[:MOST_REASONS]


def _pictures(found: Front, every: Sequence[Other], title: str) -> list[Markup]:
    lines = {one.listed.figures: one.line for one in every}
    roles = {one.listed.figures: listed_words([ROLES[name] for name in one.listed.roles]) for one in every}
    best = set(found.best)
    dots = []
    for place, one in enumerate(found.every):
        kind = "own" if not place else "listed" if one in lines else "front" if one in best else "faint"
        line = lines.get(one) if kind == "listed" else None
        dots.append(Dot(kind, line.letter, line.name, roles[one]) if line else Dot(kind, "", *(["this design"] * 2)))
    axes = (
        Axis("Bill a month", "usd", "less is better", tuple(one.usd for one in found.every)),
        Axis("p99", "second", "less is better", tuple(one.p99 for one in found.every)),
        Axis("Quality", "", "more is better", tuple(float(one.quality) for one in found.every)),
        Axis("Simplicity", "", "more is better", tuple(float(one.simplicity) for one in found.every)),
    )
    specs = scatters(axes, dots, title)
    ahead(specs)
    return [inline(spec) for spec in specs]
