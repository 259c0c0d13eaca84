"""An interview on a terminal: the prompt, questions, a decision a step, the reasoned answer, follow-ups, and marks at the end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from designgen.cli.practice_text import asking_lines, grading_lines, hanging, listed, wrapped
from designgen.study.answers import Answers
from designgen.study.exam import AGREED, DEFENSIBLE, REFUTED, WEAK, Answer, Exam, Item, Stage
from designgen.study.grading import Grading

KEYS = "Enter or s skips, b goes back, a asks another question, q ends it"
MARKS = ("missing", "thin", "fair", "good", "strong")
MOST_PATHS = 4


class Ended(Exception):
    """Somebody has had enough."""


@dataclass
class Session:
    """`read` gives a line after a prompt and raises Ended at the end of them; `say` prints a line; `grade` marks answers."""

    exam: Exam
    read: Callable[[str], str]
    say: Callable[[str], None]
    grade: Callable[[Answers], Grading]
    asked: list[str] = field(default_factory=list)
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    probed: list[str] = field(default_factory=list)
    scores: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)

    def run(self) -> Grading | None:
        """The whole interview; None where nothing was answered before it ended."""
        try:
            self.open()
            self.ask()
            self.steps()
            self.follow_up()
        except (Ended, KeyboardInterrupt):
            self.say("")
            self.say("Ended here.")
        found = self.close() if self.options or self.asked else None
        if found and self.options:
            self.mark_oneself()
        return found

    @property
    def complete(self) -> bool:
        """Was every decision reached, so that nothing is given away any more?"""
        return all(item.decision in self.reached for stage in self.exam.stages for item in stage.items)

    def open(self) -> None:
        self.tell(self.exam.title, "")
        self.tell(*wrapped(self.exam.prompt, ""), "")
        minutes = ", ".join(f"{stage.title} {stage.minutes}" for stage in self.exam.stages)
        self.tell(*wrapped(f"You have {self.exam.minutes} minutes: {minutes}. The numbers come only if you ask for them.", ""))

    def tell(self, *lines: str) -> None:
        for line in lines:
            self.say(line)

    # questions

    def ask(self) -> None:
        """Questions by number, until an empty line."""
        self.tell("", "What do you ask first?")
        for group, found in groupby(enumerate(self.exam.questions, 1), key=lambda pair: pair[1].group):
            self.tell(*filter(None, (group,)))
            for number, one in found:
                self.tell(*listed(number, one.ask))
        while line := self.read("Numbers of questions (Enter goes on, q ends it): ").strip():
            self.leave(line)
            self.answer(numbers_in(line, len(self.exam.questions)))

    def answer(self, places: list[int]) -> None:
        if not places:
            self.tell(f"A number from 1 to {len(self.exam.questions)}, or several with spaces between them.")
        for place in places:
            one = self.exam.questions[place - 1]
            self.asked += [] if one.fact in self.asked else [one.fact]
            self.tell(*listed(place, one.ask), *wrapped(one.answer, " " * 6))

    # decisions

    def steps(self) -> None:
        """Every item in turn; `b` goes back to the one before."""
        turns = [(stage, item) for stage in self.exam.stages for item in stage.items]
        place, shown = 0, ""
        while place < len(turns):
            stage, item = turns[place]
            if stage.step != shown:
                self.tell("", *self.heading(stage))
                shown = stage.step
            place = max(0, place + (1 if self.take(item, f"{place + 1} of {len(turns)}") else -1))

    def heading(self, stage: Stage) -> Iterator[str]:
        start = sum(one.minutes for one in self.exam.stages[: self.exam.stages.index(stage)])
        yield f"{stage.title} – minutes {start} to {start + stage.minutes}"
        yield from wrapped(stage.goal, "")

    def take(self, item: Item, place: str) -> bool:
        """One decision; False if the one before is wanted again."""
        several = " Several may hold." if item.pick == "all" else ""
        self.tell("", *wrapped(f"{place}. {item.question}{several}", ""))
        for number, one in enumerate(item.answers, 1):
            self.tell(*listed(number, f"{one.name}: {one.brief}" if one.brief else one.name))
        while True:
            line = self.read("Your choice (? tells what else you can do): ").strip()
            self.leave(line)
            if line.lower() in ("b", "back"):
                return False
            if line.lower() in ("a", "ask"):
                self.ask()
            elif line.lower() in ("", "s", "skip"):
                self.options.pop(item.decision, None)
                self.reveal(item, ())
                return True
            elif picked := self.picked(item, line):
                self.options[item.decision] = tuple(one.option for one in picked)
                self.reveal(item, picked)
                return True

    def picked(self, item: Item, line: str) -> tuple[Answer, ...]:
        """The answers that a line means; none, with a word of why, where it is unclear."""
        if line == "?":
            self.tell(f"A number or the words of an option; {KEYS}.")
            return ()
        found = meant(item, line)
        if isinstance(found, str):
            self.tell(*wrapped(found, ""))
            return ()
        return found

    def reveal(self, item: Item, picked: tuple[Answer, ...]) -> None:
        """What the answer is worth, the choice with its reason, the paths not taken, and a follow-up."""
        self.reached.add(item.decision)
        for one in picked:
            self.tell(*self.verdict(one))
        right = [one for one in item.answers if one.grade == AGREED]
        left = [one for one in right if one not in picked]
        if item.pick == "all":
            for one in left:
                self.tell(*hanging("left out", f"{one.name}: {one.says}"))
        elif left:
            self.tell(*hanging("the choice", f"{left[0].name}: {item.because}"))
        self.paths(item, picked)
        self.probe(item)

    def verdict(self, one: Answer) -> Iterator[str]:
        yield from hanging(one.grade, f"{one.name}: {one.says}")
        if one.right_if and one.grade != AGREED:
            yield from wrapped(f"It would be the choice with {one.right_if}.")

    def paths(self, item: Item, picked: tuple[Answer, ...]) -> None:
        """The nearest options that nobody picked: those that could be defended, then those another spec would have."""
        rest = [one for one in item.answers if one not in picked and one.grade != AGREED and item.pick == "one"]
        near = sorted((one for one in rest if one.grade in (DEFENSIBLE, WEAK)), key=lambda one: one.behind)
        other = [one for one in rest if one.grade == REFUTED and one.right_if]
        for one in [*near, *other][:MOST_PATHS]:
            change = f" Right with {one.right_if}." if one.right_if else ""
            behind = f", {one.behind} behind" if one.grade != REFUTED else ""
            self.tell(*hanging("not taken", f"{one.name}: {one.grade}{behind}.{change}"))

    def probe(self, item: Item) -> None:
        for one in item.probes[:1]:
            if one.ask not in self.probed:
                self.follow(one.ask, one.answer)

    def follow_up(self) -> None:
        """What fails and what grows."""
        self.tell("", "Follow-ups")
        for one in self.exam.probes:
            self.follow(one.ask, one.answer)

    def follow(self, ask: str, answer: str) -> None:
        self.probed.append(ask)
        self.tell("", *hanging("asked", ask))
        self.leave(self.read("Say your answer, then Enter: ").strip())
        self.tell(*hanging("answer", answer))

    # the end

    def close(self) -> Grading:
        """The marks, and which questions would have been worth asking."""
        found = self.grade(Answers(dict(self.options), tuple(self.asked)))
        lines = grading_lines(found, self.reached) if self.options else [line for line in asking_lines(found.asking) if line]
        self.tell("", *lines)
        return found

    def mark_oneself(self) -> None:
        """A mark of one's own for each signal, 0 to 4; what a good answer shows stands beside it."""
        scale = ", ".join(f"{number} {word}" for number, word in enumerate(MARKS))
        self.tell("", f"Mark yourself: {scale}. Enter skips.")
        try:
            for signal in self.exam.signals:
                self.tell("", *wrapped(f"{signal.name}: {signal.asks}", ""))
                for line in signal.shows if self.complete else ():
                    self.tell(*hanging("shows", line))
                while (said := self.read("0 to 4: ").strip()) not in ("", *map(str, range(len(MARKS)))):
                    self.leave(said)
                self.scores |= {signal.id: MARKS[int(said)]} if said else {}
        except (Ended, KeyboardInterrupt):
            self.tell("")

    def leave(self, line: str) -> None:
        if line.lower() in ("q", "quit"):
            raise Ended


def numbers_in(line: str, most: int) -> list[int]:
    """The numbers of a line, if each is one of the list; nothing otherwise."""
    words = re.split(r"[\s,;]+", line.strip(" ,;"))
    found = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 4]
    return found if len(found) == len(words) and all(1 <= one <= most for one in found) else []


def meant(item: Item, line: str) -> tuple[Answer, ...] | str:
    """The answers that a line means: numbers, or words of one name; else what is wrong with it."""
    places = list(dict.fromkeys(numbers_in(line, len(item.answers))))
    if len(places) > 1 and item.pick == "one":
        return "Only one of them: which would you defend?"
    if places:
        return tuple(item.answers[place - 1] for place in places)
    words = [word.strip().casefold() for word in (line.split(",") if item.pick == "all" else [line])]
    found = [named(item, word) for word in words if word]
    unclear = next((one for one in found if len(one) != 1), None)
    if unclear is None and found:
        return tuple(dict.fromkeys(one[0] for one in found))
    if unclear:
        return f"That could be {' or '.join(one.name for one in unclear[:3])}. Which?"
    return f"None of the options is called that. A number from 1 to {len(item.answers)}, or words of an option; ? tells the rest."


def named(item: Item, word: str) -> list[Answer]:
    """The options with this id or name, else those whose name has the words in it."""
    exact = [one for one in item.answers if word in (one.option, one.name.casefold())]
    return exact or [one for one in item.answers if word in one.name.casefold()]
