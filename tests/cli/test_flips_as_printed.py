"""Flips as `explain` prints them are true as printed."""

import re
from pathlib import Path

from designgen.cli.explain_text import flip_text
from designgen.decisions import Flip, allowed_of, given_of
from designgen.decisions.decide import chosen_of, code_of
from designgen.design import Design
from designgen.units import parse
from tests.shipped import design, each_spec

BEYOND = 1e-6
PRINTED = re.compile(r"\S+ (from|down to|above|below|just above|just below) (.+?)(?: on)? -> \w+")


@each_spec()
def test_every_flip_of_a_number_is_true_at_the_value_as_it_is_printed(path: Path) -> None:
    made = design(path)
    false = []
    for decision, rationale in made.decisions.items():
        for flip in rationale.flips:
            if told := PRINTED.fullmatch(flip_text(flip, made)):
                value = _reached(made, flip, told[1], told[2])
                if _outcome(made, decision, flip.fact, value) != flip.to:
                    false.append(f"{decision} {told[0]} {flip.value!r}")
    assert not false, "\n".join(false)


def _reached(made: Design, flip: Flip, way: str, shown: str) -> float:
    """The printed value itself, or the first one beyond it where the print leaves it out."""
    fact = made.knowledge.facts[flip.fact]
    amount = parse(shown.replace(",", "").lstrip("$"))
    assert amount, shown
    value, up = float(amount.value), way in ("from", "above", "just above")
    if way in ("from", "down to"):
        return value
    if fact.integer:
        return value + (1 if up else -1)
    return value * (1 + BEYOND if up else 1 - BEYOND)


def _outcome(made: Design, decision: str, fact: str, value: float) -> str:
    """What is chosen with another value: an option, or that the question no longer arises."""
    program = made.knowledge.program
    given = list(given_of(made.knowledge, made.case))
    given[program.inputs.index(fact)] = code_of(made.knowledge.facts[fact], value)
    picks = program.picks(given, allowed_of(made.knowledge, made.case))
    place = next(place for place, node in enumerate(program.decisions) if node.name == decision)
    return (*chosen_of(made.knowledge.decisions[decision], picks[place]), "not_needed")[0]
