"""The talk track of a design: what to say, step by step, in the first person."""

from designgen.document.talk.short import spoken

__all__ = ["spoken"]
