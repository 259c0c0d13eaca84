"""Why a decision has no choice in a design, in plain words."""

import re

from designgen.design.model import Design

NOT_ASKED, NONE_FEASIBLE = "not asked", "nothing feasible"
_DENIED = "not: "
_BARE = re.compile(r"[\d\s.,<>≤≥=≠%–-]+(?:[kMGT]\b)?")


def unchosen(design: Design, decision: str) -> str:
    """`not asked`, or that no option is feasible."""
    known = design.decisions.get(decision)
    return NONE_FEASIBLE if known and known.status == "empty" else NOT_ASKED


def plainly(note: str) -> str:
    """`not: a; not: b; c` as `c; neither “a” nor “b” holds here`. Comparisons of bare numbers say nothing and are left out."""
    parts = [part for part in note.split("; ") if part and not _BARE.fullmatch(part)]
    denied = [f"“{part.removeprefix(_DENIED)}”" for part in parts if part.startswith(_DENIED)]
    told = [part for part in parts if not part.startswith(_DENIED)]
    if len(denied) == 1:
        told.append(f"{denied[0]} does not hold here")
    elif denied:
        told.append(f"neither {' nor '.join(denied)} holds here")
    return "; ".join(told)
