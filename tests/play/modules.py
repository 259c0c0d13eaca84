"""The playground's modules without a bundler: each becomes a function, so that QuickJS runs the sources as they stand."""

import json
import re
from collections.abc import Iterator
from typing import Any

import quickjs

from designgen.resources import resource

IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w/-]+\.js)";$', re.MULTILINE)
EXPORTED = re.compile(r"^export (async function|function\*?|const|let) (\w+)", re.MULTILINE)
AGAIN = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
LOADER = """const made = {}, makers = {};
const need = (name) => made[name] || (made[name] = {}, makers[name](made[name], need), made[name]);"""


def runner(*names: str) -> quickjs.Context:
    """A context in which `need("say.js")` gives what that module exports, for `names` and all that they import."""
    context = quickjs.Context()
    context.set_max_stack_size(16 * 2**20)
    context.eval(script(*names))
    return context


def script(*names: str) -> str:
    """The same as one script for any engine."""
    makers = (f"makers[{json.dumps(name)}] = function (exports, need) {{{_body(_source(name))}}};" for name in _reached(names))
    return "\n".join((LOADER, *sorted(makers)))


def asked(context: quickjs.Context, function: str, *arguments: object) -> Any:
    """What a global function returns for plain data, as plain data; numbers are floats, as they are there."""
    texts = ", ".join(f"JSON.parse({json.dumps(json.dumps(one))})" for one in arguments)
    found = context.eval(f"JSON.stringify({function}({texts}))")
    return None if found is None else json.loads(found, parse_int=float)


def _source(name: str) -> str:
    return resource("site/scripts/play").joinpath(name).read_text(encoding="utf-8")


def _reached(names: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imports(_source(name))
    return found


def _imports(source: str) -> Iterator[str]:
    return (match[2] for match in IMPORT.finditer(source))


def _body(source: str) -> str:
    """Imports become constants, and what is exported is handed over at the end."""
    exported = [match[2] for match in EXPORTED.finditer(source)]
    exported += [name.strip() for match in AGAIN.finditer(source) for name in match[1].split(",")]
    named = IMPORT.sub(lambda match: f"const {match[1].replace(' as ', ': ')} = need({json.dumps(match[2])});", source)
    plain = AGAIN.sub("", EXPORTED.sub(r"\1 \2", named))
    return f'"use strict";{plain}\nObject.assign(exports, {{{", ".join(exported)}}});'
