"""A rationale made ready for the page: its reasons, its table of options, its flips and what it rests on."""

from dataclasses import dataclass

from designgen.catalog.model import Decision, Option
from designgen.decisions.model import Flip, KnownFact, Rationale, Verdict
from designgen.design.model import Design
from designgen.document.wording import either, fact_name

FAR = 3
MOST_REASONS = 2
YEAR = "year"  # a study of the past may change it, a spec of today does not
VERDICTS = {"chosen": "chosen", "infeasible": "ruled out", "behind": "behind", "banned": "excluded by the spec"}


@dataclass(frozen=True, slots=True)
class FlipLine:
    """`name` reaching `at` (now `now`) would change the choice to `to`."""

    name: str
    at: str
    now: str
    to: str
    number: bool
    rank: int  # 0 a number, then words, a priority, what the task brings, the year

    @property
    def asks(self) -> str:
        """The flip as a question."""
        verb = "reached" if self.number else "were"
        value = self.at.removeprefix("from ").removeprefix("down to ").removesuffix(" on") if self.number else self.at
        return f"What if {self.name} {verb} {value} (now {self.now})?"

    @property
    def likely(self) -> bool:
        """May another spec of the same problem have this value?"""
        return self.rank < FAR

    @property
    def says(self) -> str:
        reached = f"{self.name}{' ' if self.number else ': '}{self.at}"
        return f"{reached} (now {self.now})" if self.now else reached


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the document tells it. `options` are the chosen ones."""

    decision: Decision
    rationale: Rationale
    options: tuple[Option, ...]
    because: str
    runner_up: Verdict | None
    flips: tuple[FlipLine, ...]
    assumed: tuple[KnownFact, ...]  # those that could change the choice by themselves
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.decision.id

    @property
    def choice(self) -> str:
        names = [option.name for option in self.options]
        return ("; " if any("," in name for name in names) else ", ").join(names)

    @property
    def strongest(self) -> tuple[str, ...]:
        """The two weightiest points in favour; without any, what the engine says."""
        best = sorted((entry for entry in self.rationale.ledger if entry.total > 0), key=lambda entry: -entry.total)
        return tuple(dict.fromkeys(entry.reason for entry in best))[:MOST_REASONS] or (self.because,)

    @property
    def contested(self) -> bool:
        """Is it one answer out of several?"""
        return self.rationale.pick == "one" and len(self.rationale.verdicts) > 1

    @property
    def unless(self) -> FlipLine | None:
        """The likeliest change of a fact that would change the choice."""
        return self.flips[0] if self.flips and self.flips[0].likely else None

    def reasons(self) -> list[str]:
        """Why each chosen option is there; nothing when all are there for the same reason."""
        every = [self.rationale.reasons.get(option.id, "") for option in self.options]
        return every if len(set(every)) > 1 else []


def told(decision: str, design: Design) -> Told:
    """The decision of this design, ready to be told."""
    known, rationale = design.knowledge.decisions[decision], design.decisions[decision]
    options = tuple(known.options[option] for option in rationale.chosen)
    changing = dict.fromkeys(flip.fact for flip in rationale.flips)
    return Told(
        known,
        rationale,
        options,
        rationale.because,
        runner_up(rationale),
        flip_lines(rationale.flips, design),
        tuple(design.facts[name] for name in changing if name in rationale.assumptions),
        tuple(dict.fromkeys(source for option in options for source in option.sources)),
    )


def runner_up(rationale: Rationale) -> Verdict | None:
    """The best of the options that could have been chosen instead."""
    behind = [verdict for verdict in rationale.verdicts if verdict.verdict == "behind"]
    return min(behind, key=lambda verdict: verdict.behind_by, default=None)


def flip_lines(flips: tuple[Flip, ...], design: Design) -> tuple[FlipLine, ...]:
    """The flips in words, likeliest first; words of one fact that lead to the same option share a line."""
    together: dict[tuple[object, ...], list[Flip]] = {}
    for place, flip in enumerate(flips):
        key = (place,) if _is_number(flip.value) else (flip.fact, flip.to)
        together.setdefault(key, []).append(flip)
    lines = [flip_line(group, design) for group in together.values()]
    return tuple(sorted(lines, key=lambda line: line.rank))


def flip_line(group: list[Flip], design: Design) -> FlipLine:
    """Flips of one fact to one option: `from` a number `on`, or `down to` it; other values as they are."""
    flip, known = group[0], design.facts.get(group[0].fact)
    now = known.value if known else None
    number, at = _is_number(flip.value) and _is_number(now), either([one.shown for one in group])
    if number:
        at = f"from {flip.shown} on" if _more(flip.value, now) else f"down to {flip.shown}"
    return FlipLine(fact_name(flip.fact, design), at, known.shown if known else "", flip.to_name, number, _rank(flip, known))


def _rank(flip: Flip, known: KnownFact | None) -> int:
    """How far-fetched a flip is."""
    if flip.fact == YEAR:
        return FAR + 1
    far = (known is not None and known.basis == "task") or flip.to == "not_needed"
    if far:
        return FAR
    return 2 if flip.fact.startswith("priorities.") else 0 if _is_number(flip.value) else 1


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _more(left: object, right: object) -> bool:
    return isinstance(left, int | float) and isinstance(right, int | float) and left > right
