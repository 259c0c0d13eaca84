"""A choice, its rival and what would change it, as clauses in the first person."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from designgen.catalog.model import Decision, Fact, Option
from designgen.design.model import Design
from designgen.document.choices import Told
from designgen.document.flips import PRIORITIES, FlipLine, said
from designgen.document.talk.clauses import CLAUSE, because, kind
from designgen.document.templates import sentence_start
from designgen.document.wording import fact_name, in_sentence

CHOICE = "{choice}"
_I = re.compile(r"\bI\b")
ALWAYS = "always"
MOST_BEFORE = 18  # words of a reason that may stand before its choice
_BACK = frozenset(("it", "its", "they", "their", "this", "these", "such", "that"))
MOST_TIMES = 100  # that a number may be larger or smaller than now
DIGITS = 2  # of a value that somebody is to follow by ear
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ASIDE = re.compile(r" \([^()]*\)")
_OTHERS = re.compile(r" or \d+ other answers$")
_WHAT = frozenset(("one", "a", "an", "what", "where", "when", "how", "which", "who", "whose"))


def chosen(decision: Decision, option: Option) -> str:
    """`I'd search the vectors with an exact scan`."""
    if _I.search(option.spoken):
        return option.spoken
    frame = decision.spoken or f"For {in_sentence(decision.name)} I'd take {CHOICE}"
    return frame.replace(CHOICE, called(option))


def asked(fact: Fact) -> str:
    """The question of a fact without the aside that an interviewer does not hear."""
    return _ASIDE.sub("", fact.ask)


def called(option: Option) -> str:
    """An option's name as one says it."""
    return option.spoken if option.spoken and not _I.search(option.spoken) else option.name


def quoted(option: Option) -> str:
    """The name where more words follow; in quotes if it has a comma of its own."""
    name = called(option)
    return f"“{name}”" if "," in name else name


def leading(told: Told) -> Told:
    """Of what merely holds, what a number shows goes first; any other decision as it is."""
    if not told.decision.states:
        return told
    shown = [bool(re.search(r"\d", told.rationale.reasons[option.id].split("; ", 1)[0])) for option in told.options]
    ordered = sorted(zip(shown, told.options, strict=True), key=lambda pair: not pair[0])
    return replace(told, options=tuple(option for _, option in ordered))


def choosing(told: Told) -> str:
    """What this design chose, of a list its first."""
    return chosen(told.decision, told.options[0])


def choosing_because(told: Told, most: int = 2) -> str:
    """The choice with its strongest reasons."""
    return reasoned(told, reasons(told)[:most])


def reasoned(told: Told, why: Sequence[str]) -> str:
    """A circumstance leads up to the choice (`a, so I'd …`); a virtue of the choice follows it (`I'd …, because a`)."""
    if why and circumstance(told, why[0]) and kind(why[0]) == CLAUSE and _leads(why[0]):
        return f"{sentence_start(why[0])}, so {lowered(choosing(told))}"
    return choosing(told) + because(why)


def circumstance(told: Told, reason: str) -> bool:
    """Does it count only in some problems?"""
    if told.rationale.pick == "all":
        return True
    return any(entry.reason == reason and entry.condition != ALWAYS for entry in told.rationale.ledger)


def _leads(reason: str) -> bool:
    """Can it stand before what it speaks of?"""
    return len(reason.split()) <= MOST_BEFORE and reason.split(maxsplit=1)[0].lower() not in _BACK and "so " not in reason


def reasons(told: Told) -> list[str]:
    """The strongest reasons, one by one."""
    return [_ASIDE.sub("", reason) for text in told.strongest for reason in text.split("; ")]


def instead(decision: Decision, option: Option) -> str:
    """What I could also do, as an infinitive without `to`; the name where the clause is none of mine."""
    clause = chosen(decision, option)
    return clause.removeprefix("I'd ") if clause.startswith("I'd ") else f"take {quoted(option)}"


def option_called(decision: Decision, name: str) -> Option | None:
    """The option that prints under this name."""
    return next((option for option in decision.options.values() if option.name == name), None)


def switch(told: Told, design: Design) -> str:
    """`if the documents fell to 12.5 M, I'd keep the vectors inside the search engine`; "" where nothing likely turns it."""
    return ", ".join(turn(told, design))


def turn(told: Told, design: Design) -> tuple[str, ...]:
    """What would change the choice, and what I would do then; nothing where nothing likely does."""
    line = told.unless
    option = option_called(told.decision, line.to) if line and not far(line) else None
    return (if_(line, design), lowered(chosen(told.decision, option))) if line and option else ()


def far(line: FlipLine) -> bool:
    """Is it a number that nobody would bring up in the room?"""
    then, now = (said(_amount(text).removeprefix("above ").removeprefix("below ")) for text in (line.at, line.now))
    return bool(line.way and then and now) and not 1 / MOST_TIMES <= (then or 1.0) / (now or 1.0) <= MOST_TIMES


def if_(line: FlipLine, design: Design) -> str:
    """The change of a fact as a condition."""
    if line.fact.startswith(PRIORITIES):
        return f"if {line.mattered}"
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
    return f"{verb} to {about(_amount(line.at), line.way)}" if start in ("from", "down") else f"{verb} {line.at}"


def any_of(text: str) -> str:
    """`a, b or 2 other answers` without the count of those that go unnamed."""
    named = _OTHERS.sub("", text)
    return named.replace(", ", " or ") if named != text and named.count(", ") == 1 else named


def the(name: str) -> str:
    """A name with its article; one that is a question, or has its own, gets none."""
    name = in_sentence(name)
    return name if name.split(" ", 1)[0] in _WHAT else f"the {name}"


def lowered(clause: str) -> str:
    """A clause inside a sentence: its first word small, unless that is `I` or a name."""
    return clause if clause.startswith(("I'd", "I ")) else in_sentence(clause)


def about(shown: str, way: int) -> str:
    """A value in two digits: `5.76 M` is `about 5.8 M`. On the `way` up (1) rounded up, on the way down (−1) down."""
    found = _NUMBER.search(shown)
    value = float(found[0].replace(",", "")) if found else 0.0
    if not found or not value or len(found[0].replace(",", "").replace(".", "").strip("0")) <= DIGITS:
        return shown
    unit = 10.0 ** (math.floor(math.log10(value)) + 1 - DIGITS)
    rounded = (math.ceil if way > 0 else math.floor if way else round)(round(value / unit, 6)) * unit
    return f"about {shown[: found.start()]}{rounded:,.6g}{shown[found.end() :]}"


def _amount(at: str) -> str:
    return at.removeprefix("from ").removeprefix("down to ").removesuffix(" on")
