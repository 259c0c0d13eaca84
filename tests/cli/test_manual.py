"""The page of commands says what the commands take."""

import re

import click
import pytest

from designgen.cli import COMMANDS, main
from designgen.cli.manual import manuals, shared
from designgen.document import knowledge_pages
from tests.shipped import knowledge


@pytest.fixture(scope="module")
def page() -> str:
    every = manuals(main)
    return knowledge_pages(knowledge(), {}, (every, shared(every)))["reference/commands.md"]


def section(page: str, anchor: str) -> str:
    return page.split(f" {{#{anchor}}}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_stands_in_its_section_or_among_the_shared_ones(page: str, name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    for option in (one for one in command.params if isinstance(one, click.Option)):
        assert f"{option.opts[-1]}" in section(page, name)
        says = re.split("[`…:[]", option.help or "")[0].strip()
        assert not option.help or says in section(page, name) + section(page, "shared"), option.opts


def test_what_holds_without_an_option_is_told(page: str) -> None:
    assert "| <code>--port N</code> | 0 takes a free one. | <code>8000</code> |" in page
    assert "| <code>as FILE is called, else md</code> |" in section(page, "design")


def test_commands_of_a_group_have_sections_of_their_own(page: str) -> None:
    assert "designgen knowledge list &#91;KIND&#93;" in section(page, "knowledge-list")


def test_an_option_that_many_commands_take_is_told_once(page: str) -> None:
    assert page.count("Override a fact, priorities.x") == 1
