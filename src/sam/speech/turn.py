"""What the listener tells of a caller's speech, and how long it waits before it calls it a turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sam.vocabulary.heard import Words
from sam.vocabulary.meaning import Completeness


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds of silence, from the end of speech, after which a turn is over.

    The question that was asked decides which patience applies: see the presets below.
    """

    closed: float = 0.4
    """When the words answer what was asked, or ask something whole."""
    open: float = 0.75
    """When nothing says whether they are finished."""
    unfinished: float = 1.6
    """When they are cut in the middle: half a number, "I was wondering if"."""
    start: float = 0.18
    """When recognition begins, on the guess that the turn is over."""

    def __post_init__(self) -> None:
        if not 0.0 < self.start <= self.closed <= self.open <= self.unfinished:
            raise ValueError("Patience needs 0 < start <= closed <= open <= unfinished")

    def of(self, completeness: Completeness) -> float:
        """Return the seconds that words of this completeness are waited for."""
        match completeness:
            case Completeness.CLOSED:
                return self.closed
            case Completeness.OPEN:
                return self.open
            case Completeness.UNFINISHED:
                return self.unfinished


OPEN_QUESTION = Patience()
YES_NO = Patience(open=0.6, unfinished=1.2)
"""Shorter than 0.4 s would cut in after the "No," of "No, it's my first time."."""
DIGITS = Patience(closed=0.45, open=1.0, unfinished=1.8, start=0.25)
"""People pause between the groups of a number for half a second and more."""
SPELLING = Patience(closed=0.45, open=0.9, unfinished=1.8, start=0.2)


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The caller began to speak, or went on after a `SpeechStopped` in the same turn."""

    at: float
    """When the speech began, seconds of the monotonic clock."""
    noticed_at: float
    """When that was certain enough to act on: Sam goes silent now."""


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """The caller is silent for the moment; the turn may go on."""

    at: float
    """When the speech ended, seconds of the monotonic clock."""


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What the caller said, from the first word to a silence that ends it."""

    words: Words
    """Empty where it was noise, or where recognition refused or failed."""
    speech_started_at: float
    speech_ended_at: float
    decided_at: float
    """When the turn was called over; all three are seconds of the monotonic clock."""
    stages: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds from `speech_ended_at` to `decided_at`, which they add up to, by cause:

    `vad` until recognition began, `stt`, `judge`, and `patience`: silence waited out after that.
    """
    noise: bool = False
    """Nothing was said: a cough, a click, a door. Sam goes on where it was."""
    failure: str | None = None
    """Type of the exception, where recognition refused or failed (`BusyError`) or the judge did;
    the turn is then treated as not understood."""
    cut: bool = False
    """The caller was still speaking when the longest turn was reached; more follows."""


SpeechEvent = SpeechStarted | SpeechStopped | Turn
