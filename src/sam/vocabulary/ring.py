"""A call arriving."""

from __future__ import annotations

from dataclasses import dataclass, field

from sam.vocabulary.outcome import Forwarded


@dataclass(frozen=True, slots=True)
class Ring:
    """What is known of a call before it is answered. Lives in the ear's memory only."""

    call_id: str
    """Sam's own id for the call: 32 hex digits, the start of SHA-256 of the carrier's call id."""
    caller: str | None = field(default=None, repr=False)
    """Caller id, E.164; None where it is withheld, anonymous or not a valid number."""
    dialled: str | None = None
    """The number or user part that was dialled, as the carrier gave it."""
    forwarded: Forwarded = Forwarded.UNKNOWN
    """Why it was forwarded, from Diversion or History-Info where the carrier sends one."""
