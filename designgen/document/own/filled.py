"""Has a template filled by the worker."""

import json
import subprocess
import sys
from pathlib import Path

from designgen.design.model import Design
from designgen.document.own.values import values_of
from designgen.document.templates import tidy
from designgen.problem import Place, Problem, ProblemsFound

WORKER = Path(__file__).with_name("worker.py")
SECONDS = 10.0
"""What a template may take; one that prints every decision takes a tenth of a second."""


def filled(text: str, shown: str, design: Design, seconds: float = SECONDS) -> str:
    """The text that a template makes of a design. `shown`: how problems name its file. Raises ProblemsFound."""
    asked = json.dumps({"template": text, "values": values_of(design)})
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-P", WORKER], input=asked.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=seconds, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        hint = "a loop in a loop, or a text that grows?"
        raise _wrong(shown, 0, "F002", f"the template takes more than {seconds:g} s, or too much memory", hint) from None
    answer = json.loads(done.stdout)
    if "says" in answer:
        raise _wrong(shown, answer["line"], answer["code"], answer["says"], answer["hint"])
    return tidy(answer["text"])


def _wrong(shown: str, line: int, code: str, says: str, hint: str) -> ProblemsFound:
    return ProblemsFound([Problem(Place(shown, line), code, says, hint)])
