"""What is measured, as pure functions: values in, a number out; None where a metric does not apply.

Each docstring gives the definition and where it comes from. Knows nothing of files, models or the command line: what
needs a model (does this passage support that sentence? how alike are these texts?) comes as a function.
"""

from tumen.evaluation.metrics.answers import (
    actor_balance,
    answer_relevance,
    as_of_violations,
    both_sides,
    cites_a_key,
    context_precision,
    context_recall,
    false_refusals,
    key_recall,
    right_refusals,
)
from tumen.evaluation.metrics.citations import (
    attribution_drop,
    citation_precision,
    citation_recall,
    faithfulness,
    quote_exactness,
    rests_on,
    supported_share,
)
from tumen.evaluation.metrics.classification import auc, balanced_accuracy, brier, calibration
from tumen.evaluation.metrics.intervals import bootstrap, paired_bootstrap
from tumen.evaluation.metrics.retrieval import ndcg_at, recall_at, reciprocal_rank
from tumen.evaluation.metrics.wording import unigram_f1

__all__ = [
    "actor_balance",
    "answer_relevance",
    "as_of_violations",
    "attribution_drop",
    "auc",
    "balanced_accuracy",
    "bootstrap",
    "both_sides",
    "brier",
    "calibration",
    "citation_precision",
    "citation_recall",
    "cites_a_key",
    "context_precision",
    "context_recall",
    "faithfulness",
    "false_refusals",
    "key_recall",
    "ndcg_at",
    "paired_bootstrap",
    "quote_exactness",
    "recall_at",
    "reciprocal_rank",
    "rests_on",
    "right_refusals",
    "supported_share",
    "unigram_f1",
]
