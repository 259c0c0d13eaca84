"""Agreement in numbers, the same for the command and for the site."""

from collections.abc import Iterable, Sequence
from typing import Any

from designgen.agreement.judge import Verdict


def numbers(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Shares of a set of published decisions; None for an empty set."""
    count = len(verdicts)

    def share(values: Iterable[float]) -> float | None:
        return round(sum(values) / count, 4) if count else None

    return {
        "decisions": count,
        "strict": share(verdict.agrees for verdict in verdicts),
        "lenient": share(verdict.score for verdict in verdicts),
        "coverage": share(verdict.covered for verdict in verdicts),
        "feasible": share(verdict.feasible for verdict in verdicts),
        "answers_named": share(len(verdict.ours) for verdict in verdicts),
    }


def by_frequency(verdicts: Sequence[Verdict]) -> list[str]:
    """The questions asked: those in the headline first, the most frequent first."""
    count: dict[str, tuple[int, int]] = {}
    for verdict in verdicts:
        core, every = count.get(verdict.question, (0, 0))
        count[verdict.question] = core + verdict.headline, every + 1
    return sorted(count, key=lambda name: (-count[name][0], -count[name][1], name))
