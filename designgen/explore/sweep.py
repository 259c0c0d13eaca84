"""Runs a sweep: hands out chunks, keeps each as it comes back, hands out again what a lost worker had, joins all at the end."""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field

from designgen.explore.cells import MOST_PROBLEMS
from designgen.explore.chunks import Made, made
from designgen.explore.parts import Parts
from designgen.explore.plan import Chunk, Plan
from designgen.explore.workers import Workers
from designgen.problem import Place, Problem, ProblemsFound

LOSSES = 4
"""Losses in a row, without a finished chunk between them, after which we give up."""
AHEAD = 2
"""Chunks handed out for each worker: one to make, one to go on with."""


def random_chunks(plan: Plan) -> Iterator[Chunk]:
    rows = plan.rows or 0
    for number, start in enumerate(range(0, rows, plan.chunk)):
        yield Chunk(number, min(plan.chunk, rows - start))


def finished(plan: Plan, every: Iterable[Chunk], parts: Parts, workers: Workers) -> Generator[int, None, None]:
    """Makes the chunks that are not there yet, one number after each, and joins all at the end.

    Raises ProblemsFound; what is finished is kept, then as after an interruption.
    """
    crew = _Crew(plan, workers)
    count = 0
    try:
        for chunk in every:
            count = chunk.number + 1
            if parts.has(chunk.number):
                yield chunk.number
                continue
            crew.hand_out(chunk)
            while crew.is_busy:
                yield from _kept(parts, crew.next_made())
        while crew.busy:
            yield from _kept(parts, crew.next_made())
    except ProblemsFound as found:
        raise ProblemsFound(_with_rest(found, crew)) from None
    finally:
        crew.close()
    parts.join(count)


def _kept(parts: Parts, every: Iterable[Made]) -> Iterator[int]:
    """Writes chunks. Raises ProblemsFound when some have problems instead of content."""
    problems: list[Problem] = []
    for one in every:
        problems += one.problems
        if not one.problems:
            parts.keep(one.number, one.content)
            yield one.number
    if problems:
        raise ProblemsFound(problems)


def _with_rest(found: ProblemsFound, crew: "_Crew") -> list[Problem]:
    """The problems of the chunks that are being made as well, up to as many as one reads at once."""
    problems = list(found.problems)
    while crew.busy and len(problems) < MOST_PROBLEMS and problems[0].code.startswith("S"):
        problems += [problem for one in crew.next_made() for problem in one.problems]
    return sorted(problems)[:MOST_PROBLEMS]


@dataclass
class _Crew:
    """The workers and what they are busy with."""

    plan: Plan
    workers: Workers
    busy: dict["Future[Made]", Chunk] = field(default_factory=dict)
    executor: Executor | None = None
    losses: int = 0

    @property
    def is_busy(self) -> bool:
        """Is there enough handed out?"""
        return len(self.busy) >= self.workers.count * AHEAD

    def hand_out(self, chunk: Chunk) -> None:
        """A pool may turn out to be broken only now."""
        if self.executor is None:
            self.executor = self.workers.open()
        try:
            self.busy[self.executor.submit(made, self.plan, chunk)] = chunk
        except self.workers.lost:
            self.replace([chunk])

    def next_made(self) -> list[Made]:
        """Waits for one chunk at least, unless all that came back were lost; those are handed out again."""
        done, _ = wait(self.busy, return_when=FIRST_COMPLETED)
        results: list[Made] = []
        lost: list[Chunk] = []
        for future in sorted(done, key=lambda one: self.busy[one].number):
            chunk = self.busy.pop(future)
            try:
                results.append(future.result())
            except self.workers.lost:
                lost.append(chunk)
            except (ImportError, AttributeError) as error:
                raise _foreign(str(error)) from None
        if results:
            self.losses = 0
        if lost:
            self.replace(lost)
        return results

    def replace(self, lost: list[Chunk]) -> None:
        """A pool that lost a process is broken as a whole: all that was handed out is handed out to a new one."""
        self.losses += 1
        if self.losses > LOSSES or not self.workers.alive():
            raise _too_many(self.losses)
        if self.workers.breaks:
            lost = [*lost, *self.busy.values()]
            self.busy.clear()
            self.close()
        for chunk in sorted(lost, key=lambda one: one.number):
            self.hand_out(chunk)

    def close(self) -> None:
        """What was not begun is not begun any more."""
        for future in self.busy:
            future.cancel()
        if self.executor is not None:
            self.executor.shutdown(wait=False)
        self.executor = None


def _too_many(losses: int) -> ProblemsFound:
    hint = "finished chunks are kept, and the same command goes on from them"
    if losses <= LOSSES:
        return ProblemsFound([Problem(Place("--scheduler"), "E006", "the scheduler does not answer any more", hint)])
    text = f"workers died {losses} times without finishing a chunk"
    return ProblemsFound([Problem(Place("--workers"), "E007", text, f"{hint}; fewer of them need less memory")])


def _foreign(error: str) -> ProblemsFound:
    text = f"a worker cannot run designgen: {error}"
    return ProblemsFound([Problem(Place("--scheduler"), "E008", text, "install the same version on every worker")])
