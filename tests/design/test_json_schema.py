"""The schema of `design.json` says what is written, and no more."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from designgen.design.as_json import to_json
from designgen.design.json_schema import design_schema
from tests.cli.run import run
from tests.shipped import design, each_spec

SCHEMA = Draft202012Validator(design_schema())


@each_spec()
def test_every_design_fits_its_schema(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(json.loads(to_json(design(path))))] == []


def test_what_is_missing_or_unknown_is_found() -> None:
    Draft202012Validator.check_schema(design_schema())
    assert len(list(SCHEMA.iter_errors({"schema_version": 0, "more": 1}))) >= 10


def test_the_command_prints_it() -> None:
    assert json.loads(run("schema", "--of", "design").stdout) == design_schema()
