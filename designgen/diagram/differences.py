"""What differs between the boxes of two designs seen through one view, and how a box says so."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from designgen import units
from designgen.catalog.architecture import View
from designgen.design import Design, Part
from designgen.diagram.faces import DETAIL_PX, MARK_MOST
from designgen.diagram.picture import Box, Mark, Picture
from designgen.diagram.text import width
from designgen.diagram.views import parts_in

MOVED = 0.1  # of a figure: less is no change
_MOST_LINES = 4
_AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s?(?P<word>%|[A-Za-zµ]+)(?![A-Za-zµ]))?")


@dataclass(frozen=True, slots=True)
class Seen:
    """A design, its picture, and the parts that each box stands for."""

    design: Design
    picture: Picture
    parts: Mapping[str, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: as lines on the box, and as a clause. `figure`: nothing but a figure."""

    lines: tuple[str, ...]
    says: str
    figure: bool = False


def seen(design: Design, picture: Picture, view: View) -> Seen:
    """The design with the parts of each box."""
    shown = [one for row in view.rows for one in row.boxes if one.id in picture.box]
    return Seen(design, picture, {one.id: tuple(parts_in(design, one)) for one in shown})


def marks(base: Seen, now: Seen) -> dict[str, Mark]:
    """A mark for each box that is in one of the two only, or differs; `removed` ones are boxes of the base."""
    found, before, after = {}, base.picture.box, now.picture.box
    swaps = _swaps(base, now)
    for id in dict.fromkeys((*before, *after)):
        if id not in after:
            found[id] = Mark("removed", says="removed")
        elif id not in before:
            found[id] = Mark("added", says="added")
        elif changes := [*_shown(before[id], after[id]), *swaps.get(id, ()), *_members(base.parts[id], now.parts[id])]:
            said = "; ".join(change.says for change in changes)
            kind = "moved" if len(changes) == 1 and changes[0].figure else "changed"
            found[id] = Mark(kind, _lines(changes), f"{'changed' if kind == 'changed' else 'another number'}: {said}")
    return found


def _lines(changes: list[Change]) -> tuple[str, ...]:
    """As many changes as a box has room for, the first at least; the count of the others."""
    lines: list[str] = []
    for place, change in enumerate(changes):
        if lines and len(lines) + len(change.lines) > _MOST_LINES:
            return (*lines, f"{len(changes) - place} more {'changes' if changes[place + 1:] else 'change'}")
        lines += change.lines
    return tuple(lines)


def _shown(before: Box, after: Box) -> Iterator[Change]:
    """Technology and figure of the box."""
    differ = ((before.detail != after.detail, before.detail, after.detail),
              (moved(before.number, after.number), before.number, after.number))  # fmt: skip
    was, now = ([texts[side] for changed, *texts in differ if changed and texts[side]] for side in (0, 1))
    if was or now:
        line = f"was {' · '.join(was)}"
        lines = (line,) if _fits(line) else tuple(f"was {text}" for text in was)
        says = f"{' · '.join(was) or 'nothing'} → {' · '.join(now) or 'nothing'}"
        yield Change(lines if was else (), says, figure=before.detail == after.detail)


def moved(before: str, after: str) -> bool:
    """Do two figures say something else, or amounts more than a tenth apart?"""
    if before == after:
        return False
    if _AMOUNT.sub("#", before) != _AMOUNT.sub("#", after):
        return True
    pairs = zip_longest(_amounts(before), _amounts(after))
    return any(one is None or two is None or abs(two - one) > MOVED * abs(one) for one, two in pairs)


def _amounts(text: str) -> Iterator[float]:
    """The amounts in base units; a word that is no unit counts as 1."""
    for found in _AMOUNT.finditer(text):
        amount = units.parse(found[0]) or units.parse(found["number"])
        if amount:
            yield float(amount.value)


def _members(before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterator[Change]:
    """Components that came into a box of several, or left it."""
    old, new = {part.id: part.name for part in before}, {part.id: part.name for part in after}
    for sign, names in (("+", [new[id] for id in new if id not in old]), ("−", [old[id] for id in old if id not in new])):
        if names:
            line = f"{sign} {', '.join(names)}"
            short = f"{sign} {len(names)} components" if len(names) > 1 and not _fits(line) else line
            yield Change((short,), line)


def _swaps(base: Seen, now: Seen) -> dict[str, list[Change]]:
    """Pick-one decisions with another outcome, each at the box where its component is most its own, first parts first."""
    found: dict[str, list[tuple[int, Change]]] = {}
    for id, after in now.design.decisions.items():
        before = base.design.decisions[id]
        if after.pick == "one" and before.chosen and after.chosen and before.chosen != after.chosen:
            options = now.design.knowledge.decisions[id].options
            old, new = (", ".join(options[one].name for one in rationale.chosen) for rationale in (before, after))
            for box, place in _home(base, now, id):
                found.setdefault(box, []).append((place, Change(_arrow(old, new), f"{old} → {new}")))
    return {box: [change for _, change in sorted(changes, key=lambda change: change[0])] for box, changes in found.items()}


def _home(base: Seen, now: Seen, decision: str) -> list[tuple[str, int]]:
    """The box of the component that both outcomes bring and fewest other decisions bring, if there is one, and its place."""
    section = now.design.knowledge.decisions[decision].section
    candidates = []
    for order, (box, parts) in enumerate(now.parts.items()):
        for place, part in enumerate(parts):
            old = base.design.parts.get(part.id)
            if old and box in base.parts and all(decision in dict(one.brought_by) for one in (part, old)):
                candidates.append((part.section != section, len(part.brought_by), order, place, box))
    return [(box, place) for *_, place, box in sorted(candidates)[:1]]


def _arrow(old: str, new: str) -> tuple[str, ...]:
    """`old → new` in lines; one word more than a line holds loses its end."""
    lines = [""]
    *before, last = old.split(" ")
    for word in (*before, f"{last} →", *new.split(" ")):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and not _fits(longer):
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _fits(line: str) -> bool:
    return width(line, DETAIL_PX) <= MARK_MOST
