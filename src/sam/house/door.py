"""The one Unix socket between ear and desk.

`KeeperClient` stands in the ear and is a `Keeper`: each of its calls returns when the desk says
that the thing is on disk, and raises NotKeptError if that takes longer than `ACK_SECONDS`.
`KeeperServer` stands in the desk, in front of the store.

What makes a lost connection harmless: an operation that was sent and not acknowledged is sent
again on the next connection, with the number that it has within its call, and the store applies a
number once. A call's operations go one after the other, so none overtakes another. Nothing waits
longer than its two seconds: there is no queue in which something of a call could lie.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sam.house.frames import (
    MAX_BYTES,
    Ack,
    FrameError,
    frame,
    read,
    seq_of,
    wire_message,
    wire_steps,
)
from sam.house.log import Event, log
from sam.vocabulary.keeper import ACK_SECONDS, NotKeptError
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

if TYPE_CHECKING:
    # The ear must not load the store, only know its shape.
    from sam.messages.store import MessageStore

_RETRY_SECONDS = 0.05
"""Between attempts to reach a desk that is starting again."""


class KeeperClient:
    """The ear's `Keeper`: sends each operation through the socket and waits for its answer."""

    def __init__(self, path: Path, ack_seconds: float = ACK_SECONDS) -> None:
        """Connect to the socket at `path` when first needed; the desk may start later."""
        self._path = path
        self._ack_seconds = ack_seconds
        self._seq = 0
        self._calls: dict[str, _Turnstile] = {}
        self._waiting: dict[int, asyncio.Future[Ack]] = {}
        self._link: _Link | None = None
        self._connecting = asyncio.Lock()

    async def opened(self, call_id: str, at: datetime, forwarded: Forwarded) -> None:
        """Note that a call began."""
        await self._do("opened", call_id, at=at, forwarded=forwarded)

    async def stepped(self, call_id: str, steps: tuple[Step, ...]) -> None:
        """Add steps, in order."""
        await self._do("stepped", call_id, steps=wire_steps(steps))

    async def keep(self, call_id: str, message: Message) -> None:
        """Keep or replace the call's message."""
        await self._do("keep", call_id, message=wire_message(message))

    async def crossed(self, call_id: str) -> None:
        """Erase the services and earlier steps of a call that crossed the line."""
        await self._do("crossed", call_id)

    async def forget(self, call_id: str) -> None:
        """Delete the call's message and steps."""
        await self._do("forget", call_id)

    async def closed(self, call_id: str, at: datetime, outcome: Outcome) -> None:
        """Note that a call ended."""
        try:
            await self._do("closed", call_id, at=at, outcome=outcome)
        finally:
            self._calls.pop(call_id, None)

    async def stop(self) -> None:
        """Close the connection."""
        if self._link is not None:
            self._link.close()
            self._link = None

    async def _do(self, op: str, call_id: str, **values: object) -> None:
        """Send one operation and wait for its answer; NotKeptError unless it is on disk."""
        call = self._calls.setdefault(call_id, _Turnstile())
        try:
            async with asyncio.timeout(self._ack_seconds), call.lock:
                call.number += 1
                ack = await self._ask(op, call_id=call_id, number=call.number, **values)
        except TimeoutError:
            raise NotKeptError(
                f"{op}: the desk did not answer within {self._ack_seconds:g} s"
            ) from None
        except FrameError as error:
            raise NotKeptError(f"{op}: {error}") from None
        if not ack.kept:
            why = f"{ack.field} does not fit" if ack.field else "it could not be written"
            raise NotKeptError(f"{op}: the desk refused, {why}")

    async def _ask(self, op: str, **values: object) -> Ack:
        self._seq += 1
        seq = self._seq
        line = frame(op, seq=seq, **values)
        answer: asyncio.Future[Ack] = asyncio.get_running_loop().create_future()
        self._waiting[seq] = answer
        try:
            return await self._answered(line, answer)
        finally:
            del self._waiting[seq]

    async def _answered(self, line: bytes, answer: asyncio.Future[Ack]) -> Ack:
        """Send `line`, again on each new connection, until its answer comes."""
        while True:
            link = await self._linked()
            link.send(line)
            await asyncio.wait((answer, link.over), return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()

    async def _linked(self) -> _Link:
        """Return the open connection; make one, however often that takes."""
        async with self._connecting:
            while self._link is None or self._link.over.done():
                try:
                    self._link = await _Link.open(self._path, self._take)
                except OSError:
                    await asyncio.sleep(_RETRY_SECONDS)
            return self._link

    def _take(self, ack: Ack) -> None:
        waiting = self._waiting.get(ack.seq)
        if waiting is not None and not waiting.done():
            waiting.set_result(ack)


class _Turnstile:
    """Lets one operation of a call through at a time, and counts them."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.number = 0


class _Link:
    """One connection of the client."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when the connection is gone."""
        self._reader: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path, take: Callable[[Ack], None]) -> _Link:
        """Connect; OSError if nobody listens, PermissionError if another user does."""
        reader, writer = await asyncio.open_unix_connection(str(path), limit=MAX_BYTES)
        link = cls(writer)
        if not _same_user(writer):
            link.close()
            raise PermissionError("the keeper's socket belongs to another user")
        link._reader = asyncio.create_task(link._listen(reader, take))
        return link

    def send(self, line: bytes) -> None:
        """Send a frame; if the connection is gone, `over` says so soon."""
        self._writer.write(line)

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()
        if self._reader is not None:
            self._reader.cancel()

    async def _listen(self, reader: asyncio.StreamReader, take: Callable[[Ack], None]) -> None:
        try:
            while line := await reader.readline():
                take(Ack.model_validate_json(line))
        except (OSError, ValueError) as error:
            log(Event.FRAME_REFUSED, error=type(error))
        finally:
            self.over.set_result(None)
            self._writer.close()


class KeeperServer:
    """The desk's end: reads frames, applies them to the store one by one, answers each."""

    def __init__(self, store: MessageStore, path: Path) -> None:
        """Keep what comes through the socket at `path` in `store`."""
        self._store = store
        self._path = path
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen. The folder must be private (0700); the socket itself is too."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(
            self._serve, str(self._path), limit=MAX_BYTES
        )
        self._path.chmod(0o600)

    async def stop(self) -> None:
        """Stop listening and drop every connection; the store finishes what it has begun."""
        if self._server is not None:
            self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    async def left(self) -> None:
        """Return when no ear is connected."""
        while self._links:
            await asyncio.wait(self._links)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._links.add(task)
        try:
            if not _same_user(writer):
                return
            while line := await reader.readline():
                writer.write(_line(await self._answer(line)))
                await writer.drain()
        except (OSError, ValueError) as error:
            # ValueError: a line longer than any frame. Nothing after it can be trusted.
            log(Event.FRAME_REFUSED, error=type(error))
        except asyncio.CancelledError:
            # Only `stop` cancels; asyncio's streams would report it as an unhandled error.
            pass
        finally:
            self._links.discard(task)
            writer.close()

    async def _answer(self, line: bytes) -> Ack:
        try:
            operation = read(line)
        except FrameError as error:
            log(Event.FRAME_REFUSED, error=FrameError)
            return Ack(seq=seq_of(line), kept=False, field=error.field)
        try:
            await operation.apply(self._store)
        except Exception as error:  # whatever the store could not do, Sam says so
            log(Event.NOT_KEPT, error=type(error))
            return Ack(seq=operation.seq, kept=False)
        return Ack(seq=operation.seq, kept=True)


def _line(ack: Ack) -> bytes:
    return ack.model_dump_json(exclude_none=True).encode() + b"\n"


def _same_user(writer: asyncio.StreamWriter) -> bool:
    """Say whether the process at the other end runs as this user (SO_PEERCRED)."""
    peer: socket.socket = writer.get_extra_info("socket")
    size = struct.calcsize("3i")
    _, uid, _ = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size))
    return bool(uid == os.geteuid())
