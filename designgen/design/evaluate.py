"""Ordered choices of the knowledge base, for one design: the first case whose condition holds."""

import math
from collections.abc import Mapping
from typing import Any

from designgen.catalog import Cases
from designgen.rules import apply


def holding(cases: Cases, values: Mapping[str, Any], texts: Mapping[str, Any]) -> str:
    """The text of the first case whose condition holds; "" if none does."""
    return next((text for when, text in cases if when == "always" or apply(texts[when], values)), "")


def evaluated(cases: Cases, values: Mapping[str, Any], texts: Mapping[str, Any]) -> float | None:
    """The number of the first case whose condition holds; None if none does, or if it is beyond all bounds."""
    text = holding(cases, values, texts)
    value = float(apply(texts[text], values)) if text else math.nan
    return value if math.isfinite(value) else None
