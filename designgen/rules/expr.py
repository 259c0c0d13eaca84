"""Typed expressions: what a condition or formula means, with names resolved and symbols turned into codes.

An enum or pick-one value is a code (1 for the first symbol, 0 for "not needed"); a set or pick-all value is a
bit mask. Every expression is total: x / 0 is infinite (0 / 0 is 0), sqrt of a negative number is 0, and so is
ln of a number that is not positive.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.units import PLAIN, Dimension


class Plain:
    """Pickled as a call with its parts: knowledge has tens of thousands of such values, and dataclasses restore theirs slowly."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)


@dataclass(frozen=True, slots=True)
class Type(Plain):
    """What a name can hold. `symbols` are the ids of an enum or set, in order."""

    kind: str  # bool | number | enum | set
    dimension: Dimension = PLAIN
    symbols: tuple[str, ...] = ()

    def __str__(self) -> str:
        return {"bool": "a truth value", "enum": "one word", "set": "a set of words"}.get(self.kind, "a number")


BOOL = Type("bool")


@dataclass(frozen=True, slots=True)
class Const(Plain):
    value: float | int | bool


@dataclass(frozen=True, slots=True)
class Ref(Plain):
    name: str


@dataclass(frozen=True, slots=True)
class Not(Plain):
    item: "Expr"


@dataclass(frozen=True, slots=True)
class All(Plain):
    items: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Any(Plain):
    items: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Compare(Plain):
    op: str  # < <= > >= == !=
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class Arith(Plain):
    op: str  # + - * /
    left: "Expr"
    right: "Expr"


@dataclass(frozen=True, slots=True)
class Call(Plain):
    function: str  # min max ceil floor sqrt ln
    arguments: tuple["Expr", ...]


@dataclass(frozen=True, slots=True)
class Member(Plain):
    """An enum is one of some codes."""

    item: "Expr"
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overlap(Plain):
    """A set shares a bit with a mask."""

    item: "Expr"
    mask: int


@dataclass(frozen=True, slots=True)
class Choose(Plain):
    """The value of the first condition that holds; the last condition is `always`."""

    cases: tuple[tuple["Expr", "Expr"], ...]


Expr = Const | Ref | Not | All | Any | Compare | Arith | Call | Member | Overlap | Choose
TRUE, FALSE = Const(True), Const(False)


def children(expr: Expr) -> Iterator[Expr]:
    """The direct parts of an expression."""
    for name in expr.__match_args__:
        value = getattr(expr, name)
        if isinstance(value, tuple):
            for item in value:
                yield from item if isinstance(item, tuple) else (item,) if not isinstance(item, int) else ()
        elif not isinstance(value, str | int | float):
            yield value


def reads(expr: Expr) -> Iterator[str]:
    """Every name an expression reads, repeats included."""
    if isinstance(expr, Ref):
        yield expr.name
    for child in children(expr):
        yield from reads(child)
