"""An ordered choice, as it was written."""

Cases = tuple[tuple[str, str], ...]
"""(condition, value) pairs, first match wins; a plain value is one pair with the condition `always`."""
