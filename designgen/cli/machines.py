"""What the site offers to programs: `llms.txt`, and the schemas of what is read and written."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from designgen.catalog import Knowledge
from designgen.cli.schema import KINDS, schema_text
from designgen.document.finding import front
from designgen.document.machine import Listed, Shelf, llms_text

NAME = "designgen"
SUMMARY = "Designs of machine-learning systems, each made from a short spec: choices with reasons, rivals, numbers and sources."
NOTES = (
    "Every page of the site has the same text as Markdown under the same name with `.md` instead of `.html`.",
    "Each design is also one Markdown file, `document.md`, and one of data, `design.json`, in base units: seconds, bytes, usd.",
)
SHELVES = (
    ("Reference", r"reference/(index|[^/]+/index|decisions/step-[^/]+|glossary|sources|priorities)\.md"),
    ("Published systems", r"published/index\.md"),
    ("Guide", r"guide/[^/]+\.md"),
    ("Optional", r"(compare|published)/[^/]+\.md|reference/decisions/[^/]+\.md"),
)


def for_machines(pages: Mapping[str, str | bytes], ids: Sequence[str], knowledge: Knowledge) -> dict[str, str]:
    """Files at the top of the site and in schemas/. `ids`: of the designs."""
    shelves = [Shelf("Designs", list(_designs(pages, ids))), *_shelves(pages), Shelf("Data", list(_data()))]
    schemas = {f"schemas/{kind}.schema.json": schema_text(kind, knowledge) for kind in KINDS}
    return {"llms.txt": llms_text(NAME, SUMMARY, NOTES, shelves), **schemas}


def _designs(pages: Mapping[str, str | bytes], ids: Sequence[str]) -> Iterator[Listed]:
    for id in ids:
        title, says = _told(str(pages[f"{id}/index.md"]))
        yield Listed(title, f"{id}/document.md", f"{says} As data: [design.json]({id}/design.json)")


def _shelves(pages: Mapping[str, str | bytes]) -> Iterator[Shelf]:
    left = list(pages)
    for name, pattern in SHELVES:
        mine = [path for path in left if re.fullmatch(pattern, path)]
        left = [path for path in left if path not in mine]
        yield Shelf(name, [Listed(*_around(path, str(pages[path]))) for path in mine])


def _around(path: str, page: str) -> tuple[str, str, str]:
    title, says = _told(page)
    return title, path, says


def _told(page: str) -> tuple[str, str]:
    """The title of a page, and the rest of its description."""
    lines = front(page)
    title, says = (str(json.loads(lines[key])) for key in ("shared_as", "description"))
    return title, says.removeprefix(title).lstrip(". ")


def _data() -> Iterator[Listed]:
    yield Listed("Schema of specs", "schemas/spec.schema.json", "what a spec may say")
    yield Listed("Schema of designs", "schemas/design.schema.json", "what `design.json` holds")
