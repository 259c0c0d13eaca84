"""A commented spec to start from: the facts that matter most, given or as questions with what is assumed."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from designgen.catalog import Fact, Knowledge

MODELINE = "# yaml-language-server: $schema=designgen.schema.json"
ASKED = (
    "problem.output", "problem.query", "problem.consumer", "problem.error_cost", "problem.signals", "modality",
    "scale.daily_users", "scale.requests_per_user", "scale.items", "scale.candidates", "latency.trigger", "latency.p99",
    "labels.source", "labels.positive_rate", "labels.labelled", "freshness.drift", "risk.stakes", "team.maturity",
)  # fmt: skip
"""The facts to settle first, in the order of an interview; the others have defaults that rarely surprise."""


def new_spec(
    title: str, task: str, answers: Mapping[str, str], knowledge: Knowledge, assumed: Mapping[str, str] | None = None
) -> str:
    """The text of a spec file. `answers` and `assumed` map fact ids to values as one would write them."""
    lines = [MODELINE, f"title: {_scalar(title)}"]
    lines.append(f"task: {task}  # {knowledge.tasks[task].name}" if task else "# task: …")
    lines += [] if task else _wrapped("one of", knowledge.tasks)
    lines.append("# summary: one sentence on what it is for")
    for group, facts in _groups(knowledge, answers).items():
        lines += ["", *_table(group, facts, answers, assumed or {})]
    lines += ["", "# priorities: {cost: 4}  # 0 to 5 for " + ", ".join(knowledge.criteria)]
    lines += ["# choose: {decision: option}  # pins; `designgen knowledge list decisions` names them"]
    lines += ["# avoid: {decision: [option]}  # bans", ""]
    return "\n".join(lines)


def _groups(knowledge: Knowledge, answers: Mapping[str, str]) -> dict[str, list[Fact]]:
    """The facts to print, by group, in the order of ASKED and then of the knowledge base."""
    wanted = [name for name in (*ASKED, *knowledge.facts) if name in knowledge.facts and (name in ASKED or name in answers)]
    groups: dict[str, list[Fact]] = {}
    for name in dict.fromkeys(wanted):
        groups.setdefault(name.partition(".")[0], []).append(knowledge.facts[name])
    return groups


def _table(group: str, facts: list[Fact], answers: Mapping[str, str], assumed: Mapping[str, str]) -> Iterator[str]:
    """The lines of one group; its own line is a comment, too, when nothing in it is given."""
    bare = facts[0].id == group
    if not bare:
        yield f"{group}:" if any(fact.id in answers for fact in facts) else f"# {group}:"
    for fact in facts:
        name = fact.id if bare else f"  {fact.id.partition('.')[2]}"
        mark = "" if fact.id in answers else "# "
        value = answers.get(fact.id) or assumed.get(fact.id, "…")
        yield f"{mark}{name}: {value}  # {fact.ask}"
        yield from _wrapped("any of" if fact.kind == "set" else "one of", fact.values)


def _wrapped(start: str, words: Iterable[str]) -> list[str]:
    """Words as comment lines."""
    known = ", ".join(words)
    return textwrap.wrap(f"{start} {known}", 110, initial_indent="#     ", subsequent_indent="#     ") if known else []


def _scalar(text: str) -> str:
    """A text as a YAML scalar, quoted when it could be read as something else."""
    line = re.sub(r"\s+", " ", "".join(letter if letter.isprintable() else " " for letter in text)).strip()
    plain = re.fullmatch(r"[A-Za-z][\w ,.()/+-]*", line) and line.lower() not in ("null", "true", "false")
    return line if plain else "'" + line.replace("'", "''") + "'"
