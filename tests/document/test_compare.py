"""Designs side by side."""

import re
from dataclasses import replace

import pytest

from designgen.cli.variants import ranked
from designgen.design import design_for
from designgen.design.causes import Cause
from designgen.design.compare import compare
from designgen.design.measures import Measures, dominated
from designgen.document import comparison_page
from designgen.document.absent import plainly
from designgen.document.glance import glance
from designgen.document.verdict import verdict
from designgen.spec import load_spec
from tests.diagram.test_compared import designs
from tests.document.shop import design
from tests.shipped import SPECS, knowledge


def test_a_comparison_names_the_fact_behind_a_decision() -> None:
    """The fact that alone turns one choice into the other is its cause."""
    made = compare([design(), design(facts={"scale.items": 1000.0})])
    row = next(row for row in made.decisions if row.id == "index_kind")
    assert row.chosen == ("search tree", "full scan")
    assert row.causes == (None, Cause((("scale.items",),), (True,)))
    assert not made.parts
    assert made.numbers[0].ratios == (1.0, 0.0002)


def test_a_component_of_one_design_only_is_named() -> None:
    """Which design has it is said for each, and that a pin took it away."""
    made = compare([design(), design(choose={"index_kind": "hash"})])
    found = [(row.id, row.present, row.causes[1].sets if row.causes[1] else ()) for row in made.parts]
    assert found == [("gateway", (True, False), (("choose.index_kind",),))]


def test_equal_designs_differ_in_nothing() -> None:
    """Nothing is printed for what is the same."""
    made = compare([design(), design()])
    assert not made.differs
    assert "Nothing differs" in comparison_page(made)


def test_one_design_is_no_comparison() -> None:
    """The caller has to bring two."""
    with pytest.raises(ValueError, match="two designs"):
        compare([design()])


def test_the_page_has_both_reasons_both_numbers_and_both_pictures() -> None:
    """Side by side, with the factor between the numbers."""
    page = comparison_page(compare([design(), design("Small shop", {"scale.items": 1000.0}, id="small")]))
    assert "**[Search tree](../shop/2-build.md#decision-index_kind)**<br>nearly exact" in page
    assert "**[Full scan](../small/2-build.md#decision-index_kind)**" in page
    ways = '<span class="dg-way">÷ 5,000,</span> <span class="dg-way">−5 GB</span>'
    assert f"| Index size | 5 GB | 1 MB<br><small>{ways} </small> |" in page
    assert page.count('<figure class="dg dg-compared"') == page.count('<input type="radio" name="overview"') == 2
    assert page.count(' checked>') == 1


def test_a_design_is_beaten_only_where_it_wins_nothing() -> None:
    """Points on every criterion count, those of simplicity too, and a check that only the other breaks."""
    plain = Measures(10.0, 0.1, 5, 2, (), (), {"quality": 3, "simplicity": 0})
    assert dominated([plain, replace(plain, usd=11.0)], [0, 1]) == {1: 0}
    assert dominated([plain, replace(plain, usd=11.0, points={"quality": 2, "simplicity": 3})], [0, 1]) == {}
    assert dominated([replace(plain, broken=("a",)), replace(plain, usd=11.0, broken=("b",))], [0, 1]) == {}
    assert dominated([plain, plain], [0, 1]) == {}


def test_what_a_hard_deadline_is_held_against_is_shown() -> None:
    """Not the p99 of the path, but every stage slow at once."""
    rows = {row.title: [cell.value for cell in row.cells] for row in glance(compare(designs("ad-click-prediction")))}
    shown = rows["Every stage slow at once, which a hard deadline must hold"]
    assert shown[0].endswith(" of 10 ms")
    assert shown[2].endswith(" of 7 ms")


def told(name: str, *profiles: str) -> list[str]:
    known = knowledge().profiles
    spec = load_spec(next(path for path in SPECS if path.stem == name), knowledge())
    made = [design_for(one, knowledge(), flips_of=lambda *_: {}) for one in (spec, *(ranked(spec, known[id]) for id in profiles))]
    return [advice.says for advice in verdict(compare(made))]


def test_a_profile_that_misses_its_aim_is_told_first() -> None:
    """However small the difference; the figures stand beside it."""
    said = told("people-you-may-know", "cheapest", "fastest")
    assert said[0] == "None of the others is cheaper, faster or smaller than as specified."
    assert any(re.match(r"not cheaper than as specified \(\$[0-9.]+ k against \$[0-9.]+ k a month\)", one) for one in said)
    assert any(re.match(r"not faster than as specified \([0-9.]+ ms at p99 as well\)", one) for one in said)


def test_a_profile_that_reaches_its_aim_is_not_blamed() -> None:
    """A bill of a third is cheaper."""
    assert not [one for one in told("ad-click-prediction", "cheapest") if "not cheaper" in one or "None of" in one]


def test_who_beats_whom_in_every_figure_is_told_with_the_price() -> None:
    """Under a sooner deadline, which asks for more; the fewer candidates that follow from it are told."""
    said = [advice.says for advice in verdict(compare(designs("ad-click-prediction")))]
    text = next(one for one in said if one.startswith("fast beats cheap in every figure shown"))
    assert "a month" in text
    assert "items the heavy ranker scores at most" in text
    assert not any("cheap beats" in one for one in said)


@pytest.mark.slow
def test_a_decision_without_a_choice_says_so_in_plain_words() -> None:
    """No bare denials, and nothing is called none."""
    assert plainly("not: a list is asked for; 1 < 2; not: a thing is made; output: text") == (
        "output: text; neither “a list is asked for” nor “a thing is made” holds here"
    )
    assert plainly("not: a list is asked for") == "“a list is asked for” does not hold here"
    page = comparison_page(compare(designs("rag-assistant")))
    assert "*not asked*" in page
    assert not re.search(r"instead of none|none instead of|>not: ", page)


def test_a_number_stands_only_where_its_design_rests_on_it() -> None:
    """Where GPUs score nothing is printed of cores for it: a dash there, and no distance to it elsewhere."""
    made = compare(designs("ad-click-prediction"))
    cores = next(row for row in made.numbers if row.title == "Cores for the heavy ranker")
    assert f"| {cores.title} | – | {cores.shown[1]} | {cores.shown[2]} |" in comparison_page(made)
