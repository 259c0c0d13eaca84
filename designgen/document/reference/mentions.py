"""Which designs a page of the reference names beside an option, a fact or a component, and with which words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from designgen.catalog.model import Knowledge
from designgen.document.reference.gathered import BANNED, CHOSEN, INFEASIBLE, NOT_NEEDED, Outline, Reasons, Turn
from designgen.document.reference.shipped import Beside, Shipped

MOST = 10
"""Designs that a list names; the others are counted, so that a page stays short and few edits of a spec reach it."""
MOST_TURNS, MOST_TURNS_EACH = 8, 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A design on a page of the reference. `place`: where its document tells of it, from above the designs' folders."""

    title: str
    place: str
    says: str = ""
    stands: int = CHOSEN  # as in `Taken`
    by: tuple[str, str] = ("", "")  # the decision and option that brought a component

    @property
    def ruled_out(self) -> bool:
        return self.stands == INFEASIBLE

    @property
    def banned(self) -> bool:
        return self.stands == BANNED

    @property
    def far(self) -> int:
        """The nearest rivals come first: those behind by points, then the banned, then the infeasible."""
        return self.stands if self.stands >= 0 else 10**6 - self.stands * (1 if self.banned else 10)


@dataclass(frozen=True, slots=True)
class Some:
    """Mentions in order, and how many more there are."""

    shown: tuple[Mention, ...] = ()
    more: int = 0

    def __len__(self) -> int:
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Stand:
    """An option in the designs, and in published systems."""

    chosen: Some = field(default_factory=Some)
    rejected: Some = field(default_factory=Some)
    published: Beside = field(default_factory=Beside)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact's value in one design that would change one of its decisions."""

    title: str
    place: str
    turn: Turn


@dataclass(frozen=True)
class Used:
    """All mentions, by what they stand beside."""

    stands: Mapping[tuple[str, str], Stand]
    unneeded: Mapping[str, Some]
    components: Mapping[str, Some]
    given: Mapping[str, Some]
    changes: Mapping[str, tuple[Change, ...]]


Line = tuple[Outline, Mention, tuple[str, str]]
"""A design, how it will be named, and which of its reasons is to be told."""


class _Using:
    def __init__(self, knowledge: Knowledge, outlines: Sequence[Outline], shipped: Shipped) -> None:
        self.options = {id: tuple(decision.options) for id, decision in knowledge.decisions.items()}
        self.outlines = sorted(outlines, key=lambda one: (one.title, one.id))
        self.shipped = shipped
        self.chosen: dict[tuple[str, str], list[Line]] = {}
        self.rejected: dict[tuple[str, str], list[Line]] = {}
        self.unneeded: dict[str, list[Line]] = {}
        self.components: dict[str, list[Line]] = {}
        for one in self.outlines:
            self.of(one)

    def of(self, one: Outline) -> None:
        for decision, taken in one.taken.items():
            place = f"{one.id}/{taken.place}"
            if taken.status == NOT_NEEDED:
                self.unneeded.setdefault(decision, []).append((one, Mention(one.title, place), (decision, "")))
            for option, stands in zip(self.options[decision], taken.standing, strict=False):
                lists = self.chosen if stands == CHOSEN else self.rejected
                mention = Mention(one.title, place, stands=stands)
                lists.setdefault((decision, option), []).append((one, mention, (decision, option)))
        for part, by in one.parts.items():
            place = f"{one.id}/{one.taken[by[0][0]].place}" if by else f"{one.id}/index.md"
            mention = Mention(one.title, place, by=by[0] if by else ("", ""))
            self.components.setdefault(part, []).append((one, mention, mention.by))

    def used(self, reasons_of: Callable[[str], Reasons]) -> Used:
        for lines in self.rejected.values():
            lines.sort(key=lambda line: (line[1].far, line[1].title))
        every = chain(self.chosen.values(), self.rejected.values(), self.unneeded.values(), self.components.values())
        said = _said((line for lines in every for line in lines[:MOST]), reasons_of)
        stands = {
            key: Stand(_some(self.chosen.get(key, ()), said), _some(self.rejected.get(key, ()), said), self.shipped.beside(*key))
            for key in {**self.chosen, **self.rejected, **dict.fromkeys(self.shipped.options)}
        }
        some = [{key: _some(lines, said) for key, lines in lists.items()} for lists in (self.unneeded, self.components)]
        return Used(stands, some[0], some[1], self.given(), self.changes())

    def given(self) -> dict[str, Some]:
        found: dict[str, list[Mention]] = {}
        for one in self.outlines:
            for fact, shown in one.given.items():
                found.setdefault(fact, []).append(Mention(one.title, f"{one.id}/numbers.md#given", shown))
        return {fact: Some(tuple(every[:MOST]), max(0, len(every) - MOST)) for fact, every in found.items()}

    def changes(self) -> dict[str, tuple[Change, ...]]:
        """The least far-fetched ones, few of one design."""
        found: dict[str, list[Change]] = {}
        for one in self.outlines:
            for turn in one.turns:
                change = Change(one.title, f"{one.id}/{one.taken[turn.decision].place}", turn)
                found.setdefault(turn.fact, []).append(change)
        return {fact: _few(sorted(every, key=lambda one: one.turn.rank)) for fact, every in found.items()}


def chosen_in(knowledge: Knowledge, one: Outline) -> set[tuple[str, str]]:
    """Every decision and option that a design chose."""
    return {
        (decision, option)
        for decision, taken in one.taken.items()
        for option, stands in zip(knowledge.decisions[decision].options, taken.standing, strict=False)
        if stands == CHOSEN
    }


def used(
    knowledge: Knowledge, outlines: Sequence[Outline], shipped: Shipped, reasons_of: Callable[[str], Reasons]
) -> Used:
    """What the reference says of these designs. `reasons_of` gives the reasons of a design by its id, one design at a time."""
    return _Using(knowledge, outlines, shipped).used(reasons_of)


def _said(lines: Iterable[Line], reasons_of: Callable[[str], Reasons]) -> dict[tuple[str, tuple[str, str]], str]:
    """The reasons that are told; no design's are held while the next design's are read."""
    wanted: dict[str, set[tuple[str, str]]] = {}
    for one, _, key in lines:
        wanted.setdefault(one.id, set()).add(key)
    found: dict[tuple[str, tuple[str, str]], str] = {}
    for id, keys in wanted.items():
        known = reasons_of(id)
        found |= {(id, key): known.get(key, "") for key in keys}
    return found


def _some(lines: Sequence[Line], said: Mapping[tuple[str, tuple[str, str]], str]) -> Some:
    shown = (replace(mention, says=said[one.id, key]) for one, mention, key in lines[:MOST])
    return Some(tuple(shown), max(0, len(lines) - MOST))


def _few(changes: Sequence[Change]) -> tuple[Change, ...]:
    told: Counter[str] = Counter()
    found = []
    for one in changes:
        told[one.title] += 1
        if told[one.title] <= MOST_TURNS_EACH:
            found.append(one)
    return tuple(found[:MOST_TURNS])
