"""Structurizr DSL against its grammar: statements a line, braces at the end of a line, strings as its tokenizer cuts them."""

import re

import pytest

from designgen.diagram import Box, Group, Picture, export
from tests.diagram.exports.pictures import NASTY, nasty
from tests.diagram.target import target

STRING = '"(?:[^"]|(?<=\\\\)")*"'
GRAMMAR = re.compile("|".join((
    rf"workspace {STRING} {STRING} \{{", r"(?:model|views|styles|properties) \{", r'user = person "User"', rf"{STRING} {STRING}",
    rf"system = softwareSystem {STRING} \{{", rf"group {STRING} \{{", rf"n\d+ = container (?:{STRING} ?){{4}}",
    rf'\w+ -> n\d+ {STRING}(?: "" "\w+")?', r'container system "[\w-]+" \{', rf"title {STRING}", r"include \*", "autolayout tb",
    rf"(?:element|relationship) {STRING} \{{", r"(?:background|stroke|color) #[0-9a-f]{6}", r"shape (?:RoundedBox|Person)",
    r"style (?:solid|dashed|dotted)", r"\}",
)))  # fmt: skip


def tokens(line: str) -> list[str]:
    """As the DSL cuts a line: a quote ends a string unless a backslash stands right before it."""
    return [found.replace('\\"', '"') for found in re.findall(rf'{STRING}|\S+', line)]


@pytest.mark.parametrize("picture", [target(), nasty()], ids=["target", "nasty"])
def test_every_line_is_a_statement_and_every_brace_is_closed(picture: Picture) -> None:
    depth = 0
    for line in export(picture, "structurizr").splitlines():
        assert GRAMMAR.fullmatch(line.strip()), line
        depth += line.endswith("{") - (line.strip() == "}")
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize("picture", [target(), nasty()], ids=["target", "nasty"])
def test_no_container_and_no_relationship_is_said_twice(picture: Picture) -> None:
    cut = [tokens(line.strip()) for line in export(picture, "structurizr").splitlines()]
    names = [line[3].lower() for line in cut if line[2:3] == ["container"]]
    assert len(names) == len(set(names)) == len(picture.boxes)
    relations = [tuple(line[:4]) for line in cut if line[1:2] == ["->"]]
    assert len(relations) == len(set(relations)) >= len(picture.edges)
    known = {line[0] for line in cut if line[1:2] == ["="]}
    assert {end for source, _, to, _ in relations for end in (source, to)} <= known


def test_nothing_in_a_text_is_replaced_or_ends_its_string() -> None:
    text = export(nasty(), "structurizr")
    assert "${" not in text
    (name,) = {tokens(line.strip())[3] for line in text.splitlines() if line.strip().startswith("n0 = ")}
    assert name == f'"{NASTY}"'.replace("\\", "∖").replace("${", "$ {")


def test_what_has_no_title_has_a_name_and_a_slash_opens_no_group() -> None:
    groups = (Group("g", "Online / offline", "online"),)
    text = export(Picture("x", "", "", groups, (Box("a", "", group="g"),), (), (("a",),)), "structurizr")
    assert 'softwareSystem "System"' in text
    assert 'group "Online ⁄ offline"' in text
    assert "title: " not in export(Picture("x", "", "", groups, (), (), ()), "d2")
