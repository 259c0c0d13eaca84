"""The oddest choices over every combination of output, query, trigger and modality, for a person to judge.

Oddness of a choice, from 0 to 6:
  3  its summary speaks of something that the combination lacks (pictures, words, sound, a graph, sessions, places)
  2  nothing speaks for it: no positive point earned
  1  × the share of neighbours, with another query, trigger or modality, that need the decision and choose otherwise
A decision that comes up empty counts 6. Each pair of decision and option is listed once, by its oddest combination.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from designgen.agreement.judge import Judge
from designgen.catalog import Knowledge
from designgen.decisions import Case
from designgen.decisions.decide import given_of

AXES = ("problem.output", "problem.query", "latency.trigger", "modality")
SHOWN = 30
EMPTY = 6.0
WORDS = frozenset({"text", "audio", "typed_text", "conversation", "token_tags"})
SPEAKS_OF: Mapping[str, tuple[str, frozenset[str]]] = {
    "pictures": (r"\b(picture|image|photo|pixel|frame|crop)s?\b", frozenset({"image", "video", "media_upload", "regions"})),
    "words": (r"\b(typed|sentences?|keywords?|transcripts?)\b", WORDS),
    "sound": (r"\b(sound|audio|speech|spectrogram)\b", frozenset({"audio", "video", "image", "media_upload"})),
    "a graph": (r"\b(graph of|neighbours of a node|friends?|connections?)\b", frozenset({"graph", "edges"})),
    "sessions": (r"\bsessions?\b", frozenset({"sequence", "item_viewed", "visit", "conversation"})),
    "places": (r"\b(near by|nearby|distances?|travel|geography)\b", frozenset({"geo"})),
    "pictures of regions": (r"\b(boxes|regions of)\b", frozenset({"regions", "image", "video"})),
    "listed items": (r"\b(ranked|ranker|lists?|re-rank|impressions?)\b", frozenset({"ordered_list", "candidate_set", "edges"})),
}  # fmt: skip
"""What a summary may speak of, the words that betray it, and the facts of which one must be there."""

Combination = tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    combination: Combination
    decision: str
    option: str
    oddness: float
    why: str
    runner_up: str


class Combinations:
    """Every combination, decided. Everything else is left to defaults."""

    def __init__(self, judge: Judge) -> None:
        self.knowledge: Knowledge = judge.knowledge
        self.nodes = [(place, node) for place, node in enumerate(judge.program.decisions) if node.pick == "one"]
        self.rows: dict[Combination, tuple[int, ...]] = {}
        self.tracks = {}
        for combination in itertools.product(*(self.knowledge.facts[name].values for name in AXES)):
            facts = {"problem.output": combination[0], "problem.query": combination[1]}
            case = Case({**facts, "latency.trigger": (combination[2],), "modality": (combination[3],)}, {}, {})
            values, tracks = judge.program.trace(given_of(self.knowledge, case), judge.open)
            self.rows[combination] = tuple(int(values[node.name]) for _, node in self.nodes)
            self.tracks[combination] = [tracks[place] for place, _ in self.nodes]

    def choices(self) -> Iterator[Choice]:
        for combination, row in self.rows.items():
            for number, code in enumerate(row):
                if self.tracks[combination][number] is not None:
                    yield self.choice(combination, number, code)

    def choice(self, combination: Combination, number: int, code: int) -> Choice:
        node, track = self.nodes[number][1], self.tracks[combination][number]
        if not code:
            return Choice(combination, node.name, "nothing", EMPTY, "every option is knocked out", "")
        option = self.knowledge.decisions[node.name].options[node.options[code - 1].id]
        lacks = lacking(f"{option.name}. {option.summary}", combination)
        earned = track[code - 1][1]
        for_it = any(points.points > 0 and earned >> bit & 1 for bit, points in enumerate(option.points))
        apart = self.apart(combination, number, code)
        rivals = [(row[2], node.options[place].id) for place, row in enumerate(track) if not row[0] and place != code - 1]
        best = max(rivals, default=None)
        second = f"{best[1]} {track[code - 1][2] - best[0]:.0f} behind" if best else "nothing else is feasible"
        why = [f"speaks of {', '.join(lacks)}"] if lacks else []
        why += ["nothing speaks for it"] if not for_it else []
        why += [f"{apart:.0%} of its neighbours choose otherwise"] if apart else []
        oddness = 3 * bool(lacks) + 2 * (not for_it and len(rivals) > 0) + apart
        return Choice(combination, node.name, option.id, oddness, "; ".join(why), second)

    def apart(self, combination: Combination, number: int, code: int) -> float:
        """The share of neighbours that need the decision and choose otherwise."""
        codes = [self.rows[other][number] for other in self.neighbours(combination) if self.tracks[other][number] is not None]
        return sum(other != code for other in codes) / len(codes) if codes else 1.0

    def neighbours(self, combination: Combination) -> Iterator[Combination]:
        for axis, name in list(enumerate(AXES))[1:]:
            for word in self.knowledge.facts[name].values:
                if word != combination[axis]:
                    yield (*combination[:axis], word, *combination[axis + 1 :])


def lacking(text: str, combination: Combination) -> list[str]:
    """What a text speaks of although the combination has no such thing."""
    there = set(combination)
    return [name for name, (words, needs) in SPEAKS_OF.items() if re.search(words, text, re.IGNORECASE) and not needs & there]


def oddest(judge: Judge, shown: int = SHOWN) -> list[tuple[Choice, int]]:
    """The oddest choices, each with the number of combinations that make it."""
    best: dict[tuple[str, str], Choice] = {}
    count: dict[tuple[str, str], int] = {}
    for choice in Combinations(judge).choices():
        key = choice.decision, choice.option
        count[key] = count.get(key, 0) + 1
        if key not in best or choice.oddness > best[key].oddness:
            best[key] = choice
    ranked = sorted(best.values(), key=lambda choice: (-choice.oddness, count[choice.decision, choice.option]))
    return [(choice, count[choice.decision, choice.option]) for choice in ranked[:shown]]


def as_text(found: list[tuple[Choice, int]]) -> str:
    lines = []
    for number, (choice, count) in enumerate(found, 1):
        lines.append(
            f"{number:>2}. {choice.oddness:.1f}  {choice.decision}={choice.option}  for {' · '.join(choice.combination)}"
        )
        lines.append(f"          {choice.why}; chosen {count} times; next: {choice.runner_up}")
    return "\n".join(lines)
