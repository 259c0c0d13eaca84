"""Comparisons of what formulas predict with what was measured, out of their file."""

from designgen.catalog.model import Comparison, Measured
from designgen.catalog.reader import Entry
from designgen.units import amount_of, parse


def read_comparison(entry: Entry) -> Comparison:
    """A table of rows. What its `given`, `formula` and `call` say holds for each row that does not say otherwise."""
    unit = entry.text("unit")
    given, formula, call = entry.mapping("given"), entry.text("formula", ""), entry.words("call")
    rows = tuple(_row(row, unit, (given, formula, call)) for row in entry.entries("rows"))
    comparison = Comparison(
        id=entry.id,
        name=entry.text("name"),
        says=entry.text("says", ""),
        unit=unit,
        limit=_share(entry, "limit"),
        median=_share(entry, "median"),
        sources=entry.words("sources"),
        rows=rows,
        place=entry.place,
    )
    if not comparison.sources or not rows:
        entry.wrong("sources" if rows else "rows", "is missing", "K002")
    entry.done()
    return comparison


def _row(entry: Entry, unit: str, shared: tuple[object, ...]) -> Measured:
    given, formula, call = shared
    assert isinstance(given, dict) and isinstance(call, tuple)
    own, called = entry.text("formula", ""), entry.words("call")
    row = Measured(
        name=entry.id,
        measured=_number(entry, "measured", unit),
        given={**given, **entry.mapping("given")},
        formula=own or ("" if called else str(formula)),
        call=called or (() if own else call),
        place=entry.place,
    )
    if not row.formula and not row.call:
        entry.wrong("formula", "is missing", "K002")
    entry.done()
    return row


def _number(entry: Entry, key: str, unit: str) -> float:
    """In base units; a bare number is in `unit`."""
    text = entry.text(key)
    try:
        bare, wanted = parse(text), amount_of(unit)
    except ValueError:
        bare = None
    if bare is None or bare.dimension not in (wanted.dimension, (0, 0, 0)):
        entry.wrong(key, f"must be a number of {unit}")
        return 1.0
    return float(bare.value * wanted.value) if bare.dimension == (0, 0, 0) else float(bare.value)


def _share(entry: Entry, key: str) -> float:
    amount = parse(entry.text(key, "100%"))
    if amount is None or amount.value <= 0:
        entry.wrong(key, "must be a share such as 5%")
        return 1.0
    return float(amount.value)
