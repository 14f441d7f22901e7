"""Whether an answer rests on what it cites. Pure; whether passages support a sentence is asked of `entails`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from tumen.assistant.attribution import VOICE_NAMES
from tumen.assistant.dialogue import QuoteVerdict
from tumen.corpus.actors import Names
from tumen.corpus.passages import Passage, Voice

Entails = Callable[[str, Sequence[Passage]], bool]
"""(sentence, passages) → whether the passages together say what the sentence says; no passages never do."""

_NAME = re.compile(r"\w{4,}")
_IN_PLACE = frozenset({QuoteVerdict.EXACT, QuoteVerdict.NORMALISED})


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence of an answer, without its markers, and the passages that it cites, in order."""

    text: str
    passages: tuple[Passage, ...]


def citation_recall(sentences: Sequence[CitedSentence], entails: Entails) -> float | None:
    """Share of the sentences that their cited passages, taken together, entail.

    A sentence that cites nothing is not entailed. ALCE (Gao et al. 2023, section 4.3): recall of a statement is 1 where
    the concatenation of its citations entails it.
    """
    return _mean([bool(each.passages) and entails(each.text, each.passages) for each in sentences])


def citation_precision(sentences: Sequence[CitedSentence], entails: Entails) -> float | None:
    """Share of the citations that are needed where they stand.

    ALCE (Gao et al. 2023, section 4.3): a citation counts where its sentence is entailed by all its citations together,
    and either it entails the sentence alone or the others without it no longer do.
    """
    return _mean([needed for each in sentences for needed in _needed(each, entails)])


def faithfulness(sentences: Sequence[CitedSentence], contexts: Sequence[Passage], entails: Entails) -> float | None:
    """Share of the sentences that what was retrieved supports, whatever they cite.

    After RAGAS (Es et al. 2024), with sentences for claims. Its judge reads all contexts as one text; here one of the
    contexts must entail the sentence, or the passages that it cites together: a checker by words would accept a
    sentence patched together from twenty contexts.
    """
    return _mean([_is_faithful(each, contexts, entails) for each in sentences])


def supported_share(sentences: Sequence[str], passages: Sequence[Passage], entails: Entails) -> float | None:
    """Share of the sentences of a reference that at least one passage supports; None without any.

    With the contexts for passages: context recall of RAGAS. With the answer as the one passage: recall of the
    reference, as in nugget evaluation (Lin and Demner-Fushman 2005).
    """
    return _mean([any(entails(each, (passage,)) for passage in passages) for each in sentences])


def quote_exactness(verdicts: Sequence[QuoteVerdict]) -> float | None:
    """Share of the quotes that stand in the passage they are cited from, in one piece.

    Differences of white space, case and typographic marks are allowed; pieces joined by an ellipsis are not.
    """
    return _mean([verdict in _IN_PLACE for verdict in verdicts])


def attribution_drop(sentences: Sequence[CitedSentence], names: Names) -> float | None:
    """Share of the citing sentences that state as fact what a passage only reports in somebody's voice; 0 is best.

    Attributed opinion turned into fact was a main fault of assistants in the newsroom studies of the EBU and BBC
    (2025). A sentence keeps the attribution where it names the author, the publisher or the voice of one of its
    passages; of an official passage the holder of the position is enough.
    """
    return _mean(
        [
            not any(_names_voice(each.text, passage, names) for passage in each.passages)
            for each in sentences
            if each.passages
        ]
    )


def rests_on(before: Sequence[str], after: Sequence[str]) -> float | None:
    """Share of the sentences that are gone, or say something else, once the passage they cite is out of the index.

    before: the sentences that cited it. after: all sentences of the second answer. A sentence that stays word for word
    was not made from the passage. The idea is that of erasure (DeYoung et al. 2020, comprehensiveness).
    """
    left = set(after)
    return _mean([text not in left for text in before])


def _needed(sentence: CitedSentence, entails: Entails) -> list[bool]:
    passages = sentence.passages
    if not passages or not entails(sentence.text, passages):
        return [False] * len(passages)
    if len(passages) == 1:
        return [True]
    return [
        entails(sentence.text, (passage,)) or not entails(sentence.text, passages[:place] + passages[place + 1 :])
        for place, passage in enumerate(passages)
    ]


def _is_faithful(sentence: CitedSentence, contexts: Sequence[Passage], entails: Entails) -> bool:
    if sentence.passages and entails(sentence.text, sentence.passages):
        return True
    return any(entails(sentence.text, (passage,)) for passage in contexts)


def _names_voice(text: str, passage: Passage, names: Names) -> bool:
    source, folded = passage.source, text.casefold()
    if passage.voice is Voice.OFFICIAL and names.actors_in(text) & set(passage.holder):
        return True
    if VOICE_NAMES[passage.voice] in folded or _is_named(source.publisher, folded):
        return True
    return any(
        _is_named(author, folded) or _family_name_in(author, folded, names) for author in source.author.split(";")
    )


def _is_named(name: str, folded: str) -> bool:
    return bool(name.strip()) and name.strip().casefold() in folded


def _family_name_in(author: str, folded: str, names: Names) -> bool:
    """Of a person, who has two or three names, one of which ends or, in Chinese and Korean, begins the name."""
    parts = author.split()
    if not 2 <= len(parts) <= 3:
        return False
    return any(
        _NAME.fullmatch(part) and not names.actors_in(part) and re.search(rf"\b{re.escape(part.casefold())}\b", folded)
        for part in (parts[0], parts[-1])
    )


def _mean(values: Sequence[bool]) -> float | None:
    return fmean(values) if values else None
