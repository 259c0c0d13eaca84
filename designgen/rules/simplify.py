"""Rewriting expressions: putting constants in, folding what is then certain, and bounds under missing knowledge."""

from collections.abc import Callable, Mapping, Set

from designgen.rules.evaluate import apply
from designgen.rules.expr import (
    FALSE,
    TRUE,
    All,
    Any,
    Arith,
    Call,
    Choose,
    Compare,
    Const,
    Expr,
    Member,
    Not,
    Overlap,
    Ref,
    reads,
)


def rebuild(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same expression with `change` applied to each direct part."""
    match expr:
        case Const() | Ref():
            return expr
        case Not(item):
            return Not(change(item))
        case All(items):
            return All(tuple(map(change, items)))
        case Any(items):
            return Any(tuple(map(change, items)))
        case Compare(op, left, right):
            return Compare(op, change(left), change(right))
        case Arith(op, left, right):
            return Arith(op, change(left), change(right))
        case Call(function, arguments):
            return Call(function, tuple(map(change, arguments)))
        case Member(item, codes):
            return Member(change(item), codes)
        case Overlap(item, mask):
            return Overlap(change(item), mask)
        case Choose(cases):
            return Choose(tuple((change(when), change(value)) for when, value in cases))


def substitute(expr: Expr, known: Mapping[str, Expr]) -> Expr:
    """The expression with names replaced, and folded."""
    if isinstance(expr, Ref):
        return known.get(expr.name, expr)
    return fold(rebuild(expr, lambda part: substitute(part, known)))


def fold(expr: Expr) -> Expr:
    """One level of constant folding; the parts are folded already."""
    match expr:
        case Not(Const(value)):
            return Const(not value)
        case Not(Not(item)):
            return item
        case All(items):
            return _joined(items, All, TRUE, FALSE)
        case Any(items):
            return _joined(items, Any, FALSE, TRUE)
        case Compare(_, Const(), Const()) | Arith(_, Const(), Const()) | Member(Const(), _) | Overlap(Const(), _):
            return Const(apply(expr, {}))
        case Choose(((Const(True), value), *_)):
            return value
    return expr


def _joined(items: tuple[Expr, ...], kind: type[All] | type[Any], neutral: Const, absorbing: Const) -> Expr:
    kept = tuple(dict.fromkeys(item for item in items if item != neutral))
    if absorbing in kept:
        return absorbing
    return neutral if not kept else kept[0] if len(kept) == 1 else kind(kept)


def surely(expr: Expr, known: Set[str], wanted: bool = True) -> Expr:
    """A condition over known names only, true exactly when `expr` is certain to be `wanted` whatever the rest is.

    Certainty is Kleene's strong three-valued logic: every comparison that reads an unknown name is undecided.
    """
    match expr:
        case Not(item):
            return surely(item, known, not wanted)
        case All(items) | Any(items):
            parts = tuple(surely(item, known, wanted) for item in items)
            return fold(All(parts) if isinstance(expr, All) == wanted else Any(parts))
    if not all(name in known for name in reads(expr)):
        return FALSE
    return expr if wanted else fold(Not(expr))
