"""Sam's fixed sentences, spoken ahead of time; personal ones are spoken and forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from sam.speech.engines import BusyError, Voice
from sam.vocabulary.heard import Samples

PAUSE_SECONDS = 0.25
"""How long preparing waits before it tries a full voice again."""


class PromptCache:
    """Speaks for the calls of a process, from memory where it can.

    Fixed sentences come from the spa file and the repertoire, so keeping them keeps nothing of
    any caller. A sentence with a name, a number or a time in it is spoken with
    `cacheable=False`: it is rendered, handed over and kept nowhere.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._kept: dict[str, Samples] = {}
        self._under_way: dict[str, asyncio.Future[Samples]] = {}
        self._live = 0
        self._nobody_waits = asyncio.Event()
        self._nobody_waits.set()

    def __len__(self) -> int:
        """Return the number of sentences kept."""
        return len(self._kept)

    async def prepare(self, sentences: Iterable[str]) -> None:
        """Speak sentences into memory, in the order given, one at a time.

        Run it as a background task: a live call's sentence never waits for more than the one
        being rendered. Call it again when the spa file has changed, then `keep_only`.
        """
        for text in sentences:
            while text not in self._kept:
                await self._nobody_waits.wait()
                try:
                    await self._fixed(text)
                except BusyError:
                    await asyncio.sleep(PAUSE_SECONDS)

    def keep_only(self, sentences: Iterable[str]) -> None:
        """Forget every sentence but these, once no call uses the old spa file any more."""
        wanted = set(sentences)
        self._kept = {text: audio for text, audio in self._kept.items() if text in wanted}

    async def speak(self, text: str, cacheable: bool) -> Samples:
        """Return a sentence as int16 samples at 8 kHz; `BusyError` when the voice is full."""
        kept = self._kept.get(text) if cacheable else None
        if kept is not None:
            return kept
        self._live += 1
        self._nobody_waits.clear()
        try:
            return await (self._fixed(text) if cacheable else self._voice.speak(text))
        finally:
            self._live -= 1
            if not self._live:
                self._nobody_waits.set()

    async def speak_each(self, sentences: Iterable[tuple[str, bool]]) -> AsyncIterator[Samples]:
        """Yield the audio of (text, cacheable) pairs in order, the first as soon as it is there.

        The next sentence is rendered while the one before is being played.
        """
        pieces = [asyncio.ensure_future(self.speak(text, fixed)) for text, fixed in sentences]
        try:
            for piece in pieces:
                yield await piece
        finally:
            for piece in pieces:
                piece.cancel()

    async def _fixed(self, text: str) -> Samples:
        """Return a fixed sentence, rendering it once even if several ask for it at once."""
        if text in self._kept:
            return self._kept[text]
        rendering = self._under_way.get(text)
        if rendering is None:
            rendering = asyncio.ensure_future(self._voice.speak(text))
            self._under_way[text] = rendering
            rendering.add_done_callback(lambda _: self._under_way.pop(text, None))
        audio = await asyncio.shield(rendering)
        audio.flags.writeable = False  # many calls play the same array
        self._kept[text] = audio
        return audio
