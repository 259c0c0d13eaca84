"""The wheel: everything that is needed ships in it, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.conftest import ROOT, designgen

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    ran = subprocess.run([*command, str(ROOT)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return next(folder.glob("*.whl"))


def test_what_ships(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"designgen"}
    for home, folder in ((ROOT / "designgen", "knowledge"), (ROOT, "templates"), (ROOT, "specs"), (ROOT, "site")):
        shipped = {path.relative_to(home).as_posix() for path in (home / folder).rglob("*") if path.is_file()}
        assert {f"designgen/{name}" for name in shipped} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("designgen/tests")]


def test_an_installed_wheel_builds_a_spec_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own; only what it depends on is borrowed from this one."""
    home, work = tmp_path / "venv", tmp_path / "work"
    work.mkdir()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    python = home / "bin" / "python"
    borrowed = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    packages = next((home / "lib").glob("python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(packages)
    (packages / "borrowed.pth").write_text(f"{_without_ours(borrowed, tmp_path / 'borrowed')}\n")
    (work / "shop.yaml").write_text("title: Shop\ntask: recommend\nscale: {daily_users: 2M, items: 300k}\n")
    where = subprocess.run([python, "-c", "import designgen; print(designgen.__file__)"], cwd=work, capture_output=True,
                           text=True, check=True)  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(home)
    ran = designgen("build", "shop.yaml", "--strict", folder=work, python=str(python))
    assert ran.returncode == 0, ran.stderr
    assert (work / "build" / "html" / "shop" / "cheat-sheet.html").is_file()


def _without_ours(packages: Path, folder: Path) -> Path:
    """The packages of this environment as links, but for designgen itself."""
    folder.mkdir()
    for path in packages.iterdir():
        if not path.name.startswith(("designgen", "_designgen", "__editable__")):
            (folder / path.name).symlink_to(path)
    return folder
