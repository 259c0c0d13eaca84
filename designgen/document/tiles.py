"""The few numbers that stand at the head of a design's pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.design.headlines import BILL, LOAD, MEMORY, UNITS, headline_of
from designgen.design.model import Design
from designgen.document.links import Links
from designgen.units import humane

MOST_PART = 100


@dataclass(frozen=True, slots=True)
class Tile:
    """A number with its name. `of` is what it is held against, `part` how much of that it takes in per cent.

    `state` is good, warm or bad, "" where nothing is held against it.
    """

    name: str
    shown: str
    link: str
    of: str = ""
    part: int | None = None
    state: str = ""


def tiles(design: Design, links: Links) -> list[Tile]:
    """Load, time against its target, money, memory and checks, as far as the design has them."""
    return [*_load(design, links), *_time(design, links), *_means(design, links), *_checks(design, links)]


def _load(design: Design, links: Links) -> Iterator[Tile]:
    if LOAD in design.numbers:
        yield Tile("Peak load", design.numbers[LOAD].shown, _html(links.number(LOAD)))


def _time(design: Design, links: Links) -> Iterator[Tile]:
    """Where a late answer is worth nothing, every stage may be slow at once."""
    latency = design.latency
    if latency is None:
        return
    holds = (latency.sum_p99 if design.deadline_is_hard else latency.p99) <= latency.target
    part = min(MOST_PART, round(100 * latency.p99 / latency.target))
    of = f"of {humane(latency.target, 'second')}"
    yield Tile("p99", humane(latency.p99, "second"), links.html("latency"), of, part, "good" if holds else "bad")


def _means(design: Design, links: Links) -> Iterator[Tile]:
    places = {BILL: ("A month", links.html("cost")), MEMORY: ("Memory", _html(links.page("numbers.md", "sized")))}
    for name, (title, link) in places.items():
        value = headline_of(name, design)
        if value:
            yield Tile(title, humane(value, UNITS[name]), link)


def _checks(design: Design, links: Links) -> Iterator[Tile]:
    made = [one for one in design.findings if one.status in ("ok", "broken")]
    broken = [one for one in made if one.status == "broken"]
    if not made:
        return
    worst = {one.severity for one in broken}
    state = "bad" if "error" in worst else "warm" if "warning" in worst else "good"
    part = round(100 - 100 * len(broken) / len(made))
    yield Tile(f"of {len(made)} checks hold", str(len(made) - len(broken)), links.html("risks"), "", part, state)


def _html(link: str) -> str:
    return link.replace(".md#", ".html#")
