from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from sam.spa.model import Spa
from sam.vocabulary.message import Message
from sam.vocabulary.outcome import Forwarded, Outcome
from sam.vocabulary.step import Step

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(params=["willow-bloom", "harbor-skin"])
def spa(request: pytest.FixtureRequest) -> Spa:
    text = (EXAMPLES / f"{request.param}.yaml").read_text()
    return Spa.model_validate(YAML(typ="safe").load(text))


class Ledger:
    """A store that notes each operation in order, and can be slow or full."""

    def __init__(self) -> None:
        self.entries: list[tuple[object, ...]] = []
        self.numbers: list[int] = []
        self.full_disk = False
        self.seconds = 0.0

    async def _note(self, number: int, *entry: object) -> None:
        if self.full_disk:
            raise OSError(28, "No space left on device")
        if self.seconds:
            await asyncio.sleep(self.seconds)
        self.entries.append(entry)
        self.numbers.append(number)

    async def opened(
        self, call_id: str, at: datetime, forwarded: Forwarded, *, number: int
    ) -> None:
        await self._note(number, "opened", call_id, at, forwarded)

    async def stepped(self, call_id: str, steps: tuple[Step, ...], *, number: int) -> None:
        await self._note(number, "stepped", call_id, steps)

    async def keep(self, call_id: str, message: Message, *, number: int) -> None:
        await self._note(number, "keep", call_id, message)

    async def crossed(self, call_id: str, *, number: int) -> None:
        await self._note(number, "crossed", call_id)

    async def forget(self, call_id: str, *, number: int) -> None:
        await self._note(number, "forget", call_id)

    async def closed(self, call_id: str, at: datetime, outcome: Outcome, *, number: int) -> None:
        await self._note(number, "closed", call_id, at, outcome)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()
