"""Made-up knowledge of any number of decisions, each as large as a real one and reading only a few earlier ones."""

import random

from designgen.rules import (
    BOOL,
    TRUE,
    All,
    Compare,
    Const,
    DecisionNode,
    Expr,
    FactNode,
    Member,
    Node,
    Not,
    OptionNode,
    Program,
    QuantityNode,
    Ref,
    Type,
    compiled,
)
from designgen.rules.expr import Arith

NUMBERS, TRUTHS, PRIORITIES, OPTIONS, NEAR = 20, 20, 4, 10, 4
LETTERS = tuple("abcdefghij")


def nodes_of(decisions: int) -> tuple[tuple[Node, ...], dict[str, Type]]:
    """Per decision a quantity of an earlier one and ten options, with one or two requirements and four points.

    The fiftieth decision after another is like it, so that more decisions are more of the same.
    """
    facts = [FactNode(f"number{place}", Const(float(place))) for place in range(NUMBERS)]
    facts += [FactNode(f"truth{place}", Const(place % 2 == 0)) for place in range(TRUTHS)]
    facts += [FactNode(f"priorities.{place}", Const(3)) for place in range(PRIORITIES)]
    nodes: list[Node] = list(facts)
    for place in range(decisions):
        rng = random.Random(place % 50)
        nodes.append(QuantityNode(f"size{place}", _size(rng, place)))
        nodes.append(DecisionNode(f"choice{place}", "one", TRUE, tuple(_option(rng, place, id) for id in LETTERS), ("time",)))
    types = {fact.name: BOOL if fact.name.startswith("truth") else Type("number") for fact in facts}
    for place in range(decisions):
        types |= {f"size{place}": Type("number"), f"choice{place}.time": Type("number")}
        types[f"choice{place}"] = Type("enum", symbols=LETTERS)
    return tuple(nodes), types


def program_of(decisions: int) -> Program:
    nodes, types = nodes_of(decisions)
    return compiled(nodes, types, {})


def _size(rng: random.Random, place: int) -> Expr:
    number: Expr = Arith("*", Ref(f"number{rng.randrange(NUMBERS)}"), Const(rng.uniform(0.5, 2)))
    return Arith("+", number, Ref(f"choice{_earlier(rng, place)}.time")) if place else number


def _earlier(rng: random.Random, place: int) -> int:
    return rng.randrange(max(0, place - NEAR), place)


def _condition(rng: random.Random, place: int) -> Expr:
    kind = rng.randrange(3 if place else 2)
    if kind == 0:
        return Ref(f"truth{rng.randrange(TRUTHS)}")
    if kind == 1:
        return Compare("<", Ref(f"size{place}"), Const(rng.uniform(0, 60)))
    return Not(Member(Ref(f"choice{_earlier(rng, place)}"), (rng.randint(1, OPTIONS), 0)))


def _option(rng: random.Random, place: int, id: str) -> OptionNode:
    rules = tuple(_condition(rng, place) for _ in range(rng.randint(1, 2)))
    points: list[tuple[str, int, Expr]] = [(f"priorities.{one}", rng.randint(-3, 3), TRUE) for one in range(2)]
    points += [(f"priorities.{one}", rng.randint(-3, 3), All((_condition(rng, place), _condition(rng, place)))) for one in (2, 3)]
    return OptionNode(id, rules, tuple(points), {"time": Const(rng.uniform(0, 5))})
