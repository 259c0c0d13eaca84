"""A design in the browser is the design of Python: parts, path, bill, checks, and why each option was taken or not."""

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import quickjs

from designgen.catalog import Knowledge
from designgen.spec import load_spec
from tests.play.loaded import files, loaded
from tests.play.modules import asked, runner
from tests.play.python import State, made_of
from tests.rules.test_oracle import random_facts
from tests.shipped import each_spec, knowledge

RUN = """
const { completed } = need("model.js"), { makeEngine } = need("engine.js");
const { outline } = need("parts.js"), { because } = need("why.js");
const model = completed(designgen, designgenModel), engine = makeEngine(designgen, model);
const PART = "id name technology plane icon shows p50 p99 replicas memory usd usd_low usd_high broughtBy".split(" ");
const few = (part) => Object.fromEntries(PART.map((key) => [key, part[key]]));
const rival = ({ id, verdict, behindBy, because }) => ({ id, verdict, behindBy, because });
function whole(state, ids) {
  const result = engine.run(state), found = outline(engine, result, state);
  delete found.blamed;
  const why = {};
  for (const id of ids) {
    const { because: best, reasons, rivals, note, rests } = because(result, id);
    why[id] = { because: best.join("; "), reasons, rivals: rivals.map(rival), note, assumed: rests.assumed };
  }
  return { ...found, parts: found.parts.map(few), why };
}
"""
Answer = Callable[[State, Sequence[str]], dict[str, Any]]


@pytest.fixture(scope="module")
def context() -> quickjs.Context:
    made = loaded("engine.js", "parts.js", "why.js", "nearest.js")
    made.eval(RUN)
    made.eval('const mending = (state, id) => (need("nearest.js").nearest(engine, state, id) || { says: "" }).says;')
    return made


@pytest.fixture(scope="module")
def answer(context: quickjs.Context) -> Answer:
    return lambda state, ids: asked(context, "whole", state, ids)


def state_of(path: Any) -> State:
    spec = load_spec(path, knowledge())
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in spec.facts.items()}
    choose, avoid = ({id: [one] for id, one in spec.choose.items()}, {id: list(options) for id, options in spec.avoid.items()})
    return {"task": spec.task, "facts": facts, "choose": choose, "avoid": avoid}


def random_state(seed: int) -> State:
    """Facts that may contradict each other; some options are banned, some pinned."""
    rng, known = random.Random(seed), knowledge()
    facts = {name: list(value) if isinstance(value, tuple) else value for name, value in random_facts(rng).items()}
    avoid = {id: [rng.choice(list(one.options))] for id, one in known.decisions.items() if rng.random() < 0.1}
    choose = {id: [rng.choice(list(one.options))] for id, one in known.decisions.items() if rng.random() < 0.05}
    task = rng.choice(list(known.tasks))
    return {"task": task, "facts": facts, "choose": choose, "avoid": {id: avoid[id] for id in avoid.keys() - choose.keys()}}


def check(known: Knowledge, answer: Answer, state: State, ids: Sequence[str]) -> None:
    """The whole outline, and the reasons of some decisions."""
    made, found = made_of(known, state), answer(state, ids)
    expected = made.outline()
    checks = [one | _refusal(there) for one, there in zip(expected["checks"], found["checks"], strict=True)]
    for key, value in (expected | {"checks": checks}).items():
        same(found[key], value, key)
    for id in ids:
        same(found["why"][id], made.why(id), id)


def _refusal(check: Mapping[str, Any]) -> dict[str, Any]:
    """Where a pin or bans leave nothing, the page says what the command line would."""
    refused = re.match(r"(choose|avoid)\.", check["says"])
    return {key: check[key] for key in ("says", "mend")} if refused else {}


def same(found: Any, expected: Any, path: str) -> None:
    """Equal, numbers to a relative 1e-9, with the place of the first difference."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), path
        for key in expected:
            same(found[key], expected[key], f"{path}.{key}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), (path, found, expected)
        for place, pair in enumerate(zip(found, expected, strict=True)):
            same(*pair, f"{path}[{place}]")
    elif isinstance(expected, int | float) and not isinstance(expected, bool):
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-300), path
    else:
        assert found == expected, path


@each_spec()
def test_a_shipped_design_is_the_same(answer: Answer, path: Any) -> None:
    check(knowledge(), answer, state_of(path), list(knowledge().decisions))


@pytest.mark.slow
@pytest.mark.parametrize("block", range(4))
def test_random_designs_are_the_same(answer: Answer, block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        check(knowledge(), answer, random_state(seed), random.Random(seed).sample(list(knowledge().decisions), 8))


@pytest.mark.slow
def test_the_nearest_change_that_mends_a_check_is_the_same(context: quickjs.Context) -> None:
    known, told = knowledge(), list[str]()
    for seed in range(5):
        state = random_state(seed)
        made = made_of(known, state)
        broken = [one.id for one in made.findings if one.status == "broken" and one.id in known.checks][:3]
        expected = [made.nearest(known.checks[id]) for id in broken]
        assert [asked(context, "mending", state, id) for id in broken] == expected
        told += expected
    assert any(told), told
    assert not all(told), told


def test_before_its_data_came_there_is_no_outline() -> None:
    fresh, (program, model, _) = runner("model.js", "engine.js", "parts.js", "why.js"), files()
    for file in (program, model, RUN):
        fresh.eval(file)
    state = json.dumps({"task": "", "facts": {}, "choose": {}, "avoid": {}})
    assert fresh.eval(f"outline(engine, engine.run({state}), {state})") is None
    assert fresh.eval(f"because(engine.run({state}), 'abuse_defence')") is None
    assert fresh.eval("model.decisions.abuse_defence.options.red_team_set") == "red team set"
