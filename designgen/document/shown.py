"""What a picture shows, told: a row for each component of each box, with the decisions that brought it and its figures."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.design import Design, Number, Part, elapsed
from designgen.design.evaluate import holding
from designgen.design.sized import SERVING_VIEW
from designgen.diagram import Box, Edge, Picture
from designgen.diagram.forms.paths import turns_of
from designgen.diagram.legend import meanings
from designgen.document.choices import MOST_REASONS
from designgen.document.draft import Draft
from designgen.units import humane

_PLACEHOLDER = re.compile(r"\{([a-z0-9_.]+)\}")
NOWHERE = (None, 0, "")  # on the path
FIGURES = {"p99": "p99 {}", "replicas": "{} replicas", "memory": "{}", "usd": "{} a month"}


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision that brought a component: what was chosen there, and why."""

    decision: str
    option: str
    says: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a component as text, and its name on the page of numbers."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """A component in a box, or a box that stands for none. `within` names a box that holds more than this."""

    box: str
    name: str
    within: str
    role: str
    technology: str
    shows: str
    counted: str  # the number that `shows` says, by its name on the page of numbers; "" where it says none
    figures: tuple[Figure, ...]
    reasons: tuple[Reason, ...]
    more: int  # decisions that brought it, too
    broken: tuple[str, ...]  # checks about it, with what they found
    step: int | None  # of the path; 0 is the caller, before the first
    steps: int  # of one request, whether all are drawn here or not
    after: str  # p99 of the path up to here, "" where nobody waits


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow of the picture, its ends named."""

    edge: Edge
    source: str
    target: str
    says: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All of a picture in words."""

    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]


def shown(draft: Draft, picture: Picture) -> Shown:
    """The boxes from top to bottom, and the arrows."""
    names, meaning = {box.id: box.name for box in picture.boxes}, meanings(picture)
    arrows = (Arrow(one, names[one.source], names[one.target], meaning.get(one.kind, one.kind)) for one in picture.edges)
    return Shown(tuple(_Rows(draft, picture).every()), tuple(arrows))


class _Rows:
    """The rows of one picture."""

    def __init__(self, draft: Draft, picture: Picture) -> None:
        self.draft, self.design, self.picture = draft, draft.design, picture
        self.brings = Counter(pair for part in self.design.parts.values() for pair in part.brought_by)
        self.after = self.passed()
        numbers = turns_of(self.design) if picture.numbers else picture.steps()
        self.count = max(numbers.values(), default=0)

    def every(self) -> Iterator[Row]:
        known = self.picture.box
        listed = dict.fromkeys((*(id for row in self.picture.rows for id in row), *known))
        return (row for id in listed if id in known for row in self.of(known[id]))

    def of(self, box: Box) -> Iterator[Row]:
        """The place on the path stands in the first row of a box."""
        steps = self.picture.steps()
        on_path = steps.get(box.id, 0 if box.id in self.picture.walk[:1] else None)
        place = (on_path, self.count, self.after.get(box.id, ""))
        if not box.parts:
            does, with_what = (box.says, box.detail) if box.says else (box.detail, "")
            yield Row(box.id, box.name, "", does, with_what, box.number, "", (), (), 0, (), *place)
        for number, part in enumerate(self.design.parts[one] for one in box.parts):
            within = box.name if box.name != part.name else ""
            reasons, figures = self.reasons(part), tuple(_figures(self.design, part))
            broken = tuple(f"{one.name}: {one.value}" for one in self.design.blamed.get(part.id, ()))
            role = f"{part.role}; {box.says}" if box.says and not number else part.role
            yield Row(box.id, part.name, within, role, part.technology, part.shows, self.counted(part), figures,
                      tuple(reasons[:MOST_REASONS]), max(0, len(reasons) - MOST_REASONS),
                      broken, *(NOWHERE if number else place))  # fmt: skip

    def counted(self, part: Part) -> str:
        """The first number that the box of a component says, where it stands on the page of numbers."""
        shows, known = self.design.knowledge.components[part.id].shows, self.design.numbers
        names = _PLACEHOLDER.findall(holding(shows, self.design.values, self.design.knowledge.program.texts))
        return next((one for one in names if one in known and known[one].unit != "bool" and "[" not in part.shows), "")

    def reasons(self, part: Part) -> list[Reason]:
        """One a decision: first those on which much hangs for each component that they bring."""
        pairs = {decision: (decision, option) for decision, option in reversed(part.brought_by)}
        order = sorted(pairs, key=lambda one: (-self.draft.weights[one] / self.brings[pairs[one]], one))
        return [_reason(self.draft, *pairs[decision]) for decision in order]

    def passed(self) -> dict[str, str]:
        """By box of the path, the p99 of all stages that were passed when it is done; "" where the numbers are not the clock."""
        on_clock = self.picture.form == "sequence" or self.picture.id == f"{self.design.spec.id}-{SERVING_VIEW}"
        found, passed, latency = {}, set[str](), self.design.latency if on_clock else None
        for box in self.picture.walk:
            passed.update(self.picture.box[box].parts)
            done = elapsed(latency, passed) if latency else None
            found[box] = humane(done, "second") if done else ""
        return found


def _reason(draft: Draft, decision: str, option: str) -> Reason:
    told = draft.told(decision)
    said = told.rationale.reasons.get(option, "") if told.rationale.pick == "all" else "; ".join(told.strongest)
    return Reason(decision, draft.option(decision, option), said)


def _figures(design: Design, part: Part) -> Iterator[Figure]:
    """What was computed for it, unless its box shows the same already."""
    known = {key: number for key in FIGURES if (number := design.sized.get(f"{part.id}.{key}")) and number.value}
    said = {key: _said(key, number) for key, number in known.items()}
    return (Figure(known[key].name, text) for key, text in said.items() if text != part.shows)


def _said(key: str, number: Number) -> str:
    text = FIGURES[key].format(number.shown)
    return text.removesuffix("s") if key == "replicas" and number.value == 1 else text
