"""At which value a choice changes, and to what."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from designgen.decisions.model import Value
from designgen.design.telling import names_read
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import OTHER, PRIORITIES, FlipLine
from designgen.document.talk.clause import chosen, far, lowered, option_called
from designgen.document.templates import sentence_end, sentence_start
from designgen.document.wording import in_sentence
from designgen.study.cards.making import answer, by_weight, card, given, place_of
from designgen.study.cards.model import Card

_PART_OF_A_BYTE = re.compile(r"\d\.\d+ bytes")  # which no number format has
GONE = "the question no longer arises"
MOST, MOST_A_DECISION, MOST_A_FACT = 9, 2, 2


def flip_cards(draft: Draft) -> Iterator[Card]:
    """The likely flips of facts, those of the weightiest decisions first; one card a decision and fact."""
    return islice(_spread(draft), MOST)


def _spread(draft: Draft) -> Iterator[Card]:
    count: Counter[str] = Counter()
    for one in by_weight(draft):
        for lines in _apart(_by_fact(one).values()):
            fact = lines[0].fact
            found = _card(draft, one, lines) if count[fact] < MOST_A_FACT and not _follows(draft, one, lines[0]) else None
            if found:
                count[fact] += 1
                yield found


def _follows(draft: Draft, told: Told, line: FlipLine) -> bool:
    """Does an earlier choice that this one reads change at the same word, or before this number? Then that is the question."""
    values = {flip.value for flip in told.rationale.flips if flip.fact == line.fact and flip.to_name == line.to}
    now, known = draft.design.facts[line.fact].value, draft.design.decisions
    read = [known[name] for name in set(names_read(draft.design, told.rationale)) if name in known]
    return any(_reached(flip.value, now, values, line.way) for one in read for flip in one.flips if flip.fact == line.fact)


def _reached(value: Value, now: Value, values: Collection[Value], way: int) -> bool:
    """Is a value one of these words, or passed on the way to the farthest of these numbers?"""
    if not way:
        return value in values
    return 0 < (_number(value) - _number(now)) * way <= max((abs(_number(one) - _number(now)) for one in values), default=0.0)


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _apart(groups: Iterable[list[FlipLine]]) -> Iterator[list[FlipLine]]:
    """Two facts that lead elsewhere: what leads to the same through another fact is the same question."""
    led: set[str] = set()
    for lines in islice((lines for lines in groups if not {line.to for line in lines} <= led), MOST_A_DECISION):
        led |= {line.to for line in lines}
        yield lines


def _by_fact(told: Told) -> dict[str, list[FlipLine]]:
    """The flips to tell by fact, likeliest first; of a number the nearest one up and one down."""
    found: dict[str, list[FlipLine]] = {}
    for line in told.flips:
        if line.rank <= OTHER and not line.fact.startswith(PRIORITIES) and not far(line) and not _PART_OF_A_BYTE.search(line.at):
            mine = found.setdefault(line.fact, [])
            if all(line.way and other.way != line.way for other in mine):
                mine.append(line)
    return found


def _card(draft: Draft, told: Told, lines: list[FlipLine]) -> Card | None:
    first, name = lines[0], told.decision.name
    if first.way:
        asks = f"{name}: {told.choice}. At which value of “{first.name}” (now {first.now}) does this change, and to what?"
    else:
        at = _nearest(draft, told, first)
        asks = f"{name}: {told.choice}. What would you choose if “{first.name}” were “{at}” (now “{first.now}”)?"
    back = answer(*(_says(told, line, len(lines) == 1) for line in lines))
    about = f"{told.id}.{first.fact}"
    return card(draft, "flip", about, (asks, back, given(draft, told, [first.name])), place_of(draft, told))


def _nearest(draft: Draft, told: Told, line: FlipLine) -> str:
    """Of several words that lead to the same, the one that lies nearest to what holds now."""
    order = list(draft.design.knowledge.facts[line.fact].values)
    found = [flip for flip in told.rationale.flips if flip.fact == line.fact and flip.to_name == line.to and flip.value in order]
    now = draft.design.facts[line.fact].value
    if not found or now not in order:
        return line.at
    return min(found, key=lambda flip: abs(order.index(str(flip.value)) - order.index(str(now)))).shown


def _says(told: Told, line: FlipLine, more: bool) -> str:
    option = option_called(told.decision, line.to)
    then = lowered(chosen(told.decision, option)) if option else GONE
    meaning = f"{sentence_end(then)} This means {_inside(option.summary)}" if option and option.summary and more else then
    if not line.way:
        return meaning
    at = line.at.removeprefix("down to ")
    return f"{sentence_start(f'from {at} down' if at != line.at else at)}, {meaning}"


def _inside(text: str) -> str:
    """A text inside a sentence, one that begins with a genitive too."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+'s ", text) else in_sentence(text)
