"""`designgen explore SPEC`: `--ladder`, the same spec at several sizes, and `--alternatives`, other designs of it."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.alone import standing_alone
from designgen.cli.explore_mode import AS_JSON, OUT, Asked, Mode
from designgen.cli.say import write

if TYPE_CHECKING:
    from designgen.design import Design
    from designgen.explore import Figures, Front, Ladder, Listed, Rung


def climb(asked: Asked) -> None:
    """The ladder of scale of one spec, as Markdown or JSON."""
    from designgen.document import ladder_text
    from designgen.explore import ladder

    design = _design(asked, "--ladder")
    found = ladder(design)
    if found is None:
        raise click.UsageError("the load of this spec depends on no fact with rungs, so there is no ladder to climb")
    write(
        _json(ladder_dict(found)) if asked.values["as_json"] else standing_alone(ladder_text(design, found)), asked.values["out"]
    )


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


def others(asked: Asked) -> None:
    """The few designs of a spec that truly differ and that no other beats, as Markdown or JSON."""
    from designgen.cli.kept import remembered_front
    from designgen.document import front_text

    design = _design(asked, "--alternatives")
    found = remembered_front(design)
    write(_json(front_dict(found)) if asked.values["as_json"] else standing_alone(front_text(design, found)), asked.values["out"])


def front_dict(found: "Front") -> dict[str, Any]:
    """Plain values: usd of a month, seconds, points against the spec's own design. Pins are what `choose:` takes."""
    return {
        "schema_version": 1,
        "exhaustive": found.exhaustive,
        "levers": [asdict(lever) for lever in found.levers],
        "combined": [lever.decision for lever in found.levers[: found.combined]],
        "combinations": found.combinations,
        "sampled_priorities": found.samples,
        "looked_at": len(found.every),
        "not_beaten": len(found.best),
        "own": {**_figures(found.own), "components": found.components},
        "alternatives": [_alternative(one) for one in found.listed],
    }


def _alternative(one: "Listed") -> dict[str, Any]:
    return {
        "pins": dict(one.pins),
        "roles": list(one.roles),
        **_figures(one.figures),
        "components": one.components,
        "entered": [part.id for part in one.entered],
        "left": [part.id for part in one.left],
        "changed": [asdict(changed) for changed in one.changed],
        "gains": [asdict(reason) for reason in one.gains],
        "losses": [asdict(reason) for reason in one.losses],
        "points": dict(one.points),
        "no_longer_holds": list(one.warned),
    }


def _figures(figures: "Figures") -> dict[str, Any]:
    return {
        "usd_per_month": figures.usd,
        "p99": figures.p99 or None,
        "quality": figures.quality,
        "simplicity": figures.simplicity,
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


LADDER = Mode(
    ("ladder",),
    (click.Option(["--ladder"], is_flag=True, help="The same spec at several sizes: what turns, and from which size on."),
     AS_JSON, OUT),
    climb,
)  # fmt: skip
ALTERNATIVES = Mode(
    ("alternatives",),
    (click.Option(["--alternatives"], is_flag=True, help="Other designs of the spec that none beats on bill, p99, quality and "
                  "simplicity."), AS_JSON, OUT),
    others,
)  # fmt: skip
