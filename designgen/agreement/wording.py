"""How the short words of the vocabulary are said to readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from designgen.agreement.vocabulary import words
from designgen.resources import resource
from designgen.yamlio import Node, Table, Text, parse_yaml, text_of

FILE = resource("knowledge", "published") / "words.yaml"


@dataclass(frozen=True)
class Wording:
    """`kinds`: heading and singular; `flags`: a mark of few words and its meaning; `overview`: the questions to show first."""

    kinds: Mapping[str, tuple[str, str]]
    flags: Mapping[str, tuple[str, str]]
    basis: Mapping[str, str]
    questions: Mapping[str, str]
    answers: Mapping[str, str]
    overview: tuple[str, ...]

    def question(self, id: str) -> str:
        return self.questions.get(id) or _spaced(id)[:1].upper() + _spaced(id)[1:]

    def answer(self, id: str) -> str:
        return self.answers.get(id) or _spaced(id)

    def kind(self, id: str) -> tuple[str, str]:
        return self.kinds.get(id, (_spaced(id) or "Other systems", _spaced(id)))

    def flag(self, id: str) -> tuple[str, str]:
        return self.flags.get(id, (_spaced(id), _spaced(id)))


def load_wording(path: Path = FILE) -> Wording:
    """Raises ProblemsFound if the file cannot be read."""
    table = parse_yaml(text_of(path, str(path)), str(path))
    texts = {key: _texts(table.get(key)) for key in ("basis", "questions", "answers")}
    kinds, flags = _pairs(table.get("kinds"), "name", "one"), _pairs(table.get("flags"), "name", "says")
    return Wording(kinds, flags, texts["basis"], texts["questions"], texts["answers"], words(table.get("overview")))


def _texts(node: Node) -> dict[str, str]:
    return {key: str(text) for key, text in node.items() if isinstance(text, Text)} if isinstance(node, Table) else {}


def _pairs(node: Node, first: str, second: str) -> dict[str, tuple[str, str]]:
    inside = {key: _texts(item) for key, item in node.items()} if isinstance(node, Table) else {}
    return {key: (item.get(first, key), item.get(second, key)) for key, item in inside.items()}


def _spaced(id: str) -> str:
    return id.replace("_", " ")
