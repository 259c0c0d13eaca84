"""Files of a site on their way to disk: pages are made one by one, and a large site does not fit into memory."""

import tempfile
from collections.abc import Iterator, Mapping, MutableMapping

Content = str | bytes


class Spool(MutableMapping[str, Content]):
    """A dictionary of path -> content, in the order of putting in; the contents lie in a temporary file, which goes with it."""

    def __init__(self, files: Mapping[str, Content] | None = None) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this
        self._places: dict[str, tuple[int, int, bool]] = {}
        self._end = 0
        self.update(files or {})

    def __setitem__(self, path: str, content: Content) -> None:
        raw = content.encode() if isinstance(content, str) else content
        self._places[path] = self._end, len(raw), isinstance(content, str)
        self._file.seek(self._end)
        self._file.write(raw)
        self._end += len(raw)

    def __getitem__(self, path: str) -> Content:
        content = self.raw(path)
        return content.decode() if self._places[path][2] else content

    def raw(self, path: str) -> bytes:
        """The content as bytes, text as UTF-8. Raises KeyError."""
        start, size, _ = self._places[path]
        self._file.seek(start)
        return self._file.read(size)

    def __delitem__(self, path: str) -> None:
        del self._places[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Raw(Mapping[str, bytes]):
    """Files of several mappings as bytes, read when they are asked for; later ones go first."""

    def __init__(self, *several: Mapping[str, Content]) -> None:
        self._where = {path: files for files in several for path in files}

    def __getitem__(self, path: str) -> bytes:
        files = self._where[path]
        content = files.raw(path) if isinstance(files, Spool) else files[path]
        return content.encode() if isinstance(content, str) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)
