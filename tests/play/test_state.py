"""What a playground holds: changes, undo, an address that survives anything, and a spec that Python reads to the same."""

import hashlib
import json
import random
from typing import Any

import pytest
import quickjs

from designgen.catalog import Knowledge, load_knowledge
from designgen.play.page import state_of
from designgen.resources import resource
from designgen.spec import load_spec, parse_spec
from tests.play.modules import asked, runner
from tests.site.conftest import ROOT

MODULES = ("state.js", "url.js", "yaml.js", "scale.js", "written.js")
EMPTY: dict[str, Any] = {"task": "", "facts": {}, "choose": {}, "avoid": {}}
State = dict[str, Any]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def context(knowledge: Knowledge) -> quickjs.Context:
    """The modules of the state, and as much of the model as they read."""
    made = runner(*MODULES)
    for name in MODULES:
        made.eval(f"Object.assign(globalThis, need({json.dumps(name)}));")
    made.eval(f"const model = {json.dumps(model_of(knowledge))};")
    made.eval("const there = (state, start) => toFragment(state, start, model, 'aaaaaaaa.1111');")
    made.eval("const back_ = (text, start, version) => fromFragment(text, start, model, version || 'aaaaaaaa.1111');")
    made.eval("const yaml = state => toYaml(state, model, 'A \\u2028 \"title\": # 1');")
    made.eval("const slid = (fact, value) => valueAt(model.facts[fact], placeOf(model.facts[fact], value));")
    return made


def model_of(knowledge: Knowledge) -> dict[str, Any]:
    facts = {
        fact.id: {"name": fact.name, "kind": fact.kind, "unit": fact.unit, "values": fact.values, "integer": fact.integer}
        | ({"low": fact.low, "high": fact.high} if fact.kind == "number" else {})
        for fact in knowledge.facts.values()
    }
    decisions = {
        one.id: {"name": one.name, "pick": one.pick, "options": {option.id: option.name for option in one.options.values()}}
        for one in knowledge.decisions.values()
    }
    return {"facts": facts, "tasks": {id: {"name": task.name} for id, task in knowledge.tasks.items()}, "decisions": decisions}


def drawn(knowledge: Knowledge, seed: int) -> State:
    """Any state that a spec could say: values as sliders, fields and thresholds leave them."""
    chance = random.Random(seed)
    state: State = {"task": chance.choice(["", *knowledge.tasks]), "facts": {}, "choose": {}, "avoid": {}}
    for fact in chance.sample(list(knowledge.facts.values()), 25):
        if fact.kind == "number":
            value = max(fact.low, min(fact.high, chance.uniform(0.5, 9) * 10.0 ** chance.randint(-6, 12)))
            value = chance.choice([value, float(f"{value:.2g}"), fact.low, fact.high])
            value = round(max(fact.low, min(fact.high, value))) if fact.integer else max(fact.low, min(fact.high, value))
            state["facts"][fact.id] = value
        elif fact.kind == "bool":
            state["facts"][fact.id] = chance.random() < 0.5
        else:
            words = list(fact.values)
            state["facts"][fact.id] = chance.choice(words) if fact.kind == "enum" else chance.sample(words, 2)
    for one in chance.sample([one for one in knowledge.decisions.values() if len(one.options) > 2], 6):
        first, second = list(one.options)[:2]
        if one.pick == "one" and chance.random() < 0.5:
            state["choose"][one.id] = [second]
        else:
            state["avoid"][one.id] = [first, second]
    return state


def test_a_spec_made_from_a_state_says_the_same_to_python(knowledge: Knowledge, context: quickjs.Context) -> None:
    for seed in range(60):
        state = drawn(knowledge, seed)
        text = asked(context, "yaml", state)
        spec = parse_spec(text, "copied.yaml", knowledge)
        assert state_of(spec) == state, text
        assert spec.title == 'A "title": # 1'


def test_a_copied_spec_is_written_as_a_person_would(knowledge: Knowledge, context: quickjs.Context) -> None:
    state = state_of(load_spec(ROOT / "specs" / "ad-click-prediction.yaml", knowledge))
    lines = asked(context, "yaml", state).splitlines()
    for line in ("modality: [tabular]", "  daily_users: 400M", "  requests_per_user: 100/day", "  item_lifetime: 28 days",
                 "  p99: 10 ms", "  positive_rate: 1%", "  delay: 10 min", "  new_items: 30k/day"):  # fmt: skip
        assert line in lines


def test_an_address_holds_the_whole_state(knowledge: Knowledge, context: quickjs.Context) -> None:
    spec = load_spec(ROOT / "specs" / "ad-click-prediction.yaml", knowledge)
    for start in (EMPTY, state_of(spec)):
        for seed in range(30):
            state = drawn(knowledge, seed)
            read = asked(context, "back_", "#" + asked(context, "there", state, start), start)
            assert read == {"state": state, "dropped": [], "older": ""}
        assert asked(context, "there", start, start) == ""


def test_an_address_can_be_read_and_written_by_hand(context: quickjs.Context) -> None:
    start = {**EMPTY, "facts": {"latency.p99": 0.01, "scale.items": 1000}}
    text = "v=aaaaaaaa.1111&scale.daily_users=50M&latency.p99=20ms&scale.items=assumed&labels.positive_rate=0.01"
    read = asked(context, "back_", text, start)
    assert read["state"]["facts"] == {"scale.daily_users": 50_000_000, "latency.p99": 0.02, "labels.positive_rate": 0.01}
    assert sorted(asked(context, "there", read["state"], start).split("&")) == sorted(text.split("&"))


BAD = {
    "scale.nothing=5": "There is no fact “scale.nothing”.",
    "__proto__=5": "There is no fact “__proto__”.",
    "constructor=1": "There is no fact “constructor”.",
    "choose.constructor=x": "There is no decision “constructor”.",
    "task=hasOwnProperty": "There is no task “hasOwnProperty”.",
    "latency.p99=1ns": "p99 latency target: “1ns” is outside 100 µs to 30 days.",
    "latency.p99=%E0%A4%A": "p99 latency target: “%E0%A4%A” is not a time.",
    "latency.p99=5GB": "p99 latency target: “5GB” is not a time.",
    "scale.items=NaN": "Items: “NaN” is not a number.",
    "scale.items=1.5": "Items: “1.5” is not a whole number.",
    "risk.about_people=yes": "Personal data about people: “yes” is not true or false.",
    "modality=tabular,smell": "Modality: “smell” is not one of its 10 values.",
    "choose.serving_mode=telepathy": "Serving mode: there is no option “telepathy”.",
    "x": "“x” says nothing.",
}


def test_what_an_address_says_wrongly_is_left_out_and_said(context: quickjs.Context, knowledge: Knowledge) -> None:
    names = {fact.id: fact.name for fact in knowledge.facts.values()}
    for text, says in BAD.items():
        read = asked(context, "back_", f"v=aaaaaaaa.1111&{text}&scale.items=7", EMPTY)
        assert read["state"]["facts"] == {"scale.items": 7}, text
        expected = says.replace("Personal data about people", names["risk.about_people"])
        assert read["dropped"] == [expected.replace("p99 latency target", names["latency.p99"])], text


def test_no_address_breaks_a_playground(context: quickjs.Context, knowledge: Knowledge) -> None:
    chance, signs = random.Random(1), "&=%.,+#\"'<>\\\0é€😀0129vat _-"
    known = [*knowledge.facts, *(f"choose.{id}" for id in knowledge.decisions), *(f"avoid.{id}" for id in knowledge.decisions)]
    for _ in range(300):
        noise = ["".join(chance.choices(signs, k=chance.randint(0, 30))) for _ in range(4)]
        text = "#v=aaaaaaaa.1111&" + "&".join(f"{chance.choice([*known[:40], one])}={one}" for one in noise)
        read = asked(context, "back_", text, EMPTY)
        assert set(read["state"]) == set(EMPTY)
    assert len(asked(context, "back_", "v=aaaaaaaa.1111&" + "a=b&" * 100_000, EMPTY)["dropped"]) < 500


def test_an_address_of_another_version_says_so(context: quickjs.Context) -> None:
    assert asked(context, "back_", "v=bbbbbbbb.1111&scale.items=7", EMPTY)["older"] == "rules"
    assert asked(context, "back_", "v=aaaaaaaa.2222&scale.items=7", EMPTY)["older"] == "start"
    assert asked(context, "back_", "#playground", EMPTY) == {"state": EMPTY, "dropped": [], "older": ""}


def test_pins_and_bans_lift_each_other(context: quickjs.Context) -> None:
    context.eval("""
        const all = ["a", "b"], without = ban(EMPTY, "d", "a", all), p = pin(without, "d", "a");
        const last = ban(without, "d", "b", all), banned_ = ban(pin(EMPTY, "d", "a"), "d", "a", all);
    """)
    assert asked(context, "(() => p)") == {**EMPTY, "choose": {"d": ["a"]}}
    assert asked(context, "(() => banned_)") == {**EMPTY, "avoid": {"d": ["a"]}}
    assert asked(context, "(() => last)") == {**EMPTY, "avoid": {"d": ["a"]}}  # nothing would be left


def test_undo_takes_a_drag_back_at_once(context: quickjs.Context) -> None:
    context.eval("""
        let h = began(EMPTY);
        for (const value of [1, 2, 3]) h = moved(h, give(h.now, "x", value), "drag x");
        h = moved(h, give(h.now, "y", 1));
        const steps_ = [h.now.facts, ...[back, back, back, forth].map(step => (h = step(h)).now.facts)];
        h = moved(h, give(h.now, "z", 1));
    """)
    assert asked(context, "(() => steps_)") == [{"x": 3, "y": 1}, {"x": 3}, {}, {}, {"x": 3}]
    assert asked(context, "(() => h.future)") == []  # a new change ends what could be redone


def test_a_slider_gives_back_what_it_shows(context: quickjs.Context, knowledge: Knowledge) -> None:
    for fact in knowledge.facts.values():
        if fact.kind == "number":
            assert asked(context, "slid", fact.id, fact.low) == fact.low
            assert asked(context, "slid", fact.id, fact.high) == fact.high
            for share in (0.1, 0.5, 0.9):
                value = asked(context, f"(share => valueAt(model.facts['{fact.id}'], share))", share)
                assert fact.low <= value <= fact.high
                assert asked(context, "slid", fact.id, value) == pytest.approx(value, rel=0.011)
    assert asked(context, "slid", "latency.p99", 0.0251) == 0.025
    assert asked(context, "slid", "scale.item_lifetime", 28 * 86400) == 28 * 86400


def test_the_script_that_ships_is_made_from_its_sources() -> None:
    sources = sorted(resource("site", "scripts", "play").glob("*.js"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    shipped = resource("site", "assets", "js", "play.js").read_text("utf-8")
    assert shipped.startswith(f"/* made by make script from site/scripts/play, {digest} */")
