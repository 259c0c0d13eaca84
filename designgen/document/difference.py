"""What changed between two versions of a design, short enough for a pull request."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.design.causes import Cause
from designgen.design.compare import Comparison, FactRow, NumberRow
from designgen.design.model import Design
from designgen.document.because import because
from designgen.document.blocks.sizing import estimation
from designgen.document.draft import draft
from designgen.document.escape import inline
from designgen.document.links import Links
from designgen.document.scales import times
from designgen.document.wording import in_sentence, stated

MOVED = 0.01
"""Relative change of a number from which it is told."""
MOST_TURNED, MOST_NUMBERS, MOST_FACTS, MOST_ENTRIES = 8, 10, 6, 12
LISTS, FOLLOW = "Lists", "Assumptions that follow"
FOLDED = (LISTS, FOLLOW)
Section = tuple[str, list[str]]


@dataclass(frozen=True)
class Difference:
    """Two versions of one design. `files` are the causes of decisions when the knowledge changed instead of the spec."""

    comparison: Comparison
    files: Mapping[str, Cause]

    @property
    def designs(self) -> tuple[Design, Design]:
        old, new = self.comparison.designs
        return old, new

    def numbers(self) -> list[NumberRow]:
        """Those that moved by more than a hundredth: headlines, then what the document prints."""
        used = {number.name for one in self.designs for number in estimation(draft(one, Links(one)))}
        headlines = {row.name for row in self.comparison.headlines}
        rows = [*self.comparison.headlines, *(row for row in self.comparison.numbers if row.name in used - headlines)]
        return [row for row in rows if row.shown[0] != row.shown[1] and moved(row)]

    def differs(self) -> bool:
        """Is there anything to tell?"""
        made = self.comparison
        return bool(made.facts or made.decisions or made.options or made.parts or self.checks() or self.numbers())

    def checks(self) -> list[str]:
        """Checks that broke, and that hold again."""
        old, new = ({item.id: item for item in one.findings if item.status == "broken"} for one in self.designs)
        broke = [f"broken now: {item.name}. {item.says}" for id, item in new.items() if id not in old and item.severity != "info"]
        return [*broke, *(f"holds again: {item.name}" for id, item in old.items() if id not in new and item.severity != "info")]

    def summary(self) -> str:
        """`3 decisions, 5 entries of lists, 2 components and 4 numbers differ`."""
        made = self.comparison
        every = ((len(made.decisions), "decision", "decisions"), (len(made.options), "entry of a list", "entries of lists"),
                 (len(made.parts), "component", "components"), (len(self.numbers()), "number", "numbers"))  # fmt: skip
        told = [f"{count} {one if count == 1 else many}" for count, one, many in every if count]
        total = sum(count for count, *_ in every)
        if not told:
            return "no choice, component or number differs"
        return f"{', '.join(told)} {'differs' if total == 1 else 'differ'}"

    def sections(self) -> Iterator[Section]:
        """Titles with lines, most important first."""
        given = [row for row in self.comparison.facts if not row.follows]
        follow = [row for row in self.comparison.facts if row.follows]
        yield "The spec says", capped([self.fact(row) for row in given], MOST_FACTS)
        yield from self.turned()
        yield "Checks", self.checks()
        yield "Numbers", capped([number(row) for row in self.numbers()], MOST_NUMBERS)
        yield FOLLOW, capped([self.fact(row) for row in follow], MOST_FACTS)

    def fact(self, row: FactRow) -> str:
        old, new = (self.answer(design, row, place) for place, design in enumerate(self.designs))
        return f"{in_sentence(row.title)}: {old} → {new}"

    def answer(self, design: Design, row: FactRow, place: int) -> str:
        known = design.knowledge.facts.get(row.name)
        shown = stated(known, design.facts[row.name].value, row.shown[place]) if known else row.shown[place]
        return f"{shown} (assumed)" if row.assumed[place] and not row.follows else shown

    def turned(self) -> Iterator[Section]:
        """Decisions, components and lists by what turned them."""
        found: dict[str, list[str]] = {}
        lists: dict[str, list[str]] = {}
        for row in self.comparison.decisions:
            line = f"{in_sentence(row.title)}: {row.chosen[0] or 'not needed'} → {row.chosen[1] or 'not needed'}"
            found.setdefault(self.why(row.causes[1], row.id), []).append(line)
        for part in self.comparison.parts:
            sign = "+" if part.present[1] else "−"
            found.setdefault(self.why(part.causes[1], ""), []).append(f"component {sign} {in_sentence(part.title)}")
        for option in self.comparison.options:
            sign = "+" if option.present[1] else "−"
            lists.setdefault(in_sentence(option.list), []).append(f"{sign} {option.title}")
        for why, lines in found.items():
            yield (f"Because of {why}" if why else "Choices"), capped(lines, MOST_TURNED)
        yield LISTS, capped([f"{name}: {'; '.join(entries)}" for name, entries in lists.items()], MOST_ENTRIES)

    def why(self, cause: Cause | None, decision: str) -> str:
        """The cause of one outcome in words: facts, or files of the knowledge."""
        if cause:
            return because(cause, *self.designs)
        if decision in self.files:
            return ", or ".join(" and ".join(name.split("/", 1)[1] for name in one) for one in self.files[decision].sets)
        return ""


def moved(row: NumberRow) -> bool:
    """By more than a hundredth, or from or to nothing."""
    return row.ratios[1] is None or abs(row.ratios[1] - 1) > MOVED


def number(row: NumberRow) -> str:
    ratio = row.ratios[1]
    return f"{in_sentence(row.title)}: {row.shown[0]} → {row.shown[1]}{f' ({times(ratio)})' if ratio else ''}"


def capped(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, and how many more there are."""
    return [*lines[:most], *([f"and {len(lines) - most} more"] if len(lines) > most else [])]


def as_text(difference: Difference) -> str:
    """For a terminal."""
    new = difference.designs[1]
    lines = [f"{new.spec.title}: {difference.summary()}"]
    for title, told in difference.sections():
        lines += [f"  {title}", *(f"    {line}" for line in told)] if told else []
    return "\n".join(lines) + "\n"


def as_markdown(difference: Difference) -> str:
    """For a pull request."""
    new = difference.designs[1]
    lines = [f"### {inline(new.spec.title)}: {difference.summary()}"]
    for title, told in difference.sections():
        items = [f"- {inline(line)}" for line in told]
        if title in FOLDED and told:
            lines += ["", f"<details><summary>{inline(title)}</summary>", "", *items, "", "</details>"]
        elif told:
            lines += ["", f"**{inline(title)}**", "", *items]
    return "\n".join(lines) + "\n"


FORMS: dict[str, Callable[[Difference], str]] = {"text": as_text, "md": as_markdown}
