"""What the ways to explore have in common: a `Mode` each, and the options that several of them take."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from designgen.cli.options import Given
from designgen.cli.say import writable


@dataclass(frozen=True)
class Asked:
    """What the user asked for: the spec, if any, the common options, and the values of the mode's own options by name."""

    path: Path | None
    given: Given
    values: dict[str, Any]


@dataclass(frozen=True)
class Mode:
    """One way to explore. It is meant when one of its `switches` is given, and takes `options` and no others."""

    switches: tuple[str, ...]  # parameter names
    options: tuple[click.Option, ...]
    run: Callable[[Asked], None]

    @property
    def takes(self) -> frozenset[str]:
        return frozenset(str(option.name) for option in self.options)


def says_something(_ctx: click.Context, _param: click.Parameter, value: Any) -> Any:
    """An option that was given is not empty: a variable of a shell that is not set would else count as not given."""
    if any(not text.strip() for text in (value if isinstance(value, tuple) else (value,)) if text is not None):
        raise click.BadParameter("it is empty")
    return value


OUT = click.Option(
    ["-o", "--output", "out"], type=click.Path(path_type=Path), callback=writable, metavar="FILE",
    help="Write to this file.",
)  # fmt: skip
OVER = click.Option(
    ["--over"], multiple=True, callback=says_something, metavar="FACT[=RANGE]",
    help="The fact that varies, and its range; repeatable.",
)  # fmt: skip
SEED = click.Option(
    ["--seed"], type=click.IntRange(min=0), default=1, show_default=True, metavar="S", help="The same seed gives the same result."
)
AS_JSON = click.Option(["--json", "as_json"], is_flag=True, help="As JSON.")
