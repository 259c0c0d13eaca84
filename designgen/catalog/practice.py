"""What practice needs to know: the things that an interviewer marks."""

from dataclasses import dataclass

from designgen.problem import Place

SHOWS = ("questions", "choices", "alternatives", "numbers", "failures", "clock")
"""Of what an answer that earns a signal is put together."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What an interviewer marks. Decisions of its sections count there; `decisions` are asked in any case; `shows`: see SHOWS."""

    id: str
    name: str
    asks: str
    sections: tuple[str, ...]
    decisions: tuple[str, ...]
    shows: tuple[str, ...]
    place: Place
