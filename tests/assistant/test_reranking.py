"""The cross-encoder's second look, by a tiny model with weights of chance."""

from pathlib import Path

import pytest

from assistant.dialogue import Hit
from assistant.reranking import READ, open_reranker
from corpus.errors import ConfigurationError
from tests.conftest import make_passage

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "coal", "oil", "port", "ships", "which"]


def saved_model(folder: Path, labels: int) -> str:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast, set_seed

    set_seed(7)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    shape = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    config = BertConfig(vocab_size=len(WORDS), num_labels=labels, max_position_embeddings=64, **shape)
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def hits(count: int) -> list[Hit]:
    texts = ["coal", "oil port", "ships which oil"]
    return [Hit(make_passage(f"a#{n}", text=texts[n % 3]), 0.5, 1.0, 1 - n / 100) for n in range(count)]


def test_none_is_named_none_is_opened() -> None:
    assert open_reranker(None) is None


def test_hits_are_read_again_and_none_is_lost(tmp_path: Path) -> None:
    reranker = open_reranker(saved_model(tmp_path / "tiny", labels=1))
    assert reranker is not None
    before = hits(READ + 5)
    after = reranker.rerank("which port ships coal", before)
    assert {hit.passage.id for hit in after} == {hit.passage.id for hit in before}
    assert [(-hit.score, hit.passage.id) for hit in after] == sorted((-hit.score, hit.passage.id) for hit in after)
    assert all(0 <= hit.score <= 1 for hit in after)
    assert [hit.score for hit in after] != [hit.score / 2 for hit in before]
    assert reranker.rerank("which port ships coal", before) == after
    assert reranker.rerank("which", []) == ()


def test_a_model_that_cannot_rank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="3 labels"):
        open_reranker(saved_model(tmp_path / "three", labels=3))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be loaded") as raised:
        open_reranker(str(tmp_path))
    assert "TUMEN_RERANKER" in raised.value.hint
