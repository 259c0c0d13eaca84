"""The pages of the reference: what the tool knows, and which design and published system uses it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from designgen import units
from designgen.catalog.cases import Cases
from designgen.catalog.model import Decision, Fact, Knowledge
from designgen.design.accuracy import accuracy
from designgen.design.model import Design
from designgen.document.addresses import GENERAL, PRIORITIES, fact_group, leaf
from designgen.document.escape import code, inline, ours
from designgen.document.formulas import mathml
from designgen.document.places import Places, quantity_group
from designgen.document.reference.gathered import Outline, Reasons, outline, reasons
from designgen.document.reference.mentions import Used, chosen_in, used
from designgen.document.reference.shipped import Shipped
from designgen.document.reference.tags import KINDS
from designgen.document.reference.uses import Uses, uses
from designgen.document.templates import Render, renderer, sentence_start, tidy
from designgen.document.wording import in_sentence
from designgen.problem import WHOSE

SMALL = 10_000
MOST_TAGGED = 15
"""Designs that the page of tags names under each."""
OF_KNOWLEDGE = ("index", "priorities", "frameworks", "glossary", "accuracy", "sources")
Commands = tuple[Sequence[Any], Sequence[Any]]
"""What every command takes, and the options that many of them share."""
BELOW = "../"
"""The way from a page in a folder of the reference to the reference itself."""
Keep = Callable[[str, str, Callable[[], str]], str]
"""Called with the path of a page, all that it is made from and how to make it; may keep it for the next time."""


def at_once(path: str, key: str, make: Callable[[], str]) -> str:  # noqa: ARG001
    """Keeps nothing."""
    return make()


@dataclass(frozen=True)
class Known:
    """Designs and published systems as the reference sees them. `reasons_of` reads the reasons of a design by its id."""

    outlines: Sequence[Outline] = ()
    reasons_of: Callable[[str], Reasons] = field(default=lambda _: {})
    shipped: Shipped = field(default_factory=Shipped)


def known_of(designs: Sequence[Design], shipped: Shipped | None = None) -> Known:
    """What the reference needs of these designs, worked out at once."""
    by_id = {design.spec.id: design for design in designs}
    return Known([outline(design) for design in designs], lambda id: reasons(by_id[id]), shipped or Shipped())


def reference_pages(
    knowledge: Knowledge, designs: Sequence[Design], codes: Mapping[str, str] | None = None, shipped: Shipped | None = None
) -> dict[str, str]:
    """Every page of the folder reference/, in reading order. `codes` maps a problem code to its meaning.

    The folder stands beside the designs' folders and published/.
    """
    return in_order(knowledge_pages(knowledge, codes or {}) | usage_pages(knowledge, known_of(designs, shipped)))


def knowledge_pages(knowledge: Knowledge, codes: Mapping[str, str], commands: Commands = ((), ())) -> dict[str, str]:
    """The pages that say nothing of any design."""
    making = _Making(knowledge)
    shared = {"steps": steps_of(knowledge), "codes": codes, "whose": WHOSE, "accuracy": accuracy(knowledge)}
    shared |= {"manuals": commands[0], "shared": commands[1]}
    names = (*OF_KNOWLEDGE, *["problems"] * bool(codes), *["commands"] * bool(commands[0]))
    pages = {f"reference/{name}.md": making.page(name, "", **shared) for name in names}
    groups = quantity_groups(knowledge)
    pages["reference/quantities/index.md"] = making.page("quantities", BELOW, groups=groups)
    for group, quantities in groups.items():
        pages[f"reference/quantities/{group}.md"] = making.page("quantity_group", BELOW, group=group, quantities=quantities)
    return pages


def usage_pages(knowledge: Knowledge, known: Known, keep: Keep = at_once) -> dict[str, str]:
    """The pages that say which design uses an option, a component or a fact. `keep` may remember a page."""
    making, said = _Making(knowledge, keep), used(knowledge, known.outlines, known.shipped, known.reasons_of)
    return making.decisions(said, len(known.outlines)) | making.facts(said) | making.components(said)


def tags_page(knowledge: Knowledge, outlines: Sequence[Outline]) -> str:
    """Designs by what one may look for. The page stands above the designs' folders and the reference."""
    ordered = sorted(outlines, key=lambda one: (one.title, one.id))
    kinds: dict[str, dict[str, list[tuple[str, str]]]] = {kind: {} for kind in KINDS}
    chosen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    weighty = {technique for one in ordered for technique in one.techniques}
    for one in ordered:
        for kind, tag in dict.fromkeys(one.tags):
            kinds[kind].setdefault(tag, []).append((one.id, one.title))
        for technique in weighty & chosen_in(knowledge, one):
            chosen.setdefault(technique, []).append((one.id, one.title))
    every = ((id, option) for id, one in knowledge.decisions.items() for option in one.options)
    places = {pair: place for place, pair in enumerate(every)}
    techniques = {pair: chosen[pair] for pair in sorted(chosen, key=lambda pair: (-len(chosen[pair]), places[pair]))}
    render = renderer(_filters(knowledge, Places(knowledge)))
    told = {kind: tags for kind, tags in kinds.items() if tags}
    return tidy(render("designs-by-tag.md", knowledge=knowledge, kinds=told, techniques=techniques, most=MOST_TAGGED))


def in_order(pages: Mapping[str, str]) -> dict[str, str]:
    """Folders first, as the index lists them."""
    order = ["reference/index.md", "reference/decisions/", "reference/components/", "reference/facts/", "reference/quantities/"]
    place = {path: next((at for at, head in enumerate(order) if path.startswith(head)), len(order)) for path in pages}
    return {path: pages[path] for path in sorted(pages, key=lambda path: place[path])}


def steps_of(knowledge: Knowledge) -> dict[str, list[Decision]]:
    """The decisions of each step, in the order of the default framework and of its sections."""
    framework = next(iter(knowledge.frameworks.values()))
    sections = [section for step in framework.steps for section in step.sections]
    asked = {one.step for one in knowledge.decisions.values()}
    found: dict[str, list[Decision]] = {step.id: [] for step in framework.steps if step.id in asked}
    for one in sorted(knowledge.decisions.values(), key=lambda one: (sections.index(one.section), one.id)):
        found.setdefault(one.step, []).append(one)
    return found


def quantity_groups(knowledge: Knowledge) -> dict[str, list[Any]]:
    return _grouped(knowledge.quantities.values(), lambda one: quantity_group(knowledge, one.id))


def fact_groups(knowledge: Knowledge) -> dict[str, list[Fact]]:
    """By the part of a spec in which they are written; those at its top come first."""
    facts = (one for one in knowledge.facts.values() if not one.id.startswith(PRIORITIES))
    return _grouped(sorted(facts, key=lambda one: fact_group(one.id) != GENERAL), lambda one: fact_group(one.id))


def _grouped(things: Iterable[Any], group_of: Callable[[Any], str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for one in things:
        found.setdefault(group_of(one), []).append(one)
    return found


class _Making:
    """Renders pages of one knowledge base."""

    def __init__(self, knowledge: Knowledge, keep: Keep = at_once) -> None:
        self.knowledge, self.keep = knowledge, keep
        self.uses: Uses = uses(knowledge)
        self.renders: dict[str, Render] = {}

    def page(self, template: str, above: str, **context: Any) -> str:
        """A page that reaches the folder of the reference by `above`."""
        if above not in self.renders:
            self.renders[above] = renderer(_filters(self.knowledge, Places(self.knowledge, above)))
        return tidy(self.renders[above](f"reference/{template}.md", knowledge=self.knowledge, uses=self.uses, **context))

    def kept(self, template: str, name: str, **context: Any) -> dict[str, str]:
        """A page in a folder of the reference by its path, made anew only when what it says of designs changes."""
        path, key = f"reference/{name}.md", f"{template}\0{sorted(context.items())!r}"
        return {path: self.keep(path, key, lambda: self.page(template, BELOW, **context))}

    def decisions(self, said: Used, designs: int) -> dict[str, str]:
        steps = steps_of(self.knowledge)
        counts = {one.id: _counts(one, said) for one in self.knowledge.decisions.values()}
        names = {step: [one.id for one in every] for step, every in steps.items()}
        pages = self.kept("decisions", "decisions/index", steps=names)
        for step, every in steps.items():
            mine = {one.id: counts[one.id] for one in every}
            pages |= self.kept("decision_step", f"decisions/step-{step}", step=step, counts=mine, designs=designs)
            for one in every:
                stands = {option: said.stands.get((one.id, option)) for option in one.options}
                context = {"id": one.id, "stands": stands, "unneeded": said.unneeded.get(one.id), "designs": designs}
                pages |= self.kept("decision", f"decisions/{leaf(one.id)}", **context)
        return pages

    def facts(self, said: Used) -> dict[str, str]:
        groups = fact_groups(self.knowledge)
        listed = {group: [one.id for one in every] for group, every in groups.items()}
        pages = self.kept("facts", "facts/index", groups=listed)
        for group, every in groups.items():
            ids = [one.id for one in every]
            given, changes = ({id: found.get(id) for id in ids} for found in (said.given, said.changes))
            pages |= self.kept("fact_group", f"facts/{group}", group=group, given=given, changes=changes)
        return pages

    def components(self, said: Used) -> dict[str, str]:
        planes = _grouped(self.knowledge.components.values(), lambda one: one.plane)
        listed = {plane: [one.id for one in every] for plane, every in planes.items()}
        pages = self.kept("components", "components/index", planes=listed)
        for plane, every in planes.items():
            users = {one.id: said.components.get(one.id) for one in every}
            pages |= self.kept("component_plane", f"components/{plane}", plane=plane, users=users)
        return pages


def _counts(decision: Decision, said: Used) -> dict[str, int]:
    """The options that designs chose, most often first."""
    stands = {option: stand for option in decision.options if (stand := said.stands.get((decision.id, option)))}
    found = ((option, len(stand.chosen)) for option, stand in stands.items() if stand.chosen.shown)
    return dict(sorted(found, key=lambda pair: -pair[1]))


def _filters(knowledge: Knowledge, places: Places) -> dict[str, Any]:
    return {
        "holes": places.holes,
        "linked": places.code,
        "cases": lambda given: cases(given, places),
        "source": places.source,
        "decision_at": places.decision,
        "option_at": lambda pair: places.option(*pair),
        "component_at": places.component,
        "fact_at": places.fact,
        "quantity_at": places.quantity,
        "design_at": lambda place: ours(f"../../{place}"),
        "system_at": lambda place: ours(f"../../published/{place}"),
        "mathml": mathml,
        "points": lambda points: ours(f"{points:+d}".replace("-", "−")),
        "bound": bound,
        "spoken": spoken,
        "percent": lambda share: f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.2g} %",
        "signed_percent": lambda share: f"{100 * share:+.1f} %".replace("-", "−"),
        "decision_name": lambda name: knowledge.decisions[name].name if name in knowledge.decisions else name,
        "criterion": lambda name: in_sentence(knowledge.criteria[name].name),
        "group_name": lambda group: sentence_start(group.removeprefix("the-").replace("_", " ").replace("-", " ")),
    }


def spoken(text: str) -> Markup:
    """Our own sentence, in which `code` stands between backticks."""
    parts = text.split("`")
    return ours("".join(code(part) if at % 2 else inline(part) for at, part in enumerate(parts)))


def bound(fact: Fact, value: float) -> str:
    """A limit of a fact; a small whole number, such as a year, without a separator."""
    small = fact.integer and abs(value) < SMALL
    return str(int(value)) if small else units.humane(value, fact.unit)


def cases(given: Cases, places: Places) -> Markup:
    """An ordered choice as code: `condition: value`, one a line."""
    if len(given) == 1 and given[0][0] == "always":
        return places.code(given[0][1])
    lines = [Markup("{} → {}").format(places.code(condition), places.code(value)) for condition, value in given]
    return Markup("<br>").join(lines)
