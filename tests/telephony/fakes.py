"""A line of paper: a `Line` and `Leg` for tests, in real time or in virtual time.

Test's side of a leg: `say`, `press`, `hold`, `go`, and `sent`, `played`, `refused` to look at.
With `VirtualLoop` a minute of call takes milliseconds:

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(a_whole_call())
"""

from __future__ import annotations

import asyncio
import selectors
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np

from sam.telephony.line import (
    FRAME_MS,
    RATE,
    Answerer,
    Digit,
    Frame,
    Held,
    HungUp,
    LegEvent,
    LineError,
)
from sam.vocabulary.heard import Audio, Samples
from sam.vocabulary.outcome import Forwarded
from sam.vocabulary.ring import Ring

FRAME = RATE * FRAME_MS // 1000


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next timer whenever there is nothing to do.

    Work in threads (`asyncio.to_thread`) takes no virtual time: the clock stands while any runs.
    """

    def __init__(self) -> None:
        super().__init__(_Jumping(self))
        self.jumped = 0.0
        self.working = 0

    def time(self) -> float:
        return self.jumped

    def run_in_executor(  # type: ignore[override]  # typeshed's overload is narrower than asyncio's
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        self.working += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._worked)
        return future

    def _worked(self, _: object) -> None:
        self.working -= 1


class _Jumping(selectors.DefaultSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Any:
        if timeout is None or timeout <= 0 or self._loop.working:
            return super().select(0.005 if self._loop.working and timeout != 0 else timeout)
        ready = super().select(0)
        if not ready:
            self._loop.jumped += timeout
        return ready


class FakeLeg:
    """A leg without a wire. Audio moves a frame every 20 ms of the loop's clock once answered."""

    def __init__(
        self,
        caller: str | None = "+14795550140",
        *,
        dialled: str | None = "+14795550100",
        forwarded: Forwarded = Forwarded.UNKNOWN,
        call_id: str = "0" * 32,
    ) -> None:
        self._ring = Ring(call_id, caller, dialled, forwarded)
        self._events: asyncio.Queue[LegEvent] = asyncio.Queue()
        self._queue: deque[Samples] = deque()
        self._voice: deque[Samples] = deque()
        self._sent: list[Samples] = []
        self._moving: asyncio.Task[None] | None = None
        self._held = False
        self.over = asyncio.Event()
        self.answered = False
        self.refused: int | None = None
        """The status it was refused with."""
        self.hung_up_by: str | None = None
        """"sam" or "caller"."""
        self.played: list[Samples] = []
        """Every array that was given to `play`, in order."""
        self.flushes = 0
        self.transferred_to: str | None = None
        self.refuse_transfers = False

    # What the caller does

    async def say(self, samples: Samples) -> None:
        """Speak, and return when the last sample has been heard."""
        await self.answering()
        for start in range(0, len(samples), FRAME):
            piece = samples[start : start + FRAME]
            self._voice.append(np.pad(piece, (0, FRAME - len(piece))))
        while self._voice and not self.over.is_set():
            await asyncio.sleep(FRAME_MS / 1000)

    def press(self, keys: str) -> None:
        """Press keys of the keypad."""
        for key in keys:
            self._events.put_nowait(Digit(key))

    def hold(self, on: bool) -> None:
        """Put Sam on hold: no audio arrives until it is taken off."""
        self._held = on
        self._events.put_nowait(Held(on))

    def go(self) -> None:
        """Hang up as the caller."""
        self._end("caller")

    async def answering(self) -> None:
        """Return once Sam has answered."""
        while not self.answered and not self.over.is_set():
            await asyncio.sleep(FRAME_MS / 1000)

    async def quiet(self) -> None:
        """Return once Sam has nothing left to say."""
        while self._queue and not self.over.is_set():
            await asyncio.sleep(FRAME_MS / 1000)

    @property
    def sent(self) -> Samples:
        """What went out since the answer, silence included."""
        return np.concatenate(self._sent) if self._sent else np.zeros(0, np.int16)

    # What Sam does: the Leg Protocol

    @property
    def ring(self) -> Ring:
        return self._ring

    async def answer(self) -> None:
        if self.over.is_set():
            raise LineError("the caller was gone before the call was answered")
        self.answered = True
        self._moving = asyncio.create_task(self._move())

    async def refuse(self, status: int = 486) -> None:
        self.refused = status
        self._end("sam")

    async def events(self) -> AsyncIterator[LegEvent]:
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, HungUp):
                return

    def play(self, samples: Samples) -> None:
        if len(samples) and not self.over.is_set():
            self.played.append(samples)
            self._queue.append(samples)

    def flush(self) -> None:
        self.flushes += 1
        self._queue.clear()

    @property
    def queued_ms(self) -> float:
        return 1000.0 * sum(len(part) for part in self._queue) / RATE

    async def transfer(self, uri: str) -> None:
        if self.refuse_transfers:
            raise LineError("the transfer was refused: 486 Busy Here; the call goes on")
        self.transferred_to = uri
        self._end("sam")

    async def hang_up(self) -> None:
        self._end("sam")

    async def _move(self) -> None:
        loop = asyncio.get_running_loop()
        while not self.over.is_set():
            await asyncio.sleep(FRAME_MS / 1000)
            self._sent.append(self._next_frame())
            if not self._held:
                heard = self._voice.popleft() if self._voice else np.zeros(FRAME, np.int16)
                self._events.put_nowait(Frame(Audio(heard, RATE), loop.time()))

    def _next_frame(self) -> Samples:
        frame = np.zeros(FRAME, np.int16)
        filled = 0
        while self._queue and filled < FRAME:
            head = self._queue[0]
            taken = min(len(head), FRAME - filled)
            frame[filled : filled + taken] = head[:taken]
            filled += taken
            if taken == len(head):
                self._queue.popleft()
            else:
                self._queue[0] = head[taken:]
        return frame

    def _end(self, by: str) -> None:
        if self.over.is_set():
            return
        self.hung_up_by = by
        self.over.set()
        self._queue.clear()
        self._events.put_nowait(HungUp())


class FakeLine:
    """A line on which tests ring. `targets` are the legs that `dial` returns, by URI or number.

    A target that is missing is refused; each `FakeLeg` in the list of one is dialled in turn.
    """

    def __init__(self, targets: dict[str, Sequence[FakeLeg]] | None = None) -> None:
        self.targets = {uri: deque(legs) for uri, legs in (targets or {}).items()}
        self.dialled: list[tuple[str, str | None]] = []
        """Each URI that was dialled, with the number shown."""
        self._answerer: Answerer | None = None
        self._calls: set[asyncio.Task[None]] = set()
        self._draining = False

    async def start(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def arrive(self, leg: FakeLeg) -> asyncio.Task[None]:
        """Let a call arrive; the task ends when Sam is done with it."""
        assert self._answerer is not None, "start the line first"
        task = asyncio.create_task(self._see_through(leg))
        self._calls.add(task)
        task.add_done_callback(self._calls.discard)
        return task

    async def _see_through(self, leg: FakeLeg) -> None:
        assert self._answerer is not None
        if self._draining:
            await leg.refuse(486)
            return
        try:
            await self._answerer(leg)
        finally:
            await leg.hang_up()

    async def dial(self, uri: str, *, show: str | None = None, seconds: float = 20.0) -> FakeLeg:
        self.dialled.append((uri, show))
        legs = self.targets.get(uri)
        if not legs:
            await asyncio.sleep(seconds)
            raise LineError(f"the dialled leg did not answer within {seconds:g} s")
        leg = legs.popleft()
        if leg.refused is not None:
            raise LineError(f"the dialled leg was refused: {leg.refused}")
        await leg.answer()
        return leg

    async def drain(self) -> None:
        self._draining = True
        await asyncio.gather(*self._calls, return_exceptions=True)

    async def stop(self) -> None:
        for task in tuple(self._calls):
            task.cancel()
        await asyncio.gather(*self._calls, return_exceptions=True)
