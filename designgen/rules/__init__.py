"""The rule language: text -> typed expressions -> a compiled program of facts, quantities and decisions.

condition, formula            text and the types of names -> expression (RuleError with a column)
compiled                      nodes -> Program, in order, with the look-ahead put in, printed as Python
apply                         the value of one expression
"""

from collections.abc import Mapping

from designgen.rules.evaluate import Scalar, Values, apply
from designgen.rules.expr import BOOL, FALSE, TRUE, All, Any, Compare, Const, Expr, Member, Not, Overlap, Plain, Ref, Type, reads
from designgen.rules.lookahead import ancestors, look_ahead
from designgen.rules.program import (
    Allowed,
    Cycle,
    DecisionNode,
    FactNode,
    Given,
    Node,
    OptionNode,
    Program,
    QuantityNode,
    in_order,
    names_of,
    reads_of,
)
from designgen.rules.whatif import WhatIf

__all__ = [
    "BOOL", "FALSE", "TRUE", "All", "Allowed", "Any", "Compare", "Const", "Cycle", "DecisionNode", "Expr", "FactNode",
    "Given", "Member", "Node", "Not", "OptionNode", "Overlap", "Plain", "Program", "QuantityNode", "Ref", "Scalar", "Type",
    "Values", "WhatIf", "ancestors", "apply", "compiled", "names_of", "reads", "reads_of",
]  # fmt: skip


def compiled(nodes: tuple[Node, ...], types: Mapping[str, Type], texts: Mapping[str, Expr]) -> Program:
    """The runnable program. Raises Cycle when definitions wait for each other."""
    from designgen.rules.python_printer import pieces, printed

    ordered = look_ahead(in_order(nodes))
    return Program(ordered, types, texts, printed(ordered), pieces(ordered))
