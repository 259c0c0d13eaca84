"""Reasons as they stand after a choice: a clause follows `because`, words without a verb follow a colon.

Reasons of the knowledge are clauses (`recall is near exact`), clauses without their subject (`learns the order`) or no clauses
(`one pass`). Which one it is shows in the first finite verb that no relative pronoun claims.
"""

import re
from collections.abc import Sequence

from designgen.document.talk.grammar import AUXILIARIES, LINKED, MANY, PLURAL, PREDICATES, RELATIVES, SETTING, SINGULAR

CLAUSE, PREDICATE, WORDS = "clause", "predicate", "words"
_TAIL = re.compile(r"\b(?:there is|there are|we have)$")


def kind(reason: str) -> str:
    """Whether a reason is a clause, a predicate that lacks its subject, or neither."""
    words = re.findall(r"\$?\d[\d.,]*|[\w'’-]+|[,;:–]", _TAIL.sub("", reason.lower()))
    if words and words[0] in PREDICATES and not (len(words) > 1 and words[1] in PLURAL | AUXILIARIES):
        return PREDICATE
    claimed, start = 0, words[0] if words else ""
    for before, word in zip(["", *words], words, strict=False):
        if word in ",;:–" and start not in SETTING:
            return WORDS
        if word in RELATIVES:
            claimed += 1
        elif _finite(before, word):
            if not claimed:
                return CLAUSE
            claimed -= 1
    return WORDS


def _finite(before: str, word: str) -> bool:
    if word in AUXILIARIES:
        return bool(before)
    many = before in MANY or (before.endswith("s") and not before.endswith("ss"))
    one = word in SINGULAR and not many and bool(before) and before not in LINKED
    return one or (word in PLURAL and (many or before in RELATIVES))


def stated(reason: str) -> str:
    """A reason as a clause or as words; `it` stands for the choice."""
    return f"it {reason}" if kind(reason) == PREDICATE else reason


def because(reasons: Sequence[str], most: int = 2) -> str:
    """What follows the choice: `, because a, and b`, or `: a, and b`; after a clause only clauses, after a comma no second."""
    told = [reason for reason in reasons if reason][:most]
    if not told:
        return ""
    first = kind(told[0])
    plain = not any(re.search("[,;:–]", reason) for reason in told)
    more = [reason for reason in told[1:] if plain and (first == WORDS or kind(reason) != WORDS)]
    glue = "; " if first == WORDS and any(" and " in reason for reason in told) else ", and "
    joined = glue.join(map(stated, [told[0], *more]))
    return f": {joined}" if first == WORDS else f", because {joined}"
