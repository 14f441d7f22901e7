"""The contract of Embedder, held by every implementation."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tumen.corpus.contracts import Embedder
from tumen.corpus.models.embedder import HashingEmbedder, SentenceTransformersEmbedder, open_embedder
from tumen.corpus.models.model_folder import SHIPPED, find_model
from tumen.corpus.models.onnx_embedder import OnnxEmbedder

TEXTS = (
    "A made-up port shipped coal until the embargo.",
    "",
    "Coal?",
    "Министр говорил о железной дороге, 部长谈到了铁路。",
    "The delegation spoke of railways, signed nothing and left for the coast again. " * 60,
    "A made-up port shipped coal until the embargo",
)


@pytest.fixture(scope="session")
def data(exports: Path) -> Path:
    return exports


@pytest.fixture(scope="session", params=["hashing", "onnx", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest, data: Path) -> Embedder:
    if request.param == "hashing":
        return HashingEmbedder()
    if request.param == "onnx":
        opened = open_embedder(SHIPPED, data)
        assert isinstance(opened, OnnxEmbedder)
        return opened
    return SentenceTransformersEmbedder(find_model(SHIPPED, data))


def test_rows_have_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    vectors = embedder.embed([])
    assert vectors.shape == (0, embedder.dimension)
    assert vectors.dtype == np.float32


def test_a_text_has_its_vector_whatever_its_neighbours(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    backwards = embedder.embed(TEXTS[::-1])[::-1]
    alone = np.vstack([embedder.embed([text]) for text in TEXTS])
    many = embedder.embed(TEXTS * 3)[-len(TEXTS) :]
    for others in (backwards, alone, many):
        assert np.abs(together - others).max() < 1e-5


def test_the_same_texts_give_the_same_vectors(embedder: Embedder) -> None:
    assert np.array_equal(embedder.embed(TEXTS), embedder.embed(TEXTS))


def test_like_texts_are_near(embedder: Embedder) -> None:
    port, _, _, _, delegation, same_port = embedder.embed(TEXTS)
    assert port @ same_port > 0.9 > port @ delegation


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(st.characters(exclude_categories=()), max_size=40))
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.linalg.norm(embedder.embed([text])[0]) == pytest.approx(1, abs=1e-5)


def test_progress_grows_to_the_total(embedder: Embedder) -> None:
    seen: list[tuple[int, int]] = []
    embedder.embed(["coal"] * 300, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (300, 300)
    assert {total for _, total in seen} == {300}


def test_fingerprints_are_short_and_of_one_word(embedder: Embedder) -> None:
    assert embedder.fingerprint.replace("-", "").replace(".", "").isalnum()
    assert len(embedder.fingerprint) < 60


def test_each_way_to_make_vectors_has_its_own_fingerprint(data: Path) -> None:
    model = find_model(SHIPPED, data)
    ways = [HashingEmbedder(), HashingEmbedder(64), open_embedder(SHIPPED, data), SentenceTransformersEmbedder(model)]
    assert len({way.fingerprint for way in ways}) == len(ways)
    assert open_embedder(SHIPPED, data).fingerprint == ways[2].fingerprint


def test_the_exported_model_is_the_model(data: Path) -> None:
    exported = open_embedder(SHIPPED, data).embed(TEXTS)
    itself = SentenceTransformersEmbedder(find_model(SHIPPED, data)).embed(TEXTS)
    assert (exported * itself).sum(axis=1).min() > 0.97
