"""What Python makes of a state of the playground, in the words of the playground."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import Case, Rationale, Words, decide, fact_value, rationales
from designgen.design.architecture import links_of, parts_of
from designgen.design.findings import findings_of
from designgen.design.flags import flags_of
from designgen.design.model import Finding, Latency, Link, Part
from designgen.design.nearest import NearestChange
from designgen.design.sized import sized
from designgen.spec import presets_of

State = Mapping[str, Any]
PART = ("id", "name", "technology", "plane", "icon", "shows", "p50", "p99", "replicas", "memory", "usd", "usd_low", "usd_high")
FINDING = ("id", "name", "severity", "status", "value", "limit", "says", "mend")


@dataclass(frozen=True)
class Made:
    choices: Mapping[str, Rationale]
    parts: Mapping[str, Part]
    links: Sequence[Link]
    latency: Latency | None
    findings: Sequence[Finding]
    nearest: NearestChange

    def outline(self) -> dict[str, Any]:
        """As `outline` of parts.js gives it, without what a reader of it does not need."""
        parts = self.parts.values()
        bill = [sum(getattr(part, key) or 0.0 for part in parts) for key in ("usd_low", "usd", "usd_high")]
        return {
            "parts": [
                {**{key: getattr(part, key) for key in PART}, "broughtBy": [list(by) for by in part.brought_by]} for part in parts
            ],
            "links": [asdict(link) for link in self.links],
            "latency": self.latency and _latency(self.latency),
            "bill": dict(zip(("low", "typical", "high"), bill, strict=True)),
            "checks": [{key: getattr(one, key) for key in FINDING} for one in self.findings if one.status != "not_needed"],
        }

    def why(self, id: str) -> dict[str, Any]:
        """As `because` of why.js gives it."""
        item = self.choices[id]
        rivals = [one for one in item.verdicts if one.verdict != "chosen"]
        return {
            "because": item.because,
            "reasons": dict(item.reasons),
            "rivals": [
                {"id": one.id, "verdict": one.verdict, "behindBy": one.behind_by, "because": one.because} for one in rivals
            ],
            "note": item.note,
            "assumed": list(item.assumptions),
        }


def _latency(latency: Latency) -> dict[str, Any]:
    stages = [{**asdict(stage), "components": list(stage.components)} for stage in latency.stages]
    own = {key: getattr(latency, key) for key in ("sum_p50", "sum_p99", "p99", "target", "check")}
    return {"stages": stages, **own}


def made_of(knowledge: Knowledge, state: State) -> Made:
    """A design as `design_for` makes it, without flips and without a mending value for each check."""
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in state["facts"].items()}
    choose = {id: options[0] for id, options in state["choose"].items()}
    case = Case({**presets_of(knowledge, state["task"]), **facts}, choose, {id: tuple(one) for id, one in state["avoid"].items()})
    decided, given = decide(knowledge, case), frozenset(facts)
    values, types = decided.values, knowledge.program.types
    words = Words(knowledge, values, {id: fact_value(one, case, values, types[id]) for id, one in knowledge.facts.items()})
    choices = {one.id: one for one in rationales(knowledge, case, decided, words, {}, given)}
    bare = parts_of(knowledge, values, words, {id: one.chosen for id, one in choices.items()})
    parts, latency = sized(knowledge, values, words, bare, given)
    findings = findings_of(words, choices, flags_of(knowledge, values, words, parts, latency), lambda _: "")
    return Made(
        choices, parts, links_of(knowledge, values, words, parts), latency, findings, NearestChange(knowledge, case, words)
    )
