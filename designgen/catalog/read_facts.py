"""Facts, quantities, priorities, tasks and prices out of their files."""

import re

from designgen.catalog.model import Criterion, Fact, Price, Profile, Quantity, Task
from designgen.catalog.reader import Entry
from designgen.units import amount_of, parse
from designgen.yamlio import Items, Table, Text

KINDS = ("number", "bool", "enum", "set")

DEAREST = 1e9
MONTH = re.compile(r"20\d\d(-(0[1-9]|1[0-2]))?(-\d\d)?")


def read_fact(entry: Entry) -> Fact:
    kind = entry.one_of("type", KINDS)
    unit = entry.text("unit", "count")
    low, high = _range(entry)
    fact = Fact(
        id=entry.id,
        name=entry.text("name"),
        kind=kind,
        ask=entry.text("ask"),
        why=entry.text("why"),
        unit=_unit(entry, unit),
        default=entry.cases("default", required=True),
        values=entry.mapping("values"),
        ordered=entry.flag("ordered"),
        integer=entry.flag("integer"),
        low=low,
        high=high,
        place=entry.place,
        rungs=_rungs(entry, (low, high)),
    )
    if (kind in ("enum", "set")) != bool(fact.values) or len(fact.values) > 30:
        entry.wrong("values", "names 1 to 30 words of an enum or set, and of nothing else")
    entry.done()
    return fact


def _unit(entry: Entry, unit: str) -> str:
    try:
        amount_of(unit)
    except ValueError as error:
        entry.wrong("unit", f"- {error}")
        return "count"
    return unit


def _range(entry: Entry) -> tuple[float, float]:
    value = entry.take("range")
    if value is None:
        return float("-inf"), float("inf")
    ends = [parse(item) for item in value if isinstance(item, Text)] if isinstance(value, Items) else []
    if len(ends) != 2 or None in ends:
        entry.wrong("range", "must be [low, high]")
        return float("-inf"), float("inf")
    low, high = (float(end.value) for end in ends if end)
    return low, high


def _rungs(entry: Entry, ends: tuple[float, float]) -> tuple[float, ...]:
    """Rising values within the range; none where the fact is not climbed."""
    value = entry.take("rungs")
    if value is None:
        return ()
    steps = [parse(item) for item in value if isinstance(item, Text)] if isinstance(value, Items) else []
    found = tuple(float(step.value) for step in steps if step)
    if len(found) < 2 or None in steps or list(found) != sorted(set(found)) or not ends[0] <= found[0] <= found[-1] <= ends[1]:
        entry.wrong("rungs", "must be two or more rising values within the range")
        return ()
    return found


def read_quantity(entry: Entry) -> Quantity:
    unit = entry.text("unit")
    quantity = Quantity(
        id=entry.id,
        name=entry.text("name"),
        unit=_unit(entry, unit) if unit else "count",
        formula=entry.cases("formula", required=True),
        low=entry.cases("low"),
        high=entry.cases("high"),
        says=entry.text("says", ""),
        sources=entry.words("sources"),
        place=entry.place,
    )
    if not quantity.sources and quantity.unit != "bool":
        entry.wrong("sources", "is missing", "K002")
    entry.done()
    return quantity


def read_criterion(entry: Entry) -> tuple[Criterion, Fact]:
    """A criterion, and its priority as the fact `priorities.<id>`."""
    criterion = Criterion(entry.id, entry.text("name"), entry.text("says"))
    fact = Fact(
        id=f"priorities.{entry.id}",
        name=f"Priority of {criterion.name.lower()}",
        kind="number",
        ask=f"How much does {criterion.name.lower()} count – {criterion.says} (0 to 5)?",
        why="it weighs the points of every option",
        unit="count",
        default=entry.cases("default", required=True),
        values={},
        ordered=False,
        integer=True,
        low=0,
        high=5,
        place=entry.place,
    )
    entry.done()
    return criterion, fact


def read_profile(entry: Entry) -> Profile:
    table = entry.take("priorities")
    given = {str(name): parse(text) for name, text in table.items() if isinstance(text, Text)} if isinstance(table, Table) else {}
    numbers = {name: int(amount.value) for name, amount in given.items() if amount and amount.value.denominator == 1}
    if not numbers or len(numbers) < len(given) or not all(0 <= number <= 5 for number in numbers.values()):
        entry.wrong("priorities", "is a table of criteria with whole numbers from 0 to 5")
    profile = Profile(entry.id, entry.text("name"), entry.text("says"), numbers, entry.place)
    entry.done()
    return profile


def read_task(entry: Entry) -> Task:
    facts = entry.take("facts")
    task = Task(entry.id, entry.text("name"), dict(facts) if isinstance(facts, Table) else {}, entry.place)
    entry.done()
    return task


def read_price(entry: Entry) -> Price:
    unit = entry.text("unit")
    low, typical, high = (_price(entry, key, unit) for key in ("low", "typical", "high"))
    price = Price(entry.id, entry.text("name"), unit, low, typical, high, entry.text("date"), entry.words("sources"))
    if not low <= typical <= high:
        entry.wrong("typical", "must lie between low and high")
    if low < 0 or high > DEAREST:
        entry.wrong("low" if low < 0 else "high", "a price lies between 0 and a billion")
    if price.date and not MONTH.fullmatch(price.date):
        entry.wrong("date", "must be a month, such as 2026-11")
    entry.done()
    return price


def _price(entry: Entry, key: str, unit: str) -> float:
    text = entry.text(key)
    amount = parse(text if "usd" in text else f"{text} {unit}") if text else None
    if amount is None:
        entry.wrong(key, f"must be a number of {unit}")
        return 0.0
    return float(amount.value)
