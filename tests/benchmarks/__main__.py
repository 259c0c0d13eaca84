"""Speed and memory, each as a ratio or a difference within one run: `make bench`.

Times are processor times. They wander with the machine all the same, so no test asserts them; each line names its
limit, and the exit code is 1 if one fails it.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import sweeps
from tests.benchmarks.cards import card_lines
from tests.benchmarks.lines import Line, best, median, seconds
from tests.benchmarks.pictures import picture_lines
from tests.benchmarks.playground import playground_lines
from tests.benchmarks.previews import preview_lines
from tests.benchmarks.prints import print_lines
from tests.benchmarks.programs import program_lines
from tests.benchmarks.sheets import sheet_lines

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
ONE = SPECS / "ad-click-prediction.yaml"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


def python(*arguments: object) -> None:
    subprocess.run([sys.executable, *map(str, arguments)], check=True, capture_output=True, cwd=ROOT, env=QUIET)


def start_up() -> Line:
    """A design as JSON, warm, over a bare interpreter."""
    python("-m", "designgen.cli", "design", ONE, "-f", "json")
    bare = median(lambda: python("-c", "pass"), 9)
    ours = median(lambda: python("-m", "designgen.cli", "design", ONE, "-f", "json"), 9)
    return Line("designgen design SPEC -f json, over python -c pass", ours - bare, "s", 0.35)


def deciding() -> Line:
    """Every decision of one spec with the trace of every option."""
    from designgen.catalog import load_knowledge
    from designgen.decisions import Case, decide
    from designgen.spec import load_spec

    knowledge = load_knowledge()
    spec = load_spec(ONE, knowledge)
    case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)

    def hundred() -> None:
        for _ in range(100):
            decide(knowledge, case)

    return Line("one spec decided, with full trace", median(hundred, 9) * 10, "ms", 1.0)


def sizing() -> Line:
    """Servers, waiting, the path and the bill of one decided design; its numbers were worked out while deciding."""
    from designgen.catalog import load_knowledge
    from designgen.design import design_for
    from designgen.design.architecture import parts_of
    from designgen.design.sized import sized
    from designgen.spec import load_spec

    knowledge = load_knowledge()
    spec = load_spec(ONE, knowledge)
    made = design_for(spec, knowledge, flips_of=lambda *_: {})
    bare = parts_of(knowledge, made.values, made.words, {id: item.chosen for id, item in made.decisions.items()})

    def fifty() -> None:
        for _ in range(50):
            sized(knowledge, made.values, made.words, bare, frozenset(spec.facts))

    return Line("a design sized, over deciding it", median(fifty, 9) * 20, "ms", 2.0)


def mapping() -> Iterator[Line]:
    """Every decision at the 90,000 points of a map of two facts; the first time the program is printed for these axes."""
    from designgen.catalog import load_knowledge
    from designgen.decisions import Case
    from designgen.design import design_for
    from designgen.explore.grid import axes_of
    from designgen.explore.ground import Ground
    from designgen.spec import load_spec

    knowledge = load_knowledge()
    made = design_for(load_spec(ONE, knowledge), knowledge, flips_of=lambda *_: {})
    overs = ("scale.daily_users=10k..1B", "latency.p99=5ms..1s")
    axes = axes_of(overs, knowledge, lambda name: made.facts[name].value, 300)
    ground = Ground(knowledge, Case({**made.spec.presets, **made.spec.facts}, {}, {}), axes)
    yield Line("300 × 300 points of a map decided, first printing the rules", seconds(ground.columns), "s", float("inf"))
    yield Line("300 × 300 points of a map decided", median(ground.columns, 9), "s", 0.2)


def building(folder: Path) -> Iterator[Line]:
    """The whole site against MkDocs alone on the same pages; then once more after an edit."""
    specs, out = folder / "specs", folder / "build"
    shutil.copytree(SPECS, specs)

    def build() -> None:
        python("-m", "designgen.cli", "build", specs, "-o", out)

    def bare() -> None:
        python("-m", "mkdocs", "build", "--quiet", "-f", out / "mkdocs.yml", "-d", folder / "bare")

    first = seconds(build)
    alone = best(bare)
    yield Line("first build ever, every cache empty ÷ mkdocs build", first / alone, "×", float("inf"))
    anew = best(build, before=lambda: _forget_pages(out))
    yield Line("all pages written anew, layouts and fronts known ÷ mkdocs build", anew / alone, "×", 2.0)
    edited = best(build, before=lambda: _edit(specs / ONE.name))
    yield Line("rebuild after an edit of one spec ÷ mkdocs build", edited / alone, "×", 1.2)
    yield Line("peak memory of the largest process", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MB", 400)


def _edit(spec: Path) -> None:
    spec.write_text(spec.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")


def _forget_pages(out: Path) -> None:
    shutil.rmtree(out)
    for kept in Path(QUIET["DESIGNGEN_CACHE"]).glob("*"):
        if kept.name.startswith(("pages-", "comparison-", "reference-")):
            kept.unlink()


def main() -> int:
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DESIGNGEN_CACHE"] = QUIET["DESIGNGEN_CACHE"] = f"{folder}/cache"
        for line in _every(Path(folder)):
            print(line, flush=True)
            lines.append(line)
    return int(any(line.fails for line in lines))


def _every(folder: Path) -> Iterator[Line]:
    yield start_up()
    yield deciding()
    yield sizing()
    yield from mapping()
    yield from program_lines()
    yield from picture_lines()
    yield from card_lines()
    yield from sheet_lines()
    yield from print_lines()
    yield from playground_lines()
    yield from building(folder)
    yield from preview_lines(Path(tempfile.mkdtemp(dir=folder)))
    yield from (Line(*line) for line in sweeps.measured(folder))


if __name__ == "__main__":
    sys.exit(main())
