"""The map as plain values: axes, what changes, and per decision its regions, borders, exact values and grid."""

import json
from typing import Any

from designgen.explore.layer import Layer
from designgen.explore.map import Map


def map_json(map: Map, decision: str = "") -> str:
    """The stable serialisation; with `decision` only that one. `grid` has a list per row, lowest first: [length, region, …]."""
    return json.dumps(as_dict(map, decision), indent=None, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def as_dict(map: Map, decision: str = "") -> dict[str, Any]:
    """Values in base units; regions and outcomes by number."""
    return {
        "schema_version": 1,
        "spec": {"id": map.design.spec.id, "title": map.design.spec.title},
        "axes": [
            {
                "fact": axis.fact.id, "name": axis.fact.name, "unit": axis.fact.unit, "scale": axis.scale, "here": axis.here,
                "values": list(axis.values),
            }
            for axis in map.axes
        ],
        "follow": list(map.ground.followers()),
        "changing": list(map.changing),
        "decisions": [_layer(map, map.layer(id)) for id in ((decision,) if decision else map.changing)],
    }  # fmt: skip


def _layer(map: Map, layer: Layer) -> dict[str, Any]:
    outcomes = [outcome for outcome, _ in layer.legend]
    return {
        "id": layer.id,
        "outcomes": [
            {"status": one.status, "chosen": list(one.chosen), "name": one.name, "own": one.own, "share": round(share, 6)}
            for one, share in layer.legend
        ],
        "regions": [
            {
                "outcome": outcomes.index(region.outcome), "share": round(region.share, 6), "low": list(region.low),
                "high": list(region.high), "at": list(region.at), "because": region.because,
            }
            for region in layer.regions
        ],
        "borders": [{"regions": [one.one, one.two], "there": one.there, "back": one.back} for one in layer.borders],
        "exact": [
            {"fact": map.axes[one.axis].fact.id, "value": one.value, "shown": one.shown, "to": layer.outcome(one.code).name}
            for one in map.crossings(layer.id)
        ],
        "grid": layer.runs(),
    }  # fmt: skip
