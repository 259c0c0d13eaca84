"""What the user asked: given facts as base-unit values, with the place of each in the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from designgen.problem import Place

Value = float | bool | str | tuple[str, ...]


@dataclass(frozen=True)
class Spec:
    """One spec. `facts` holds what was given (incl. `priorities.x`); `presets` what its task adds as defaults."""

    id: str
    title: str
    path: str
    task: str
    facts: Mapping[str, Value]
    presets: Mapping[str, Value]
    choose: Mapping[str, str]
    avoid: Mapping[str, tuple[str, ...]]
    alternatives: Mapping[str, "Spec"]
    summary: str
    owners: tuple[str, ...]
    notes: Mapping[str, str]  # step id -> free text
    places: Mapping[str, Place]  # "scale.items", "choose.ann_index", "title" … -> where
    text: str  # the file as written
