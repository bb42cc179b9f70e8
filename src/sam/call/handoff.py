"""Rings a person, who must press 1 to take the call; then puts the two legs together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from sam.call.mouth import Mouth, Prompts
from sam.repertoire.repertoire import Sentence
from sam.spa.handoff import Target
from sam.spa.line import Line as LineConfig
from sam.spa.model import Spa
from sam.telephony.line import Digit, Frame, HungUp, Leg, LegEvent, Line, LineError

PRESS_SECONDS = 12.0
"""How long an answered target has to press 1. A voicemail never does."""

TARGET_SECONDS = 20.0
"""How long one target rings before the next."""

ACCEPT_KEY = "1"


def address(target: Target, line: LineConfig) -> str | None:
    """Return the SIP address of a target; None where the line cannot dial out to it.

    A telephone number needs a carrier: it is dialled through the trunk.
    """
    if target.uri is not None:
        return target.uri
    return f"sip:{target.number}@{line.trunk.registrar}" if line.trunk else None


def reachable(spa: Spa) -> frozenset[str]:
    """Return the ids of the targets that can be dialled at all."""
    return frozenset(t.id for t in spa.handoff.targets if address(t, spa.line) is not None)


@dataclass(frozen=True, slots=True)
class Reached:
    """A person who took the call."""

    leg: Leg
    events: AsyncIterator[LegEvent]
    """The rest of what happens on their leg: a leg's events can be iterated only once."""


@dataclass(frozen=True, slots=True)
class Search:
    """Who is to be rung, and what they hear before they take the call."""

    targets: tuple[Target, ...]
    announcement: Sentence
    """Names the spa and the key to press. No caller's name: a voicemail would record it."""
    prompts: Prompts
    line: Line
    spa: Spa

    def _addresses(self) -> Iterator[str]:
        for target in self.targets:
            where = address(target, self.spa.line)
            if where is not None:
                yield where

    async def person(self) -> Reached | None:
        """Return whoever presses 1 first, or None after the seconds allowed."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.spa.handoff.seconds
        for where in self._addresses():
            left = deadline - loop.time()
            if left <= 1:
                break
            try:
                leg = await self.line.dial(
                    where, show=self.spa.spa.phone, seconds=min(TARGET_SECONDS, left)
                )
            except LineError:
                continue
            person = Reached(leg, leg.events())
            if await self._accepts(person, min(PRESS_SECONDS, deadline - loop.time())):
                return person
            await leg.hang_up()
        return None

    async def _accepts(self, person: Reached, seconds: float) -> bool:
        mouth = Mouth(person.leg, self.prompts)
        mouth.say((self.announcement, self.announcement))
        try:
            async with asyncio.timeout(max(seconds, 1.0)):
                async for event in person.events:
                    if isinstance(event, Digit):
                        mouth.stop()
                        return event.key == ACCEPT_KEY
                    if isinstance(event, HungUp):
                        return False
        except TimeoutError:
            return False
        finally:
            await mouth.close()
        return False


async def carry(person: Reached, sink: Leg) -> None:
    """Carry a person's audio to the caller until the person's leg is over."""
    async for event in person.events:
        if isinstance(event, Frame):
            sink.play(event.audio.open())
        elif isinstance(event, HungUp):
            return
