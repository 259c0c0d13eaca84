"""Every formula of the shipped knowledge can be drawn."""

from designgen.document.formulas import mathml
from tests.shipped import knowledge


def test_every_formula_is_drawn_without_a_rest_of_latex() -> None:
    formulas = {
        f"{decision.id}.{option.id}": option.formula
        for decision in knowledge().decisions.values()
        for option in decision.options.values()
        if option.formula
    }
    drawn = {name: str(mathml(formula)) for name, formula in formulas.items()}
    assert {name for name, made in drawn.items() if not made.startswith("<math") or "\\" in made} == set()


def test_arg_min_is_one_word_with_its_index() -> None:
    assert '<mo movablelimits="true">argmin</mo>' in mathml(r"\arg\min_a f(a)")
