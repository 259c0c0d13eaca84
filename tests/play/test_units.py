"""Numbers in the browser read and print as in Python."""

import pytest
import quickjs
from hypothesis import given, settings
from hypothesis import strategies as st

from designgen.units import LITERAL, UNITS, dimension_of, humane, parse
from tests.play.modules import asked, runner

DECLARED = (
    "count", "share", "second", "ms", "us", "hour", "day", "byte", "MB", "byte/second", "1/second", "1/day", "usd", "usd/hour",
    "usd/month", "usd/GB", "usd/second", "bool",
)  # fmt: skip
HALVES = st.builds(lambda whole, power: whole / 2**power, st.integers(-9999, 9999), st.integers(0, 8))
VALUES = st.one_of(
    st.floats(-1e25, 1e25), st.floats(0, 1), st.floats(0, 1e5), st.integers(-(10**6), 10**15).map(float), HALVES,
    st.sampled_from([0.0, 0.0999, 9999.5, 9995.0, 999.5e3, 0.9995, 0.99999999, 172799.0, 86400.0, 172800.0, float("inf"), 1e22]),
)  # fmt: skip
NUMBERS = st.one_of(st.from_regex(r"[0-9]{1,12}(\.[0-9]{1,6})?", fullmatch=True), st.from_regex(r"[0-9]e-?[0-9]", fullmatch=True))
WORDS = st.sampled_from(["", "k", "M", "B", "T", *UNITS, "usd/month", "/day", "M/day", "GB/s", "furlong", "k usd", "M usd/month"])
TEXTS = st.one_of(
    st.builds(lambda number, gap, word: f"{number}{gap}{word}", NUMBERS, st.sampled_from(["", " "]), WORDS),
    st.from_regex(LITERAL, fullmatch=True).filter(str.isprintable),
    st.sampled_from(["", "-5", "+3 ms", "1_000", "1,000", "constructor", "5 constructor"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def units() -> quickjs.Context:
    context = runner("units.js")
    context.eval("const { humane, parse, amount } = need('units.js'); const many = (rows) => rows.map(([x, u]) => humane(x, u));")
    context.eval("const read = (texts) => texts.map((text) => amount(text));")
    context.eval("const of = (rows) => rows.map(([text, unit]) => parse(text, unit));")
    return context


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(VALUES, st.sampled_from(DECLARED)), min_size=1, max_size=40))
def test_a_value_is_printed_alike(units: quickjs.Context, rows: list[tuple[float, str]]) -> None:
    plain = [(value, unit) for value, unit in rows if abs(value) != float("inf")]
    assert asked(units, "many", plain) == [humane(value, unit) for value, unit in plain]


def test_what_has_no_bound_is_unbounded(units: quickjs.Context) -> None:
    assert units.eval("humane(1/0, 'count')") == units.eval("humane(0/0, 'second')") == "unbounded"


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=40))
def test_a_text_is_read_alike_to_the_last_bit(units: quickjs.Context, texts: list[str]) -> None:
    amounts = [parse(text) for text in texts]
    expected = [one and {"value": float(one.value), "dimension": list(one.dimension)} for one in amounts]
    assert asked(units, "read", texts) == expected


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [("10ms", "second", 0.01), ("99.9%", "share", 0.999), ("50M/day", "1/day", 50e6 / 86400), ("2 TB", "byte", 2e12),
     ("5k usd", "usd", 5000), ("0", "ms", 0), ("10", "ms", None), ("10 ms", "byte", None), ("ten", "count", None)],
)  # fmt: skip
def test_a_text_must_say_what_is_wanted(units: quickjs.Context, text: str, unit: str, value: float | None) -> None:
    assert asked(units, "of", [[text, unit]]) == [value]
    if value:
        amount = parse(text)
        assert amount and amount.dimension == dimension_of(unit) and float(amount.value) == value
