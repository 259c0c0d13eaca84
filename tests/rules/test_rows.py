"""Many cases at once get the answers that they get one by one."""

import random

from designgen.catalog.sweep import Cases
from designgen.rules import All, Not, apply
from designgen.rules.rows import NOT_ASKED, met, picked
from tests.shipped import knowledge


def test_rows_are_picked_for_as_one_by_one_and_conditions_hold_in_the_same_rows() -> None:
    known = knowledge()
    program, cases = known.program, Cases(known, random.Random(5))
    rows = [cases.draw((0.1, 0.3, 0.7)[number % 3]) for number in range(60)]
    allowed = tuple(tuple(True for _ in node.options) for node in program.decisions)
    found = picked(program, rows, allowed)
    rules = [All((node.when, Not(node.options[0].rules[0]))) for node in program.decisions if node.options[0].rules]
    holds = met(program, rows, allowed, rules)
    for place, given in enumerate(rows):
        values, tracks = program.trace(given, allowed)
        picks = program.picks(given, allowed)
        for node, code, track in zip(program.decisions, picks, tracks, strict=True):
            assert found[node.name][place] == (NOT_ASKED if track is None else code), node.name
        assert [bool(apply(rule, values)) for rule in rules] == [one[place] for one in holds]
    assert NOT_ASKED in found["ann_index"]
    assert any(any(one) for one in holds)
