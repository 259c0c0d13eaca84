"""Which designs stand side by side on the site: those of a kind, each with its alternatives, and with other priorities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designgen.catalog import Knowledge
from designgen.cli.variants import ranked
from designgen.design import Design
from designgen.spec import Spec

MOST_SIDE_BY_SIDE = 4
PROFILES = ("cheapest", "fastest", "quality")


@dataclass(frozen=True)
class Beside:
    """A page of comparison: its path, and the specs on it. `drawn`: with their overviews."""

    path: str
    specs: tuple[Spec, ...]
    drawn: bool = True


@dataclass(frozen=True)
class Standing:
    """What says beside which others a design stands: its spec, and what comes out of it."""

    spec: Spec
    output: str

    @classmethod
    def of(cls, design: Design) -> "Standing":
        return cls(design.spec, str(design.facts["problem.output"].value).replace("_", "-"))


def beside(designs: Sequence[Standing], knowledge: Knowledge) -> list[Beside]:
    """Every comparison of a site with these designs."""
    return [*_of_a_kind(designs), *_alternatives(designs), *_priorities(designs, knowledge)]


def _of_a_kind(designs: Sequence[Standing]) -> Iterator[Beside]:
    for kind, group in _kinds(designs).items():
        for number, few in enumerate(_chunks(group), 1):
            if len(few) > 1:
                yield Beside(f"compare/{kind}-{number}.md", tuple(design.spec for design in few))


def _alternatives(designs: Sequence[Standing]) -> Iterator[Beside]:
    for design in designs:
        if others := tuple(design.spec.alternatives.values()):
            yield Beside(f"compare/{design.spec.id}-alternatives.md", (design.spec, *others[: MOST_SIDE_BY_SIDE - 1]))


def _priorities(designs: Sequence[Standing], knowledge: Knowledge) -> Iterator[Beside]:
    profiles = [knowledge.profiles[name] for name in PROFILES if name in knowledge.profiles]
    for design in designs:
        others = tuple(ranked(design.spec, profile) for profile in profiles)
        if others:
            yield Beside(f"compare/{design.spec.id}-priorities.md", (design.spec, *others), drawn=False)


def _kinds(designs: Sequence[Standing]) -> dict[str, list[Standing]]:
    """Designs by what comes out of them; those that are alone of their kind stand together."""
    groups: dict[str, list[Standing]] = {}
    for design in designs:
        groups.setdefault(design.output, []).append(design)
    alone = [design for group in groups.values() if len(group) == 1 for design in group]
    return {kind: group for kind, group in groups.items() if len(group) > 1} | {"one-of-a-kind": alone}


def _chunks(designs: list[Standing]) -> list[Sequence[Standing]]:
    """As many even parts as are needed for a table that fits a page."""
    parts = max(1, -(-len(designs) // MOST_SIDE_BY_SIDE))
    size = max(1, -(-len(designs) // parts))
    return [designs[start : start + size] for start in range(0, len(designs), size)]
