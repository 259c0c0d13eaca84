"""The framing and the model of designs: drawn for every shipped spec, whole, and true to the family that was chosen."""

from functools import cache
from pathlib import Path

import pytest

from designgen.design import Design, design_for
from designgen.diagram import Picture, picture_of
from designgen.diagram.faces import face, label_text
from designgen.diagram.text import clean
from designgen.resources import resource
from designgen.spec import load_spec, parse_spec
from tests.shipped import SPECS, each_spec, knowledge

PUBLISHED = sorted(resource("specs/published").glob("*.yaml"))
RANK = "task: recommend, modality: [tabular, sequence, graph], data: {features: both, history_per_user: 100}, "
RANK += "problem: {outcomes: 3}, labels: {labelled: 10B}, scale: {items: 1B, daily_users: 100M}, team: {maturity: platform}"
ROWS = "task: score_event, data: {features: both}, labels: {labelled: 1B}, team: {maturity: platform}"
STEPS = "task: score_event, modality: [sequence], data: {features: dense}, labels: {labelled: 1B}"
LOOK = "task: classify, modality: [image], scale: {classes: 20}, labels: {labelled: 5M}"
BOTH = "task: classify, modality: [text, image], scale: {classes: 20}, labels: {labelled: 5M}"
TEXT = "task: classify, modality: [text], scale: {classes: 20, requests: 1M/day}, labels: {labelled: 500}"
SAME = "task: find_similar, labels: {labelled: 1B}"
DETECT = "task: detect_objects, modality: [image], labels: {labelled: 1M}"
WRITE = "task: translate, labels: {labelled: 100M}"
DRAW = "task: create_media, labels: {labelled: 500M}"
SOUND = "task: create_media, modality: [text], problem: {output: audio}, labels: {labelled: 500M}"
FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "list_ranker_family": {
        RANK: ("logistic_regression", "gbdt", "gbdt_lr", "wide_and_deep", "dcn_deepfm", "dlrm", "dnn_mlp", "attention_sequence",
               "mmoe", "gnn"),
    },
    "row_model_family": {
        ROWS: ("logistic_regression", "gbdt", "dnn_mlp", "tabular_transformer"),
        "task: predict_propensity, labels: {labelled: 100k}": ("random_forest", "ensemble"),
        STEPS: ("recurrent_network", "sequence_transformer"),
        "task: score_event, modality: [graph, tabular], labels: {labelled: 10M}": ("gnn",),
        "task: predict_duration, labels: {labelled: 1M}": ("survival_forest",),
        "task: choose_action, scale: {classes: 5}, labels: {source: [outcome], labelled: 1M}": ("linear_bandit",),
    },
    "encoder_family": {
        LOOK: ("cnn", "vit", "dnn_on_frozen"),
        BOTH: ("multimodal_encoders",),
        "task: classify, modality: [audio], scale: {classes: 20}, labels: {labelled: 5M}": ("cnn_over_time",),
        TEXT: ("transformer_encoder", "prompted_language_model"),
        "task: search, modality: [text], labels: {source: [annotators], labelled: 5M}": ("two_tower",),
        SAME: ("skipgram_embedding",),
        "task: find_similar, modality: [tabular], labels: {labelled: 1B}": ("shared_network",),
        "task: suggest_connections, modality: [graph, tabular], labels: {labelled: 1B}": ("gnn",),
    },
    "vision_output_family": {DETECT: ("two_stage_detector", "one_stage_detector", "set_prediction_detector")},
    "text_generator_family": {
        WRITE: ("seq2seq_transformer", "transformer_lm", "seq2seq_rnn", "ngram_lm"),
        "task: complete_text, labels: {labelled: 100M}": ("rnn_lm",),
        "task: translate, problem: {signals: [suggestion_accepted]}, labels: {labelled: 100M}": ("edit_tagger",),
        "task: transcribe, labels: {labelled: 1M}, latency: {partial_output: true}": ("rnn_t", "convolutional_reader"),
        "task: converse, modality: [text, image], labels: {labelled: 100k}": ("multimodal_lm",),
    },
    "media_generator_family": {
        DRAW: ("diffusion_unet", "diffusion_transformer", "gan", "search_and_adapt"),
        SOUND: ("autoregressive_tokens", "acoustic_model_and_vocoder"),
    },
}
PINS = [(family, option, facts) for family, cases in FAMILIES.items() for facts, options in cases.items() for option in options]


@cache
def of_file(path: Path) -> Design:
    return design_for(load_spec(path, knowledge()), knowledge(), flips_of=lambda *_: {})


def pinned(family: str, option: str, facts: str) -> Design:
    spec = parse_spec(f"{{title: Pinned, {facts}, choose: {{{family}: {option}}}}}", "pinned.yaml", knowledge())
    made = design_for(spec, knowledge(), flips_of=lambda *_: {})
    assert made.decisions[family].chosen == (option,)
    return made


def marred(picture: Picture) -> list[str]:
    """Texts that are cut or hold a placeholder, and what is too much for one picture."""
    texts = [text for box in picture.boxes for text in (box.name, box.detail, box.number)]
    shown = [text for box in picture.boxes for text in (*face(box).name, *(part for line in face(box).details for part in line))]
    found = [text for text in (*texts, *(edge.label for edge in picture.edges)) if "{" in text]
    found += [text for text in shown if text.endswith("…")]
    found += [edge.label for edge in picture.edges if label_text(edge) != clean(edge.label) or len(edge.label) > 18]
    return found + ([f"{len(picture.boxes)} boxes"] if len(picture.boxes) > 18 else [])


def drawn(made: Design, view: str) -> Picture:
    picture = picture_of(made, view)
    assert picture is not None, f"{made.spec.id} has no {view}"
    return picture


@each_spec(specs=[*SPECS, *PUBLISHED])
def test_every_shipped_and_published_spec_has_both_and_no_text_is_cut(path: Path) -> None:
    made = of_file(path)
    assert [marred(drawn(made, view)) for view in ("framing", "model")] == [[], []]


@each_spec(specs=[*SPECS, *PUBLISHED])
def test_what_goes_in_comes_out_again(path: Path) -> None:
    """From every input of the framing a way leads to the last box, and what is trained on leads to a model."""
    picture = drawn(of_file(path), "framing")
    reached, new = {"act"}, {"act"}
    while new:
        new = {edge.source for edge in picture.edges if edge.target in new} - reached
        reached |= new
    assert set(picture.box) == reached


def test_every_family_is_tried() -> None:
    known = {family: set(knowledge().decisions[family].options) for family in FAMILIES}
    assert {family: {option for options in cases.values() for option in options} for family, cases in FAMILIES.items()} == known


@cache
def names() -> dict[tuple[str, str], str]:
    """What the framing calls each family."""
    return {(family, option): drawn(pinned(family, option, facts), "framing").box["model"].name for family, option, facts in PINS}


@pytest.mark.slow
def test_families_go_by_names_of_their_own() -> None:
    for family in FAMILIES:
        said = [name for (of, _), name in names().items() if of == family]
        assert len(set(said)) == len(said), said


@pytest.mark.parametrize(("family", "option", "facts"), PINS, ids=[f"{family}-{option}" for family, option, _ in PINS])
def test_each_family_is_drawn_whole(family: str, option: str, facts: str) -> None:
    made = pinned(family, option, facts)
    assert marred(drawn(made, "framing")) == []
    if option == "search_and_adapt":
        assert picture_of(made, "model") is None  # nothing is trained
        return
    picture = drawn(made, "model")
    assert marred(picture) == []
    ends = {edge.target for edge in picture.edges}
    assert {box.id for box in picture.boxes if box.plane in ("online", "edge", "training") and box.id not in ends} <= {"lora"}


def test_layers_are_drawn_between_the_inputs_and_the_loss() -> None:
    picture = drawn(pinned("list_ranker_family", "mmoe", RANK), "model")
    assert {"one expert", "seven others", "3 gates"} <= {box.name.lower() for box in picture.boxes}
    planes = [picture.box[row[0]].plane for row in picture.rows]
    assert planes.index("stream") < planes.index("online") < planes.index("edge") < planes.index("training")


