"""Sweeps: the memory of each process over ten million specs, and what a second process is worth."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROWS = 10_000_000
COLUMNS = ("--facts", "none", "--decisions", "ann_index,hardware", "--numbers", "qps.peak")


@dataclass(frozen=True)
class Ran:
    """Seconds on the clock, and MB of the largest process."""

    seconds: float
    memory: float


def sweep(folder: Path, workers: int, rows: int = ROWS) -> Ran:
    """Random specs over the whole space of facts, all decided, few columns kept."""
    out = folder / f"{workers}.parquet"
    words = ["explore", "--sample", str(rows), *COLUMNS, "--workers", str(workers), "-o", str(out)]
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "designgen.cli", *words], stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Ran(time.perf_counter() - start, used.ru_maxrss / 1024)


def measured(folder: Path, rows: int = ROWS) -> Iterator[tuple[str, float, str, float]]:
    """What, value, unit and limit of each line."""
    one, two = sweep(folder, 1, rows), sweep(folder, 2, rows)
    assert (folder / "1.parquet").read_bytes() == (folder / "2.parquet").read_bytes()
    yield f"{rows:,} random specs: largest process", max(one.memory, two.memory), "MB", 250
    yield "the same in two processes ÷ in one, by the clock", two.seconds / one.seconds, "×", 1 / 1.7
    yield "the same in one process, a spec", one.seconds / rows * 1e6, "µs", float("inf")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        for what, value, unit, limit in measured(Path(name), int(sys.argv[1]) if sys.argv[1:] else ROWS):
            print(f"{what:<58} {value:>8.2f} {unit:<3} of {limit:g}", flush=True)
