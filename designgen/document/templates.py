"""Jinja2, set up so that every printed value is escaped unless it was made safe on purpose."""

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from designgen.document import escape
from designgen.document.escape import ours
from designgen.resources import resource

Render = Callable[..., Markup]
"""render(template, **context): the template's text, marked as safe."""


def renderer(filters: dict[str, Callable[..., Any]]) -> Render:
    """A `render` with these filters besides code, url, attribute, anchor and sentence."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printed,
        comment_start_string="<!--#",  # {# begins the explicit id of a heading
        comment_end_string="#-->",
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"code": escape.code, "url": escape.url, "attribute": escape.attribute}
    environment.filters |= {"anchor": escape.anchor, "sentence": sentence, "sentence_start": sentence_start}
    environment.filters |= {"sentence_end": sentence_end, "lower_first": lower_first} | filters

    def render(template: str, **context: Any) -> Markup:
        return ours(environment.get_template(template).render(**context))

    return render


def tidy(text: str) -> str:
    """One blank line between blocks, no trailing spaces, one newline at the end."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r", "").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def sentence(text: str) -> str:
    """With a capital first letter and a full stop, unless it ends in its own sign."""
    return sentence_end(sentence_start(text))


def sentence_start(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence_end(text: str) -> str:
    """With a full stop, unless it ends in its own sign."""
    text = text.strip()
    return text if not text or text[-1] in ".!?:…" else f"{text}."


def lower_first(text: str) -> str:
    """With a small first letter, unless the first word is a single letter, an abbreviation or a name with more capitals."""
    word = re.split(r"[\s:,;-]", text, maxsplit=1)[0]
    return text if len(word) < 2 or not word.isalpha() or word[1:] != word[1:].lower() else text[0].lower() + text[1:]


def _printed(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape.inline(str(value))
