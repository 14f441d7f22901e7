"""What a run is summed up by: the measures, in the order in which they are read, each in a reader's words.

Knows names, meanings and which way is better; the definitions are `metrics`'. Tables, report, gate and documentation
all read this list.
Pure.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. name: its key in a results file. better: "higher" or "lower". group: the promise it belongs to."""

    name: str
    title: str
    meaning: str
    group: str
    better: str = "higher"

    def is_worse(self, value: float, than: float) -> bool:
        """Whether `value` is on the wrong side of `than`."""
        return value < than if self.better == "higher" else value > than


MEASURES = (
    Measure("cites_a_key", "Cites a key statement", "answers that cite at least one of the best passages", "Right"),
    Measure(
        "key_recall", "Key statements cited", "share of the best passages, at most six, that an answer cites", "Right"
    ),
    Measure("reference_recall", "Reference told", "sentences of the reference that the answer says too", "Right"),
    Measure("context_recall", "Key statements found", "share of the best passages among the twenty retrieved", "Right"),
    Measure("context_precision", "Key statements first", "how early the best passages were retrieved", "Right"),
    Measure("answer_relevance", "Answer near question", "likeness of answer and question; compare runs by it", "Right"),
    Measure(
        "citation_recall", "Sentences carried", "sentences that their cited passages together support", "Checkable"
    ),
    Measure("citation_precision", "Citations needed", "citations that carry part of their sentence", "Checkable"),
    Measure("faithfulness", "Faithful sentences", "sentences that something retrieved supports", "Checkable"),
    Measure("quote_exactness", "Exact quotes", "quotes that stand in their passage word for word", "Checkable"),
    Measure(
        "rests_on_citations",
        "Made from its citations",
        "sentences that go or change when their passage is taken out of the index",
        "Checkable",
    ),
    Measure("both_sides", "Both sides heard", "comparisons that cite a passage for every actor", "Fair"),
    Measure("actor_balance", "Equal hearing", "fewest over most passages cited for an actor of a comparison", "Fair"),
    Measure("attribution_drop", "Attribution lost", "sentences that state a reported view as fact", "Fair", "lower"),
    Measure("as_of_violations", "Later than asked", "as-of answers that cite something later", "Fair", "lower"),
    Measure("right_refusals", "Right refusals", "questions without an answer that were refused", "Silent"),
    Measure("right_reasons", "Right reasons", "right refusals that also give the right reason", "Silent"),
    Measure("false_refusals", "False refusals", "questions with an answer that were refused", "Silent", "lower"),
)
BY_NAME = {measure.name: measure for measure in MEASURES}

TOLD_BY_KIND = (
    "cites_a_key",
    "key_recall",
    "context_recall",
    "citation_recall",
    "faithfulness",
    "both_sides",
    "actor_balance",
    "right_refusals",
    "false_refusals",
)
"""Those that a table by kind of question has room for."""
