"""Runs a command in this process."""

from pathlib import Path

from click.testing import CliRunner, Result

from designgen.cli import main
from designgen.resources import resource

SPEC = str(resource("specs", "ad-click-prediction.yaml"))
MINIMAL = "title: A test\ntask: predict_click\n"


def run(*words: str | Path, input: str | None = None) -> Result:
    """The command's exit code, stdout and stderr. A bug is raised here, as its traceback would be."""
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False, input=input)


def lines(text: str) -> list[str]:
    return text.splitlines()
