"""Published systems on paper: one page each, and the table of all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from designgen.agreement import Explained, Gallery, Held, Picked, Verdict, by_frequency, numbers, same_as_published
from designgen.agreement.hinges import Hinge, Standing
from designgen.catalog.model import Knowledge
from designgen.decisions.words import Words
from designgen.document.addresses import REFERENCE, fact_place, option_place
from designgen.document.escape import ours
from designgen.document.flips import DEFINING, PRIORITIES, YEAR
from designgen.document.templates import renderer, tidy
from designgen.document.wording import in_sentence

MOST_PICKED = 3
MOST_EXPLAINED = 2
MARKS = {1.0: "same", 0.5: "near", 0.0: "differs"}


@dataclass(frozen=True, slots=True)
class Row:
    """One published decision beside ours. `ours`: options of ours with their place in the reference, the agreeing ones first."""

    verdict: Verdict
    title: str
    theirs: str
    evidence: str
    ours: tuple[tuple[str, Markup | str], ...]
    more: int
    reason: str
    mark: str
    flags: tuple[tuple[str, str], ...]
    basis: str
    confidence: str
    standing: tuple[Standing, ...]
    hinges: tuple[Hinge, ...]

    @property
    def id(self) -> str:
        return self.verdict.question

    @property
    def counted(self) -> bool:
        return self.verdict.headline


@dataclass(frozen=True, slots=True)
class Shown:
    """One published system, ready for its page and its line in the table."""

    held: Held
    rows: tuple[Row, ...]
    overview: tuple[Row | None, ...]

    @property
    def id(self) -> str:
        return self.held.case.id

    @property
    def counted(self) -> list[Row]:
        return [row for row in self.rows if row.counted]

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if row.mark != "same"]

    def marked(self, mark: str) -> int:
        """How many decisions that count have this mark."""
        return sum(row.mark == mark for row in self.counted)


def published_pages(gallery: Gallery) -> dict[str, str]:
    """The table of all systems, then their pages. The folder published/ stands beside reference/."""
    render = renderer(_filters(gallery.knowledge))
    shown = [shown_of(held, gallery) for group in gallery.kinds.values() for held in group]
    pages = {"published/index.md": tidy(render("published/index.md", **_index(gallery, shown)))}
    for one in shown:
        context = {"one": one, "case": one.held.case, "facts": _facts(one.held, gallery.knowledge), "file": _file(one.held)}
        page = render("published/system.md", kind=gallery.wording.kind(one.held.case.kind)[1], **context)
        pages[f"published/{one.id}.md"] = tidy(page)
    return pages


def published_card(gallery: Gallery) -> str:
    """A paragraph for the first page."""
    found = numbers(gallery.counted)
    told = {"systems": len(gallery.held), "decisions": found["decisions"], "strict": percent(found["strict"])}
    return tidy(renderer({})("published/card.md", **told))


def shown_of(held: Held, gallery: Gallery) -> Shown:
    """Rows in the order of the vocabulary, those that count first."""
    order = {question: place for place, question in enumerate(gallery.vocabulary.questions)}
    rows = [_row(item, held, gallery) for item in held.explained]
    rows.sort(key=lambda row: (not row.counted, order.get(row.id, len(order))))
    by_question = {row.id: row for row in rows}
    return Shown(held, tuple(rows), tuple(by_question.get(question) for question in gallery.wording.overview))


def _row(item: Explained, held: Held, gallery: Gallery) -> Row:
    verdict, wording = item.verdict, gallery.wording
    published = held.published[verdict.question]
    same = same_as_published(gallery.vocabulary, verdict)
    picked = sorted(verdict.picked, key=lambda one: one not in same)
    options = [_option(one, gallery.knowledge) for one in picked[:MOST_PICKED]]
    said = [] if options else [(wording.answer(word), "") for word in verdict.ours[:MOST_PICKED]]
    return Row(
        verdict=verdict,
        title=wording.question(verdict.question),
        theirs=_joined([wording.answer(word) for word in verdict.published]),
        evidence=published.evidence,
        ours=tuple(options or said),
        more=max(0, len(picked) - MOST_PICKED),
        reason=item.reason,
        mark=MARKS[float(verdict.score)],
        flags=tuple(wording.flag(flag) for flag in verdict.flags),
        basis=wording.basis.get(published.basis, published.basis),
        confidence=published.confidence,
        standing=_telling(item.standing),
        hinges=tuple(sorted(item.hinges, key=lambda hinge: _unlikely(hinge.fact, gallery.knowledge))),
    )


def _joined(words: Sequence[str]) -> str:
    return ("; " if any("," in word for word in words) else ", ").join(words)


def _unlikely(fact: str, knowledge: Knowledge) -> int:
    """Facts that could well be otherwise first, then those that make it another problem, the year, and priorities."""
    if fact.startswith(PRIORITIES):
        return 3
    return 2 if fact == YEAR else int(knowledge.facts[fact].kind == "set" or fact.startswith(DEFINING))


def _telling(standing: Sequence[Standing]) -> tuple[Standing, ...]:
    """Feasible options, the nearest first; where there is none, others that arise here, and else those that do not."""
    behind = sorted((one for one in standing if one.verdict == "behind"), key=lambda one: one.behind_by)
    here = [one for one in standing if one.verdict != "not needed"]
    return tuple(behind or here or standing)[:MOST_EXPLAINED]


def _option(picked: Picked, knowledge: Knowledge, suffix: str = "html") -> tuple[str, Markup]:
    """The name of an option and its place in the reference: for raw HTML, or with `md` for Markdown."""
    decision, option = knowledge.decisions[picked[0]], picked[1]
    place = REFERENCE + option_place(decision.id, option)
    return decision.options[option].name, ours(place.replace(".md#", f".{suffix}#"))


def _index(gallery: Gallery, shown: Sequence[Shown]) -> dict[str, Any]:
    counted, wording = gallery.counted, gallery.wording
    first = [one.first for one in gallery.held if one.first]
    return {
        "kinds": [(wording.kind(kind)[0], [one for one in shown if one.held in group]) for kind, group in gallery.kinds.items()],
        "columns": [wording.question(question) for question in wording.overview],
        "shown": shown,
        "total": numbers(counted),
        "same": sum(verdict.agrees for verdict in counted),
        "every": sum(len(one.rows) for one in shown),
        "first": (sum(agreed for _, agreed in first), sum(count for count, _ in first)),
        "note": gallery.note,
        "questions": list(_questions(counted, gallery)),
        "differences": [(one, row) for one in shown for row in one.differing if row.counted],
    }


def _questions(counted: Sequence[Verdict], gallery: Gallery) -> Iterator[tuple[str, int, int, int]]:
    """Per question: its name, how often it counts, and how often the answer is the same, or near."""
    for question in by_frequency(counted):
        scores = [verdict.score for verdict in counted if verdict.question == question]
        yield gallery.wording.question(question), len(scores), scores.count(1), scores.count(0.5)


def _facts(held: Held, knowledge: Knowledge) -> list[tuple[str, str, str]]:
    """What was given: id, name and value, in the order of the facts."""
    words = Words(knowledge, {}, {})
    given = held.case.spec.facts
    return [(id, fact.name, words.fact(id, given[id])) for id, fact in knowledge.facts.items() if id in given]


def _file(held: Held) -> str:
    """The spec as it is named from above its folder."""
    return "/".join(Path(held.case.spec.path).parts[-3:])


def _known(hinge: Hinge, held: Held) -> str:
    """Where the present value of a fact comes from, unless the spec gives it."""
    spec = held.case.spec
    if hinge.fact in spec.facts or hinge.fact.startswith(PRIORITIES):
        return ""
    return "usual for the task" if hinge.fact in spec.presets else "assumed"


def _fact_link(id: str) -> Markup:
    return ours(REFERENCE + fact_place(id))


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _filters(knowledge: Knowledge) -> dict[str, Any]:
    def standing_name(one: Standing) -> str:
        return knowledge.decisions[one.decision].options[one.option].name

    return {
        "percent": percent,
        "known": _known,
        "part": lambda count, whole: f"{100 * count / whole:.1f}%" if whole else "0%",
        "fact_name": lambda id: in_sentence(knowledge.facts[id].name),
        "standing_name": standing_name,
        "standing_link": lambda one: _option((one.decision, one.option), knowledge, "md")[1],
        "decision_name": lambda id: in_sentence(knowledge.decisions[id].name),
        "fact_link": _fact_link,
        "task_name": lambda id: in_sentence(knowledge.tasks[id].name) if id in knowledge.tasks else "",
    }
