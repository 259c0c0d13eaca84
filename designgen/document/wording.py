"""Names of the rule language in words."""

import re

from designgen.design.model import Design

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+|[a-z][a-z0-9_]*")


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
        return f"Priority of {design.knowledge.criteria[criterion].name.lower()}"
    return design.words.called(name)


def either(words: list[str], most: int = 3) -> str:
    """`a, b or c`; beyond `most` words the first two and how many others."""
    if len(words) > most:
        words = [*words[:2], f"{len(words) - 2} other answers"]
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def names_in(text: str) -> frozenset[str]:
    """Every word of a condition, formula or text that could be a name of the rule language."""
    return frozenset(_NAME.findall(text))
