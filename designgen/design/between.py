"""Two specs and every spec between them: some of what they say differently taken from the one, the rest from the other."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import Case, Value, allowed_of, code_of, given_of
from designgen.design.outline import Outline, outlined
from designgen.design.sized import Sized
from designgen.rules import Allowed, Given, ancestors, apply, reads
from designgen.spec.model import Spec

TASK, CHOOSE, AVOID, ALWAYS = "task", "choose.", "avoid.", "always"
Taken = frozenset[str]
"""The levers that are as in the second spec."""


class Between:
    """Evaluates mixtures of two specs, each once.

    `levers` are what the specs say differently and what can be exchanged alone: facts given in either, the task (with the
    facts that it presets), pins and bans. What only follows from them is none.
    """

    def __init__(self, first: Spec, second: Spec, knowledge: Knowledge) -> None:
        self.first, self.second, self.knowledge = first, second, knowledge
        self.program = knowledge.program
        self.levers = tuple(_levers(first, second))
        self.moving = _moving(self.levers, first, second)
        self.slots = {name: _slots(name, self.program.inputs) for name in self.moving}
        self.base = given_of(knowledge, Case({**first.presets, **first.facts}, {}, {}))
        self.place = {node.name: place for place, node in enumerate(self.program.decisions)}
        self._above = ancestors(self.program.nodes)
        self._open: dict[Taken, Allowed] = {}
        self._picks: dict[Taken, tuple[int, ...]] = {}
        self._values: dict[Taken, Mapping[str, Any]] = {}
        self._outlines: dict[Taken, Outline] = {}

    @property
    def all(self) -> Taken:
        return frozenset(self.levers)

    def spec(self, taken: Taken) -> Spec:
        """The first spec with these levers as the second has them; its title and texts stay."""
        pins, bans = ({lever.removeprefix(head) for lever in taken if lever.startswith(head)} for head in (CHOOSE, AVOID))
        return replace(
            self.first,
            task=self.second.task if TASK in taken else self.first.task,
            presets=self.second.presets if TASK in taken else self.first.presets,
            facts=_mixed(self.first.facts, self.second.facts, taken),
            choose=_mixed(self.first.choose, self.second.choose, pins),
            avoid=_mixed(self.first.avoid, self.second.avoid, bans),
        )

    def reaching(self, decision: str) -> list[str]:
        """The levers that the decision can read, directly or not."""
        return self._above_any([decision])

    def reading(self, condition: str) -> list[str]:
        """The levers that a condition of the knowledge can read, directly or not."""
        return self._above_any(reads(self.program.texts[condition]) if condition != ALWAYS else ())

    def _above_any(self, names: Iterable[str]) -> list[str]:
        above = frozenset().union(*(self._above[name] | {name} for name in names if name in self._above))
        return [lever for lever in self.levers if self._names(lever) & above]

    def picks(self, taken: Taken) -> tuple[int, ...]:
        """What each decision picks, in program order: a code, or a mask; 0 for none."""
        if taken not in self._picks:
            self._picks[taken] = self.program.picks(self._given(taken), self._allowed(taken))
        return self._picks[taken]

    def pick(self, taken: Taken, decision: str) -> int:
        return self.picks(taken)[self.place[decision]]

    def values(self, taken: Taken) -> Mapping[str, Any]:
        """Every value of the mixture by name."""
        if taken not in self._values:
            self._values[taken] = self.program.trace(self._given(taken), self._allowed(taken))[0]
        return self._values[taken]

    def bringing(self, part: str) -> dict[str, int]:
        """The decisions that can bring a component, each with the mask of its options that do."""
        found: dict[str, int] = {}
        for decision in self.knowledge.decisions.values():
            for bit, option in enumerate(decision.options.values()):
                if part in option.components:
                    found[decision.id] = found.get(decision.id, 0) | 1 << bit
        return found

    def has_part(self, taken: Taken, part: str, bringing: Mapping[str, int]) -> bool:
        """Is the component there in the mixture?"""
        if not any(self.mask(taken, decision) & mask for decision, mask in bringing.items()):
            return False
        when = self.knowledge.components[part].when
        return when == ALWAYS or bool(apply(self.program.texts[when], self.values(taken)))

    def mask(self, taken: Taken, decision: str) -> int:
        """The options picked, one bit each."""
        picked = self.pick(taken, decision)
        return picked if self.knowledge.decisions[decision].pick == "all" else 1 << picked - 1 if picked else 0

    def sized(self, taken: Taken) -> tuple[Mapping[str, Any], Sized]:
        """Every value of the mixture, and its components with the path, sized."""
        if taken not in self._outlines:
            stated = frozenset(self.spec(taken).facts)
            self._outlines[taken] = outlined(self.knowledge, self._given(taken), self._allowed(taken), stated)
        return self._outlines[taken].values, self._outlines[taken].sized

    def _names(self, lever: str) -> set[str]:
        if lever == TASK:
            return {name for fact in self.moving for name in (fact, f"{fact}.first")}
        return {lever.removeprefix(CHOOSE).removeprefix(AVOID), f"{lever}.first"}

    def _given(self, taken: Taken) -> Given:
        given = list(self.base)
        presets = self.second.presets if TASK in taken else self.first.presets
        for name in self.moving:
            facts = self.second.facts if name in taken else self.first.facts
            value: Value | None = facts.get(name, presets.get(name))
            for slot, first in self.slots[name]:
                given[slot] = None if value is None else code_of(self.knowledge.facts[name], value, first)
        return given

    def _allowed(self, taken: Taken) -> Allowed:
        pins = frozenset(lever for lever in taken if lever.startswith((CHOOSE, AVOID)))
        if pins not in self._open:
            spec = self.spec(pins)
            self._open[pins] = allowed_of(self.knowledge, Case({}, spec.choose, spec.avoid))
        return self._open[pins]


def _levers(first: Spec, second: Spec) -> list[str]:
    """What differs, in the order of the specs; the task only if it presets other facts."""
    names = [TASK] if first.presets != second.presets else []
    for head, one, other in (
        ("", first.facts, second.facts), (CHOOSE, first.choose, second.choose), (AVOID, first.avoid, second.avoid)
    ):  # fmt: skip
        names += [f"{head}{name}" for name in {**one, **other} if one.get(name) != other.get(name)]
    return names


def _moving(levers: tuple[str, ...], first: Spec, second: Spec) -> list[str]:
    """The facts whose value may differ between mixtures."""
    facts = [lever for lever in levers if lever != TASK and not lever.startswith((CHOOSE, AVOID))]
    presets = {**first.presets, **second.presets}
    preset = [name for name in presets if first.presets.get(name) != second.presets.get(name)]
    return list(dict.fromkeys([*facts, *preset]))


def _slots(name: str, inputs: tuple[str, ...]) -> list[tuple[int, bool]]:
    """The inputs of the program that hold a fact, and whether they hold the first word of a set."""
    return [(place, known != name) for place, known in enumerate(inputs) if known in (name, f"{name}.first")]


def _mixed(one: Mapping[str, Any], other: Mapping[str, Any], taken: set[str] | Taken) -> dict[str, Any]:
    """The entries of the one, but those taken as in the other, which may lack them."""
    kept = {name: value for name, value in one.items() if name not in taken}
    return kept | {name: value for name, value in other.items() if name in taken}
