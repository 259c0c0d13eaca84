"""Numbers and boxes."""

from dataclasses import dataclass
from itertools import groupby

from designgen.catalog.architecture import Component
from designgen.design.model import Number, Part
from designgen.document.draft import Draft
from designgen.document.wording import names_in

ANSWERING = ("edge", "online", "feature", "stream")  # the planes that an answer passes


@dataclass(frozen=True, slots=True)
class Box:
    """A component of the design, and what is known of its kind."""

    part: Part
    component: Component

    @property
    def brought(self) -> tuple[str, ...]:
        """The decisions that brought it, each once."""
        return tuple(dict.fromkeys(decision for decision, _ in self.part.brought_by))


def numeric(draft: Draft) -> list[Number]:
    """The quantities that are numbers, not circumstances."""
    return [number for number in draft.design.numbers.values() if number.unit != "bool" and number.name != "year"]


def used(draft: Draft) -> list[Number]:
    """The numbers that this design prints or decides by, and those they are computed from."""
    return with_sources(draft, {number.name for number in numeric(draft) if draft.deciding(number) or printed(draft, number)})


def estimation(draft: Draft) -> list[Number]:
    """The numbers that stand on a box, in a check or in a reason, and those they are computed from, in order."""
    return with_sources(draft, {number.name for number in numeric(draft) if printed(draft, number)})


def printed(draft: Draft, number: Number) -> bool:
    return number.name in draft.reading.boxed or number.name in draft.reading.spoken


def with_sources(draft: Draft, names: set[str]) -> list[Number]:
    """The numbers of these names and of their formulas, in order."""
    every, kept = numeric(draft), set(names)
    for number in reversed(every):  # a number is defined before it is read
        if number.name in kept:
            kept |= names_in(number.formula)
    return [number for number in every if number.name in kept]


def key_numbers(draft: Draft, most: int) -> list[Number]:
    """The numbers to remember: worked out, and deciding something or standing on a box that answers pass."""
    kept = weighty_numbers(draft)[:most]
    return [number for number in estimation(draft) if number in kept]


def weighty_numbers(draft: Draft) -> list[Number]:
    """All numbers to remember; those that most sentences use come first."""
    reading, drawn = draft.reading, draft.reading.drawn
    worked = [number for number in estimation(draft) if any(sign in number.arithmetic for sign in "×÷+−(")]
    rated = [
        (-2 * reading.spoken[number.name] - len(draft.deciding(number)) - 3 * (number.name in drawn), number.name, number)
        for number in worked
        if draft.deciding(number) or number.name in drawn
    ]
    return [number for _, _, number in sorted(rated, key=lambda one: one[:2])]


def components(draft: Draft) -> list[tuple[str, list[Box]]]:
    """The boxes of the design by plane, from the client to the monitoring as the overview draws them."""
    known, views = draft.design.knowledge.components, draft.design.knowledge.views
    boxes = [Box(draft.design.parts[name], known[name]) for name in known if name in draft.design.parts]
    drawn = [row.plane for row in views["overview"].rows] if "overview" in views else []
    planes = list(dict.fromkeys([*drawn, *(component.plane for component in known.values())]))
    boxes.sort(key=lambda box: planes.index(box.part.plane))
    return [(plane, list(group)) for plane, group in groupby(boxes, key=lambda box: box.part.plane)]


def failures(draft: Draft) -> dict[str, list[Box]]:
    """The boxes with a known way to fail: those that an answer passes, and those behind them."""
    boxes = [box for _, boxes in components(draft) for box in boxes if box.component.fails]
    passed = [box for box in boxes if box.part.plane in ANSWERING]
    return {"passed": passed, "behind": [box for box in boxes if box not in passed]} if boxes else {}
