"""A rationale made ready for the page: its reasons, its table of options, its flips and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from designgen.catalog.model import Decision, Option
from designgen.decisions.model import KnownFact, Rationale, Verdict
from designgen.design.model import Design
from designgen.document.flips import ANOTHER, FAR, FlipLine, flip_lines

MOST_REASONS, MOST_FLIPS, MOST_ELSEWHERE = 2, 5, 3
LEVEL = "equal points; listed later"
VERDICTS = {"chosen": "chosen", "infeasible": "ruled out", "behind": "behind", "banned": "excluded by the spec"}


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as the document tells it. `options` are the chosen ones."""

    decision: Decision
    rationale: Rationale
    options: tuple[Option, ...]
    because: str
    runner_up: Verdict | None
    flips: tuple[FlipLine, ...]
    assumed: tuple[KnownFact, ...]  # those that could change the choice within the same problem
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.decision.id

    @property
    def choice(self) -> str:
        names = [option.name for option in self.options]
        return ("; " if any("," in name for name in names) else ", ").join(names)

    @property
    def first(self) -> str:
        """The choice; of a list its first, which is the primary one."""
        return self.options[0].name

    @property
    def beside(self) -> list[str]:
        """What a list holds besides its first."""
        return [option.name for option in self.options[1:]]

    @property
    def strongest(self) -> tuple[str, ...]:
        """The two weightiest points in favour; without any, what the engine says. Of a list, why its first is there."""
        if self.rationale.pick == "all":
            return (self.rationale.reasons[self.options[0].id],)
        best = sorted((entry for entry in self.rationale.ledger if entry.total > 0), key=lambda entry: -entry.total)
        return tuple(dict.fromkeys(entry.reason for entry in best))[:MOST_REASONS] or (self.because,)

    @property
    def contested(self) -> bool:
        """Is it one answer out of several?"""
        return self.rationale.pick == "one" and len(self.rationale.verdicts) > 1

    @property
    def unless(self) -> FlipLine | None:
        """The likeliest change of a fact that would change the choice."""
        return self.flips[0] if self.flips and self.flips[0].credible else None

    @property
    def nearby(self) -> list[FlipLine]:
        """The few likely flips to tell, one an option."""
        return one_each(flip for flip in self.flips if flip.likely)[:MOST_FLIPS]

    @property
    def farther(self) -> list[FlipLine]:
        """More ways to the other options, of the same problem."""
        near = self.nearby
        return one_each(flip for flip in self.flips if flip.rank <= FAR and flip not in near)[:MOST_FLIPS]

    @property
    def elsewhere(self) -> list[FlipLine]:
        """Flips that make it another problem."""
        return one_each(flip for flip in self.flips if flip.rank == ANOTHER)[:MOST_ELSEWHERE]

    def reasons(self) -> list[str]:
        """Why each chosen option is there; nothing when all are there for the same reason."""
        every = [self.rationale.reasons.get(option.id, "") for option in self.options]
        return every if len(set(every)) > 1 else []


def told(decision: str, design: Design) -> Told:
    """The decision of this design, ready to be told."""
    known, rationale = design.knowledge.decisions[decision], design.decisions[decision]
    options = tuple(known.options[option] for option in rationale.chosen)
    flips = flip_lines(rationale.flips, design)
    changing = dict.fromkeys(flip.fact for flip in flips if flip.rank <= FAR)
    return Told(
        known,
        rationale,
        options,
        rationale.because,
        runner_up(rationale),
        flips,
        tuple(design.facts[name] for name in changing if name in rationale.assumptions),
        tuple(dict.fromkeys(source for option in options for source in option.sources)),
    )


def runner_up(rationale: Rationale) -> Verdict | None:
    """The best of the options that could have been chosen instead."""
    behind = [verdict for verdict in rationale.verdicts if verdict.verdict == "behind"]
    return min(behind, key=lambda verdict: verdict.behind_by, default=None)


def one_each(flips: Iterable[FlipLine]) -> list[FlipLine]:
    """The first flip to each option."""
    found: dict[str, FlipLine] = {}
    for flip in flips:
        found.setdefault(flip.to, flip)
    return list(found.values())
