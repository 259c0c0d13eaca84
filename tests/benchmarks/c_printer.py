"""Prints the lowered program as C functions over columns: what NumPy is measured against.

This form was the fastest of three: a row at a time takes 1.7 times as long, a row at a time with the branches of the
program on one spec three times.
"""

import ctypes
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from designgen.rules import Allowed, Program
from designgen.rules.evaluate import Scalar
from designgen.rules.lowering import Lowered, Lowering, Op, Operand, Value, kind_of

Array = np.ndarray[Any, np.dtype[Any]]
Held = Operand | tuple[Operand, ...]
TYPES = {"bool": "uint8_t", "f8": "double", "u1": "uint8_t", "u2": "uint16_t", "u4": "uint32_t", "u8": "uint64_t"}
HEAD = """\
#include <math.h>
#include <stdint.h>
static inline double divide(double x, double y) { return y != 0 ? x / y : x == 0 ? 0 : copysign(INFINITY, x); }
static inline double up(double x) { return ceil(x - 1e-9); }
static inline double down(double x) { return floor(x + 1e-9); }
static inline double root(double x) { return x > 0 ? sqrt(x) : 0; }
static inline double ln(double x) {
  if (!(x > 0)) return 0;
  for (int i = 0; i < 16; i++) x = sqrt(x);
  return 32768 * (x - 1 / x);
}
"""
FORMS = {
    "and": "{} & {}", "or": "{} | {}", "not": "!{}", "plus": "{} + {}", "times": "{} * {}", "whole": "{}", "/": "divide({}, {})",
    "ceil": "up({})", "floor": "down({})", "sqrt": "root({})", "ln": "ln({})", "overlap": "({} & {}u) != 0", "code": "-{} & 63",
    "select": "{} ? {} : {}", "among": "{} ? {} : {}", "where": "{1} ? {0} : 0", "min": "{0} < {1} ? {0} : {1}",
    "max": "{0} > {1} ? {0} : {1}", "largest": "{0} > {1} ? {0} : {1}",
}  # fmt: skip


ROWS, LOOPS = 1024, 50
"""Rows at a time, and loops in a function: a compiler takes long over long functions."""


def compiled(program: Program, allowed: Allowed, folder: Path) -> Callable[[Sequence[tuple[Array, Array]], int], list[Array]]:
    """A function of (values, where given) per input and the number of rows, a multiple of ROWS: codes or masks per decision.

    Compiled for the vector instructions of this machine, which NumPy uses as well. Raises FileNotFoundError without a compiler.
    """
    source, library = folder / "program.c", folder / "program.so"
    lowered = Lowering(program.types).lower(program.nodes, ["masked"] * len(program.inputs), allowed)
    source.write_text("\n".join(_Printer(program, lowered).file()), "utf-8")
    options = ("-O2", "-march=native", "-ffp-contract=off", "-shared", "-fPIC")
    subprocess.run(["cc", *options, "-o", library, source, "-lm"], check=True)
    run = ctypes.CDLL(str(library)).run
    kinds = [np.dtype(kind_of(program.types[name])) for name in program.inputs]

    def call(columns: Sequence[tuple[Array, Array]], size: int) -> list[Array]:
        values = [np.ascontiguousarray(array, kind) for (array, _), kind in zip(columns, kinds, strict=True)]
        results = [np.empty(size, "u1" if node.pick == "one" else "i8") for node in program.decisions]
        run(ctypes.c_long(size), _pointers(values), _pointers([mask for _, mask in columns]), _pointers(results))
        return results

    return call


def _pointers(arrays: Sequence[Array]) -> Any:
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays))


class _Printer:
    """A loop per operation. A buffer is taken over by a later value of its type, so that all stay in the processor's cache."""

    def __init__(self, program: Program, lowered: Lowered) -> None:
        self.outputs = [lowered.names[node.name] for node in program.decisions]
        self.ops = list(_live(lowered, self.outputs))
        kept = {item.id: len(self.ops) for item in _values(self.outputs)}
        self.last = {item.id: number for number, op in enumerate(self.ops) for item in _values(op.arguments)} | kept
        self.place: dict[int, str] = {}
        self.free: dict[str, list[str]] = {}
        self.declared: list[str] = []

    def file(self) -> Iterator[str]:
        loops = [*(self.loop(number, op) for number, op in enumerate(self.ops)), *self.results()]
        parts = range(0, len(loops), LOOPS)
        yield HEAD + f"#define LOOP for (int i = 0; i < {ROWS}; i++)"
        yield from self.declared
        for part in parts:
            yield f"static void f{part}(long row, void **in, uint8_t **given, void **out) {{"
            yield from loops[part : part + LOOPS]
            yield "}"
        yield f"void run(long size, void **in, uint8_t **given, void **out) {{ for (long row = 0; row < size; row += {ROWS}) {{"
        yield from (f"f{part}(row, in, given, out);" for part in parts)
        yield "} }"

    def loop(self, number: int, op: Op) -> str:
        arguments = [self.text(item) for item in op.arguments]
        for item in set(_values(op.arguments)):
            if self.last[item.id] == number:
                self.free.setdefault(item.kind, []).append(self.place[item.id])
        form = f"LOOP {self.take(op.target)}[i] = {{}};"
        if op.name == "load":
            return form.format(f"(({TYPES[op.target.kind]} *)in[{arguments[0]}])[row + i]")
        if op.name == "mask":
            return form.format(f"given[{arguments[0]}][row + i]")
        return form.format(FORMS.get(op.name, f"{{}} {op.name} {{}}").format(*arguments))

    def take(self, value: Value) -> str:
        free = self.free.setdefault(value.kind, [])
        if not free:
            free.append(f"b{len(self.declared)}")
            self.declared.append(f"static {TYPES[value.kind]} b{len(self.declared)}[{ROWS}];")
        self.place[value.id] = free.pop()
        return self.place[value.id]

    def results(self) -> Iterator[str]:
        for place, held in enumerate(self.outputs):
            if isinstance(held, tuple):
                mask = " | ".join(f"(int64_t){self.text(item)} << {bit}" for bit, item in enumerate(held))
                yield f"LOOP ((int64_t *)out[{place}])[row + i] = {mask};"
            else:
                yield f"LOOP ((uint8_t *)out[{place}])[row + i] = {self.text(held)};"

    def text(self, item: Operand) -> str:
        return f"{self.place[item.id]}[i]" if isinstance(item, Value) else _number(item)


def _live(lowered: Lowered, outputs: Iterable[Held]) -> Iterator[Op]:
    """The operations that a decision needs."""
    needed = {item.id for item in _values(outputs)}
    for op in reversed(lowered.ops):
        if op.target.id in needed:
            needed.update(item.id for item in _values(op.arguments))
    return (op for op in lowered.ops if op.target.id in needed)


def _values(held: Iterable[Held]) -> Iterator[Value]:
    for item in held:
        yield from _values(item) if isinstance(item, tuple) else (item,) if isinstance(item, Value) else ()


def _number(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if abs(value) == float("inf"):
        return "INFINITY" if value > 0 else "(-INFINITY)"
    return f"({value!r})" if value < 0 else repr(value)
