"""What the numbers say: the path against its target, the bill, the checks that fail, and the boxes on the board."""

from collections.abc import Iterator

from designgen.catalog.model import Step
from designgen.decisions.words import listed
from designgen.design.model import Design, Finding, Latency, Part, Stage
from designgen.design.repair import Repair
from designgen.document.blocks.sizing import failures
from designgen.document.draft import Draft
from designgen.document.strokes import WHITEBOARD, strokes
from designgen.document.talk.clause import about, instead
from designgen.document.talk.model import DRAW, EXPECT, OWN_UP, RECKON, Line, line
from designgen.document.templates import counted, sentence
from designgen.document.wording import in_sentence
from designgen.units import humane

SERIOUS = ("error", "warning")
MOST_STAGES = 2


def holds(draft: Draft, step: Step, block: str) -> bool:
    """Does the document print this block in the step?"""
    return any(block in draft.design.knowledge.sections[name].blocks for name in step.sections)


def path(draft: Draft, latency: Latency) -> Line:
    """The time of the path against its target, and where it goes; a miss is said as one."""
    late, every = held(draft.design, latency)
    target, took = (humane(value, "second") for value in (latency.target, late))
    texts = [f"the path takes {humane(latency.sum_p50, 'second')} as a rule and {took}{every}, of {target} allowed"]
    texts.append(f"most of that is {' and '.join(map(_stage, slowest(latency)))}")
    if late > latency.target:
        texts.append(f"so I miss the target by {humane(late - latency.target, 'second')}, and I say so before you find it")
    kind = OWN_UP if late > latency.target else RECKON
    return line(kind, " ".join(map(sentence, texts)), "path", took, target, *(one.component for one in latency.stages))


def held(design: Design, latency: Latency) -> tuple[float, str]:
    """What is held against the target in seconds, and how one says so."""
    return (latency.sum_p99, " with every stage slow at once") if design.deadline_is_hard else (latency.p99, " at p99")


def slowest(latency: Latency) -> list[Stage]:
    return sorted(latency.stages, key=lambda one: -one.p99)[:MOST_STAGES]


def _stage(stage: Stage) -> str:
    names = " beside ".join(in_sentence(name) for name in stage.name.split(" ∥ "))
    return f"the {names} with {humane(stage.p99, 'second')}"


def bill(draft: Draft) -> Line | None:
    """The bill with its ends, and its largest part."""
    total = draft.design.sized.get("cost.month")
    if total is None:
        return None
    low_high = f", somewhere between {total.range_shown.replace(' to ', ' and ')}" if total.range_shown else ""
    texts = [f"it costs {about(total.shown, 0)} a month{low_high}"]
    dearest = max(draft.design.parts.values(), key=lambda one: one.usd or 0.0)
    if dearest.usd and isinstance(total.value, int | float) and total.value > 0:
        share = round(100 * dearest.usd / total.value)
        texts.append(f"{share} % of that is {_named(dearest)}, so that's where I'd save first")
    return line(RECKON, " ".join(map(sentence, texts)), "cost.month", total.shown, dearest.id)


def broken(draft: Draft) -> list[Finding]:
    """The budgets that do not hold; notes are not told."""
    found = [one for one in draft.design.findings if one.status == "broken" and one.severity in SERIOUS]
    return sorted(found, key=lambda one: SERIOUS.index(one.severity))


def own_up(draft: Draft) -> Iterator[Line]:
    """Each broken budget with what I would try first; that all hold, if they do."""
    found = broken(draft)
    for one in found:
        texts = [f"This doesn't hold yet, and I'd rather say so: {in_sentence(one.says)}"]
        texts += [f"What I'd try first: {in_sentence(one.mend)}"] if one.mend else []
        mending = draft.design.mendings.get(one.id)
        texts += [_repaired(draft, mending.repair)] if mending and mending.repair else []
        yield line(OWN_UP, " ".join(map(sentence, texts)), one.id, one.value, one.limit, *texts)
    held = [one for one in draft.design.findings if one.status == "ok" and one.severity in SERIOUS]
    if held and not found:
        yield line(RECKON, f"I held the design against {len(held)} limits, and none of them is broken.", "checks", str(len(held)))


def _repaired(draft: Draft, repair: Repair) -> str:
    """The smallest set of choices that mends it, and its price."""
    known = draft.design.knowledge.decisions
    others = [instead(known[one], known[one].options[to]) for one, to in repair.pins]
    price = counted(repair.cost_points, "point") if repair.cost_points else "no points"
    return f"it would hold if I chose to {listed(others)}, which gives up {price}"


def board(draft: Draft) -> Iterator[Line]:
    """The boxes to draw while talking, each with its sentence."""
    from designgen.diagram import picture_of

    picture = picture_of(draft.design, WHITEBOARD) if WHITEBOARD in draft.design.knowledge.views else None
    found = strokes(picture) if picture else []
    if found:
        yield line(DRAW, f"I draw {len(found)} boxes while I talk, and say a sentence at each.", WHITEBOARD, str(len(found)))
    for stroke in found:
        yield line(DRAW, f"{stroke.name}: {stroke.says}", WHITEBOARD, stroke.name, stroke.says)


def breaks(draft: Draft) -> Line | None:
    """The box that answers pass and that takes longest, when it fails."""
    boxes = failures(draft).get("passed", [])
    if not boxes:
        return None
    box = max(boxes, key=lambda one: one.part.own_p99 or 0.0)
    fails, say = box.component.fails, draft.design.say
    assert fails is not None
    texts = [f"If you ask what breaks first, I'd name {_named(box.part)}: {say(fails.how)}"]
    texts.append(f"I'd see it in {say(fails.detect)}; then I'd go down this ladder: {', then '.join(map(say, fails.ladder))}")
    return line(EXPECT, " ".join(map(sentence, texts)), "fails", box.part.id, *texts)


def _named(part: Part) -> str:
    return f"the {in_sentence(part.name)}"
