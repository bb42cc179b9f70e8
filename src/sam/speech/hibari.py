"""Sam's own voice: hibari-tts, from a sentence to telephone audio."""

from __future__ import annotations

from hibari import Hibari

from sam.speech import band
from sam.speech.band import Floats
from sam.speech.lanes import Lanes
from sam.speech.loudness import levelled, paced, trimmed
from sam.speech.model import HIBARI
from sam.speech.pronunciation import spoken
from sam.vocabulary.heard import Samples

SEED = 7
"""Fixes the breath noise in the voice, so that the same sentence is the same audio."""

_FACTOR = 3
"""24 kHz, which the voice speaks at, to the telephone's 8 kHz."""


class HibariVoice:
    """Text to speech, one for the process. The model is in the package; nothing is fetched.

    `spoken` spellings of the owner arrive in the text as `[word](/phonemes/)` (misaki's inline
    form, which hibari reads) or as plain words; brand names that the voice says badly are put
    right by `sam.speech.pronunciation`.

    `EngineError` if the model is missing or is not the one that was measured.
    """

    def __init__(self, *, threads: int = 1, queue: int = 32) -> None:
        # The path is given, so hibari never looks for a voice elsewhere.
        self._engine = Hibari(model=str(HIBARI.find()))
        self._lanes = Lanes("voice", threads, queue)
        self.render("Ready.")  # loads the lexicon now, not while the first caller waits

    async def speak(self, text: str) -> Samples:
        """Return the sentence as int16 samples at 8 kHz; `BusyError` when the queue is full."""
        return await self._lanes.run(self.render, text)

    def render(self, text: str) -> Samples:
        """Return the sentence as `speak` does, on the calling thread."""
        if not text.strip():
            return band.to_int16(band.EMPTY)
        wide: Floats = self._engine(spoken(text), seed=SEED)
        return band.to_int16(levelled(paced(trimmed(band.down(wide, _FACTOR)))))

    def close(self) -> None:
        """Let the threads end."""
        self._lanes.close()
