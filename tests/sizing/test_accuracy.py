"""What formulas predict beside what was measured: within the stated limits, on the page, and measured anew for indexes."""

from functools import cache
from typing import Any

import numpy
import pytest

from designgen.design.accuracy import Outcome, accuracy, compared
from designgen.document import reference_pages
from tests.shipped import knowledge

COMPARISONS = knowledge().accuracy
INDEXES = COMPARISONS["index_bytes"]
ITEMS, DIMENSIONS, LISTS = 8000, 64, 64


@cache
def every() -> tuple[Outcome, ...]:
    return accuracy(knowledge())


@pytest.mark.parametrize("id", COMPARISONS)
def test_every_error_is_within_its_limit(id: str) -> None:
    (one,) = (one for one in every() if one.comparison.id == id)
    assert one.largest <= one.comparison.limit
    assert one.median <= one.comparison.median
    assert one.holds


def test_the_modelled_p99_is_never_low() -> None:
    paths = next(one for one in every() if one.comparison.id == "path_p99")
    assert min(row.error for row in paths.rows) >= 0


@pytest.mark.slow
def test_every_row_is_on_the_page_with_its_error() -> None:
    page = reference_pages(knowledge(), [])["reference/accuracy.md"]
    for one in every():
        assert one.comparison.name in page
        for row in one.rows:
            assert row.row.name in page
            assert f"{abs(100 * row.error):.1f} %" in page


def built(kind: str) -> int:
    """Bytes of a real index over random vectors, serialised. One thread: small indexes are slower with more."""
    import faiss

    faiss.omp_set_num_threads(1)
    random = numpy.random.default_rng(0)
    vectors = random.standard_normal((ITEMS, DIMENSIONS), dtype=numpy.float32)
    index: Any = faiss.index_factory(DIMENSIONS, kind)
    if "PQ" in kind:  # untrained codes are as long as trained ones
        index.quantizer.add(vectors[:LISTS])
        faiss.copy_array_to_vector(random.standard_normal(256 * DIMENSIONS, dtype=numpy.float32), index.pq.centroids)
        index.is_trained = True
    else:
        if "IVF" in kind:
            index.cp.niter = 2
        index.train(vectors[:2500])
    index.add(vectors)
    assert index.ntotal == ITEMS
    return int(faiss.serialize_index(index).nbytes)


@pytest.mark.slow
@pytest.mark.parametrize("row", INDEXES.rows, ids=lambda row: row.name)
def test_index_memory_is_that_of_a_real_index(row) -> None:  # type: ignore[no-untyped-def]
    real = built(row.name)
    assert compared(knowledge(), INDEXES, row).predicted == pytest.approx(real, rel=0.01)
    assert row.measured == pytest.approx(real, rel=0.005)
