"""Jinja2, set up so that every printed value is escaped unless it was made safe on purpose."""

import marshal
import re
import sys
import traceback
from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup

from designgen.cache import cached
from designgen.document import escape
from designgen.document.escape import ours
from designgen.document.wording import in_sentence
from designgen.problem import Place, Problem, ProblemsFound
from designgen.resources import resource

Render = Callable[..., Markup]
"""render(template, **context): the template's text, marked as safe."""


def renderer(filters: dict[str, Callable[..., Any]]) -> Render:
    """A `render` with these filters besides code, url, attribute, anchor and sentence."""
    from jinja2 import Environment, StrictUndefined, TemplateError

    environment = Environment(
        loader=_loader(),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printed,
        comment_start_string="<!--#",  # {# begins the explicit id of a heading
        comment_end_string="#-->",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"code": escape.code, "url": escape.url, "attribute": escape.attribute}
    environment.filters |= {"counted": counted, "anchor": escape.anchor, "sentence": sentence, "sentence_start": sentence_start}
    environment.filters |= {"sentence_end": sentence_end, "in_sentence": in_sentence} | filters

    def render(template: str, **context: Any) -> Markup:
        try:
            return ours(environment.get_template(template).render(**context))
        except TemplateError as error:
            raise ProblemsFound([Problem(_place_of(error, template), "P005", error.message or str(error))]) from error

    return render


def _place_of(error: BaseException, template: str) -> Place:
    """Where a template is wrong: the innermost line of one on the way to the error."""
    rooms, line, path = str(resource("templates")), getattr(error, "lineno", 0), getattr(error, "filename", None)
    steps = [(one.filename, one.lineno) for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith(rooms)]
    if not path or not line:
        path, line = steps[-1] if steps else (str(resource("templates", template)), 0)
    return Place(path, line or 0)


@cache
def _loader() -> Any:
    """Finds templates, and compiles each once however many environments and runs print it."""
    from jinja2 import BaseLoader, Environment, FileSystemLoader, Template

    class Once(FileSystemLoader):
        def __init__(self) -> None:
            super().__init__(resource("templates"))
            self.codes: dict[str, tuple[Any, Callable[[], bool] | None]] = {}

        def load(self, environment: Environment, name: str, globals: Any = None) -> Template:
            code, fresh = self.codes.get(name, (None, None))
            if code is None or (fresh and not fresh()):
                source, filename, fresh = self.get_source(environment, name)
                code = _compiled(environment, source, name, filename)
                self.codes[name] = (code, fresh)
            return environment.template_class.from_code(environment, code, globals or {}, fresh)

    loader: BaseLoader = Once()
    return loader


def _compiled(environment: Any, source: str, name: str, filename: str) -> Any:
    """The code of a template, kept as long as its text, Jinja2 and Python stay the same."""
    from jinja2 import __version__

    key = repr((source, name, filename, __version__, sys.version))
    return marshal.loads(cached("template", key, lambda: marshal.dumps(environment.compile(source, name, filename))))  # noqa: S302 - our own


def tidy(text: str) -> str:
    """One blank line between blocks, no trailing spaces, one newline at the end."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 list`, `3 lists`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """With a capital first letter and a full stop, unless it ends in its own sign."""
    return sentence_end(sentence_start(text))


def sentence_start(text: str) -> str:
    """With a capital first letter, unless the first word has capitals or digits of its own (mAP, p99)."""
    word = re.split(r"[\s@,;:-]", text, maxsplit=1)[0]
    return text if re.search(r"[A-Z0-9]", word) else text[:1].upper() + text[1:]


def sentence_end(text: str) -> str:
    """With a full stop, unless it ends in its own sign."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:…" else f"{text}."


def _printed(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape.inline(str(value))
