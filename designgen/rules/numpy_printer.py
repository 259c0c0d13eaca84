"""Prints lowered operations as Python over NumPy columns: one function, numbered buffers, nothing of anybody's text.

A value lives in a buffer from its making to its last use; buffers are taken over by later values of the same type.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from designgen.rules.evaluate import Scalar
from designgen.rules.lowering import Lowered, Op, Operand, Value

INTO = {
    "and": "bitwise_and", "or": "bitwise_or", "not": "logical_not", "<": "less", "<=": "less_equal", ">": "greater",
    ">=": "greater_equal", "==": "equal", "!=": "not_equal", "+": "add", "-": "subtract", "*": "multiply",
    "min": "minimum", "max": "maximum", "plus": "add", "times": "multiply", "where": "multiply", "largest": "maximum",
    "/": "divided", "ceil": "ceil", "floor": "floor", "sqrt": "sqrt", "ln": "ln", "overlap": "overlap", "code": "code",
    "whole": "copied", "select": "mixed", "among": "among",
}  # fmt: skip
"""The function of numpy, or of `columns`, that puts its result into `out`."""
OWN_RESULT = ("load", "mask")
AGAIN = ("/", "select", "among")
"""What reads an argument again after it began to write."""
TYPED = ("select", "where", "among")
"""What needs a constant of its own type, or it would compute in a wider one."""
Outputs = Mapping[str, Operand | tuple[Operand, ...]]


def printed(lowered: Lowered, wanted: Iterable[str]) -> tuple[bytes, tuple[str, ...]]:
    """The marshalled code of `run(load, mask, put, *buffers)` and the types of the buffers it takes, in order.

    `put(name, value)` gets each wanted value, a list of truths for a pick-all decision.
    """
    outputs = {name: lowered.names[name] for name in wanted}
    printer = _Printer(_live(lowered.ops, outputs), {value.id for value in _values(outputs)})
    body = [*printer.lines(), *(f"put({name!r}, {printer.held(held)})" for name, held in outputs.items())]
    names = "".join(f", b{place}" for place in range(len(printer.kinds)))
    source = "\n ".join([f"def run(load, mask, put{names}):", *body, "return"])
    constants = (f"{name} = typed({_number(value)}, {kind!r})\n" for (value, kind), name in printer.constants.items())
    return marshal.dumps(compile("".join(constants) + source, "<columns>", "exec", optimize=2)), tuple(printer.kinds)


def _live(ops: Sequence[Op], outputs: Outputs) -> list[Op]:
    """The operations that some output needs."""
    needed = {value.id for value in _values(outputs)}
    kept = []
    for op in reversed(ops):
        if op.target.id in needed:
            needed.update(item.id for item in op.arguments if isinstance(item, Value))
            kept.append(op)
    return kept[::-1]


def _values(outputs: Outputs) -> Iterator[Value]:
    for held in outputs.values():
        yield from (item for item in (held if isinstance(held, tuple) else (held,)) if isinstance(item, Value))


class _Printer:
    """`kinds` are the types of the buffers; `place` says where a value is now; `kept` values stay to the end."""

    def __init__(self, ops: Sequence[Op], kept: Set[int]) -> None:
        self.ops, self.kept = ops, kept
        self.kinds: list[str] = []
        self.place: dict[int, str] = {}
        self.free: dict[str, list[str]] = {}
        self.constants: dict[tuple[Scalar, str], str] = {}
        self.last = {item.id: number for number, op in enumerate(ops) for item in op.arguments if isinstance(item, Value)}

    def lines(self) -> Iterator[str]:
        for number, op in enumerate(self.ops):
            arguments = [self.text(item, op) for item in op.arguments]
            ending = {item for item in op.arguments if isinstance(item, Value) and self.last[item.id] == number}
            if op.name in OWN_RESULT:
                self.place[op.target.id] = f"v{op.target.id}"
                yield f"v{op.target.id} = {op.name}({', '.join(arguments)})"
                self.release(ending)
            elif op.name in AGAIN:
                yield f"{INTO[op.name]}({', '.join(arguments)}, out={self.take(op.target)})"
                self.release(ending)
            else:
                self.release(ending)
                yield f"{INTO[op.name]}({', '.join(arguments)}, out={self.take(op.target)})"

    def take(self, value: Value) -> str:
        """A buffer for a new value."""
        free = self.free.setdefault(value.kind, [])
        if not free:
            free.append(f"b{len(self.kinds)}")
            self.kinds.append(value.kind)
        self.place[value.id] = name = free.pop()
        return name

    def release(self, values: Iterable[Value]) -> None:
        """Gives buffers back, in the order of their making, so that the print is always the same."""
        for value in sorted(values, key=lambda item: item.id):
            if value.id not in self.kept and self.place[value.id].startswith("b"):
                self.free.setdefault(value.kind, []).append(self.place[value.id])

    def text(self, item: Operand, op: Op) -> str:
        if isinstance(item, Value):
            return self.place[item.id]
        if op.name in TYPED:
            return self.constants.setdefault((item, op.target.kind), f"c{len(self.constants)}")
        return _number(item)

    def held(self, held: Operand | tuple[Operand, ...]) -> str:
        if isinstance(held, tuple):
            return f"[{', '.join(map(self.held, held))}]"
        return self.place[held.id] if isinstance(held, Value) else _number(held)


def _number(value: Scalar) -> str:
    return repr(value) if abs(value) != float("inf") else "inf" if value > 0 else "-inf"
