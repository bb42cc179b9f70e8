"""Sam's voice on one leg: what is being said, what was heard of it, and stopping in mid-phrase."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from sam.repertoire.repertoire import Sentence
from sam.speech.engines import BusyError
from sam.telephony.line import RATE, Leg
from sam.vocabulary.heard import Samples

REWIND_MS = 400
"""How far before the interruption a resumed phrase begins again, so that no word is lost."""

BUSY_SECONDS = 0.1
"""How long to wait for a voice whose queue is full before trying again."""

FirstAudio = Callable[[float], None]


class Prompts(Protocol):
    """Gives the audio of a sentence: from the cache where it is fixed, else rendered now."""

    async def speak(self, text: str, cacheable: bool) -> Samples:
        """Return int16 samples at 8 kHz."""


class Mouth:
    """Says replies on a leg, and knows how much of one has been heard."""

    def __init__(self, leg: Leg, prompts: Prompts) -> None:
        self._leg = leg
        self._prompts = prompts
        self._rendering: asyncio.Task[None] | None = None
        self._waiting: list[Sentence] = []
        self._played: list[Samples] = []
        self._stopped_at: int | None = None
        self._on_first_audio: FirstAudio | None = None

    def say(self, sentences: Sequence[Sentence], on_first_audio: FirstAudio | None = None) -> None:
        """Begin a reply; sentences are rendered while the ones before them are heard.

        `on_first_audio` is called once, with the monotonic second at which the reply's first
        audio was handed to the line.
        """
        self.stop()
        self._waiting = list(sentences)
        self._played = []
        self._stopped_at = None
        self._on_first_audio = on_first_audio
        self._render()

    def _render(self) -> None:
        self._rendering = asyncio.create_task(self._render_waiting(), name="saying")

    async def _render_waiting(self) -> None:
        while self._waiting:
            sentence = self._waiting[0]
            try:
                samples = await self._prompts.speak(sentence.text, sentence.cacheable)
            except BusyError:
                await asyncio.sleep(BUSY_SECONDS)
                continue
            self._waiting.pop(0)
            self._played.append(samples)
            self._leg.play(samples)
            if self._on_first_audio is not None:
                self._on_first_audio(asyncio.get_running_loop().time())
                self._on_first_audio = None

    @property
    def speaking(self) -> bool:
        """Is anything still to be heard?"""
        rendering = self._rendering is not None and not self._rendering.done()
        return rendering or self._leg.queued_ms > 0

    @property
    def interrupted(self) -> bool:
        """Was the reply cut short, and can it be resumed?"""
        return self._stopped_at is not None

    @property
    def unheard_ms(self) -> float:
        """How much of an interrupted reply was not heard; infinite where some is not rendered."""
        if self._stopped_at is None:
            return 0.0
        if self._waiting:
            return math.inf
        return 1000.0 * (sum(map(len, self._played)) - self._stopped_at) / RATE

    def stop(self) -> None:
        """Go silent at once, and remember where."""
        if not self.speaking:
            return
        if self._rendering is not None:
            self._rendering.cancel()
        queued = int(self._leg.queued_ms * RATE / 1000)
        self._stopped_at = max(0, sum(map(len, self._played)) - queued)
        self._leg.flush()

    def resume(self) -> None:
        """Go on with the phrase that was interrupted, from just before where it was cut."""
        if self._stopped_at is None:
            return
        start = max(0, self._stopped_at - REWIND_MS * RATE // 1000)
        self._stopped_at = None
        if self._played:
            self._played = [np.concatenate(self._played)[start:]]
            self._leg.play(self._played[0])
        self._render()

    async def close(self) -> None:
        """Stop rendering; nothing more is said."""
        if self._rendering is not None:
            self._rendering.cancel()
            await asyncio.gather(self._rendering, return_exceptions=True)
