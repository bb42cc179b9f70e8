"""Sam's own staff in the ear: the real engines, and the receptionist who works with them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import asdict

from sam.call.receptionist import Receptionist
from sam.call.tools import Snapshot
from sam.house.log import Event, log
from sam.house.menu_words import menu_words
from sam.repertoire.repertoire import Repertoire
from sam.spa.file import SpaFile
from sam.speech.activity import SileroActivity
from sam.speech.engines import EngineError
from sam.speech.hibari import HibariVoice
from sam.speech.prompts import PromptCache
from sam.speech.whisper import WhisperRecogniser
from sam.telephony.line import Leg, Line
from sam.understanding.line.encoder import ModelError
from sam.understanding.reader import Reader
from sam.vocabulary.keeper import Keeper


class RealStaff:
    """One set of engines for every call of the process, and the snapshot that new calls get."""

    def __init__(self, snapshot: Snapshot, prompts: PromptCache) -> None:
        self._snapshot = snapshot
        self._prompts = prompts
        self._receptionist: Receptionist | None = None

    @classmethod
    async def employ(
        cls, file: SpaFile, keeper: Keeper, line: Line, hearing: Awaitable[WhisperRecogniser]
    ) -> RealStaff:
        """Load the engines, side by side; EngineError if a model is missing.

        `hearing` is loading already: it takes longest, and needs no interpreter meanwhile.
        """
        try:
            voice, recogniser, reader = await asyncio.gather(
                asyncio.to_thread(HibariVoice),
                hearing,
                asyncio.to_thread(Reader, file.spa),
            )
        except ModelError as error:
            raise EngineError(str(error)) from error
        # The first one loads its model; calls then share it.
        await asyncio.to_thread(SileroActivity)
        prompts = PromptCache(voice)
        staff = cls(Snapshot(file.spa, Repertoire(file), reader, recogniser, prompts), prompts)
        staff._receptionist = Receptionist(
            lambda: staff._snapshot,
            SileroActivity,
            keeper,
            line,
            observe=lambda timing: log(Event.REPLIED, **asdict(timing)),
        )
        return staff

    async def answer(self, leg: Leg) -> None:
        """See one call through, by the spa file that is serving when it rings."""
        assert self._receptionist is not None
        await self._receptionist.answer(leg)

    async def adopt(self, file: SpaFile) -> None:
        """Go by another spa file from the next call on."""
        before = self._snapshot
        recogniser = before.recogniser
        if list(menu_words(file.spa)) != list(menu_words(before.spa)):
            # It listens for the menu. The old one goes with the last call that uses it.
            recogniser = await asyncio.to_thread(WhisperRecogniser, tuple(menu_words(file.spa)))
        reader = await asyncio.to_thread(Reader, file.spa)
        self._snapshot = Snapshot(file.spa, Repertoire(file), reader, recogniser, self._prompts)

    async def warm(self) -> None:
        """Render the fixed sentences of the spa file into the cache, the most urgent first."""
        await self._prompts.prepare(sentence.text for sentence in self._snapshot.repertoire.fixed())
