"""What every kind of telephone line offers, whatever library or carrier is behind it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from sam.vocabulary.heard import Audio, Samples
from sam.vocabulary.ring import Ring

RATE = 8000
"""Samples a second on the telephone, in both directions, mono, 16-bit."""

FRAME_MS = 20
"""Length of one frame of audio in milliseconds: 160 samples."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of the caller's audio."""

    audio: Audio
    at: float
    """When its last sample arrived, seconds of the monotonic clock."""


@dataclass(frozen=True, slots=True)
class Digit:
    """A key of the keypad was pressed."""

    key: str
    """One of 0-9, * and #."""


@dataclass(frozen=True, slots=True)
class Held:
    """The far end put the call on hold (True) or took it off (False)."""

    on: bool


@dataclass(frozen=True, slots=True)
class HungUp:
    """The leg is over: the far end hung up, or its audio stopped. Always the last event."""


LegEvent = Frame | Digit | Held | HungUp


class LineError(Exception):
    """The line cannot do what was asked. Says what, on which address or port, and what to do.

    Never carries a caller's number or name.
    """


class Leg(Protocol):
    """One leg of a call: the caller's, or one that Sam placed."""

    @property
    def ring(self) -> Ring:
        """What was known when it arrived."""

    async def answer(self) -> None:
        """Answer; LineError if the caller is already gone."""

    async def refuse(self, status: int = 486) -> None:
        """Refuse an unanswered leg with a SIP status."""

    def events(self) -> AsyncIterator[LegEvent]:
        """Everything that happens on the leg, ending in one `HungUp`. Iterate it once."""

    def play(self, samples: Samples) -> None:
        """Queue audio (int16 at `RATE`) behind what is queued; silence is sent when it runs dry."""

    def flush(self) -> None:
        """Drop what is queued: the far end hears silence within a frame or two."""

    @property
    def queued_ms(self) -> float:
        """Milliseconds of audio queued and not yet sent."""

    async def transfer(self, uri: str) -> None:
        """Blind transfer (REFER); LineError if the far end or the target refuses."""

    async def hang_up(self) -> None:
        """End the leg; harmless if it is over."""


Answerer = Callable[[Leg], Awaitable[None]]
"""Takes an unanswered leg and sees it through to its end."""


class Line(Protocol):
    """A line on which calls arrive and leave."""

    async def start(self, answerer: Answerer) -> None:
        """Listen, and hand every arriving leg to `answerer` in a task of its own.

        LineError if the port is in use, the address is not this machine's, or the trunk refuses.
        """

    async def dial(self, uri: str, *, show: str | None = None, seconds: float = 20.0) -> Leg:
        """Place a second leg and return it answered; LineError if it is not answered in time.

        `show` is the number that the far end sees: the spa's own, never the caller's.
        """

    async def drain(self) -> None:
        """Refuse new calls and return when the last one in progress has ended."""

    async def stop(self) -> None:
        """Close the line at once."""
