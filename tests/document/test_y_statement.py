"""Every decision of every shipped design can be said in one true sentence."""

import re
from pathlib import Path

import pytest

from designgen.document.y_statement import y_statement
from tests.shipped import IDS, SPECS, design


@pytest.mark.parametrize("path", SPECS, ids=IDS)
def test_every_decision_is_said_in_one_sentence(path: Path) -> None:
    made = design(path)
    for id, rationale in made.decisions.items():
        text = y_statement(made, id)
        assert text.startswith(f"In the context of {made.spec.title}"), text
        assert text.endswith(".") and not re.search(r"[.,;:]{2}$|\s[,.;]|  |\{|\}|\bNone\b|\(\)|, ,", text), text
        assert text.count("(") == text.count(")"), text
        for chosen in rationale.chosen[:1]:
            assert made.knowledge.decisions[id].options[chosen].name in text


@pytest.mark.parametrize("path", SPECS, ids=IDS)
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


@pytest.mark.parametrize("path", SPECS[:4], ids=IDS[:4])
def test_a_sentence_ends_with_a_flip_of_the_decision(path: Path) -> None:
    made = design(path)
    for id, rationale in made.decisions.items():
        if ", until " in (text := y_statement(made, id)):
            end = text.rsplit(", until ", 1)[1]
            names = {"the question no longer arises", *(f"{flip.to_name} would win" for flip in rationale.flips)}
            assert any(end.startswith(f"{name} with ") for name in names), text
