"""A design as one Markdown file, made of its pages."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from designgen.document.machine.plain_page import plain_page


def whole(pages: Mapping[str, str]) -> str:
    """All pages of one folder, in order; links among them lead within the file. Ids of pages differ, as in one document."""
    names = "|".join(re.escape(PurePosixPath(path).name) for path in pages)
    inside = re.compile(rf"\]\((?:{names})#")
    return "\n".join(inside.sub("](#", plain_page(page)) for page in pages.values())
