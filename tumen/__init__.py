"""Russian and Chinese positions on the Korean Peninsula, with a checkable passage behind every sentence.

    from tumen import Tumen

    with Tumen.open() as tumen:
        reply = tumen.ask("How do Russia and China differ on sanctions?")
        print(reply.text)

This is the whole public surface: what is not named here may change without notice.
"""

from tumen.assistant.dialogue import Answer, Hit, Refusal, Reply, Support, Turn
from tumen.client import Tumen
from tumen.corpus.errors import TumenError
from tumen.corpus.passages import Passage

__all__ = ["Answer", "Hit", "Passage", "Refusal", "Reply", "Support", "Tumen", "TumenError", "Turn"]
