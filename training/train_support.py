"""Learns the numbers of the support checker: writes assistant/checking/support/model.json and its figures.

    python -m tumen.training.train_support DATA_DIR

DATA_DIR holds `wice/dev.jsonl` and so on, pairs that people judged. Every figure is of pairs, and of whole documents
and sources, that the numbers it was made with had not seen. Needs scikit-learn, which comes with
sentence-transformers.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from tumen.assistant.attribution import attribution
from tumen.assistant.checking.support.comparison import Embed, compare, units
from tumen.assistant.checking.support.model import SHIPPED, SupportModel, weigher
from tumen.assistant.checking.support.tokens import split, tokenise
from tumen.assistant.checking.support.vectors import RememberedVectors
from tumen.corpus.catalogue import load_catalogue
from tumen.corpus.contracts import Embedder
from tumen.corpus.indexed import statement_passage
from tumen.corpus.models.embedder import open_embedder
from tumen.corpus.passages import Passage
from tumen.corpus.settings import SHIPPED_CORPUS, load_settings
from tumen.corpus.subject import shipped_subject
from tumen.evaluation.judged.support_rows import Pair, read_pairs
from tumen.evaluation.metrics.classification import calibration
from tumen.evaluation.reports.calibration_file import write_calibration
from tumen.training.planted_faults import Planted, planted
from tumen.training.support_figures import figures, write_report
from tumen.training.support_folds import FOLDS, folds
from tumen.training.support_training import PLANTED, Examples, train

SETS = ("wice", "expertqa", "factcheck_gpt", "scifact_claims", "mtrag_faithfulness", "begin")
LEAST_MET = 30
"""Sentences that must hold a word before it weighs less than one: rarer words are names and terms."""

SEED = 0
PARTITIONS = 5
"""Of the documents into folds: the mean over the five sets differs by 0.004 (one deviation) from one to another."""


def main(folder: Path) -> None:
    """Trains, cross-validates, and writes the numbers with their provenance."""
    settings = load_settings()
    embedder = open_embedder(settings.embedder, settings.data)
    pairs = [(name, pair) for name in SETS for pair in read_pairs(folder / name / "dev.jsonl")]
    texts = dict.fromkeys(pair.context for _, pair in pairs)
    words = word_weights(list(texts))
    faults = planted_pairs()
    content: dict[str, Any] = {"provenance": _provenance(pairs, faults, embedder)}
    for name, embed in (("with_vectors", RememberedVectors(embedder, sys.maxsize)), ("without_vectors", None)):
        examples = examples_of([*pairs, *((PLANTED, pair) for pair in faults)], words, embed)
        trained = train(examples, words, settings.embedder if embed else "")
        content[name] = _written(trained.model)
        content["provenance"][name] = figures(examples, trained.held_out, [pair for _, pair in pairs])
        print(name, json.dumps(content["provenance"][name]["mean"]))
        if embed is not None:
            judged = examples.sets != PLANTED
            unseen = trained.held_out.mean(axis=0)[judged]
            write_calibration(calibration(unseen.tolist(), examples.supported[judged].tolist()))
    content["words"] = words
    SHIPPED.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    write_report(content["provenance"])


def word_weights(contexts: Sequence[str]) -> dict[str, float]:
    """Stem → ln(N / n) / ln(N / LEAST_MET) for the n of N sentences that hold it, where n > LEAST_MET."""
    names = shipped_subject().names
    held: Counter[str] = Counter()
    total = 0
    for context in contexts:
        for sentence in split(context):
            total += 1
            held.update(tokenise(sentence, names).content_set)
    most = math.log(total / LEAST_MET)
    return {
        key: round(math.log(total / met) / most, 2)
        for key, met in sorted(held.items())
        if met > LEAST_MET and not key[0].isdigit()
    }


def planted_pairs() -> list[Pair]:
    """The planted faults and honest rewordings of the shipped statements, as judged pairs."""
    catalogue = load_catalogue(SHIPPED_CORPUS)
    passages = [statement_passage(catalogue, statement) for statement in catalogue.statements]
    pairs = (_planted_pair(each, passages, n) for n, each in enumerate(planted(passages, SEED)))
    return [pair for pair in pairs if pair.claim not in pair.context]


def _planted_pair(each: Planted, passages: Sequence[Passage], n: int) -> Pair:
    """Every third cites a second passage of the same source too."""
    cited = [each.passage]
    others = [other for other in passages if other.source.id == each.passage.source.id and other is not each.passage]
    if n % 3 == 0 and others:
        cited.insert(n % 2, others[n % len(others)])
    context = "\n".join(f"{passage.text}\n({attribution(passage)})" for passage in cited)
    claim = each.sentence.replace(f" ({attribution(each.passage)})", "")
    return Pair(context, claim, not each.faulty, {"kind": each.kind, "source_document": each.passage.source.id})


def examples_of(pairs: Sequence[tuple[str, Pair]], words: Mapping[str, float], embed: Embed | None) -> Examples:
    """Pairs with their features and folds."""
    weigh, names = weigher(words), shipped_subject().names
    rows = []
    for _, pair in pairs:
        parts = units(pair.claim, [pair.context], weigh, names)
        rows.append(compare(parts, weigh, embed))
    return Examples(
        rows=tuple(rows),
        supported=np.array([pair.supported for _, pair in pairs]),
        sets=np.array([name for name, _ in pairs]),
        kinds=np.array([pair.row.get("kind", "") for _, pair in pairs]),
        folds=np.stack([folds([pair for _, pair in pairs], seed) for seed in range(SEED, SEED + PARTITIONS)]),
    )


def _written(model: SupportModel) -> dict[str, Any]:
    content = asdict(model)
    content.pop("words")
    return content


def _provenance(pairs: Sequence[tuple[str, Pair]], faults: Sequence[Pair], embedder: Embedder) -> dict[str, Any]:
    return {
        "made_by": "python -m tumen.training.train_support",
        "embedder": embedder.fingerprint,
        "pairs": dict(Counter(name for name, _ in pairs)),
        "planted": dict(sorted(Counter(str(pair.row["kind"]) for pair in faults).items())),
        "folds": FOLDS,
        "partitions": PARTITIONS,
        "seed": SEED,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
