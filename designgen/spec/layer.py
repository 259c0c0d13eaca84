"""What one place says (a file, an alternative, the command line), and how one lies on top of another."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from designgen.problem import Place
from designgen.spec.model import Spec, Value


@dataclass(frozen=True)
class Layer:
    """Part of a spec. Texts are "" and tables empty where it says nothing."""

    id: str = ""
    title: str = ""
    task: str = ""
    summary: str = ""
    extends: str = ""
    owners: tuple[str, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)
    choose: Mapping[str, str] = field(default_factory=dict)
    avoid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    alternatives: Mapping[str, "Layer"] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def over(self, below: "Layer") -> "Layer":
        """Both, this one winning: a pin lifts an earlier ban of its option, a ban lifts an earlier pin."""
        kept = {id: option for id, option in below.choose.items() if option not in self.avoid.get(id, ())}
        bans = {id: tuple(option for option in options if option != self.choose.get(id)) for id, options in below.avoid.items()}
        return Layer(
            id=self.id or below.id,
            title=self.title or below.title,
            task=self.task or below.task,
            summary=self.summary or below.summary,
            extends=self.extends,
            owners=self.owners or below.owners,
            facts={**below.facts, **self.facts},
            choose={**kept, **self.choose},
            avoid={**{id: options for id, options in bans.items() if options}, **self.avoid},
            notes={**below.notes, **self.notes},
            alternatives={**below.alternatives, **self.alternatives},
            places={**below.places, **self.places},
        )


def spec_of(layer: Layer, presets: Mapping[str, Mapping[str, Value]], path: str, text: str) -> Spec:
    """The spec that a finished layer says. `presets` are the default facts of each task."""
    spec = Spec(
        id=layer.id,
        title=layer.title,
        path=path,
        task=layer.task,
        facts=layer.facts,
        presets=presets.get(layer.task, {}),
        choose=layer.choose,
        avoid=layer.avoid,
        alternatives={},
        summary=layer.summary,
        owners=layer.owners,
        notes=layer.notes,
        places=layer.places,
        text=text,
    )
    rivals = {name: _alternative(layer, name, top) for name, top in layer.alternatives.items()}
    return replace(spec, alternatives={name: spec_of(whole, presets, path, text) for name, whole in rivals.items()})


def _alternative(layer: Layer, name: str, top: Layer) -> Layer:
    """A named variation of the whole, called after both unless it has its own title."""
    named = replace(top, id=f"{layer.id}-{name}", title=top.title or f"{layer.title}: {name}")
    return replace(named.over(layer), alternatives={})
