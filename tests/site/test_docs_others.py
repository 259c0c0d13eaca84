"""Every second page of the guide, in a file of its own, so that two workers share them."""

from pathlib import Path

import pytest

from tests.site.test_docs import PAGES, page_room, run_as_shown

__all__ = ["page_room"]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES[1::2], ids=lambda page: page.stem)
def test_the_blocks_of_a_page_do_what_it_says(page: Path, page_room: Path) -> None:
    run_as_shown(page, page_room)
