"""Which designs stand side by side on the site: those of a kind, each with its alternatives, and with other priorities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def beside(designs: Sequence[Design]) -> list[Beside]:
    """Every comparison of a site with these designs."""
    return [*_of_a_kind(designs), *_alternatives(designs), *_priorities(designs)]


def _of_a_kind(designs: Sequence[Design]) -> Iterator[Beside]:
    for kind, group in _kinds(designs).items():
        for number, few in enumerate(_chunks(group), 1):
            if len(few) > 1:
                yield Beside(f"compare/{kind}-{number}.md", tuple(design.spec for design in few))


def _alternatives(designs: Sequence[Design]) -> Iterator[Beside]:
    for design in designs:
        if others := tuple(design.spec.alternatives.values()):
            yield Beside(f"compare/{design.spec.id}-alternatives.md", (design.spec, *others[: MOST_SIDE_BY_SIDE - 1]))


def _priorities(designs: Sequence[Design]) -> Iterator[Beside]:
    for design in designs:
        profiles = [design.knowledge.profiles[name] for name in PROFILES if name in design.knowledge.profiles]
        others = tuple(ranked(design.spec, profile) for profile in profiles)
        if others:
            yield Beside(f"compare/{design.spec.id}-priorities.md", (design.spec, *others), drawn=False)


def _kinds(designs: Sequence[Design]) -> dict[str, list[Design]]:
    """Designs by what comes out of them; those that are alone of their kind stand together."""
    groups: dict[str, list[Design]] = {}
    for design in designs:
        groups.setdefault(str(design.facts["problem.output"].value).replace("_", "-"), []).append(design)
    alone = [design for group in groups.values() if len(group) == 1 for design in group]
    return {kind: group for kind, group in groups.items() if len(group) > 1} | {"one-of-a-kind": alone}


def _chunks(designs: list[Design]) -> list[Sequence[Design]]:
    """As many even parts as are needed for a table that fits a page."""
    parts = max(1, -(-len(designs) // MOST_SIDE_BY_SIDE))
    size = max(1, -(-len(designs) // parts))
    return [designs[start : start + size] for start in range(0, len(designs), size)]
