"""Answers every call of the process with its own state, on shared engines."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sam.call.call import Call
from sam.call.tools import Snapshot, Tools, TurnTiming
from sam.speech.engines import VoiceActivity
from sam.telephony.line import Leg, Line, LineError
from sam.understanding.reader import Reader
from sam.vocabulary.heard import Words
from sam.vocabulary.keeper import Keeper
from sam.vocabulary.meaning import Context, Meaning


class Receptionist:
    """Answers calls. A call keeps the snapshot it began with, and has no thread of its own."""

    def __init__(
        self,
        snapshot: Callable[[], Snapshot],
        activity: Callable[[], VoiceActivity],
        keeper: Keeper,
        line: Line,
        *,
        observe: Callable[[TurnTiming], None] = lambda _: None,
    ) -> None:
        self._snapshot = snapshot
        self._tools = Tools(activity, keeper, line, self._read, observe)
        # One thread reads meaning for all calls: a turn takes milliseconds.
        self._reading = ThreadPoolExecutor(max_workers=1, thread_name_prefix="understanding")

    async def answer(self, leg: Leg) -> None:
        """See one call through, from ring to hang-up."""
        try:
            await leg.answer()
        except LineError:
            return  # gone before it was answered: there is no call
        call = Call(leg, self._snapshot(), self._tools)
        try:
            await call.run()
        finally:
            await call.close()

    async def _read(self, reader: Reader, words: Words, context: Context) -> Meaning:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reading, reader.read, words, context)
