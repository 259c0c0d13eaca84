"""A file of answers: a decision a line, and perhaps the questions asked and the numbers worked out. Every mistake at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from designgen.catalog.model import Decision
from designgen.catalog.reader import Report
from designgen.design.model import Design
from designgen.problem import Place, ProblemsFound, did_you_mean
from designgen.units import dimension_name, dimension_of, parse
from designgen.yamlio import Items, Node, Table, Text, parse_yaml, place_of, text_of

ASKED, NUMBERS = "asked", "numbers"
MOST_KNOWN = 12
LONGEST = 40


@dataclass(frozen=True)
class Answers:
    """What somebody answered. `numbers` in base units, as (value, as written)."""

    options: Mapping[str, tuple[str, ...]]
    asked: tuple[str, ...] | None = None
    numbers: Mapping[str, tuple[float, str]] = field(default_factory=dict)


def load_answers(path: Path, design: Design) -> Answers:
    """The answers in a file. Raises ProblemsFound with every mistake in it."""
    return read_answers(parse_yaml(text_of(path, str(path)), str(path)), design)


def read_answers(table: Table, design: Design) -> Answers:
    """The same for YAML that was read. Raises ProblemsFound."""
    reader = _Reader(design, Report())
    answers = reader.answers(table)
    if not reader.report.problems and not (answers.options or answers.asked or answers.numbers):
        hint = "`designgen practice SPEC --blank` prints a form to fill in"
        reader.report.add(Place(table.place.path, 0, 0), "A007", "nothing is answered", hint)
    if reader.report.problems:
        raise ProblemsFound(reader.report.problems)
    return answers


@dataclass
class _Reader:
    design: Design
    report: Report

    def answers(self, table: Table) -> Answers:
        options: dict[str, tuple[str, ...]] = {}
        for name, node in table.items():
            if name not in (ASKED, NUMBERS):
                found = self.decision(name, node, table.at(name))
                options |= {name: found} if found else {}
        asked = tuple(self.facts(table.get(ASKED), table.at(ASKED))) if table.get(ASKED) is not None else None
        return Answers(options, asked, dict(self.numbers(table.get(NUMBERS), table.at(NUMBERS))))

    def decision(self, name: str, node: Node, place: Place) -> tuple[str, ...]:
        """The options of a line; none where it was left blank or is wrong."""
        known = self.design.knowledge.decisions
        if name not in known:
            hint = did_you_mean(name, (*known, ASKED, NUMBERS)) or "`designgen practice SPEC --blank` lists the decisions"
            self.report.add(place, "A001", f"there is no decision {_quoted(name)}", hint)
            return ()
        words = self.words(name, node, place)
        if known[name].pick == "one" and (isinstance(node, Items) or len(words) > 1):
            self.report.add(
                place_of(node, place), "A003", f"{name} takes one option, not a list", "keep the one you would defend"
            )
            return ()
        return tuple(self.options(known[name], words))

    def words(self, name: str, node: Node, place: Place) -> list[Text]:
        """One text, or a list of texts, as a list."""
        if isinstance(node, Text) and node.strip():
            return [node]
        if isinstance(node, Items) and all(isinstance(item, Text) for item in node):
            return [item for item in node if isinstance(item, Text)]
        if node is not None and node != "":
            form = "a table" if isinstance(node, Table) else "a list with more than words in it"
            self.report.add(place_of(node, place), "A003", f"{name} takes ids of options, not {form}")
        return []

    def options(self, decision: Decision, words: list[Text]) -> Iterator[str]:
        """The options by id or by name, each once."""
        seen: set[str] = set()
        for word in words:
            id = option_of(decision, word)
            if id is None:
                self.report.add(word.place, "A002", f"{decision.id} has no option {_quoted(word)}", _near(decision, word))
            elif id in seen:
                self.report.add(word.place, "A004", f"{decision.id}: {id} stands here twice", "keep one of them")
            else:
                seen.add(id)
                yield id

    def facts(self, node: Node, place: Place) -> Iterator[str]:
        known = [name for name in self.design.knowledge.facts if not name.startswith("priorities.")]
        for word in self.words(ASKED, node, place):
            if word in known:
                yield str(word)
            else:
                hint = did_you_mean(word, known) or "`designgen knowledge list facts` names them"
                self.report.add(word.place, "A005", f"there is no fact {_quoted(word)}", hint)

    def numbers(self, node: Node, place: Place) -> Iterator[tuple[str, tuple[float, str]]]:
        if isinstance(node, Table):
            for name, item in node.items():
                yield from self.number(name, item, node.at(name))
        elif node is not None and node != "":
            self.report.add(place_of(node, place), "A003", "numbers takes a table of name: value")

    def number(self, name: str, node: Node, place: Place) -> Iterator[tuple[str, tuple[float, str]]]:
        if node is None or node == "":
            return
        number = self.design.number(name)
        if number is None or number.unit == "bool":
            known = (*self.design.numbers, *self.design.sized)
            hint = did_you_mean(name, known) or "`designgen explain SPEC number:` lists the numbers of a design"
            self.report.add(place, "A006", f"this design has no number {_quoted(name)}", hint)
            return
        amount, wanted = parse(node) if isinstance(node, Text) else None, dimension_of(number.unit)
        if amount is None:
            self.report.add(place_of(node, place), "A006", f"{name} is not a number with a unit", f"for example {number.shown}")
        elif amount.dimension != wanted:
            text = f"{name} is {dimension_name(amount.dimension)}, but {dimension_name(wanted)} is wanted"
            self.report.add(place_of(node, place), "A006", text, f"for example {number.shown}")
        else:
            yield name, (float(amount.value), str(node))


def option_of(decision: Decision, word: str) -> str | None:
    """An option by its id, or by its name in whatever case."""
    if word in decision.options:
        return str(word)
    named = [id for id, option in decision.options.items() if option.name.casefold() == word.strip().casefold()]
    return named[0] if len(named) == 1 else None


def _near(decision: Decision, word: str) -> str:
    names = {option.name.casefold(): id for id, option in decision.options.items()}
    near = did_you_mean(word, decision.options) or did_you_mean(word.casefold(), names)
    ids = list(decision.options)
    more = f" and {len(ids) - MOST_KNOWN} more" if len(ids) > MOST_KNOWN else ""
    return near or f"known are {', '.join(ids[:MOST_KNOWN])}{more}"


def _quoted(text: str) -> str:
    """On one line, short, and without signs that a terminal acts on."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return f'"{shown[:LONGEST]}{"…" if len(shown) > LONGEST else ""}"'
