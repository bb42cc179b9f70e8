"""The ear's process: the line, the engines and the calls. It keeps nothing and writes no file.

1. The wall's first half, before any thread.
2. The line: from here on it rings. After a crash that is soon enough for the caller who redials.
3. The engines, and the wall's second half behind them.
4. Calls: whoever rang meanwhile is answered first. The cache of sentences fills in the background.
5. When the house says that it is enough, no new calls; those in progress finish.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from sam.house import child
from sam.house.door import KeeperClient
from sam.house.home import Home
from sam.house.landlock import Allowed
from sam.house.log import Event, Room, log
from sam.house.status import Failure, Order, Status, alive_seconds, memory_mb, memory_returner
from sam.house.wall import close_behind, raise_first
from sam.spa.file import SpaFile
from sam.spa.line import Transport
from sam.spa.model import Spa

if TYPE_CHECKING:
    # At run time only behind the wall: numpy alone starts threads.
    from sam.telephony.line import Leg, Line


class Staff(Protocol):
    """Answers calls, by the spa file that is serving."""

    async def answer(self, leg: Leg) -> None:
        """See an unanswered leg through to its end."""

    async def adopt(self, file: SpaFile) -> None:
        """Go by another spa file from the next call on."""

    async def warm(self) -> None:
        """Render the fixed sentences of the spa file into the cache, the greeting first."""


Employ = Callable[[SpaFile, KeeperClient, "Line"], Awaitable[Staff]]
"""Loads the engines and gives them their work. EngineError, LineError."""


def main(employ: Employ | None = None) -> None:
    """Start the ear; the house runs this as `python -m sam.house.ear`."""
    status = Status()
    with status.starting():
        home, _ = child.arguments()
        file = home.spa_file()
        spa = file.spa
        wall = raise_first(_allowed(spa, home), home.scratch("ear"))

    async def work(stop: child.Stop, orders: asyncio.Queue[Order]) -> None:
        from sam.speech.engines import EngineError
        from sam.telephony.line import LineError
        from sam.telephony.sip import SipLine

        keeper = KeeperClient(home.socket)
        try:
            # The stack cannot be started twice in a process: the house starts another one.
            line = SipLine(spa.line, on_dead=lambda: os._exit(Failure.SOFTWARE))
            give_back = memory_returner()
            calls = _Calls(when_idle=give_back)
            await line.start(calls.answer)
            log(Event.LISTENING, seconds=alive_seconds())
            staff = await (employ or _real_staff)(file, keeper, line)
        except LineError as error:
            status.failed(Failure.ADDRESS, str(error))
        except EngineError as error:
            status.failed(Failure.MODEL, str(error))
        give_back()
        whole = wall + close_behind(frozenset({str(home.socket)}))
        calls.staff.set_result(staff)
        log(Event.STARTED, room=Room.EAR, seconds=alive_seconds(), memory_mb=memory_mb())
        status.ready(whole, line.port)
        background = [
            asyncio.create_task(_warm(staff, give_back)),
            asyncio.create_task(_obey(home, staff, status, orders)),
        ]
        await stop.finish.wait()
        log(Event.DRAINING, calls=line.calls)
        endings = {asyncio.create_task(line.drain()), asyncio.create_task(stop.at_once.wait())}
        await asyncio.wait(endings, return_when=asyncio.FIRST_COMPLETED)
        for task in (*background, *endings):
            task.cancel()
        await line.stop()
        await calls.over()
        await keeper.stop()

    child.run(status, work)


async def _real_staff(file: SpaFile, keeper: KeeperClient, line: Line) -> Staff:
    from sam.house.menu_words import menu_words
    from sam.speech.whisper import WhisperRecogniser

    words = tuple(menu_words(file.spa))
    hearing = asyncio.create_task(asyncio.to_thread(WhisperRecogniser, words))
    # On a thread, so that the line can say "ringing" meanwhile.
    room = await asyncio.to_thread(import_module, "sam.house.staff")
    staff: Staff = await room.RealStaff.employ(file, keeper, line, hearing)
    return staff


class _Calls:
    """The calls in progress."""

    def __init__(self, when_idle: Callable[[], object]) -> None:
        self._when_idle = when_idle
        self.staff: asyncio.Future[Staff] = asyncio.get_running_loop().create_future()
        """Who answers, as soon as they are there."""
        self._tasks: set[asyncio.Task[None]] = set()

    async def answer(self, leg: Leg) -> None:
        """Answer one call, and let nothing that goes wrong in it reach another."""
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        call = leg.ring.call_id
        log(Event.CALL_BEGAN, call=call, forwarded=leg.ring.forwarded)
        began = time.monotonic()
        try:
            staff = await asyncio.shield(self.staff)
            await staff.answer(leg)
        except Exception as error:  # reduced to its type: its text may hold anything
            log(Event.CALL_FAILED, call=call, error=type(error))
        finally:
            self._tasks.discard(task)
            if not self._tasks:
                self._when_idle()
            log(Event.CALL_ENDED, call=call, seconds=time.monotonic() - began)

    async def over(self) -> None:
        """Return when the last call has written down how it ended, for two seconds at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=2)


async def _warm(staff: Staff, give_back: Callable[[], object]) -> None:
    await staff.warm()
    give_back()


async def _obey(home: Home, staff: Staff, status: Status, orders: asyncio.Queue[Order]) -> None:
    while True:
        if await orders.get() is Order.ADOPT:
            await staff.adopt(home.spa_file())
            status.adopted()
            await staff.warm()


def _allowed(spa: Spa, home: Home) -> Allowed:
    """What Landlock leaves to the ear: its scratch folder until it has started, its line's ports.

    TCP only: UDP, by which most calls come, is beyond Landlock.
    """
    line = spa.line
    listen: set[int] = set()
    if Transport.TCP in line.transports:
        listen.add(line.port)
    if Transport.TLS in line.transports:
        # Port 0 is any free port, and then the one after it is as well.
        listen.add(line.port + 1 if line.port else 0)
    uris = [target.uri for target in spa.handoff.targets if target.uri]
    if line.trunk is not None:
        uris.append(f"sip:{line.trunk.registrar};transport={line.trunk.transport}")
    reach = {port for port in map(_tcp_port, uris) if port}
    return Allowed(
        write_below=(home.scratch("ear"),),
        bind_tcp=frozenset(listen),
        connect_tcp=frozenset(reach),
    )


def _tcp_port(uri: str) -> int | None:
    """Return the TCP port that a SIP URI is reached on; None where it goes over UDP."""
    scheme, _, rest = uri.partition(":")
    address, *parameters = rest.split(";")
    secure = scheme == "sips" or "transport=tls" in parameters
    if not secure and "transport=tcp" not in parameters:
        return None
    return urlsplit(f"//{address}").port or (5061 if secure else 5060)


if __name__ == "__main__":
    main()
