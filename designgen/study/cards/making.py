"""What the makers of cards share: where a card belongs, and answers of whole sentences that are short enough."""

import re
from collections.abc import Iterable

from designgen.catalog.architecture import Component
from designgen.catalog.model import Decision, Option
from designgen.document.addresses import component_place, option_place
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import PRIORITIES, FlipLine
from designgen.document.templates import sentence
from designgen.document.y_statement import circumstances
from designgen.study.cards.model import MOST_WORDS, Card, guid_of

MOST_GIVEN = 2
SHORT = 3  # letters of a word that says little
SHARED = "general"
"""In place of a design's id."""
MEASURED = ("offline", "online")
"""The sections on metrics."""


def card(
    draft: Draft, kind: str, about: str, texts: tuple[str, str, str], place: tuple[str, str], shared: bool = False
) -> Card | None:
    """The card of these texts (front, back, circumstances) at a place (section, link); None where front or back is missing."""
    front, back, given = (draft.design.say(text) for text in texts)
    if not front or not back:
        return None
    section, link = place
    step = next((step.id for step in draft.framework.steps if section in step.sections), "")
    guid = guid_of(SHARED if shared else draft.design.spec.id, kind, about)
    step = step or draft.framework.steps[-1].id
    return Card(guid, kind, step, about, front, back, link.replace(".md#", ".html#"), given=given, shared=shared)


def same_everywhere(*texts: str) -> bool:
    """Do texts of the knowledge say the same whatever the design?"""
    return not any("{" in text for text in texts)


def option_page(decision: Decision, option: Option) -> tuple[str, str]:
    """Where the reference tells of an option."""
    return decision.section, f"reference/{option_place(decision.id, option.id)}".replace(".md#", ".html#")


def component_page(component: Component) -> tuple[str, str]:
    """Where the reference tells of a component."""
    return component.section, f"reference/{component_place(component.id, component.plane)}".replace(".md#", ".html#")


def place_of(draft: Draft, told: Told) -> tuple[str, str]:
    """Where a decision stands."""
    return told.decision.section, draft.links.decision(told.id)


def section_of(draft: Draft, section: str) -> tuple[str, str]:
    return section, draft.links.section(section)


def given(draft: Draft, told: Told, but: Iterable[str] = ()) -> str:
    """The circumstances that a decision turns on, or could turn on, without those that hold one of some words."""
    hidden = [word.lower() for word in but if word]
    could = dict.fromkeys(_now(line) for line in told.flips if _turns(line))
    found = _without(hidden, circumstances(draft.design, told.rationale)) or _without(hidden, could)
    return "; ".join(found[:MOST_GIVEN])


def _without(hidden: Iterable[str], texts: Iterable[str]) -> list[str]:
    """The texts that neither hold one of some words nor say much the same."""
    return [text for text in texts if not any(word in text.lower() or _alike(word, text) for word in hidden)]


def _alike(one: str, other: str) -> bool:
    """Do two texts share two words that say something?"""
    said, too = ({word for word in re.findall(r"\w+", text.lower()) if len(word) > SHORT} for text in (one, other))
    return len(said & too) > 1


def _turns(line: FlipLine) -> bool:
    return line.likely and not line.fact.startswith(PRIORITIES)


def _now(line: FlipLine) -> str:
    return f"{line.name}: {line.now}"


def answer(*parts: str) -> str:
    """The parts as sentences, from the first on as many as are short enough together; "" where the first is too long."""
    kept: list[str] = []
    for part in filter(None, parts):
        text = sentence(part)
        if words(" ".join([*kept, text])) > MOST_WORDS:
            if not kept:
                return ""
            continue
        kept.append(text)
    return " ".join(kept)


def by_weight(draft: Draft) -> list[Told]:
    """The decisions, that on which most hangs first."""
    return sorted(draft.decided(), key=lambda told: (-draft.weights[told.id], told.id))


def words(text: str) -> int:
    return len(text.split())
