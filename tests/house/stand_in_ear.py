"""The real ear with a receptionist who needs no engine: answers, keeps a message, and waits.

Everything else of the ear is real. It prints words and raises them, as a mistake would.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sam.house import ear
from sam.spa.load import SpaFile
from sam.vocabulary.keeper import Keeper, NotKeptError
from sam.vocabulary.message import Message, Reason, ReasonKind
from sam.vocabulary.outcome import Outcome

if TYPE_CHECKING:
    from sam.telephony.line import Leg, Line

PHRASE = "my face went numb"


class Staff:
    def __init__(self, file: SpaFile, keeper: Keeper) -> None:
        self._service = file.spa.services[0].id
        self._keeper = keeper

    async def warm(self) -> None:
        return

    async def adopt(self, file: SpaFile) -> None:
        self._service = file.spa.services[0].id

    async def answer(self, leg: Leg) -> None:
        from sam.telephony.line import HungUp

        call, now = leg.ring.call_id, datetime.now(UTC)
        await leg.answer()
        try:
            await self._keeper.opened(call, now, leg.ring.forwarded)
            reason = Reason(ReasonKind.BOOK, (self._service,))
            await self._keeper.keep(call, Message(reason, name="Jessica"))
        except NotKeptError:
            await leg.hang_up()
        async for event in leg.events():
            if isinstance(event, HungUp):
                break
        await self._keeper.closed(call, datetime.now(UTC), Outcome.MESSAGE)
        print(PHRASE, flush=True)
        os.write(2, PHRASE.encode())
        raise ValueError(PHRASE)


async def employ(file: SpaFile, keeper: Keeper, line: Line) -> Staff:
    return Staff(file, keeper)


if __name__ == "__main__":
    ear.main(employ)
