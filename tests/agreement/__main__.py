"""python -m tests.agreement DIR [--json]: how often we would choose what teams and textbooks chose, and why not.

`--record` notes how cases fare before anybody has looked at them; `--perturb SEED` shows how much hangs on exact points.
`python -m tests.agreement odd` lists the oddest choices over all combinations of output, query, trigger and modality.
"""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence

from designgen.agreement.before import against_now
from designgen.agreement.cases import PublishedCase, load_cases
from designgen.agreement.hinges import disagreements
from designgen.agreement.judge import Judge, Verdict
from designgen.agreement.vocabulary import load_vocabulary
from designgen.catalog import load_knowledge
from designgen.problem import Problem, ProblemsFound
from tests.agreement.narrow import narrow
from tests.agreement.narrow import told as told_narrow
from tests.agreement.odd import as_text as odd_as_text
from tests.agreement.odd import oddest
from tests.agreement.perturb import as_text as losses_as_text
from tests.agreement.perturb import shaken
from tests.agreement.record import record
from tests.agreement.report import Table, as_json, as_text

NOTES = {"A012", "A016", "A017"}
"""Worth a look, and no reason to fail: what the vocabulary lacks is judged as something that we do not offer."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every case could be read, 1 when something is wrong with one of them, 2 when none could be judged."""
    parser = argparse.ArgumentParser(prog="python -m tests.agreement", description=__doc__)
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="DIR",
        help="case files, or folders of them; `odd`: the oddest choices over all combinations of four facts",
    )
    parser.add_argument("--json", action="store_true", help="JSON with stable keys")
    parser.add_argument("--record", action="store_true", help="note in before.yaml how cases fare that are not there yet")
    parser.add_argument("--perturb", type=int, metavar="SEED", help="shake every point instead, from this seed")
    parser.add_argument("--narrow", action="store_true", help="list the rules that only one of these cases can trigger")
    options = parser.parse_args(arguments)
    try:
        knowledge = load_knowledge()
        vocabulary, loose = load_vocabulary(knowledge)
    except ProblemsFound as wrong:
        return told(wrong.problems, 2)
    judge = Judge(knowledge, vocabulary)
    if options.paths == ["odd"]:
        print(odd_as_text(oddest(judge)))
        return told(loose, 1)
    cases, problems = load_cases(options.paths, knowledge, vocabulary)
    problems = (*loose, *problems)
    if not cases:
        if options.json:
            print(json.dumps(judged(judge, (), {}), indent=2))
        return told(problems, 2)
    if options.narrow:
        print("\n".join(told_narrow(knowledge, rule, case) for rule, case in narrow(judge, cases).items()) or "no narrow rules")
        return told(problems, 1)
    if options.perturb is not None:
        shares = shaken(judge, cases, options.perturb)
        print(json.dumps(shares, indent=2) if options.json else losses_as_text(shares))
        return told(problems, 1)
    verdicts = {case.id: tuple(judge.verdicts(case)) for case in cases}
    if options.record:
        print("recorded:", ", ".join(record(verdicts)) or "nothing new")
        return told(problems, 1)
    found = judged(judge, cases, verdicts)
    print(json.dumps(found, indent=2, ensure_ascii=False) if options.json else as_text(found))
    return told(problems, 1)


def judged(judge: Judge, cases: Sequence[PublishedCase], verdicts: Mapping[str, Sequence[Verdict]]) -> Table:
    """The report on these cases."""
    differences = [item for case in cases for item in disagreements(judge, case, verdicts[case.id])]
    found = as_json(cases, [verdict for items in verdicts.values() for verdict in items], differences)
    return {**found, "before_first_look": against_now(verdicts)}


def told(problems: Sequence[Problem], code: int) -> int:
    """Prints what to mend or look at; 0 if nothing must be mended."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return code if any(problem.code not in NOTES for problem in problems) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # the reader of the report has left
        os._exit(1)
