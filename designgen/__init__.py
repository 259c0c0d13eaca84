"""designgen: a short spec of a machine-learning problem in, a defended system design out.

    spec -> facts & quantities -> decisions -> design -> document, diagrams -> site
                                      ^
                                  knowledge (YAML)

The public calls, each a stage of that line:

    load_knowledge(packs)          knowledge folders -> Knowledge
    load_spec(path, knowledge)     a file -> Spec, or every mistake in it at once
    design_for(spec, knowledge)    -> Design
    document(design)               -> Markdown
    build_site(specs, folder)      -> a site on disk
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designgen.catalog import load_knowledge
    from designgen.design import design_for
    from designgen.document import document
    from designgen.publish import build_site
    from designgen.spec import load_spec

__version__ = "0.1.0"
__all__ = ["__version__", "build_site", "design_for", "document", "load_knowledge", "load_spec"]
_HOMES = {
    "load_knowledge": "catalog",
    "load_spec": "spec",
    "design_for": "design",
    "document": "document",
    "build_site": "publish",
}


def __getattr__(name: str) -> Any:
    """The public calls, imported on first use: a command loads only the rooms it enters."""
    import importlib

    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"designgen.{_HOMES[name]}"), name)
