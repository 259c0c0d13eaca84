"""What every command takes, read from the commands themselves, for a page of the reference."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

PARAGRAPHS = re.compile(r"\n\s*\n")
DEFAULT = re.compile(r"\[default: ([^]]*)\]")
SHARED = 8
"""What so many commands take in the same words is told once."""


@dataclass(frozen=True)
class Option:
    """As one writes it (`-o, --output FILE`), what it does, and what holds without it (nothing where it need not be said)."""

    written: str
    says: str
    default: str = ""


@dataclass(frozen=True)
class Manual:
    """A command. `name` has the words before it: `knowledge list`."""

    name: str
    arguments: str
    short: str
    says: tuple[str, ...]
    options: tuple[Option, ...]


def manuals(main: click.Group) -> tuple[Manual, ...]:
    """Every command in the order of `--help`; the commands of a group follow it."""
    return tuple(_manuals(main, click.Context(main), ""))


def _manuals(group: click.Group, context: click.Context, before: str) -> Iterator[Manual]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command:
            inner = click.Context(command, parent=context, info_name=name)
            yield _manual(command, inner, f"{before}{name}")
            if isinstance(command, click.Group):
                yield from _manuals(command, inner, f"{before}{name} ")


def _manual(command: click.Command, context: click.Context, name: str) -> Manual:
    said = tuple(" ".join(part.split()) for part in PARAGRAPHS.split((command.help or "").strip()))
    options = (_option(one, context) for one in command.params if isinstance(one, click.Option) and not one.hidden)
    arguments = " ".join(one for one in command.collect_usage_pieces(context) if one != "[OPTIONS]")
    return Manual(name, arguments, command.get_short_help_str(200), said, tuple(options))


def _option(option: click.Option, context: click.Context) -> Option:
    written, _ = option.get_help_record(context) or ("", "")
    said = DEFAULT.search(option.help or "")
    default = said[1] if said else option.get_help_extra(context).get("default", "")
    return Option(written, DEFAULT.sub("", option.help or "").strip(), str(default))


def shared(every: Sequence[Manual]) -> tuple[Option, ...]:
    """The options that many commands take in the same words."""
    counted = Counter(option for one in every for option in one.options)
    return tuple(option for option, count in counted.items() if count >= SHARED)
