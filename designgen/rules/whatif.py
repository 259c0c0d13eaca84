"""One spec with something changed: only what reads the change, and changes with it, is worked out anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from designgen.rules.printer import needed
from designgen.rules.program import Allowed, DecisionNode, FactNode, Given, Node, Program, names_of, reads_of


class WhatIf:
    """The picks of a spec under other values of some facts. Keeps the spec's own values, so a question costs microseconds."""

    def __init__(self, program: Program, given: Given, allowed: Allowed) -> None:
        self.plan = program.plan
        self.given, self.allowed = list(given), allowed
        self.values: list[Any] = [0] * len(program.names)
        for run in self.plan.runs:
            run(self.values, self.given, allowed)
        self.now = tuple(self.values[slot] for slot in self.plan.decisions)

    def changed(self, facts: Mapping[int, float | int | bool | None]) -> dict[int, int]:
        """What the decisions pick that pick otherwise, by place in `Program.decisions`, when these inputs are others."""
        plan, values, given = self.plan, self.values, self.given
        before: list[tuple[int, int, list[Any]]] = []
        dirty = bytearray(len(plan.runs))
        kept = {slot: given[slot] for slot in facts}
        for slot, value in facts.items():
            given[slot] = value
            dirty[plan.facts[slot]] = 1
        node = dirty.find(1)
        while node >= 0:
            start, end = plan.slots[node]
            old = values[start:end]
            plan.runs[node](values, given, self.allowed)
            if values[start:end] != old:
                before.append((start, end, old))
                for reader in plan.readers[node]:
                    dirty[reader] = 1
            node = dirty.find(1, node + 1)
        found = {plan.place[start]: values[start] for start, _, old in before if start in plan.place and values[start] != old[0]}
        for start, end, old in before:
            values[start:end] = old
        for slot, value in kept.items():
            given[slot] = value
        return found


class Plan:
    """Who reads whom. Nodes that no decision needs are not among the readers."""

    def __init__(self, nodes: Sequence[Node], functions: Mapping[str, Callable[..., None]]) -> None:
        self.runs = [functions[f"n{place}"] for place in range(len(nodes))]
        self.facts = [place for place, node in enumerate(nodes) if isinstance(node, FactNode)]
        self.slots: list[tuple[int, int]] = []
        self.place: dict[int, int] = {}
        home: dict[str, int] = {}
        readers: list[list[int]] = [[] for _ in nodes]
        counts = needed(nodes)
        start = 0
        for number, node in enumerate(nodes):
            names = names_of(node)
            self.slots.append((start, start + len(names)))
            if isinstance(node, DecisionNode):
                self.place[start] = len(self.place)
            if isinstance(node, DecisionNode) or counts.intersection(names):
                for place in {home[name] for name in reads_of(node)}:
                    readers[place].append(number)
            home |= dict.fromkeys(names, number)
            start += len(names)
        self.readers = tuple(map(tuple, readers))
        self.decisions = tuple(self.place)
