"""What a call works with: the snapshot of the spa file, and what the house lends to every call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sam.call.mouth import Prompts
from sam.repertoire.repertoire import Repertoire
from sam.spa.model import Spa
from sam.speech.engines import Recogniser, VoiceActivity
from sam.telephony.line import Line
from sam.understanding.reader import Reader
from sam.vocabulary.heard import Words
from sam.vocabulary.keeper import Keeper
from sam.vocabulary.meaning import Context, Meaning


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a call keeps from its first ring to its end, whatever is edited meanwhile."""

    spa: Spa
    repertoire: Repertoire
    reader: Reader
    recogniser: Recogniser
    prompts: Prompts


@dataclass(frozen=True, slots=True)
class TurnTiming:
    """Where the time of one reply went, in milliseconds, from the end of the caller's speech."""

    detected: float
    """Until the silence was taken as a possible end and recognition began."""
    recognised: float
    """Recognition."""
    judged: float
    """Is it complete?"""
    waited: float
    """Silence that was waited out after that."""
    decided: float
    """Reading the meaning, and the next move."""
    voiced: float
    """Until the reply's first audio was handed to the line."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the house lends to every call."""

    activity: Callable[[], VoiceActivity]
    """Makes the voice activity of one call, over the shared model."""
    keeper: Keeper
    line: Line
    """For second legs."""
    read: Callable[[Reader, Words, Context], Awaitable[Meaning]]
    """Reads a turn off the event loop, so that the audio of other calls need not wait for it."""
    observe: Callable[[TurnTiming], None]
