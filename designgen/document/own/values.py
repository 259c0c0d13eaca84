"""What a template of one's own sees of a design: plain values, with names where the design has ids."""

from typing import Any

from designgen.design import as_dict
from designgen.design.model import Design


def values_of(design: Design) -> dict[str, Any]:
    """Top-level names of a template. Times in seconds, sizes in bytes, money in usd, rates per second; `shown`: as printed."""
    plain, known = as_dict(design), design.knowledge
    facts = {name: fact | {"name": known.facts[name].name} for name, fact in plain["facts"].items()}
    decisions = {one["id"]: _decision(one, design) for one in plain["decisions"]}
    answered = [one for one in decisions.values() if one["chosen"]]
    steps = []
    for step in known.frameworks[design.framework].steps:
        inside = [one for one in answered if one["section"] in step.sections]
        steps.append({"id": step.id, "title": step.title, "goal": step.goal, "decisions": inside})
    return {
        **plain["spec"],
        "facts": facts,
        "numbers": plain["quantities"] | plain["sized"],
        "decisions": decisions,
        "steps": steps,
        "components": {one["id"]: one for one in plain["components"]},
        **{name: plain[name] for name in ("flows", "checks", "risks")},
    }


def _decision(one: dict[str, Any], design: Design) -> dict[str, Any]:
    decision = design.knowledge.decisions[one["id"]]
    chosen = one["chosen"] if isinstance(one["chosen"], list) else [one["chosen"]] if one["chosen"] else []
    rivals = [rival | {"name": decision.options[rival["id"]].name} for rival in one["rivals"]]
    named = {"name": decision.name, "matters": decision.matters, "chosen": [decision.options[id].name for id in chosen]}
    return one | named | {"ids": chosen, "rivals": rivals}
