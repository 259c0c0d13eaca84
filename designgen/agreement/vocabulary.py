"""The words in which published designs are noted, and which options of ours say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from designgen.catalog import Knowledge
from designgen.problem import Problem, did_you_mean
from designgen.resources import resource
from designgen.yamlio import Items, Node, Table, Text, parse_yaml, text_of

FILE = resource("knowledge", "published") / "vocabulary.yaml"


@dataclass(frozen=True)
class Source:
    """A decision of ours that answers a question: per option the answers that say the same, perhaps none."""

    decision: str
    pick: str
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Question:
    """`absent` are the answers of a design in which none of the sources is needed."""

    id: str
    core: bool
    answers: tuple[str, ...]
    sources: tuple[Source, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    questions: Mapping[str, Question]
    groups: Mapping[str, frozenset[str]]  # group -> answers that are near to each other
    headline_without: frozenset[str]  # flags that keep a published decision out of the headline
    strict_without: frozenset[str]  # … and out of the strict set

    def near(self, one: str, other: str) -> bool:
        """Whether two answers stand in one group."""
        return any(one in group and other in group for group in self.groups.values())


def load_vocabulary(knowledge: Knowledge, path: Path = FILE) -> tuple[Vocabulary, tuple[Problem, ...]]:
    """The vocabulary, and where it does not fit the knowledge. Raises ProblemsFound if the file cannot be read."""
    reader = _Reader(knowledge)
    found = reader.vocabulary(parse_yaml(text_of(path, str(path)), str(path)))
    return found, tuple(sorted(reader.problems))


class _Reader:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.problems: list[Problem] = []

    def vocabulary(self, table: Table) -> Vocabulary:
        core = set(words(table.get("core")))
        asked = table.get("questions")
        questions = asked if isinstance(asked, Table) else Table(table.place)
        groups = table.get("groups")
        for name in sorted(core - set(questions)):
            self.problems.append(Problem(table.at("core"), "A001", f"the core question {name} is not described"))
        return Vocabulary(
            {name: self.question(name, node, name in core) for name, node in questions.items() if isinstance(node, Table)},
            {name: frozenset(words(node)) for name, node in groups.items()} if isinstance(groups, Table) else {},
            frozenset(words(table.get("headline_without"))),
            frozenset(words(table.get("strict_without"))),
        )

    def question(self, name: str, table: Table, core: bool) -> Question:
        sources = table.get("from")
        answers = words(table.get("answers"))
        found = tuple(self.sources(sources, answers)) if isinstance(sources, Table) else ()
        return Question(name, core, answers, found, words(table.get("absent")))

    def sources(self, table: Table, answers: tuple[str, ...]) -> Iterator[Source]:
        for name, node in table.items():
            decision = self.knowledge.decisions.get(name)
            if decision is None or not isinstance(node, Table):
                hint = did_you_mean(name, self.knowledge.decisions)
                self.problems.append(Problem(table.at(name), "A003", f"unknown decision {name}", hint))
                continue
            self.options(node, decision.options, answers)
            for option in decision.options.keys() - node.keys():
                text = f"{name}: the option {option} is not mentioned"
                self.problems.append(Problem(table.at(name), "A004", text, "write [] if no answer says the same"))
            yield Source(name, decision.pick, {option: words(node.get(option)) for option in decision.options})

    def options(self, table: Table, known: Mapping[str, object], answers: tuple[str, ...]) -> None:
        for option, node in table.items():
            if option not in known:
                self.problems.append(Problem(table.at(option), "A005", f"unknown option {option}", did_you_mean(option, known)))
            for answer in words(node):
                if answer not in answers:
                    text = f"{option}: unknown answer {answer}"
                    self.problems.append(Problem(table.at(option), "A006", text, did_you_mean(answer, answers)))


def words(node: Node) -> tuple[str, ...]:
    """One word or a list of words."""
    if isinstance(node, Items):
        return tuple(str(item) for item in node if isinstance(item, Text))
    return (str(node),) if isinstance(node, Text) else ()
