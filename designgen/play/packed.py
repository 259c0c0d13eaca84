"""The same data with fewer bytes: a list a key instead of an object a row, and nothing that the program or an id says already.

`site/scripts/play/packed.js` makes objects of it again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from designgen.catalog import Knowledge

Rows = Mapping[str, Mapping[str, Any]]


def columns(rows: Rows) -> dict[str, list[Any]]:
    """Key -> its value in each row, None where it is not there; `id` has the keys of the rows."""
    keys = dict.fromkeys(key for row in rows.values() for key in row)
    return {"id": list(rows), **{key: [row.get(key) for row in rows.values()] for key in keys}}


def packed_model(knowledge: Knowledge, model: Mapping[str, Any]) -> dict[str, Any]:
    """`model_of` with facts and decisions by their places in the program."""
    steps = [step["id"] for step in model["steps"]]
    decisions = {id: {**known, "step": steps.index(known["step"])} for id, known in model["decisions"].items()}
    places = [node.name for node in knowledge.program.decisions]
    facts = {id: _fact(known) for id, known in model["facts"].items()}
    return {**model, "facts": _placed(facts, knowledge.program.inputs), "decisions": _placed(decisions, places)}


def packed_outline(outline: Mapping[str, Any]) -> dict[str, Any]:
    """`outline_of`, or a part of it, in columns."""
    return {**outline, **{key: columns(outline[key]) for key in ("components", "checks") if key in outline}}


def _placed(rows: Rows, places: Sequence[str]) -> dict[str, list[Any]]:
    """Columns with places for ids, and without the names that follow from them."""
    named = {id: {**row, "name": "" if row["name"] == called(id) else row["name"]} for id, row in rows.items()}
    place = {id: number for number, id in enumerate(places)}
    return {**columns(named), "id": [place[id] for id in rows]}


def _fact(known: Mapping[str, Any]) -> dict[str, Any]:
    """Its kind and the ids of its words stand in the program."""
    words = {id: "" if word == in_words(id) else word for id, word in known.get("values", {}).items()}
    return {key: value for key, value in known.items() if key != "kind"} | ({"values": list(words.values())} if words else {})


def in_words(id: str) -> str:
    return id.replace("_", " ")


def called(id: str) -> str:
    """The last part of an id as a name: "Peak factor"."""
    return in_words(id.rsplit(".", 1)[-1]).capitalize()
