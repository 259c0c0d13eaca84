"""Published systems held against our choices, from the same facts.

load_gallery(specs, records, knowledge) -> Gallery   every system with its verdicts, explained
shipped_in(gallery)                                  per option the systems that chose it
numbers(verdicts)                                    strict and lenient agreement, coverage, feasibility

A record says what a source reports, in the words of `knowledge/published/vocabulary.yaml`; deciding never reads one.
"""

from designgen.agreement.gallery import Gallery, Held, load_gallery, record_folders, shipped_in
from designgen.agreement.hinges import Explained
from designgen.agreement.judge import Picked, Verdict, same_as_published
from designgen.agreement.shares import by_frequency, numbers

__all__ = [
    "Explained", "Gallery", "Held", "Picked", "Verdict", "by_frequency", "load_gallery", "numbers", "record_folders",
    "same_as_published", "shipped_in",
]  # fmt: skip
