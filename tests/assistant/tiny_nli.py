"""A CrossEncoder of a few thousand numbers, made from a configuration: the real loading code, without a download.

Its weights are made so that it "entails" by the hypothesis alone: what it answers is known, and that is all it is for.
"""

from collections.abc import Mapping
from pathlib import Path

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "coal", "china", "buys", "sells", ".")


def make_tiny_nli(folder: Path, labels: Mapping[int, str], favoured: int) -> Path:
    """A BERT of one layer whose classifier always favours one of the labels."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), "utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=64,
        id2label=dict(labels),
        label2id={label: place for place, label in labels.items()},
    )
    torch.manual_seed(0)
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([4.0 if place == favoured else 0.0 for place in labels]))
    model.save_pretrained(folder, safe_serialization=True)
    return folder
