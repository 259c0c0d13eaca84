"""Text of a condition or formula -> typed expression. Names, types and units are checked here."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any as Any_
from typing import cast

import lark

from designgen.problem import did_you_mean
from designgen.rules.expr import (
    BOOL,
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
    Type,
)
from designgen.units import PLAIN, Dimension, dimension_name, divided, multiplied, parse

FUNCTIONS = {"min": (2, 8), "max": (2, 8), "ceil": (1, 1), "floor": (1, 1), "sqrt": (1, 1), "ln": (1, 1)}
MAX_TEXT = 400
MAX_DEPTH = 60
"""Operators inside operators; what is printed must stay within what Python itself can nest."""
NUMBER = Type("number")
Scope = Mapping[str, Type]
Typed = tuple[Expr, Type]
_Tree = lark.Tree[Any_]
_Part = lark.Tree[Any_] | lark.Token


class RuleError(Exception):
    """A text that does not fit the language: what is wrong, a hint, and the 0-based column."""

    def __init__(self, text: str, column: int = 0, hint: str = "") -> None:
        super().__init__(text)
        self.text, self.column, self.hint = text, column, hint


@cache
def _parser() -> lark.Lark:
    return lark.Lark.open("grammar.lark", rel_to=__file__, parser="lalr", propagate_positions=True)


def condition(text: str, scope: Scope) -> Expr:
    """The truth expression that a text says. Raises RuleError."""
    expr, kind = typed(text, scope)
    if kind.kind != "bool":
        raise RuleError(f"this is {kind}, not a condition")
    return expr


def formula(text: str, scope: Scope, dimension: Dimension) -> Expr:
    """The number expression that a text says, of the wanted dimension. Raises RuleError."""
    expr, kind = typed(text, scope)
    if kind.kind != "number":
        raise RuleError(f"this is {kind}, not a number")
    if kind.dimension != dimension and not _is_zero(expr):
        raise RuleError(f"this is {dimension_name(kind.dimension)}, not {dimension_name(dimension)}")
    return expr


def choose(cases: tuple[tuple[Expr, Expr], ...]) -> Expr:
    """An ordered choice; a single unconditional case is just its value."""
    return cases[0][1] if len(cases) == 1 else Choose(cases)


@dataclass
class _Reader:
    """Walks a parse tree; `scope` says what each name is."""

    scope: Scope
    depth: int = 0

    def read(self, tree: _Part) -> Typed:
        method = getattr(self, f"read_{tree.data}", None) if isinstance(tree, lark.Tree) else None
        if method is None or isinstance(tree, lark.Token):
            return self.fail(tree, "a list of words can only follow `in` or `has`")
        levels = max(1, len(tree.children) // 2) if tree.data in ("sum", "product") else 1  # a + b + c is (a + b) + c
        self.depth += levels
        if self.depth > MAX_DEPTH:
            return self.fail(tree, f"nested deeper than {MAX_DEPTH} levels")
        found: Typed = method(tree)
        self.depth -= levels
        return found

    def fail(self, tree: _Part, text: str, hint: str = "") -> Typed:
        raise RuleError(text, _column(tree), hint)

    def wanted(self, tree: _Tree, kind: str) -> Typed:
        expr, found = self.read(tree)
        if found.kind != kind:
            self.fail(tree, f"this is {found}, not {Type(kind)}")
        return expr, found

    def read_either(self, tree: _Tree) -> Typed:
        return Any(tuple(self.wanted(part, "bool")[0] for part in tree.children)), BOOL

    def read_both(self, tree: _Tree) -> Typed:
        return All(tuple(self.wanted(part, "bool")[0] for part in tree.children)), BOOL

    def read_negated(self, tree: _Tree) -> Typed:
        return Not(self.wanted(tree.children[0], "bool")[0]), BOOL

    def read_compared(self, tree: _Tree) -> Typed:
        left, op, right = tree.children
        return Compare(str(op), *self.alike(left, right)), BOOL

    def read_equal(self, tree: _Tree) -> Typed:
        left, right = tree.children
        expr, kind = self.read(left)
        if kind.kind == "number":
            return Compare("==", *self.alike(left, right)), BOOL
        if kind.kind == "bool":
            truth, _ = self.wanted(right, "bool")
            return (expr if truth == TRUE else Not(expr) if truth == FALSE else self.fail(right, "say true or false")[0]), BOOL
        if kind.kind == "set":
            return self.fail(left, "this is a set; say `has` instead of `is`")
        return Member(expr, (self.code(right, kind),)), BOOL

    def read_unequal(self, tree: _Tree) -> Typed:
        return Not(self.read_equal(tree)[0]), BOOL

    def read_member(self, tree: _Tree) -> Typed:
        left, symbols = tree.children
        expr, kind = self.read(left)
        if kind.kind != "enum":
            return self.fail(left, f"this is {kind}; `in` wants one word on its left")
        return Member(expr, tuple(sorted(self.code(word, kind) for word in symbols.children))), BOOL

    def read_having(self, tree: _Tree) -> Typed:
        left, right = tree.children
        expr, kind = self.read(left)
        if kind.kind != "set":
            return self.fail(left, f"this is {kind}; `has` wants a set on its left")
        words = right.children if isinstance(right, lark.Tree) else [right]
        return Overlap(expr, sum({1 << self.code(word, kind) - 1 for word in words})), BOOL

    def read_sum(self, tree: _Tree) -> Typed:
        expr, kind = self.wanted(tree.children[0], "number")
        for sign, part in zip(tree.children[1::2], tree.children[2::2], strict=True):
            right, other = self.wanted(part, "number")
            if other.dimension != kind.dimension:
                self.fail(part, f"{dimension_name(other.dimension)} cannot be added to {dimension_name(kind.dimension)}")
            expr = Arith(str(sign), expr, right)
        return expr, kind

    def read_product(self, tree: _Tree) -> Typed:
        expr, kind = self.wanted(tree.children[0], "number")
        for sign, part in zip(tree.children[1::2], tree.children[2::2], strict=True):
            right, other = self.wanted(part, "number")
            combine = multiplied if sign == "*" else divided
            expr, kind = Arith(str(sign), expr, right), Type("number", combine(kind.dimension, other.dimension))
        return expr, kind

    def read_minus(self, tree: _Tree) -> Typed:
        expr, kind = self.wanted(tree.children[0], "number")
        return Arith("-", Const(0.0), expr), kind

    def read_literal(self, tree: _Tree) -> Typed:
        amount = parse(str(tree.children[0]))
        if amount is None:
            return self.fail(tree, f'"{tree.children[0]}" is not a number with a unit')
        return Const(_as_float(amount.value)), Type("number", amount.dimension)

    def read_truth(self, tree: _Tree) -> Typed:
        return Const(tree.children[0] != "false"), BOOL

    def read_called(self, tree: _Tree) -> Typed:
        name, arguments = cast("lark.Token", tree.children[0]), tree.children[1:]
        if name not in FUNCTIONS:
            return self.fail(name, f"unknown function {name}", did_you_mean(name, FUNCTIONS))
        low, high = FUNCTIONS[name]
        if not low <= len(arguments) <= high:
            self.fail(name, f"{name} takes {low if low == high else f'{low} to {high}'} numbers")
        typed = [self.wanted(argument, "number") for argument in arguments]
        return Call(str(name), tuple(expr for expr, _ in typed)), self.result(name, [kind for _, kind in typed])

    def result(self, name: lark.Token, kinds: list[Type]) -> Type:
        if len({kind.dimension for kind in kinds}) > 1:
            self.fail(name, f"{name} of different units")
        if name in ("ceil", "floor", "sqrt", "ln") and kinds[0].dimension != PLAIN:
            self.fail(name, f"{name} wants a plain number; divide by a unit first")
        return kinds[0]

    def read_name(self, tree: _Tree) -> Typed:
        name = str(tree.children[0])
        if name not in self.scope:
            return self.fail(tree, f"unknown name {name}", did_you_mean(name, self.scope))
        return Ref(name), self.scope[name]

    def alike(self, left: _Tree, right: _Tree) -> tuple[Expr, Expr]:
        (one, kind), (two, other) = self.wanted(left, "number"), self.wanted(right, "number")
        if kind.dimension != other.dimension and not _is_zero(one) and not _is_zero(two):
            names = dimension_name(kind.dimension), dimension_name(other.dimension)
            self.fail(right, f"{names[0]} cannot be compared with {names[1]}")
        return one, two

    def code(self, word: _Part, kind: Type) -> int:
        """The 1-based code of a symbol; 0 for not_needed."""
        token = word if isinstance(word, lark.Token) else cast("lark.Token", word.children[0])
        if token == "not_needed" and kind.kind == "enum":
            return 0
        if token not in kind.symbols:
            self.fail(token, f"{token} is not one of its words", did_you_mean(token, kind.symbols))
        return kind.symbols.index(str(token)) + 1


@lru_cache(maxsize=10_000)
def _tree(text: str) -> _Tree:
    """A pack on top of our knowledge, or knowledge compared with other knowledge, has nearly all texts in common."""
    return _parser().parse(text)


def typed(text: str, scope: Scope) -> Typed:
    if len(text) > MAX_TEXT:
        raise RuleError(f"longer than {MAX_TEXT} characters")
    try:
        tree = _tree(text)
    except lark.UnexpectedCharacters as error:
        raise RuleError(f"unexpected {error.char!r}", error.column - 1) from None
    except lark.UnexpectedToken as error:
        what = "the end" if error.token.type == "$END" else f"`{error.token}`"
        raise RuleError(f"did not expect {what} here", max(0, (error.column or len(text)) - 1)) from None
    return _Reader(scope).read(tree)


def _column(tree: _Part) -> int:
    where = tree if isinstance(tree, lark.Token) else tree.meta
    return (getattr(where, "column", None) or 1) - 1


def _is_zero(expr: Expr) -> bool:
    return expr == Const(0.0)


def _as_float(value: Fraction) -> float:
    return value.numerator / value.denominator
