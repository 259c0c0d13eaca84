"""What the reference needs to know of a design, small enough to be held for hundreds of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designgen.decisions.model import Rationale
from designgen.design.model import Design
from designgen.document.choices import told
from designgen.document.flips import FAR, PRIORITIES, flip_lines
from designgen.document.links import Links
from designgen.document.reference.tags import Tag, tags_of, techniques_of

CHOSEN, INFEASIBLE, BANNED = -1, -2, -3
"""How an option fared; what is feasible and behind stands as the number of points."""
VERDICTS = {"chosen": CHOSEN, "infeasible": INFEASIBLE, "banned": BANNED}
Reasons = Mapping[tuple[str, str], str]
"""By decision and option why it is chosen, or not; by decision and "" why it is not needed."""
NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a decision in a design, and where its document tells of it. `standing`: each option's, in file order."""

    status: str
    place: str
    standing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A value of a fact at which a decision of a design would come out otherwise. `rank`: how far-fetched, as of a FlipLine."""

    fact: str
    clause: str
    decision: str
    to: str
    rank: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A design as the reference sees it. `given`: facts that its spec states, as said; `parts`: what brought each component;
    `techniques`: its weightiest choices."""

    id: str
    title: str
    task: str
    taken: Mapping[str, Taken]
    parts: Mapping[str, tuple[tuple[str, str], ...]]
    given: Mapping[str, str]
    turns: tuple[Turn, ...]
    tags: tuple[Tag, ...] = ()
    techniques: tuple[tuple[str, str], ...] = ()


def outline(design: Design) -> Outline:
    """What the reference needs of a design to choose what it shows."""
    links = Links(design)
    taken = {one: Taken(item.status, str(links.decision(one)), _standing(item)) for one, item in design.decisions.items()}
    given = {one: fact.shown for one, fact in design.facts.items() if one in design.spec.facts}
    parts = {one: part.brought_by for one, part in design.parts.items()}
    spec, turns, tags = design.spec, tuple(_turns(design)), tuple(tags_of(design))
    return Outline(spec.id, spec.title, spec.task, taken, parts, given, turns, tags, techniques_of(design))


def reasons(design: Design) -> Reasons:
    """Every reason of a design: much text, asked for only where it is shown."""
    found: dict[tuple[str, str], str] = {}
    for one, item in design.decisions.items():
        if item.status == NOT_NEEDED:
            found[one, ""] = design.say(item.note)
            continue
        found |= {(one, verdict.id): design.say(verdict.because) for verdict in item.verdicts}
        found |= {(one, option): design.say(text) for option, text in item.reasons.items()}
        if item.pick == "one" and item.chosen:
            found[one, item.chosen[0]] = "; ".join(told(one, design).strongest)
    return found


def _standing(item: Rationale) -> tuple[int, ...]:
    return tuple(VERDICTS.get(one.verdict, one.behind_by) for one in item.verdicts)


def _turns(design: Design) -> Iterator[Turn]:
    """The nearest flip of each decision by each fact, unless it makes it another problem."""
    for one, item in design.decisions.items():
        seen: set[str] = set()
        for line in flip_lines(item.flips, design):
            if line.rank <= FAR and line.fact not in seen and not line.fact.startswith(PRIORITIES):
                seen.add(line.fact)
                yield Turn(line.fact, line.clause, one, line.to, line.rank)
