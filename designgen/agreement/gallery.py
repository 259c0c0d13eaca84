"""Published systems, each with its spec, the record of what its team chose, and what we would choose, as one value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from designgen.agreement.before import before, note
from designgen.agreement.cases import Published, PublishedCase, published_case
from designgen.agreement.hinges import Explained, explained
from designgen.agreement.judge import Judge, Picked, Verdict, same_as_published
from designgen.agreement.vocabulary import Vocabulary, load_vocabulary
from designgen.agreement.wording import Wording, load_wording
from designgen.catalog import Knowledge
from designgen.problem import Problem, ProblemsFound
from designgen.resources import resource
from designgen.spec import spec_files

PARTS = ("vocabulary", "words", "before")
"""Files beside the records that are no records."""


@dataclass(frozen=True)
class Held:
    """One published system, held against our choices. `first`: decisions counted and agreed at its first look, if on record."""

    case: PublishedCase
    explained: tuple[Explained, ...]
    first: tuple[int, int] | None

    @property
    def name(self) -> str:
        return self.case.system or self.case.title

    @property
    def verdicts(self) -> list[Verdict]:
        return [item.verdict for item in self.explained]

    @property
    def counted(self) -> list[Verdict]:
        return [verdict for verdict in self.verdicts if verdict.headline]

    @property
    def published(self) -> Mapping[str, Published]:
        return {item.question: item for item in self.case.published}


@dataclass(frozen=True)
class Gallery:
    """Every published system with a spec and a record, the newest first. `note`: what the record of first looks is worth."""

    knowledge: Knowledge
    vocabulary: Vocabulary
    wording: Wording
    held: tuple[Held, ...]
    note: str

    @property
    def counted(self) -> list[Verdict]:
        return [verdict for held in self.held for verdict in held.counted]

    @property
    def kinds(self) -> dict[str, list[Held]]:
        names = [*self.wording.kinds, *(held.case.kind for held in self.held)]
        groups = {kind: [held for held in self.held if held.case.kind == kind] for kind in dict.fromkeys(names)}
        return {kind: group for kind, group in groups.items() if group}


def load_gallery(specs: Sequence[Path], records: Sequence[Path], knowledge: Knowledge) -> Gallery:
    """The systems of which both a spec and a record are there; a later folder of records wins. Raises ProblemsFound."""
    vocabulary, wording, firsts = load_vocabulary(knowledge)[0], load_wording(), before()
    judge = Judge(knowledge, vocabulary)
    problems: list[Problem] = []
    held: dict[str, Held] = {}
    for spec, record in _pairs(specs, records):
        try:
            case = published_case(record, spec, knowledge, vocabulary)
        except ProblemsFound as found:
            problems += found.problems
            continue
        held[case.id] = Held(case, explained(judge, case, judge.verdicts(case)), firsts.get(case.id))
    if problems:
        raise ProblemsFound(problems)
    ordered = sorted(held.values(), key=lambda one: (-one.case.year, one.case.id))
    return Gallery(knowledge, vocabulary, wording, tuple(ordered), note())


def record_folders(packs: Sequence[Path] = ()) -> list[Path]:
    """Where records are: ours, and `published/` of every pack."""
    return [resource("knowledge", "published"), *(pack / "published" for pack in packs)]


def _pairs(specs: Sequence[Path], records: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    known = {path.stem: path for folder in records for path in sorted(folder.glob("*.yaml")) if path.stem not in PARTS}
    for spec in spec_files(specs):
        if spec.stem in known:
            yield spec, known[spec.stem]


def shipped_in(gallery: Gallery) -> dict[Picked, list[Held]]:
    """Per decision and option the published systems that chose it, where that decision arises from their facts."""
    found: dict[Picked, list[Held]] = {}
    for held in gallery.held:
        for picked in dict.fromkeys(_shipped(gallery.vocabulary, held)):
            found.setdefault(picked, []).append(held)
    return found


def _shipped(vocabulary: Vocabulary, held: Held) -> Iterator[Picked]:
    for item in held.explained:
        verdict = item.verdict
        yield from same_as_published(vocabulary, verdict)
        yield from ((one.decision, one.option) for one in item.standing if one.verdict != "not needed")
