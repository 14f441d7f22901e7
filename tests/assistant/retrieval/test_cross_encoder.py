"""The cross-encoder's second look, by a tiny model with weights of chance."""

from pathlib import Path

import pytest

from tests.conftest import make_passage
from tumen.assistant.retrieval.cross_encoder import mixed, open_reranker
from tumen.corpus.errors import ConfigurationError
from tumen.corpus.passages import Passage

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


def passages(count: int) -> list[Passage]:
    texts = ["coal", "oil port", "ships which oil"]
    return [make_passage(f"a#{n}", text=texts[n % 3]) for n in range(count)]


def test_none_is_named_none_is_opened() -> None:
    assert open_reranker(None) is None


def test_a_judgement_is_mixed_with_the_search_and_what_was_not_read_stays_behind() -> None:
    assert mixed([1.0, 0.8, 0.6], [0.0, 1.0]) == pytest.approx([0.5, 0.9, 0.3])
    assert mixed([0.4], []) == pytest.approx([0.2])
    assert mixed([], []) == []


def test_a_model_that_cannot_rank_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="3 labels"):
        open_reranker(saved_model(tmp_path / "three", labels=3))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be loaded") as raised:
        open_reranker(str(tmp_path))
    assert "TUMEN_RERANKER" in raised.value.hint
