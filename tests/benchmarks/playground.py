"""What the playground loads and how quick it is in Chromium; nothing of it where there is no Chromium."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from designgen.catalog import Knowledge
from designgen.play.model import model_file
from designgen.play.program import program_file
from designgen.spec import load_spec
from tests.benchmarks.lines import Line
from tests.conftest import CHROMIUM
from tests.play.modules import script
from tests.shipped import SPECS, knowledge

SCRIPT = """
const { makeEngine } = need("engine.js"), { ticks } = need("ticks.js");
const engine = makeEngine(designgen, need("model.js").completed(designgen, designgenModel));
function timed(work, times) {
  const found = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    work();
    found.push(performance.now() - start);
  }
  return found;
}
const first = (state) => timed(() => engine.run(state), 1)[0];
const evaluated = (state) => timed(() => { for (let i = 0; i < 10; i++) engine.run(state); }, 20).map((time) => time / 10);
const ticked = (state) => timed(() => ticks(engine, state), 9);
"""


def playground_lines() -> Iterator[Line]:
    known = knowledge()
    framework = next(iter(known.frameworks))
    model, asked = model_file(known, framework)
    texts = [program_file(known, asked), model]
    sizes = [len(gzip.compress(text.encode(), 9)) / 1000 for text in texts]
    yield Line("the rules for a browser, gzipped", sizes[0], "kB", 40)
    yield Line("rules and facts that the playground loads at the start, gzipped", sum(sizes), "kB", 60)
    if CHROMIUM:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            for text in (*texts, script("engine.js", "ticks.js", "model.js"), SCRIPT):
                page.add_script_tag(content=text)
            yield from _times(page, known)
            browser.close()


def _times(page: Page, known: Knowledge) -> Iterator[Line]:
    """The quickest of some runs, of the shipped design that takes longest; the very first evaluation is told by itself."""
    states = [_state(known, path) for path in SPECS]
    yield Line("the first design in Chromium", page.evaluate(f"first({states[0]})"), "ms", 50)
    runs = [min(page.evaluate(f"evaluated({state})")) for state in states]
    yield Line("a design decided in Chromium, the slowest shipped", max(runs), "ms", 5)
    ticks = [min(page.evaluate(f"ticked({state})")) for state in states]
    yield Line("all its ticks, the slowest shipped", max(ticks), "ms", 50)


def _state(known: Knowledge, path: Path) -> str:
    spec = load_spec(path, known)
    choose, avoid = ({id: [one] for id, one in spec.choose.items()}, {id: list(many) for id, many in spec.avoid.items()})
    return json.dumps({"task": "", "facts": {**spec.presets, **spec.facts}, "choose": choose, "avoid": avoid})
