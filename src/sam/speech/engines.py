"""What a speech engine offers. An engine is one file behind one of these Protocols."""

from __future__ import annotations

from typing import Protocol

from sam.vocabulary.heard import Audio, Samples, Words


class EngineError(Exception):
    """A model is missing or cannot be loaded. Says which, where it was looked for, what to do."""


class BusyError(Exception):
    """The queue of a shared engine is full; the turn is treated as not understood."""


class Recogniser(Protocol):
    """Speech to text. One instance serves every call of the process."""

    async def recognise(self, audio: Audio) -> Words:
        """Return the words in a stretch of speech (8 kHz); `BusyError` when the queue is full.

        Empty words where nothing was said. Names of the menu are recognised better: the engine
        was given them when it was built.
        """


class Voice(Protocol):
    """Text to speech. One instance serves every call of the process."""

    async def speak(self, text: str) -> Samples:
        """Return the sentence as int16 samples at 8 kHz; `BusyError` when the queue is full."""


class VoiceActivity(Protocol):
    """Is somebody speaking? One instance a call: it holds that call's stream state."""

    def probability(self, samples: Samples) -> float:
        """Return 0 to 1 for the next 256 samples (32 ms at 8 kHz)."""
