"""Files -> specs: what a file extends below it, `--set` on top, every mistake at once."""

import os.path
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from designgen.catalog import Knowledge
from designgen.catalog.reader import Report
from designgen.problem import Place, Problem, ProblemsFound, visible
from designgen.spec.layer import Layer, spec_of
from designgen.spec.model import Spec, Value
from designgen.spec.names import LONGEST, RESERVED
from designgen.spec.overrides import PLACE as SET
from designgen.spec.overrides import override_layer
from designgen.spec.read import LayerReader
from designgen.spec.values import Reading, quoted
from designgen.yamlio import Table, Text, parse_yaml, placed, text_of

MOST_FILES = 10


def load_spec(
    path: Path | str, knowledge: Knowledge, sets: Iterable[str] = (), said_at: Place = SET, instead: str | None = None
) -> Spec:
    """The spec in a file. Raises ProblemsFound with every mistake in it, in what it extends and in `sets`.

    `instead`: what the file would say once it is saved.
    """
    path = Path(path)
    files = _Files(knowledge, Report(), real(path).parent, instead)
    layer = files.layer(path, str(path), ())
    top = override_layer(sets, knowledge, files.reading, said_at)
    whole = replace(top.over(layer), id=layer.id or id_of(path))
    if not whole.title and not files.report.problems:
        files.report.add(Place(str(path)), "S002", "title is missing", "title: a short name for the problem")
    if whole.id in RESERVED:
        files.report.add(Place(str(path)), "S014", f"id: {whole.id} cannot name a folder of the site", "give it another `id:`")
    tasks = {whole.task, *(item.task for item in whole.alternatives.values())}
    presets = {task: _presets(task, knowledge, files.reading) for task in tasks}
    if files.report.problems:
        raise ProblemsFound(files.report.problems)
    return spec_of(whole, presets, str(path), files.text)


def parse_spec(text: str, shown: str, knowledge: Knowledge, sets: Iterable[str] = ()) -> Spec:
    """The same for text that is in no file; it can extend nothing. Raises ProblemsFound."""
    return spec_in(parse_yaml(text, shown), shown, knowledge, text, sets=sets)


def spec_in(table: Table, shown: str, knowledge: Knowledge, text: str = "", id: str = "spec", sets: Iterable[str] = ()) -> Spec:
    """The same for a table that is part of a larger file. `id` is used where the table gives none. Raises ProblemsFound."""
    report = Report()
    layer = LayerReader(knowledge, Reading(report)).layer(table)
    if layer.extends:
        report.add(layer.places["extends"], "S012", "extends: only a file can extend another")
    layer = override_layer(sets, knowledge, Reading(report)).over(layer)
    presets = {layer.task: _presets(layer.task, knowledge, Reading(report))}
    if report.problems:
        raise ProblemsFound(report.problems)
    return spec_of(replace(layer, id=layer.id or id), presets, shown, text)


def load_specs(paths: Sequence[Path | str], knowledge: Knowledge, sets: Iterable[str] = ()) -> tuple[Spec, ...]:
    """The specs in files and folders, in the order given. Raises ProblemsFound with the mistakes of all of them."""
    problems: list[Problem] = []
    specs: list[Spec] = []
    overrides = tuple(sets)
    for path in spec_files(paths):
        try:
            specs.append(load_spec(path, knowledge, overrides))
        except ProblemsFound as found:
            problems += found.problems
    problems += of_one_id(specs)
    if problems:
        raise ProblemsFound(problems)
    return tuple(specs)


def of_one_id(specs: Iterable[Spec]) -> Iterator[Problem]:
    """A problem for each spec whose id another one before it has."""
    first: dict[str, Spec] = {}
    for spec in specs:
        if (other := first.setdefault(spec.id, spec)) is not spec:
            text = f"the id {spec.id} is also that of {visible(other.path)}"
            yield Problem(spec.places.get("id", Place(spec.path)), "S015", text, "give one of them an `id:`")


def spec_files(paths: Sequence[Path | str]) -> tuple[Path, ...]:
    """Files as they are, folders as their sorted *.yaml; names with a leading `_` or `.` are only for `extends`."""
    found: dict[Path, Path] = {}
    for path in map(Path, paths):
        inside = sorted(item for item in path.glob("*.yaml") if item.name[0] not in "._") if os.path.isdir(path) else [path]
        if not inside:
            raise ProblemsFound([Problem(Place(str(path)), "S017", "no *.yaml in this folder")])
        for item in inside:
            found.setdefault(real(item), item)
    return tuple(found.values())


def real(path: Path) -> Path:
    """The path without symbolic links; unlike `Path.resolve` it takes a loop of them as it is."""
    return Path(os.path.realpath(path))


def id_of(path: Path) -> str:
    """The id that a file name gives: its stem in small letters, words joined by hyphens."""
    return re.sub(r"[^a-z0-9_]+", "-", path.stem.lower()).strip("-_")[: LONGEST["id"]].rstrip("-_") or "spec"


@dataclass
class _Files:
    """The file and those it extends. `root` is the folder that none of them may leave."""

    knowledge: Knowledge
    report: Report
    root: Path
    instead: str | None = None
    text: str = ""

    @property
    def reading(self) -> Reading:
        return Reading(self.report)

    def layer(self, path: Path, shown: str, seen: tuple[Path, ...]) -> Layer:
        try:
            text = text_of(path, shown) if seen or self.instead is None else self.instead
            table = parse_yaml(text, shown)
        except ProblemsFound as found:
            self.report.problems += found.problems
            return Layer()
        self.text = self.text or text
        layer = LayerReader(self.knowledge, self.reading).layer(table)
        if not layer.extends:
            return layer
        below = self.base(layer, path, (*seen, real(path)), place=_value_place(table.get("extends"), layer))
        return layer.over(replace(below, id=""))

    def base(self, layer: Layer, path: Path, seen: tuple[Path, ...], place: Place) -> Layer:
        """The file that is extended; an empty layer when it may not be."""
        named = layer.extends
        target = path.parent / named
        if "\\" in named or "\0" in named or Path(named).is_absolute() or not real(target).is_relative_to(self.root):
            text = f"extends: {quoted(named)} leads out of the folder of the spec"
            self.report.add(place, "S012", text, "name a file beside the spec, or below it")
        elif real(target) in seen or len(seen) >= MOST_FILES:
            self.report.add(place, "S012", f"extends: {quoted(named)} comes back to itself")
        elif not os.path.isfile(target):
            self.report.add(place, "S012", f"extends: there is no file {quoted(named)}")
        else:
            return self.layer(target, str(target), seen)
        return Layer()


def _value_place(node: object, layer: Layer) -> Place:
    return node.place if isinstance(node, Text) else layer.places["extends"]


def presets_of(knowledge: Knowledge, task: str) -> Mapping[str, Value]:
    """The facts that a task assumes, in base units."""
    return _presets(task, knowledge, Reading(Report()))


def _presets(task: str, knowledge: Knowledge, reading: Reading) -> Mapping[str, Value]:
    """The default facts of a task, typed like those of a spec."""
    if task not in knowledge.tasks:
        return {}
    known = knowledge.tasks[task]
    found = {
        name: reading.value(knowledge.facts[name], placed(text, known.place), known.place)
        for name, text in known.facts.items()
        if name in knowledge.facts
    }
    return {name: value for name, value in found.items() if value is not None}
