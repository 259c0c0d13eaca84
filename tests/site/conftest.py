"""A small site, built once a run by the command itself, and a browser to look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).parents[2]
PUBLISHED = ("published/uber-deepeta-2022", "published/youtube-dnn-2016")
SPECS = ("ad-click-prediction", "street-view-blurring", "visual-search", *PUBLISHED)
Open = Callable[..., Page]
Scheme = Literal["light", "dark"]


def designgen(*arguments: object, folder: Path = ROOT, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    command = [python, "-m", "designgen.cli", *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Lets one process at a time in; where files cannot be locked, all of them."""
    with path.open("w") as file:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that is one and the same for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def specs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three specs and two published systems."""
    folder = tmp_path_factory.mktemp("specs")
    (folder / "published").mkdir()
    for name in SPECS:
        shutil.copy(ROOT / "specs" / f"{name}.yaml", folder / f"{name}.yaml")
    return folder


@pytest.fixture(scope="session")
def site(specs: Path, shared: Path) -> Path:
    """The output folder of `designgen build --strict` for them: the first worker that asks builds it, nobody changes it."""
    folder, built = shared / "site", shared / "site-built"
    with alone(shared / "site-lock"):
        if not built.exists():
            ran = designgen("build", specs, "--strict", "-o", folder)
            assert ran.returncode == 0, ran.stderr
            built.touch()
    return folder


@pytest.fixture(scope="session")
def zensical(site: Path, shared: Path) -> Path:
    """The output folder of the other builder, from the same pages."""
    folder, built = shared / "zensical", shared / "zensical-built"
    with alone(shared / "zensical-lock"):
        if not built.exists():
            shutil.copytree(site / "docs", folder / "docs")
            shutil.copy(site / "mkdocs.yml", folder)
            ran = subprocess.run([sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"], cwd=folder,
                                 capture_output=True, text=True, check=False)  # fmt: skip
            assert ran.returncode == 0, ran.stdout + ran.stderr
            built.touch()
    return folder


class Visit:
    """What a page asked for and complained about."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.extend([message.text] * (message.type == "error")))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Opens a page of the site at a width, in a colour scheme."""
    contexts = []

    def open_page(
        name: str, width: int = 1280, scheme: Scheme = "light", visit: Visit | None = None, before: str = "", **more: Any
    ) -> Page:
        size: ViewportSize = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        (visit or Visit()).watch(page)
        if before:
            page.add_init_script(before)
        page.goto((site / "html" / name).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
