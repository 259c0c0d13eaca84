"""What a page loads before anybody asked for more is small, and all else is there when it is asked for."""

import gzip

import pytest

from designgen.play.assets import play_files
from designgen.play.files import said, script
from designgen.play.model import model_of
from designgen.play.texts import text_files, texts_of
from tests.play.loaded import FRAMEWORK, files, loaded
from tests.play.modules import asked
from tests.shipped import knowledge

START = 57_000
"""Bytes, gzipped, of what a page needs for its first answer besides its controls: what decides, names, counts and prices."""


def packed(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def test_what_the_first_answer_needs_is_small() -> None:
    program, model, _ = files()
    assert packed(program, model, text_files(knowledge(), FRAMEWORK)["outline"]) < START


def test_without_what_only_the_picture_shows_all_else_is_the_same() -> None:
    """Parts, times, bill and checks before the text "drawn" came, and after."""
    _, _, texts = files()
    late = next(text for text in texts if text.startswith('designgenTexts("drawn"'))
    context = loaded("engine.js", "parts.js", without=late)
    context.eval(COUNTED)
    before = asked(context, "counted", AT_SCALE)
    context.eval(late)
    after = asked(context, "counted", AT_SCALE)
    assert (before["links"], before["technologies"]) == (0, 0)
    assert after["links"] > 10 and after["technologies"] > 10
    assert before["same"] == after["same"]


AT_SCALE = {"task": "predict_click", "facts": {"scale.daily_users": 1e8}, "choose": {}, "avoid": {}}
COUNTED = """
const {completed} = need("model.js"), {makeEngine} = need("engine.js"), {outline} = need("parts.js");
const model = completed(designgen, designgenModel), engine = makeEngine(designgen, model);
globalThis.counted = state => {
  const {parts, links, latency, bill, checks} = outline(engine, engine.run(state), state);
  const numbers = parts.map(({id, name, plane, p50, p99, replicas, usd}) => [id, name, plane, p50, p99, replicas, usd]);
  const same = [numbers, latency, bill, checks];
  return {links: links.length, technologies: parts.filter(part => part.technology).length, same};
};
"""


def test_every_decision_is_told_in_one_step() -> None:
    known = knowledge()
    steps = [step.id for step in known.frameworks[FRAMEWORK].steps]
    told = [id for step in steps for id in texts_of(known, FRAMEWORK)[step]]
    assert sorted(told) == sorted(known.decisions)
    model = model_of(known, FRAMEWORK)
    assert {one["step"] for one in model["decisions"].values()} <= set(steps)
    assert [step["id"] for step in model["steps"]] == steps


def test_a_framework_with_other_steps_tells_every_decision_too() -> None:
    known = knowledge()
    other = next(id for id in known.frameworks if id != FRAMEWORK)
    texts = texts_of(known, other)
    told = [id for step in known.frameworks[other].steps for id in texts[step.id]]
    assert sorted(told) == sorted(known.decisions)


def test_the_model_names_what_its_texts_brought() -> None:
    known, context = knowledge(), loaded("say.js")
    context.eval('const { completed } = need("model.js"); const model = completed(designgen, designgenModel);')
    context.eval("const told = (id) => model.decisions[id]; const fact = (id) => model.facts[id];")
    for id, decision in known.decisions.items():
        found = asked(context, "told", id)
        assert (found["name"], found["question"], found["pick"]) == (decision.name, decision.question, decision.pick)
        assert found["options"] == {option.id: option.name for option in decision.options.values()}
    for id, known_fact in known.facts.items():
        found = asked(context, "fact", id)
        assert (found["name"], found["ask"], found["kind"]) == (known_fact.name, known_fact.ask, known_fact.kind)
        assert found.get("values", {}) == known_fact.values
        if known_fact.kind == "number":
            assert (found["low"], found["high"], found["unit"]) == (known_fact.low, known_fact.high, known_fact.unit)


@pytest.mark.parametrize(("data", "text"), [(2.0, "2"), ([True, None, 0.5], "[true,null,0.5]"), ({"a": 1e300}, '{"a":1e+300}')])
def test_data_are_written_short(data: object, text: str) -> None:
    assert script("f(@);", data) == f"f({text});\n"


def test_zero_says_something_and_false_does_not() -> None:
    assert said({"a": 0, "b": False, "c": "", "d": [], "e": None, "f": "0"}) == {"a": 0, "f": "0"}


def test_every_file_of_the_playground_is_a_text() -> None:
    made = play_files(knowledge(), FRAMEWORK)
    program, model, texts = files()
    assert made["assets/play/program.js"] == program
    assert made["assets/play/model.js"] == model
    assert {text for name, text in made.items() if "/texts/" in name} == set(texts)
