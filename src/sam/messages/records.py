"""What the desk and `sam messages` read: a call, its steps, and its message, opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step


class Readability(StrEnum):
    """Whether what was sealed of a call could be opened."""

    READABLE = "readable"
    ERASED = "erased"
    """The day's key has been erased: nobody can read it any more (a restored backup shows this)."""
    KEY_MISSING = "key_missing"
    """The day's key is not in the key store, and was not erased: put back its newest copy."""
    DAMAGED = "damaged"
    """A sealed value was changed or moved; none of the call is shown."""


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message as the team sees it."""

    message: Message
    kept_at: datetime
    """When the last version of it reached the disk, UTC."""
    called_back_at: datetime | None
    called_back_by: str | None
    """The desk account's opaque id."""


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A call as the team sees it. Instants are UTC."""

    call_id: str
    started_at: datetime
    ended_at: datetime | None
    """None while the call lasts."""
    outcome: Outcome | None
    forwarded: Forwarded
    steps: tuple[Step, ...] = field(repr=False)
    """What Sam did, in order; beside a number it says something about the caller."""
    message: KeptMessage | None
    readability: Readability = Readability.READABLE
    """Unless readable, `steps` is empty and `message` None, whatever was kept."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many calls of one local day ended in one way. No caller is in it."""

    day: date
    outcome: Outcome
    calls: int


@dataclass(frozen=True, slots=True)
class PurgeReceipt:
    """What retention erased, in numbers that point at nobody."""

    at: datetime
    before: date
    """Every local day before this one is erased."""
    days: int
    calls: int
    messages: int
    steps: int
    keys: int
