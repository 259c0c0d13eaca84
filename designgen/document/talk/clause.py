"""A choice, its rival and what would change it, as clauses in the first person."""

import re

from designgen.catalog.model import Decision, Option
from designgen.design.model import Design
from designgen.document.choices import Told
from designgen.document.flips import PRIORITIES, FlipLine
from designgen.document.talk.clauses import because
from designgen.document.wording import fact_name, in_sentence

CHOICE = "{choice}"
_I = re.compile(r"\bI\b")
_OTHERS = re.compile(r" or \d+ other answers$")
_WHAT = frozenset(("what", "where", "when", "how", "which", "who", "whose"))


def chosen(decision: Decision, option: Option) -> str:
    """`I'd search the vectors with an exact scan`."""
    if _I.search(option.spoken):
        return option.spoken
    frame = decision.spoken or f"For {in_sentence(decision.name)} I'd take {CHOICE}"
    return frame.replace(CHOICE, called(option))


def called(option: Option) -> str:
    """An option's name as one says it."""
    return option.spoken if option.spoken and not _I.search(option.spoken) else option.name


def choosing(told: Told) -> str:
    """What this design chose, of a list its first."""
    return chosen(told.decision, told.options[0])


def choosing_because(told: Told, most: int = 2) -> str:
    """The choice with its strongest reasons."""
    return choosing(told) + because(reasons(told), most)


def reasons(told: Told) -> list[str]:
    """The strongest reasons, one by one."""
    return [reason for text in told.strongest for reason in text.split("; ")]


def option_called(decision: Decision, name: str) -> Option | None:
    """The option that prints under this name."""
    return next((option for option in decision.options.values() if option.name == name), None)


def switch(told: Told, design: Design) -> str:
    """`if the documents fell to 12.5 M, I'd keep the vectors inside the search engine`; "" where nothing likely turns it."""
    line = told.unless
    option = option_called(told.decision, line.to) if line else None
    return f"{if_(line, design)}, {lowered(chosen(told.decision, option))}" if line and option else ""


def if_(line: FlipLine, design: Design) -> str:
    """The change of a fact as a condition."""
    if line.fact.startswith(PRIORITIES):
        criterion = design.knowledge.criteria[line.fact.removeprefix(PRIORITIES)]
        return f"if {in_sentence(criterion.name)} counted {_amount(line.at)} out of 5 instead of {line.now}"
    fact = design.knowledge.facts[line.fact]
    if fact.kind == "bool":
        return f"if the answer to “{fact.ask}” were {line.at}"
    return f"if {the(fact_name(line.fact, design))} {moved(line)}"


def moved(line: FlipLine) -> str:
    """`rose to 5 M`, `fell below 10 ms`, `were “within days”`."""
    if not line.way:
        return f"were {line.at}" if line.at == "stated" else f"were “{any_of(line.at)}”"
    verb = "rose" if line.way > 0 else "fell"
    start = line.at.split(" ", 1)[0]
    return f"{verb} to {_amount(line.at)}" if start in ("from", "down") else f"{verb} {line.at}"


def any_of(text: str) -> str:
    """`a, b or 2 other answers` without the count of those that go unnamed."""
    named = _OTHERS.sub("", text)
    return named.replace(", ", " or ") if named != text and named.count(", ") == 1 else named


def the(name: str) -> str:
    """A fact's name with its article; a name that is a question has none."""
    name = in_sentence(name)
    return name if name.split(" ", 1)[0] in _WHAT else f"the {name}"


def lowered(clause: str) -> str:
    """A clause inside a sentence: its first word small, unless that is `I` or a name."""
    return clause if clause.startswith(("I'd", "I ")) else in_sentence(clause)


def _amount(at: str) -> str:
    return at.removeprefix("from ").removeprefix("down to ").removesuffix(" on")
