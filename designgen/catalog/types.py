"""What facts and numbers are to the rule language."""

import re

from designgen.catalog.model import Fact
from designgen.rules import Type
from designgen.units import dimension_of

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")


def type_of(fact: Fact) -> Type:
    """What a fact can hold."""
    return number_of(fact.unit) if fact.kind == "number" else Type(fact.kind, symbols=tuple(fact.values))


def number_of(unit: str) -> Type:
    """A number of a declared unit."""
    return Type("number", dimension_of(unit))


def first_of(text: str) -> str:
    """The first word of a list such as `[click, purchase]`."""
    return text.strip("[]").split(",")[0].strip()
