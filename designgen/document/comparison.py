"""Designs in tables: several side by side, and all in one list."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from designgen.catalog.model import Knowledge
from designgen.design.compare import NOBODY, Comparison, FactRow, NumberRow, OptionRow
from designgen.design.model import Design, Finding
from designgen.document.absent import plainly, unchosen
from designgen.document.because import labels, stem_of
from designgen.document.blocks.sizing import estimation
from designgen.document.compared_charts import compared_charts
from designgen.document.draft import Draft, draft
from designgen.document.figures import compared_drawings
from designgen.document.glance import glance, number_row
from designgen.document.links import Links
from designgen.document.plain import plain
from designgen.document.templates import renderer, sentence_start, tidy
from designgen.document.totals import Totals
from designgen.document.verdict import verdict
from designgen.document.why import Whys
from designgen.document.wording import decision_name, in_sentence, stated

OVERVIEW = "overview"
RISKS = "risks"
MOST_OPEN, MOST_DRAWN = 8, 4


@dataclass(frozen=True, slots=True)
class Entries:
    """Options of one list that the same designs hold for the same causes."""

    list: str
    names: tuple[str, ...]
    present: tuple[bool, ...]
    why: tuple[str, ...]


def comparison_page(comparison: Comparison, drawn: bool = True) -> str:
    """What to take, why they differ, and all that differs, side by side. `drawn`: with the overview of each.

    The page stands in a folder beside the designs' folders: its links begin with `../<spec id>/`.
    """
    drafts = [draft(design, Links(design, above=f"../{design.spec.id}/")) for design in comparison.designs]
    return tidy(drafts[0].page("comparison.md", **_context(comparison, drafts, drawn), bare=False))


def comparison_text(comparison: Comparison) -> str:
    """The same to be read as text: the charts only in numbers, no diagrams, no links."""
    drafts = [draft(design, Links(design, above=f"../{design.spec.id}/")) for design in comparison.designs]
    page = tidy(drafts[0].page("comparison.md", **_context(comparison, drafts, False), bare=True))
    folders = "|".join(re.escape(design.spec.id) for design in comparison.designs)
    return plain(re.sub(rf"\[([^][]*)\]\(\.\./(?:{folders})/[^)\s]*\)", r"\1", page))


def _context(comparison: Comparison, drafts: Sequence[Draft], drawn: bool) -> dict[str, Any]:
    first, weights = drafts[0], drafts[0].weights
    whys, names = Whys(comparison, weights), labels(comparison.designs)
    used = [{number.name for number in estimation(one)} for one in drafts]
    said = verdict(comparison, weights)
    shown = {row.name for row in comparison.headlines}
    others = [_used(row, used) for row in comparison.numbers if row.name not in shown and any(row.name in one for one in used)]
    rows = sorted(comparison.decisions, key=lambda row: -weights.get(row.id, 0))
    return {
        "comparison": comparison,
        "drafts": drafts,
        "names": names,
        "stem": stem_of(comparison.designs),
        "verdict": said,
        "glance": glance(comparison),
        "pointed": any("oints of" in one.says for one in said),
        "charts": compared_charts(comparison.designs, [sentence_start(name) for name in names]),
        "whys": whys.first(),
        "why": whys.of,
        "unchosen": unchosen,
        "plainly": plainly,
        "drawings": compared_drawings(drafts, OVERVIEW, names=names) if drawn and len(drafts) <= MOST_DRAWN else [],
        "open": rows[:MOST_OPEN],
        "folded": rows[MOST_OPEN:],
        "risks": entries([row for row in comparison.options if row.decision == RISKS], whys),
        "lists": entries([row for row in comparison.options if row.decision != RISKS], whys),
        "given": [row for row in comparison.facts if not row.follows],
        "follow": [row for row in comparison.facts if row.follows],
        "answers": lambda row: [_answer(design, row.name, row.shown[at]) for at, design in enumerate(comparison.designs)],
        "effects": lambda row: _effects(row, first.design),
        "numbers": [number_row(row) for row in (*comparison.headlines, *others) if len(set(row.shown)) > 1],
        "broken": [(name, item) for name, one in zip(names, comparison.designs, strict=True) for item in _broken(one)],
    }


def _broken(design: Design) -> list[Finding]:
    return [item for item in design.findings if item.status == "broken" and item.severity != "info"]


def entries(rows: Sequence[OptionRow], whys: Whys) -> list[Entries]:
    """Entries of lists, those of one list, the same designs and the same causes in one row."""
    found: dict[tuple[str, tuple[bool, ...], tuple[str, ...]], list[str]] = {}
    for row in rows:
        found.setdefault((row.list, row.present, tuple(whys.of(row.causes))), []).append(row.title)
    return [Entries(name, tuple(names), present, why) for (name, present, why), names in found.items()]


def _used(row: NumberRow, used: Sequence[Set[str]]) -> NumberRow:
    """The row without the values of designs in which nothing that is printed rests on them."""
    kept = [row.name in one for one in used]
    values = tuple(value if keep else None for value, keep in zip(row.values, kept, strict=True))
    shown = tuple(text if keep else NOBODY for text, keep in zip(row.shown, kept, strict=True))
    ratios = tuple(ratio if keep and kept[0] else None for ratio, keep in zip(row.ratios, kept, strict=True))
    return replace(row, values=values, shown=shown, ratios=ratios)


def _effects(row: FactRow, design: Design) -> str:
    """What a fact changes: some decisions, then some numbers."""
    decisions = [in_sentence(decision_name(name, design)) for name in row.changes]
    return "; ".join(filter(None, (_some(decisions, 4), _some([in_sentence(title) for title in row.moves], 2)))) or "–"


def _some(names: Sequence[str], most: int) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _answer(design: Design, name: str, shown: str) -> str:
    """A fact of one design, as said."""
    facts = design.knowledge.facts
    return stated(facts[name], design.facts[name].value, design.facts[name].shown) if name in facts else shown


def index_page(every: Sequence[Totals], knowledge: Knowledge) -> str:
    """The list of designs. The page stands above the designs' folders: its links begin with `<spec id>/`."""
    seen = {plane for one in every for plane, _ in one.planes}
    rows = knowledge.views[OVERVIEW].rows if OVERVIEW in knowledge.views else ()
    planes = [*{row.plane: row.label for row in reversed(rows) if row.plane in seen}.items()][::-1]
    return tidy(renderer({})("designs.md", every=every, planes=planes))
