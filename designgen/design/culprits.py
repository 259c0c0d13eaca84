"""Which files of a knowledge base make a choice differ from that under an earlier state of it, found by exchanging files."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from designgen.catalog import Files, Knowledge, knowledge_from
from designgen.decisions import Case, chosen_of, decide
from designgen.design.causes import Cause, minimal
from designgen.problem import ProblemsFound
from designgen.spec.model import Spec

MOST_FILES, MOST_PAIRED = 12, 4
Reader = Callable[[Knowledge], Spec]
"""Reads the spec with some knowledge. Raises ProblemsFound where that lacks what the spec says."""
Choices = Mapping[str, tuple[str, ...]]


class Culprits:
    """Knowledge between two states of it: some of the files that changed as before, the others as after.

    A state is a folder of files, or several that lie on each other. `changed` are the paths below the folders.
    """

    def __init__(self, old: Sequence[Files], new: Sequence[Files]) -> None:
        nothing: Files = {}
        self.folders = [(_below(one), _below(other)) for one, other in zip_longest(old, new, fillvalue=nothing)]
        self.changed = tuple(
            f"{place}/{name}"
            for place, (one, other) in enumerate(self.folders)
            for name in sorted({*one, *other})
            if one.get(name) != other.get(name)
        )
        self._made: dict[frozenset[str], Knowledge | None] = {}

    def knowledge(self, taken: frozenset[str]) -> Knowledge | None:
        """With these files as in the new state; None if that is no knowledge."""
        if taken not in self._made:
            mixed = [_mixed(one, other, place, taken) for place, (one, other) in enumerate(self.folders)]
            try:
                self._made[taken] = knowledge_from([folder for folder in mixed if folder])
            except ProblemsFound:
                self._made[taken] = None
        return self._made[taken]

    def of(self, decisions: Sequence[str], read: Reader) -> dict[str, Cause]:
        """Per decision whose outcome differs the files that make it so; nothing when too many files changed to try them."""
        if not 0 < len(self.changed) <= MOST_FILES:
            return {}
        outcome = _Outcomes(self, read)
        return {decision: cause for decision in decisions if (cause := self._of(decision, outcome))}

    def _of(self, decision: str, outcome: "_Outcomes") -> Cause | None:
        every = frozenset(self.changed)
        before, after = outcome.of(frozenset(), decision), outcome.of(every, decision)
        if before == after or before is None or after is None:
            return None
        return minimal(
            self.changed,
            lambda taken: outcome.of(taken, decision) == after,
            lambda taken: outcome.of(every - taken, decision) == before,
            self.changed[:MOST_PAIRED],
        )


class _Outcomes:
    """What one spec chooses under mixed knowledge, each mixture decided once."""

    def __init__(self, culprits: Culprits, read: Reader) -> None:
        self.culprits, self.read = culprits, read
        self.made: dict[frozenset[str], Choices | None] = {}

    def of(self, taken: frozenset[str], decision: str) -> tuple[str, ...] | None:
        """The options chosen, () where the decision is not asked or not there; None if nothing can be decided."""
        if taken not in self.made:
            self.made[taken] = self.decided(taken)
        made = self.made[taken]
        return None if made is None else made.get(decision, ())

    def decided(self, taken: frozenset[str]) -> Choices | None:
        knowledge = self.culprits.knowledge(taken)
        if knowledge is None:
            return None
        try:
            spec = self.read(knowledge)
        except ProblemsFound:
            return None
        done = decide(knowledge, Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid))
        return {id: chosen_of(decision, done.values[id]) for id, decision in knowledge.decisions.items()}


def _below(files: Files) -> dict[str, bytes]:
    """By the path below the folder."""
    return {name.split("/", 1)[1]: content for name, content in files.items()}


def _mixed(one: Files, other: Files, place: int, taken: frozenset[str]) -> dict[str, bytes]:
    kept = {name: content for name, content in one.items() if f"{place}/{name}" not in taken}
    mixed = kept | {name: content for name, content in other.items() if f"{place}/{name}" in taken}
    return {f"knowledge/{name}": mixed[name] for name in sorted(mixed)}
