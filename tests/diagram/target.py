"""A video recommender: eighteen boxes, twenty-seven arrows, a panel inside a panel."""

from designgen.diagram.picture import Box, Edge, Group, Picture

_GROUPS = """
client|Clients|client|
online|Online serving · p99 ≤ 200 ms|online|
recall|Candidate generation|online|online
feature|Feature store|feature|
stream|Event streaming|stream|
training|Offline training|training|
watch|Monitoring & experimentation|monitoring|
"""
_BOXES = """
app|Mobile / Web app|React, Swift|100 M DAU|client|client|client
gateway|API gateway|Nginx||gateway|online|online
service|Recommendation service|gRPC|10 k QPS|hub|online|online
popular|Popular & fresh|Redis||fire|online|recall
ann|ANN index|FAISS HNSW|100 M items|vectors|online|recall
encoder|Two-tower user encoder|Triton|4 ms|encoder|online|recall
rerank|Re-ranker|diversity, policy||shuffle|online|online
ranker|Ranker|DCN-v2|500 candidates|rank|online|online
offline|Offline store|S3 / Parquet||table|feature|feature
store|Online store|Redis|2 TB|kv|feature|feature
log|Interaction log|Kafka|1.2 M/s|stream|stream|stream
windows|Stream features|Flink||window|stream|stream
batch|Batch features & labels|Spark||spark|training|training
trainer|Trainer|PyTorch|32 GPUs|gpu-rack|training|training
gate|Offline evaluation|recall@k, NDCG||scale|training|training
registry|Model registry|MLflow||box|training|training
drift|Drift & health|Prometheus||wave-alert|monitoring|watch
ab|A/B platform|Grafana||ab|monitoring|watch
"""
_EDGES = """
app gateway sync request
gateway service sync
service popular sync
service encoder sync user, context
encoder ann sync embedding
popular ranker sync ≈100
ann ranker sync ≈500
ranker rerank sync top 50
rerank app sync 20 items
store ranker sync features
store encoder sync
offline store batch materialise
windows store async < 5 s
log windows async
app log async clicks, views
log batch batch hourly
batch offline batch
offline trainer batch training set
trainer gate batch
gate registry batch promote
registry ann batch re-embed daily
registry encoder control deploy
registry ranker control deploy
ab service control variant
drift trainer control retrain trigger
ranker drift async scores
log ab async metrics
"""
_ROWS = "app|gateway service|popular ann encoder|rerank ranker|offline store|log windows|batch trainer gate registry|drift ab"


def _box(line: str) -> Box:
    id, name, detail, number, icon, plane, group = line.split("|")
    return Box(id, name, detail, number, icon, plane, f"#{id}", id == "ranker", group)


def _edge(line: str) -> Edge:
    source, target, kind, *label = line.split(" ", 3)
    return Edge(source, target, "".join(label), kind)


def target() -> Picture:
    """The picture."""
    return Picture(
        id="target",
        title="Video recommendation: the whole system",
        description="From a request to the next model.",
        groups=tuple(Group(*line.split("|")) for line in _GROUPS.strip().splitlines()),
        boxes=tuple(_box(line) for line in _BOXES.strip().splitlines()),
        edges=tuple(_edge(line) for line in _EDGES.strip().splitlines()),
        rows=tuple(tuple(row.split()) for row in _ROWS.split("|")),
        path=("app", "gateway", "service", "encoder", "ann", "ranker", "rerank"),
    )
