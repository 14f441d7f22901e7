"""A sentence beside the evidence for it → named numbers, which the learned checker weighs.

Knows what is compared: words, numbers, names, actors, negations, hedges, opposites, direction, order, and the cosines
of the embedder. Knows no weights and no verdict. Pure.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tumen.assistant.checking.support.edits import align, edit_features
from tumen.assistant.checking.support.nearest import Nearest, Weigh
from tumen.assistant.checking.support.tokens import TokenisedText, opposites
from tumen.assistant.checking.support.words import ABSOLUTES, CAUSES, DOWN, META, PERSONAL, PRONOUNS, SOFTENERS, UP
from tumen.corpus.contracts import Vectors

Features = dict[str, float]

_CLAUSE_MARKS = frozenset([",", ";", ":", "(", ")", "and", "but", "while", "which", "who"])
_NEIGHBOURS = 4
"""Content words within which two neighbours of the claim still count as neighbours in the context."""
_MOST_PLACES = 50
"""Places of one word that are looked at: bounds the cost in a context of 20,000 words."""
_MEANT_WORST = (
    "cov_all", "cov_best", "cov_window", "cov_clause", "cos_best", "cos_pair", "cos_all", "bigrams", "names_share",
    "copied",
)  # fmt: skip
_MEANT_MOST = ("missing", "missing_sum", "new_content", "numbers_lost", "opposites")


def unit_features(claim: TokenisedText, found: Nearest, weigh: Weigh, cosines: Features) -> Features:
    """Everything that is compared for one sentence. cosines: of `cosine_features`, or empty without an embedder."""
    return {
        **_coverage(claim, found, weigh),
        **_facts(claim, found),
        **_turns(claim, found.window),
        **_direction(claim, found),
        **edit_features(align(claim, found.window), found.window),
        **_shape(claim, found),
        **cosines,
    }


def combined(units: Sequence[Features]) -> Features:
    """The features of an answer of several sentences: their means, and of some the worst. One sentence: itself."""
    means = {name: sum(unit[name] for unit in units) / len(units) for name in units[0]}
    worst = {f"min_{name}": min(unit[name] for unit in units) for name in _MEANT_WORST if name in units[0]}
    most = {f"max_{name}": max(unit[name] for unit in units) for name in _MEANT_MOST}
    return {**means, **worst, **most, "units": math.log1p(len(units))}


def cosine_features(claim: Vectors, nearest: Vectors) -> Features:
    """Of a claim, shape (d,), with each of the nearest sentences, (n, d), and with what two and all of them say."""
    if not len(nearest):
        return dict.fromkeys(("cos_best", "cos_second", "cos_third", "cos_pair", "cos_all", "cos_lexical"), 0.0)
    cosines = nearest @ claim
    order = np.argsort(-cosines, kind="stable")
    ranked = cosines[order]
    return {
        "cos_best": float(ranked[0]),
        "cos_second": float(ranked[min(1, len(ranked) - 1)]),
        "cos_third": float(ranked[-1]),
        "cos_pair": _towards(claim, nearest[order[:2]]),
        "cos_all": _towards(claim, nearest),
        "cos_lexical": float(cosines[0]),
    }


def _towards(claim: Vectors, sentences: Vectors) -> float:
    together = sentences.sum(axis=0)
    return float(together @ claim / (np.linalg.norm(together) + 1e-9))


def _coverage(claim: TokenisedText, found: Nearest, weigh: Weigh) -> Features:
    keys = list(dict.fromkeys(claim.content))
    held, window = found.whole.content_set, found.window.content_set
    first = found.nearest[0] if found.nearest else None
    missing = [key for key in keys if key not in held]
    beginnings = {key[:5] for key in held if len(key) >= 5}
    alike = {key for key in missing if len(key) >= 5 and key[:5] in beginnings}
    clauses = _clauses(claim)
    return {
        "cov_all": _share(keys, held, weigh),
        "cov_all_flat": (len(keys) - len(missing)) / max(1, len(keys)),
        "cov_best": _share(keys, first.content_set if first else frozenset(), weigh),
        "cov_window": _share(keys, window, weigh),
        "cov_alike": _share(keys, held | alike, weigh),
        "cov_clause": min((_share(clause, window, weigh) for clause in clauses), default=1.0),
        "cov_clause_all": min((_share(clause, held, weigh) for clause in clauses), default=1.0),
        "back": _share(list(dict.fromkeys(first.content)), claim.content_set, weigh) if first else 0.0,
        "bigrams": _held(claim.grams(2), found.whole.grams(2)),
        "trigrams": _held(claim.grams(3), found.whole.grams(3)),
        "neighbours": _neighbours(claim, found.whole),
        "missing": float(len(missing)),
        "missing_max": max((weigh(key) for key in missing), default=0.0),
        "missing_sum": sum(weigh(key) for key in missing),
    }


def _share(keys: Sequence[str], held: frozenset[str] | set[str], weigh: Weigh) -> float:
    """Share of the weight of some words that others hold; 1 of no words."""
    total = sum(weigh(key) for key in keys)
    return sum(weigh(key) for key in keys if key in held) / total if total else 1.0


def _held(wanted: frozenset[tuple[str, ...]], held: frozenset[tuple[str, ...]]) -> float:
    return len(wanted & held) / max(1, len(wanted))


def _neighbours(claim: TokenisedText, context: TokenisedText) -> float:
    """Share of the pairs of neighbouring content words of the claim that stand close together in the context."""
    pairs = list(zip(claim.content, claim.content[1:], strict=False))
    if not pairs:
        return 1.0
    places: dict[str, list[int]] = {}
    for place, key in enumerate(context.content):
        places.setdefault(key, []).append(place)
    near = sum(_are_near(places.get(one, []), places.get(other, [])) for one, other in pairs)
    return near / len(pairs)


def _are_near(one: Sequence[int], other: Sequence[int]) -> bool:
    return any(abs(i - j) <= _NEIGHBOURS for i in one[:_MOST_PLACES] for j in other[:_MOST_PLACES])


def _clauses(claim: TokenisedText) -> list[list[str]]:
    """Content words of each clause, cut at marks and at and, but, while, which, who; a lone word is no clause."""
    clauses: list[list[str]] = [[]]
    for token in claim.tokens:
        if token.word in _CLAUSE_MARKS and len(clauses[-1]) >= 3:
            clauses.append([])
        elif token.content:
            clauses[-1].append(token.key)
    return [clause for clause in clauses if len(clause) >= 2]


def _facts(claim: TokenisedText, found: Nearest) -> Features:
    context, window = found.whole, found.window
    lost = claim.numbers - context.numbers
    return {
        "numbers": float(len(claim.numbers)),
        "numbers_lost": float(len(lost)),
        "numbers_lost_here": float(len(claim.numbers - window.numbers)),
        "numbers_share": len(lost) / max(1, len(claim.numbers)),
        "names": float(len(claim.names)),
        "names_lost": float(len(claim.names - context.key_set)),
        "names_share": _part(claim.names, context.key_set),
        "names_share_here": _part(claim.names, window.key_set),
        "actors_lost": float(len(claim.actors - context.actors)),
        "actors_lost_here": float(len(claim.actors - window.actors)),
        "speakers": float(bool(claim.speakers)),
        "speakers_lost": float(len(claim.speakers - context.speakers)),
        "window_speakers": float(bool(window.speakers)),
        "subject_held": float(bool(claim.keys) and claim.keys[0] in window.key_set),
    }


def _part(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 1.0


def _turns(claim: TokenisedText, window: TokenisedText) -> Features:
    facing = [
        key for key in claim.content_set - window.content_set if opposites().get(key, frozenset()) & window.content_set
    ]
    return {
        "negation": float(min(claim.negations, 2)),
        "negation_there": float(min(window.negations, 2)),
        "negation_differs": float(bool(claim.negations) != bool(window.negations)),
        "negation_added": float(claim.negations > 0 and not window.negations),
        "hedged": float(len(claim.hedges) + len(claim.words & SOFTENERS)),
        "hedged_there": float(len(window.hedges) + len(window.words & SOFTENERS)),
        "hedge_dropped": float(bool(window.hedges) and not claim.hedges),
        "hedge_added": float(bool(claim.hedges) and not window.hedges),
        "opposites": float(len(facing)),
        "absolutes": float(len((claim.words & ABSOLUTES) - window.words)),
        "causes": float(bool(claim.words & CAUSES) and not window.words & CAUSES),
    }


def _direction(claim: TokenisedText, found: Nearest) -> Features:
    """Which way the claim says that things go, and which way its nearest sentence does; a negation turns it round."""
    first = found.nearest[0] if found.nearest else None
    ours, theirs = _way(claim), _way(first) if first else 0
    return {
        "way": float(ours),
        "way_there": float(theirs),
        "way_same": float(ours * theirs > 0),
        "way_turned": float(ours * theirs < 0),
        "first_negation_differs": float(first is not None and bool(claim.negations) != bool(first.negations)),
    }


def _way(text: TokenisedText) -> int:
    """1 up, -1 down, 0 unsaid; something that lowers a rise goes down, something that lowers a fall goes up."""
    up, down = (_count(text, side) for side in (UP, DOWN))
    if not up and not down:
        return 0
    way = (-1) ** down if up and down else (1 if up else -1)
    return -way if text.negations % 2 else way


def _count(text: TokenisedText, words: Iterable[str]) -> int:
    return sum(token.word in words for token in text.tokens)


def _shape(claim: TokenisedText, found: Nearest) -> Mapping[str, float]:
    """Lengths and places: what the same coverage is worth depends on how much text there was to find it in."""
    places, count = found.places, max(1, found.count)
    return {
        "claim_length": math.log1p(len(claim.content)),
        "context_length": math.log1p(len(found.whole.content)),
        "context_sentences": math.log1p(count),
        "context_numbers": len(found.whole.numbers) / max(1, len(found.whole.content)),
        "place": places[0] / count if places else 1.0,
        "spread": (max(places) - min(places)) / count if places else 0.0,
        "pronoun": float(bool(claim.tokens) and claim.tokens[0].word in PRONOUNS),
        "meta": float(bool(claim.words & META) and claim.negations > 0),
        "personal": float(bool(claim.words & PERSONAL)),
    }
