"""Does the corpus answer this question at all? A probability from the best hits and the words they lack.

Nine signals and a logistic regression over the gold questions (`answerability.json`, made by
`python -m tumen.training.train_answerability`); for an embedder that it was not learned with, one over the signals that
need no cosine. Knows what a question asks about and what the best passages say; what
is done with the probability is `answering`'s.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from tumen.assistant.dialogue import Hit, Kind, Reading
from tumen.assistant.regression import Regression
from tumen.corpus.actors import Names
from tumen.corpus.contracts import Embedder
from tumen.corpus.passages import Passage
from tumen.corpus.subject import Subject
from tumen.corpus.words import content_words, stem, stems

_WEIGHTS = Path(__file__).with_name("answerability.json")
_LOOKED_AT = 10
"""Hits whose words count: a word that none of them holds is a word that the corpus does not speak of here. With 20
fewer false refusals (0.043 for 0.064) and fewer right ones (0.872 for 0.885); with 5 the reverse."""
_NAMED_AMONG = 5
"""Hits among which a country that was asked about must stand: 3 refuses 0.004 more wrongly, 10 is as 5."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SMALL_TALK = _words(
    "according actual actually anybody anyone anyway anything around ask asked away back basically begin began big bit "
    "call called came case cause come concerning deal describe differ different early earlier editor else end ended "
    "ever every everything exact exactly explain fact fall find first get gets getting give gave given go goes going "
    "gone good got guess guy happen happened hey hi incl instead issue journalist just keep kept kind know last late "
    "later least less let line list long lot lots make makes many matter mid month months more name names need new "
    "next now number numbers ok okay old one part people per person piece place please pls point position ppl pretty "
    "put question quick quickly quite quote quoted rather re read really reason regarding right roughly run said say "
    "set short show shows side sides since smth someone something sort source sources spell stand start still story "
    "student stuff sum summarise summary summer sure take taken talk tell text thanks thing things think thinks "
    "thought time times today tomorrow took topic true try trying two use used using via view views want wanted wants "
    "way ways week went whats whole winter word words work year years yes yesterday yet yrs"
)
"""Words of a question that say nothing of its subject."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a question and its hits before an answer is tried; what is a yes or no is 1 or 0.

    nearest: best cosine. best: relevance of the first hit. missing, asked: words of the subject that no hit holds, and
    all of them. coverage: largest share of them in one hit. foreign: whether a country is asked about that the best
    hits do not name. who, compares, figure: whether it asks for a speaker, for a comparison, for a number: how near
    the hits of an answerable question come differs with what is asked.
    """

    nearest: float
    best: float
    missing: float
    asked: float
    coverage: float
    foreign: float
    who: float
    compares: float
    figure: float


OF_COSINES = frozenset({"nearest", "best"})
"""The signals that are made of an embedder's cosines: another embedder's mean something else."""


class Gate:
    """Whether hits answer a question, for one corpus and one embedder."""

    def __init__(self, fingerprint: str, subject: Subject) -> None:
        """fingerprint: of the embedder that searched."""
        learned = shipped_gates()
        self._learned = next(each for each in learned if each.regression.fits(fingerprint))
        self._subject = subject

    def answers(self, reading: Reading, hits: Sequence[Hit]) -> bool:
        """Whether the probability reaches the threshold that was chosen with the weights; never without hits."""
        return bool(hits) and self.probability(reading, hits) >= self._learned.threshold

    def probability(self, reading: Reading, hits: Sequence[Hit]) -> float:
        """That the hits, at least one, answer the question; in [0, 1]."""
        return self._learned.regression.probability(asdict(signals(reading, hits, self._subject)))


def answerability_of_texts(question: str, texts: Sequence[str], embedder: Embedder, title: str = "") -> float:
    """The same where plain texts, such as the sentences of one passage, stand for the hits. title: of all of them.

    What only a search can say is left neutral: so the signals can be held against questions that people labelled.
    """
    if not texts:
        return 0.0
    vectors = embedder.embed([question, *texts])
    cosines = [float(cosine) for cosine in vectors[1:] @ vectors[0]]
    about = [stem(word) for word in content_words(question) if word not in _SMALL_TALK]
    held = [stems(content_words(f"{title} {text}")) for text in texts]
    missing, coverage = _held_back(about, held)
    best = max((cosine + _share(about, words)) / 2 for cosine, words in zip(cosines, held, strict=True))
    found = Signals(max(cosines), best, missing, float(len(about)), coverage, 0.0, 0.0, 0.0, 0.0)
    return shipped_gates()[0].regression.probability(asdict(found))


def signals(reading: Reading, hits: Sequence[Hit], subject: Subject) -> Signals:
    """What the probability is made from. hits: best first, at least one."""
    asked = _subject_words(reading, subject.names)
    about = [stem(word) for word in asked if not word.isdecimal()]
    held = [_words_about(hit.passage, subject.names) for hit in hits[:_LOOKED_AT]]
    missing, coverage = _held_back(about, held)
    among = frozenset().union(*held[:_NAMED_AMONG])
    return Signals(
        nearest=max(hit.cosine for hit in hits[:_LOOKED_AT]),
        best=hits[0].relevance,
        missing=missing,
        asked=float(len(about)),
        coverage=coverage,
        foreign=float(any(word in subject.countries and stem(word) not in among for word in asked)),
        who=float(reading.kind is Kind.WHO_SAID),
        compares=float(reading.kind is Kind.COMPARISON),
        figure=float(reading.kind is Kind.FIGURE),
    )


def _held_back(about: Sequence[str], held: Sequence[frozenset[str]]) -> tuple[float, float]:
    """How many of the stems none of the texts holds, and the largest share that one of them holds."""
    everything = frozenset().union(*held)
    return float(sum(each not in everything for each in about)), max(_share(about, words) for words in held)


def _share(about: Sequence[str], words: frozenset[str]) -> float:
    return sum(each in words for each in about) / len(about) if about else 1.0


def _subject_words(reading: Reading, names: Names) -> tuple[str, ...]:
    """The words that say what is asked about: without actors, whose names vary, and without small talk."""
    question = reading.standalone
    named = stems(
        word
        for text in (
            *(question[mention.start : mention.end] for mention in names.mentions(question)),
            *(name for actor in reading.actors for name in names.of(actor)),
        )
        for word in content_words(text)
    )
    return tuple(word for word in content_words(question) if word not in _SMALL_TALK and stem(word) not in named)


def _words_about(passage: Passage, names: Names) -> frozenset[str]:
    """The stems of a passage, of its source's card, its date and its labels."""
    source = passage.source
    named = (name for actor in passage.holder + passage.about for name in names.of(actor))
    parts = (passage.text, source.title, source.author, source.publisher, passage.stated.spoken(), passage.at or "")
    topics = (topic.replace("-", " ") for topic in passage.topics)
    return stems(content_words(" ".join((*parts, *named, *topics))))


@dataclass(frozen=True, slots=True)
class LearnedGate:
    """threshold: from which probability on a question counts as answerable."""

    regression: Regression
    threshold: float


@lru_cache(maxsize=1)
def shipped_gates() -> tuple[LearnedGate, ...]:
    """The best first; the last fits every embedder."""
    content = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return tuple(LearnedGate(Regression.of(each), each["threshold"]) for each in content["gates"])
