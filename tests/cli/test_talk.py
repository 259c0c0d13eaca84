"""What to say, on the command line."""

from pathlib import Path

from tests.cli.run import run
from tests.shipped import SPECS

PATH = next(path for path in SPECS if path.stem == "rag-assistant")


def test_the_talk_is_printed_short_or_long_or_both(tmp_path: Path) -> None:
    """Two minutes, the whole interview, or one after the other; -o writes a file."""
    both = run("talk", PATH).stdout
    assert both.index("## In two minutes") < both.index("## In 45 minutes")
    short = run("talk", PATH, "--minutes", "2").stdout
    assert "## In two minutes" in short and "## In 45 minutes" not in short
    out = tmp_path / "talk.md"
    assert run("talk", PATH, "--minutes", "45", "-o", out).stdout == ""
    assert "## In two minutes" not in out.read_text(encoding="utf-8")
    assert "### 1. Clarify requirements {#talk-clarify}" in out.read_text(encoding="utf-8")
