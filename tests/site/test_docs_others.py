"""Every second page of the guide, in a file of its own, so that two workers share them."""

from pathlib import Path

import pytest

from tests.site.test_docs import ABOUT_DRAWINGS, PAGES, run_as_shown


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES[1::2], ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    if page.stem not in ABOUT_DRAWINGS:
        request.getfixturevalue("quick_drawings")
    run_as_shown(page, tmp_path)
