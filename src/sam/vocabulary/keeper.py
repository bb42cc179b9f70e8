"""The one door from the ear to the desk."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

ACK_SECONDS = 2.0
"""How long the ear waits for the desk to say that something is on disk."""


class NotKeptError(Exception):
    """The desk did not acknowledge within `ACK_SECONDS`, or refused. Sam tells the caller so.

    The text says which operation failed and why, never what was in it.
    """


class Keeper(Protocol):
    """Keeps the message and the steps of calls. Each call returns once it is on disk."""

    async def opened(self, call_id: str, at: datetime, forwarded: Forwarded) -> None:
        """Note that a call began. `at` is UTC."""

    async def stepped(self, call_id: str, steps: tuple[Step, ...]) -> None:
        """Add steps, in order."""

    async def keep(self, call_id: str, message: Message) -> None:
        """Keep or replace the call's message; NotKeptError if it is not on disk in time."""

    async def crossed(self, call_id: str) -> None:
        """Erase the services and earlier steps of a call that crossed the line."""

    async def forget(self, call_id: str) -> None:
        """Delete the call's message and its steps so far: "forget that"."""

    async def closed(self, call_id: str, at: datetime, outcome: Outcome) -> None:
        """Note that a call ended. `at` is UTC."""
