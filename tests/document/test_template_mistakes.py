"""A mistake in a template is a problem with its file and line."""

from pathlib import Path

import pytest

from designgen.document import templates
from designgen.problem import ProblemsFound

MISTAKES = {"{{ nothing.there }}": "'nothing' is undefined", "{% iff %}": "unknown tag 'iff'", "{{ 1 | nofilter }}": "nofilter"}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_template_has_a_place(mistake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outer.md").write_text('first\n{% include "inner.md" %}\n')
    (tmp_path / "inner.md").write_text(f"one\ntwo\n{mistake}\n")
    monkeypatch.setattr(templates, "resource", lambda *_: tmp_path)
    templates._loader.cache_clear()
    try:
        with pytest.raises(ProblemsFound) as found:
            templates.renderer({})("outer.md")
    finally:
        templates._loader.cache_clear()
    assert str(found.value).startswith(f"{tmp_path / 'inner.md'}:3:1: P005 ")
    assert MISTAKES[mistake] in str(found.value)
