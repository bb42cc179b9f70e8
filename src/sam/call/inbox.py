"""Everything that happens on one call, in one queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sam.call.handoff import Reached
from sam.speech.listener import Listener
from sam.speech.turn import SpeechEvent
from sam.telephony.line import Digit, Frame, Held, HungUp, Leg
from sam.vocabulary.heard import Audio


@dataclass(frozen=True, slots=True)
class Found:
    """The search for a person is over."""

    person: Reached | None


Happening = SpeechEvent | Digit | Held | HungUp | Found


class Inbox:
    """Feeds the caller's audio to the listener, and queues what comes of it with all else."""

    def __init__(self, leg: Leg, listener: Listener) -> None:
        self._leg = leg
        self._listener = listener
        self._queue: asyncio.Queue[Happening] = asyncio.Queue()
        self._tasks = (
            asyncio.create_task(self._follow_leg(), name="leg"),
            asyncio.create_task(self._follow_listener(), name="listener"),
        )
        self.sink: Callable[[Audio], None] | None = None
        """Where the caller's audio goes instead of the listener, once a person has the call."""

    def put(self, happening: Happening) -> None:
        """Add something that happened elsewhere."""
        self._queue.put_nowait(happening)

    async def get(self, seconds: float) -> Happening | None:
        """Return the next thing that happens; None when nothing does for this long."""
        try:
            async with asyncio.timeout(seconds):
                return await self._queue.get()
        except TimeoutError:
            return None

    async def _follow_leg(self) -> None:
        async for event in self._leg.events():
            if not isinstance(event, Frame):
                self._queue.put_nowait(event)
            elif self.sink is not None:
                self.sink(event.audio)
            else:
                self._listener.hear(event.audio, event.at)

    async def _follow_listener(self) -> None:
        while True:
            self._queue.put_nowait(await self._listener.events.get())

    async def close(self) -> None:
        """Stop listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
