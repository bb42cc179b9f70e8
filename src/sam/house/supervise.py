"""The house: starts ear and desk from the spa file, keeps both up, and ends them in order.

* A child that crashes is started again: at once, and with growing pauses if it keeps crashing.
* A child that cannot start, and says why, ends the house with its sentence and its exit code;
  once it has served, it is tried again instead, since whatever is in the way may go.
* The first SIGTERM or SIGINT lets the calls in progress finish; a second ends them.
* A good edit of the spa file serves new calls; after a bad one the last good file goes on serving.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sam.house import log
from sam.house.child import Stop
from sam.house.home import Home
from sam.house.introduction import introduction
from sam.house.log import Event, Room
from sam.house.process import Child
from sam.house.status import Order
from sam.house.watch import POLL_SECONDS, Watch
from sam.spa.complaint import SpaFileError
from sam.spa.file import SpaFile
from sam.spa.load import load_spa_file
from sam.spa.model import Spa

STEADY_SECONDS = 10.0
"""A child that ran this long is started again at once when it crashes."""

LONGEST_PAUSE = 8.0

ADOPT_SECONDS = 30.0

Commands = Mapping[Room, Sequence[str]]


class CannotStartError(Exception):
    """A child cannot start. The text says what to do; `code` is the exit code that says why."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Output:
    """Where the house speaks."""

    say: Callable[[str], object]
    """Lines for whoever started Sam."""
    complain: Callable[[str], object]
    """What went wrong, in a sentence."""
    log: Callable[[str], object]
    """Lines of the log, JSON."""


def run(spa_path: Path, data: Path, output: Output, commands: Commands | None = None) -> None:
    """Serve until told to stop. SpaFileError, CannotStartError.

    `commands` says how to start ear and desk, with `--home FOLDER --data FOLDER` added; tests give
    stand-ins.
    """
    log.start(output.log)
    file = load_spa_file(spa_path)
    home = Home.make()
    try:
        home.put_spa(file)
        house = _House(spa_path, file.spa, home, data.absolute(), output, commands or _COMMANDS)
        asyncio.run(house.run())
    finally:
        home.remove()


_COMMANDS: Commands = {
    Room.EAR: (sys.executable, "-m", "sam.house.ear"),
    Room.DESK: (sys.executable, "-m", "sam.house.desk"),
}


class _House:
    def __init__(
        self, path: Path, spa: Spa, home: Home, data: Path, output: Output, commands: Commands
    ) -> None:
        self._path = path
        self._spa = spa
        self._home = home
        self._data = data
        self._output = output
        self._commands = commands
        self._children: dict[Room, Child] = {}

    async def run(self) -> None:
        """Start the desk, then the ear; end them the other way round."""
        loop = asyncio.get_running_loop()
        log.tame(loop)
        self._stop = Stop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.ask)
        minding: dict[Room, asyncio.Task[None]] = {}
        watching: asyncio.Task[None] | None = None
        try:
            for room in (Room.DESK, Room.EAR):
                serving: asyncio.Future[None] = loop.create_future()
                minding[room] = asyncio.create_task(self._mind(room, serving))
                stopped = asyncio.create_task(self._stop.finish.wait())
                await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
                stopped.cancel()
                if self._stop.finish.is_set():
                    return
                serving.result()
            self._introduce()
            watching = asyncio.create_task(self._watch())
            await self._stop.finish.wait()
        finally:
            self._stop.finish.set()
            if watching is not None:
                watching.cancel()
            for room in (Room.EAR, Room.DESK):
                if room in minding:
                    await self._end(room, minding[room])

    def _introduce(self) -> None:
        ear, desk = self._children[Room.EAR], self._children[Room.DESK]
        for line in introduction(self._spa, self._path, self._data, ear, desk):
            self._output.say(line)
        for child in (ear, desk):
            held, not_held = len(child.enforced), len(child.missing)
            log.log(Event.WALL, room=child.room, enforced=held, missing=not_held)

    async def _mind(self, room: Room, serving: asyncio.Future[None]) -> None:
        """Keep one child up until the house stops; `serving` is done when it first serves."""
        loop = asyncio.get_running_loop()
        crashes = 0
        while not self._stop.finish.is_set():
            command = (
                *self._commands[room],
                *("--home", str(self._home.path), "--data", str(self._data)),
            )
            child = self._children[room] = await Child.start(room, command)
            if self._stop.finish.is_set():
                child.signal(signal.SIGTERM)
            began = loop.time()
            ready = asyncio.create_task(child.ready.wait())
            ready.add_done_callback(lambda done: _settle(serving, done))
            code = await child.run(self._output.log)
            ready.cancel()
            if self._stop.finish.is_set():
                break
            if not serving.done():
                why = child.failure or f"The {room} ended while it started, with code {code}."
                serving.set_exception(CannotStartError(code if code > 0 else 70, why))
                break
            log.log(Event.CRASHED, room=room, code=code, seconds=loop.time() - began)
            if child.failure:
                self._output.complain(child.failure)
            if room is Room.EAR:
                self._children[Room.DESK].order(Order.EAR_GONE)
            steady = child.ready.is_set() and loop.time() - began > STEADY_SECONDS
            crashes = 1 if steady else crashes + 1
            if crashes > 1:
                await _sleep(min(0.25 * 2**crashes, LONGEST_PAUSE), self._stop.finish)

    async def _watch(self) -> None:
        """Let a good edit of the spa file serve, and complain of a bad one."""
        watch = Watch(self._path)
        while True:
            await asyncio.sleep(POLL_SECONDS)
            if not watch.changed():
                continue
            try:
                file = load_spa_file(self._path)
            except SpaFileError as error:
                log.log(Event.SPA_REFUSED, count=len(error.complaints))
                self._output.complain(f"{error}\nThe last good spa file goes on serving.")
                continue
            await self._adopt(file)

    async def _adopt(self, file: SpaFile) -> None:
        """The desk first: it must know a new menu before the ear speaks of it."""
        edited, serving = file.spa, self._spa
        # An ear that starts anew must come back where it was.
        self._spa = edited.model_copy(update={"line": serving.line, "desk": serving.desk})
        self._home.put_spa(replace(file, spa=self._spa))
        for room in (Room.DESK, Room.EAR):
            child = self._children[room]
            child.adopted.clear()
            child.order(Order.ADOPT)
            # One that is just starting reads the new file anyway.
            with suppress(TimeoutError):
                async with asyncio.timeout(ADOPT_SECONDS):
                    await child.adopted.wait()
        log.log(Event.SPA_LOADED)
        self._output.say("The edited spa file serves from the next call on.")
        if (edited.line, edited.desk) != (serving.line, serving.desk):
            self._output.say("Its line and desk settings count from Sam's next start on.")

    async def _end(self, room: Room, minding: asyncio.Task[None]) -> None:
        """End one child: what it is doing first, unless told twice, and never for ever."""
        longest = 60.0 * (self._spa.line.max_minutes + 1) if room is Room.EAR else 10.0
        child = self._children.get(room)
        if child is not None and not minding.done():
            child.signal(signal.SIGTERM)
            await _sleep(longest, self._stop.at_once, minding)
            child.signal(signal.SIGTERM)
            await _sleep(3.0, minding)
            child.signal(signal.SIGKILL)
        with suppress(asyncio.CancelledError):
            await minding
        log.log(Event.STOPPED, room=room)


def _settle(serving: asyncio.Future[None], ready: asyncio.Task[bool]) -> None:
    if not ready.cancelled() and not serving.done():
        serving.set_result(None)


async def _sleep(seconds: float, *ends: asyncio.Event | asyncio.Task[None]) -> None:
    """Sleep, or until one of `ends` is set or done."""
    waits = [
        asyncio.create_task(end.wait()) if isinstance(end, asyncio.Event) else end for end in ends
    ]
    await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for end, wait in zip(ends, waits, strict=True):
        if wait is not end:
            wait.cancel()
