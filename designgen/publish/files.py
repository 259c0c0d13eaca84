"""Files on disk: written only when their bytes change, atomically, and stale ones of ours removed."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from designgen.problem import Place, Problem, ProblemsFound

MANIFEST = ".designgen-pages"


def write_if_changed(path: Path, content: bytes) -> bool:
    """Writes a file through a temporary one beside it; False when it already held these bytes.

    A link, whatever it leads to, is replaced by the file.
    """
    try:
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
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


def write_pages(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """Makes a folder hold exactly these pages (path -> content) beside files that are not ours; which changed or went.

    Raises ProblemsFound for a path that would leave the folder, by itself or by a link in it; nothing is written then.
    """
    for name in pages:
        if not _inside(name):
            raise ProblemsFound([Problem(Place(name), "P002", "a page must stay inside the output folder")])
    manifest = folder / MANIFEST
    listed = manifest.read_text("utf-8", errors="replace").splitlines() if manifest.is_file() else []
    before = [name for name in listed if name and _inside(name)]
    refuse_links_out(folder, {*pages, *before})
    write_if_changed(manifest, "\n".join(sorted({*before, *pages})).encode() + b"\n")
    changed = [name for name, content in pages.items() if write_if_changed(folder / name, content)]
    for name in before:
        if name not in pages and (folder / name).is_file():
            (folder / name).unlink(missing_ok=True)
            _drop_empty(folder, (folder / name).parent)
            changed.append(name)
    write_if_changed(manifest, "\n".join(sorted(pages)).encode() + b"\n")
    return changed


def _inside(name: str) -> bool:
    """Does a path stay in the folder that it is relative to?"""
    path = PurePosixPath(name)
    return "\0" not in name and ".." not in path.parts and not path.is_absolute()


def refuse_links_out(folder: Path, names: Iterable[str]) -> None:
    """No folder on the way to a page may be a link to somewhere else."""
    top = Path(os.path.realpath(folder))
    rooms = {room for name in names for room in PurePosixPath(name).parents}
    hint = "remove the link, or name another folder with -o"
    out = [folder / room for room in rooms if (folder / room).is_symlink()
           and not Path(os.path.realpath(folder / room)).is_relative_to(top)]  # fmt: skip
    if out:
        raise ProblemsFound(Problem(Place(str(link)), "P002", "this link leads out of the output folder", hint)
                            for link in out if not any(parent in out for parent in link.parents))  # fmt: skip


def _drop_empty(top: Path, folder: Path) -> None:
    while folder != top and folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
