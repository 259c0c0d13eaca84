"""Prints the lowered program as C, a row at a time, for a compiler to make the best of: what NumPy is measured against."""

import ctypes
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from designgen.rules import Allowed, Program
from designgen.rules.evaluate import Scalar
from designgen.rules.lowering import Lowered, Lowering, Op, Operand, Value, kind_of

Array = np.ndarray[Any, np.dtype[Any]]
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


def compiled(program: Program, allowed: Allowed, folder: Path) -> Callable[[Sequence[tuple[Array, Array]], int], list[Array]]:
    """A function of (values, where given) per input and the number of rows: per decision its codes or masks.

    Raises CalledProcessError or FileNotFoundError where there is no C compiler.
    """
    lowered = Lowering(program.types).lower(program.nodes, ["masked"] * len(program.inputs), allowed)
    source, library = folder / "program.c", folder / "program.so"
    source.write_text(HEAD + "\n".join(_function(program, lowered)), "utf-8")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-ffp-contract=off", "-o", library, source, "-lm"], check=True)
    run = ctypes.CDLL(str(library)).run
    kinds = [np.dtype(kind_of(program.types[name])) for name in program.inputs]

    def call(columns: Sequence[tuple[Array, Array]], size: int) -> list[Array]:
        values = [np.ascontiguousarray(array, kind) for (array, _), kind in zip(columns, kinds, strict=True)]
        results = [np.empty(size, "u1" if node.pick == "one" else "u8") for node in program.decisions]
        run(ctypes.c_long(size), _pointers(values), _pointers([mask for _, mask in columns]), _pointers(results))
        return results

    return call


def _pointers(arrays: Sequence[Array]) -> Any:
    return (ctypes.c_void_p * len(arrays))(*(array.ctypes.data for array in arrays))


def _function(program: Program, lowered: Lowered) -> Iterator[str]:
    yield "void run(long size, void **in, uint8_t **given, void **out) { for (long row = 0; row < size; row++) {"
    for op in lowered.ops:
        yield f"{TYPES[op.target.kind]} v{op.target.id} = {_form(op)};"
    for place, node in enumerate(program.decisions):
        held = lowered.names[node.name]
        if isinstance(held, tuple):
            mask = " | ".join(f"(uint64_t){_text(item)} << {bit}" for bit, item in enumerate(held))
            yield f"((uint64_t *)out[{place}])[row] = {mask};"
        else:
            yield f"((uint8_t *)out[{place}])[row] = {_text(held)};"
    yield "} }"


def _form(op: Op) -> str:
    if op.name == "load":
        return f"(({TYPES[op.target.kind]} *)in[{op.arguments[0]}])[row]"
    if op.name == "mask":
        return f"given[{op.arguments[0]}][row]"
    return FORMS.get(op.name, f"{{}} {op.name} {{}}").format(*map(_text, op.arguments))


def _text(item: Operand) -> str:
    return f"v{item.id}" if isinstance(item, Value) else _number(item)


def _number(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if abs(value) == float("inf"):
        return "INFINITY" if value > 0 else "(-INFINITY)"
    return f"({value!r})" if value < 0 else repr(value)
