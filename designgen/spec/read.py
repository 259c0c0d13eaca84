"""A YAML table -> Layer: every key known, every value typed by its fact; what is wrong goes to the report."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from designgen.catalog import Decision, Knowledge
from designgen.problem import Place, did_you_mean
from designgen.spec.layer import Layer
from designgen.spec.model import Value
from designgen.spec.names import ID, LONGEST, MOST_ALTERNATIVES, MOST_OWNERS, RESERVED, WORDS, groups_of, short, unknown_name
from designgen.spec.values import Reading, quoted
from designgen.yamlio import Items, Node, Table, Text, place_of


class LayerReader:
    """Reads one table. `inner`: inside an alternative, where some keys have no meaning."""

    def __init__(self, knowledge: Knowledge, reading: Reading, inner: bool = False) -> None:
        self.knowledge, self.reading, self.report, self.inner = knowledge, reading, reading.report, inner
        self.words: dict[str, str] = {}
        self.owners: tuple[str, ...] = ()
        self.facts: dict[str, Value] = {}
        self.choose: dict[str, str] = {}
        self.avoid: dict[str, tuple[str, ...]] = {}
        self.notes: dict[str, str] = {}
        self.alternatives: dict[str, Layer] = {}
        self.places: dict[str, Place] = {}
        self.groups = groups_of(knowledge)
        self.tables: Mapping[str, Callable[[str, Node, Place], None]] = {
            "choose": self.read_choose, "avoid": self.read_avoid, "notes": self.read_note, "alternatives": self.read_alternative,
        }  # fmt: skip

    def layer(self, table: Table) -> Layer:
        """What the table says, without what was reported."""
        for key, node in table.items():
            self.read_key(str(key), node, table.at(key))
        self.check_pins()
        return replace(
            Layer(**self.words),  # type: ignore[arg-type]
            owners=self.owners,
            facts=self.facts,
            choose=self.choose,
            avoid=self.avoid,
            notes=self.notes,
            alternatives=self.alternatives,
            places=self.places,
        )

    def read_key(self, key: str, node: Node, place: Place) -> None:
        head, _, rest = key.partition(".")
        if self.inner and key in ("alternatives", "extends", "id"):
            self.report.add(place, "S013", f"{key} cannot stand inside an alternative")
        elif key in WORDS:
            self.read_word(key, node, place)
        elif key == "owners":
            self.read_owners(node, place)
        elif key in self.tables or key in self.groups:
            self.read_table(key, node, place)
        elif key in self.knowledge.facts:
            self.read_fact(key, node, place)
        elif rest and head in ("choose", "avoid"):
            self.tables[head](rest, node, place)
        else:
            self.unknown(key, place)

    def read_word(self, key: str, node: Node, place: Place) -> None:
        if not (text := self.text(key, key, node, place)):
            return
        if key == "task" and text not in self.knowledge.tasks:
            known = did_you_mean(text, self.knowledge.tasks) or f"known are {', '.join(self.knowledge.tasks)}"
            self.report.add(place_of(node, place), "S007", f"task: {quoted(text)} is unknown", known)
        elif key == "id" and (not ID.fullmatch(text) or text in RESERVED):
            text = f"id: {quoted(text)} cannot name a folder of the site"
            self.report.add(place_of(node, place), "S014", text, "use a-z, 0-9 and -")
        else:
            self.words[key], self.places[key] = text, place

    def text(self, key: str, name: str, node: Node, place: Place) -> str:
        """Free text within its limit, or "" when it was reported."""
        place = place_of(node, place)
        if node is None or (isinstance(node, Text) and not any(sign.isprintable() for sign in "".join(node.split()))):
            self.report.add(place, "S002", f"{name} is empty")
        elif not isinstance(node, Text):
            self.report.add(place, "S006", f"{name} must be text")
        elif len(node) > LONGEST[key]:
            self.report.add(place, "S014", f"{name} has {len(node):,} characters; at most {LONGEST[key]:,} are read")
        else:
            return re.sub(r"\s+", " ", node.strip()) if key != "notes" else str(node).strip()
        return ""

    def read_owners(self, node: Node, place: Place) -> None:
        items = list(node) if isinstance(node, Items) else [node]
        if len(items) > MOST_OWNERS:
            self.report.add(place, "S014", f"owners: {len(items)} names; at most {MOST_OWNERS} are read")
        self.owners = tuple(filter(None, (self.text("owners", "owners", item, place) for item in items[:MOST_OWNERS])))

    def read_table(self, key: str, node: Node, place: Place) -> None:
        if not isinstance(node, Table):
            code, wrong = ("S002", "is empty") if node is None else ("S006", "must be a table")
            self.report.add(place, code, f"{key} {wrong}")
            return
        for name, item in node.items():
            if key in self.tables:
                self.tables[key](str(name), item, node.at(name))
            elif f"{key}.{name}" in self.knowledge.facts:
                self.read_fact(f"{key}.{name}", item, node.at(name))
            else:
                self.unknown(f"{key}.{name}", node.at(name))

    def read_fact(self, name: str, node: Node, place: Place) -> None:
        if name in self.places:
            self.report.add(place, "S008", f"{name} is given twice", f"the first is in line {self.places[name].line}")
            return
        self.places[name] = place
        value = self.reading.value(self.knowledge.facts[name], node, place)
        if value is not None:
            self.facts[name] = value

    def decision(self, name: str, place: Place) -> Decision | None:
        if name not in self.knowledge.decisions:
            self.report.add(place, "S001", f"unknown decision {short(name)}", did_you_mean(name, self.knowledge.decisions))
            return None
        return self.knowledge.decisions[name]

    def options(self, key: str, decision: Decision, node: Node, place: Place) -> tuple[str, ...]:
        """The named options, without those that do not exist."""
        items = list(node) if isinstance(node, Items) else [node]
        for item in items:
            if not isinstance(item, Text):
                self.report.add(place, "S006", f"{key}.{decision.id} takes option ids")
            elif item not in decision.options:
                hint = did_you_mean(item, decision.options) or f"known are {', '.join(decision.options)}"
                self.report.add(place_of(item, place), "S007", f"{key}.{decision.id}: {quoted(item)} is not an option", hint)
        return tuple(dict.fromkeys(str(item) for item in items if isinstance(item, Text) and item in decision.options))

    def read_choose(self, name: str, node: Node, place: Place) -> None:
        if (decision := self.decision(name, place)) is None or self.twice(f"choose.{name}", place):
            return
        if decision.pick == "all":
            hint = f"avoid: {{{name}: …}} drops one"
            self.report.add(place, "S009", f"choose.{name}: every option that applies is taken, so none can be pinned", hint)
        elif isinstance(node, Items):
            self.report.add(place, "S006", f"choose.{name} takes one option")
        elif found := self.options("choose", decision, node, place):
            self.choose[name] = found[0]

    def read_avoid(self, name: str, node: Node, place: Place) -> None:
        if (decision := self.decision(name, place)) is None or self.twice(f"avoid.{name}", place):
            return
        found = self.options("avoid", decision, node, place)
        if len(found) == len(decision.options):
            self.report.add(place, "S009", f"avoid.{name} leaves nothing to choose")
        elif found:
            self.avoid[name] = found

    def twice(self, name: str, place: Place) -> bool:
        if name in self.places:
            self.report.add(place, "S008", f"{name} is given twice", f"the first is in line {self.places[name].line}")
            return True
        self.places[name] = place
        return False

    def read_note(self, step: str, node: Node, place: Place) -> None:
        steps = {known.id for framework in self.knowledge.frameworks.values() for known in framework.steps}
        if step not in steps:
            self.report.add(place, "S007", f"notes: {quoted(step)} is not a step", did_you_mean(step, sorted(steps)))
        elif text := self.text("notes", f"notes.{step}", node, place):
            self.notes[step] = text

    def read_alternative(self, name: str, node: Node, place: Place) -> None:
        if not ID.fullmatch(name) or len(name) > 40:
            self.report.add(place, "S014", f"alternatives: {quoted(name)} cannot be a name", "use a-z, 0-9 and -")
        elif not isinstance(node, Table):
            self.report.add(place, "S006", f"alternatives.{name} must be a table of what differs")
        elif len(self.alternatives) == MOST_ALTERNATIVES:
            self.report.add(place, "S014", f"alternatives: more than {MOST_ALTERNATIVES}")
        else:
            self.alternatives[name] = LayerReader(self.knowledge, self.reading, inner=True).layer(node)

    def check_pins(self) -> None:
        for name, option in self.choose.items():
            if option in self.avoid.get(name, ()):
                self.report.add(self.places[f"choose.{name}"], "S009", f"choose.{name}: {option} is banned by avoid.{name}")

    def unknown(self, key: str, place: Place) -> None:
        self.report.add(place, "S001", *unknown_name(key, self.knowledge))
