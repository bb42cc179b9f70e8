"""One leg of a SIP call: events in, audio out, over the SIP library's call."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncIterator

import numpy as np
from baresip import (
    AudioNotActive,
    AudioRestarted,
    BaresipError,
    Call,
    CallFailed,
    CallState,
    CallTimeout,
    Event,
    StackEvent,
    StaleHandleError,
    TransferFailed,
)

from sam.telephony.line import (
    FRAME_MS,
    RATE,
    Digit,
    Frame,
    Held,
    HungUp,
    LegEvent,
    LineError,
)
from sam.vocabulary.heard import Audio, Samples
from sam.vocabulary.ring import Ring

FRAME = RATE * FRAME_MS // 1000
"""Samples in a frame."""

AHEAD_MS = 160
"""How far the stack's own buffer is kept filled. Deep enough to ride out an event loop that is
late by several ticks; a flush empties it, so depth costs no barge-in time."""

MEASURING_AHEAD_MS = 600
"""The same for a caller that measures: a late event loop must not cut holes into what it says."""

ACK_SECONDS = 4.0
"""How long an answer may go unacknowledged. The library would keep the call for 32 s, so that
a few forged INVITEs could fill the line."""

BACKLOG = 500
"""Frames kept for a reader that does not read: 10 s, then the oldest go."""

QUIET_SECONDS = 0.2
"""No packet for so long, and the line is taken as silent. Telephones that save bandwidth (DTX)
send none while nobody speaks, and the end of a turn is silence that is heard."""

_SILENCE = np.zeros(FRAME, dtype=np.int16)
_KEYS = frozenset("0123456789*#")
_HUNG_UP = HungUp()


class SipLeg:
    """A `Leg` over one call of the SIP library; made by `SipLine`."""

    def __init__(self, call: Call, ring: Ring, ahead_ms: int = AHEAD_MS) -> None:
        self._call = call
        self._ring = ring
        self._ahead = ahead_ms * RATE // 1000
        self._waiting: deque[Samples] = deque()
        self._waiting_samples = 0
        self._in_stack = 0
        self._flushed_before: int | None = None
        self._heard = b""
        self._quiet_from: float | None = None
        self._events: deque[LegEvent] = deque()
        self._frames = 0
        self._news = asyncio.Event()
        self._over = asyncio.Event()
        self._why = ""
        call.on(self._on_event)
        if call.state is CallState.CLOSED:
            self._end("")

    def __repr__(self) -> str:
        return f"<SipLeg {self._ring.call_id}>"

    @property
    def ring(self) -> Ring:
        """What was known when it arrived."""
        return self._ring

    @property
    def over(self) -> bool:
        """Whether the leg has ended."""
        return self._over.is_set()

    @property
    def ended_because(self) -> str:
        """The SIP status or reason the leg ended with: "486 Busy Here"; empty while it lives."""
        return self._why

    async def until_over(self) -> None:
        """Return when the leg has ended."""
        await self._over.wait()

    async def answer(self) -> None:
        """Answer with 200 OK and return when it is acknowledged: then there is audio.

        LineError if the caller is already gone, or does not acknowledge within `ACK_SECONDS`.
        """
        try:
            await self._call.answer()
            await self._call.wait_established(ACK_SECONDS)
        except StaleHandleError:
            raise LineError("the caller was gone before the call was answered") from None
        except CallTimeout:
            raise LineError("the caller did not acknowledge the answer; hung up") from None
        except CallFailed:
            raise LineError("the caller was gone as the call was answered") from None
        except BaresipError as error:
            raise LineError(f"the call could not be answered: {error}") from None

    async def refuse(self, status: int = 486) -> None:
        """Refuse an unanswered leg. The library can say 486 Busy Here alone, whatever is asked.

        486 is what a carrier's voicemail takes over on.
        """
        del status
        await self.hang_up()

    async def events(self) -> AsyncIterator[LegEvent]:
        """Everything that happens on the leg, ending in one `HungUp`. Iterate it once."""
        while True:
            while self._events:
                event = self._events.popleft()
                self._frames -= isinstance(event, Frame)
                yield event
                if event is _HUNG_UP:
                    return
            self._news.clear()
            await self._news.wait()

    def play(self, samples: Samples) -> None:
        """Queue audio (int16 at `RATE`) behind what is queued; silence is sent when it runs dry."""
        if len(samples) and not self.over:
            self._waiting.append(np.ascontiguousarray(samples, dtype=np.int16))
            self._waiting_samples += len(samples)
            self._feed()

    def flush(self) -> None:
        """Drop what is queued, in the stack too: the far end hears silence within two frames."""
        self._waiting.clear()
        self._waiting_samples = 0
        self._in_stack = 0
        try:
            # The stack drops its part at its next frame; until its counter moves, nothing more
            # may be written. A flush that is under way serves for this one too.
            if self._flushed_before is None:
                self._flushed_before = self._call.audio.stats().tx_flushed_bytes
                self._call.audio.flush_tx()
        except (AudioNotActive, AudioRestarted):
            self._flushed_before = None  # no media: nothing is buffered in the stack

    @property
    def queued_ms(self) -> float:
        """Milliseconds of audio queued and not yet sent, here and in the stack."""
        self._measure()
        return 1000.0 * (self._waiting_samples + self._in_stack) / RATE

    async def send_digits(self, keys: str) -> None:
        """Press keys of the keypad (0-9, * and #), as RFC 4733 events; LineError if it is over."""
        try:
            await self._call.send_dtmf(keys)
        except (BaresipError, ValueError) as error:
            raise LineError(f"the keys could not be sent: {error}") from None

    async def hold(self, on: bool) -> None:
        """Put the far end on hold, or take it off, by re-INVITE; LineError if it is over."""
        try:
            await (self._call.hold() if on else self._call.resume())
        except BaresipError as error:
            raise LineError(f"hold could not be changed: {error}") from None

    async def transfer(self, uri: str) -> None:
        """Blind transfer (REFER); LineError with the status if the far end or target refuses.

        On success the leg ends. On failure it goes on as before.
        """
        try:
            await self._call.transfer(uri)
        except TransferFailed as error:
            status = f"{error.status} {error.reason}" if error.status else "no final answer"
            raise LineError(f"the transfer was refused: {status}; the call goes on") from None
        except (BaresipError, ValueError) as error:
            raise LineError(f"the transfer could not be sent: {error}") from None

    async def hang_up(self) -> None:
        """End the leg; harmless if it is over."""
        try:
            await self._call.hangup()
        except BaresipError:
            # Gone already, or the stack is: either way there is nothing left to end.
            self.cut_off()

    def cut_off(self) -> None:
        """End the leg on this side alone: the stack that held it is gone."""
        self._end("the SIP stack ended")

    def pump(self) -> None:
        """Move audio both ways; `SipLine` calls it every frame for every leg."""
        if self.over or self._call.state is not CallState.ESTABLISHED:
            return
        try:
            heard = self._call.audio.read(16 * FRAME)
        except (AudioNotActive, AudioRestarted):
            heard = b""  # between two media streams of a re-INVITE: the next tick binds anew
        now = time.monotonic()
        if heard or self._quiet_from is None:
            self._take(heard, now)
            self._quiet_from = now + QUIET_SECONDS
        while self._quiet_from <= now:
            self._tell_frame(_SILENCE, self._quiet_from)
            self._quiet_from += FRAME_MS / 1000
        self._feed()

    def _take(self, pcm: bytes, at: float) -> None:
        self._heard += pcm
        count = len(self._heard) // (2 * FRAME)
        for index in range(count):
            chunk = self._heard[index * 2 * FRAME : (index + 1) * 2 * FRAME]
            # Samples that waited for this tick arrived earlier: one frame for each behind it.
            arrived = at - (count - 1 - index) * FRAME_MS / 1000
            self._tell_frame(np.frombuffer(chunk, dtype=np.int16), arrived)
        self._heard = self._heard[count * 2 * FRAME :]

    def _tell_frame(self, samples: Samples, at: float) -> None:
        if self._frames >= BACKLOG:
            self._drop_oldest_frame()
        self._frames += 1
        self._tell(Frame(Audio(samples, RATE), at))

    def _drop_oldest_frame(self) -> None:
        for index, event in enumerate(self._events):
            if isinstance(event, Frame):
                del self._events[index]
                self._frames -= 1
                return

    def _feed(self) -> None:
        if not self._waiting:
            return
        self._measure()
        if self._flushed_before is not None:
            return  # what is written now would be dropped with the rest; the next tick writes it
        room = self._ahead - self._in_stack
        try:
            while self._waiting and room > 0:
                head = self._waiting[0]
                taken = self._call.audio.write(head[:room].tobytes()) // 2
                if taken <= 0:
                    return
                room -= taken
                self._in_stack += taken
                self._waiting_samples -= taken
                if taken == len(head):
                    self._waiting.popleft()
                else:
                    self._waiting[0] = head[taken:]
        except (AudioNotActive, AudioRestarted):
            return  # kept here until there is media again

    def _measure(self) -> None:
        """Ask the stack how many of our samples it still holds, less those that a flush drops."""
        try:
            stats = self._call.audio.stats()
        except (AudioNotActive, AudioRestarted):
            self._in_stack, self._flushed_before = 0, None
            return
        self._in_stack = stats.tx_buffered // 2
        if self._flushed_before is not None:
            if self._in_stack == 0 or stats.tx_flushed_bytes > self._flushed_before:
                self._flushed_before = None
            else:
                self._in_stack = 0

    def _on_event(self, event: StackEvent) -> None:
        kind = event.event
        if kind is Event.CALL_DTMF_START and event.text in _KEYS:
            self._tell(Digit(event.text or ""))
        elif kind is Event.CALL_HOLD:
            self._tell(Held(on=True))
        elif kind is Event.CALL_RESUME:
            self._tell(Held(on=False))
        elif kind is Event.CALL_CLOSED:
            self._end(event.text or "")

    def _tell(self, event: LegEvent) -> None:
        self._events.append(event)
        self._news.set()

    def _end(self, why: str) -> None:
        if self.over:
            return
        # The stack's text is a status line or an error of the system; nothing else is passed on.
        self._why = why if re.fullmatch(r"[\w ,.'\-\[\]()]{0,80}", why) else "ended"
        self._waiting.clear()
        self._waiting_samples = 0
        self._over.set()
        self._tell(_HUNG_UP)
