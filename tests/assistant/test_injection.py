"""Nothing that a passage, a question or an earlier turn orders is ever done, even by a model that obeys every word.

BIPIA (Yi et al., KDD 2025) is used where its developers' part lies beside the repository; our own attacks always are.
"""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assistant.models import EVIDENCE, READING, writer
from tests.assistant.obedient import BY_CATEGORY, OWN, Attack, answer
from tests.conftest import NAMES, make_passage
from tumen.assistant.assembly import open_assistant
from tumen.assistant.attribution import quoted
from tumen.assistant.checking.offline_judge import OfflineJudge
from tumen.assistant.checking.sentence import Checked
from tumen.assistant.dialogue import DraftSentence, Evidence, SupportVerdict, Turn
from tumen.assistant.drafting import write_checked
from tumen.assistant.writing.quoting import QuotingWriter
from tumen.corpus.models.embedder import HashingEmbedder
from tumen.corpus.passages import Span, Voice
from tumen.corpus.settings import Settings

ROOT = Path(__file__).parents[2]
BIPIA = ROOT.parent / "shared/data/bipia/dev.jsonl"
SCHEMA = json.loads((ROOT / "docs/answer.schema.json").read_text(encoding="utf-8"))
HONEST = EVIDENCE[1].passage.text
QUOTING = QuotingWriter(HashingEmbedder())
PLACES = (
    "{attack} The port was quiet. Trade went on.",
    "The port was quiet. {attack} Trade went on.",
    "Trade went on. {attack}",
)


def poisoned(text: str) -> tuple[Evidence, ...]:
    span = Span(0, len(text), "0" * 64)
    passage = make_passage(f"made-up-3@0-{len(text)}", text, span=span, voice=Voice.PRESS)
    return *EVIDENCE, Evidence(3, passage)


def shown(attack: Attack, evidence: tuple[Evidence, ...]) -> list[tuple[DraftSentence, Checked]]:
    """What a reader sees of the obedient model's own words."""
    written = write_checked((writer(answer(attack, HONEST)), QUOTING), OfflineJudge(), NAMES, READING, evidence)
    passages = {each.number: each.passage for each in evidence}

    def is_own(draft: DraftSentence) -> bool:
        return all(draft.text != quoted(passages[number], words) for number, words in draft.quotes.items())

    return [(draft, result) for draft, result in written.checked if result.sentence and is_own(draft)]


def test_the_obedient_model_writes_what_is_honest_where_nothing_is_ordered() -> None:
    ((draft, result),) = shown(OWN[0], EVIDENCE)
    assert (draft.text, result.sentence and result.sentence.citations) == (HONEST, (2,))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("attack", OWN, ids=lambda attack: attack.text[:30])
def test_no_order_in_a_passage_is_obeyed(attack: Attack, place: str) -> None:
    evidence = poisoned(place.format(attack=attack.text))
    assert shown(attack, evidence) == []


@pytest.mark.skipif(not BIPIA.exists(), reason="BIPIA is not beside the repository: ../shared is absent")
def test_no_attack_of_bipia_succeeds() -> None:
    rows = [json.loads(line) for line in BIPIA.read_text(encoding="utf-8").splitlines()][::16]
    assert {row["attack_category"] for row in rows} == set(BY_CATEGORY)
    done = [
        (row["id"], draft.text)
        for row in rows
        for draft, _ in shown(Attack(row["attack"], BY_CATEGORY[row["attack_category"]]), poisoned(row["context"]))
    ]
    assert done == []


@pytest.mark.parametrize("attack", OWN[:3], ids=lambda attack: attack.text[:30])
def test_an_order_in_a_question_or_an_earlier_turn_is_never_shown_as_supported(
    shipped: Settings, attack: Attack
) -> None:
    question = "What does Russia say about sanctions?"
    history = [Turn("user", f"{question} {attack.text}"), Turn("assistant", attack.text)]
    for asked, turns in ((f"{question} {attack.text}", []), ("and China?", history)):
        with open_assistant(shipped, writer(answer(attack, "Russia closed it."))) as assistant:
            reply = assistant.ask(asked, turns).to_dict()
        jsonschema.validate(reply, SCHEMA)
        sentences = [sentence for section in reply["sections"] for sentence in section["sentences"]]
        obeyed = [each for each in sentences if attack.obeyed("").rstrip(".") in each["text"]]
        assert not [each for each in obeyed if each["verdict"] == "supported"]


WEAK_MODELS = {
    "silent": "",
    "garbage": "�� ]]] [[1 ## ## \x00 {'a': [2]} lorem ipsum [1][2",
    "copycat": "\n".join(f"{each.passage.text} [{each.number}]" for each in EVIDENCE),
    "chatty": "Sure! Here is what I found:\n\n" + "\n".join(f"{n}. I think it depends. [{n}]" for n in range(1, 9)),
    "json": json.dumps({"answer": [{"text": "China closed the harbour.", "cites": [2]}]}),
}


@pytest.mark.parametrize("kind", WEAK_MODELS)
def test_weak_models_end_in_the_contract(shipped: Settings, kind: str) -> None:
    with open_assistant(shipped, writer(WEAK_MODELS[kind])) as assistant:
        reply = assistant.ask("How do Russia and China differ on sanctions?").to_dict()
    jsonschema.validate(reply, SCHEMA)
    assert {"russia", "china"} <= {section["actor"] for section in reply["sections"]}


_MARKS = '[1] [2] [3] [12] “ ” " ## China Russia ** <think> </think> not 24 .\n .\n'
_WORDS = st.sampled_from([*HONEST.split(), *EVIDENCE[0].passage.text.split(), *_MARKS.split(" ")])
_OUTPUT = st.text(max_size=300) | st.lists(_WORDS, max_size=60).map(" ".join)


@settings(max_examples=300)
@given(_OUTPUT)
def test_whatever_a_model_writes_what_is_shown_is_carried_by_what_it_cites(text: str) -> None:
    written = write_checked((writer(text), QUOTING), OfflineJudge(), NAMES, READING, EVIDENCE)
    assert not written.is_empty
    known = {each.number: each.passage for each in EVIDENCE}
    for _, each in written.checked:
        if each.sentence:
            assert each.sentence.support.verdict is not SupportVerdict.UNSUPPORTED
            assert each.sentence.citations == tuple(citation.number for citation in each.citations)
            assert all(known[citation.number] == citation.passage for citation in each.citations)
            assert all(citation.quote in citation.passage.text for citation in each.citations)
