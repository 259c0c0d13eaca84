"""The pages to practise on: a drill and a box of cards of a design, the cards of the framework, and the list of all problems.

A page holds its data as JSON that a script reads; without scripts it shows the prompt and where the design stands.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from designgen.catalog import Knowledge
from designgen.design.model import Design
from designgen.document.escape import ours, paragraphs
from designgen.document.templates import Render, renderer, sentence, sentence_start, tidy
from designgen.study.cards import cards_of, framework_cards
from designgen.study.cards.model import Card
from designgen.study.exam import AGREED, DEFENSIBLE, GRADES, Exam
from designgen.study.examine import exam_of

DRILL, CARDS = "practice.md", "cards.md"
"""In the folder of a design."""
PROBLEMS, FRAMEWORK = "practice.md", "framework-cards.md"
"""Above the designs."""
READING = (
    ("Practice", DRILL, "practice", "what you would say to the prompt alone, against a clock, with a grade for each choice"),
    ("Cards", CARDS, "cards", "what of it you still know: questions that come again until you do"),
)
"""What the overview of a design says of them: title, page, anchor, what it answers."""
FEW = 7
"""Answers of a decision that are shown at once; the others on request."""
_PIECE = re.compile(r"(?=<)|(?= (?:class|fill|stroke|d|x)=)")
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Entry:
    """A problem in the list, without anything that its design says."""

    id: str
    title: str
    prompt: str
    minutes: int
    questions: int
    decisions: int
    close: int  # decisions with an answer that could be defended besides the best
    cards: tuple[str, ...]  # their guids


@dataclass(frozen=True, slots=True)
class Practice:
    """What is written of one design."""

    pages: Mapping[str, str]
    entry: Entry


def practice_of(design: Design) -> Practice:
    """The pages of a design. Making its exam and its cards takes a second or two."""
    steps = design.knowledge.frameworks[design.framework].steps
    return practice(exam_of(design), cards_of(design), {step.id: step.title for step in steps})


def practice(exam: Exam, cards: Sequence[Card], steps: Mapping[str, str]) -> Practice:
    """The pages of an exam and its cards. `steps`: titles of the steps, in order."""
    pages = {f"{exam.id}/{DRILL}": drill_page(exam), f"{exam.id}/{CARDS}": cards_page(exam, cards, steps)}
    return Practice(pages, entry(exam, cards))


def drill_page(exam: Exam) -> str:
    """The page of a drill: the prompt to read; all else only in its data."""
    return tidy(_render()("study/drill.md", exam=exam, data=ours(as_json(drill_data(exam)))))


def cards_page(exam: Exam, cards: Sequence[Card], steps: Mapping[str, str]) -> str:
    """The page on which the cards of a design are reviewed."""
    data = ours(as_json(cards_data(cards, steps, "../")))
    return tidy(_render()("study/cards.md", exam=exam, count=len(cards), data=data))


def framework_page(knowledge: Knowledge, framework: str) -> str:
    """The page of the cards that all designs share."""
    known, cards = knowledge.frameworks[framework], framework_cards(knowledge, framework)
    data = ours(as_json(cards_data(cards, {step.id: step.title for step in known.steps}, "")))
    return tidy(_render()("study/framework.md", framework=known, cards=cards, data=data))


def problems_page(entries: Sequence[Entry]) -> str:
    """The list of all problems."""
    return tidy(_render()("study/problems.md", entries=entries))


def entry(exam: Exam, cards: Sequence[Card]) -> Entry:
    items = [item for stage in exam.stages for item in stage.items]
    close = sum(any(one.grade == DEFENSIBLE for one in item.answers) for item in items)
    guids = tuple(card.guid for card in cards)
    return Entry(exam.id, exam.title, exam.prompt, exam.minutes, len(exam.questions), len(items), close, guids)


def drill_data(exam: Exam) -> dict[str, Any]:
    """An exam for the script. Answers stand by their names, so that their order tells nothing; what is least likely is `far`."""
    data = asdict(exam)
    data["questions"] = [one | {name: sentence(one[name]) for name in ("answer", "why")} for one in data["questions"]]
    data["signals"] = [one | {"name": sentence_start(one["name"])} for one in data["signals"]]
    for stage in data["stages"]:
        stage["items"] = [_item(item) for item in stage["items"]]
    return data


def _item(item: dict[str, Any]) -> dict[str, Any]:
    near = sorted(item["answers"], key=lambda one: (GRADES.index(one["grade"]), not one["right_if"]))
    few = max(FEW, sum(one["grade"] == AGREED for one in near)) if len(near) > FEW + 1 else len(near)
    answers = [_answer(one) | {"far": place >= few} for place, one in enumerate(near)]
    return item | {"answers": sorted(answers, key=_place), "link": f"../{item['link']}" if item["link"] else ""}


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    return answer | {name: sentence_start(answer[name]) for name in ("name", "brief")}


def _place(answer: Mapping[str, str]) -> tuple[str, str]:
    return answer["name"].casefold(), answer["option"]


def cards_data(cards: Sequence[Card], steps: Mapping[str, str], up: str) -> dict[str, Any]:
    """Cards for the script. A picture is written in numbers of `pieces`, since pictures of one view differ in little.

    `up` leads from the page to the root of the site.
    """
    pieces: dict[str, int] = {}
    every = [_card(card, pieces, up) for card in cards]
    wide = 2 if len(pieces) <= len(_SIGNS) ** 2 else 4
    for one in every:
        one |= {name: "".join(_number(place, wide) for place in one[name]) for name in ("picture", "shown") if name in one}
    named = {step: title for step, title in steps.items() if any(card.step == step for card in cards)}
    return {"steps": named, "cards": every, "pieces": list(pieces), "wide": wide}


def _card(card: Card, pieces: dict[str, int], up: str) -> dict[str, Any]:
    known: dict[str, Any] = {name: getattr(card, name) for name in ("guid", "kind", "step", "front", "back", "given")}
    known["link"] = up + card.link if card.link else ""
    for name, svg in (("picture", card.picture), ("shown", card.shown)):
        if svg:
            known[name] = [pieces.setdefault(piece, len(pieces)) for piece in _PIECE.split(svg) if piece]
    return known


def _number(place: int, wide: int) -> str:
    """A number in so many signs, the largest part first."""
    return "".join(_SIGNS[place >> 6 * part & 63] for part in reversed(range(wide)))


def as_json(data: object) -> str:
    """JSON on one line that may stand in a script element, whatever its texts hold."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")


def _render() -> Render:
    return renderer({"paragraphs": paragraphs})
