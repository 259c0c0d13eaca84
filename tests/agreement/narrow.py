"""Rules that stand for one remembered case.

An adjustment or a requirement of a pick-one decision *decides* a spec when another option would win there without it.
It is narrow when it decides exactly one published system and no random spec, of six thousand drawn around what any task
brings and as many around the task of that system. Such a rule has no mechanism that anybody else
could meet, however it is worded.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.agreement.cases import PublishedCase
from designgen.agreement.judge import Facing, Judge
from designgen.catalog import Knowledge
from designgen.catalog.sweep import Cases
from designgen.decisions import Value
from designgen.decisions.decide import code_of
from designgen.rules import TRUE, All, DecisionNode, Expr, Given, Not, reads
from designgen.rules.rows import met

DRAWS = 6_000
AT_FIRST = 200
GIVEN_SHARES = (0.05, 0.15, 0.3)
SEED = 11
Row = tuple[int, int, int]


@dataclass(frozen=True, order=True)
class Rule:
    """`kind`: adjustment or requirement; `place`: which one of its option."""

    decision: str
    option: str
    kind: str
    place: int


def narrow(judge: Judge, cases: Sequence[PublishedCase]) -> dict[Rule, str]:
    """The narrow rules, each with the one case that it decides. What only knows its year is left alone."""
    decided: dict[Rule, list[str]] = {}
    for case in cases:
        for rule in deciding(judge, Facing(judge, case).given):
            decided.setdefault(rule, []).append(case.id)
    suspects = {rule: ids[0] for rule, ids in sorted(decided.items()) if len(ids) == 1 and not dated(judge.knowledge, rule)}
    tasks = {case.id: case.spec.presets for case in cases}
    acquit(judge, suspects, draws(judge.knowledge))
    for id in sorted(set(suspects.values())):
        acquit(judge, suspects, draws(judge.knowledge, tasks[id]))
    return suspects


def acquit(judge: Judge, suspects: dict[Rule, str], specs: Iterable[Given]) -> None:
    """Drops the rules that decide one of these specs, too. Most fall at once; then only specs that meet a suspect are decided."""
    rows = list(specs)
    for given in rows[:AT_FIRST]:
        for rule in deciding(judge, given):
            suspects.pop(rule, None)
    if not suspects:
        return
    rest, left = rows[AT_FIRST:], list(suspects)
    holds = dict(zip(left, met(judge.program, rest, judge.open, [meets(judge, rule) for rule in left]), strict=True))
    for place, given in enumerate(rest):
        if any(holds[rule][place] for rule in suspects):
            for rule in deciding(judge, given):
                suspects.pop(rule, None)


def meets(judge: Judge, rule: Rule) -> Expr:
    """What must hold where the rule decides: its condition for an adjustment, the contrary for a requirement."""
    node = next(node for node in judge.program.decisions if node.name == rule.decision)
    option = next(option for option in node.options if option.id == rule.option)
    met = option.points[rule.place][2] if rule.kind == "adjustment" else Not(option.rules[rule.place])
    return All((node.when, met))


def dated(knowledge: Knowledge, rule: Rule) -> bool:
    """Whether the rule only says since when something exists."""
    node = next(node for node in knowledge.program.decisions if node.name == rule.decision)
    option = next(option for option in node.options if option.id == rule.option)
    return rule.kind == "requirement" and set(reads(option.rules[rule.place])) == {"year"}


def draws(knowledge: Knowledge, task: Mapping[str, Value] | None = None) -> Iterator[Given]:
    """Random specs: what some task (or this one) usually brings, with a few to a third of the facts given otherwise."""
    source = Cases(knowledge, random.Random(SEED))
    if task is not None:
        source.tasks = [{name: code_of(knowledge.facts[name], value) for name, value in task.items()}]
    return (source.draw(GIVEN_SHARES[number % len(GIVEN_SHARES)]) for number in range(DRAWS))


def deciding(judge: Judge, given: Given) -> Iterator[Rule]:
    """The rules without which some decision would come out otherwise, all else equal."""
    values, tracks = judge.program.trace(given, judge.open)
    for node, rows in zip(judge.program.decisions, tracks, strict=True):
        if rows is not None and node.pick == "one":
            yield from _of(node, rows, values)


def _of(node: DecisionNode, rows: list[Row], values: dict[str, float]) -> Iterator[Rule]:
    best = _winner(rows)
    for place, (failed, earned, total) in enumerate(rows):
        option = node.options[place]
        for bit, (priority, points, when) in enumerate(option.points):
            if when != TRUE and earned >> bit & 1 and not failed:
                other = failed, earned, int(total - points * values[priority])
                if _winner([*rows[:place], other, *rows[place + 1 :]]) != best:
                    yield Rule(node.name, option.id, "adjustment", bit)
        if failed and failed.bit_count() == 1 and failed.bit_length() <= len(option.rules):
            other = 0, earned, total
            if _winner([*rows[:place], other, *rows[place + 1 :]]) != best:
                yield Rule(node.name, option.id, "requirement", failed.bit_length() - 1)


def _winner(rows: Iterable[Row]) -> int:
    """The place of the first of the best; −1 if every option fails."""
    best, found = -(10**9), -1
    for place, (failed, _, points) in enumerate(rows):
        if not failed and points > best:
            best, found = points, place
    return found


def told(knowledge: Knowledge, rule: Rule, case: str) -> str:
    """The rule as its author wrote it."""
    option = knowledge.decisions[rule.decision].options[rule.option]
    if rule.kind == "requirement":
        return f"{rule.decision}={rule.option} requires {option.rules[rule.place].condition}: decides only {case}"
    points = option.points[rule.place]
    return f"{rule.decision}={rule.option} {points.criterion} {points.points:+d} if {points.condition}: decides only {case}"
