"""What a preview is made from, kept in memory: knowledge, specs and their designs; only what an edit concerns is made anew."""

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from designgen.catalog import Knowledge
from designgen.cli import kept
from designgen.cli.build import PUBLISHED, site_of
from designgen.cli.options import Given, no_flips
from designgen.cli.site import titled
from designgen.design import Design, contradictions, design_for
from designgen.diagram import in_haste
from designgen.document import one_page
from designgen.preview import Stop, Superseded
from designgen.problem import Problem, ProblemsFound
from designgen.publish import Nav
from designgen.resources import resource
from designgen.spec import Spec, load_spec, of_one_id, spec_files
from designgen.study.pages import READING

Item = TypeVar("Item")
MOST_DESIGNS = 16
"""Kept in memory: those that one goes back and forth between. The others are made again from what the cache keeps."""
NOTHING: dict[str, Any] = {"robust": {}, "mendings": {}, "questions": ()}
"""What a page in haste says of things that take long to work out."""


@dataclass(frozen=True)
class Remembering(Given):
    """The options of the command; designs are made once."""

    made: "OrderedDict[str, Design]" = field(default_factory=OrderedDict, compare=False, repr=False)

    def design_of(self, spec: Spec, knowledge: Knowledge) -> Design:
        key = f"{knowledge.digest}{spec!r}"
        if key not in self.made:
            self.made[key] = super().design_of(spec, knowledge)
            while len(self.made) > MOST_DESIGNS:
                self.made.popitem(last=False)
        return self.made[key]


class Studio:
    """Implements `preview.Maker`. `paths` are specs and folders of specs."""

    def __init__(self, paths: tuple[Path, ...], given: Given) -> None:
        self.paths, self.given = paths, Remembering(given.sets, given.packs, given.framework)
        self.knowledge: Knowledge | None = None
        self.unknown: tuple[Problem, ...] = ()
        self.specs: dict[Path, Spec] = {}
        self.wrong: dict[Path, tuple[Problem, ...]] = {}
        self.doubted: dict[Path, list[Problem]] = {}

    @property
    def folders(self) -> list[Path]:
        """All that is watched."""
        own = [resource("knowledge"), resource("templates"), resource("site"), *self.given.packs]
        return own + [path if path.is_dir() else path.parent for path in self.paths]

    def wanted(self, path: Path) -> bool:
        """Whether a change of this file could change a page; editors and builders leave others beside it."""
        if path.name.startswith((".", "#")) or path.name.endswith("~"):
            return False
        if _inside(path, [resource("templates"), resource("site")]):
            return "preview" not in path.parts
        return path.suffix == ".yaml"

    def refresh(self, changed: frozenset[Path]) -> list[Problem]:
        kept.forget_code() if any(_inside(path, [resource("templates")]) for path in changed) else None
        if self.knowledge is None or any(_inside(path, [resource("knowledge"), *self.given.packs]) for path in changed):
            self._know()
            changed = frozenset()
        if self.knowledge is None:
            return list(self.unknown)
        self._read(self.knowledge, {path for path in changed if path.suffix == ".yaml"})
        return [*self.unknown, *(problem for found in self.wrong.values() for problem in found), *of_one_id(self.specs.values())]

    def _know(self) -> None:
        try:
            self.knowledge, self.unknown = self.given.knowledge(), ()
        except ProblemsFound as found:
            self.unknown = found.problems

    def files(self) -> dict[Path, Path]:
        """Every spec as it was named, by its real path; none while there are none."""
        try:
            return {Path(os.path.realpath(path)): path for path in spec_files(self.paths)}
        except ProblemsFound:
            return {}

    def _read(self, knowledge: Knowledge, changed: set[Path]) -> None:
        """Reads changed specs, those that extend another, and all of them when a file changed that is none."""
        try:
            paths = {Path(os.path.realpath(path)): path for path in spec_files(self.paths)}
        except ProblemsFound as found:
            self.wrong = {Path(): found.problems}
            return
        self.specs = {real: self.specs[real] for real in paths if real in self.specs}
        self.wrong = {real: self.wrong[real] for real in paths if real in self.wrong}
        whole = not changed or not changed <= paths.keys()
        for real, path in paths.items():
            spec = self.specs.get(real)
            if whole or real in changed or spec is None or "extends" in spec.text:
                self._read_one(real, path, knowledge)
        self.specs = {real: self.specs[real] for real in paths if real in self.specs}

    def _read_one(self, real: Path, path: Path, knowledge: Knowledge) -> None:
        """A spec that is wrong keeps its last good version."""
        self.wrong.pop(real, None)
        try:
            spec = load_spec(path, knowledge, self.given.sets)
            designs = [self.hasty_design(one, knowledge) for one in (spec, *spec.alternatives.values())]
            self.doubted[real] = [problem for one in designs for problem in contradictions(one)]
            self.specs[real] = spec
        except ProblemsFound as found:
            self.wrong[real] = found.problems

    def hasty_design(self, spec: Spec, knowledge: Knowledge) -> Design:
        return design_for(spec, knowledge, self.given.framework, no_flips, lambda name, _: NOTHING[name])

    def doubts(self) -> list[Problem]:
        """Facts that exclude each other."""
        return [problem for real in self.specs for problem in self.doubted.get(real, ())]

    def page(self, name: str) -> str | None:
        folder, _, file = name.partition("/")
        spec = next((spec for spec in self.specs.values() if spec.id == folder), None)
        if spec is None or self.knowledge is None:
            return None
        if kept.has_pages(design := self.hasty_design(spec, self.knowledge)):
            text = kept.design_pages(design).get(name)
        else:
            with in_haste():
                text = one_page(design, file, READING)
        return text and titled(text)

    def site(self, stop: Stop) -> tuple[Mapping[str, str | bytes], Nav]:
        if self.knowledge is None or not self.specs:
            raise ProblemsFound([])
        published = [path / PUBLISHED for path in self.paths if (path / PUBLISHED).is_dir()]

        @contextmanager
        def unless_stopped(items: Iterable[Item], _count: int, _label: str) -> Iterator[Iterable[Item]]:
            yield _until(stop, items)

        specs = {spec.id: spec for spec in reversed(self.specs.values())}
        every = tuple(spec for spec in self.specs.values() if specs[spec.id] is spec)
        return site_of(every, self.knowledge, self.given, published, steps=unless_stopped)


def _until(stop: Stop, items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        if stop():
            raise Superseded
        yield item


def _inside(path: Path, folders: Iterable[Path]) -> bool:
    """The path is real, as a watch tells it; the folders may be links."""
    return any(path.is_relative_to(os.path.realpath(folder)) for folder in folders)
