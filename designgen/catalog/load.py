"""Reads knowledge folders into one `Knowledge`, through a cache keyed by the content of every file."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from designgen.cache import cached
from designgen.catalog import read_accuracy, read_architecture, read_decisions, read_facts, read_practice, read_texts, read_views
from designgen.catalog.architecture import Flow
from designgen.catalog.model import Knowledge
from designgen.catalog.reader import Entry, Report, entries_of
from designgen.problem import Place, Problem, ProblemsFound
from designgen.resources import resource
from designgen.yamlio import Table, Text, bytes_of, decoded, parse_yaml

FORMAT = "1"
PUBLISHED = "published"
WHOLE = {"priorities.yaml", "tasks.yaml", "sections.yaml"}
"""What a pack has no need of, all together."""
MOST_AT_HAND = 4
"""Knowledge bases that a process keeps, with the programs printed of them."""
_at_hand: dict[str, Knowledge] = {}
Files = Mapping[str, bytes]
"""Path as shown to people -> content, in reading order."""


def load_knowledge(packs: Iterable[Path] = ()) -> Knowledge:
    """Our knowledge with packs on top (a later entry of one id replaces an earlier). Raises ProblemsFound."""
    return knowledge_in([read_folder(folder) for folder in packs])


def knowledge_in(packs: Iterable[Files]) -> Knowledge:
    """The same with packs whose files were read before, on another machine perhaps."""
    return knowledge_from([read_folder(resource("knowledge")), *packs])


def knowledge_from(folders: Sequence[Files]) -> Knowledge:
    """The knowledge in these files alone, through the cache. Raises ProblemsFound with everything that is wrong."""
    digest = _digest(folders)
    if digest not in _at_hand:
        known = cached("knowledge", digest, lambda: knowledge_of(folders, digest))
        if len(_at_hand) == MOST_AT_HAND:
            del _at_hand[next(iter(_at_hand))]
        _at_hand[digest] = known
    return _at_hand[digest]


def is_whole(files: Files) -> bool:
    """Is it knowledge that needs none below it, and not a pack?"""
    return {name.split("/", 1)[1] for name in files} >= WHOLE


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every YAML file of knowledge below a folder, sorted; keys are paths relative to the folder, after its name.

    What `published/` holds is compared with choices and never makes one.
    """
    if not folder.is_dir():
        raise ProblemsFound([Problem(Place(str(folder)), "Y001", "this is not a folder")])
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file() and not path.is_symlink())
    paths = [path for path in paths if path.relative_to(folder).parts[0] != PUBLISHED]
    shown = {path: f"{folder.name or '.'}/{path.relative_to(folder).as_posix()}" for path in paths}
    return {name: bytes_of(path, name) for path, name in shown.items()}


def _digest(files: Iterable[Files]) -> str:
    total = hashlib.sha256(FORMAT.encode())
    for code in sorted(Path(__file__).parent.parent.glob("[cr]*/*.py")):
        total.update(code.read_bytes())
    for folder in files:
        for name, content in folder.items():
            total.update(f"\0{name}\0{len(content)}\0".encode(errors="surrogateescape") + content)
    return total.hexdigest()[:32]


def knowledge_of(folders: Iterable[Files], digest: str = "") -> Knowledge:
    """The knowledge in these files, uncached. Raises ProblemsFound with everything that is wrong."""
    from designgen.catalog.compile import program_of

    reader = _Reader(Report())
    for files in folders:
        reader.here.clear()
        for name, content in files.items():
            reader.read_file(name, content)
    if reader.report.problems:
        raise ProblemsFound(reader.report.problems)
    parts = reader.parts()
    return Knowledge(digest=digest, **parts, program=program_of(parts))


class _Reader:
    """Sorts files into kinds of things by their first folder or name. `here`: what the folder at hand has defined."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.here: set[tuple[str, str]] = set()
        self.things: dict[str, dict[str, object]] = {kind: {} for kind in _KINDS}
        self.flows: dict[tuple[str, str], Flow] = {}
        self.glossary: dict[str, str] = {}

    def read_file(self, name: str, content: bytes) -> None:
        kind = name.split("/")[1].removesuffix(".yaml")
        try:
            table = parse_yaml(decoded(content, name), name)
        except ProblemsFound as found:
            self.report.problems += found.problems
            return
        if name.endswith("components/flows.yaml"):
            self.flows |= {(flow.source, flow.target): flow for flow in read_architecture.flows_of(table, self.report)}
        elif kind == "glossary":
            self.glossary |= {term: " ".join(text.split()) for term, text in table.items() if isinstance(text, Text)}
        elif kind == "frameworks":
            self.put(kind, Entry(name, table, table.place, self.report), read_texts.read_framework)
        elif kind in _KINDS:
            self.read_entries(kind, name, table)
        else:
            self.report.add(table.place, "K001", f"{kind} is not a part of knowledge")

    def read_entries(self, kind: str, name: str, table: Table) -> None:
        plane = name.rsplit("/", 1)[-1].removesuffix(".yaml")
        for entry in entries_of(table, self.report):
            if kind == "components":
                self.put(kind, entry, lambda item: read_architecture.read_component(item, plane))
            elif kind == "priorities":
                criterion, fact = read_facts.read_criterion(entry)
                self.things["criteria"][criterion.id] = criterion
                self.things["facts"][fact.id] = fact
            else:
                self.put(kind, entry, _KINDS[kind])

    def put(self, kind: str, entry: Entry, read: Callable[[Entry], object]) -> None:
        thing = read(entry)
        id: str = getattr(thing, "id")  # noqa: B009 - every kind of thing has one
        if (kind, id) in self.here:
            self.report.add(entry.place, "K005", f"{kind}: {id} is defined twice")
        self.here.add((kind, id))
        self.things[kind][id] = thing

    def parts(self) -> dict[str, Any]:
        kept: dict[str, Any] = {kind: things for kind, things in self.things.items() if kind != "priorities"}
        return kept | {"flows": tuple(self.flows.values()), "glossary": self.glossary}


_KINDS: dict[str, Callable[[Entry], object]] = {
    "facts": read_facts.read_fact,
    "priorities": read_facts.read_criterion,
    "criteria": read_facts.read_criterion,
    "quantities": read_facts.read_quantity,
    "tasks": read_facts.read_task,
    "prices": read_facts.read_price,
    "decisions": read_decisions.read_decision,
    "components": lambda entry: read_architecture.read_component(entry, ""),
    "views": read_views.read_view,
    "checks": read_architecture.read_check,
    "sections": read_texts.read_section,
    "frameworks": read_texts.read_framework,
    "sources": read_texts.read_source,
    "accuracy": read_accuracy.read_comparison,
    "profiles": read_facts.read_profile,
    "signals": read_practice.read_signal,
    "drills": read_practice.read_drill,
}
