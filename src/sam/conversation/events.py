"""What can happen on a call, as the conversation sees it. No audio, no words, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Self

from sam.vocabulary.intent import Side
from sam.vocabulary.meaning import Meaning


class Kind(StrEnum):
    """The events of the table."""

    RING = "ring"
    """The call was answered; Sam speaks first."""
    BOOKING = "booking"
    """A turn that the closed-world gate lets Sam answer."""
    UNSURE = "unsure"
    """A turn that crosses nothing that was recognised, yet may not be answered."""
    CLINICAL = "clinical"
    """A turn that crosses the line."""
    EMERGENCY = "emergency"
    """A turn with an emergency cue."""
    KEYS = "keys"
    """Keypad digits other than a first 0."""
    ZERO = "zero"
    """The 0 key outside a number: a person."""
    SILENCE = "silence"
    """Nobody spoke for as long as Sam waits."""
    HOLD = "hold"
    """The caller put Sam on hold, or hold music was heard."""
    RESUME = "resume"
    """The caller is back from hold."""
    NOTED = "noted"
    """The message that was to be kept is on disk."""
    NOT_NOTED = "not_noted"
    """It is not: no acknowledgement in time."""
    REACHED = "reached"
    """A person took the call."""
    NOT_REACHED = "not_reached"
    """Nobody took it within the seconds allowed."""
    TIME_UP = "time_up"
    """The call has lasted as long as one may."""
    HANG_UP = "hang_up"
    """The caller hung up."""


SIDE_KINDS = {Side.CLINICAL: Kind.CLINICAL, Side.EMERGENCY: Kind.EMERGENCY}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the instant at which it did."""

    kind: Kind
    now: datetime
    """Aware."""
    meaning: Meaning | None = None
    """Set for turns."""
    keys: str = field(default="", repr=False)
    """Set for keypad events: digits, * and #."""

    @classmethod
    def turn(cls, meaning: Meaning, now: datetime) -> Self:
        """Build the event of a turn: its side decides first, then the gate."""
        answerable = Kind.BOOKING if meaning.answerable else Kind.UNSURE
        return cls(SIDE_KINDS.get(meaning.side, answerable), now, meaning=meaning)
