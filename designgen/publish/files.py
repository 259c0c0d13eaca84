"""Files on disk: written only when their bytes change, atomically, and stale ones of ours removed."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from designgen.problem import Place, Problem, ProblemsFound

MANIFEST = ".designgen-pages"


def write_if_changed(path: Path, content: bytes) -> bool:
    """Writes a file through a temporary one beside it; False when it already held these bytes."""
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        finally:
            Path(file.name).unlink(missing_ok=True)
    return True


def write_pages(pages: Mapping[str, bytes], folder: Path) -> int:
    """Makes a folder hold exactly these pages (path -> content) beside files that are not ours; how many changed.

    Raises ProblemsFound for a path that would leave the folder.
    """
    for name in pages:
        if not _inside(name):
            raise ProblemsFound([Problem(Place(name), "P002", "a page must stay inside the output folder")])
    manifest = folder / MANIFEST
    before = [name for name in manifest.read_text("utf-8", errors="replace").splitlines() if name] if manifest.exists() else []
    write_if_changed(manifest, "\n".join(sorted({*before, *pages})).encode() + b"\n")
    changed = sum(write_if_changed(folder / name, content) for name, content in pages.items())
    for name in before:
        if name not in pages and _inside(name) and (folder / name).is_file():
            (folder / name).unlink(missing_ok=True)
            _drop_empty(folder, (folder / name).parent)
    write_if_changed(manifest, "\n".join(sorted(pages)).encode() + b"\n")
    return changed


def _inside(name: str) -> bool:
    """Does a path stay in the folder that it is relative to?"""
    path = PurePosixPath(name)
    return "\0" not in name and ".." not in path.parts and not path.is_absolute()


def _drop_empty(top: Path, folder: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
