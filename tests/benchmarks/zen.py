"""The knowledge as a chain of GoRules decision tables, and the time that `zen-engine` takes for what `Program.picks` does.

Per decision a table collects a row for each option that is open, with its points, and an expression takes the best;
between them stand expressions for facts left out and for quantities. The same as one node of expressions, without
tables, is printed as well: what is quicker counts. Numbers of zen are decimals below 8e28, so that is infinity here.
"""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import zen

from designgen.rules import TRUE, Const, DecisionNode, Expr, Given, Program, QuantityNode
from designgen.rules.expr import Arith, Call, Choose
from designgen.rules.printer import Lines, Printer, needed

LARGEST = "70000000000000000000000000000"
RAISED = 1000
"""Added to points, so that a key is not negative: key = (points + RAISED) × 64 + 63 − code."""
Json = dict[str, Any]


class Zen:
    """The knowledge in zen-engine, as tables or as expressions alone."""

    def __init__(self, program: Program, tables: bool) -> None:
        self.program = program
        self.decision = zen.ZenEngine().create_decision(json.dumps(_Printer(program, tables).graph()))

    def asked(self, given: Given) -> Json:
        """What is given, as zen wants it: a set as the list of its codes."""
        kinds = (self.program.types[name].kind for name in self.program.inputs)
        rows = enumerate(zip(given, kinds, strict=True))
        return {f"g{place}": _codes(value) if kind == "set" else value for place, (value, kind) in rows if value is not None}

    def picks(self, asked: Json) -> tuple[int, ...]:
        picked = self.decision.evaluate(asked)["result"]["picked"]
        return tuple(sum(1 << int(code) - 1 for code in one) if isinstance(one, list) else int(one) for one in picked)


class _Printer(Printer):
    """What a node of expressions has defined itself it reads by `$`."""

    def __init__(self, program: Program, tables: bool) -> None:
        super().__init__(program.nodes)
        self.types, self.tables = program.types, tables
        self.plain = dict(self.slots)
        self.chain_of_nodes: list[Json] = []
        self.rows: list[Json] = []

    def graph(self) -> Json:
        wanted = needed(self.nodes)
        for node in self.nodes:
            if isinstance(node, DecisionNode):
                self._decision(node)
                for key in node.gives:
                    name = f"{node.name}.{key}"
                    if name in wanted:
                        self._define(name, self._given(node, key).partition(" = ")[2])
            elif isinstance(node, QuantityNode) and node.name in wanted:
                self._define(node.name, self.text(node.formula))
            elif node.name in wanted:
                self._define(node.name, next(self.defined(node)))
        self._row("picked", f"[{', '.join(self.slots[node.name] for node in self.decisions)}]")
        self._close(last=True)
        return _chained(self.chain_of_nodes)

    def _row(self, key: str, text: str) -> None:
        self.rows.append({"id": str(len(self.rows)), "key": key, "value": text})

    def _define(self, name: str, text: str) -> None:
        self._row(self.plain[name], text)
        self.slots[name] = f"$.{self.plain[name]}"

    def _close(self, last: bool = False) -> None:
        """Ends a node of expressions; what it defined is now read without `$`."""
        self.slots = dict(self.plain)
        content = {"passThrough": not last, "expressions": self.rows}
        self.chain_of_nodes.append({"type": "expressionNode", "content": content})
        self.rows = []

    def _decision(self, node: DecisionNode) -> None:
        place, one = self.places[node.name], node.pick == "one"
        if self.tables:
            self._row(f"w{place}", self.text(node.when))
            self._close()
            self.chain_of_nodes.append({"type": "decisionTableNode", "content": self._table(node)})
            best = f"(len(r{place}) > 0 ? 63 - max(map(r{place}, #.k)) % 64 : 0)"
            self._define(node.name, best if one else f"map(r{place}, #.k)")
        else:
            rows = [f"({self._feasible(option) or 'true'} ? {key} : {63 if one else 0})" for option, key in self._keys(node)]
            best = f"63 - max([63, {', '.join(rows)}]) % 64" if one else f"filter([{', '.join(rows)}], # > 0)"
            self._define(node.name, f"({self.text(node.when)} ? {best} : {0 if one else '[]'})")

    def _table(self, node: DecisionNode) -> Json:
        """The options that are open, each with its key."""
        when = "" if node.when == TRUE else f"w{self.places[node.name]}"
        rows = [{"w": when, "f": self._feasible(option), "k": key} for option, key in self._keys(node)]
        return {
            "hitPolicy": "collect", "passThrough": True, "outputPath": f"r{self.places[node.name]}",
            "inputs": [{"id": "w", "name": "needed"}, {"id": "f", "name": "requirements"}],
            "outputs": [{"id": "k", "name": "key", "field": "k"}],
            "rules": [{"_id": str(number), **row} for number, row in enumerate(rows)],
        }  # fmt: skip

    def _feasible(self, option: Any) -> str:
        conditions = [self.text(rule) for rule in option.knock_outs() if rule != TRUE]
        return self.joined("and", conditions) if conditions else ""

    def _keys(self, node: DecisionNode) -> Iterable[tuple[Any, str]]:
        for code, option in enumerate(node.options, 1):
            points = " + ".join([str(RAISED), *self.points(option)])
            yield option, f"({points}) * 64 + {63 - code}" if node.pick == "one" else str(code)

    def defined(self, node: Any) -> Lines:
        is_set = self.types[node.name].kind == "set"
        yield f"(g{self.places[node.name]} ?? {self._listed(node.default) if is_set else self.text(node.default)})"

    def _listed(self, expr: Expr) -> str:
        """The value of a set, as a list of codes."""
        if isinstance(expr, Const):
            return str(_codes(expr.value))
        if isinstance(expr, Choose):
            *some, (_, last) = expr.cases
            return self.chain(((self.text(when), self._listed(value)) for when, value in some), self._listed(last))
        return self.text(expr)

    def text(self, expr: Expr) -> str:
        if isinstance(expr, Arith) and expr.op == "/":
            over, under = self.text(expr.left), self.text(expr.right)
            return f"({under} == 0 ? ({over} == 0 ? 0 : {LARGEST}) : {over} / {under})"
        if isinstance(expr, Call):
            return self._called(expr.function, [self.text(argument) for argument in expr.arguments])
        return super().text(expr)

    def _called(self, function: str, parts: Sequence[str]) -> str:
        if function in ("min", "max"):
            return f"{function}([{', '.join(parts)}])"
        if function in ("ceil", "floor"):
            return f"{function}({parts[0]} {'-' if function == 'ceil' else '+'} 0.000000001)"
        if function == "sqrt":
            return f"({parts[0]} > 0 ? {parts[0]} ^ 0.5 : 0)"
        root = f"{parts[0]} ^ {Decimal(2) ** -16}"
        return f"({parts[0]} > 0 ? 32768 * ({root} - 1 / ({root})) : 0)"

    def const(self, value: float | int | bool) -> str:
        if isinstance(value, bool):
            return str(value).lower()
        text = LARGEST if abs(value) == float("inf") else f"{abs(Decimal(repr(value))):f}".removesuffix(".0")
        return f"(-{text})" if value < 0 else text

    def joined(self, word: str, parts: Iterable[str]) -> str:
        return f"({f' {word} '.join(parts)})"

    def negated(self, text: str) -> str:
        return f"not({text})"

    def among(self, text: str, codes: tuple[int, ...]) -> str:
        return f"({text} in [{', '.join(map(str, codes))}])"

    def overlap(self, text: str, mask: int) -> str:
        return self.joined("or", (f"({code} in {text})" for code in _codes(mask)))

    def chain(self, cases: Iterable[tuple[str, str]], last: str) -> str:
        return f"({''.join(f'{when} ? {value} : ' for when, value in cases)}{last})"

    def block(self, condition: str, body: Iterable[str]) -> Lines:
        raise NotImplementedError("zen has no statements")

    def fact(self, slot: str, place: int, default: str) -> Lines:
        raise NotImplementedError("zen has no statements")


def _codes(mask: Any) -> list[int]:
    return [bit + 1 for bit in range(int(mask).bit_length()) if int(mask) >> bit & 1]


def _chained(steps: Sequence[Json]) -> Json:
    every = [{"type": "inputNode", "content": {}}, *steps, {"type": "outputNode", "content": {}}]
    nodes = [{"id": str(number), "name": str(number), **step} for number, step in enumerate(every)]
    edges = [{"id": f"e{number}", "sourceId": str(number), "targetId": str(number + 1)} for number in range(len(every) - 1)]
    return {"nodes": nodes, "edges": edges}
