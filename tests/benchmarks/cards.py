"""How long the cards of all shipped specs take, and their deck."""

from collections.abc import Iterator

from tests.benchmarks.lines import Line, quickest


def card_lines() -> Iterator[Line]:
    """With the designs at hand and the layouts of their pictures known."""
    from designgen.study.cards import as_apkg, decks_of
    from tests.shipped import SPECS, design, knowledge

    designs = [design(path) for path in SPECS]
    made = quickest(lambda: decks_of(designs, knowledge(), "seven_steps"), 3)
    yield Line("cards of all specs", made, "s", 5.0)
    decks = decks_of(designs, knowledge(), "seven_steps")
    yield Line("their deck for Anki", quickest(lambda: as_apkg(decks, 0), 3), "s", 2.0)
