"""The keys that a spec may have, their limits, and what to say about one that it may not."""

import re
from collections.abc import Iterable

from designgen.catalog import Knowledge
from designgen.problem import did_you_mean
from designgen.spec.values import quoted

LONGEST = {"id": 64, "title": 200, "task": 64, "summary": 2000, "extends": 300, "owners": 200, "notes": 8000}
MOST_OWNERS, MOST_ALTERNATIVES = 20, 12
WORDS = ("id", "title", "task", "summary", "extends")
ID = re.compile(r"[a-z0-9]+([_-]+[a-z0-9]+)*")
RESERVED = ("assets", "compare", "designs", "guide", "index", "problems", "published", "reference", "search")
KEYS = (*WORDS, "owners", "notes", "choose", "avoid", "alternatives")


def groups_of(knowledge: Knowledge) -> frozenset[str]:
    """The tables that hold facts: what stands before the dot."""
    return frozenset(name.partition(".")[0] for name in knowledge.facts if "." in name)


def unknown_fact(name: str, knowledge: Knowledge) -> tuple[str, str]:
    """The same where only a fact can stand: other keys of a spec are known, but no facts."""
    if name.partition(".")[0] in KEYS:
        return f"{short(name)} is not a fact", "write it into the spec"
    if name in knowledge.quantities:
        return unknown_name(name, knowledge)
    return f"unknown fact {short(name)}", _nearest(name, knowledge, knowledge.facts)


def _nearest(key: str, knowledge: Knowledge, known: Iterable[str]) -> str:
    last = key.rpartition(".")[2]
    same = next((name for name in knowledge.facts if name.rpartition(".")[2] == last), "")
    return f"did you mean {same}?" if same else did_you_mean(key, known)


def unknown_name(key: str, knowledge: Knowledge) -> tuple[str, str]:
    """What is wrong with an unknown name, and the nearest known one; a derived number cannot be given."""
    if key in knowledge.quantities:
        return f"{key} is worked out, not given", f"it is {knowledge.quantities[key].formula[0][1]}"
    known = (*KEYS, *knowledge.facts, *sorted(groups_of(knowledge)))
    return f"unknown {'fact' if '.' in key else 'key'} {short(key)}", _nearest(key, knowledge, known)


def short(name: str) -> str:
    """A user's name inside a message."""
    return quoted(name)[1:-1]
