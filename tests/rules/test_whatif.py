"""What changes when facts change is what deciding anew would give, question after question."""

import random

from designgen.catalog import load_knowledge
from designgen.catalog.sweep import Cases
from designgen.decisions import Case, allowed_of
from designgen.rules import WhatIf


def test_changes_are_those_of_deciding_anew() -> None:
    knowledge, rng = load_knowledge(), random.Random(5)
    program, cases = knowledge.program, Cases(knowledge, rng)
    allowed = allowed_of(knowledge, Case({}, {"ann_index": "hnsw"}, {}))
    for _ in range(20):
        given = cases.draw(0.4)
        asked = WhatIf(program, given, allowed)
        assert asked.now == program.picks(given, allowed)
        for _ in range(20):
            other = cases.draw(0.4)
            slots = rng.sample(range(len(given)), rng.choice((1, 1, 2, 5)))
            changes = {slot: other[slot] for slot in slots}
            anew = program.picks([changes.get(slot, value) for slot, value in enumerate(given)], allowed)
            expected = {place: code for place, code in enumerate(anew) if code != asked.now[place]}
            assert asked.changed(changes) == expected
        assert asked.changed({}) == {}
