"""Every decision of every shipped design can be said in one true sentence."""

import re
from pathlib import Path

from designgen.decisions.tradeoffs import between
from designgen.document.y_statement import y_statement
from tests.shipped import SPECS, design, each_spec


@each_spec()
def test_every_decision_is_said_in_one_sentence(path: Path) -> None:
    made = design(path)
    for id, rationale in made.decisions.items():
        text = y_statement(made, id)
        assert text.startswith(f"In the context of {made.spec.title}"), text
        assert text.endswith(".") and not re.search(r"[.,;:]{2}$|\s[,.;]|  |\{|\}|\bNone\b|\(\)|, ,", text), text
        assert text.count("(") == text.count(")"), text
        for chosen in rationale.chosen[:1]:
            assert made.knowledge.decisions[id].options[chosen].name in text


@each_spec()
def test_a_choice_among_rivals_says_against_which_and_what_it_accepts(path: Path) -> None:
    made = design(path)
    for id, rationale in made.decisions.items():
        behind = sorted((item for item in rationale.verdicts if item.verdict == "behind"), key=lambda item: item.behind_by)
        if rationale.pick == "all" or rationale.status != "chosen" or not behind:
            continue
        text = y_statement(made, id)
        assert f" and against {behind[0].name}" in text
        counts_against = [entry for entry in rationale.ledger if entry.total < 0]
        if counts_against and not any(item.behind_by for item in behind):
            assert "accepting that " in text


@each_spec("path", SPECS[:4])
def test_a_sentence_ends_with_a_flip_of_the_decision(path: Path) -> None:
    made = design(path)
    for id, rationale in made.decisions.items():
        if ", until " in (text := y_statement(made, id)):
            end = text.rsplit(", until ", 1)[1]
            names = {"the question no longer arises", *(f"{flip.to_name} would win" for flip in rationale.flips)}
            assert any(end.startswith(f"{name} with ") for name in names), text


@each_spec()
def test_what_is_achieved_is_won_against_the_rivals_named_and_what_is_accepted_is_lost(path: Path) -> None:
    made = design(path)
    criteria = {known.name.lower(): id for id, known in made.knowledge.criteria.items()}
    for id, rationale in made.decisions.items():
        if rationale.pick == "all" or rationale.status != "chosen":
            continue
        text = y_statement(made, id)
        won = next(item for item in rationale.verdicts if item.verdict == "chosen")
        decided = text.split("we decided for ", 1)[1]
        against = decided.split(" and against ", 1)[1].split(", to achieve ")[0] if " and against " in decided else ""
        told = [item for item in rationale.verdicts if item.verdict != "chosen" and item.name in against]
        named = [between(won, item) for item in told if not any(item.name in other.name for other in told if other is not item)]
        than = next((off for off in named if f", to achieve more than {off.name} on " in text), None)
        aims = _criteria(text, f", to achieve more {f'than {than.name} ' if than else ''}on ")
        for aim in aims:
            over = [than] if than else named
            assert over and all(criteria[aim] in [one.criterion for one in off.won] for off in over), text
        for lost in _criteria(text, " better on "):
            off = next(off for off in named if f", accepting that {off.name} would" in text)
            assert criteria[lost] in [one.criterion for one in off.lost], text
        for own in _criteria(text, "a downside of its own on "):
            assert any(entry.criterion == criteria[own] and entry.total < 0 for entry in rationale.ledger), text
        if concern := re.search(r"facing the concern for (.+?) \(priority", text):
            assert concern[1] == aims[0], text


def _criteria(text: str, start: str) -> list[str]:
    """The criteria that a part of the sentence names, without what stands in parentheses."""
    part = text.partition(start)[2]
    while (shorter := re.sub(r" ?\([^()]*\)", "", part)) != part:
        part = shorter
    return part.split(",")[0].removesuffix(".").split(" and ") if part else []
