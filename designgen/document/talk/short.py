"""The few lines of a step that fit on a sheet: the choice with its reason, and what would change it."""

from designgen.catalog.model import Step
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import said
from designgen.document.talk.aloud import words
from designgen.document.talk.clause import choosing, choosing_because, leading, reasoned, reasons, switch
from designgen.document.templates import sentence

MOST_WORDS, MOST_LINES = 25, 3


def spoken(draft: Draft, step: Step, most: int = MOST_LINES) -> list[str]:
    """At most so many lines of at most 25 words for a step, in the first person; values as they are printed.

    First the weightiest choices with their reasons, the first of them followed by what would change it.
    """
    lines: list[str] = []
    turned = False
    for one in map(leading, said(draft, step, most)):
        change = "" if turned else _turning(draft, one)
        lines += [_choice(one), *filter(None, [change])]
        turned = turned or bool(change)
    return lines[:most]


def _choice(told: Told) -> str:
    """With as many reasons as fit."""
    found = [choosing_because(told)]
    found += [reasoned(told, [reason]) for reason in reasons(told)]
    found += [choosing(told), told.first]
    return next((line for line in map(sentence, found) if words(line) <= MOST_WORDS), sentence(found[-1]))


def _turning(draft: Draft, told: Told) -> str:
    line = sentence(switch(told, draft.design))
    return line if words(line) <= MOST_WORDS else ""
