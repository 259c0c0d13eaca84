"""The knowledge base as pages to browse: what the tool knows, and which design uses it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from designgen import units
from designgen.catalog.cases import Cases
from designgen.catalog.model import Fact, Knowledge
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
OF_KNOWLEDGE = ("index", "facts", "quantities", "priorities", "frameworks", "glossary", "accuracy", "sources")


def reference_pages(
    knowledge: Knowledge, designs: Sequence[Design], codes: Mapping[str, str] | None = None, shipped: Shipped | None = None
) -> dict[str, str]:
    """Every page of the folder reference/. `codes` maps a problem code to its meaning, `shipped` an option to published systems.

    The folder stands beside the designs' folders and published/.
    """
    return knowledge_pages(knowledge, codes or {}) | usage_pages(knowledge, designs, shipped or {})


def knowledge_pages(knowledge: Knowledge, codes: Mapping[str, str]) -> dict[str, str]:
    """The pages that say nothing of any design."""
    render = renderer(_filters(knowledge))
    shared = {"knowledge": knowledge, "steps": _steps(knowledge), "codes": codes, "accuracy": accuracy(knowledge)}
    names = (*OF_KNOWLEDGE, "problems") if codes else OF_KNOWLEDGE
    return {f"reference/{name}.md": tidy(render(f"reference/{name}.md", **shared)) for name in names}


def usage_pages(knowledge: Knowledge, designs: Sequence[Design], shipped: Shipped) -> dict[str, str]:
    """The pages that say which design uses an option or a component."""
    render = renderer(_filters(knowledge))
    components = render("reference/components.md", knowledge=knowledge, users=_users(designs))
    pages = {"reference/components.md": tidy(components)}
    for step in _steps(knowledge):
        mine = [one for one in _in_order(knowledge) if one.step == step]
        text = render(
            "reference/decisions.md", knowledge=knowledge, step=step, decisions=mine, chosen_in=_chosen(designs), shipped=shipped
        )
        pages[f"reference/decisions-{step}.md"] = tidy(text)
    return pages


def _steps(knowledge: Knowledge) -> list[str]:
    return list(dict.fromkeys(one.step for one in _in_order(knowledge)))


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
