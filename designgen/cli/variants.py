"""Variants of one spec: other values of its facts, and priorities that go by a name."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designgen.problem import Place, Problem, ProblemsFound, did_you_mean

if TYPE_CHECKING:
    from designgen.catalog import Knowledge
    from designgen.catalog.model import Profile
    from designgen.cli.options import Given
    from designgen.spec import Spec

VARY, PRIORITIES = Place("--vary"), Place("--priorities")
MOST = 6
PIN, RANK = "choose.", "priorities."


def variants(path: Path, vary: Sequence[str], named: Sequence[str], given: "Given", knowledge: "Knowledge") -> "list[Spec]":
    """Every combination of the values in `vary` (`name=a,b`), under the spec's own priorities and under each profile named.

    A single one is joined by the spec itself. Raises ProblemsFound for what cannot be varied so.
    """
    axes = _axes(vary)
    profiles = _profiles(named, knowledge)
    combinations = list(itertools.product(*axes))
    refuse_too_many(len(combinations) * (1 + len(profiles)))
    own = given.spec(path, knowledge)
    specs = _varied(path, combinations, given, knowledge) if vary else [own]
    every = [item for spec in specs for item in (spec, *(ranked(spec, profile) for profile in profiles))]
    return every if len(every) > 1 else [own, *every]


def refuse_too_many(count: int) -> None:
    """Raises ProblemsFound for more designs than a page can show side by side."""
    if count > MOST:
        text = f"{count} designs are too many to compare; at most {MOST} stand side by side"
        raise ProblemsFound([Problem(Place("compare"), "S030", text, "leave out values, or use `designgen explore`")])


def _axes(vary: Sequence[str]) -> list[list[str]]:
    """What each `--vary` sets. Raises ProblemsFound for a name of two of them; bans of one decision add up."""
    axes = [_axis(one) for one in vary]
    names = [axis[0].partition("=")[0] for axis in axes]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1 and not name.startswith("avoid.")]
    if twice:
        hint = "write all its values in one --vary, apart by commas"
        raise ProblemsFound([Problem(VARY, "S008", f"{name} is given twice", hint) for name in twice])
    return axes


def _axis(text: str) -> list[str]:
    """`name=a,b` as `name=a` and `name=b`."""
    from designgen.spec import values_of
    from designgen.spec.values import quoted

    name, equals, values = (part.strip() for part in text.partition("="))
    parts = values_of(values)
    if not equals or not name or not all(parts):
        hint = "for example scale.daily_users=1M,1B"
        raise ProblemsFound([Problem(VARY, "S016", f"{quoted(text)} is not name=value,value", hint)])
    twice = [part for part in dict.fromkeys(parts) if parts.count(part) > 1]
    if twice:
        raise ProblemsFound([Problem(VARY, "S008", f"{name}: {quoted(part)} is given twice") for part in twice])
    return [f"{name}={part}" for part in parts]


def _profiles(named: Sequence[str], knowledge: "Knowledge") -> "list[Profile]":
    from designgen.spec.values import quoted

    every = [name.strip() for text in named for name in text.split(",")]
    names = dict.fromkeys(every)
    if not all(names):
        text = f"{quoted(','.join(named))} is not name,name"
        raise ProblemsFound([Problem(PRIORITIES, "S016", text, f"for example {','.join(list(knowledge.profiles)[:2])}")])
    twice = [name for name in names if every.count(name) > 1]
    if twice:
        raise ProblemsFound([Problem(PRIORITIES, "S008", f"{quoted(name)} is given twice") for name in twice])
    unknown = [name for name in names if name not in knowledge.profiles]
    if unknown:
        known = f"known are {', '.join(knowledge.profiles)}"
        hints = {name: did_you_mean(name, knowledge.profiles) or known for name in unknown}
        raise ProblemsFound([Problem(PRIORITIES, "S007", f"{quoted(name)} is unknown", hint) for name, hint in hints.items()])
    return [knowledge.profiles[name] for name in names]


def _varied(path: Path, combinations: "Sequence[tuple[str, ...]]", given: "Given", knowledge: "Knowledge") -> "list[Spec]":
    """One spec a combination, named after what it sets. Raises ProblemsFound with the mistakes of all."""
    from designgen.spec import load_spec

    specs, problems = [], set()
    for sets in combinations:
        try:
            spec = load_spec(path, knowledge, [*given.sets, *sets], VARY)
        except ProblemsFound as found:
            problems |= set(found.problems)
            continue
        told = ", ".join(_told(spec, one, knowledge) for one in sets)
        specs.append(_named(spec, told, "-".join(one.partition("=")[2] for one in sets)))
    if problems:
        raise ProblemsFound(sorted(problems))
    return specs


def _told(spec: "Spec", said: str, knowledge: "Knowledge") -> str:
    """What a variant sets, in words."""
    from designgen.document.wording import in_sentence
    from designgen.spec import written

    name, _, value = said.partition("=")
    decision = name.removeprefix(PIN).removeprefix("avoid.")
    if name in spec.facts:
        fact = knowledge.facts[name]
        words = fact.values.get(str(spec.facts[name]), "")
        return f"{in_sentence(fact.name)} {words or written(fact, spec.facts[name])}"
    if decision in knowledge.decisions:
        known = knowledge.decisions[decision]
        without = "without " if name.startswith("avoid.") else ""
        return f"{in_sentence(known.name)} {without}{known.options[value].name if value in known.options else value}"
    return f"{name} {value}"


def ranked(spec: "Spec", profile: "Profile") -> "Spec":
    """The spec with the priorities of a profile, named after it."""
    facts = {**spec.facts, **{f"{RANK}{name}": rank for name, rank in profile.priorities.items()}}
    return _named(replace(spec, facts=facts), profile.name, profile.id)


def _named(spec: "Spec", told: str, slug: str) -> "Spec":
    joined = ", " if ": " in spec.title else ": "
    id = re.sub(r"[^a-z0-9]+", "-", f"{spec.id}-{slug}".lower()).strip("-")
    return replace(spec, id=id, title=f"{spec.title}{joined}{told}", alternatives={})
