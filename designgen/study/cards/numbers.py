"""Numbers to have in the head, each with the line that leads to it."""

import re
from collections.abc import Iterator
from itertools import islice

from designgen.decisions.words import listed
from designgen.design.model import Number, Part, Pool, Stage
from designgen.design.numbers import reads_in
from designgen.document.blocks.sizing import key_numbers
from designgen.document.draft import Draft
from designgen.document.wording import decision_name, in_sentence
from designgen.study.cards.making import answer, card, section_of, words
from designgen.study.cards.model import MOST_WORDS, Card
from designgen.units import amount_of, humane, magnitude

MOST, LONG, MOST_READ, MOST_POOLS, MOST_DECIDED = 7, 60, 6, 2, 2
ASKS = {"byte": "how much space does it take"}
LITERAL = re.compile(r"(?<![\w.])(?!1 (?:day|h|s|min)\b)\d[\d.]*")  # a number that nothing explains
IDLE = re.compile(r"[×÷] 1(?=$|\))|[+−-] 0(?=\)| %|$)|\+ 1\)|m(?:in|ax)\(([^,()]+), \1\)")  # adds, multiplies or caps nothing
CALL = re.compile(r"\b(?:min|max|ceil|floor)\(")
NOTHING = 1e-3  # of its own unit: a run counted in hours that takes a second
SELDOM = "Less than both together: they are seldom slow at once"
ESTIMATION, LATENCY, COST = "estimation", "latency", "cost"  # sections


def number_cards(draft: Draft) -> Iterator[Card]:
    """Estimates, the slowest stage, the dearest component and the largest pools."""
    known = key_numbers(draft, 3 * MOST)
    numbers = [*(one for one in known if _contested(draft, one)), *(one for one in known if _on_a_box(draft, one))]
    estimates = islice(filter(None, (_estimate(draft, number) for number in dict.fromkeys(numbers))), MOST)
    pooled = [(part, part.pool) for part in draft.design.parts.values() if part.pool]
    pooled.sort(key=lambda pair: -(pair[0].usd or 0))
    pools = (_pool(draft, part, pool) for part, pool in pooled[:MOST_POOLS])
    yield from filter(None, (*estimates, _slowest(draft), _dearest(draft), *pools))


def _estimate(draft: Draft, number: Number) -> Card | None:
    """One whose formula can be said in a line, with what its literal numbers stand for."""
    line = f"{number.shown} = {number.arithmetic.replace(' - ', ' − ')}"
    why = _why(line, number)
    if not _plain(number) or _again(draft, number) or (LITERAL.search(number.formula) and not why):
        return None
    deciding = [in_sentence(decision_name(one, draft.design)) for one in _contested(draft, number)[:MOST_DECIDED]]
    if not why and not deciding:
        return None
    front = f"{number.title}: {ASKS.get(number.unit, 'what does it come to')}, and how do you get there?"
    texts = (front, answer(line, why, _turning(deciding)), _read(draft, number))
    return card(draft, "number", number.name, texts, (ESTIMATION, draft.links.number(number.name)))


def _plain(number: Number) -> bool:
    """Is it a short calculation, in which nothing is added, multiplied or capped in vain, and does it come to anything?"""
    line = number.arithmetic
    calls = len(CALL.findall(line))
    if isinstance(number.value, float) and 0 < number.value < NOTHING * float(amount_of(number.unit).value):
        return False
    return bool(reads_in(number.formula)) and len(line) <= LONG and calls <= 1 and not IDLE.search(line)


def _again(draft: Draft, number: Number) -> bool:
    """Is it calculated as one before it is?"""
    first = next(one for one in draft.design.numbers.values() if one.arithmetic == number.arithmetic)
    return first.name != number.name


def _turning(names: list[str]) -> str:
    return f"{'This choice turns' if len(names) == 1 else 'These choices turn'} on it: {listed(names)}" if names else ""


def _why(line: str, number: Number) -> str:
    """What the knowledge says of the formula; up to its first semicolon where that is short enough and names all literals."""
    begins = number.says.partition(";")[0]
    named = all(literal in begins.replace(",", "") for literal in LITERAL.findall(number.formula))
    texts = (number.says, begins if named else "")
    return next((text for text in texts if text and words(f"{line} {text}") <= MOST_WORDS), "")


def _on_a_box(draft: Draft, number: Number) -> bool:
    return number.name in draft.reading.drawn


def _contested(draft: Draft, number: Number) -> list[str]:
    """The choices between options that turn on a number."""
    return [one for one in draft.deciding(number) if draft.told(one).contested]


def _read(draft: Draft, number: Number) -> str:
    """What the formula reads, with its values; nothing where the number itself is among them."""
    known = draft.design.words
    names = [name for name in reads_in(number.formula) if name in draft.design.knowledge.program.types][:MOST_READ]
    told = "; ".join(f"{in_sentence(known.called(name))}: {known.shown(name)}" for name in names)
    return "" if re.search(rf"(?<![\w.]){re.escape(number.shown)}(?![\w.])", told) else told


def _slowest(draft: Draft) -> Card | None:
    latency = draft.design.latency
    if latency is None or len(latency.stages) < 3:
        return None
    first, second = sorted(latency.stages, key=lambda stage: -stage.p99)[:2]
    most, more, whole, target = (humane(one, "second") for one in (first.p99, second.p99, latency.p99, latency.target))
    back = answer(
        f"{_named(first)}, {most} at p99, then {in_sentence(_named(second))} with {more}",
        f"The whole path takes {whole} at p99, against a target of {target}",
        SELDOM if first.p99 + second.p99 > latency.p99 else "",
    )
    front = "On which two stages of the request path does most of the time go at p99?"
    return card(draft, "number", "path.p99", (front, back, ""), section_of(draft, LATENCY))


def _named(stage: Stage) -> str:
    return stage.name.replace(" ∥ ", " beside ")


def _dearest(draft: Draft) -> Card | None:
    total = draft.design.sized.get("cost.month")
    parts = sorted((part for part in draft.design.parts.values() if part.usd), key=lambda part: -(part.usd or 0))
    if total is None or len(parts) < 3 or not isinstance(total.value, float):
        return None
    first, second = parts[:2]
    most, more = (humane(part.usd or 0, "usd") for part in (first, second))
    share = round(100 * (first.usd or 0) / total.value)
    back = answer(
        f"{first.name} at {most}, {share} % of {total.shown} a month, then {in_sentence(second.name)} at {more}",
    )
    return card(draft, "number", "cost.month", ("What is dearest in the monthly bill, and what does all of it cost?", back, ""),
                section_of(draft, COST))  # fmt: skip


def _pool(draft: Draft, part: Part, pool: Pool) -> Card | None:
    """How many replicas of a pool, from load to spare zone."""
    if pool.replicas <= 2 or pool.groups > 1:
        return None
    front = f"{part.name}: how many replicas does the peak need, and why so many?"
    rate, takes = humane(pool.rate, "1/second"), humane(pool.takes, "second")
    given = f"load at the peak: {rate}; time in one slot: {takes}; slots of a replica: {magnitude(pool.slots)}"
    back = answer(
        f"{magnitude(pool.replicas)} replicas",
        f"{rate} × {takes} keep {magnitude(round(pool.busy, 1))} slots busy",
        f"At {humane(pool.cap, 'share')} busy at most, that is {magnitude(pool.needed)} replicas",
        "The rest is there for the loss of a zone" if pool.replicas > pool.needed else "",
    )
    return card(draft, "number", f"{part.id}.replicas", (front, back, given), section_of(draft, part.section))
