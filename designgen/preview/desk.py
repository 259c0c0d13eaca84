"""What the editor of specs asks for: open, check, change a value, save. Only specs of the project can be named, by their id."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from designgen.preview import spec_file
from designgen.preview.guard import is_inside
from designgen.preview.spec_file import MOST_BYTES, Changed, NotOurs
from designgen.problem import Place, Problem, ProblemsFound


class Editing(Protocol):
    """Who knows specs."""

    @property
    def roots(self) -> Sequence[Path]:
        """The folders of the project."""

    def files(self) -> Mapping[str, Path]:
        """Every spec by its id, broken ones by the name of their file."""

    def form(self, path: Path, text: str) -> Any:
        """The questions a form asks, with what the text answers."""

    def judged(self, path: Path, text: str) -> Any:
        """What the text would change. Raises ProblemsFound for one that is wrong."""

    def with_value(self, text: str, name: str, value: str | Sequence[str] | None) -> str:
        """The text with one value set, or taken out, and nothing else touched. Raises ProblemsFound where that cannot be done."""


class Refused(Exception):
    """The answer to a request that is not done."""

    def __init__(self, status: int, told: Any) -> None:
        super().__init__(status)
        self.status, self.told = status, told


class Desk:
    """Answers as plain data, which becomes JSON."""

    def __init__(self, editing: Editing) -> None:
        self.editing = editing
        self.opened: dict[str, Path] = {}

    def path(self, spec: str) -> Path | None:
        return self.editing.files().get(spec)

    def address(self, shown: str) -> str:
        """Where a file is edited, by its path as problems name it; nothing for one that is no spec."""
        return next((f"/edit/{id}" for id, path in self.editing.files().items() if str(path) == shown), "")

    def lines(self, place: Place) -> list[str]:
        """The lines of the file that a problem is in; none of one outside the project."""
        path = Path(place.path)
        if not place.line or not is_inside(path, self.editing.roots):
            return []
        try:
            return spec_file.read(path, self.editing.roots).text.splitlines()
        except NotOurs:
            return []

    def open(self, spec: str) -> Any:
        path = self.opened[spec] = self._known(spec)
        content = self._of_disk(path)
        return {"text": content.text, "digest": content.digest, **self._judged(path, content.text)}

    def check(self, spec: str, sent: Mapping[str, Any]) -> Any:
        return self._judged(self._known(spec), _text(sent))

    def put(self, spec: str, sent: Mapping[str, Any]) -> Any:
        """`name` set to `value`; without a value it is taken out."""
        path, text, name, value = self._known(spec), _text(sent), sent.get("name"), sent.get("value")
        words = isinstance(value, list) and all(isinstance(word, str) for word in value)
        if not isinstance(name, str) or not (value is None or words or isinstance(value, str)):
            raise Refused(400, {"said": "a name and a value are wanted"})
        try:
            text = self.editing.with_value(text, name, value)
        except ProblemsFound as found:
            raise Refused(422, {"problems": _told(found.problems)}) from None
        return {"text": text, **self._judged(path, text)}

    def save(self, spec: str, sent: Mapping[str, Any]) -> Any:
        """Only over the version that was seen; otherwise says what the file holds now."""
        path, text, seen = self._known(spec), _text(sent), sent.get("digest")
        try:
            return {"digest": spec_file.save(path, self.editing.roots, text, str(seen))}
        except NotOurs as refused:
            raise Refused(403, {"said": str(refused)}) from None
        except Changed as changed:
            raise Refused(409, {"text": changed.now.text, "digest": changed.now.digest}) from None

    def _known(self, spec: str) -> Path:
        path = self.path(spec) or self.opened.get(spec)  # one that is gone may be saved anew
        if path is None:
            raise Refused(404, {"said": "there is no such spec"})
        return path

    def _of_disk(self, path: Path) -> spec_file.Content:
        try:
            return spec_file.read(path, self.editing.roots)
        except NotOurs as refused:
            raise Refused(403, {"said": str(refused)}) from None

    def _judged(self, path: Path, text: str) -> dict[str, Any]:
        try:
            form = self.editing.form(path, text)
        except ProblemsFound as found:
            return {"problems": _told(found.problems), "form": None, "changes": None}
        try:
            return {"problems": [], "form": form, "changes": self.editing.judged(path, text)}
        except ProblemsFound as found:
            return {"problems": _told(found.problems), "form": form, "changes": None}


def _text(sent: Mapping[str, Any]) -> str:
    text = sent.get("text")
    if not isinstance(text, str):
        raise Refused(400, {"said": "a text is wanted"})
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise Refused(400, {"said": "the text holds half a sign"}) from None
    if size > MOST_BYTES:
        raise Refused(413, {"said": "the text is larger than 1 MB"})
    return text


def _told(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [
        {"path": one.place.path, "line": one.place.line, "column": one.place.column, "code": one.code, "text": one.text,
         "hint": one.hint} for one in problems
    ]  # fmt: skip
