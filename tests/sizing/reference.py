"""The reference numbers in golden/, and how closely they must be met."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

GOLDEN = Path(__file__).parent / "golden"
RELATIVE = 1e-6


@cache
def tables() -> dict[str, Any]:
    """The unit tables by name."""
    return dict(yaml.load((GOLDEN / "tables.yaml").read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def like(value: float) -> Any:
    """Equal to a reference value: integers exactly, other values to a millionth."""
    return value if isinstance(value, int) else pytest.approx(value, rel=RELATIVE, abs=1e-12)
