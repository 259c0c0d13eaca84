"""The codes of mistakes in what `designgen explore` is given, and of what may go wrong on its way."""

CODES = {
    "E001": "a name that is no fact, decision or number, or a column that stands twice",
    "E002": "a table without columns or rows",
    "E003": "a table that cannot be read as one: another encoding, a line without end, a row with too many or too few cells",
    "E004": "finished chunks of another run beside the output, or a run that is writing there now",
    "E005": "an output that cannot be written, or a full disk",
    "E006": "a scheduler that does not answer, or has no workers",
    "E007": "workers that die again and again",
    "E008": "a worker with other knowledge, or without designgen",
}
