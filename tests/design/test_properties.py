"""Properties of any spec, however odd."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designgen.design import Design, design_for, to_json
from designgen.spec.model import Spec
from tests.rules.test_oracle import random_facts
from tests.shipped import knowledge


def odd_design(seed: int) -> Design:
    facts = random_facts(random.Random(seed))
    spec = Spec("odd", "Odd", "odd.yaml", "", facts, {}, {}, {}, {}, "", (), {}, {}, "")
    return design_for(spec, knowledge(), flips_of=lambda *_: {})


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_every_choice_has_a_reason_every_arrow_two_boxes_and_every_figure_an_end(seed: int) -> None:
    """No spec, however odd, gets an unexplained design; a figure is finite or said to be unbounded."""
    made = odd_design(seed)
    for rationale in made.decisions.values():
        assert rationale.status != "empty", rationale.id
        assert rationale.because or rationale.reasons or rationale.note, rationale.id
    assert {end for link in made.links for end in (link.source, link.target)} <= set(made.parts)
    text = to_json(made)
    assert json.loads(text)["schema_version"] == 1
    assert "nan" not in text.lower().split('"')


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(st.integers(0, 2**32))
def test_two_runs_agree(seed: int) -> None:
    assert to_json(odd_design(seed)) == to_json(odd_design(seed))
