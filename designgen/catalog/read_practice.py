"""Signals out of their file."""

from designgen.catalog.practice import SHOWS, Signal
from designgen.catalog.reader import Entry
from designgen.problem import did_you_mean


def read_signal(entry: Entry) -> Signal:
    signal = Signal(
        id=entry.id,
        name=entry.text("name"),
        asks=entry.text("asks"),
        sections=entry.words("sections"),
        decisions=entry.words("decisions"),
        shows=entry.words("shows"),
        place=entry.place,
    )
    for word in signal.shows:
        if word not in SHOWS:
            said = f"{entry.id}: shows: {word} is not one of {', '.join(SHOWS)}"
            entry.report.add(entry.at("shows"), "K003", said, did_you_mean(word, SHOWS))
    entry.done()
    return signal
