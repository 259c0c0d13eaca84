"""The knowledge base as pages to browse: what the tool knows, and which design uses it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from designgen import units
from designgen.catalog.model import Cases, Fact, Knowledge
from designgen.design.accuracy import accuracy
from designgen.design.model import Design
from designgen.document.draft import cited
from designgen.document.escape import code, ours
from designgen.document.formulas import mathml
from designgen.document.published import Shipped
from designgen.document.templates import renderer, tidy
from designgen.document.wording import in_sentence

_HOLE = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
SMALL = 10_000
PAGES = ("index", "components", "facts", "quantities", "priorities", "frameworks", "glossary", "accuracy", "sources")


def reference_pages(
    knowledge: Knowledge, designs: Sequence[Design], codes: Mapping[str, str] | None = None, shipped: Shipped | None = None
) -> dict[str, str]:
    """The pages of the folder reference/. `codes` maps a problem code to its meaning, `shipped` an option to published systems.

    The folder stands beside the designs' folders and published/.
    """
    render = renderer(_filters(knowledge))
    steps = list(dict.fromkeys(one.step for one in _in_order(knowledge)))
    shared = {"knowledge": knowledge, "steps": steps, "codes": codes or {}, "users": _users(designs), "designs": designs}
    shared["shipped"] = shipped or {}
    shared["accuracy"] = accuracy(knowledge)
    pages = {f"reference/{name}.md": tidy(render(f"reference/{name}.md", **shared)) for name in PAGES}
    for step in steps:
        mine = [one for one in _in_order(knowledge) if one.step == step]
        pages[f"reference/decisions-{step}.md"] = tidy(
            render("reference/decisions.md", step=step, decisions=mine, chosen_in=_chosen(designs), **shared)
        )
    if codes:
        pages["reference/problems.md"] = tidy(render("reference/problems.md", **shared))
    return pages


def _in_order(knowledge: Knowledge) -> list[Any]:
    """Decisions in the order of the default framework's sections."""
    framework = next(iter(knowledge.frameworks.values()))
    sections = [section for step in framework.steps for section in step.sections]
    return sorted(knowledge.decisions.values(), key=lambda one: (sections.index(one.section), one.id))


def _chosen(designs: Sequence[Design]) -> dict[tuple[str, str], list[Design]]:
    """The designs that chose an option, by (decision, option)."""
    found: dict[tuple[str, str], list[Design]] = {}
    for design in designs:
        for one, rationale in design.decisions.items():
            for option in rationale.chosen:
                found.setdefault((one, option), []).append(design)
    return found


def _users(designs: Sequence[Design]) -> dict[str, list[Design]]:
    """The designs that have a component."""
    found: dict[str, list[Design]] = {}
    for design in designs:
        for part in design.parts:
            found.setdefault(part, []).append(design)
    return found


def _filters(knowledge: Knowledge) -> dict[str, Any]:
    def named(match: re.Match[str]) -> str:
        base = match[1].removesuffix(".first")
        for kind in (knowledge.facts, knowledge.quantities, knowledge.decisions):
            if base in kind:
                return f"‹{kind[base].name}›"
        return f"‹{base}›"

    return {
        "holes": lambda text: _HOLE.sub(named, text),
        "cases": cases,
        "source": lambda name: cited(name, knowledge.sources.get(name)),
        "mathml": mathml,
        "points": lambda points: ours(f"{points:+d}".replace("-", "−")),
        "bound": bound,
        "percent": lambda share: f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.2g} %",
        "signed_percent": lambda share: f"{100 * share:+.1f} %".replace("-", "−"),
        "decision_name": lambda name: knowledge.decisions[name].name if name in knowledge.decisions else name,
        "criterion": lambda name: in_sentence(knowledge.criteria[name].name),
    }


def bound(fact: Fact, value: float) -> str:
    """A limit of a fact; a small whole number, such as a year, without a separator."""
    small = fact.integer and abs(value) < SMALL
    return str(int(value)) if small else units.humane(value, fact.unit)


def cases(given: Cases) -> Markup:
    """An ordered choice as code: `condition: value`, one a line."""
    if len(given) == 1 and given[0][0] == "always":
        return code(given[0][1])
    lines = [Markup("{} → {}").format(code(condition), code(value)) for condition, value in given]
    return Markup("<br>").join(lines)
