"""A small site, built once a run by the command itself, and a browser to look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
PUBLISHED = ("published/uber-deepeta-2022", "published/youtube-dnn-2016")
SPECS = ("ad-click-prediction", "street-view-blurring", "visual-search", *PUBLISHED)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def designgen(*arguments: object, folder: Path = ROOT, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    command = [python, "-m", "designgen.cli", *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three specs and two published systems."""
    folder = tmp_path_factory.mktemp("specs")
    (folder / "published").mkdir()
    for name in SPECS:
        shutil.copy(ROOT / "specs" / f"{name}.yaml", folder / f"{name}.yaml")
    return folder


@pytest.fixture(scope="session")
def site(specs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of `designgen build --strict` for them."""
    folder = tmp_path_factory.mktemp("site")
    ran = designgen("build", specs, "--strict", "-o", folder)
    assert ran.returncode == 0, ran.stderr
    return folder


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
