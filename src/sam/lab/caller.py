"""One test call: listens, speaks in turn or barges in, and says what it measured.

A caller's clock starts at the INVITE. Its own speech is timed by the packets that carry it, as
the stack lets go of them, and Sam's by the packets that arrive; both to 5 ms and one packet.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sam.lab.caller_hearing import Hearing, Span
from sam.lab.caller_turns import HangUp, Keys, Recording, Turn, Wait
from sam.telephony.line import Frame, LineError
from sam.telephony.sip import NotAnsweredError, SipLine
from sam.telephony.sip_leg import SipLeg
from sam.vocabulary.heard import Samples

LOOK_SECONDS = 0.005
LONGEST_REPLY_MS = 60_000.0
"""Sam talking longer than this without a pause does not keep the caller waiting."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a caller behaves. Times are milliseconds."""

    settle: float = 600.0
    """Sam has finished when it has been quiet this long."""
    patience: float = 6000.0
    """How long to wait for Sam to say anything."""
    linger: float = 3000.0
    """How long to wait for Sam to hang up when all is said."""
    barge_in: float | None = None
    """Start the next recording this long after Sam starts to speak, instead of after it."""


OnAudio = Callable[[int, Samples], None]
"""Takes the call's number and each frame of what Sam said, in order, 8 kHz."""


class Caller:
    """One call from INVITE to its end."""

    def __init__(
        self, number: int, turns: Sequence[Turn], manners: Manners, on_audio: OnAudio | None = None
    ) -> None:
        self._number = number
        self._turns = turns
        self._manners = manners
        self._on_audio = on_audio
        self._hearing = Hearing()
        self._zero = 0.0
        self._over = False
        self._played = 0
        self._barge_in: float | None = None

    async def run(self, line: SipLine, to: str) -> AsyncIterator[dict[str, Any]]:
        """Place the call; yield one object a turn as it is known, then one for the call."""
        self._zero = time.monotonic()
        try:
            leg = await line.dial(to, seconds=30)
        except NotAnsweredError as error:
            why = f"refused {error.status}" if error.status else "not answered"
            yield self._call(None, None, why, None)
            return
        except LineError as error:
            yield self._call(None, None, f"not placed: {error}", None)
            return
        answered = self._now()
        listening = asyncio.create_task(self._listen(leg))
        ended_by = "caller"
        try:
            mark = answered
            for turn in self._turns:
                record, mark = await self._take(turn, leg, mark)
                if record is not None:
                    yield record
                if self._over or isinstance(turn, HangUp):
                    break
            else:
                await self._until_done(mark)
        finally:
            if self._over:
                ended_by = "sam"
            await leg.hang_up()
            await listening
        yield self._call(leg.ring.call_id, answered, "completed", ended_by)

    async def _listen(self, leg: SipLeg) -> None:
        async for event in leg.events():
            if isinstance(event, Frame):
                samples = event.audio.open()
                self._hearing.feed(samples, 1000 * (event.at - self._zero))
                if self._on_audio is not None:
                    self._on_audio(self._number, samples)
        self._over = True

    async def _take(
        self, turn: Turn, leg: SipLeg, mark: float
    ) -> tuple[dict[str, Any] | None, float]:
        """Do one turn; return its record and the time from which the next one counts."""
        match turn:
            case HangUp():
                return None, mark
            case Wait(seconds=seconds):
                await self._until_quiet(mark)
                await self._sleep(1000 * seconds)
                return None, mark
            case Keys():
                await self._until_quiet(mark)
                if self._over:
                    return None, mark
                started = self._now()
                try:
                    await leg.send_digits(turn.keys)
                except LineError:
                    return None, mark  # Sam hung up first
                return await self._reply(turn.name, "digits", started, self._now())
            case Recording():
                await self._until_its_turn(mark)
                await self._until(lambda: leg.queued_ms == 0)
                if self._over:
                    return None, mark
                started, ended = await self._speak(turn, leg)
                if self._over:
                    return None, mark
                self._note_barge_in(started)
                return await self._reply(turn.name, turn.kind, started, ended)

    async def _speak(self, turn: Recording, leg: SipLeg) -> tuple[float, float]:
        """Play a recording; return when its speech started and ended on the wire."""
        length = len(turn.samples) / 8
        leg.play(turn.samples)
        await self._until(lambda: length - leg.queued_ms > turn.starts_ms)
        started = self._now()
        await self._until(lambda: length - leg.queued_ms >= turn.ends_ms)
        return started, self._now()

    async def _reply(
        self, name: str, kind: str | None, started: float, ended: float
    ) -> tuple[dict[str, Any], float]:
        """Wait for Sam's first sound after the caller started; return the turn's record."""
        patient = ended + self._manners.patience
        await self._until(
            lambda: self._hearing.first_after(started) is not None or self._now() > patient
        )
        span: Span | None = self._hearing.first_after(started)
        first = span.start if span else None
        self._played += 1
        record = {
            "call": self._number,
            "turn": self._played,
            "file": name,
            "speech_end_ms": round(ended, 1),
            "first_audio_ms": None if first is None else round(first, 1),
            "latency_ms": None if first is None else round(first - ended, 1),
            "cut_in": first is not None and first < ended,
            "class": kind,
        }
        return record, ended

    def _note_barge_in(self, started: float) -> None:
        """Keep the worst time that Sam went on talking after the caller began."""
        talking = self._hearing.spoke_at(started)
        if talking is not None:
            took = talking.end - started
            self._barge_in = max(took, self._barge_in or 0.0)

    async def _until_its_turn(self, mark: float) -> None:
        """Wait until Sam has finished or, to barge in, until it has begun."""
        after = self._manners.barge_in
        if after is None:
            await self._until_quiet(mark)
            return
        patient = mark + self._manners.patience
        await self._until(
            lambda: self._hearing.first_after(mark) is not None or self._now() > patient
        )
        span = self._hearing.first_after(mark)
        if span is not None:
            await self._until(lambda: self._now() >= span.start + after)

    async def _until_quiet(self, mark: float) -> None:
        """Wait until Sam has spoken after `mark` and finished, or has said nothing for long."""
        latest = mark + LONGEST_REPLY_MS

        def ready() -> bool:
            now, last = self._now(), self._hearing.last_sound
            if now > latest:
                return True
            if last is None or last <= mark:
                return now - mark >= self._manners.patience
            return now - last >= self._manners.settle

        await self._until(ready)

    async def _until_done(self, mark: float) -> None:
        """Hear Sam out, then give it `linger` to hang up or to say something more."""
        while not self._over:
            await self._until_quiet(mark)
            mark = self._now()
            await self._sleep(self._manners.linger)
            last = self._hearing.last_sound
            if last is None or last <= mark:
                return

    async def _until(self, true: Callable[[], bool]) -> None:
        # Looked at and not waited for: the stack has no event for a packet that left.
        while not self._over and not true():  # noqa: ASYNC110
            await asyncio.sleep(LOOK_SECONDS)

    async def _sleep(self, ms: float) -> None:
        until = self._now() + ms
        await self._until(lambda: self._now() >= until)

    def _now(self) -> float:
        """Milliseconds since the INVITE."""
        return 1000 * (time.monotonic() - self._zero)

    def _call(
        self, call_id: str | None, answered: float | None, outcome: str, ended_by: str | None
    ) -> dict[str, Any]:
        return {
            "call": self._number,
            "call_id": call_id,
            "answer_ms": None if answered is None else round(answered, 1),
            "outcome": outcome,
            "barge_in_ms": None if self._barge_in is None else round(self._barge_in, 1),
            "gaps": self._hearing.gaps,
            "turns": self._played,
            "ended_by": ended_by,
        }
