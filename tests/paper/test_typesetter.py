"""Typst: tagged, byte-stable, its inputs never code, and a clear word on what it cannot set."""

import builtins
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from designgen.paper.typesetter import typeset
from designgen.problem import ProblemsFound

PLAIN = Path(__file__).parent / "plain.typ"


def plain(text: str) -> bytes:
    return typeset(PLAIN, {"title": text})


def test_equal_data_give_equal_tagged_files() -> None:
    made = plain("A title")
    assert made == plain("A title") != plain("Another title")
    catalog: Any = PdfReader(BytesIO(made)).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"


@pytest.mark.parametrize("text", ["#panic() $x$ <b>*bold*</b> @ref \\ `raw`", "x" * 200])
def test_markup_in_a_text_is_text(text: str) -> None:
    assert text.replace(" ", "") in PdfReader(BytesIO(plain(text))).pages[0].extract_text().replace(" ", "").replace("\n", "")


def test_characters_that_no_font_shows_are_named() -> None:
    with pytest.raises(ProblemsFound) as found:
        plain("a \U00012000 b")
    assert "T002 no font can show \U00012000 (U+12000)" in str(found.value.problems[0])


def test_without_typst_the_command_to_install_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refusing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refusing)
    with pytest.raises(ProblemsFound) as found:
        plain("A title")
    assert str(found.value.problems[0]).startswith("T001 PDF needs Typst")
    assert "pip install 'designgen[pdf]'" in found.value.problems[0].hint
