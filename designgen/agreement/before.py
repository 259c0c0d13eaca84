"""What agreement a case had before anybody looked at it, as `python -m tests.agreement DIR --record` noted it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from designgen.agreement.judge import Verdict
from designgen.resources import resource
from designgen.yamlio import Table, Text, parse_yaml, text_of

FILE = resource("knowledge", "published") / "before.yaml"


def before(path: Path = FILE) -> Mapping[str, tuple[int, int]]:
    """Per case the headline decisions and how many of them agreed, at its first run. Raises ProblemsFound."""
    if not path.is_file():
        return {}
    cases = parse_yaml(text_of(path, str(path)), str(path)).get("cases")
    rows = cases.items() if isinstance(cases, Table) else ()
    return {id: (_count(row, "decisions"), _count(row, "agreed")) for id, row in rows if isinstance(row, Table)}


def note(path: Path = FILE) -> str:
    """What the record is worth, in its own words."""
    said = parse_yaml(text_of(path, str(path)), str(path)).get("note") if path.is_file() else None
    return str(said) if isinstance(said, Text) else ""


def _count(row: Table, key: str) -> int:
    node = row.get(key)
    return int(node) if isinstance(node, Text) and node.isdecimal() else 0


def against_now(verdicts: Mapping[str, Sequence[Verdict]], path: Path = FILE) -> dict[str, Any] | None:
    """Strict agreement of the recorded cases at their first run and now; None if none is recorded."""
    known = {id: row for id, row in before(path).items() if id in verdicts}
    then, agreed = (sum(row[place] for row in known.values()) for place in (0, 1))
    headline = [item for id in known for item in verdicts[id] if item.headline]
    if not then or not headline:
        return None
    now = sum(item.agrees for item in headline) / len(headline)
    return {"cases": len(known), "decisions": then, "strict": round(agreed / then, 4), "strict_now": round(now, 4)}
