"""Numbers with units."""

from fractions import Fraction

import pytest

from designgen.units import Amount, humane, parse

TIME, BYTES, USD, RATE = (1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0)


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("10ms", Fraction(1, 100), TIME),
        ("50M/day", Fraction(50_000_000, 86400), RATE),
        ("2 TB", 2 * 10**12, BYTES),
        ("99.9%", Fraction(999, 1000), (0, 0, 0)),
        ("1B", 10**9, (0, 0, 0)),
        ("5k usd/month", Fraction(5000, 2628000), (-1, 0, 1)),
        ("1_000", 1000, (0, 0, 0)),
        ("1e9", 10**9, (0, 0, 0)),
    ],
)
def test_a_number_with_a_unit_is_read_exactly(text: str, value: Fraction, dimension: tuple[int, int, int]) -> None:
    assert parse(text) == Amount(Fraction(value), dimension)


@pytest.mark.parametrize("text", ["10 apples", "400 Q", "", "ten", "1.2.3", "5 B users", "1e999", "--3", "10 ms ms", "9" * 80])
def test_what_is_not_a_number_with_a_unit_is_nothing(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (391_000_000, "count", "391 M"),
        (9_999, "count", "9,999"),
        (0.036, "ms", "36 ms"),
        (1.2e12, "byte", "1.2 TB"),
        (462_962.96, "1/second", "463 k/s"),
        (50e6 / 86400, "1/day", "50 M/day"),
        (0.01, "share", "1 %"),
        (86_400, "day", "24 h"),
        (172_800, "day", "2 days"),
        (0, "ms", "0 s"),
        (12_345, "usd", "$12.3 k"),
        (float("inf"), "count", "unbounded"),
        (999.6, "count", "1,000"),
    ],
)
def test_a_value_is_shown_as_a_person_would_say_it(value: float, unit: str, shown: str) -> None:
    assert humane(value, unit) == shown
