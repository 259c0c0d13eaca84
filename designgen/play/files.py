"""Plain data as a JavaScript file."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def script(call: str, data: object) -> str:
    """`call` is what stands around the data, with a @ in its place."""
    return call.replace("@", json.dumps(shortened(data), ensure_ascii=False, separators=(",", ":"))) + "\n"


def said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: None, "", False, [] and {}; 0 is a number."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}) and value is not False}


def shortened(data: Any) -> Any:
    """Whole numbers without a point, so that the file is small."""
    if isinstance(data, Mapping):
        return {key: shortened(value) for key, value in data.items()}
    if isinstance(data, str | bool) or data is None:
        return data
    if isinstance(data, Iterable):
        return [shortened(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() and abs(data) < 2**53 else data
