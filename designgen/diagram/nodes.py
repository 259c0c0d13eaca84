"""Which class of the `diagrams` package shows a box, and so which classic icon."""

import re
from functools import lru_cache

from designgen.diagram.picture import Box
from designgen.resources import resource

_ROLES = {
    "client": "onprem.client.Users", "edge": "generic.network.Router", "online": "onprem.compute.Server",
    "feature": "generic.database.SQL", "stream": "generic.network.Switch", "offline": "generic.storage.Storage",
    "training": "generic.compute.Rack", "monitoring": "onprem.monitoring.Prometheus",
}  # fmt: skip


def node_of(box: Box) -> str:
    """The class that shows a box, as module.Name below `diagrams`: that of its technology, else that of its plane."""
    words = f" {re.sub(r'[^a-z0-9]+', ' ', box.detail.lower())} "
    found = [(words.index(f" {known} "), -len(known), known) for known in node_classes() if f" {known} " in words]
    return node_classes()[min(found)[2]] if found else _ROLES.get(box.plane, _ROLES["online"])


@lru_cache
def node_classes() -> dict[str, str]:
    """Words of a technology, in lower case and single-spaced, and the class that shows it."""
    text = resource("knowledge", "icons", "diagrams.txt").read_text("utf-8")
    rows = (line.partition(" = ") for line in text.splitlines() if line and not line.startswith("#"))
    return {words: node for words, _, node in rows}
