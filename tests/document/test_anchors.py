"""Every link inside a design leads to something that is there, those in drawings included."""

import re
from pathlib import Path

import pytest

from designgen.document import design_pages
from tests.shipped import design, each_spec

IDENTIFIED = re.compile(r'id="([^"]+)"|\{#([^ }]+)')
LINKED = re.compile(r'href="([\w.-]+)\.html#([^"]+)"|\]\(([\w.-]+)\.md#([^)\s]+)')


@pytest.mark.slow
@each_spec()
def test_no_link_of_a_design_leads_nowhere(path: Path) -> None:
    pages = {name.split("/")[1].removesuffix(".md"): text for name, text in design_pages(design(path)).items()}
    there = {name: {one or other for one, other in IDENTIFIED.findall(text)} for name, text in pages.items()}
    found = {(html or md, drawn or written) for text in pages.values() for html, drawn, md, written in LINKED.findall(text)}
    inside = {(page, anchor) for page, anchor in found if page in there}
    assert len(inside) > 100
    assert sorted(one for one in inside if one[1] not in there[one[0]]) == []
