"""A folder of judged queries: what is tolerated, what is refused, and that the scores are those of its rankings."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tumen.corpus.errors import JudgedSetError
from tumen.corpus.settings import Settings
from tumen.evaluation.judged.retrieval_folder import read_judged_set
from tumen.evaluation.judged.retrieval_sets import evaluate_retrieval, scores

CORPUS: list[dict[str, Any]] = [
    {"id": "coal", "title": "Made-up harbours", "text": "A made-up port ships coal.", "date": "2017-06-08"},
    {"id": "oil", "title": None, "text": "A made-up pipeline carries oil."},
    {"_id": "snow", "text": "Snow fell on a made-up mountain.", "source": "The Made-up Times"},
]
QUERIES: list[dict[str, Any]] = [
    {"id": "q1", "text": "Which port ships coal?"},
    {"id": "q2", "text": "and oil?", "history": [["user", "What does the pipeline carry?"], ["agent", "Something."]]},
    {"id": "q3", "text": "Nothing is relevant to this."},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\tcoal\t2\nq1\tsnow\t0\nq2\toil\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def made(corpus: list[Any] = CORPUS, queries: list[Any] = QUERIES, qrels: str = QRELS) -> Path:
        for name, rows in (("corpus", corpus), ("queries", queries)):
            lines = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
            (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        (tmp_path / "qrels.tsv").write_text(qrels, encoding="utf-8")
        return tmp_path

    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", embedder="hashing")


def test_the_assistants_retrieval_is_scored(folder: Callable[..., Path], settings: Settings) -> None:
    found = evaluate_retrieval(folder(), settings).to_dict()
    assert found == {"queries": 2, "ndcg@10": 1, "recall@4": 1, "recall@10": 1, "recall@20": 1, "mrr": 1}


def test_a_second_run_embeds_no_passage_and_scores_the_same(folder: Callable[..., Path], settings: Settings) -> None:
    steps: list[int] = []
    first = evaluate_retrieval(folder(), settings, lambda done, _: steps.append(done))
    assert steps == [1, 2, 3]
    assert evaluate_retrieval(folder(), settings, lambda done, _: steps.append(done)) == first
    assert steps == [1, 2, 3]


def test_damaged_embeddings_are_made_anew(folder: Callable[..., Path], settings: Settings) -> None:
    first = evaluate_retrieval(folder(), settings)
    (kept,) = (settings.data / "evaluation").iterdir()
    kept.write_bytes(b"\x93NUMPY cut short")
    assert evaluate_retrieval(folder(), settings) == first


def test_a_passage_that_is_the_query_is_left_out(folder: Callable[..., Path], settings: Settings) -> None:
    itself = [{"id": "coal", "text": "A made-up port ships coal."}]
    found = evaluate_retrieval(folder(queries=itself, qrels="coal\toil\t1\n"), settings)
    assert found.mrr == 1


def test_scores_are_means_over_judged_queries(folder: Callable[..., Path]) -> None:
    judged = read_judged_set(folder())
    found = scores(judged, {"q1": ("snow", "coal"), "q2": ("coal", "snow")})
    assert found.mrr == pytest.approx((1 / 2 + 0) / 2)
    assert found.ndcg_at_10 == pytest.approx((0.6309 + 0) / 2, abs=1e-4)
    assert found.recall_at_4 == pytest.approx((1 + 0) / 2)


def test_gains_are_graded_and_zero_is_not_relevant(folder: Callable[..., Path]) -> None:
    assert read_judged_set(folder()).gains == {"q1": {"coal": 2.0}, "q2": {"oil": 1.0}}


@pytest.mark.parametrize("qrels", ["q1\tcoal\t1\n", "\ufeffq1\tcoal\t1\r\n\r\n", "q1 0 coal 1\n", "q1\t0\tcoal\t1\n"])
def test_a_header_is_optional_and_trec_columns_are_understood(folder: Callable[..., Path], qrels: str) -> None:
    assert read_judged_set(folder(qrels=qrels)).gains == {"q1": {"coal": 1.0}}


def test_a_compressed_corpus_is_the_same_corpus(folder: Callable[..., Path]) -> None:
    plain = read_judged_set(folder())
    path = folder() / "corpus.jsonl"
    path.with_name("corpus.jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()
    assert read_judged_set(path.parent) == plain


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"corpus": []}, "holds no passages"),
        ({"corpus": [*CORPUS, "{not JSON"]}, r"Line 4 of .*corpus\.jsonl is not a JSON object"),
        ({"corpus": [*CORPUS, "[1]"]}, r"Line 4 of .*corpus\.jsonl is not a JSON object"),
        ({"corpus": [{"text": "no id"}]}, r"Line 1 of .*corpus\.jsonl is not a JSON object"),
        ({"corpus": [*CORPUS, CORPUS[0]]}, "Line 4 of .*'coal' again"),
        ({"queries": [{"id": "q1", "text": "a", "history": [7]}]}, r"Line 1 of .*queries\.jsonl"),
        ({"qrels": "q1\tcoal\t1\nq2\toil\n"}, r"Line 2 of .*qrels\.tsv"),
        ({"qrels": "q9\tcoal\t1\n"}, "No query"),
    ],
)
def test_a_fault_is_named(folder: Callable[..., Path], broken: dict[str, Any], message: str) -> None:
    with pytest.raises(JudgedSetError, match=message) as raised:
        read_judged_set(folder(**broken))
    assert "qrels.tsv" in raised.value.hint


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_missing_or_unreadable_file_is_named(folder: Callable[..., Path], name: str) -> None:
    path = folder() / name
    path.write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(JudgedSetError, match=name):
        read_judged_set(path.parent)
    path.unlink()
    with pytest.raises(JudgedSetError, match=f"no {name}"):
        read_judged_set(path.parent)
