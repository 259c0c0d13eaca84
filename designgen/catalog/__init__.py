"""Knowledge read into types, compiled, and linted.

load_knowledge(packs) -> Knowledge      our files with packs on top, through the cache
lint(knowledge) -> problems             what no single file can tell: dead options, missing sources, …
"""

from designgen.catalog.cases import Cases
from designgen.catalog.lint import lint
from designgen.catalog.load import (
    Files,
    is_whole,
    knowledge_from,
    knowledge_in,
    knowledge_of,
    load_knowledge,
    read_folder,
)
from designgen.catalog.model import Decision, Fact, Knowledge, Option
from designgen.catalog.sweep import sweep, thresholds
from designgen.catalog.types import PLACEHOLDER

__all__ = [
    "PLACEHOLDER", "Cases", "Decision", "Fact", "Files", "Knowledge", "Option", "is_whole", "knowledge_from", "knowledge_in",
    "knowledge_of", "lint", "load_knowledge", "read_folder", "sweep", "thresholds",
]  # fmt: skip
