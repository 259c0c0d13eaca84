"""`designgen explain SPEC DECISION --why-not OPTION`: what stands in the way of an option, and what would clear it."""

import json
import shlex
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from designgen.cli.explain_text import MOST_FLIPS, compared, flip_text
from designgen.decisions import Requirement
from designgen.decisions.change import Change
from designgen.decisions.whynot import Way, WhyNot
from designgen.design import Design
from designgen.design.why import Answer, why_not
from designgen.problem import did_you_mean
from designgen.spec.values import settable

ALL = "all"
MOST_OTHERS = 6
WIDE = 110
NOT_STATED = "not stated"


def why_not_text(design: Design, decision: str, option: str, as_json: bool) -> str:
    """The answer as text or JSON. Raises click.BadParameter for an unknown option."""
    options = design.knowledge.decisions[decision].options
    if option not in options and option != ALL:
        hint = did_you_mean(option, options) or f"known are {', '.join(options)}"
        raise click.BadParameter(f"{decision} has no option {option}; {hint}", param_hint="--why-not")
    wanted = [option] if option in options else [id for id in options if id not in design.decisions[decision].chosen]
    answers = why_not(design, decision, wanted)
    if as_json:
        found = [as_data(design, answer) for answer in answers]
        return json.dumps(found[0] if option in options else found, indent=2, ensure_ascii=False) + "\n"
    return "\n".join(line for answer in answers for line in (*_lines(design, answer), ""))


def as_data(design: Design, answer: Answer) -> dict[str, Any]:
    """The answer as plain values; `changes` are the smallest way, `alternatives` others with other facts."""
    search = answer.search
    ways = [_way(design, way) for way in search.ways] if search else []
    return {
        "decision": answer.decision, "option": answer.option, "status": answer.status, "restricted": answer.restricted,
        "because": answer.because,
        "requirements": [
            {"condition": item.condition, "reason": item.reason, "numbers": list(item.numbers)} for item in answer.requirements
        ],
        "behind_by": answer.behind_by,
        **(ways[0] if ways else {"changes": [], "other_decisions_changed": [], "contradiction": ""}),
        "alternatives": ways[1:], "proven": search.proven if search else True, "tried": search.tried if search else 0,
    }  # fmt: skip


def _way(design: Design, way: Way) -> dict[str, Any]:
    return {
        "changes": [_change(design, change) for change in way.changes],
        "other_decisions_changed": list(way.others),
        "contradiction": design.knowledge.checks[way.clash].name if way.clash else "",
    }


def _change(design: Design, change: Change) -> dict[str, Any]:
    value = list(change.value) if isinstance(change.value, tuple) else change.value
    return {
        "fact": change.fact, "value": value, "shown": design.words.fact(change.fact, change.value),
        "from": design.facts[change.fact].shown, "set": setting(design, change),
    }  # fmt: skip


def setting(design: Design, change: Change) -> str:
    """`name=value` for `--set`."""
    return f"{change.fact}={settable(design.knowledge.facts[change.fact], change.value)}"


def _lines(design: Design, answer: Answer) -> Iterator[str]:
    name = design.knowledge.decisions[answer.decision].options[answer.option].name
    yield f"{answer.decision}: why not {name} ({answer.option})?"
    for text in _standing(design, answer):
        yield from _wrapped(text)
    if answer.search:
        yield from _ways(design, answer, answer.search)


def _standing(design: Design, answer: Answer) -> Iterator[str]:
    """How the option fares as the spec is."""
    if answer.restricted and answer.status != "not_needed":
        yield f"{_capital(answer.restricted)}. Without that:"
    if answer.status == "chosen":
        yield f"It is chosen: {answer.because}." if not answer.restricted else f"It would be chosen: {answer.because}."
    elif answer.status == "not_needed":
        yield f"The question does not arise: {answer.because}."
    else:
        yield from map(_ruled_out if answer.status != "not_taken" else _left_out, answer.requirements)
    if answer.trade_off:
        yield from compared(design, answer.trade_off, design.knowledge.decisions[answer.decision].options[answer.chosen[0]])
    flips = design.decisions[answer.decision].flips if answer.status == "chosen" and not answer.restricted else ()
    if flips:
        yield f"Until: {' | '.join(flip_text(flip, design) for flip in flips[:MOST_FLIPS])}."


def _ruled_out(item: Requirement) -> str:
    return f"Ruled out: {item.says}."


def _left_out(item: Requirement) -> str:
    """Of a list, whose conditions say what an option is good for."""
    here = "; ".join(item.numbers) or f"not: {item.condition}"
    return f"Left out ({here}). What it would be there for: {item.reason}."


def _ways(design: Design, answer: Answer, search: WhyNot) -> Iterator[str]:
    verb = "is taken" if design.decisions[answer.decision].pick == "all" else "wins"
    yield from _wrapped(_found(search, verb))
    for place, way in enumerate(search.ways):
        sets = " ".join(f"--set {shlex.quote(setting(design, change))}" for change in way.changes)
        yield f"   {'or ' if place else '   '}{sets}"
        yield from _wrapped(f"{'; '.join(_moved(design, change) for change in way.changes)}. {_also(design, way)}", "      ")


def _found(search: WhyNot, verb: str) -> str:
    if not search.ways:
        if search.proven:
            return f"No change of one or two facts or priorities within their ranges does it: proven over {search.tried:,} cells."
        return f"No change of one or two facts or priorities was found among {search.tried:,} combinations tried; not proven."
    if len(search.ways[0].changes) == 1:
        return f"It {verb} with one change:"
    return f"No single change {'does it' if search.proven else 'was found (not proven)'}; it {verb} with two:"


def _moved(design: Design, change: Change) -> str:
    """A change in words."""
    fact, known = design.knowledge.facts[change.fact], design.facts[change.fact]
    if isinstance(change.value, tuple) and isinstance(known.value, tuple):
        return f"{fact.name}: {_words(fact.values, known.value, change.value)}"
    now = NOT_STATED if fact.unit == "usd" and not known.value else known.shown
    new = design.words.fact(change.fact, change.value)
    new = settable(fact, change.value) if new == now else new
    return f"{fact.name}: {new} instead of {now}"


def _words(names: Any, now: Sequence[str], new: Sequence[str]) -> str:
    added, gone = [names[word] for word in new if word not in now], [names[word] for word in now if word not in new]
    if added and gone:
        return f"{' and '.join(added)} instead of {' and '.join(gone)}"
    if added:
        return f"{' and '.join(added)} as well"
    return f"without {' and '.join(gone)}" if gone else f"{names[new[0]]} first"


def _also(design: Design, way: Way) -> str:
    """What else comes of it."""
    some = f": {', '.join(way.others[:MOST_OTHERS])}{', …' if len(way.others) > MOST_OTHERS else ''}" if way.others else ""
    several = f"{len(way.others)} other decisions change"
    count = {0: "No other decision changes", 1: "One other decision changes"}.get(len(way.others), several)
    clash = f" But the facts would then contradict each other: {design.knowledge.checks[way.clash].name}." if way.clash else ""
    return f"{count}{some}.{clash}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrapped(text: str, indent: str = "   ") -> list[str]:
    wrapper = textwrap.TextWrapper(WIDE, indent, indent, break_long_words=False, break_on_hyphens=False)
    return wrapper.wrap(text)
