"""What agreement is left when no point can be trusted: every point of every option off by up to 30 percent."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from designgen.agreement.cases import PublishedCase
from designgen.agreement.judge import Judge
from designgen.catalog import Knowledge
from designgen.rules import DecisionNode, Node, OptionNode, Program
from designgen.rules.python_printer import printed
from tests.agreement.report import Table

DRAWS = 12
OFF = 0.3
SCALE = 10
"""Points are small whole numbers; ten times finer, 30 percent of one point is no longer nothing."""


def shaken(judge: Judge, cases: Sequence[PublishedCase], seed: int) -> Table:
    """Strict agreement on the headline set as it is and over the draws; losses are shares, negative for a gain.

    `fragile` counts, per case and question that agree now, the draws that lose it.
    """
    now = agreed(judge, cases)
    draws = [agreed(Judge(with_noise(judge.knowledge, seed + draw), judge.vocabulary), cases) for draw in range(DRAWS)]
    shares = [_share(draw) for draw in draws]
    lost = Counter(key for draw in draws for key, fine in draw.items() if now[key] and not fine)
    return {
        "seed": seed, "draws": DRAWS, "off": OFF, "strict": round(_share(now), 4),
        "strict_per_draw": [round(share, 4) for share in shares],
        "mean_loss": round(_share(now) - sum(shares) / DRAWS, 4), "worst_loss": round(_share(now) - min(shares), 4),
        "fragile": {f"{case} {question}": count for (case, question), count in lost.most_common()},
    }  # fmt: skip


def agreed(judge: Judge, cases: Sequence[PublishedCase]) -> dict[tuple[str, str], bool]:
    """Per case and question of the headline set: is it the same answer?"""
    verdicts = (verdict for case in cases for verdict in judge.verdicts(case))
    return {(verdict.case, verdict.question): verdict.agrees for verdict in verdicts if verdict.headline}


def _share(found: dict[tuple[str, str], bool]) -> float:
    return sum(found.values()) / len(found) if found else 0.0


def with_noise(knowledge: Knowledge, seed: int) -> Knowledge:
    """The same knowledge with other points; requirements, facts and texts stay."""
    rng = random.Random(seed)
    nodes = tuple(_shaken(node, rng) for node in knowledge.program.nodes)
    program = Program(nodes, knowledge.program.types, knowledge.program.texts, printed(nodes))
    return replace(knowledge, program=program, digest=f"{knowledge.digest}±{seed}")


def _shaken(node: Node, rng: random.Random) -> Node:
    if not isinstance(node, DecisionNode) or node.pick != "one":
        return node
    return replace(node, options=tuple(_option(option, rng) for option in node.options))


def _option(option: OptionNode, rng: random.Random) -> OptionNode:
    points = tuple((name, round(SCALE * worth * (1 + rng.uniform(-OFF, OFF))), when) for name, worth, when in option.points)
    return replace(option, points=points)


def as_text(found: Table) -> str:
    draws = ", ".join(f"{share:.1%}" for share in found["strict_per_draw"])
    fragile = "\n".join(f"  {count:>2} of {found['draws']}  {key}" for key, count in found["fragile"].items())
    return (
        f"strict {found['strict']:.1%}; with every point off by up to {found['off']:.0%}, over {found['draws']} draws from seed "
        f"{found['seed']}: mean loss {found['mean_loss']:.1%}, worst {found['worst_loss']:.1%}\n{draws}\nlost in\n{fragile}"
    )
