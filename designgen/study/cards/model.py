"""A card."""

from dataclasses import dataclass

KINDS = ("decision", "flip", "number", "trade-off", "failure", "metric", "picture", "framework")
MOST_WORDS = 40
"""Of an answer."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer of at most MOST_WORDS words, as plain text.

    `guid` depends on the design's id, the kind and what it is about, never on texts: a changed card stays the same card.
    `link` leads to its section, from the root of the site. `picture` and `shown` are SVG for front and back.
    """

    guid: str
    kind: str
    step: str
    about: str
    front: str
    back: str
    link: str
    picture: str = ""
    shown: str = ""
