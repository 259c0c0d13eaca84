"""The talk track of a design: what to say, step by step, in the first person."""

from designgen.document.draft import Draft
from designgen.document.talk.brief import brief
from designgen.document.talk.full import turns
from designgen.document.talk.model import Line, Talk, Turn
from designgen.document.talk.short import spoken

__all__ = ["Line", "Talk", "Turn", "spoken", "talk_of"]


def talk_of(draft: Draft) -> Talk:
    """The talk of a design, in full and in two minutes."""
    return Talk(tuple(turns(draft)), tuple(brief(draft)))
