"""A browser for all tests of a process; the files that take longest come first, so that two workers end together."""

import gc
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from designgen.catalog import load
from designgen.diagram.geometry import Layout
from designgen.diagram.layout import _finished
from designgen.diagram.picture import Picture, normal
from designgen.diagram.plan import plan
from designgen.diagram.search import as_written

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")

LONGEST = (
    "site/test_build.py", "rules/test_oracle.py", "site/test_browser.py", "site/test_docs.py", "site/test_docs_others.py",
    "site/test_drill.py", "site/test_play.py", "cli/test_hostile.py", "site/test_html.py", "decisions/test_whynot.py",
    "gallery/test_gallery.py", "sizing/test_extremes.py", "diagram/test_layout.py", "cli/test_simulate.py",
    "paper/test_whole.py", "design/test_properties.py", "agreement/test_gallery.py", "study/test_drawn.py",
    "cli/test_commands.py", "cli/test_compare.py", "explore/test_sweep.py", "diagram/test_shipped_views.py",
    "agreement/test_agreement.py", "rules/test_chromium.py", "design/test_causes.py",
    "paper/test_sheet.py", "study/test_anki.py", "document/test_talk.py", "study/test_cards.py", "cli/test_site.py",
    "explore/test_front.py", "design/test_questions.py", "cli/test_explain_why.py", "explore/test_ladder.py",
    "cli/test_explore_map.py", "diagram/test_compared.py",
)  # fmt: skip


def pytest_configure() -> None:
    """Knowledge and designs are many small objects that stay: looking through them for garbage took a tenth of the time.

    Our knowledge does not change while tests run: a process reads its two hundred files once, not at every command.
    """
    gc.set_threshold(50_000, 20, 50)
    read, ours = load.knowledge_in, cache(lambda: read(()))
    load.knowledge_in = lambda packs: read(given) if (given := list(packs)) else ours()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps the order within a file; `--no-loadscope-reorder` keeps that of the files."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get("/".join(item.path.parts[-2:]), len(place)))


@pytest.fixture
def quick_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boxes stand as they are written: to look for a better layout is most of the work of a document whose words alone matter."""

    def as_they_stand(picture: Picture, folder: Path | None) -> Layout:
        return _finished(as_written(plan(normal(picture))))[1]

    monkeypatch.setattr("designgen.diagram.layout_of", as_they_stand)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        if os.environ.get("DESIGNGEN_BROWSER") == "required":
            pytest.fail("DESIGNGEN_BROWSER=required, and there is no chromium on the path")
        pytest.skip("no Chromium on the path: install the package chromium to run the browser tests")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
