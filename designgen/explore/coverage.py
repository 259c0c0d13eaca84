"""What no spec does to the knowledge: decisions never asked, decisions that come up empty, rules that settle nothing.

Random specs over the whole space, each with the presets of some task below what is drawn. A finding is a finding about
these specs: another could still do it, so the hint says how many were tried.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from designgen.catalog import Knowledge
from designgen.decisions import Case, allowed_of
from designgen.explore.draws import BLOCK, Draws
from designgen.problem import Place, Problem
from designgen.rules import BOOL, TRUE, All, DecisionNode, Expr, Not, Program, QuantityNode
from designgen.rules.columns import Array, Column

SPECS, SEED = 200_000, 7
MOST_NAMED = 60


@dataclass(frozen=True)
class Asked:
    """A condition that some spec should make true, and what it means that none does."""

    condition: Expr
    place: Place
    code: str
    text: str


@dataclass
class Coverage:
    """Over `specs` specs: who won, by (decision, option); what never came true; a spec for each decision that came up empty."""

    specs: int = 0
    wins: set[tuple[str, str]] = field(default_factory=set)
    never: list[Asked] = field(default_factory=list)
    empty: dict[str, str] = field(default_factory=dict)

    def problems(self, knowledge: Knowledge) -> Iterator[Problem]:
        tried = f"none of {self.specs:,} random specs does"
        yield from (Problem(one.place, one.code, one.text, tried) for one in self.never)
        for id, given in self.empty.items():
            yield Problem(knowledge.decisions[id].place, "K010", f"{id} can come up empty", f"for example with {given}")


def coverage(knowledge: Knowledge, specs: int = SPECS, seed: int = SEED) -> Coverage:
    """Decides at least this many random specs and looks at every condition where its decision is asked."""
    asked = {f"asked.{place}": one for place, one in enumerate(_asked(knowledge))}
    program = _with(knowledge.program, {name: one.condition for name, one in asked.items()})
    draws = Draws(knowledge, [None] * len(program.inputs), list(knowledge.facts))
    allowed, found, left = allowed_of(knowledge, Case({}, {}, {})), Coverage(), dict(asked)
    needed = {node.name: f"asked.{place}" for place, node in enumerate(program.decisions)}
    for number in range(-(-specs // BLOCK)):
        given = draws.block(seed, number, tasks=True)
        values = program.columns(given, allowed, BLOCK, asked)
        left = {name: one for name, one in left.items() if not values[name].any()}
        for node in program.decisions:
            _look(node, values, given, values[needed[node.name]], found, program.inputs)
        found.specs += BLOCK
    found.never = list(left.values())
    return found


def _with(program: Program, conditions: Mapping[str, Expr]) -> Program:
    """The program with a truth for each of these conditions."""
    nodes = tuple(QuantityNode(name, condition) for name, condition in conditions.items())
    return Program((*program.nodes, *nodes), {**program.types, **dict.fromkeys(conditions, BOOL)}, {}, b"", b"")


def _asked(knowledge: Knowledge) -> Iterator[Asked]:
    """First, in the order of the program, that each decision is asked; then every rule and every condition of points."""
    nodes = knowledge.program.decisions
    for node in nodes:
        yield Asked(node.when, knowledge.decisions[node.name].place, "K019", f"nothing asks {node.name}")
    for node in nodes:
        for option, known in zip(node.options, knowledge.decisions[node.name].options.values(), strict=True):
            name = f"{node.name}.{option.id}"
            for rule, wanted in zip(known.rules, option.rules, strict=True):
                if wanted != TRUE:
                    yield Asked(
                        All((node.when, Not(wanted))), rule.place, "K021", f"{name}: `{rule.condition}` rules nothing out"
                    )
            for points, (_, _, when) in zip(known.points, option.points, strict=True):
                if when != TRUE:
                    yield Asked(All((node.when, when)), points.place, "K020", f"{name}: `{points.condition}` is never true")


def _look(
    node: DecisionNode, values: Mapping[str, Array], given: list[Column], needed: Array, found: Coverage, inputs: tuple[str, ...]
) -> None:
    """Who won, and a spec in which the decision was asked and nothing was left."""
    picked = values[node.name]
    if node.pick == "all":
        mask = int(np.bitwise_or.reduce(picked))
        found.wins |= {(node.name, option.id) for bit, option in enumerate(node.options) if mask >> bit & 1}
        return
    found.wins |= {(node.name, node.options[code - 1].id) for code in np.unique(picked).tolist() if code}
    empty = np.flatnonzero(needed & (picked == 0))
    if len(empty) and node.name not in found.empty:
        found.empty[node.name] = ", ".join(list(_said(inputs, given, int(empty[0])))[:MOST_NAMED])


def _said(inputs: tuple[str, ...], given: list[Column], row: int) -> Iterator[str]:
    """What one row gives."""
    for name, column in zip(inputs, given, strict=True):
        if isinstance(column, tuple) and column[1][row]:
            yield f"{name}={column[0][row].item()}"
