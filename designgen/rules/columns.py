"""The program over columns: many specs at once, with NumPy, row by row the same answers as `Program.picks`."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from typing import Any as Anything

import numpy as np

from designgen.rules.lowering import MOST_PRIORITY, Input, Lowering, kind_of
from designgen.rules.numpy_printer import printed
from designgen.rules.program import functions_of

if TYPE_CHECKING:
    from designgen.rules.program import Allowed, Program

Array = np.ndarray[Anything, np.dtype[Anything]]
Column = Array | tuple[Array, Array] | float | int | bool | None
"""A fact in every row: a value, an array of values, an array with a mask of where it is given, or None for its default."""
ROWS = 16384
"""Rows at a time: what is in use then stays in the processor's cache."""
_MOST_KEPT = 16
_WIDE = 1_000_000  # a priority beyond this is refused


class Columns:
    """Prints one function for each way in which facts come in (fixed, or as columns), and keeps the last few."""

    def __init__(self, program: "Program") -> None:
        self.program = program
        self.kept: dict[Anything, _Run] = {}

    def __call__(self, given: Sequence[Column], allowed: "Allowed", size: int, wanted: Iterable[str] = ()) -> dict[str, Array]:
        """Per pick-one decision its codes (uint8, 0 for none), per pick-all decision its masks (int64); `wanted` names besides.

        Raises ValueError for a priority that is no whole number from 0 on, and for an array of another size.
        """
        inputs = [_checked(name, column, size) for name, column in zip(self.program.inputs, given, strict=True)]
        shapes = tuple(_shape(column) for column in inputs)
        most = _most_priority(self.program.inputs, inputs)
        names = tuple(dict.fromkeys((*(node.name for node in self.program.decisions), *wanted)))
        key = (shapes, allowed, names, most)
        if key not in self.kept:
            while len(self.kept) >= _MOST_KEPT:
                self.kept.pop(next(iter(self.kept)))
            self.kept[key] = _Run(self.program, shapes, allowed, names, most)
        return self.kept[key](inputs, size)


class _Run:
    """One printed function, with its buffers (a set for each thread)."""

    def __init__(
        self, program: "Program", shapes: tuple[Input, ...], allowed: "Allowed", names: tuple[str, ...], most: int
    ) -> None:
        lowered = Lowering(program.types, most).lower(program.nodes, shapes, allowed)
        code, self.kinds = printed(lowered, names)
        self.inputs = [kind_of(program.types[name]) for name in program.inputs]
        self.lists = {node.name for node in program.decisions if node.pick == "all"}
        self.types = {name: _result(program.types[name].kind, name in self.lists) for name in names}
        self.function: Callable[..., None] = functions_of(code, {**FUNCTIONS, "inf": np.inf})["run"]
        self.local = threading.local()

    def __call__(self, inputs: Sequence[Column], size: int) -> dict[str, Array]:
        results = {name: np.zeros(size, kind) for name, kind in self.types.items()}
        for start in range(0, size, ROWS):
            self.chunk(inputs, slice(start, min(size, start + ROWS)), results)
        return results

    def chunk(self, inputs: Sequence[Column], rows: slice, results: Mapping[str, Array]) -> None:
        def load(slot: int) -> Array:
            column = inputs[slot]
            values = column[0] if isinstance(column, tuple) else column
            return np.ascontiguousarray(values[rows], self.inputs[slot])  # type: ignore[index]

        def mask(slot: int) -> Array:
            return inputs[slot][1][rows]  # type: ignore[index]

        def put(name: str, value: Anything) -> None:
            if name in self.lists:
                _pack(value, results[name][rows])
            else:
                results[name][rows] = value

        with np.errstate(all="ignore"):  # x / 0 and infinities are meant
            self.function(load, mask, put, *self.buffers(rows.stop - rows.start))

    def buffers(self, size: int) -> list[Array]:
        if getattr(self.local, "size", 0) != size:
            self.local.size, self.local.buffers = size, [np.empty(size, kind) for kind in self.kinds]
        buffers: list[Array] = self.local.buffers
        return buffers


def _pack(truths: Sequence[Array | bool], into: Array) -> None:
    """A mask per row out of a truth per option: bit by bit within each byte of it."""
    masks = into.view(np.uint8).reshape(-1, 8)
    for start in range(0, len(truths), 8):
        byte = np.zeros(len(into), np.uint8)
        for bit, truth in enumerate(truths[start : start + 8]):
            if isinstance(truth, np.ndarray):
                byte |= truth.view(np.uint8) * np.uint8(1 << bit)
            elif truth:
                byte |= np.uint8(1 << bit)
        masks[:, start // 8] = byte


def _result(kind: str, several: bool) -> str:
    return "<i8" if several or kind == "set" else {"number": "f8", "bool": "?", "enum": "u1"}[kind]


def _checked(name: str, column: Column, size: int) -> Column:
    for array in column if isinstance(column, tuple) else (column,):
        if isinstance(array, np.ndarray) and array.shape != (size,):
            raise ValueError(f"{name}: an array of shape {array.shape}, not ({size},)")
    return column


def _shape(column: Column) -> Input:
    return "masked" if isinstance(column, tuple) else "column" if isinstance(column, np.ndarray) else column


def _most_priority(names: Sequence[str], columns: Sequence[Column]) -> int:
    """The bound for which keys are made: 5, or more where a priority is larger."""
    most = MOST_PRIORITY
    for name, column in zip(names, columns, strict=True):
        values = column[0] if isinstance(column, tuple) else column
        if name.startswith("priorities.") and values is not None and np.size(values):
            low, high = np.min(values), np.max(values)
            if not (low >= 0 and high <= _WIDE and np.all(np.equal(np.floor(values), values))):
                raise ValueError(f"{name}: a priority is a whole number from 0 to {_WIDE}")
            most = most if high <= most else _WIDE
    return most


def _divided(left: Anything, right: Anything, out: Array) -> None:
    """x / 0 is infinite with the sign of x, 0 / 0 is 0."""
    np.divide(left, right if np.isscalar(right) and right else np.add(right, 0.0), out=out)
    if not np.isscalar(right) or not right:
        np.copyto(out, 0.0, where=np.equal(left, 0.0))


def _ceil(value: Array, out: Array) -> None:
    np.ceil(np.subtract(value, 1e-9, out=out), out=out)


def _floor(value: Array, out: Array) -> None:
    np.floor(np.add(value, 1e-9, out=out), out=out)


def _sqrt(value: Array, out: Array) -> None:
    np.sqrt(np.fmax(value, 0.0, out=out), out=out)


def _ln(value: Array, out: Array) -> None:
    root = np.where(value > 0, value, 1.0)
    for _ in range(16):
        np.sqrt(root, out=root)
    np.multiply(np.subtract(root, 1 / root, out=out), 32768.0, out=out)


def _overlap(value: Array, mask: int, out: Array) -> None:
    np.not_equal(np.bitwise_and(value, mask & (1 << 8 * value.itemsize) - 1), 0, out=out)


def _code(key: Array, out: Array) -> None:
    """A key holds 64 × points − code: its low bits, taken from 64."""
    np.copyto(out, np.bitwise_and(np.negative(key), 63), casting="unsafe")


def _mixed(when: Array, value: Anything, other: Anything, out: Array) -> None:
    """A whole number where a condition holds, else another."""
    np.bitwise_xor(np.multiply(np.bitwise_xor(value, other), when, out=out), other, out=out)


def _among(when: Array, value: Anything, other: Anything, out: Array) -> None:
    """A float where a condition holds, else another, by their bits."""
    if isinstance(value, np.float64) and isinstance(other, np.float64) and other == 0 and 0 <= value < np.inf:
        np.multiply(when, value, out=out)
    else:
        _mixed(when, value.view(np.int64), other.view(np.int64), out.view(np.int64))


def _copied(value: Array, out: Array) -> None:
    np.copyto(out, value, casting="unsafe")


FUNCTIONS: Mapping[str, Callable[..., Anything]] = {
    **{name: getattr(np, name) for name in (
        "bitwise_and", "bitwise_or", "logical_not", "less", "less_equal", "greater", "greater_equal", "equal", "not_equal",
        "add", "subtract", "multiply", "minimum", "maximum",
    )},
    "divided": _divided, "ceil": _ceil, "floor": _floor, "sqrt": _sqrt, "ln": _ln, "overlap": _overlap, "code": _code,
    "copied": _copied, "mixed": _mixed, "among": _among, "typed": lambda value, kind: np.dtype(kind).type(value),
}  # fmt: skip
