"""Specs for the editor of a preview: the questions of its form, what an edit changes, and where the files are."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from designgen.catalog import Fact, Knowledge
from designgen.cli.studio import Studio
from designgen.design import Design
from designgen.problem import ProblemsFound
from designgen.spec import load_spec, with_value
from designgen.spec.load import id_of
from designgen.spec.values import example, shown
from designgen.units import dimension_of
from designgen.yamlio import Items, Node, Table, parse_yaml

FIGURES = {"cost.month": "A month", "path.p99": "Modelled p99"}
WORDS = {"title": "A short name for the problem.", "summary": "One sentence on what it is for."}
SENSITIVE = 50
"""Texts whose designs are kept."""


class SpecDesk:
    """Implements `preview.Editing` for the specs of a studio."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.roots = [path if path.is_dir() else path.parent for path in studio.paths]
        self._design = lru_cache(maxsize=SENSITIVE)(self._made)

    def files(self) -> Mapping[str, Path]:
        found = self.studio.files()
        named = {spec.id: found[real] for real, spec in list(self.studio.specs.items()) if real in found}
        broken = {id_of(path): path for real, path in found.items() if real not in self.studio.specs}
        return {**broken, **named}

    def form(self, path: Path, text: str) -> Any:
        knowledge, table = self._knowledge(), parse_yaml(text, str(path))
        try:
            made: Design | None = self.design(path, text)
        except ProblemsFound:
            made = None
        groups: dict[str, list[Any]] = {"spec": list(_words(knowledge, table))}
        for fact in knowledge.facts.values():
            groups.setdefault(fact.id.partition(".")[0], []).append(_field(fact, _given(table, fact.id), made))
        asked: list[dict[str, Any]] = [{"group": group, "fields": fields} for group, fields in groups.items()]
        return sorted(asked, key=lambda one: not any(field["given"] is not None for field in one["fields"]))

    def judged(self, path: Path, text: str) -> Any:
        """Decisions that flip, and figures that change, against the spec as it was saved last."""
        now = self.design(path, text)
        spec = self.studio.specs.get(Path(os.path.realpath(path)))
        if spec is None:
            return {"decisions": [], "figures": []}
        before = self.design(path, spec.text)
        return {"decisions": list(_flipped(before, now)), "figures": list(_moved(before, now))}

    def with_value(self, text: str, name: str, value: str | Sequence[str] | None) -> str:
        return with_value(text, name, value)

    def design(self, path: Path, text: str) -> Design:
        """Raises ProblemsFound with all that is wrong with the text."""
        return self._design(self._knowledge().digest, path, text)

    def _made(self, _digest: str, path: Path, text: str) -> Design:
        knowledge = self._knowledge()
        spec = load_spec(path, knowledge, self.studio.given.sets, instead=text)
        made = [self.studio.hasty_design(one, knowledge) for one in (spec, *spec.alternatives.values())]
        return made[0]

    def _knowledge(self) -> Knowledge:
        if self.studio.knowledge is None:
            raise ProblemsFound(self.studio.unknown)
        return self.studio.knowledge


def _given(table: Table, name: str) -> Node:
    group, _, key = name.partition(".")
    inner = table.get(group)
    return table.get(name) if name in table or not key else inner.get(key) if isinstance(inner, Table) else None


def _words(knowledge: Knowledge, table: Table) -> Iterator[dict[str, Any]]:
    for name, ask in WORDS.items():
        yield {"id": name, "name": name, "ask": ask, "kind": "text", "given": _text(table.get(name))}
    tasks = {id: task.name for id, task in knowledge.tasks.items()}
    yield {"id": "task", "name": "task", "ask": "What kind of problem is it?", "kind": "enum", "values": tasks,
           "given": _text(table.get("task"))}  # fmt: skip


def _field(fact: Fact, given: Node, made: Design | None) -> dict[str, Any]:
    """A fact as a form asks for it. `assumed` is what holds while nothing is given."""
    field = {"id": fact.id, "name": fact.name, "ask": fact.ask, "kind": fact.kind, "values": dict(fact.values)}
    if fact.kind == "number":
        limits = f"{shown(fact, fact.low)} to {shown(fact, fact.high)}" if fact.high < float("inf") else ""
        field |= {"unit": fact.unit, "range": limits, "example": example(fact, dimension_of(fact.unit))}
    known = made.facts.get(fact.id) if made else None
    return field | {"given": _text(given), "holds": known.shown if known else "", "basis": known.basis if known else ""}


def _text(node: Node) -> str | list[str] | None:
    if isinstance(node, Items):
        return [str(item) for item in node]
    return None if node is None or isinstance(node, Table) else str(node)


def _flipped(before: Design, now: Design) -> Iterator[dict[str, Any]]:
    for id, item in now.decisions.items():
        old = before.decisions.get(id)
        if old is None or old.chosen == item.chosen:
            continue
        decision = now.knowledge.decisions[id]
        were, are = [[decision.options[one].name for one in some] for some in (old.chosen, item.chosen)]
        if decision.pick == "all":
            added, dropped = [one for one in are if one not in were], [one for one in were if one not in are]
            yield {"name": decision.name, "added": added, "dropped": dropped}
        else:
            yield {"name": decision.name, "before": ", ".join(were), "after": ", ".join(are)}


def _moved(before: Design, now: Design) -> Iterator[dict[str, str]]:
    for name, title in FIGURES.items():
        old, new = before.number(name), now.number(name)
        if (old and old.shown) != (new and new.shown):
            yield {"name": title, "before": old.shown if old else "none", "after": new.shown if new else "none"}
