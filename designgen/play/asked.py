"""Conditions and formulas that the playground wants to know, numbered: the program is printed with them in this order."""

from typing import Any

from designgen.catalog import Cases, Knowledge
from designgen.rules import TRUE


class Asked:
    """`texts[number]` is the text of each number; `designgen.texts[number]` is what it comes to in the browser."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.known = knowledge.program.texts
        self.numbers: dict[str, int] = {}

    @property
    def texts(self) -> tuple[str, ...]:
        """All that were asked for so far."""
        return tuple(self.numbers)

    def of(self, text: str) -> int:
        """The number of a condition or formula."""
        return self.numbers.setdefault(text, len(self.numbers))

    def when(self, text: str) -> int | None:
        """The number of a condition; None for the one that always holds."""
        return None if text == "always" or self.known[text] == TRUE else self.of(text)

    def cases(self, cases: Cases) -> list[int | None]:
        """condition, value, condition, value, …"""
        return [item for when, text in cases for item in (self.when(when), self.of(text))]

    def told(self, cases: Cases) -> list[Any]:
        """condition, text, condition, text, …"""
        return [item for when, text in cases for item in (self.when(when), text)]
