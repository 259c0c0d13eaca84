"""Published systems beside the options of the reference: who chose one, and who chose another answer to the same question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from designgen.agreement import Gallery, Held, Picked, shipped_in
from designgen.document.escape import anchor

MOST = 6


@dataclass(frozen=True, slots=True)
class System:
    """A published system: where its page tells of the decision, what it chose, and by what one knows."""

    name: str
    place: str  # from the folder published/
    theirs: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The systems that chose an option, and those that chose another one; how many more of each."""

    chosen: tuple[System, ...] = ()
    passed: tuple[System, ...] = ()
    more_chosen: int = 0
    more_passed: int = 0


@dataclass(frozen=True)
class Shipped:
    """By option who chose it; by decision who answered it otherwise or so."""

    options: Mapping[Picked, tuple[System, ...]] = field(default_factory=dict)
    decisions: Mapping[str, tuple[System, ...]] = field(default_factory=dict)

    def beside(self, decision: str, option: str) -> Beside:
        chosen = self.options.get((decision, option), ())
        passed = tuple(one for one in self.decisions.get(decision, ()) if one.place not in {other.place for other in chosen})
        more = [max(0, len(every) - MOST) for every in (chosen, passed)]
        return Beside(chosen[:MOST], passed[:MOST], *more)


def shipped_of(gallery: Gallery) -> Shipped:
    """Who chose what, where that decision arises from the facts of the system."""
    options: dict[Picked, tuple[System, ...]] = {}
    decisions: dict[str, dict[str, System]] = {}
    for picked, every in shipped_in(gallery).items():
        systems = {one.place: one for held in every for one in _systems(gallery, held, picked)}
        options[picked] = tuple(systems.values())
        decisions.setdefault(picked[0], {}).update(systems)
    return Shipped(options, {id: tuple(systems.values()) for id, systems in decisions.items()})


def _systems(gallery: Gallery, held: Held, picked: Picked) -> Iterator[System]:
    """Where the page of a system tells of a decision of ours."""
    for verdict in held.verdicts:
        question = gallery.vocabulary.questions.get(verdict.question)
        sources = question.sources if question else ()
        said = next((source.options[picked[1]] for source in sources if source.decision == picked[0]), ())
        if set(said) & set(verdict.published):
            theirs = ", ".join(gallery.wording.answer(word) for word in verdict.published)
            place = f"{held.case.id}.md#row-{anchor(verdict.question)}"
            yield System(held.name, place, theirs, held.published[verdict.question].evidence)
            return
