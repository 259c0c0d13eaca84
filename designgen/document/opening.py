"""What the overview page says."""

from dataclasses import dataclass
from typing import Any

from designgen.catalog.model import Step
from designgen.document.blocks.budget import checks
from designgen.document.blocks.sizing import key_numbers
from designgen.document.blocks.understanding import open_questions, statement
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import keys, said

MOST_KEYS = 16
MOST_NUMBERS = 8
OVERVIEW = "overview"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One step of the story: the choices to speak of, and how many more are taken in it."""

    step: Step
    page: str
    said: tuple[Told, ...]
    more: int


def opening(draft: Draft) -> dict[str, Any]:
    """The context of the overview: story, key choices, key numbers, picture, checks, open questions."""
    from designgen.document.blocks import block

    return {
        "statement": statement(draft),
        "chapters": chapters(draft),
        "keys": keys(draft, MOST_KEYS),
        "numbers": key_numbers(draft, MOST_NUMBERS),
        "figure": block(draft, f"diagram:{OVERVIEW}"),
        "checks": checks(draft),
        "open": open_questions(draft)[:3],
    }


def chapters(draft: Draft) -> list[Chapter]:
    """The framework's steps, each with the choices to speak of."""
    told = []
    for step in draft.framework.steps:
        mine, first = [one for one in draft.decided() if one.decision.section in step.sections], tuple(said(draft, step))
        told.append(Chapter(step, draft.links.step_page(step.id), first, len([one for one in mine if one not in first])))
    return told
