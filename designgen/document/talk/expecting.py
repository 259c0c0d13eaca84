"""What an interviewer asks next, and the mistake to stay clear of."""

from collections.abc import Collection, Iterator

from designgen.document.blocks.talk import probes, traps, what_ifs
from designgen.document.draft import Draft
from designgen.document.flips import PRIORITIES
from designgen.document.talk.clause import turn
from designgen.document.talk.model import EXPECT, Line, line
from designgen.document.templates import sentence
from designgen.document.wording import in_sentence

MOST_PROBES, MOST_TRAPS = 2, 1


def expect(draft: Draft, here: Collection[str], told: Collection[str]) -> Iterator[Line]:
    """Follow-ups at the decisions of a step (`here`), those first of which I have spoken (`told`)."""
    asked = sorted((one for one in probes(draft) if one.decision in here), key=lambda one: one.decision not in told)
    for one in asked[:MOST_PROBES]:
        yield line(EXPECT, f"“{one.ask}” {sentence(one.answer)}", one.decision, one.ask)
    yield from _what_if(draft, [one for one in here if one not in told])
    for trap in [one for one in traps(draft) if one.decision in here][:MOST_TRAPS]:
        text = f"The mistake I'd stay clear of here: {in_sentence(trap.says)}"
        yield line(EXPECT, sentence(text), trap.decision, trap.says)


def _what_if(draft: Draft, here: Collection[str]) -> Iterator[Line]:
    """The weightiest likely flip of a decision of which I have not spoken."""
    for one in what_ifs(draft):
        told = draft.told(one.decision)
        change = turn(told, draft.design)
        if one.decision in here and told.unless and change:
            now = "" if told.unless.fact.startswith(PRIORITIES) else f"; today it's {told.unless.now}"
            text = f"What {change[0]}? Then {change[1]}{now}."
            yield line(EXPECT, text, one.decision, one.ask)
            return
