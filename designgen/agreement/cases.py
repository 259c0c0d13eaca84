"""Published systems as case files: what was given, in our format of a spec, and what was chosen, in the vocabulary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from designgen.agreement.vocabulary import Vocabulary, words
from designgen.catalog import Knowledge
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.spec import Spec, load_spec, spec_files, spec_in
from designgen.yamlio import Items, Node, Table, Text, parse_yaml, place_of, text_of

FIRST, LAST = 2000, 2035  # the years of a case


@dataclass(frozen=True)
class Published:
    """One decision that a source reports. `answers`: it used all of them."""

    question: str
    answers: tuple[str, ...]
    flags: frozenset[str]
    evidence: str
    place: Place
    confidence: str = ""
    basis: str = ""


@dataclass(frozen=True)
class PublishedCase:
    id: str
    title: str
    year: int
    spec: Spec
    published: tuple[Published, ...]
    system: str = ""
    kind: str = ""
    source: str = ""
    url: str = ""


def load_cases(
    paths: Sequence[Path | str], knowledge: Knowledge, vocabulary: Vocabulary
) -> tuple[tuple[PublishedCase, ...], tuple[Problem, ...]]:
    """The cases that can be read, and what is wrong with the others or deserves a look."""
    cases: dict[str, PublishedCase] = {}
    problems: list[Problem] = []
    try:
        files = spec_files(paths)
    except ProblemsFound as found:
        return (), found.problems
    for path in files:
        reader = _Reader(knowledge, vocabulary, path)
        try:
            case = reader.case(parse_yaml(text_of(path, str(path)), str(path)))
        except ProblemsFound as found:
            problems += found.problems
            continue
        problems += reader.problems
        if case.id in cases:
            problems.append(Problem(Place(str(path)), "A010", f"the id {case.id} is also that of another case"))
        cases.setdefault(case.id, case)
    return tuple(cases.values()), tuple(problems)


def published_case(record: Path, spec: Path, knowledge: Knowledge, vocabulary: Vocabulary) -> PublishedCase:
    """What a file records of a published system, with the spec of another file. Raises ProblemsFound."""
    table = parse_yaml(text_of(record, str(record)), str(record))
    table["spec"] = Text(str(spec.absolute()), table.place)
    return _Reader(knowledge, vocabulary, record).case(table)


class _Reader:
    """Reads one file. Mistakes that leave nothing to judge are raised, others go to `problems`."""

    def __init__(self, knowledge: Knowledge, vocabulary: Vocabulary, path: Path) -> None:
        self.knowledge, self.vocabulary, self.path = knowledge, vocabulary, path
        self.problems: list[Problem] = []

    def case(self, table: Table) -> PublishedCase:
        table = self.with_decisions(table)
        id = str(table.get("id") or self.path.stem)
        spec = self.spec(table, id)
        return PublishedCase(
            id=id,
            title=_said(table, "title") or spec.title or id,
            year=self.year(table, spec),
            spec=spec,
            published=tuple(self.decisions(table)),
            system=_said(table, "system"),
            kind=_said(table, "kind"),
            source=_said(table, "source"),
            url=_said(table, "url"),
        )

    def with_decisions(self, table: Table) -> Table:
        """`decisions` may name a file that holds them, with the source; what the case itself says counts first."""
        node = table.get("decisions")
        if not isinstance(node, Text):
            return table
        path = self.path.parent / node
        if not path.is_file():
            raise ProblemsFound([Problem(node.place, "A013", f"decisions names a file that cannot be read: {node}")])
        whole = parse_yaml(text_of(path, str(path)), str(path))
        own = {key: value for key, value in table.items() if key != "decisions"}
        whole.update(own)
        whole.keys_at |= {key: table.at(key) for key in own}
        return whole

    def spec(self, table: Table, id: str) -> Spec:
        """A spec written inside the case, or a file named from there. The year of the case holds where the spec has none."""
        node = table.get("spec")
        if isinstance(node, Text):
            return load_spec(self.path.parent / node, self.knowledge)
        if not isinstance(node, Table):
            raise ProblemsFound([Problem(table.at("spec"), "A011", "spec is missing, or not a table of facts")])
        inner = Table(node.place)
        inner.update(node)
        inner.keys_at = dict(node.keys_at)
        for key in ("year", "title"):
            if key not in inner and isinstance(table.get(key), Text):
                inner[key], inner.keys_at[key] = table[key], table.at(key)
        return spec_in(inner, str(self.path), self.knowledge, id=id)

    def year(self, table: Table, spec: Spec) -> int:
        node, fact = table.get("year"), spec.facts.get("year")
        year = int(fact) if isinstance(fact, int | float) else 0
        if isinstance(node, Text) and node.isascii() and node.isdecimal() and FIRST <= int(node) <= LAST:
            if year and year != int(node):
                self.problems.append(Problem(node.place, "A012", f"the case is of {node}, its spec of {year}"))
            return int(node)
        if node is not None:
            place = table.at("year")
            self.problems.append(Problem(place, "A018", "year is not a whole number between 2000 and 2035"))
        return year

    def decisions(self, table: Table) -> Iterator[Published]:
        node = table.get("decisions")
        if not isinstance(node, Items | Table) or not node:
            raise ProblemsFound([Problem(table.at("decisions"), "A013", "decisions is missing, or not a list")])
        entries = _entries(node)
        seen: set[str] = set()
        for entry in entries:
            question, answers = entry.get("question"), words(entry.get("answer"))
            if not isinstance(question, Text) or not answers:
                self.problems.append(Problem(entry.place, "A014", "a decision needs `question` and `answer`"))
            elif question in seen:
                self.problems.append(Problem(entry.place, "A015", f"{question} is answered twice"))
            else:
                seen.add(str(question))
                self.known(question, answers)
                flags = frozenset((*words(entry.get("flags")), *words(entry.get("flag"))))
                told = (_said(entry, key) for key in ("confidence", "basis"))
                yield Published(str(question), answers, flags, _said(entry, "evidence"), question.place, *told)

    def known(self, question: Text, answers: tuple[str, ...]) -> None:
        """Reports words that the vocabulary lacks; they are judged all the same, as something that we do not offer."""
        asked = self.vocabulary.questions.get(question)
        if asked is None:
            hint = did_you_mean(question, self.vocabulary.questions)
            self.problems.append(Problem(question.place, "A016", f"unknown question {question}", hint))
            return
        for answer in answers:
            if answer not in asked.answers:
                hint = did_you_mean(answer, asked.answers)
                self.problems.append(Problem(question.place, "A017", f"{question}: unknown answer {answer}", hint))


def _said(table: Table, key: str) -> str:
    node = table.get(key)
    return str(node) if isinstance(node, Text) else ""


def _entries(node: Items | Table) -> list[Table]:
    """The entries of a list, or of a mapping from question to answer or to the rest of the entry."""
    if isinstance(node, Items):
        return [item if isinstance(item, Table) else Table(place_of(item, node.place)) for item in node]
    return [_entry(node, name, inside) for name, inside in node.items()]


def _entry(table: Table, name: str, inside: Node) -> Table:
    entry = Table(table.at(name))
    entry.update(inside if isinstance(inside, Table) else {"answer": inside})
    entry["question"] = Text(name, table.at(name))
    return entry
