"""What the overview page says."""

from dataclasses import dataclass
from typing import Any

from designgen.catalog.model import Step
from designgen.document.blocks.budget import checks
from designgen.document.blocks.sizing import key_numbers
from designgen.document.blocks.understanding import open_questions, statement
from designgen.document.choices import Told
from designgen.document.draft import Draft

MOST_KEYS = 10
MOST_NUMBERS = 8
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: its weightiest choice, and the number of decisions taken in it."""

    step: Step
    page: str
    told: Told | None
    decided: int


def opening(draft: Draft) -> dict[str, Any]:
    """The context of the overview: story, key choices, key numbers, picture, checks, open questions."""
    from designgen.document.blocks import block

    return {
        "statement": statement(draft),
        "chapters": chapters(draft),
        "keys": draft.key_decisions(MOST_KEYS),
        "numbers": key_numbers(draft, MOST_NUMBERS),
        "figure": block(draft, f"diagram:{OVERVIEW}"),
        "checks": checks(draft),
        "open": open_questions(draft)[:3],
    }


def chapters(draft: Draft) -> list[Chapter]:
    """The framework's steps, each with its weightiest pick-one decision."""
    told = []
    for step in draft.framework.steps:
        mine = [one for one in draft.decided() if one.decision.section in step.sections]
        best = next(iter(draft.of_step(step)), None)
        told.append(Chapter(step, draft.links.step_page(step.id), best, len(mine)))
    return told
