"""Whether options and components say how they work, and when they are the wrong answer."""

import re
from collections.abc import Iterator

from designgen.catalog.model import Knowledge
from designgen.problem import Problem

LEAST_OF_AN_OPTION, LEAST_OF_A_COMPONENT, MOST_OF_A_COMPONENT = 3, 2, 5
"""Sentences. An option needs its mechanism, its price and its failure; a component has `fails` for the last."""
CHOICE = "{choice}"
_END = re.compile(r"""[.!?]["'”)]*(?=\s|$)""")


def sentences(text: str) -> int:
    """How many sentences a text has; the last one needs its full stop."""
    return len(_END.findall(text))


def every_option_explains_itself(knowledge: Knowledge) -> Iterator[Problem]:
    """Rows of a table speak for themselves, and what merely holds (`states`) cannot be avoided."""
    for decision in knowledge.decisions.values():
        for option in decision.options.values() if not decision.table else ():
            said, name = sentences(" ".join(option.works)), f"{decision.id}.{option.id}"
            if said < LEAST_OF_AN_OPTION:
                hint = "works: at least three sentences; mechanism, what it buys and costs, how it fails"
                yield Problem(option.place, "K018", f"{name} has too little in works, sentences: {said}", hint)
            if not option.avoid_when and not decision.states:
                hint = "avoid_when: a condition, in half a sentence"
                yield Problem(option.place, "K018", f"{name} does not say when to avoid it", hint)


def every_component_explains_itself(knowledge: Knowledge) -> Iterator[Problem]:
    """What it does, what it buys and what it costs, within what a reader of all of them can bear."""
    for component in knowledge.components.values():
        said = sentences(component.works)
        if not LEAST_OF_A_COMPONENT <= said <= MOST_OF_A_COMPONENT:
            hint = "works: two to five; what it does, what it buys, what it costs"
            yield Problem(component.place, "K018", f"{component.id} has too little or too much in works, sentences: {said}", hint)
        if component.fails is None:
            hint = "fails: how, how it is noticed, what answers instead, what the user sees"
            yield Problem(component.place, "K018", f"{component.id} does not say how it fails", hint)
        if not component.avoid_when:
            hint = "avoid_when: a condition, in half a sentence"
            yield Problem(component.place, "K018", f"{component.id} does not say when to leave it out", hint)


def every_spoken_clause_can_be_said(knowledge: Knowledge) -> Iterator[Problem]:
    """The clause of a decision has one {choice}, which the option fills; neither ends the sentence, since a reason follows."""
    for decision in knowledge.decisions.values():
        clauses = [(decision.id, decision.place, decision.spoken, 1)] if decision.spoken else []
        clauses += [(f"{decision.id}.{one.id}", one.place, one.spoken, 0) for one in decision.options.values() if one.spoken]
        for name, place, text, choices in clauses:
            if text.count(CHOICE) != choices or text.replace(CHOICE, "").count("{"):
                hint = "spoken of a decision has {choice} once and no other placeholder; of an option it has none"
                yield Problem(place, "K023", f"{name}: spoken does not fit", hint)
            elif _END.search(text):
                yield Problem(place, "K023", f"{name}: spoken ends a sentence", "no full stop: the reason follows")
