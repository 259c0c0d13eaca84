"""What agreement a case had before anybody looked at it: the honest leave-one-out record, only ever added to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from designgen.yamlio import Table, Text, parse_yaml, text_of
from tests.agreement.judge import Verdict

FILE = Path(__file__).parent / "before.yaml"


def before(path: Path = FILE) -> Mapping[str, tuple[int, int]]:
    """Per case the headline decisions and how many of them agreed, at its first run. Raises ProblemsFound."""
    if not path.is_file():
        return {}
    cases = parse_yaml(text_of(path, str(path)), str(path)).get("cases")
    rows = cases.items() if isinstance(cases, Table) else ()
    return {id: (_count(row, "decisions"), _count(row, "agreed")) for id, row in rows if isinstance(row, Table)}


def _count(row: Table, key: str) -> int:
    node = row.get(key)
    return int(node) if isinstance(node, Text) and node.isdecimal() else 0


def record(verdicts: Mapping[str, Sequence[Verdict]], path: Path = FILE) -> list[str]:
    """Appends the cases that are not in the file yet; their ids. A line that is there is never touched."""
    known = before(path)
    new = {id: [item for item in items if item.headline] for id, items in verdicts.items() if id not in known}
    with path.open("a", encoding="utf-8") as file:
        if not known and path.stat().st_size == 0:
            file.write("cases:\n")
        for id, items in new.items():
            agreed = sum(item.agrees for item in items)
            differed = ", ".join(item.question for item in items if not item.agrees)
            file.write(f"  {id}: {{decisions: {len(items)}, agreed: {agreed}, differed: [{differed}]}}\n")
    return list(new)


def against_now(verdicts: Mapping[str, Sequence[Verdict]], path: Path = FILE) -> dict[str, Any] | None:
    """Strict agreement of the recorded cases at their first run and now; None if none is recorded."""
    known = {id: row for id, row in before(path).items() if id in verdicts}
    then, agreed = (sum(row[place] for row in known.values()) for place in (0, 1))
    headline = [item for id in known for item in verdicts[id] if item.headline]
    if not then or not headline:
        return None
    now = sum(item.agrees for item in headline) / len(headline)
    return {"cases": len(known), "decisions": then, "strict": round(agreed / then, 4), "strict_now": round(now, 4)}
