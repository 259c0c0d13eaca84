"""Names and values in words."""

import re
from functools import lru_cache

from designgen.catalog.model import Fact
from designgen.design.model import Design

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+|[a-z][a-z0-9_]*")
NOT_STATED = "not stated"


def option_name(decision: str, option: str, design: Design) -> str:
    """The name of an option; the id itself for an unknown one."""
    options = design.knowledge.decisions[decision].options
    return options[option].name if option in options else option


def decision_name(decision: str, design: Design) -> str:
    return design.knowledge.decisions[decision].name


def fact_name(name: str, design: Design) -> str:
    """The name of a fact, of a quantity, or of a priority."""
    criterion = name.removeprefix("priorities.")
    if criterion in design.knowledge.criteria:
        return f"Priority of {in_sentence(design.knowledge.criteria[criterion].name)}"
    return design.words.called(name)


def stated(fact: Fact, value: object, shown: str) -> str:
    """A fact's value as shown; money of 0 is money that nobody has named."""
    return NOT_STATED if fact.unit == "usd" and value == 0 else shown


def in_sentence(title: str) -> str:
    """A title (of a fact, a decision, a box) inside a sentence: its first letter small, unless it starts an acronym or a name."""
    word = re.split(r"[\s:,;-]", title, maxsplit=1)[0]
    if title.startswith("A "):
        return f"a{title[1:]}"
    return title if len(word) < 2 or not word.isalpha() or word[1:] != word[1:].lower() else title[0].lower() + title[1:]


def either(words: list[str], most: int = 3) -> str:
    """`a, b or c`; beyond `most` words the first two and how many others."""
    if len(words) > most:
        words = [*words[:2], f"{len(words) - 2} other answers"]
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


@lru_cache(maxsize=30_000)
def names_in(text: str) -> frozenset[str]:
    """Every word of a condition, formula or text that could be a name of the rule language."""
    return frozenset(_NAME.findall(text))
