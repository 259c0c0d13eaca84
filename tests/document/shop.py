"""A small knowledge base about nothing in particular, and designs made with it."""

from functools import cache
from textwrap import dedent

from designgen.catalog import Knowledge, knowledge_of
from designgen.design import Design, design_for
from designgen.spec.model import Spec, Value

FILES = {
    "facts/all.yaml": """
        scale.items:
          name: Items
          type: number
          unit: count
          range: [1, 1T]
          default: 5M
          ask: How many items are there?
          why: it sizes the index
        latency.p99:
          name: Time limit
          type: number
          unit: ms
          range: [1 ms, 1 h]
          default: 100 ms
          ask: How fast must it be?
          why: it caps the work
        waits:
          name: Somebody waits
          type: bool
          default: true
          ask: Does somebody wait?
          why: a queue or a call
        team.stack:
          name: Stack
          type: enum
          values:
            open_source: open source
            aws: AWS
          default: open_source
          ask: Which stack?
          why: it names products
    """,
    "quantities/all.yaml": """
        index.bytes:
          name: Index size
          unit: byte
          formula: scale.items * 1 kB
          low: scale.items * 0.5 kB
          high: scale.items * 2 kB
          says: a kilobyte an item
          sources: [book]
    """,
    "priorities.yaml": """
        quality: {name: Quality, says: how good, default: 3}
        cost: {name: Cost, says: how dear, default: 2}
    """,
    "tasks.yaml": "find: {name: Find things, facts: {}}",
    "decisions/deploy/index_kind.yaml": """
        index_kind:
          step: deploy
          section: indexes
          name: Index
          question: Which index finds an item?
          matters: A wrong one is slow.
          options:
            scan:
              name: full scan
              summary: Reads everything.
              requires:
                index.bytes <= 1 GB: "{index.bytes} must fit in one core's time"
              scores:
                quality: +3 exact by construction
              adds: {components: [page, gateway, index]}
              sources: [book]
            tree:
              name: search tree
              summary: Halves the rest each step.
              scores:
                quality: +2 nearly exact
                cost: -1 memory
              works:
                - It holds {scale.items} items.
              formula: "t = \\\\log_2 N"
              where: N items
              adds: {components: [page, gateway, index]}
              sources: [book, judgement]
              avoid_when: items change each second
              follow_up: {ask: "What if it grows?", answer: "It holds {scale.items} now."}
              trap: Forgetting the rebuild.
            hash:
              name: hash table
              summary: One step.
              adds: {components: [page, index]}
              scores:
                quality: +1 misses ranges
              sources: [judgement]
    """,
    "decisions/deploy/queue_kind.yaml": """
        queue_kind:
          step: deploy
          section: serving
          name: Queue
          question: Which queue?
          matters: Events get lost.
          when: not waits
          options:
            log:
              name: event log
              summary: Keeps events.
              scores: {quality: +1 replay}
              sources: [judgement]
    """,
    "decisions/deploy/watch.yaml": """
        watch:
          step: deploy
          section: serving
          name: Watched signals
          question: What is watched?
          matters: Silence is not health.
          pick: all
          table: [Signal, Limit]
          options:
            slow:
              name: Slow answers
              row: {Signal: p99, Limit: "{latency.p99}"}
              when: {waits: somebody waits}
              sources: [judgement]
            empty:
              name: Empty answers
              row: {Signal: share | empty, Limit: 1 %}
              when: {always: it is cheap}
              sources: [judgement]
    """,
    "components/edge.yaml": """
        gateway:
          name: Gateway
          role: lets requests in
          icon: gateway
          section: serving
          stack: {open_source: Envoy, aws: API Gateway, gcp: Apigee, azure: API Management}
          time: {p50: 1 ms, p99: 5 ms}
    """,
    "components/online.yaml": """
        index:
          name: Index
          role: finds an item
          icon: index
          section: indexes
          stack: {open_source: own service, aws: EKS, gcp: GKE, azure: AKS}
          shows: "{scale.items} items"
          time: {p50: 3 ms, p99: 9 ms}
          usd: 100 usd
          fails: {how: memory runs out, detect: resident size, ladder: [an older copy, a list], off: an older answer}
    """,
    "components/client.yaml": """
        page:
          name: Page
          role: asks
          icon: client
          section: serving
          stack: {open_source: React, aws: React, gcp: React, azure: React}
    """,
    "components/flows.yaml": """
        "page -> gateway": {kind: sync, label: question}
        "gateway -> index": {kind: sync, label: query}
    """,
    "views/overview.yaml": """
        overview:
          name: The whole
          says: A request goes down.
          path: [page, gateway, index]
          rows:
            - {plane: client, label: Clients, boxes: [page]}
            - {plane: edge, label: Edge, boxes: [gateway]}
            - {plane: online, label: Online, boxes: [index]}
    """,
    "views/serving_path.yaml": """
        serving_path:
          name: The path
          says: Stages in order.
          path: [gateway, index]
          rows:
            - {plane: online, label: Online, boxes: [gateway, index]}
    """,
    "checks/size.yaml": """
        index_fits:
          name: The index fits
          severity: warning
          holds: index.bytes <= 10 GB
          value: index.bytes
          limit: 10 GB
          says: "{index.bytes} is more than one machine holds"
          mend: Shard it.
    """,
    "sections.yaml": """
        problem: {title: Problem, says: What is asked, blocks: [statement, questions, assumptions]}
        estimation: {title: Estimation, says: Numbers, blocks: [estimation]}
        serving: {title: Serving, says: The path, blocks: ["diagram:overview", components, failures]}
        indexes: {title: Indexes, says: Finding}
        latency: {title: Latency, says: Time, blocks: [latency_budget]}
        privacy: {title: Privacy, says: Nothing here}
        cost: {title: Cost, says: Money, blocks: [cost, checks, alternatives, open_questions, follow_ups, traps, progression]}
    """,
    "frameworks/two.yaml": """
        id: two
        name: Two steps
        says: Ask, then build.
        minutes: 45
        steps:
          - {id: ask, title: Ask, minutes: 15, goal: Know the problem., sections: [problem, estimation]}
          - {id: build, title: Build, minutes: 30, goal: Draw it., sections: [serving, indexes, latency, privacy, cost]}
    """,
    "sources/all.yaml": """
        book: {title: A book | on trees, authors: "Knuth, D.", year: 1973, url: "https://example.org/a_(b)", checked: true}
        judgement: {title: Engineering judgement; a planning value, checked: false}
    """,
    "glossary.yaml": "Index: What finds an item.\nQuorum: A majority.",
    "prices.yaml": "vcpu: {name: vCPU, unit: usd/hour, low: 0.03, typical: 0.04, high: 0.05, date: 2026-08, sources: [book]}",
}


@cache
def knowledge() -> Knowledge:
    """The small knowledge base."""
    return knowledge_of([{f"shop/{name}": dedent(text).encode() for name, text in FILES.items()}])


def spec(title: str = "A shop", facts: dict[str, Value] | None = None, **more: object) -> Spec:
    """A spec of the shop; `more` replaces other fields."""
    fields: dict[str, object] = {
        "id": "shop", "title": title, "path": "shop.yaml", "task": "find", "facts": facts or {}, "presets": {},
        "choose": {}, "avoid": {}, "alternatives": {}, "summary": "", "owners": (), "notes": {}, "places": {}, "text": "",
    }  # fmt: skip
    return Spec(**(fields | more))  # type: ignore[arg-type]


def design(title: str = "A shop", facts: dict[str, Value] | None = None, **more: object) -> Design:
    """The design of a shop."""
    return design_for(spec(title, facts, **more), knowledge(), "two")
