"""Pages remembered: written anew only when their designs, the templates or our code changed."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache

import designgen.document as room
from designgen.cache import cached, is_kept
from designgen.catalog import Knowledge
from designgen.design import Design
from designgen.design.compare import compare
from designgen.resources import resource


def design_pages(design: Design) -> dict[str, str]:
    return cached("pages", _key([design]), lambda: room.design_pages(design))


def has_pages(design: Design) -> bool:
    """Whether its pages need not be written anew."""
    return is_kept("pages", _key([design]))


def comparison_page(designs: Sequence[Design]) -> str:
    return cached("comparison", _key(designs), lambda: room.comparison_page(compare(designs)))


def reference_pages(knowledge: Knowledge, designs: Sequence[Design], codes: Mapping[str, str]) -> dict[str, str]:
    key = f"{knowledge.digest}{_key(designs)}{sorted(codes.items())}"
    return cached("reference", key, lambda: room.reference_pages(knowledge, designs, codes))


def _key(designs: Sequence[Design]) -> str:
    """All that the pages of these designs depend on: the code, and what a design is a function of."""
    return _code() + "".join(f"\0{one.knowledge.digest}\0{one.framework}\0{one.spec!r}" for one in designs)


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of our own code and templates."""
    files = [*resource().rglob("*.py"), *resource("knowledge", "icons").rglob("*.svg"), *resource("templates").rglob("*.*")]
    total = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()
