"""`designgen explore SPEC --ladder`: the same spec at several sizes."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.explore_mode import AS_JSON, OUT, Asked, Mode
from designgen.cli.say import write

if TYPE_CHECKING:
    from designgen.design import Design
    from designgen.explore import Ladder, Rung


def climb(asked: Asked) -> None:
    """The ladder of scale of one spec, as Markdown or JSON."""
    from designgen.document import ladder_text
    from designgen.explore import ladder

    design = _design(asked, "--ladder")
    found = ladder(design)
    if found is None:
        raise click.UsageError("the load of this spec depends on no fact with rungs, so there is no ladder to climb")
    write(_json(ladder_dict(found)) if asked.values["as_json"] else ladder_text(design, found), asked.values["out"])


def _design(asked: Asked, flag: str) -> "Design":
    if asked.path is None:
        raise click.UsageError(f"{flag} needs a SPEC")
    return asked.given.design(asked.path)


def ladder_dict(found: "Ladder") -> dict[str, Any]:
    """Plain values in base units; each rung says what differs from the one before it."""
    return {
        "schema_version": 1,
        "fact": found.fact.id,
        "rungs": [_rung(rung) for rung in found.rungs],
        "barred": [{"shown": shown, "because": because} for shown, because in found.barred],
    }


def _rung(rung: "Rung") -> dict[str, Any]:
    design = rung.design
    return {
        "value": rung.value,
        "shown": rung.shown,
        "own": rung.own,
        "peak_per_second": design.values.get("qps.peak"),
        "p99": design.latency.p99 if design.latency else None,
        "usd_per_month": sum(part.usd or 0.0 for part in design.parts.values()),
        "components": list(design.parts),
        "entered": [{"id": moved.part.id, "by": list(moved.by)} for moved in rung.entered],
        "left": [{"id": moved.part.id, "by": list(moved.by)} for moved in rung.left],
        "turns": [asdict(turn) for turn in rung.turns],
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


LADDER = Mode(
    ("ladder",),
    (click.Option(["--ladder"], is_flag=True, help="The same spec at several sizes: what turns, and from which size on."),
     AS_JSON, OUT),
    climb,
)  # fmt: skip
