"""Five worked examples: every reference number, out of the knowledge base for the facts of the example."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy
import pytest
import yaml

from designgen.decisions import Case, decide
from designgen.design.reckon import called, reckoned
from designgen.rules import Type
from designgen.sizing import latency
from designgen.spec import load_spec
from designgen.units import amount_of, parse
from tests.shipped import knowledge
from tests.sizing.reference import GOLDEN, like

EXAMPLES = ("ad_click", "video_rec", "visual_search", "harmful_content", "rag_assistant")
DRAWS = 1_000_000
MONTE_CARLO = 0.015


class Example:
    """The facts of one example, and its numbers in the order in which they rest on each other."""

    def __init__(self, name: str, folder: Path) -> None:
        self.data = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8"))
        self.file = folder / f"{name}.yaml"
        self.file.write_text(self.data["spec"], "utf-8")
        self.prices = {f"price.{id}": parse(text) for id, text in self.data["prices"].items()}
        self.paths = [(p50, p99) for _, p50, p99 in self.data["stages"]]
        self.named: dict[str, tuple[float, Type]] = {}
        self.values = cache(self._values)

    def _values(self, sets: tuple[str, ...]) -> dict[str, Any]:
        """Every value of the program, with the prices of the example in place of ours."""
        spec = load_spec(self.file, knowledge(), sets)
        decided = decide(knowledge(), Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid))
        return {**decided.values, **{name: float(price.value) for name, price in self.prices.items() if price}}

    def number(self, key: str, row: dict[str, Any]) -> float:
        values = self.values(tuple(row.get("set", ())))
        name = re.sub(r"[^a-z0-9_]", "_", key.lower())
        if "call" in row:
            value = self.path(row["call"][0]) if key.startswith("lat.") else called(knowledge(), values, row["call"], self.named)
            self.named[name] = value, Type("number")
            return value
        value, kind = reckoned(knowledge(), values, row["formula"], self.named)
        self.named[name] = value, kind
        return value / float(amount_of(row["in"]).value) if "in" in row else value

    def path(self, what: str) -> float:
        match what:
            case "sum_p50":
                return float(sum(p50 for p50, _ in self.paths))
            case "sum_p99":
                return float(sum(p99 for _, p99 in self.paths))
            case "monte_carlo_p99":
                return monte_carlo(self.paths)
        return float(getattr(latency, what)(self.paths))


def monte_carlo(path: list[tuple[float, float]]) -> float:
    """The p99 of a million requests over independent lognormal stages, with a fixed seed."""
    random, total = numpy.random.default_rng(1), numpy.zeros(DRAWS)
    for p50, p99 in path:
        total += p50 * numpy.exp(latency.Stage(p50, p99).sigma * random.standard_normal(DRAWS))
    return float(numpy.quantile(total, 0.99))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_of_a_worked_example_is_reproduced(name: str, tmp_path: Path) -> None:
    example = Example(name, tmp_path)
    wrong = []
    for key, row in example.data["numbers"].items():
        found, wanted = example.number(key, row), row["value"]
        expected = pytest.approx(wanted, rel=MONTE_CARLO) if key == "lat.mc_p99_ms" else like(wanted)
        if found != expected:
            wrong.append(f"{key}: {found} instead of {wanted} {row['unit']} ({row['how']})")
    assert not wrong, "\n".join(wrong)


def test_no_number_is_missing() -> None:
    examples = [yaml.safe_load((GOLDEN / f"{name}.yaml").read_text("utf-8")) for name in EXAMPLES]
    assert sum(len(example["numbers"]) for example in examples) == 274
