"""A card."""

import hashlib
from dataclasses import dataclass

KINDS = ("decision", "flip", "number", "trade-off", "failure", "metric", "follow-up", "picture", "framework")
MOST_WORDS = 40
"""Of an answer."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer of at most MOST_WORDS words, as plain text.

    `guid` depends on the design's id, the kind and what it is about, never on texts: a changed card stays the same card.
    `given` are the circumstances under which the question is asked, to be shown with it. `link` leads to its section, from
    the root of the site. `picture` and `shown` are SVG for front and back. A `shared` card says nothing of a single design:
    every design that makes it makes the same one, with the same guid.
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
    given: str = ""
    shared: bool = False


def guid_of(design: str, kind: str, about: str) -> str:
    """The id of a card in every collection, for good."""
    return hashlib.sha256(f"{design}\0{kind}\0{about}".encode()).hexdigest()[:20]
