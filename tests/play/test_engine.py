"""The playground's engine decides as Python does, and its ticks are where decisions turn."""

import json
import math
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import quickjs

from designgen.catalog.model import Fact
from designgen.decisions import Case, Decided, allowed_of, decide, flips, given_of
from designgen.decisions.decide import Track, chosen_of, code_of, fact_value
from designgen.play.model import model_file
from designgen.play.program import program_file
from designgen.rules import WhatIf, apply
from designgen.spec import load_spec
from designgen.units import amount_of
from tests.play.modules import asked, runner
from tests.shipped import SPECS, each_spec, knowledge

TEXTS = ("always", "2026", "team.budget > 0 usd and team.budget < 10k usd")
TICKED = [path for path in SPECS if path.stem in ("ad-click-prediction", "rag-assistant", "harmful-content-detection")]
SCRIPT = """
const { makeEngine } = need("engine.js"), { ticks } = need("ticks.js");
const engine = makeEngine(designgen, need("model.js").completed(designgen, designgenModel));
const given = (state) => engine.given(state);
function decided(state) {
  const { decided } = engine.run(state), found = {};
  for (const [id, { status, chosen, track }] of Object.entries(decided)) found[id] = [status, chosen, track];
  return found;
}
const turns = (state) => ticks(engine, state);
"""


@cache
def context() -> quickjs.Context:
    known = knowledge()
    made = runner("engine.js", "ticks.js", "model.js")
    made.eval(program_file(known, TEXTS))
    made.eval(model_file(known, next(iter(known.frameworks)))[0])
    made.eval(SCRIPT)
    return made


def case_of(path: Path) -> Case:
    spec = load_spec(path, knowledge())
    return Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)


def state_of(case: Case, task: str = "") -> dict[str, Any]:
    choose, avoid = ({id: [one] for id, one in case.choose.items()}, {id: list(many) for id, many in case.avoid.items()})
    return {"task": task, "facts": dict(case.facts), "choose": choose, "avoid": avoid}


def listed(track: Track) -> list[list[int]] | None:
    return None if track is None else [list(option) for option in track]


@each_spec()
def test_a_state_is_decided_as_a_spec(path: Path) -> None:
    known, case = knowledge(), case_of(path)
    one, other = list(known.decisions.values())[:2]
    case = Case(case.facts, {**case.choose, one.id: list(one.options)[-1]}, {**case.avoid, other.id: tuple(other.options)[:1]})
    found = asked(context(), "given", state_of(case))
    assert found["g"] == given_of(known, case)
    assert found["ok"] == [list(row) for row in allowed_of(known, case)]
    expected = decide(known, case)
    for id, (status, chosen, track) in asked(context(), "decided", state_of(case)).items():
        assert tuple(chosen) == chosen_of(known.decisions[id], expected.values[id])
        assert track == listed(expected.tracks[id])
        assert status == ("not needed" if track is None else "chosen" if chosen else "empty")


def test_a_task_brings_what_the_state_leaves_out() -> None:
    known, spec = knowledge(), load_spec(SPECS[0], knowledge())
    case = Case({**spec.presets, **spec.facts}, {}, {})
    state = {**state_of(Case(spec.facts, {}, {})), "task": spec.task}
    assert asked(context(), "given", state)["g"] == given_of(known, case)


@pytest.mark.parametrize("state", [
    {"task": "no_such_task", "facts": {}},
    {"task": "__proto__", "facts": {"no.such.fact": 3, "scale.items": "many", "latency.p99": None, "constraints.runs_on": "x"}},
    {"task": "", "facts": {"input.modality": [], "input.languages": "text", "constraints.operator_rules": 1, "scale.items": [1]}},
    {"task": "", "facts": {}, "choose": {"no_such": ["x"], "training_schedule": ["no_such"]}, "avoid": {"no_such": ["x"]}},
])  # fmt: skip
def test_what_cannot_be_counts_as_not_said(state: dict[str, Any]) -> None:
    known, nothing = knowledge(), Case({}, {}, {})
    found = asked(context(), "given", state)
    assert found == {"g": given_of(known, nothing), "ok": [list(row) for row in allowed_of(known, nothing)]}


def test_results_keep_what_they_found_when_another_is_asked_for() -> None:
    known, cases = knowledge(), [case_of(path) for path in SPECS[:2]]
    states = ", ".join(json.dumps(state_of(case)) for case in cases)
    context().eval(f"var [first, second] = [{states}].map(engine.run);")
    found = [decide(known, case) for case in cases]
    name = "scale.requests"
    for which, expected in zip(("first", "second", "first"), (*found, found[0]), strict=True):
        assert context().eval(f"{which}.value('{name}')") == expected.values[name]
        tracks = json.loads(context().eval(f"JSON.stringify(designgen.decisions.map(([id]) => {which}.decided[id].track))"))
        assert tracks == [listed(track) for track in expected.tracks.values()]
        told = json.loads(context().eval(f"JSON.stringify([0, 1, 2].map({which}.text))"))
        assert told == [apply(known.program.texts[text], expected.values) for text in TEXTS]


@cache
def turns(path: Path) -> dict[str, Any]:
    """The ticks of a spec."""
    found: dict[str, Any] = asked(context(), "turns", state_of(case_of(path)))
    return found


@each_spec(specs=TICKED)
def test_every_flip_is_a_tick(path: Path) -> None:
    known, case = knowledge(), case_of(path)
    expected, found = flips(known, case, decide(known, case)), turns(path)
    told = {(fact, change["decision"], at) for fact, at, change in every(found)}
    for decision, several in expected.items():
        for flip in several:
            values = [at for fact, name, at in told if (fact, name) == (flip.fact, decision)]
            assert any(alike(known.facts[flip.fact].kind, at, flip.value) for at in values), (decision, flip, values)
    assert len(expected) > 20


def every(found: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    return ((fact, tick["at"], change) for fact, ticks in found.items() for tick in ticks for change in tick["changes"])


def alike(kind: str, at: Any, value: Any) -> bool:
    """A number to one part in 10^8; a set is known by the word that comes or goes."""
    if kind == "number":
        return math.isclose(at, value, rel_tol=1e-8)
    return kind == "set" or bool(at == value)


@each_spec(specs=TICKED)
def test_ticks_are_true_at_them_and_just_before(path: Path) -> None:
    known, case = knowledge(), case_of(path)
    now, found = decide(known, case), turns(path)
    what_if = WhatIf(known.program, given_of(known, case), allowed_of(known, case))
    slot = {name: place for place, name in enumerate(known.program.inputs)}
    for fact, at, change in every(found):
        kind = known.facts[fact]
        if kind.kind == "number":
            values = at, before(at, now.values[fact], kind)
            far, near = [what_if.changed({slot[fact]: value}) for value in values]
        else:
            value = toggled(kind, fact_value(kind, case, now.values, known.program.types[fact]), at)
            codes = {slot[name]: code_of(kind, value, name != fact) for name in (fact, f"{fact}.first") if name in slot}
            far, near = what_if.changed(codes), {}
        assert [picked(change["decision"], one, now) for one in (near, far)] == [change["from"], change["to"]], (fact, at)
    assert found


def before(at: float, now: float, fact: Fact) -> float:
    """The nearest value towards the present one that is told apart; from 0 on the first step is told."""
    way, least = 1 if at > now else -1, float(amount_of(fact.unit).value) / 1000
    if fact.integer:
        return at - way
    return 0.0 if now == 0 and at < 2 * least else at - way * max(6e-9 * abs(at), least / 1e14)


def toggled(fact: Fact, now: Any, at: Any) -> Any:
    """Of a set, the words with one put in or taken out."""
    if fact.kind != "set":
        return at
    return tuple(word for word in now if word != at) if at in now else (*now, at)


def picked(decision: str, changed: Mapping[int, int], now: Decided) -> list[str]:
    place = next(place for place, node in enumerate(knowledge().program.decisions) if node.name == decision)
    return list(chosen_of(knowledge().decisions[decision], changed.get(place, now.values[decision])))
