"""Fills a template that somebody else wrote, as a script, in a process of its own that imports nothing of ours but what escapes.

JSON on stdin: `template`, `values`. JSON on stdout: `text`, or `line`, `code`, `says` and `hint`. The sandbox of Jinja2 keeps the
template from everything but the values; limits of the process, where the system has such, from memory and time.
"""

import json
import runpy
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes, pass_environment
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.filters import make_attrgetter
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

MEMORY = 512 * 1024 * 1024
SECONDS = 10
LONGEST = 2_000_000  # letters
FILTERS = (
    "abs", "batch", "capitalize", "count", "default", "dictsort", "first", "float", "groupby", "int", "items", "last",
    "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr",
    "slice", "sort", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount",
)  # fmt: skip
"""Filters of Jinja2 that make a value of a value. None makes a text that counts as escaped."""
TESTS = (
    "defined", "undefined", "none", "string", "number", "mapping", "sequence", "boolean", "true", "false", "integer", "float",
    "in", "==", "eq", "equalto", "!=", "ne", ">", "gt", ">=", "ge", "<", "lt", "<=", "le", "odd", "even", "divisibleby",
)  # fmt: skip
ELSEWHERE = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
VALUES = ("get", "items", "keys", "values")
ESCAPE = runpy.run_path(str(Path(__file__).parents[1] / "escape.py"))


class TooLong(Exception):
    """More letters than a template may print."""


class Room(ImmutableSandboxedEnvironment):
    """Values, loops and macros, and nothing that leads out."""

    intercepted_binops = frozenset({"+", "%", "*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, Mapping):
            return attr in VALUES
        return type(obj).__module__.startswith("jinja2.") and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if not all(isinstance(one, (int, float)) for one in (left, right)):
            raise SecurityError(f"{operator} is for numbers; write texts one after the other")
        if operator == "**" and abs(right) > 100:
            raise SecurityError("a power of more than 100")
        return super().call_binop(context, operator, left, right)


def room() -> Room:
    environment = Room(
        undefined=StrictUndefined, autoescape=True, finalize=_printed, comment_start_string="<!--#", comment_end_string="#-->",
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters = {name: environment.filters[name] for name in FILTERS} | {"code": _code, "join": joined}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    environment.globals = {name: environment.globals[name] for name in ("range", "namespace")}
    return environment


@pass_environment
def joined(environment: Room, values: Iterable[Any], between: str = "", attribute: str | None = None) -> Markup:
    """As the filter of Jinja2, with each part escaped as it would be alone."""
    take = make_attrgetter(environment, attribute) if attribute else lambda value: value
    return _printed(between).join(_printed(take(value)) for value in values)


def _code(text: object) -> Markup:
    escaped: Markup = ESCAPE["code"](str(text))
    return escaped


def _printed(value: object) -> Markup:
    escaped: Markup = value if isinstance(value, Markup) else ESCAPE["inline"](str(value))
    return escaped


def answer(template: str, values: Mapping[str, Any]) -> dict[str, Any]:
    environment = room()
    try:
        tree = environment.parse(template)
        for node in chain(tree.find_all(ELSEWHERE), tree.find_all(nodes.Concat)):
            says = "~ would print a text unescaped" if isinstance(node, nodes.Concat) else "a template reads no other file"
            return wrong(node.lineno, says, "write what is to stand there into the template")
        return {"text": "".join(bounded(environment.from_string(template).generate(values)))}
    except TemplateSyntaxError as error:
        return wrong(error.lineno, error.message or "not a template")
    except UndefinedError as error:
        return wrong(line_of(error), f"{error.message}", "the page “Own template” of the guide lists the names")
    except TooLong:
        return wrong(0, f"it makes more than {LONGEST:,} letters", code="F002")
    except MemoryError:
        return wrong(0, "it takes too much memory", code="F002")
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        return wrong(line_of(error), str(error))


def bounded(parts: Iterator[str]) -> Iterator[str]:
    total = 0
    for part in parts:
        total += len(part)
        if total > LONGEST:
            raise TooLong
        yield part


def wrong(line: int, says: str, hint: str = "", code: str = "F001") -> dict[str, Any]:
    return {"line": line, "says": says, "hint": hint, "code": code}


def line_of(error: BaseException) -> int:
    """The line of the template that was printed when this happened; Jinja2 rewrites the traceback to tell."""
    line, trace = 0, error.__traceback__
    while trace:
        line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == "<template>" else line
        trace = trace.tb_next
    return line


def main() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limits here, or narrower ones already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.load(sys.stdin)
    sys.stdout.write(json.dumps(answer(asked["template"], asked["values"])))


if __name__ == "__main__":
    main()
