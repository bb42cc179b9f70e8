"""Writes down one call through the keeper, in order, without making the caller wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sam.vocabulary.keeper import Keeper, NotKeptError
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

Operation = Callable[[], Awaitable[None]]


class Notebook:
    """One call's writes, done one after the other by one task.

    Only a message that is announced is waited for. Steps that could not be kept are tried again
    with the next ones; what cannot be kept at all is not kept anywhere else.
    """

    def __init__(self, keeper: Keeper, call_id: str) -> None:
        self._keeper = keeper
        self._call_id = call_id
        self._queue: asyncio.Queue[Operation | None] = asyncio.Queue()
        self._unkept: tuple[Step, ...] = ()
        self._writer = asyncio.create_task(self._write(), name="notebook")

    def opened(self, at: datetime, forwarded: Forwarded) -> None:
        """Note that the call began."""
        self._queue.put_nowait(lambda: self._keeper.opened(self._call_id, at, forwarded))

    def stepped(self, steps: tuple[Step, ...], at: datetime) -> None:
        """Note what Sam did, at this instant."""
        if steps:
            timed = tuple(replace(step, at=at) for step in steps)
            self._queue.put_nowait(lambda: self._stepped(timed))

    def crossed(self) -> None:
        """Erase services and earlier steps, those not yet written included."""

        async def cross() -> None:
            self._unkept = ()
            await self._keeper.crossed(self._call_id)

        self._queue.put_nowait(cross)

    def forget(self) -> None:
        """Delete what was kept of the call."""

        async def forget() -> None:
            self._unkept = ()
            await self._keeper.forget(self._call_id)

        self._queue.put_nowait(forget)

    def keep(self, message: Message) -> None:
        """Keep the message as it stands."""
        self._queue.put_nowait(lambda: self._keeper.keep(self._call_id, message))

    async def keep_now(self, message: Message) -> bool:
        """Keep the message, and say whether it is on disk."""
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        async def keep() -> None:
            try:
                await self._keeper.keep(self._call_id, message)
            except NotKeptError:
                kept.set_result(False)
            else:
                kept.set_result(True)

        self._queue.put_nowait(keep)
        return await kept

    async def closed(self, at: datetime, outcome: Outcome) -> None:
        """Note how the call ended, after everything else has been written."""
        self._queue.put_nowait(lambda: self._keeper.closed(self._call_id, at, outcome))
        self._queue.put_nowait(None)
        await self._writer

    async def _stepped(self, steps: tuple[Step, ...]) -> None:
        self._unkept += steps
        await self._keeper.stepped(self._call_id, self._unkept)
        self._unkept = ()

    async def _write(self) -> None:
        while (operation := await self._queue.get()) is not None:
            try:
                await operation()
            except NotKeptError:
                # The desk counts what it refuses; the call goes on, and says so where it matters.
                continue
