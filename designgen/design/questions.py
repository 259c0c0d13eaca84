"""The clarifying questions, ranked by how many choices and how much money another plausible answer would change.

For every assumed fact a handful of answers is decided anew; the bill, the path and the boxes are worked out at the ends of
its range and wherever the choices are new.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from designgen.catalog import Fact, thresholds
from designgen.decisions import Value, Words, allowed_of, given_of
from designgen.decisions.decide import chosen_of, code_of
from designgen.design.asked import Answer, Change, Question, Span
from designgen.design.because import because
from designgen.design.evaluate import holding
from designgen.design.model import Design
from designgen.design.outline import Outline, outlined
from designgen.design.plausible import answers, defines, is_question, reach
from designgen.design.repair import PLANNING, READ_BY_FLAGS, settled_by, texts_of
from designgen.rules import Expr, Given, Ref, reads
from designgen.rules.expr import Arith

LIST = 0.25
"""What a list that changes weighs against a choice that does."""
DECADE = 3.0
"""What a tenfold bill weighs, in choices."""
MOST_RATIO, HALF = 1e6, 0.5
MOST_SIZED = 6
"""Answers of one question that are sized, the ends of a range among them."""


def questions_of(design: Design) -> tuple[Question, ...]:
    """Every question whose answer could change something, the weightiest first; those that make it another problem last.

    Of two that change the very same, because one fact follows from the other, the first is asked.
    """
    asker = _Asker(design)
    known = ((fact, design.facts[fact.id]) for fact in design.knowledge.facts.values())
    every = [asker.question(fact) for fact, one in known if is_question(fact, one) and not asker.follows(fact)]
    kept: dict[object, Question] = {}
    for question in sorted((one for one in every if one), key=lambda one: (one.defines, -one.weight)):
        kept.setdefault(_effect(question), question)
    return tuple(kept.values())


def _effect(question: Question) -> object:
    """What a question changes, without the answers at which it does."""
    changed = frozenset((change.decision, change.to) for change in question.changes)
    moved = tuple((f"{span.low:.6g}", f"{span.high:.6g}") for span in (question.usd, question.p99, question.boxes) if span)
    return changed, moved


class _Asker:
    def __init__(self, design: Design) -> None:
        self.design, self.knowledge, self.program = design, design.knowledge, design.knowledge.program
        self.allowed = allowed_of(self.knowledge, design.case)
        self.slot = {name: place for place, name in enumerate(self.program.inputs)}
        self.base = self.outline(given_of(self.knowledge, design.case))
        self.now = tuple(self.base.values[node.name] for node in self.program.decisions)
        self.edges = self._edges()

    def _edges(self) -> Mapping[str, list[float]]:
        """Per fact the values at which a rule compares it, and those at which a choice is known to flip."""
        found = {name: list(values) for name, values in thresholds(self.knowledge).items()}
        for rationale in self.design.decisions.values():
            for flip in rationale.flips:
                if isinstance(flip.value, int | float) and not isinstance(flip.value, bool):
                    found.setdefault(flip.fact, []).append(float(flip.value))
        return found

    @cached_property
    def sizing(self) -> frozenset[str]:
        """The facts that settle the times, servers and costs of the boxes that are there, while no choice changes."""
        known = self.knowledge.components
        names = {name for id in self.base.parts for name in texts_of(self.knowledge, known[id])}
        names |= {name for one in known.values() for name in reads(self.program.texts[one.when])}
        names |= {name for name in self.program.types if name in READ_BY_FLAGS or name.startswith(PLANNING)}
        return settled_by(self.knowledge, names)

    @cached_property
    def errors(self) -> tuple[list[str], list[str]]:
        """The checks of severity error that hold now: all, and those that read facts alone."""
        broken, texts = self.base.broken(), self.program.texts
        every = [one for one in self.knowledge.checks.values() if one.severity == "error" and one.id not in broken]
        alone = [one.id for one in every if all(name in self.knowledge.facts for name in reads(texts[one.holds]))]
        return [one.id for one in every], alone

    def stands(self, fact: Fact, outline: Outline) -> bool:
        """Does an answer go together with the other facts? A number may break what the design promises, a word may not."""
        every, alone = self.errors
        return all(outline.status(check) != "broken" for check in (alone if fact.kind == "number" else every))

    def follows(self, fact: Fact) -> bool:
        """Is its value a sum or product of given facts alone, such as requests of users and requests a user?"""
        text = (
            holding(fact.default, self.base.values, self.program.texts) if self.design.facts[fact.id].basis == "derived" else ""
        )
        expr = self.program.texts.get(text)
        return isinstance(expr, Arith) and _pure(expr) and self.base.stated.issuperset(reads(expr))

    def coded(self, fact: Fact, value: Value) -> Given:
        """The inputs with another answer."""
        given = list(self.base.given)
        given[self.slot[fact.id]] = code_of(fact, value)
        if (first := self.slot.get(f"{fact.id}.first")) is not None:
            given[first] = code_of(fact, value, first=True)
        return given

    def outline(self, given: Given, *stated: str) -> Outline:
        return outlined(self.knowledge, given, self.allowed, frozenset(self.design.spec.facts).union(stated))

    def question(self, fact: Fact) -> Question | None:
        """None when no answer changes anything that we know of."""
        now = self.design.facts[fact.id].value
        tried = list(self.tried(fact, answers(fact, now, self.edges.get(fact.id, ()), self.base.usd)))
        changes = list(self.changes(fact, now, tried))
        sized = list(self.sized(fact, tried))
        usd = _bill(sized)
        times = [(outline.latency.p99, at) for outline, at in sized if outline.latency]
        p99 = _span(times) if times else None
        weight = sum(1 if change.to else LIST for change, _ in changes) + DECADE * math.log10(
            max(1.0, min(usd.ratio, MOST_RATIO))
        )
        told = because(self.design, fact, changes, usd, p99)
        if not told:
            return None
        known = self.design.facts[fact.id]
        said = fact.id, fact.ask, known.shown, known.basis, self.ends(fact, now), told, tuple(change for change, _ in changes)
        boxes = _span([(float(len(outline.parts)), at) for outline, at in sized])
        return Question(*said, usd, p99, boxes, weight, defines(fact))

    def ends(self, fact: Fact, now: Value) -> tuple[str, ...]:
        if fact.kind != "number" or not now:
            return ()
        return tuple(self.shown(fact, end) for end in reach(fact, float(now)))  # type: ignore[arg-type]

    def shown(self, fact: Fact, value: Value) -> str:
        return Words(self.knowledge, self.base.values, {}).fact(fact.id, value)

    def tried(self, fact: Fact, values: list[Value]) -> Iterator[Answer]:
        """Each answer that can change something and can stand beside the other facts, with what is picked then."""
        seen, ends = {self.now}, 2 if fact.kind == "number" else len(values)
        for place, value in enumerate(values):
            given = self.coded(fact, value)
            picks = self.program.picks(given, self.allowed)
            telling = picks not in seen or (place < ends and fact.id in self.sizing)
            if picks == self.now and not telling:
                continue
            outline = self.outline(given, fact.id)
            if self.stands(fact, outline):
                seen.add(picks)
                yield Answer(value, picks, outline, telling)

    def changes(self, fact: Fact, now: Value, tried: list[Answer]) -> Iterator[tuple[Change, Answer]]:
        """Every decision that some answer changes, at the nearest such answer."""
        nearest = sorted(tried, key=lambda one: _far(one.value, now))
        nodes = sorted(enumerate(self.program.decisions), key=lambda one: one[1].pick != "one")
        found = [
            (node.pick != "one", _far(one.value, now), self.change(fact, place, one), one)
            for place, node in nodes
            if (one := next((one for one in nearest if one.picks[place] != self.now[place]), None))
        ]
        yield from ((change, answer) for _, _, change, answer in sorted(found, key=lambda one: one[:2]))

    def change(self, fact: Fact, place: int, answer: Answer) -> Change:
        node, code = self.program.decisions[place], self.now[place]
        track = answer.outline.tracks[node.name]
        ruled_out = bool(node.pick == "one" and code and track and track[code - 1][0])
        return Change(node.name, answer.value, self.shown(fact, answer.value), *self.outcome(place, answer), ruled_out)

    def outcome(self, place: int, answer: Answer) -> tuple[str, str]:
        """Id and name of the new choice; nothing for a list, `empty` where no option is left."""
        node = self.program.decisions[place]
        decision = self.knowledge.decisions[node.name]
        if node.pick != "one":
            return "", ""
        ids = chosen_of(decision, answer.picks[place])
        if not ids:
            return ("not_needed", "not needed") if answer.outline.tracks[node.name] is None else ("empty", "no answer")
        return ids[0], decision.options[ids[0]].name

    def sized(self, fact: Fact, tried: list[Answer]) -> Iterator[tuple[Outline, str]]:
        """The outlines to compare: now, and the first few answers with which the bill may be new."""
        yield self.base, self.shown(fact, self.design.facts[fact.id].value)
        for answer in [one for one in tried if one.telling][:MOST_SIZED]:
            yield answer.outline, self.shown(fact, answer.value)


def _pure(expr: Expr) -> bool:
    """Is it made of names alone, without a constant of ours?"""
    return isinstance(expr, Ref) or (isinstance(expr, Arith) and _pure(expr.left) and _pure(expr.right))


def _far(value: Value, now: Value) -> float:
    """How far an answer is from the assumed one; words are as far as a decade."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(now, int | float):
        return 1.0
    return abs(math.log10(value / now)) if value > 0 and now > 0 else abs(value - now)


def _span(amounts: list[tuple[float, str]]) -> Span:
    low, high = min(amounts, key=lambda one: one[0]), max(amounts, key=lambda one: one[0])
    return Span(low[0], low[1], high[0], high[1])


def _bill(sized: Sequence[tuple[Outline, str]]) -> Span:
    """The span of the bill, with the component that makes most of it."""
    (low, _), (high, _) = (end(sized, key=lambda one: one[0].usd) for end in (min, max))
    more = {id: (part.usd or 0.0) - (low.parts[id].usd or 0.0 if id in low.parts else 0.0) for id, part in high.parts.items()}
    driver = max(more, key=lambda id: more[id], default="")
    most = high.parts[driver].name if driver and more[driver] >= HALF * (high.usd - low.usd) > 0 else ""
    return replace(_span([(outline.usd, at) for outline, at in sized]), most=most)
