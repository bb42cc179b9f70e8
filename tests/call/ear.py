"""A receptionist on a line of paper, in virtual time: what its tests call and listen to.

Recognition is the only thing made up: each turn that the caller speaks is recognised as the next
of the words that the test has in store. Voice activity is energy; Sam's sentences are tones as
long as speaking them takes. Everything between is real.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from tests.telephony.fakes import FakeLeg, FakeLine, VirtualLoop

from sam.call.receptionist import Receptionist
from sam.call.tools import Snapshot, TurnTiming
from sam.repertoire.repertoire import Repertoire
from sam.spa.load import load_spa_file
from sam.telephony.line import RATE
from sam.understanding.reader import Reader
from sam.vocabulary.heard import Audio, Samples, Words
from sam.vocabulary.keeper import NotKeptError
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

EXAMPLES = Path(__file__).parents[2] / "examples"

WORD_SECONDS = 0.3
"""How long a word takes to say, by Sam and by callers."""

FILE = load_spa_file(EXAMPLES / "willow-bloom.yaml")
READER = Reader(FILE.spa)


def tone(seconds: float) -> Samples:
    """Return sound as loud as speech."""
    at = np.arange(int(seconds * RATE)) / RATE
    return (8000 * np.sin(2 * np.pi * 220 * at)).astype(np.int16)


class Recogniser:
    """Recognises each turn as the next words in store; an empty text is noise."""

    def __init__(self) -> None:
        self.store: deque[str] = deque()

    async def recognise(self, audio: Audio) -> Words:
        return Words(self.store[0] if self.store else "")


class Activity:
    """Energy above a threshold is speech."""

    def probability(self, samples: Samples) -> float:
        return float(np.abs(samples.astype(np.int32)).max() > 500)


class Prompts:
    """Speaks each sentence as a tone as long as its words; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def speak(self, text: str, cacheable: bool) -> Samples:
        self.asked.append(text)
        return tone(WORD_SECONDS * len(text.split()))


@dataclass
class Desk:
    """Remembers what it was given; `down` makes it refuse."""

    down: bool = False
    messages: list[Message] = field(default_factory=list)
    kept: Message | None = None
    steps: list[Step] = field(default_factory=list)
    outcome: Outcome | None = None
    began: datetime | None = None

    async def opened(self, call_id: str, at: datetime, forwarded: Forwarded) -> None:
        self.began = at

    async def stepped(self, call_id: str, steps: tuple[Step, ...]) -> None:
        self._refuse()
        self.steps += steps

    async def keep(self, call_id: str, message: Message) -> None:
        self._refuse()
        self.messages.append(message)
        self.kept = message

    async def crossed(self, call_id: str) -> None:
        self.steps.clear()
        self.kept = None

    async def forget(self, call_id: str) -> None:
        self.steps.clear()
        self.kept = None

    async def closed(self, call_id: str, at: datetime, outcome: Outcome) -> None:
        self.outcome = outcome

    def _refuse(self) -> None:
        if self.down:
            raise NotKeptError("the desk is down")


class Call:
    """One call: the caller's side, and everything that came of it."""

    def __init__(self, caller: str | None = "+14795550140", *, down: bool = False) -> None:
        self.leg = FakeLeg(caller)
        self.desk = Desk(down=down)
        self.prompts = Prompts()
        self.line = FakeLine()
        self.timings: list[TurnTiming] = []
        self._recogniser = Recogniser()
        snapshot = Snapshot(FILE.spa, Repertoire(FILE), READER, self._recogniser, self.prompts)
        self.receptionist = Receptionist(
            lambda: snapshot, Activity, self.desk, self.line, observe=self.timings.append
        )

    async def says(self, text: str, *, over_sam: bool = False, lasts: float | None = None) -> None:
        """Say something once Sam is quiet (or over it), and wait for what Sam says to it."""
        if not over_sam:
            await self.silent()
        self._recogniser.store.append(text)
        before = len(self.prompts.asked)
        await self.leg.say(tone(lasts or WORD_SECONDS * max(1, len(text.split()))))
        # Until the turn has ended and the reply has begun, or clearly none comes.
        for _ in range(60):
            await asyncio.sleep(0.1)
            if len(self.prompts.asked) > before or self.leg.over.is_set():
                break
        self._recogniser.store.popleft()

    async def silent(self) -> None:
        """Wait until Sam has finished speaking."""
        await self.leg.answering()
        for _ in range(600):
            await asyncio.sleep(0.1)
            if self.leg.queued_ms == 0 and self.prompts.asked:
                return

    @property
    def codes(self) -> list[str]:
        """The codes of the steps kept."""
        return [str(step.code) for step in self.desk.steps]

    @property
    def said(self) -> str:
        """Everything that Sam said."""
        return " ".join(self.prompts.asked)


def in_virtual_time(call: Call, caller: Coroutine[Any, Any, None]) -> Call:
    """Let Sam answer the call while the caller does what it does, in virtual time."""

    async def both() -> None:
        await call.line.start(call.receptionist.answer)
        answered = call.line.arrive(call.leg)
        await caller
        if not call.leg.over.is_set():
            call.leg.go()
        await asyncio.wait_for(answered, 120)

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(both())
    return call
