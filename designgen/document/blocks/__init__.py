"""Blocks: the computed parts of a section. A block is data made here and a template of the same name that walks over it."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from designgen.document.blocks import budget, climb, sizing, talk, understanding
from designgen.document.draft import Draft
from designgen.document.escape import ours
from designgen.document.figures import figure

Block = Callable[[Draft], Any]
"""The data of a block; something false when there is nothing to print."""


def known_blocks() -> dict[str, Block]:
    """Every block by the name that sections.yaml uses, besides `diagram:<view>`."""
    return {
        "statement": understanding.statement,
        "questions": understanding.questions,
        "facts": understanding.facts,
        "assumptions": understanding.assumptions,
        "open_questions": understanding.open_questions,
        "estimation": sizing.estimation,
        "components": sizing.components,
        "failures": sizing.failures,
        "latency_budget": budget.latency_budget,
        "checks": budget.checks,
        "cost": budget.cost,
        "alternatives": talk.alternatives,
        "follow_ups": talk.follow_ups,
        "traps": talk.traps,
        "progression": climb.progression,
    }


def block(draft: Draft, name: str) -> Markup:
    """The printed block, or nothing. Raises KeyError for a name that no block has."""
    if name.startswith("diagram:"):
        return figure(draft, name.removeprefix("diagram:"))
    data = known_blocks()[name](draft)
    return draft.page(f"blocks/{name}.md", data=data) if data else ours("")
