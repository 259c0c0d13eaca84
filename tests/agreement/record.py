"""Notes what agreement a case had before anybody looked at it: the honest leave-one-out record, only ever added to."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from designgen.agreement.before import FILE, before
from designgen.agreement.judge import Verdict


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
