"""Every combination of output, query, trigger and modality is decided as an engineer would insist, whatever the points say."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from designgen.agreement.judge import Judge
from designgen.agreement.vocabulary import load_vocabulary
from designgen.decisions import Case
from designgen.decisions.decide import given_of
from designgen.decisions.model import Value
from tests.agreement.odd import AXES
from tests.shipped import knowledge

EMPTY = "nothing is possible"
TREES = {"gbdt", "gbdt_lr", "random_forest", "ensemble", "survival_forest"}
VECTORS = {"two_tower_ann", "embedding_knn", "hybrid_lexical_semantic", "kg_rag", "multi_source"}
MEDIA = {"image", "video", "audio"}
LISTS = {"ordered_list", "candidate_set", "edges"}
SERVED_ON_A_DEVICE = ("phone", "phone_cpu", "phone_npu", "microcontroller")
STEP = 11
"""Every how many combinations one is tried with devices and privacy; prime to the sizes of the axes."""


@dataclass(frozen=True)
class Decided:
    """One combination: its four words, the circumstances as numbers, and what was chosen where something was asked."""

    output: str
    query: str
    trigger: str
    modality: str
    known: Mapping[str, Any]
    chosen: Mapping[str, str]

    def __getitem__(self, decision: str) -> str:
        return self.chosen.get(decision, "")

    @property
    def trees(self) -> bool:
        return bool({self["list_ranker_family"], self["row_model_family"]} & TREES)


Invariant = Callable[[Decided], bool]

ALWAYS: Mapping[str, Invariant] = {
    "something is possible in every decision": lambda it: EMPTY not in it.chosen.values(),
    "picture encoders read pictures": lambda it: (
        it["encoder_family"] not in {"cnn", "vit"} or it.modality in {"image", "video"}
    ),
    "detectors find regions": lambda it: bool(it["vision_output_family"]) == (it.output == "regions"),
    "an index is there exactly where vectors are searched": lambda it: (
        bool(it["ann_index"]) == (it["retrieval_strategy"] in VECTORS or it.output == "groups")
    ),
    "vectors are stored where they are indexed": lambda it: bool(it["vector_store"]) == bool(it["ann_index"]),
    "words are matched where words come in": lambda it: (
        it["retrieval_strategy"] != "hybrid_lexical_semantic" or it.query in {"typed_text", "conversation"}
    ),
    "friends of friends are candidates for links only": lambda it: (
        it["retrieval_strategy"] != "friends_of_friends" or it.output == "edges"
    ),
    "two towers serve lists": lambda it: it["encoder_family"] != "two_tower" or it.output in LISTS,
    "sessions are embedded where items are viewed in sessions": lambda it: (
        it["encoder_family"] != "skipgram_embedding" or (it.query, it.modality) == ("item_viewed", "sequence")
    ),
    "a list that is ranked in a stage of its own has a ranker": lambda it: (
        it.output != "ordered_list" or it["multi_stage"] != "retrieve_rank_rerank" or bool(it["list_ranker_family"])
    ),
    "a loss that compares items needs a list": lambda it: it["loss_label"] != "lambdarank" or it.output == "ordered_list",
    "a softmax over classes needs exclusive classes": lambda it: (
        it["loss_label"] != "softmax_cross_entropy" or it.output in {"class", "token_tags"}
    ),
    "a spread is learned where a spread is asked for": lambda it: (
        (it["loss_number"] in {"pinball_quantiles", "likelihood"}) == (it.output == "distribution")
    ),
    "censored times have a loss that knows them": lambda it: (
        (it["loss_number"] == "partial_likelihood_censored") == (it.output == "duration")
    ),
    "a batch softmax draws its negatives from the batch or a known law": lambda it: (
        it["loss_encoder"] != "batch_softmax"
        or it["negative_sampling"] in {"in_batch", "in_batch_plus_hard", "sampled_softmax"}
    ),
    "classification of identities draws no negatives": lambda it: (
        it["loss_encoder"] != "proxy_classification" or it.output != "groups" or not it["negative_sampling"]
    ),
    "trees need no accelerator": lambda it: not it.trees or it["hardware"] in {"cpu", "batch_cpu", "device_cpu", "npu"},
    "trees are boosted, networks are not": lambda it: it.trees == (it["optimiser"] == "boosting"),
    "trees have no trunk to share": lambda it: not it.trees or it["multi_task"] != "shared_trunk_heads",
    "trees do not tag what comes in an order": lambda it: (
        it.output != "token_tags" or it.modality not in {"sequence", "time_series"} or not it.trees
    ),
    "an order of rows is not shuffled away": lambda it: (
        it["train_split"] != "random_stratified" or (not it.known["natural"] and it.modality != "time_series")
    ),
    "many labels have a head or a model each": lambda it: it.output != "labels" or it["multi_task"] != "single_task",
    "one action out of several is chosen by uplift or a bandit": lambda it: (
        (it["task_type_decision"] in {"uplift", "contextual_bandit"}) == (it.output == "treatment")
    ),
    "sessions are the unit where there are sessions": lambda it: (
        it["granularity"] != "session_level" or (it.modality == "sequence" and it.output != "groups")
    ),
    "co-views are a baseline for lists": lambda it: it["baseline_model"] != "cooccurrence" or it.output in LISTS,
    "media are made by a generator of media": lambda it: bool(it["media_generator_family"]) == (it.output in MEDIA),
    "text is written by a generator of text": lambda it: bool(it["text_generator_family"]) == (it.output == "text"),
    "a generator reads no table of features": lambda it: it.output not in MEDIA | {"text"} or not it["feature_store"],
}  # fmt: skip
ON_SERVERS: Mapping[str, Invariant] = {
    "results are written ahead only where nobody waits": lambda it: it["serving_mode"] != "batch" or it.trigger != "request",
    "streams are for events": lambda it: it["serving_mode"] != "streaming" or it.trigger == "event",
    "who waits is served online or from a queue": lambda it: (
        it.trigger != "request" or it["serving_mode"] not in {"batch", "streaming", "hybrid_batch_and_streaming"}
    ),
    "encoders and generators do not run in batches on CPUs": lambda it: (
        it["hardware"] != "batch_cpu" or (not it.known["content"] and not it.known["generates"])
    ),
    "no phone chip in a data centre": lambda it: it["hardware"] not in {"npu", "device_cpu"},
}
ON_DEVICES: Mapping[str, Invariant] = {
    "a device serves itself": lambda it: it["serving_mode"] == "on_device",
    "a device has no accelerator of a data centre": lambda it: it["hardware"] in {"npu", "device_cpu"},
    "no store on servers": lambda it: it["vector_store"] in {"", "library"},
    "no online feature store": lambda it: it["feature_store"] in {"", "request_features_only"},
    "no graph on a phone": lambda it: "gnn" not in {it["encoder_family"], it["row_model_family"]},
    "no vendor is called": lambda it: it["llm_serving"] != "vendor_api",
    "trees travel as they are": lambda it: not it.trees or it["model_compression"] in {"", "none"},
}
SINCE = {"trees do not tag what comes in an order": 2014, "classification of identities draws no negatives": 2017}
"""The first year in which an invariant can be met: what it asks for had to be invented."""
UNSEEN: Mapping[str, Invariant] = {
    "nobody reviews what nobody may see": lambda it: it["human_in_the_loop"] in {"no_review", "person_decides"},
}


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(knowledge(), load_vocabulary(knowledge())[0])


def combinations() -> list[tuple[str, ...]]:
    return list(itertools.product(*(knowledge().facts[name].values for name in AXES)))


def decided(judge: Judge, combination: tuple[str, ...], **facts: str | int) -> Decided:
    """What the program chooses; every other fact is left to its default."""
    output, query, trigger, modality = combination
    given: dict[str, Value] = dict(zip(AXES, (output, query, (trigger,), (modality,)), strict=True))
    given |= {name.replace("__", "."): value for name, value in facts.items()}
    values, tracks = judge.program.trace(given_of(judge.knowledge, Case(given, {}, {})), judge.open)
    chosen = {}
    for node, track in zip(judge.program.decisions, tracks, strict=True):
        if node.pick == "one" and track is not None:
            code = int(values[node.name])
            chosen[node.name] = node.options[code - 1].id if code else EMPTY
    return Decided(output, query, trigger, modality, values, chosen)


def broken(found: Iterator[Decided], *sets: Mapping[str, Invariant]) -> dict[str, str]:
    """For each invariant that does not hold, one combination that breaks it and how many do."""
    told: dict[str, list[str]] = {}
    for it in found:
        for name, holds in itertools.chain.from_iterable(invariants.items() for invariants in sets):
            if not holds(it):
                told.setdefault(name, []).append(f"{it.output} · {it.query} · {it.trigger} · {it.modality}")
    return {name: f"{len(places)} times, as in {places[0]}" for name, places in told.items()}


@pytest.mark.slow
def test_what_an_engineer_insists_on_holds_for_every_combination(judge: Judge) -> None:
    found = (decided(judge, combination) for combination in combinations())
    assert broken(found, ALWAYS, ON_SERVERS) == {}


@pytest.mark.parametrize("year", [2012, 2016, 2020])
def test_it_held_in_earlier_years(judge: Judge, year: int) -> None:
    found = (decided(judge, combination, year=year) for combination in combinations()[::STEP])
    assert broken(found, {name: holds for name, holds in ALWAYS.items() if year >= SINCE.get(name, 0)}, ON_SERVERS) == {}


@pytest.mark.parametrize("place", SERVED_ON_A_DEVICE)
def test_it_holds_on_devices(judge: Judge, place: str) -> None:
    found = (decided(judge, combination, constraints__runs_on=place) for combination in combinations()[::STEP])
    assert broken(found, ALWAYS, ON_DEVICES) == {}


@pytest.mark.parametrize("privacy", ["no_human_access", "stays_on_device"])
@pytest.mark.parametrize("stakes", ["low", "rights"])
def test_it_holds_where_nobody_may_look(judge: Judge, privacy: str, stakes: str) -> None:
    facts = {"risk__privacy": privacy, "risk__stakes": stakes}
    found = (decided(judge, combination, **facts) for combination in combinations()[::STEP])
    assert broken(found, UNSEEN if stakes == "low" or privacy == "no_human_access" else {}, ALWAYS) == {}


def test_what_breaks_is_told_with_a_place(judge: Judge) -> None:
    """The test of the test: an invariant that is false everywhere is found everywhere."""
    found = (decided(judge, combination) for combination in combinations()[:3])
    assert broken(found, {"never": lambda _: False}) == {"never": "3 times, as in ordered_list · visit · request · tabular"}
