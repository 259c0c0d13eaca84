"""What a decision of a design turns on: the names in the conditions that settled it, and who was kept out by a number."""

from collections.abc import Iterator

from designgen.decisions import Rationale, Verdict
from designgen.design.model import Design
from designgen.rules import TRUE, All, Any, Compare, Expr, apply, reads


def names_read(design: Design, rationale: Rationale) -> Iterator[str]:
    """Names of facts, quantities and earlier decisions, once for each condition that reads them."""
    for expr in _settling(design, rationale):
        yield from dict.fromkeys(name.removesuffix(".first") for name in _telling(design, expr))


def _telling(design: Design, expr: Expr) -> Iterator[str]:
    """The names that an expression reads; of alternatives only those that hold, where one does."""
    if isinstance(expr, All | Any):
        held = [item for item in expr.items if isinstance(expr, Any) and apply(item, design.values)]
        for item in held or expr.items:
            yield from _telling(design, item)
    else:
        yield from reads(expr)


def _settling(design: Design, rationale: Rationale) -> Iterator[Expr]:
    """Of the points that the choice earned, of what it requires, of what kept rivals out, and why it is asked at all."""
    program = design.knowledge.program
    options = design.knowledge.decisions[rationale.id].options
    yield from (program.texts[entry.condition] for entry in rationale.ledger if program.texts[entry.condition] != TRUE)
    for verdict in rationale.verdicts:
        rules = [rule.condition for rule in options[verdict.id].rules]
        if verdict.verdict == "chosen":
            yield from (program.texts[rule] for rule in rules)
        elif rationale.pick == "one":
            yield from [program.texts[rule] for rule in rules if not design.holds(rule)][:1]
    yield next(node.when for node in program.decisions if node.name == rationale.id)


def beyond_a_limit(design: Design, decision: str, verdict: Verdict) -> bool:
    """Is it ruled out by a number, and not because it answers another question?"""
    rules = design.knowledge.decisions[decision].options[verdict.id].rules if verdict.verdict == "infeasible" else ()
    failing = next((rule.condition for rule in rules if not design.holds(rule.condition)), "")
    return bool(failing) and isinstance(design.knowledge.program.texts[failing], Compare)
