"""What the words of `explore --sample` and `--table` ask for, as a plan; every name in them is checked."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.catalog import Knowledge, read_folder
from designgen.cli.explore_mode import Asked
from designgen.decisions import Case, Value, allowed_of, given_of
from designgen.explore.grid import MOST, axes_of
from designgen.explore.parts import Parts
from designgen.explore.plan import CHUNKS, CSV, PARQUET, Chunk, Outputs, Plan, Sample, read_by_decisions
from designgen.explore.sweep import finished, random_chunks
from designgen.explore.tables import content_of, open_table
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.spec import Spec, unknown_fact

if TYPE_CHECKING:
    from designgen.explore.workers import Workers

ALL, NONE = "all", "none"
SOME = 3
"""Names that a hint gives when none is near."""
Names = tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """A plan with its rows and its folder. `count`: how many chunks, for a table about how many."""

    plan: Plan
    parts: Parts
    every: Iterable[Chunk]
    count: int
    unread: tuple[str, ...] = ()

    def finished(self, workers: "Workers") -> Generator[int, None, None]:
        return finished(self.plan, self.every, self.parts, workers)


def planned(asked: Asked, out: Path) -> Job:
    """Raises ProblemsFound and usage errors."""
    if asked.values["sample"] and asked.values["table"]:
        raise click.UsageError("--table does not go with --sample")
    if asked.given.sets and not asked.path:
        raise click.UsageError("--set changes a SPEC, and there is none")
    knowledge = asked.given.knowledge()
    spec = asked.given.spec(asked.path, knowledge) if asked.path else None
    return _sampled(asked, out, knowledge, spec) if asked.values["sample"] else _tabled(asked, out, knowledge, spec)


def _sampled(asked: Asked, out: Path, knowledge: Knowledge, spec: Spec | None) -> Job:
    """Around a spec what it gives, and what its task brings, stays; `--over` names what varies instead."""
    kept = {**spec.presets, **spec.facts} if spec else {}
    over = _over(asked.values["over"], knowledge, kept)
    varied = tuple(over) or tuple(name for name in knowledge.facts if name not in kept)
    among = tuple((name, values) for name, values in over.items() if values)
    sample = Sample(asked.values["seed"], frozenset(varied), bool(over), not spec and not over, among)
    facts = tuple(name for name in knowledge.facts if name in varied)
    rows = min(asked.values["sample"], asked.values["limit"] or asked.values["sample"])
    outputs = _outputs(asked, knowledge, (), facts)
    plan = _plan(asked, out, knowledge, spec, Plan(knowledge.digest, (), (), outputs, "", rows, sample))
    return Job(plan, Parts(out, plan), random_chunks(plan), ceil(rows / plan.chunk))


def _tabled(asked: Asked, out: Path, knowledge: Knowledge, spec: Spec | None) -> Job:
    if asked.values["over"]:
        raise click.UsageError("--over does not go with --table: its columns are what varies")
    path: Path = asked.values["table"]
    table = open_table(path, knowledge)
    limit = asked.values["limit"]
    rows = min(limit, table.rows) if limit else table.rows
    passed = (*table.head.passed, *(("task",) if table.head.has_task else ()))
    outputs = _outputs(asked, knowledge, passed, table.head.facts)
    draft = Plan(
        knowledge.digest, (), (), outputs, "", limit, table=str(path), content=content_of(path), task=spec.task if spec else ""
    )
    plan = _plan(asked, out, knowledge, spec, draft)
    return Job(plan, Parts(out, plan), table.chunks(plan.chunk, limit), max(1, ceil(rows / plan.chunk)), table.head.unread)


def _plan(asked: Asked, out: Path, knowledge: Knowledge, spec: Spec | None, draft: Plan) -> Plan:
    """The plan with what comes from the spec and the knowledge."""
    by_task = not draft.sample and "task" in draft.outputs.passed  # then the task of the row brings the defaults
    facts = ({} if by_task else {**spec.presets}) | {**spec.facts} if spec else {}
    format = PARQUET if out.suffix.lower() == ".parquet" else CSV
    case = Case(facts, spec.choose if spec else {}, spec.avoid if spec else {})
    return replace(
        draft,
        given=tuple(given_of(knowledge, case)),
        allowed=allowed_of(knowledge, case),
        format=format,
        chunk=CHUNKS[format],
        packs=tuple(read_folder(pack) for pack in asked.given.packs),
    )


def _outputs(asked: Asked, knowledge: Knowledge, passed: tuple[str, ...], facts: tuple[str, ...]) -> Outputs:
    """The columns of the result: all facts that vary, all decisions, and the numbers that decisions read, or what is named."""
    decisions = tuple(node.name for node in knowledge.program.decisions)
    known = tuple(name for name in knowledge.program.names if name not in decisions and name not in knowledge.facts)
    problems: list[Problem] = []
    named = (
        _named("fact", asked.values["facts"], facts, facts, problems),
        _named("decision", asked.values["decisions"], decisions, decisions, problems),
        _named("number", asked.values["numbers"], known, tuple(knowledge.quantities), problems, read_by_decisions(knowledge)),
    )
    if problems:
        raise ProblemsFound(problems)
    return Outputs(passed, *named)


def _named(what: str, text: str | None, known: Names, every: Names, problems: list[Problem], usual: Names | None = None) -> Names:
    """The names in `a,b`, in that order, each once; what is wrong with them is added to `problems`."""
    if text in (None, ALL, NONE):
        return () if text == NONE else every if text == ALL or usual is None else usual
    names = tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
    wrong = f"unknown {what}" if what != "fact" else "not a fact that varies:"
    for name in (name for name in names if name not in known):
        hint = did_you_mean(name, known) or (f"such as {', '.join(known[:SOME])}" if known else "")
        problems.append(Problem(Place(f"--{what}s"), "E001", f"{wrong} {name}", hint))
    return names


def _over(texts: tuple[str, ...], knowledge: Knowledge, kept: Mapping[str, Value]) -> dict[str, tuple[Value, ...]]:
    """The facts that vary, with the values to draw from where there are any: `a,b` names facts, `a=1..9` gives one its values."""
    found: dict[str, tuple[Value, ...]] = {}
    problems: list[Problem] = []
    for text in texts:
        try:
            axes = axes_of([text], knowledge, lambda name: kept.get(name, 0.0), MOST) if "=" in text else ()
        except ProblemsFound as wrong:
            problems += wrong.problems
            continue
        names = [] if axes else [name.strip() for name in text.split(",")]
        unknown = [name for name in names if name not in knowledge.facts]
        problems += [Problem(Place("--over"), "S001", *unknown_fact(name, knowledge)) for name in unknown]
        found |= {axis.fact.id: axis.values for axis in axes} | dict.fromkeys(names, ())
    if problems:
        raise ProblemsFound(problems)
    return found
